//! The public notice: the effective rules in words for the people they are about, in the customary order of a Finnish
//! privacy statement, and the same rules in the forms that programs read. The same rules give the same bytes. Not here:
//! publishing, archives, PDF and spreadsheet files.

mod build;
mod conduct;
mod content;
mod dpv;
mod example;
mod html;
mod ids;
mod keeping;
mod markdown;
mod people;
mod phrases;
mod records;
mod requests;
mod sharing;
mod special;
mod summary;
mod tilt;
mod tracking;
mod uses;
mod words;

pub use dpv::dpv;
pub use records::{Records, records, records_html};
pub use tilt::tilt;
pub use words::{basis, channel, day, period, retention};

use super::{Rules, model::System};
use crate::{id::SystemId, text::Lang};
use sha2::{Digest as _, Sha256};

/// A notice before it has a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its language.
    pub lang: Lang,
    /// Its title, with the register's name (claim R1-004).
    pub title: String,
    /// The day on which it was drawn up, in words (claim R1-003).
    pub dated: String,
    /// What the register is.
    pub about: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A titled part of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The name by which it can be pointed at.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A sentence, or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A sentence, with a list below it or none.
    Line(Entry),
    /// A list.
    List(Vec<Entry>),
}

/// A sentence or an entry of a list, with the name by which it can be pointed at. Names never hold `--` themselves, so
/// that `item--x` is the item `x` and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name: the same in every form, language and version as long as the rule has the same name.
    pub id: String,
    /// What stands before the text and is stressed.
    pub lead: Option<String>,
    /// The text.
    pub text: String,
    /// A list below it.
    pub inner: Vec<Self>,
}

impl Entry {
    fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), lead: None, text: text.into(), inner: Vec::new() }
    }

    fn led(id: impl Into<String>, lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self { lead: Some(lead.into()), ..Self::new(id, text) }
    }

    fn with(self, inner: Vec<Self>) -> Self {
        Self { inner, ..self }
    }
}

/// In which customary order a notice is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// A privacy notice (tietosuojaseloste): what GDPR 13, 14 and 30 ask for, led by a summary.
    #[default]
    Privacy,
    /// The older register description (rekisteriseloste): numbered, in the order of section 10 of the repealed Personal
    /// Data Act 523/1999, which it names with its successor (claims R6-001, R7-001).
    Register,
}

/// The notice before it has a form.
#[must_use]
pub fn content(rules: &Rules, lang: Lang, profile: Profile) -> Page {
    build::page(build::Of::register(rules, lang), profile)
}

/// A service's own notice: the register's, and the parts of the service that its customer has chosen, of which no other notice
/// tells (claim R5-036).
#[must_use]
pub fn content_of_service(rules: &Rules, lang: Lang, service: &SystemId) -> Page {
    build::page(build::Of { rules, lang, service: Some(service) }, Profile::Privacy)
}

/// The services that have a notice of their own: those with a part that their customer has chosen.
pub fn services(rules: &Rules) -> impl Iterator<Item = &System> {
    let chosen = |system: &System| sharing::chosen(rules).any(|part| part.service == system.id);
    rules.statement().systems.iter().filter(move |system| chosen(system))
}

impl Page {
    /// As an HTML fragment: one `article` with an `h1`, a section with an `h2` for each part, and an `id` on every sentence
    /// and list entry.
    #[must_use]
    pub fn html(&self) -> String {
        html::fragment(self, html::Place::ALONE)
    }

    /// The same as one of several on a page: its title is an `h2`, and every `id` begins with the prefix.
    #[must_use]
    pub fn html_among(&self, prefix: &str) -> String {
        html::fragment(self, html::Place { prefix, level: 2 })
    }

    /// As a whole HTML document that can be printed. Its look comes from the style sheet whose address the caller gives;
    /// there is no other markup for it.
    #[must_use]
    pub fn document(&self, stylesheet: &str) -> String {
        html::document(self, stylesheet)
    }

    /// As Markdown (CommonMark).
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::document(self)
    }
}

/// The privacy notice as an HTML fragment.
#[must_use]
pub fn html(rules: &Rules, lang: Lang) -> String {
    content(rules, lang, Profile::Privacy).html()
}

/// The privacy notice as a whole HTML document.
#[must_use]
pub fn page(rules: &Rules, lang: Lang, stylesheet: &str) -> String {
    content(rules, lang, Profile::Privacy).document(stylesheet)
}

/// The privacy notice as Markdown.
#[must_use]
pub fn markdown(rules: &Rules, lang: Lang) -> String {
    content(rules, lang, Profile::Privacy).markdown()
}

/// What a wording of consent is known by: SHA-256 of its bytes in UTF-8, in small hexadecimal digits. One character more or
/// less is another wording (ISO/IEC TS 27560: a record points at the notice that the person saw).
#[must_use]
pub fn wording_hash(wording: &str) -> String {
    Sha256::digest(wording.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
