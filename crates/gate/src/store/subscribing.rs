//! `subscription_asked`: subscriptions that wait for their confirmation. Not here: keys, what was typed.

use seloste_db::{Failure, Tx, Value};

/// One that waits.
pub(crate) struct AskedRow {
    /// 0: somebody who is not known to be a subject.
    pub(crate) subject: i64,
    pub(crate) asked: i64,
    pub(crate) body: Vec<u8>,
}

/// Adds one that waits from `made` to `ends`.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    register: i64,
    row: &AskedRow,
    token: &[u8; 32],
    (made, ends): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO subscription_asked (register_id, subject_id, asked_id, token_hash, made, ends, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.asked),
            Value::Bytes(token),
            Value::Int(made),
            Value::Int(ends),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}

/// The one that a token confirms, if it still waits.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    register: i64,
    token: &[u8; 32],
    now: i64,
) -> Result<Option<AskedRow>, Failure> {
    tx.first(
        "SELECT subject_id, asked_id, body FROM subscription_asked \
         WHERE token_hash = $2 AND register_id = $1 AND ends > $3",
        &[Value::Int(register), Value::Bytes(token), Value::Int(now)],
        |row| Ok(AskedRow { subject: row.int(0)?, asked: row.int(1)?, body: row.bytes(2)? }),
    )
}

/// Deletes one.
pub(crate) fn remove(tx: &mut Tx<'_>, (register, subject, asked): (i64, i64, i64)) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM subscription_asked WHERE register_id = $1 AND subject_id = $2 AND asked_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(asked)],
    )
    .map(drop)
}

/// Deletes those whose time is over; how many there were.
pub(crate) fn sweep(tx: &mut Tx<'_>, now: i64) -> Result<u64, Failure> {
    tx.run("DELETE FROM subscription_asked WHERE ends <= $1", &[Value::Int(now)])
}

/// Whether any is over.
pub(crate) fn any_over(tx: &mut Tx<'_>, now: i64) -> Result<bool, Failure> {
    let select = "SELECT 1 FROM subscription_asked WHERE ends <= $1 LIMIT 1";
    Ok(tx.first(select, &[Value::Int(now)], |row| row.int(0))?.is_some())
}

/// Forgets what waits in a register: after a restore an old answer must not bring anybody in again.
pub(crate) fn forget(tx: &mut Tx<'_>, register: i64) -> Result<(), Failure> {
    tx.run("DELETE FROM subscription_asked WHERE register_id = $1", &[Value::Int(register)]).map(drop)
}
