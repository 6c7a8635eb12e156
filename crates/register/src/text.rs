//! Text for people, in every language a register speaks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that a person may read Seloste in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Finnish, the first language of a register kept in Finland.
    #[default]
    Fi,
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The ISO 639-1 code: `fi`, `sv` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// Reads an ISO 639-1 code; `None` for a language that Seloste does not speak.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// One text in all three languages. A missing one does not load.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Finnish.
    pub fi: String,
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

/// How a text may be written that is often the same in every language, such as the name of an agreement: once, or in all three. For
/// the schema alone; what was read is a [`Text`].
#[derive(JsonSchema)]
#[serde(untagged)]
pub enum Words {
    /// In all three languages.
    Each(Text),
    /// The same in each.
    Alike(String),
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fi => &self.fi,
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// A text from its three languages, in the order Finnish, Swedish, English.
    #[must_use]
    pub fn new(fi: &str, sv: &str, en: &str) -> Self {
        Self { fi: fi.to_owned(), sv: sv.to_owned(), en: en.to_owned() }
    }
}

/// A fixed phrase of the program in all three languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

impl Phrase {
    /// A phrase from its three languages, in the order Finnish, Swedish, English.
    #[must_use]
    pub const fn new(fi: &'static str, sv: &'static str, en: &'static str) -> Self {
        Self { fi, sv, en }
    }

    /// The phrase in one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fi => self.fi,
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }
}
