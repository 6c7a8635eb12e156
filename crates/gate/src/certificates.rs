//! `retention_run` and `certificate`: how far the retention run of a register has come, and what it destroyed, without
//! anybody's name. The one owner of their SQL. Not here: the run (`verbs/retention.rs`).

use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Tx, Value};

/// How far the run of a register has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunState {
    /// The day that it is for.
    pub day: Date,
    /// When it ended; `None` while it goes on.
    pub ended: Option<Timestamp>,
    /// What it found past its term and could not destroy.
    pub overdue: u64,
}

/// So many of something were destroyed on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// On which day.
    pub day: Date,
    /// Of what: a category, a kind of object, `people`, `earlier-values`, `undeclared`.
    pub what: String,
    /// How many.
    pub many: u64,
    /// When the last of them went.
    pub at: Timestamp,
}

/// A run as it stands in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RunRow {
    pub(crate) day: i64,
    pub(crate) place: i64,
    pub(crate) started: i64,
    pub(crate) ended: Option<i64>,
    pub(crate) overdue: i64,
}

/// The run of a register.
pub(crate) fn run(tx: &mut Tx<'_>, register: i64) -> Result<Option<RunRow>, Failure> {
    tx.first(
        "SELECT day, place, started, ended, overdue FROM retention_run WHERE register_id = $1",
        &[Value::Int(register)],
        |row| {
            Ok(RunRow {
                day: row.int(0)?,
                place: row.int(1)?,
                started: row.int(2)?,
                ended: row.opt_int(3)?,
                overdue: row.int(4)?,
            })
        },
    )
}

/// Puts down how far a run has come.
pub(crate) fn set_run(tx: &mut Tx<'_>, register: i64, row: &RunRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO retention_run (register_id, day, place, started, ended, overdue) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (register_id) DO UPDATE SET day = excluded.day, place = excluded.place, \
         started = excluded.started, ended = excluded.ended, overdue = excluded.overdue",
        &[
            Value::Int(register),
            Value::Int(row.day),
            Value::Int(row.place),
            Value::Int(row.started),
            Value::OptInt(row.ended),
            Value::Int(row.overdue),
        ],
    )
    .map(drop)
}

/// Adds to what was destroyed on a day.
pub(crate) fn certify(
    tx: &mut Tx<'_>,
    (register, day, at): (i64, i64, i64),
    destroyed: &[(String, u64)],
) -> Result<(), Failure> {
    for (what, many) in destroyed {
        let many = i64::try_from(*many).unwrap_or(i64::MAX);
        tx.run(
            "INSERT INTO certificate (register_id, day, what, many, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (register_id, day, what) DO UPDATE SET many = certificate.many + excluded.many, \
             at = excluded.at",
            &[Value::Int(register), Value::Int(day), Value::Text(what), Value::Int(many), Value::Int(at)],
        )?;
    }
    Ok(())
}

/// Certificates of a register: (day, what, how many, when), newest first.
pub(crate) fn certificates(
    tx: &mut Tx<'_>,
    register: i64,
    rows: i64,
) -> Result<Vec<(i64, String, i64, i64)>, Failure> {
    tx.all(
        "SELECT day, what, many, at FROM certificate WHERE register_id = $1 ORDER BY day DESC, what LIMIT $2",
        &[Value::Int(register), Value::Int(rows)],
        |row| Ok((row.int(0)?, row.text(1)?, row.int(2)?, row.int(3)?)),
    )
}
