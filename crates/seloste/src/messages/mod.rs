//! Text for people, in three languages beside each other: a missing one does not compile. One file an area.

pub mod account;
pub mod api;
pub(crate) mod asked;
pub(crate) mod breach;
pub(crate) mod campaign;
pub(crate) mod disclosure;
pub(crate) mod duplicates;
pub(crate) mod editor;
pub(crate) mod extract;
pub(crate) mod front;
pub(crate) mod import;
pub(crate) mod intake;
pub(crate) mod invitation;
pub(crate) mod leaving;
pub(crate) mod letter;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod mailbox;
pub(crate) mod mailing;
pub(crate) mod measure;
pub(crate) mod mention;
pub(crate) mod notice;
pub mod own;
pub(crate) mod page;
pub mod people;
pub(crate) mod person;
pub(crate) mod portal;
pub(crate) mod proof;
pub(crate) mod proof_page;
pub(crate) mod proof_staff;
pub(crate) mod quality;
pub(crate) mod recording;
pub(crate) mod requests;
pub mod sign_in;
pub mod source_notice;
pub mod statements;
pub(crate) mod subscribe;
pub mod terminal;
pub mod versions;

use seloste_register::text::{Lang, Text};

/// One message in Finnish, Swedish and English.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

impl Message {
    /// A message from its three languages.
    #[must_use]
    pub const fn new(fi: &'static str, sv: &'static str, en: &'static str) -> Self {
        Self { fi, sv, en }
    }

    /// The message in one language.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fi => self.fi,
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }

    /// The message with its `{name}` places filled.
    #[must_use]
    pub fn fill(&self, lang: Lang, places: &[(&str, &str)]) -> String {
        places.iter().fold(self.get(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// The message in all three languages.
    #[must_use]
    pub fn all(&self) -> Text {
        Text::new(self.fi, self.sv, self.en)
    }

    /// The message in all three languages with its `{name}` places filled.
    #[must_use]
    pub fn fill_all(&self, places: &[(&str, &str)]) -> Text {
        let [fi, sv, en] = Lang::ALL.map(|lang| self.fill(lang, places));
        Text { fi, sv, en }
    }
}
