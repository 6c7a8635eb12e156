//! Structure of many subjects at once, in order of their numbers, for counting whom a change of the statement concerns.

use super::{SubjectRow, subject_row};
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// Subjects after a number, with their groups.
pub(crate) fn subjects(
    tx: &mut Tx<'_>,
    register: i64,
    (after, many): (i64, i64),
) -> Result<Vec<(i64, Word)>, Failure> {
    tx.all(
        "SELECT subject_id, grp FROM subject WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(after), Value::Int(many)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Subjects after a number, with their whole rows.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    register: i64,
    (after, many): (i64, i64),
) -> Result<Vec<SubjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, grp, maintainer, closed, limits, active, tied FROM subject \
         WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(after), Value::Int(many)],
        subject_row,
    )
}

/// How many subjects a register has.
pub(crate) fn people(tx: &mut Tx<'_>, register: i64) -> Result<i64, Failure> {
    let sql = "SELECT COUNT(*) FROM subject WHERE register_id = $1";
    Ok(tx.first(sql, &[Value::Int(register)], |row| row.int(0))?.unwrap_or(0))
}

/// Kinds of object that the subjects from a number up to another have.
pub(crate) fn kinds(
    tx: &mut Tx<'_>,
    register: i64,
    (first, last): (i64, i64),
) -> Result<Vec<(i64, Word)>, Failure> {
    tx.all(
        "SELECT DISTINCT subject_id, kind FROM object \
         WHERE register_id = $1 AND subject_id >= $2 AND subject_id <= $3",
        &[Value::Int(register), Value::Int(first), Value::Int(last)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Consents and prohibitions in force of the subjects from a number up to another: subject, whether it is a prohibition,
/// kind.
pub(crate) fn permissions(
    tx: &mut Tx<'_>,
    register: i64,
    (first, last): (i64, i64),
) -> Result<Vec<(i64, bool, Word)>, Failure> {
    tx.all(
        "SELECT DISTINCT subject_id, prohibition, kind FROM permission \
         WHERE register_id = $1 AND subject_id >= $2 AND subject_id <= $3 AND until IS NULL",
        &[Value::Int(register), Value::Int(first), Value::Int(last)],
        |row| Ok((row.int(0)?, row.int(1)? == 1, row.int(2)?)),
    )
}

/// Whether anybody is in any register.
pub(crate) fn holds_anybody(tx: &mut Tx<'_>) -> Result<bool, Failure> {
    Ok(tx.first("SELECT 1 FROM subject LIMIT 1", &[], |row| row.int(0))?.is_some())
}
