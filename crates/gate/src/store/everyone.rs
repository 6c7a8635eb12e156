//! Everybody in a register, page by page, for those who look whether all is as declared. Not here: what they look for.

use super::{SubjectRow, subject_row};
use seloste_db::{Failure, Tx, Value};

/// How many people there are.
pub(crate) fn people(tx: &mut Tx<'_>, register: i64) -> Result<i64, Failure> {
    let sql = "SELECT COUNT(*) FROM subject WHERE register_id = $1";
    Ok(tx.first(sql, &[Value::Int(register)], |row| row.int(0))?.unwrap_or(0))
}

/// People after a number, lowest first.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    rows: i64,
) -> Result<Vec<SubjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, grp, maintainer, closed, limits, active FROM subject WHERE register_id = $1 AND subject_id > $2 \
         ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(rows)],
        subject_row,
    )
}
