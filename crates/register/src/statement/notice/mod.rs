//! The public notice: the effective rules in words for the people they are about, in the customary order of a Finnish
//! privacy statement. The same rules give the same bytes. Not here: publishing, archives.

mod build;
mod content;
mod countries;
mod html;
mod markdown;
mod people;
mod phrases;
mod sharing;
mod words;

pub use words::{basis, channel, day, period, retention};

use super::Rules;
use crate::text::Lang;

/// A notice before it has a form.
struct Page {
    lang: Lang,
    title: String,
    dated: String,
    about: String,
    sections: Vec<Section>,
}

/// A titled part of a notice.
struct Section {
    id: &'static str,
    title: &'static str,
    blocks: Vec<Block>,
}

/// A sentence, or a list.
enum Block {
    Line(Entry),
    List(Vec<Entry>),
}

/// A sentence or an entry of a list, with the name by which it can be pointed at. Names never hold `--` themselves, so
/// that `item--x` is the item `x` and nothing else.
struct Entry {
    id: String,
    lead: Option<String>,
    text: String,
    inner: Vec<Entry>,
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

/// The notice as an HTML fragment: one `article` with an `h1`, a section with an `h2` for each part, and an `id` on every
/// sentence and list entry.
#[must_use]
pub fn html(rules: &Rules, lang: Lang) -> String {
    html::fragment(&build::page(rules, lang))
}

/// The notice as a whole HTML document that can be printed. Its look comes from the style sheet whose address the caller
/// gives; there is no other markup for it.
#[must_use]
pub fn page(rules: &Rules, lang: Lang, stylesheet: &str) -> String {
    html::document(&build::page(rules, lang), stylesheet)
}

/// The notice as Markdown (CommonMark).
#[must_use]
pub fn markdown(rules: &Rules, lang: Lang) -> String {
    markdown::document(&build::page(rules, lang))
}
