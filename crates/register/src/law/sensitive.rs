//! Words by which a text may say something that the law guards more closely (GDPR 9 and 10). They find suspicions: somebody decides.

use super::LawPack;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of data that the law guards more closely (GDPR 9 and 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sensitive {
    /// Name.
    pub id: String,
    /// Beginnings of words that may tell of it, in small letters and any language (claim R5-087).
    pub words: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

impl LawPack {
    /// The words of a text that may say something of the kind on a day, as they stand there.
    pub fn sensitive_in<'t>(&self, text: &'t str, on: Date) -> impl Iterator<Item = &'t str> {
        let kinds = self.sensitive.iter().filter(move |kind| super::holds(kind.from, kind.until, on));
        let stems: Vec<&str> = kinds.flat_map(|kind| &kind.words).map(String::as_str).collect();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(move |word| {
            let small = word.to_lowercase();
            stems.iter().any(|stem| small.starts_with(stem))
        })
    }
}
