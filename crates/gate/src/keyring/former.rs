//! Which card went into which, beside the keys: a copy of the data from before the merge has both, and what was said of the one since
//! was said of the same person. The one owner of `former` in the keyring. Not here: the merge (`verbs/merge.rs`).

use super::Keyring;
use crate::GateError;
use seloste_db::{Failure, Tx, Value};

impl Keyring {
    /// Remembers that one went into another; those that went into the former stand with the other from now on.
    pub(crate) fn went_into(&self, register: i64, (former, into): (i64, i64)) -> Result<(), GateError> {
        let hand_on = "UPDATE former SET into_id = $3 WHERE register_id = $1 AND into_id = $2";
        let args = [Value::Int(register), Value::Int(former), Value::Int(into)];
        self.db.write(|tx| {
            tx.run(hand_on, &args)?;
            add(tx, register, (former, into))
        })?;
        Ok(())
    }

    /// Those that went into a card.
    pub(crate) fn formers(&self, register: i64, subject: i64) -> Result<Vec<i64>, GateError> {
        Ok(self.db.read(|tx| of(tx, register, subject))?)
    }

    /// Knows of no others than these (former, into) from now on: a copy that was put back may know of fewer, or of more.
    pub(crate) fn set_formers(&self, register: i64, pairs: &[(i64, i64)]) -> Result<(), GateError> {
        self.db.write(|tx| {
            tx.run("DELETE FROM former WHERE register_id = $1", &[Value::Int(register)])?;
            pairs.iter().try_for_each(|pair| add(tx, register, *pair))
        })?;
        Ok(())
    }
}

fn add(tx: &mut Tx<'_>, register: i64, (former, into): (i64, i64)) -> Result<(), Failure> {
    let upsert = "INSERT INTO former (register_id, subject_id, into_id) VALUES ($1, $2, $3)
         ON CONFLICT (register_id, subject_id) DO UPDATE SET into_id = excluded.into_id";
    tx.run(upsert, &[Value::Int(register), Value::Int(former), Value::Int(into)]).map(drop)
}

/// Those that went into a card.
pub(super) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<i64>, Failure> {
    let select = "SELECT subject_id FROM former WHERE register_id = $1 AND into_id = $2 ORDER BY subject_id";
    tx.all(select, &[Value::Int(register), Value::Int(subject)], |row| row.int(0))
}

/// Forgets cards that are gone.
pub(super) fn delete_of(tx: &mut Tx<'_>, register: i64, subjects: &[i64]) -> Result<(), Failure> {
    let rows = subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject)]);
    let delete = "DELETE FROM former WHERE register_id = $1 AND (subject_id = $2 OR into_id = $2)";
    tx.run_many(delete, rows).map(drop)
}
