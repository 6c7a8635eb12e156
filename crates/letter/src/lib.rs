//! A document in, a PDF out: letters, notices, packages and reports. Each PDF is tagged (PDF/UA-1), says its language and
//! title, and is the same to the byte for the same document. Pure: no files, no clock, no network. Whatever stands in a
//! document is data: nothing in it is ever read as markup. Not here: what any letter says.

mod clean;
mod document;
mod html;
mod markdown;
mod typeset;

pub use document::{Address, Block, Document, Level, Line, Table};
pub use html::{html, part};
pub use markdown::markdown;

/// Why a document did not become a PDF. Says nothing of what stands in the document: that may be about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// It has no title; a reader with a screen reader would hear none (PDF/UA-1, 7.1).
    #[error("the document has no title")]
    Untitled,
    /// A row of a table has not as many cells as its head.
    #[error("a row of a table has not as many cells as its head")]
    Ragged,
    /// It could not be set in pages.
    #[error("the document could not be set in pages")]
    NotSet,
    /// It could not be written as an accessible PDF.
    #[error("the document could not be written as an accessible PDF")]
    NotWritten,
}

/// Writes a document as a tagged PDF (PDF/UA-1) on A4 pages. The same document gives the same bytes.
///
/// Characters that no font of the program has are written as their code points, `⟨U+4E2D⟩`, so that nothing is lost;
/// control characters go.
///
/// # Errors
/// When the title is empty, a table is ragged, or the typesetter gives up.
pub fn pdf(document: &Document) -> Result<Vec<u8>, LetterError> {
    typeset::pdf(document)
}
