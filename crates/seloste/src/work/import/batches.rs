//! Batches that were brought in: the list, what became of their rows, the rows that failed, the undo.

use super::{
    Form, ImportError,
    inspect::form,
    reasons::{Why, why},
    rows,
    run::Job,
    upload::Upload,
};
use crate::{
    app::Shared,
    store::batch::{self, Batch, BatchId, FailedRow, State},
};
use seloste_gate::{
    Gate, GateError,
    ask::{Actor, Ask},
    import::{self as gate_import, Met, MetRow, Undone},
};
use seloste_register::{
    diagnostics::Problem,
    id::{GroupId, PurposeId, RegisterId},
    import::{Bought, Mapping, Plan},
    statement::{Rules, model::Action},
    text::Lang,
};
use std::{collections::HashMap, io::Write, ops::ControlFlow};

/// The purpose for which an actor brings files in: the first that a role of theirs does it for.
#[must_use]
pub fn purpose(rules: &Rules, actor: &Actor) -> Option<PurposeId> {
    actor
        .roles
        .iter()
        .filter_map(|role| rules.role(role))
        .flat_map(|role| &role.grants)
        .filter(|grant| grant.actions.contains(&Action::Import))
        .find_map(|grant| grant.purposes.first().cloned())
}

/// A job's mapping made ready. New people belong to a group that the purpose is about, unless the mapping says which.
pub(super) fn plan(job: &Job<'_>, headers: &[String], rules: &Rules) -> Result<Plan, Vec<Problem>> {
    let concerns = |group: &GroupId| rules.purpose(&job.ask.purpose).is_none_or(|one| one.concerns(group));
    let mut groups = rules.statement().subject_groups.iter().map(|group| &group.id);
    let group = job.mapping.group.as_ref().or_else(|| groups.find(|group| concerns(group)));
    let mapping = Mapping { group: group.cloned(), ..job.mapping.clone() };
    Plan::new(&mapping, headers, rules, &job.source)
}

/// Whether the asker may bring files in.
///
/// # Errors
/// The gate's refusal, which it has recorded.
pub fn may(gate: &Gate, rules: &Rules, ask: &Ask) -> Result<(), GateError> {
    let roles = ask.actor.roles.iter().filter_map(|role| rules.role(role));
    let mut grants = roles.flat_map(|role| &role.grants);
    if grants.any(|grant| grant.actions.contains(&Action::Import) && grant.purposes.contains(&ask.purpose)) {
        return Ok(());
    }
    // Asked of the gate with nothing to bring in, so that the refusal is recorded.
    let statement = rules.statement();
    let (Some(source), Some(group)) = (statement.sources.first(), statement.subject_groups.first()) else {
        return Err(GateError::Absent);
    };
    let nothing = gate_import::Batch {
        number: 0,
        source: source.id.clone(),
        group: group.id.clone(),
        areas: Vec::new(),
    };
    gate.try_import(ask, &nothing, Vec::new(), &mut seloste_gate::Trial::default())?;
    Err(GateError::Absent)
}

/// Reads what rows of a batch are asked for: how they met people.
#[must_use]
pub fn outcome(word: &str) -> Option<Met> {
    match word {
        "created" => Some(Met::Created),
        "updated" => Some(Met::Updated),
        "unchanged" => Some(Met::Unchanged),
        "duplicate" => Some(Met::Duplicate),
        _ => None,
    }
}

/// The batches of a register, newest first, at most `rows`. For those who may bring files in.
///
/// # Errors
/// When the database fails.
pub fn batches(gate: &Gate, register: &RegisterId, rows: u32) -> Result<Vec<Batch>, ImportError> {
    Ok(gate.data().read(|tx| batch::newest(tx, register.as_str(), i64::from(rows)))?)
}

/// One batch.
///
/// # Errors
/// When there is none, or the database fails.
pub fn batch(gate: &Gate, register: &RegisterId, id: BatchId) -> Result<Batch, ImportError> {
    gate.data().read(|tx| batch::by_id(tx, register.as_str(), id))?.ok_or(ImportError::NoBatch)
}

/// How the list of a batch was bought, where that was said (claim R5-103).
#[must_use]
pub fn bought(batch: &Batch) -> Option<Bought> {
    Mapping::from_toml(&batch.mapping).ok()?.bought
}

/// Rows of a batch that met people in one way, after a row; with the people, for those who may open the card.
///
/// # Errors
/// As the gate says.
pub fn met(
    gate: &Gate,
    ask: &Ask,
    id: BatchId,
    met: Met,
    page: (i64, u32),
) -> Result<Vec<MetRow>, ImportError> {
    batch(gate, &ask.register, id)?;
    Ok(gate.import_rows(ask, id.0, met, page)?)
}

/// A row that failed, with its reasons.
pub struct Failed {
    /// The row's number in the file.
    pub row: i64,
    /// What is wrong with it.
    pub whys: Vec<Why>,
}

/// Rows of a batch that failed, after a row, in the file's order; about `rows` of them.
///
/// # Errors
/// When there is no such batch, or the database fails.
pub fn failed(
    gate: &Gate,
    register: &RegisterId,
    id: BatchId,
    (after, rows): (i64, u32),
) -> Result<Vec<Failed>, ImportError> {
    batch(gate, register, id)?;
    let (reasons, rows) = gate.data().read(|tx| {
        let rows = batch::failures(tx, id, (after, 0), i64::from(rows))?;
        Ok::<_, seloste_db::Failure>((batch::reasons(tx, id)?, rows))
    })?;
    let reasons: HashMap<i64, Why> = reasons.iter().map(|reason| (reason.id, why(reason))).collect();
    Ok(gather(&rows, &reasons))
}

fn gather(rows: &[FailedRow], reasons: &HashMap<i64, Why>) -> Vec<Failed> {
    let mut out: Vec<Failed> = Vec::new();
    for failed in rows {
        if out.last().is_none_or(|last| last.row != failed.row) {
            out.push(Failed { row: failed.row, whys: Vec::new() });
        }
        if let (Some(last), Some(why)) = (out.last_mut(), reasons.get(&failed.reason)) {
            last.whys.push(why.clone());
        }
    }
    out
}

/// Writes the rows of a batch that failed as a file of the same columns, with two more: the row's number and what is wrong.
/// The values come from the file itself, because nothing of a failed row is kept.
///
/// # Errors
/// When the file is not the batch's, or can't be read or written.
pub fn write_failed(
    gate: &Gate,
    (register, id): (&RegisterId, BatchId),
    upload: &Upload<'_>,
    lang: Lang,
    out: impl Write,
) -> Result<u64, ImportError> {
    let about = batch(gate, register, id)?;
    if upload.digest()? != about.file_digest {
        return Err(ImportError::OtherFile);
    }
    let mapping = Mapping::from_toml(&about.mapping).map_err(ImportError::Mapping)?;
    let form = form(upload, &mapping)?;
    let delimiter = match &form {
        Form::Text { delimiter, .. } => delimiter.byte(),
        Form::Workbook { .. } => b';',
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
    let mut pages = Pages { gate, register, id, page: Vec::new(), after: 0 };
    let mut written = 0;
    rows::each(upload, &form, |row| {
        let number = i64::try_from(row.number).unwrap_or(i64::MAX);
        let (mark, what) = if number == 1 {
            (ROW.get(lang).to_owned(), WHY.get(lang).to_owned())
        } else {
            let Some(failed) = pages.of(number)? else { return Ok(ControlFlow::Continue(())) };
            written += 1;
            (number.to_string(), in_words(&failed, lang))
        };
        let cells = row.cells.iter().map(|cell| harmless(cell)).chain([mark.into(), what.into()]);
        let fields: Vec<std::borrow::Cow<'_, str>> = cells.collect();
        writer.write_record(fields.iter().map(|field| field.as_bytes())).map_err(not_written)?;
        Ok::<_, ImportError>(ControlFlow::Continue(()))
    })?;
    writer.flush().map_err(|error| super::FileError::Unreadable(error.kind().to_string()))?;
    Ok(written)
}

const ROW: crate::messages::Message = crate::messages::Message::new("Rivi", "Rad", "Row");
const WHY: crate::messages::Message =
    crate::messages::Message::new("Miksi ei tuotu", "Varför inte införd", "Why not brought in");

fn not_written(error: csv::Error) -> ImportError {
    let kind = match error.kind() {
        csv::ErrorKind::Io(io) => io.kind().to_string(),
        _ => "can't be written".to_owned(),
    };
    ImportError::File(super::FileError::Unreadable(kind))
}

/// What is wrong and what to do, in one cell.
fn in_words(failed: &Failed, lang: Lang) -> String {
    let one = |why: &Why| {
        let column = if why.column.is_empty() { String::new() } else { format!("{}: ", why.column) };
        format!("{column}{} {}", why.what.get(lang), why.remedy.get(lang))
    };
    failed.whys.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front, unless it is a
/// number or a telephone number.
pub(super) fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    let risky = cell
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '.' | ',' | '(' | ')');
    // "-2+3" is a formula too: signs only in front.
    let number = cell.chars().all(plain) && !cell.chars().skip(1).any(|c| matches!(c, '+' | '-'));
    if risky && !number { format!("'{cell}").into() } else { cell.into() }
}

/// Failed rows in the file's order, read from the database page by page.
struct Pages<'a> {
    gate: &'a Gate,
    register: &'a RegisterId,
    id: BatchId,
    page: Vec<Failed>,
    after: i64,
}

impl Pages<'_> {
    fn of(&mut self, row: i64) -> Result<Option<Failed>, ImportError> {
        if self.page.is_empty() && row > self.after {
            self.page = failed(self.gate, self.register, self.id, (self.after, 1_000))?;
            // The last row of a full page may have more reasons on the next; it is read again there.
            if self.page.len() > 1 && self.page.iter().map(|failed| failed.whys.len()).sum::<usize>() >= 1_000
            {
                self.page.pop();
            }
            self.after = self.page.last().map_or(i64::MAX, |last| last.row);
            self.page.reverse();
        }
        let found = self.page.last().is_some_and(|next| next.row == row);
        Ok(if found { self.page.pop() } else { None })
    }
}

/// Undoes a batch, step by step: people whom it added are erased, what it changed is restored to the byte, and whoever was
/// changed since stays. An undo that was stopped goes on.
///
/// # Errors
/// When there is no such batch, it is undone already, or the gate says no.
pub fn undo(
    gate: &Gate,
    ask: &Ask,
    id: BatchId,
    mut progress: impl FnMut(&Undone) -> ControlFlow<()>,
) -> Result<Undone, ImportError> {
    let about = batch(gate, &ask.register, id)?;
    let rules = gate.rules(&ask.register).ok_or(GateError::Absent)?;
    if purpose(&rules, &ask.actor).is_none() {
        return Err(ImportError::NotGranted);
    }
    let now = || gate.clock().now();
    if about.state != State::Undoing {
        let turn = |tx: &mut seloste_db::Tx<'_>| batch::turn(tx, id, (about.state, State::Undoing), now());
        let may = matches!(about.state, State::Running | State::Done);
        if !may || !gate.data().write(turn)? {
            return Err(ImportError::NotNow);
        }
    }
    let mut sum = Undone { more: true, ..Undone::default() };
    while sum.more {
        let step = gate.undo_import(ask, id.0, |tx, step| {
            Ok(batch::keep(tx, id, i64::try_from(step.kept).unwrap_or(i64::MAX))?)
        })?;
        sum = Undone {
            erased: sum.erased + step.erased,
            restored: sum.restored + step.restored,
            kept: sum.kept + step.kept,
            more: step.more,
        };
        if progress(&sum).is_break() {
            return Err(ImportError::Stopped);
        }
    }
    let turned = gate.data().write(|tx| batch::turn(tx, id, (State::Undoing, State::Undone), now()))?;
    if turned { Ok(sum) } else { Err(ImportError::Busy) }
}

/// Begins an undo on a thread of its own; the batch tells how it goes.
///
/// # Errors
/// When there is no such batch, or no thread for it.
pub fn undo_apart(app: &Shared, ask: Ask, id: BatchId) -> Result<(), ImportError> {
    let (controller, _) = app.register(&ask.register).ok_or(GateError::Absent)?;
    batch(&controller.gate, &ask.register, id)?;
    let app = Shared::clone(app);
    let begun = std::thread::Builder::new().name("undo".to_owned()).spawn(move || {
        let Some((controller, _)) = app.register(&ask.register) else { return };
        if let Err(error) = undo(&controller.gate, &ask, id, |_| ControlFlow::Continue(())) {
            tracing::error!(batch = id.0, %error, "a batch was not undone");
        }
    });
    begun.map(drop).map_err(|error| GateError::Failed(error.to_string()).into())
}
