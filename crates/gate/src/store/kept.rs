//! `own_restriction`: categories that people keep to themselves. Not here: whom that keeps out (`limits.rs`).

use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// The categories that a subject keeps to themselves, each with the moment since when.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<(Word, i64)>, Failure> {
    tx.all(
        "SELECT category, since FROM own_restriction WHERE register_id = $1 AND subject_id = $2 ORDER BY category",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Keeps a category; one that is kept already stays with its date. False when it was.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (category, since): (Word, i64),
) -> Result<bool, Failure> {
    tx.run(
        "INSERT INTO own_restriction (register_id, subject_id, category, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Int(subject), Value::Int(category), Value::Int(since)],
    )
    .map(|touched| touched == 1)
}

/// Lets a category be seen again; false when it was.
pub(crate) fn let_see(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    category: Word,
) -> Result<bool, Failure> {
    tx.run(
        "DELETE FROM own_restriction WHERE register_id = $1 AND subject_id = $2 AND category = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(category)],
    )
    .map(|touched| touched == 1)
}
