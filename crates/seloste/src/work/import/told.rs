//! What went wrong with an import, in the languages of those who bring files. Not here: why (`error`), what is wrong with a row
//! (`reasons`).

use super::{FileError, ImportError};
use crate::messages::{Message, import as say};
use seloste_gate::GateError;
use seloste_register::text::Lang;

impl ImportError {
    /// What went wrong, in words for whoever brought the file. What broke in the machine goes to the log.
    #[must_use]
    pub fn told(&self, lang: Lang) -> Vec<String> {
        told(self, lang)
    }
}

impl FileError {
    /// What is wrong with the file, in words for whoever brought it.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        of_file(self, lang)
    }
}

fn told(error: &ImportError, lang: Lang) -> Vec<String> {
    let one = |message: &Message| vec![message.get(lang).to_owned()];
    match error {
        ImportError::File(error) => vec![of_file(error, lang)],
        ImportError::Mapping(problems) => problems
            .iter()
            .map(|problem| format!("{} {}", problem.what.get(lang), problem.remedy.get(lang)))
            .collect(),
        ImportError::NotGranted => one(&say::NOT_GRANTED),
        ImportError::NoBatch | ImportError::NotNow => one(&say::NOT_NOW),
        ImportError::OtherFile => one(&say::GONE),
        ImportError::Busy => one(&say::BUSY),
        ImportError::Stopped => one(&say::STOPPED),
        ImportError::Gate(GateError::Refused(refusal)) => vec![refusal.words.get(lang).to_owned()],
        ImportError::Gate(GateError::Failed(why)) => {
            tracing::error!(why, "an import failed");
            one(&crate::messages::page::FAILED_TITLE)
        }
        ImportError::Gate(_) => one(&say::NOT_NOW),
    }
}

fn of_file(error: &FileError, lang: Lang) -> String {
    let n = |message: &Message, n: &dyn std::fmt::Display| message.fill(lang, &[("n", &n.to_string())]);
    match error {
        FileError::Empty => say::EMPTY.get(lang).to_owned(),
        FileError::TooManyColumns(_, most) => n(&say::MANY_COLUMNS, most),
        FileError::HeaderTooLong(_) => say::LONG_HEADER.get(lang).to_owned(),
        FileError::RecordTooLong(row) => n(&say::NO_END, row),
        FileError::Broken(row) => n(&say::BROKEN_ROW, row),
        FileError::BrokenWorkbook => say::BROKEN_BOOK.get(lang).to_owned(),
        FileError::WorkbookTooLarge => say::LARGE_BOOK.get(lang).to_owned(),
        FileError::OldWorkbook => say::OLD_BOOK.get(lang).to_owned(),
        FileError::Unreadable(_)
        | FileError::NotAFile
        | FileError::NoSheet
        | FileError::UnknownEncoding
        | FileError::UnknownDelimiter => say::UNREADABLE.get(lang).to_owned(),
    }
}
