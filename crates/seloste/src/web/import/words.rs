//! What an import says: counts, and what is wrong with a file.

use crate::{
    messages::{Message, import as say},
    store::batch::Counts,
    web::{desk::Desk, errors::Trouble},
    work::import::{FileError, ImportError},
};
use maud::{Markup, html};
use seloste_gate::{GateError, import::Met};
use seloste_register::text::Lang;

/// Counts, each a way to its rows when there is a batch to list.
pub(super) fn figures(desk: &Desk<'_>, counts: &Counts, batch: Option<&str>) -> Markup {
    let all: [(i64, &Message, Option<&str>); 6] = [
        (counts.created, &say::CREATED, Some("created")),
        (counts.updated, &say::UPDATED, Some("updated")),
        (counts.unchanged, &say::UNCHANGED, Some("unchanged")),
        (counts.duplicate, &say::DUPLICATE, Some("duplicate")),
        (counts.refused, &say::REFUSED, Some("failed")),
        (counts.failed, &say::FAILED, Some("failed")),
    ];
    html! {
        ul.figures {
            @for (count, words, rows) in all {
                li {
                    @match (batch, rows) {
                        (Some(batch), Some(rows)) if count > 0 => {
                            a.figure href=(desk.at(&format!("batches/{batch}?rows={rows}"))) { b { (count) } span { (desk.say(words)) } }
                        }
                        _ => { span.figure { b { (count) } span { (desk.say(words)) } } }
                    }
                }
            }
        }
    }
}

/// Reads what rows are asked for.
pub(super) fn met(word: &str) -> Option<Met> {
    match word {
        "created" => Some(Met::Created),
        "updated" => Some(Met::Updated),
        "unchanged" => Some(Met::Unchanged),
        "duplicate" => Some(Met::Duplicate),
        _ => None,
    }
}

/// A column as the person knows it: its header, or the item's name.
pub(super) fn column(desk: &Desk<'_>, column: &str) -> String {
    crate::web::errors::item_name(column, &desk.frame, &desk.rules)
}

/// What went wrong, in words.
pub(super) fn of(error: &ImportError, lang: Lang) -> Vec<String> {
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

/// What is wrong with a file, in words.
pub(super) fn of_file(error: &FileError, lang: Lang) -> String {
    let n = |message: &Message, n: &dyn std::fmt::Display| message.fill(lang, &[("n", &n.to_string())]);
    match error {
        FileError::Empty => say::EMPTY.get(lang).to_owned(),
        FileError::TooManyColumns(_, most) => n(&say::MANY_COLUMNS, most),
        FileError::HeaderTooLong(_) => say::LONG_HEADER.get(lang).to_owned(),
        FileError::RecordTooLong(row) => n(&say::NO_END, row),
        FileError::Broken(row) => n(&say::BROKEN_ROW, row),
        FileError::BrokenWorkbook => say::BROKEN_BOOK.get(lang).to_owned(),
        FileError::OldWorkbook => say::OLD_BOOK.get(lang).to_owned(),
        FileError::Unreadable(_)
        | FileError::NotAFile
        | FileError::NoSheet
        | FileError::UnknownEncoding
        | FileError::UnknownDelimiter => say::UNREADABLE.get(lang).to_owned(),
    }
}

/// An import's error as trouble of a page.
pub(super) fn trouble(error: ImportError, lang: Lang) -> Trouble {
    match error {
        ImportError::Gate(error) => error.into(),
        ImportError::NoBatch => Trouble::Absent,
        other => Trouble::Failed(of(&other, lang).join(" ")),
    }
}
