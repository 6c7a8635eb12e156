//! `catalogue`, `catalogue_row` and `derive_run`: what derived items are looked up in, and how far deriving them anew has come.
//! The one owner of their SQL. Nothing in them is about a person. Not here: who may load one (`verbs/derive.rs`).

use crate::payload::Word;
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_register::id::CatalogueId;

/// One row of a catalogue: what is looked up, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// What is looked up, such as a product.
    pub of: String,
    /// What belongs to it, such as an accessory.
    pub gives: String,
}

/// A catalogue as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueState {
    /// Which.
    pub catalogue: CatalogueId,
    /// When it was last loaded; `None` when it never was.
    pub loaded: Option<Timestamp>,
    /// How many rows it has.
    pub rows: u64,
}

/// What a text is looked up by: letter case and runs of spaces make no difference.
pub(crate) fn entry(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Puts rows in the place of all that a catalogue had.
pub(crate) fn replace(
    tx: &mut Tx<'_>,
    (register, catalogue): (i64, Word),
    rows: &[Fit],
    (loaded, account): (i64, i64),
) -> Result<(), Failure> {
    let at = [Value::Int(register), Value::Int(catalogue)];
    tx.run("DELETE FROM catalogue_row WHERE register_id = $1 AND catalogue = $2", &at)?;
    let entries: Vec<String> = rows.iter().map(|row| entry(&row.of)).collect();
    let values = rows.iter().zip(&entries).zip(0_i64..).map(|((row, entry), place)| {
        [
            Value::Int(register),
            Value::Int(catalogue),
            Value::Text(entry),
            Value::Int(place),
            Value::Text(&row.gives),
        ]
    });
    tx.run_many(
        "INSERT INTO catalogue_row (register_id, catalogue, entry, place, gives) VALUES ($1, $2, $3, $4, $5)",
        values,
    )?;
    tx.run(
        "INSERT INTO catalogue (register_id, catalogue, loaded, account, entries, edition) VALUES ($1, $2, $3, $4, $5, 0) \
         ON CONFLICT (register_id, catalogue) DO UPDATE \
         SET loaded = $3, account = $4, entries = $5, edition = catalogue.edition + 1",
        &[
            Value::Int(register),
            Value::Int(catalogue),
            Value::Int(loaded),
            Value::Int(account),
            Value::Int(i64::try_from(rows.len()).unwrap_or(i64::MAX)),
        ],
    )
    .map(drop)
}

/// What belongs to a text, in the order of the file.
pub(crate) fn fits(
    tx: &mut Tx<'_>,
    (register, catalogue): (i64, Word),
    text: &str,
) -> Result<Vec<String>, Failure> {
    tx.all(
        "SELECT gives FROM catalogue_row WHERE register_id = $1 AND catalogue = $2 AND entry = $3 ORDER BY place",
        &[Value::Int(register), Value::Int(catalogue), Value::Text(&entry(text))],
        |row| row.text(0),
    )
}

/// Rows of a catalogue, at most so many.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    (register, catalogue): (i64, Word),
    most: i64,
) -> Result<Vec<Fit>, Failure> {
    tx.all(
        "SELECT entry, gives FROM catalogue_row WHERE register_id = $1 AND catalogue = $2 \
         ORDER BY entry, place LIMIT $3",
        &[Value::Int(register), Value::Int(catalogue), Value::Int(most)],
        |row| Ok(Fit { of: row.text(0)?, gives: row.text(1)? }),
    )
}

/// When a catalogue was loaded, how many rows it has, and which edition it is.
pub(crate) fn loaded(
    tx: &mut Tx<'_>,
    (register, catalogue): (i64, Word),
) -> Result<Option<(i64, i64, i64)>, Failure> {
    tx.first(
        "SELECT loaded, entries, edition FROM catalogue WHERE register_id = $1 AND catalogue = $2",
        &[Value::Int(register), Value::Int(catalogue)],
        |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)),
    )
}

/// How far deriving anew has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeriveRun {
    pub(crate) rules: i64,
    pub(crate) day: i64,
    pub(crate) place: i64,
    pub(crate) ended: bool,
}

/// The run of a register.
pub(crate) fn run(tx: &mut Tx<'_>, register: i64) -> Result<Option<DeriveRun>, Failure> {
    tx.first(
        "SELECT rules, day, place, ended FROM derive_run WHERE register_id = $1",
        &[Value::Int(register)],
        |row| {
            let ended = row.int(3)? != 0;
            Ok(DeriveRun { rules: row.int(0)?, day: row.int(1)?, place: row.int(2)?, ended })
        },
    )
}

/// Puts down how far it has come.
pub(crate) fn set_run(tx: &mut Tx<'_>, register: i64, run: DeriveRun) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO derive_run (register_id, rules, day, place, ended) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (register_id) DO UPDATE SET rules = $2, day = $3, place = $4, ended = $5",
        &[
            Value::Int(register),
            Value::Int(run.rules),
            Value::Int(run.day),
            Value::Int(run.place),
            Value::Int(i64::from(run.ended)),
        ],
    )
    .map(drop)
}
