//! Which entries are about a subject. New ones wait in a table of their own and are moved to their places many at a time. Not
//! here: the entries themselves.

use super::Ledger;
use crate::GateError;
use seloste_db::{Failure, Tx, Value};

/// Entries moved in one unit of work, so that others are not kept waiting.
const AT_ONCE: i64 = 1_000;
/// Bytes of a subject's number.
const BYTES: usize = 8;

/// Numbers of subjects as they stand in a row.
pub(super) fn packed(subjects: impl Iterator<Item = i64>) -> Vec<u8> {
    subjects.flat_map(i64::to_be_bytes).collect()
}

/// Remembers whom an entry of a register is about.
pub(super) fn add(tx: &mut Tx<'_>, (entry, register): (i64, i64), met: &[u8]) -> Result<(), Failure> {
    if met.is_empty() {
        return Ok(());
    }
    tx.run(
        "INSERT INTO ledger_met (entry, register_id, met) VALUES ($1, $2, $3)",
        &[Value::Int(entry), Value::Int(register), Value::Bytes(met)],
    )
    .map(drop)
}

/// Moves some that wait to their places; says whether there may be more.
pub(super) fn settle_some(tx: &mut Tx<'_>) -> Result<bool, GateError> {
    tx.lock("ledger met")?;
    let select = "SELECT entry, register_id, met FROM ledger_met ORDER BY entry LIMIT $1";
    let mut waiting: Vec<i64> = Vec::new();
    let mut places: Vec<(i64, i64, i64)> = Vec::new();
    let rows = tx.all(select, &[Value::Int(AT_ONCE)], |row| {
        Ok::<_, GateError>((row.int(0)?, row.int(1)?, row.bytes(2)?))
    })?;
    for (entry, register, met) in rows {
        let (subjects, rest) = met.as_chunks::<BYTES>();
        if !rest.is_empty() {
            return Err(GateError::Failed(
                "a row about whom an entry of the ledger names is damaged".to_owned(),
            ));
        }
        places.extend(subjects.iter().map(|subject| (register, i64::from_be_bytes(*subject), entry)));
        waiting.push(entry);
    }
    if waiting.is_empty() {
        return Ok(false);
    }
    places.sort_unstable();
    places.dedup();
    tx.run_many(
        "INSERT INTO ledger_subject (register_id, subject_id, entry) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        places.iter().map(|(register, subject, entry)| {
            [Value::Int(*register), Value::Int(*subject), Value::Int(*entry)]
        }),
    )?;
    // One by one: on PostgreSQL an entry with a lower number may become visible meanwhile.
    tx.run_many("DELETE FROM ledger_met WHERE entry = $1", waiting.iter().map(|entry| [Value::Int(*entry)]))?;
    Ok(waiting.len() as i64 == AT_ONCE)
}

impl Ledger {
    /// Moves all that wait to their places: before anybody asks which entries are about a subject, and every second or so.
    pub(crate) fn settle(&self) -> Result<(), GateError> {
        // A look first: an idle register is not to take the writer's place every second.
        let waiting =
            self.data.read(|tx| tx.first("SELECT entry FROM ledger_met LIMIT 1", &[], |row| row.int(0)))?;
        if waiting.is_some() {
            while self.data.write(settle_some)? {}
        }
        Ok(())
    }
}
