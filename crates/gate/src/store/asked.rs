//! Rows of recordings that requests name, and of what was weighed of each. Their holds stand with the others (`erasing.rs`).

pub(crate) mod authority;

use super::{erasing, part};
use seloste_db::{Failure, Row, Tx, Value};

/// A recording that a request names.
#[derive(Debug, Clone)]
pub(crate) struct AskedRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) case: i64,
    pub(crate) hold: i64,
    /// 1 a copy, 2 listening.
    pub(crate) wish: i64,
    /// 0 not weighed, 1 whole, 2 covered, 3 withheld.
    pub(crate) decision: i64,
    pub(crate) asked: i64,
    pub(crate) decided: Option<i64>,
    pub(crate) account: Option<i64>,
    pub(crate) handed: Option<i64>,
    pub(crate) body: Option<Vec<u8>>,
}

impl AskedRow {
    /// The recording.
    pub(crate) const fn of(&self) -> part::Of {
        (self.subject, self.object)
    }
}

fn asked(row: &Row<'_>) -> Result<AskedRow, Failure> {
    Ok(AskedRow {
        subject: row.int(0)?,
        object: row.int(1)?,
        case: row.int(2)?,
        hold: row.int(3)?,
        wish: row.int(4)?,
        decision: row.int(5)?,
        asked: row.int(6)?,
        decided: row.opt_int(7)?,
        account: row.opt_int(8)?,
        handed: row.opt_int(9)?,
        body: row.opt_bytes(10)?,
    })
}

/// Names a recording in a case, or says anew what is known of it there.
pub(crate) fn put(tx: &mut Tx<'_>, register: i64, row: &AskedRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO asked_recording (register_id, subject_id, object_id, case_id, hold_id, wish, decision, asked, decided, \
         account, handed, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (register_id, subject_id, object_id, case_id) DO UPDATE SET wish = $6, decision = $7, decided = $9, \
         account = $10, handed = $11, body = $12",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.case),
            Value::Int(row.hold),
            Value::Int(row.wish),
            Value::Int(row.decision),
            Value::Int(row.asked),
            Value::OptInt(row.decided),
            Value::OptInt(row.account),
            Value::OptInt(row.handed),
            Value::OptBytes(row.body.as_deref()),
        ],
    )
    .map(drop)
}

/// The recordings that a case names, oldest first.
pub(crate) fn of_case(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Vec<AskedRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, case_id, hold_id, wish, decision, asked, decided, account, handed, body \
         FROM asked_recording WHERE register_id = $1 AND case_id = $2 ORDER BY asked, subject_id, object_id",
        &[Value::Int(register), Value::Int(case)],
        asked,
    )
}

/// The recordings of a person that requests of whoever is heard in them name, oldest first.
pub(crate) fn of_subject(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<AskedRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, case_id, hold_id, wish, decision, asked, decided, account, handed, body \
         FROM asked_recording WHERE register_id = $1 AND subject_id = $2 ORDER BY asked, object_id, case_id",
        &[Value::Int(register), Value::Int(subject)],
        asked,
    )
}

/// Lets go of a recording: it was handed over at a moment, or the case has ended without it (`None`).
pub(crate) fn let_go(
    tx: &mut Tx<'_>,
    register: i64,
    (row, handed): (&AskedRow, Option<i64>),
) -> Result<(), Failure> {
    erasing::delete_hold(tx, register, row.subject, row.hold)?;
    put(tx, register, &AskedRow { handed: row.handed.or(handed), ..row.clone() })
}

/// Lets another case name what a case named.
pub(crate) fn hand_on(tx: &mut Tx<'_>, register: i64, (from, into): (i64, i64)) -> Result<(), Failure> {
    let there = of_case(tx, register, into)?;
    for row in of_case(tx, register, from)? {
        if there.iter().any(|other| other.of() == row.of()) {
            erasing::delete_hold(tx, register, row.subject, row.hold)?;
        } else {
            put(tx, register, &AskedRow { case: into, ..row })?;
        }
    }
    forget_case(tx, register, from)
}

/// Forgets what a case named.
pub(crate) fn forget_case(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM asked_recording WHERE register_id = $1 AND case_id = $2",
        &[Value::Int(register), Value::Int(case)],
    )
    .map(drop)
}
