//! What was covered in people's texts, beside the keys, so that a restored copy is covered again. Not here: what is in it
//! (`verbs/mention/cover.rs`).

use super::Keyring;
use crate::GateError;
use seloste_db::{Failure, Tx, Value};

impl Keyring {
    /// Remembers a cover (subject, number), durably. To be called before the unit of work that covers.
    pub(crate) fn put_cover(
        &self,
        register: i64,
        (subject, cover): (i64, i64),
        body: &[u8],
    ) -> Result<(), GateError> {
        let insert = "INSERT INTO covered (register_id, subject_id, cover_id, body) VALUES ($1, $2, $3, $4)";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(cover), Value::Bytes(body)];
        self.db.write(|tx| tx.run(insert, &args))?;
        Ok(())
    }

    /// Covers of a register after one (subject, number).
    pub(crate) fn covers(
        &self,
        register: i64,
        (subject, cover): (i64, i64),
        rows: i64,
    ) -> Result<Vec<(i64, i64, Vec<u8>)>, GateError> {
        let select = "SELECT subject_id, cover_id, body FROM covered
             WHERE register_id = $1 AND (subject_id, cover_id) > ($2, $3) ORDER BY subject_id, cover_id LIMIT $4";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(cover), Value::Int(rows)];
        Ok(self.db.read(|tx| {
            tx.all(select, &args, |row| Ok::<_, Failure>((row.int(0)?, row.int(1)?, row.bytes(2)?)))
        })?)
    }
}

/// Forgets what was covered in people's texts: they go.
pub(super) fn delete_of(tx: &mut Tx<'_>, register: i64, subjects: &[i64]) -> Result<(), Failure> {
    let rows = subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject)]);
    tx.run_many("DELETE FROM covered WHERE register_id = $1 AND subject_id = $2", rows).map(drop)
}
