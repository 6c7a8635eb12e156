//! Entries in the order in which they were written, to be held against the rules. Not here: whether they are whole
//! (`verify.rs`), what the rules say of them.

use super::{Ledger, Seen, entry};
use crate::GateError;
use seloste_db::{Failure, Tx, Value};

impl Ledger {
    /// Entries after a number, oldest first.
    pub(crate) fn after(&self, tx: &mut Tx<'_>, number: i64, most: i64) -> Result<Vec<Seen>, GateError> {
        let select = "SELECT entry, leaf FROM ledger_entry WHERE entry > $1 ORDER BY entry LIMIT $2";
        self.seen(tx, select, (number, most))
    }

    /// Entries before a number, newest first.
    pub(crate) fn before(&self, tx: &mut Tx<'_>, number: i64, most: i64) -> Result<Vec<Seen>, GateError> {
        let select = "SELECT entry, leaf FROM ledger_entry WHERE entry < $1 ORDER BY entry DESC LIMIT $2";
        self.seen(tx, select, (number, most))
    }

    fn seen(
        &self,
        tx: &mut Tx<'_>,
        select: &'static str,
        (number, most): (i64, i64),
    ) -> Result<Vec<Seen>, GateError> {
        tx.all(select, &[Value::Int(number), Value::Int(most)], |row| {
            let line = entry::decode(&row.bytes(1)?);
            let line =
                line.ok_or_else(|| GateError::Failed("an entry of the ledger is damaged".to_owned()))?;
            let account = self.account_of(&line);
            Ok(Seen { entry: row.int(0)?, account, line })
        })
    }

    /// Which entries are about which subjects, after a place in their order.
    pub(crate) fn subjects_after(
        &self,
        tx: &mut Tx<'_>,
        register: i64,
        (subject, number): (i64, i64),
        most: i64,
    ) -> Result<Vec<(i64, i64)>, GateError> {
        let select = "SELECT subject_id, entry FROM ledger_subject \
             WHERE register_id = $1 AND (subject_id, entry) > ($2, $3) ORDER BY subject_id, entry LIMIT $4";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(number), Value::Int(most)];
        tx.all(select, &args, |row| Ok::<_, Failure>((row.int(0)?, row.int(1)?))).map_err(Into::into)
    }
}
