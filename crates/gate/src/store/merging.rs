//! `merged` and `not_duplicate`: cards that were put together, and those that are known to be two people.

use seloste_db::{Failure, Tx, Value};

/// Remembers that one went into another. Those that went into the former stand with the other from now on.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    register: i64,
    (former, stays): (i64, i64),
    (at, account): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO merged (register_id, subject_id, former_id, at, account) VALUES ($1, $2, $3, $4, $5)",
        &[Value::Int(register), Value::Int(stays), Value::Int(former), Value::Int(at), Value::Int(account)],
    )
    .map(drop)
}

/// Lets those that went into one stand with another.
pub(crate) fn hand_on(tx: &mut Tx<'_>, register: i64, (from, to): (i64, i64)) -> Result<(), Failure> {
    tx.run(
        "UPDATE merged SET subject_id = $3 WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(from), Value::Int(to)],
    )
    .map(drop)
}

/// Every card that went (former, into).
pub(crate) fn all(tx: &mut Tx<'_>, register: i64) -> Result<Vec<(i64, i64)>, Failure> {
    let select = "SELECT former_id, subject_id FROM merged WHERE register_id = $1";
    tx.all(select, &[Value::Int(register)], |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Those that went into a subject.
pub(crate) fn formers(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<i64>, Failure> {
    let select = "SELECT former_id FROM merged WHERE register_id = $1 AND subject_id = $2 ORDER BY former_id";
    tx.all(select, &[Value::Int(register), Value::Int(subject)], |row| row.int(0))
}

/// Into whom a subject went.
pub(crate) fn now(tx: &mut Tx<'_>, register: i64, former: i64) -> Result<Option<i64>, Failure> {
    let select = "SELECT subject_id FROM merged WHERE register_id = $1 AND former_id = $2";
    tx.first(select, &[Value::Int(register), Value::Int(former)], |row| row.int(0))
}

/// Remembers that two are two people.
pub(crate) fn apart(
    tx: &mut Tx<'_>,
    register: i64,
    (one, other): (i64, i64),
    (at, account): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO not_duplicate (register_id, subject_id, other_id, at, account) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        &[
            Value::Int(register),
            Value::Int(one.min(other)),
            Value::Int(one.max(other)),
            Value::Int(at),
            Value::Int(account),
        ],
    )
    .map(drop)
}

/// Whether two are known to be two people.
pub(crate) fn are_apart(tx: &mut Tx<'_>, register: i64, (one, other): (i64, i64)) -> Result<bool, Failure> {
    let select = "SELECT 1 FROM not_duplicate WHERE register_id = $1 AND subject_id = $2 AND other_id = $3";
    let args = [Value::Int(register), Value::Int(one.min(other)), Value::Int(one.max(other))];
    Ok(tx.first(select, &args, |row| row.int(0))?.is_some())
}

/// A reason kept with a subject: number, account, moment; sealed words.
pub(crate) type ReasonRow = ((i64, i64, i64), Vec<u8>);

/// Every reason kept with a subject.
pub(crate) fn reasons(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<ReasonRow>, Failure> {
    tx.all(
        "SELECT reason_id, account, given, body FROM reason WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok(((row.int(0)?, row.int(1)?, row.int(2)?), row.bytes(3)?)),
    )
}

/// Gives a subject the areas of another.
pub(crate) fn areas(tx: &mut Tx<'_>, register: i64, (from, to): (i64, i64)) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO subject_area (register_id, subject_id, area) \
         SELECT register_id, $3, area FROM subject_area WHERE register_id = $1 AND subject_id = $2 \
         ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Int(from), Value::Int(to)],
    )
    .map(drop)
}

/// Puts a category in place of what was there, at whatever version.
pub(crate) fn put_sealed(tx: &mut Tx<'_>, register: i64, row: &super::SealedRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO sealed (register_id, subject_id, category, version, body) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (register_id, subject_id, category) \
         DO UPDATE SET version = excluded.version, body = excluded.body",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.category),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}
