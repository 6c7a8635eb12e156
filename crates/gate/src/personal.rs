//! Readable personal data, on its way out. No `Debug`, `Display`, `Serialize` or `Clone`; wiped on drop.

use seloste_register::{item, statement::model::Item, text::Lang};
use zeroize::Zeroizing;

/// One opened value.
pub struct Personal {
    normal: Zeroizing<String>,
}

/// The four ways out. Each is used in one named file; a test looks for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A page: `seloste/src/web/personal.rs`.
    Page,
    /// An API answer: `seloste/src/api/personal.rs`.
    Api,
    /// A mail or a letter: `seloste/src/mail/personal.rs`.
    Mail,
    /// A file handed out, or the terminal of a verb: `seloste/src/work/personal.rs`.
    File,
}

impl Personal {
    pub(crate) fn new(normal: Zeroizing<String>) -> Self {
        Self { normal }
    }

    /// The stored normal form, for sums that verbs make: what comes out of them says nothing of anybody.
    pub(crate) fn inner(&self) -> &str {
        &self.normal
    }

    /// The stored normal form, for the one file that a way out has.
    #[must_use]
    pub fn disclose(&self, _way: Way) -> Zeroizing<String> {
        self.normal.clone()
    }

    /// As people read it, for the one file that a way out has.
    #[must_use]
    pub fn disclose_shown(&self, _way: Way, item: &Item, lang: Lang) -> Zeroizing<String> {
        item::show(item, &self.normal, lang)
    }
}
