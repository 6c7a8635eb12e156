//! What a document consists of.

use jiff::civil::Date;
use seloste_register::text::Lang;

/// A document before it has pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its language, which a screen reader speaks.
    pub lang: Lang,
    /// Its title: printed as its first line and shown in the reader's window.
    pub title: String,
    /// Who wrote it: the controller.
    pub author: String,
    /// Its date. There is no other clock in here.
    pub date: Date,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What stands at the foot of each page, beside the page number.
    pub footer: String,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Who writes to whom, above everything, the title too. The first of them counts.
    Address(Address),
    /// A heading below the title.
    Heading(Level, String),
    /// A paragraph. A line feed in it begins a new line.
    Paragraph(Line),
    /// A list.
    List(Vec<Line>),
    /// A table.
    Table(Table),
    /// Names and their values: "Customer number: 123".
    Pairs(Vec<(String, String)>),
    /// What follows begins on a page of its own.
    NewPage,
}

/// How deep a heading stands. A level that is skipped is mended: a section is never deeper than one below its parent
/// (PDF/UA-1, 7.4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A chapter.
    One,
    /// A section of a chapter.
    Two,
    /// A part of a section.
    Three,
}

/// A paragraph or an entry of a list, with what belongs below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What stands before the text, in bold.
    pub lead: Option<String>,
    /// The text.
    pub text: String,
    /// A list below it.
    pub inner: Vec<Self>,
}

impl Line {
    /// A line with words in bold before its text.
    #[must_use]
    pub fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self { lead: Some(lead.into()), text: text.into(), inner: Vec::new() }
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(text: T) -> Self {
        Self { lead: None, text: text.into(), inner: Vec::new() }
    }
}

/// A table with a head that is repeated on each page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns. One at least.
    pub head: Vec<String>,
    /// Rows, each with as many cells as the head.
    pub rows: Vec<Vec<String>>,
}

/// The head of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Who writes: name and address, a string a line.
    pub from: Vec<String>,
    /// To whom: name and address, a string a line, where the window of an envelope shows it.
    pub to: Vec<String>,
    /// What stands beside: date, reference.
    pub about: Vec<(String, String)>,
}
