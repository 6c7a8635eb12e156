//! Rows of many people at once, as far as they hold text, for a search through it; and one object's earlier versions.

use super::{ObjectRow, PastRow, SealedRow, object_row};
use crate::payload::Word;
use seloste_db::{Failure, Row, Tx, Value};

/// People of a register after a number, ascending, with their limits.
pub(crate) fn people(
    tx: &mut Tx<'_>,
    register: i64,
    after: i64,
    rows: i64,
) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT subject_id, limits FROM subject WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(after), Value::Int(rows)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// The sealed categories of people from one number to another.
pub(crate) fn sealed(
    tx: &mut Tx<'_>,
    register: i64,
    (from, to): (i64, i64),
) -> Result<Vec<SealedRow>, Failure> {
    tx.all(
        "SELECT subject_id, category, version, body FROM sealed \
         WHERE register_id = $1 AND subject_id >= $2 AND subject_id <= $3",
        &[Value::Int(register), Value::Int(from), Value::Int(to)],
        |row| {
            Ok(SealedRow {
                subject: row.int(0)?,
                category: row.int(1)?,
                version: row.int(2)?,
                body: row.bytes(3)?,
            })
        },
    )
}

/// Their objects.
pub(crate) fn objects(
    tx: &mut Tx<'_>,
    register: i64,
    (from, to): (i64, i64),
) -> Result<Vec<ObjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, kind, state, parent, starts, ends, assigned, version, body FROM object \
         WHERE register_id = $1 AND subject_id >= $2 AND subject_id <= $3",
        &[Value::Int(register), Value::Int(from), Value::Int(to)],
        object_row,
    )
}

/// Their earlier versions, of categories and objects.
pub(crate) fn past(
    tx: &mut Tx<'_>,
    register: i64,
    (from, to): (i64, i64),
) -> Result<Vec<(i64, PastRow)>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, category, version, replaced, account, body, flaw FROM past \
         WHERE register_id = $1 AND subject_id >= $2 AND subject_id <= $3",
        &[Value::Int(register), Value::Int(from), Value::Int(to)],
        |row| Ok((row.int(0)?, past_row(row, 1)?)),
    )
}

/// An earlier version, from a column on.
pub(super) fn past_row(row: &Row<'_>, from: usize) -> Result<PastRow, Failure> {
    Ok(PastRow {
        object: row.int(from)?,
        category: row.int(from + 1)?,
        version: row.int(from + 2)?,
        replaced: row.int(from + 3)?,
        account: row.int(from + 4)?,
        body: row.bytes(from + 5)?,
        flaw: row.int(from + 6)?,
    })
}

/// Puts other words into one earlier version of a category or an object.
pub(crate) fn replace_past(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    (object, category, version): (i64, Word, i64),
    body: &[u8],
) -> Result<(), Failure> {
    tx.run(
        "UPDATE past SET body = $6 WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND category = $4 \
         AND version = $5",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(object),
            Value::Int(category),
            Value::Int(version),
            Value::Bytes(body),
        ],
    )
    .map(drop)
}
