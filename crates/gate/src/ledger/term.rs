//! How long the marks that the use of data leaves are kept. The entries stay in the tree; which person they are about is
//! forgotten when the statement's term for marks is over. Not here: the run that comes by the clock.

use super::{Ledger, entry};
use crate::GateError;
use seloste_db::{Tx, Value};

impl Ledger {
    /// The number of the first entry from a moment on; one past the newest when all are older. Entries are written in the
    /// order of time, so that few of them have to be looked at.
    pub(crate) fn first_from(&self, tx: &mut Tx<'_>, at: i64) -> Result<i64, GateError> {
        let ends = tx.first("SELECT MIN(entry), MAX(entry) FROM ledger_entry", &[], |row| {
            Ok::<_, GateError>((row.opt_int(0)?, row.opt_int(1)?))
        })?;
        let Some((Some(mut low), Some(high))) = ends else { return Ok(0) };
        let mut high = high + 1;
        while low < high {
            let middle = low + (high - low) / 2;
            let Some((number, when)) = moment_from(tx, middle)? else { return Ok(high) };
            if when < at {
                low = number + 1;
            } else {
                // Nothing stands between the middle and the entry that was found.
                high = middle;
            }
        }
        Ok(low)
    }

    /// Forgets that entries before a number are about some subjects.
    pub(crate) fn forget_before(
        &self,
        tx: &mut Tx<'_>,
        (register, subjects): (i64, &[i64]),
        first: i64,
    ) -> Result<u64, GateError> {
        let rows =
            subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject), Value::Int(first)]);
        let delete = "DELETE FROM ledger_subject WHERE register_id = $1 AND subject_id = $2 AND entry < $3";
        Ok(tx.run_many(delete, rows)?)
    }

    /// When the oldest entry that is still known to be about somebody of a register was written.
    pub(crate) fn oldest_mark(&self, tx: &mut Tx<'_>, register: i64) -> Result<Option<i64>, GateError> {
        let oldest = "SELECT MIN(entry) FROM ledger_subject WHERE register_id = $1";
        let oldest = tx.first(oldest, &[Value::Int(register)], |row| row.opt_int(0))?.flatten();
        let Some(oldest) = oldest else { return Ok(None) };
        Ok(moment_from(tx, oldest)?.map(|(_, at)| at))
    }
}

/// The first entry from a number on, with its moment.
fn moment_from(tx: &mut Tx<'_>, number: i64) -> Result<Option<(i64, i64)>, GateError> {
    let select = "SELECT entry, leaf FROM ledger_entry WHERE entry >= $1 ORDER BY entry LIMIT 1";
    tx.first(select, &[Value::Int(number)], |row| {
        let line = entry::decode(&row.bytes(1)?);
        let line = line.ok_or_else(|| GateError::Failed("an entry of the ledger is damaged".to_owned()))?;
        Ok::<_, GateError>((row.int(0)?, line.at))
    })
}
