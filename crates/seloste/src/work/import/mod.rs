//! Bringing a file into a register: look at it, decide what its columns mean, try it, run it, look at what came of it, undo
//! it. The pages and the command line both go this way; who may, and what becomes of each row, the gate decides.

mod ahead;
mod batches;
mod bulk;
mod decode;
mod error;
mod inspect;
mod listed;
mod reasons;
mod rows;
mod run;
pub mod shelf;
mod told;
mod upload;

#[cfg(test)]
mod tests;

pub use batches::{
    Failed, batch, batches, bought, failed, may, met, outcome, purpose, undo, undo_apart, write_failed,
};
pub use error::ImportError;
pub use inspect::{Inspection, inspect};
pub use listed::write_rows;
pub use reasons::{Fault, Why};
pub use run::{Came, Going, Job, Listed, Progress, ReasonCount, Report, dry_run, run};
pub use upload::Upload;

use seloste_register::import::{Delimiter, EncodingGuess, Mapping};
use std::io;

/// What kind of file it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Text with delimiters.
    Text {
        /// Its encoding, and how that was found.
        encoding: EncodingGuess,
        /// Its delimiter.
        delimiter: Delimiter,
    },
    /// A workbook (XLSX).
    Workbook {
        /// The sheet that is read.
        sheet: String,
        /// All sheets.
        sheets: Vec<String>,
    },
}

impl Form {
    /// A mapping that says the same about the file, and nothing about its columns.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        match self {
            Self::Text { encoding, delimiter } => Mapping {
                encoding: Some(encoding.encoding.name().to_owned()),
                delimiter: Some(delimiter.name().to_owned()),
                ..Mapping::default()
            },
            Self::Workbook { sheet, .. } => Mapping { sheet: Some(sheet.clone()), ..Mapping::default() },
        }
    }
}

/// Why a file can't be read. Never repeats what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The system does not give it.
    #[error("the file can't be read: {0}")]
    Unreadable(String),
    /// It is a folder or a device.
    #[error("this is not a file")]
    NotAFile,
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// So many columns; at most so many.
    #[error("the file has {0} columns or more; at most {1} can be read")]
    TooManyColumns(usize, usize),
    /// A header is longer than this.
    #[error("a header has more than {0} characters; is the first row the header row?")]
    HeaderTooLong(usize),
    /// A record does not end; the row where it begins.
    #[error("row {0} does not end: a quotation mark may be missing, or the file may be cut")]
    RecordTooLong(u64),
    /// A row can't be read.
    #[error("row {0} can't be read")]
    Broken(u64),
    /// The workbook is damaged, encrypted or cut.
    #[error("the workbook can't be opened: it is damaged, cut or protected by a password")]
    BrokenWorkbook,
    /// The workbook becomes too large when it is unpacked.
    #[error("the workbook becomes too large when it is unpacked: save the sheet as .csv")]
    WorkbookTooLarge,
    /// The old binary format of workbooks.
    #[error("this is a workbook of the old kind (.xls): save it as .xlsx or .csv")]
    OldWorkbook,
    /// The mapping names a sheet that is not there.
    #[error("the workbook has no such sheet")]
    NoSheet,
    /// The mapping names an encoding that does not exist.
    #[error("the encoding that the mapping names is not known")]
    UnknownEncoding,
    /// The mapping names a delimiter that does not exist.
    #[error("the delimiter that the mapping names is not known: comma, semicolon, tab or bar")]
    UnknownDelimiter,
}

impl FileError {
    fn unreadable(error: &io::Error) -> Self {
        Self::Unreadable(error.kind().to_string())
    }
}
