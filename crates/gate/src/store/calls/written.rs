//! Words of recorded messages as keyed tokens: which recordings have one, and what goes with them. Not here: what becomes a token
//! and who may ask (`verbs/recording/words.rs`).

use super::{CallRow, Narrow, call_row, narrowed, newest, same};
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// Recordings that have a token, newest first.
pub(crate) fn by_token(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, token): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!(
            "medium_word l JOIN medium m USING (register_id, subject_id, object_id)",
            "l",
            "AND l.token = $9"
        ),
        &narrow.args(register, token),
        call_row,
    )
}

/// Whether a recording has one of two tokens.
pub(crate) fn has(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    [one, other]: [i64; 2],
) -> Result<bool, Failure> {
    let found = tx.first(
        "SELECT 1 FROM medium_word WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 \
         AND token IN ($4, $5) LIMIT 1",
        &[register, subject, object, one, other].map(Value::Int),
        |row| row.int(0),
    )?;
    Ok(found.is_some())
}

/// Notes what a recording can be found by.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    (tokens, began): (&[i64], i64),
) -> Result<(), Failure> {
    tx.run_many(
        "INSERT INTO medium_word (register_id, subject_id, object_id, token, began) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        tokens.iter().map(|token| [register, subject, object, *token, began].map(Value::Int)),
    )
    .map(drop)
}

/// Takes some of a recording's tokens away.
pub(crate) fn remove(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    tokens: &[i64],
) -> Result<(), Failure> {
    tx.run_many(
        "DELETE FROM medium_word WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND token = $4",
        tokens.iter().map(|token| [register, subject, object, *token].map(Value::Int)),
    )
    .map(drop)
}

/// Whether any recording of a register has a token.
pub(crate) fn are_there(tx: &mut Tx<'_>, register: i64) -> Result<bool, Failure> {
    let some = "SELECT 1 FROM medium_word WHERE register_id = $1 LIMIT 1";
    Ok(tx.first(some, &[Value::Int(register)], |row| row.int(0))?.is_some())
}

/// Takes the tokens of some recordings of a kind away; returns of how many.
pub(crate) fn forget(tx: &mut Tx<'_>, register: i64, (kind, most): (Word, i64)) -> Result<usize, Failure> {
    let found: Vec<(i64, i64)> = tx.all(
        "SELECT m.subject_id, m.object_id FROM medium m WHERE m.register_id = $1 AND m.kind = $2 AND EXISTS \
         (SELECT 1 FROM medium_word w WHERE w.register_id = m.register_id AND w.subject_id = m.subject_id \
         AND w.object_id = m.object_id) LIMIT $3",
        &[register, kind, most].map(Value::Int),
        |row| Ok::<_, Failure>((row.int(0)?, row.int(1)?)),
    )?;
    tx.run_many(
        "DELETE FROM medium_word WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        found.iter().map(|(subject, object)| [register, *subject, *object].map(Value::Int)),
    )?;
    Ok(found.len())
}
