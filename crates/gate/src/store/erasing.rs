//! Rows on their way out, and what stays: deletes by parts, limits, holds. As in `store`, bodies are sealed before they come
//! here.

use super::{ObjectRow, SealedRow};
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// A hold.
#[derive(Debug, Clone)]
pub(crate) struct HoldRow {
    pub(crate) subject: i64,
    pub(crate) hold: i64,
    /// 0 for everything about the person that its kind is for.
    pub(crate) object: i64,
    /// Which kind the statement calls it; 0 for what the program holds by itself, and where no kinds are declared.
    pub(crate) kind: Word,
    pub(crate) placed: i64,
    pub(crate) review: i64,
    pub(crate) account: i64,
    pub(crate) body: Vec<u8>,
}

/// Sets or takes away bits of what limits a subject.
pub(crate) fn limit(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    (set, take): (i64, i64),
) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject)];
    let had =
        tx.first("SELECT limits FROM subject WHERE register_id = $1 AND subject_id = $2", &args, |row| {
            row.int(0)
        })?;
    let Some(had) = had else { return Ok(()) };
    let [register, subject] = args;
    tx.run(
        "UPDATE subject SET limits = $3 WHERE register_id = $1 AND subject_id = $2",
        &[register, subject, Value::Int((had | set) & !take)],
    )
    .map(drop)
}

/// Notes the day of the last change.
pub(crate) fn touch(tx: &mut Tx<'_>, register: i64, subjects: &[i64], day: i64) -> Result<(), Failure> {
    let rows = subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject), Value::Int(day)]);
    tx.run_many("UPDATE subject SET active = $3 WHERE register_id = $1 AND subject_id = $2", rows).map(drop)
}

/// Subjects of a register after a number, ascending.
pub(crate) fn after(tx: &mut Tx<'_>, register: i64, after: i64, rows: i64) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT subject_id FROM subject WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(after), Value::Int(rows)],
        |row| row.int(0),
    )
}

/// How many earlier values and reasons there are about a subject.
pub(crate) fn counts(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<(i64, i64), Failure> {
    let args = [Value::Int(register), Value::Int(subject)];
    let past = "SELECT COUNT(*) FROM past WHERE register_id = $1 AND subject_id = $2";
    let reasons = "SELECT COUNT(*) FROM reason WHERE register_id = $1 AND subject_id = $2";
    let past = tx.first(past, &args, |row| row.int(0))?;
    let reasons = tx.first(reasons, &args, |row| row.int(0))?;
    Ok((past.unwrap_or(0), reasons.unwrap_or(0)))
}

/// Deletes a category with its earlier versions.
pub(crate) fn delete_category(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    category: Word,
) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(category)];
    tx.run("DELETE FROM sealed WHERE register_id = $1 AND subject_id = $2 AND category = $3", &args)?;
    tx.run(
        "DELETE FROM past WHERE register_id = $1 AND subject_id = $2 AND category = $3 AND object_id = 0",
        &args,
    )
    .map(drop)
}

/// Deletes an object with its earlier versions.
pub(crate) fn delete_object(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    object: i64,
) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(object)];
    super::part::forget(tx, register, (subject, object))?;
    super::media::delete(tx, register, (subject, object))?;
    crate::mentions::rows::forget_flags(tx, register, (subject, object))?;
    tx.run("DELETE FROM object WHERE register_id = $1 AND subject_id = $2 AND object_id = $3", &args)?;
    tx.run("DELETE FROM past WHERE register_id = $1 AND subject_id = $2 AND object_id = $3", &args).map(drop)
}

/// Deletes one earlier version of a category.
pub(crate) fn delete_past(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    (category, version): (Word, i64),
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM past WHERE register_id = $1 AND subject_id = $2 AND object_id = 0 AND category = $3 \
         AND version = $4",
        &[Value::Int(register), Value::Int(subject), Value::Int(category), Value::Int(version)],
    )
    .map(drop)
}

/// Puts less into one earlier version of a category.
pub(crate) fn replace_past(tx: &mut Tx<'_>, register: i64, row: &SealedRow) -> Result<(), Failure> {
    tx.run(
        "UPDATE past SET body = $5 WHERE register_id = $1 AND subject_id = $2 AND object_id = 0 AND category = $3 \
         AND version = $4",
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

/// Every object of a subject.
pub(crate) fn all_objects(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<ObjectRow>, Failure> {
    super::objects(tx, register, subject, (i64::MAX, i64::MAX), i64::MAX)
}

/// Places a hold.
pub(crate) fn add_hold(tx: &mut Tx<'_>, register: i64, row: &HoldRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO hold (register_id, subject_id, hold_id, object_id, placed, review, account, body, kind) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.hold),
            Value::Int(row.object),
            Value::Int(row.placed),
            Value::Int(row.review),
            Value::Int(row.account),
            Value::Bytes(&row.body),
            Value::Int(row.kind),
        ],
    )
    .map(drop)
}

/// Holds of a subject, oldest first.
pub(crate) fn holds(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<HoldRow>, Failure> {
    tx.all(
        "SELECT subject_id, hold_id, object_id, placed, review, account, body, kind FROM hold \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY hold_id",
        &[Value::Int(register), Value::Int(subject)],
        hold_row,
    )
}

/// Holds of a register by the day of their review.
pub(crate) fn all_holds(tx: &mut Tx<'_>, register: i64, rows: i64) -> Result<Vec<HoldRow>, Failure> {
    tx.all(
        "SELECT subject_id, hold_id, object_id, placed, review, account, body, kind FROM hold \
         WHERE register_id = $1 ORDER BY review, hold_id LIMIT $2",
        &[Value::Int(register), Value::Int(rows)],
        hold_row,
    )
}

/// Releases a hold; false when there was none.
pub(crate) fn delete_hold(tx: &mut Tx<'_>, register: i64, subject: i64, hold: i64) -> Result<bool, Failure> {
    tx.run(
        "DELETE FROM hold WHERE register_id = $1 AND subject_id = $2 AND hold_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(hold)],
    )
    .map(|touched| touched == 1)
}

fn hold_row(row: &seloste_db::Row<'_>) -> Result<HoldRow, Failure> {
    Ok(HoldRow {
        subject: row.int(0)?,
        hold: row.int(1)?,
        object: row.int(2)?,
        placed: row.int(3)?,
        review: row.int(4)?,
        account: row.int(5)?,
        body: row.bytes(6)?,
        kind: row.int(7)?,
    })
}
