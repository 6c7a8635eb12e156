//! Rows of many subjects, a table at a time: a page of a list asks each table once, and not once for each person. Not here: one
//! subject's rows (`store.rs`).

use super::{PermissionRow, SealedRow, SubjectRow, permission_row, sealed_row, subject_row};
use crate::payload::Word;
use seloste_db::{Failure, Row, Tx, Value};
use std::collections::HashMap;

/// Subjects in one statement; where there are fewer, the first stands in the places that are left.
const AT_ONCE: usize = 64;

/// A statement about subjects, in the last of its places.
macro_rules! of_subjects {
    ($select:literal) => {
        concat!(
            $select,
            " WHERE register_id = $1 AND subject_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
             $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, \
             $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, \
             $58, $59, $60, $61, $62, $63, $64, $65)"
        )
    };
}

/// Subjects; those that are not there are missing.
pub(crate) fn subjects(
    tx: &mut Tx<'_>,
    register: i64,
    subjects: &[i64],
) -> Result<HashMap<i64, SubjectRow>, Failure> {
    const SELECT: &str =
        of_subjects!("SELECT subject_id, grp, maintainer, closed, limits, active, tied FROM subject");
    let mut found = HashMap::with_capacity(subjects.len());
    each(tx, SELECT, (register, subjects), |row| {
        let row = subject_row(row)?;
        found.insert(row.subject, row);
        Ok(())
    })?;
    Ok(found)
}

/// The areas of subjects, those of each in their order.
pub(crate) fn areas(
    tx: &mut Tx<'_>,
    register: i64,
    subjects: &[i64],
) -> Result<HashMap<i64, Vec<Word>>, Failure> {
    const SELECT: &str = of_subjects!("SELECT subject_id, area FROM subject_area");
    let mut found: HashMap<i64, Vec<Word>> = HashMap::with_capacity(subjects.len());
    each(tx, SELECT, (register, subjects), |row| {
        found.entry(row.int(0)?).or_default().push(row.int(1)?);
        Ok(())
    })?;
    found.values_mut().for_each(|areas| areas.sort_unstable());
    Ok(found)
}

/// The sealed categories of subjects that are wanted.
pub(crate) fn sealed(
    tx: &mut Tx<'_>,
    register: i64,
    subjects: &[i64],
    wanted: impl Fn(Word) -> bool,
) -> Result<HashMap<i64, Vec<SealedRow>>, Failure> {
    const SELECT: &str = of_subjects!("SELECT subject_id, category, version, body FROM sealed");
    let mut found: HashMap<i64, Vec<SealedRow>> = HashMap::with_capacity(subjects.len());
    each(tx, SELECT, (register, subjects), |row| {
        // A ciphertext that nobody asked for is not even fetched from its page.
        if wanted(row.int(1)?) {
            found.entry(row.int(0)?).or_default().push(sealed_row(row)?);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Every consent and prohibition of subjects, those of each newest first.
pub(crate) fn permissions(
    tx: &mut Tx<'_>,
    register: i64,
    subjects: &[i64],
) -> Result<HashMap<i64, Vec<PermissionRow>>, Failure> {
    const SELECT: &str = of_subjects!(
        "SELECT permission_id, prohibition, kind, channel, since, until, by_channel, wording, account, body, subject_id \
         FROM permission"
    );
    let mut found: HashMap<i64, Vec<PermissionRow>> = HashMap::new();
    each(tx, SELECT, (register, subjects), |row| {
        found.entry(row.int(10)?).or_default().push(permission_row(row)?);
        Ok(())
    })?;
    for rows in found.values_mut() {
        rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.since, row.permission)));
    }
    Ok(found)
}

fn each(
    tx: &mut Tx<'_>,
    sql: &'static str,
    (register, subjects): (i64, &[i64]),
    mut visit: impl FnMut(&Row<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for chunk in subjects.chunks(AT_ONCE) {
        let Some(first) = chunk.first() else { break };
        let mut args = [Value::Int(*first); AT_ONCE + 1];
        let given = std::iter::once(register).chain(chunk.iter().copied());
        args.iter_mut().zip(given).for_each(|(arg, number)| *arg = Value::Int(number));
        let _rows: Vec<()> = tx.all(sql, &args, &mut visit)?;
    }
    Ok(())
}
