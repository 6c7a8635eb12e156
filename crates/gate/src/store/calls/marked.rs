//! Recordings that a mark leads to, where few have it. Not here: what a mark goes by and who may know of it
//! (`verbs/recording/sift.rs`).

use super::{CallRow, Narrow, RARE, call_row, gathered, narrowed, same};
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// Whether there are so few objects of some kinds that looking at what they belong to takes no time, whoever's they are.
pub(crate) fn few_objects(tx: &mut Tx<'_>, register: i64, kinds: &[Word]) -> Result<bool, Failure> {
    let mut sum = 0;
    for kind in kinds {
        let found = tx.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM object WHERE register_id = $1 AND kind = $2 LIMIT $3) few",
            &[register, *kind, RARE].map(Value::Int),
            |row| row.int(0),
        )?;
        sum += found.unwrap_or(RARE);
    }
    Ok(sum < RARE)
}

/// Whether so few holds are in force.
pub(crate) fn few_holds(tx: &mut Tx<'_>, register: i64) -> Result<bool, Failure> {
    let found = tx.first(
        "SELECT COUNT(*) FROM (SELECT 1 FROM hold WHERE register_id = $1 LIMIT $2) few",
        &[register, RARE].map(Value::Int),
        |row| row.int(0),
    )?;
    Ok(found.is_some_and(|found| found < RARE))
}

/// Recordings to which something belongs, of people who have objects of a kind: the index of kinds leads to the people alone.
pub(crate) fn by_objects(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, kind): (&Narrow, Word),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        gathered!(
            "AND m.subject_id IN (SELECT o.subject_id FROM object o WHERE o.register_id = $1 AND o.kind = $9)"
        ),
        &narrow.args(register, kind),
        call_row,
    )
}

/// Recordings of people something of whom is held.
pub(crate) fn by_holds(tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        gathered!(
            "AND $9 = 0 AND m.subject_id IN (SELECT d.subject_id FROM hold d WHERE d.register_id = $1)"
        ),
        &narrow.args(register, 0),
        call_row,
    )
}
