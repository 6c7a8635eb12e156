//! What becomes of the ledger when an older copy of the data is put back. Where the present ledger can still be read, its
//! entries are carried over, so that nothing that was recorded is lost. Where it can't, the ledger goes on from the copy's
//! checkpoint, and says how many entries are gone.

use super::{Ledger, integrate::newest_note, met};
use crate::GateError;
use seloste_db::{Db, Failure, Tx, Value};

/// Rows in one unit of work.
const AT_ONCE: i64 = 5_000;

/// What became of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// The copy's ledger is as new as any that was seen.
    Same,
    /// So many entries were carried over from the data that were replaced.
    Over(u64),
    /// So many entries that were signed are gone.
    Lost(u64),
}

type EntryRow = (i64, Option<i64>, Vec<u8>);
type SeenRow = (i64, i64, i64);

/// Carries the entries of the present data over into an older copy; `None` when the copy is not older than it, or is
/// another ledger.
pub(crate) fn over(present: &Db, copy: &Db) -> Result<Option<u64>, GateError> {
    let last = "SELECT MAX(entry) FROM ledger_entry";
    let end = |db: &Db| db.read(|tx| tx.first(last, &[], |row| row.opt_int(0))).map(Option::flatten);
    let (newest, edge): (Option<i64>, Option<i64>) = (end(present)?, end(copy)?);
    let edge = edge.unwrap_or(0);
    let leaf = "SELECT leaf FROM ledger_entry WHERE entry = $1";
    let at_edge = |db: &Db| -> Result<Option<Vec<u8>>, Failure> {
        db.read(|tx| tx.first(leaf, &[Value::Int(edge)], |row| row.bytes(0)))
    };
    if newest.is_none_or(|newest| newest < edge) || at_edge(present)? != at_edge(copy)? {
        return Ok(None);
    }
    copy.write(|tx| {
        tx.run("DELETE FROM ledger_tile", &[])?;
        tx.run("DELETE FROM ledger_checkpoint", &[]).map(drop)
    })?;
    while present.write(met::settle_some)? {}
    let carried = entries(present, copy, edge)?;
    subjects(present, copy, edge)?;
    tiles(present, copy)?;
    Ok(Some(carried))
}

/// Entries after the copy's last one, in their places; those that had none yet when the copy was made get theirs.
fn entries(present: &Db, copy: &Db, edge: i64) -> Result<u64, GateError> {
    let select = "SELECT entry, position, leaf FROM ledger_entry WHERE entry > $1 ORDER BY entry LIMIT $2";
    let insert = "INSERT INTO ledger_entry (entry, position, leaf) VALUES ($1, $2, $3)
         ON CONFLICT (entry) DO UPDATE SET position = excluded.position";
    let (mut after, mut carried) = (0, 0);
    loop {
        let rows: Vec<EntryRow> = present.read(|tx| {
            tx.all(select, &[Value::Int(after), Value::Int(AT_ONCE)], |row| {
                Ok::<_, Failure>((row.int(0)?, row.opt_int(1)?, row.bytes(2)?))
            })
        })?;
        let Some((last, ..)) = rows.last() else { return Ok(carried) };
        after = *last;
        carried += rows.iter().filter(|(entry, ..)| *entry > edge).count() as u64;
        copy.write(|tx| {
            let values = rows.iter().map(|(entry, position, leaf)| {
                [Value::Int(*entry), Value::OptInt(*position), Value::Bytes(leaf)]
            });
            tx.run_many(insert, values)
        })?;
    }
}

fn subjects(present: &Db, copy: &Db, edge: i64) -> Result<(), GateError> {
    let select = "SELECT register_id, subject_id, entry FROM ledger_subject WHERE entry > $1
         AND (register_id, subject_id, entry) > ($2, $3, $4) ORDER BY register_id, subject_id, entry LIMIT $5";
    let insert = "INSERT INTO ledger_subject (register_id, subject_id, entry) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING";
    let mut after = (i64::MIN, i64::MIN, i64::MIN);
    loop {
        let args = [
            Value::Int(edge),
            Value::Int(after.0),
            Value::Int(after.1),
            Value::Int(after.2),
            Value::Int(AT_ONCE),
        ];
        let rows: Vec<SeenRow> = present.read(|tx| {
            tx.all(select, &args, |row| Ok::<_, Failure>((row.int(0)?, row.int(1)?, row.int(2)?)))
        })?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = *last;
        copy.write(|tx| {
            let values = rows.iter().map(|(register, subject, entry)| {
                [Value::Int(*register), Value::Int(*subject), Value::Int(*entry)]
            });
            tx.run_many(insert, values)
        })?;
    }
}

fn tiles(present: &Db, copy: &Db) -> Result<(), GateError> {
    let tiles: Vec<(i64, i64, Vec<u8>)> = present.read(|tx| {
        tx.all("SELECT level, number, hashes FROM ledger_tile", &[], |row| {
            Ok::<_, Failure>((row.int(0)?, row.int(1)?, row.bytes(2)?))
        })
    })?;
    let notes: Vec<(String, i64, String)> = present.read(|tx| {
        tx.all("SELECT origin, size, note FROM ledger_checkpoint", &[], |row| {
            Ok::<_, Failure>((row.text(0)?, row.int(1)?, row.text(2)?))
        })
    })?;
    copy.write(|tx| {
        let rows = tiles
            .iter()
            .map(|(level, number, hashes)| [Value::Int(*level), Value::Int(*number), Value::Bytes(hashes)]);
        tx.run_many("INSERT INTO ledger_tile (level, number, hashes) VALUES ($1, $2, $3)", rows)?;
        for (origin, size, note) in &notes {
            let insert = "INSERT INTO ledger_checkpoint (origin, size, note) VALUES ($1, $2, $3)";
            tx.run(insert, &[Value::Text(origin), Value::Int(*size), Value::Text(note)])?;
        }
        Ok::<_, Failure>(())
    })?;
    Ok(())
}

impl Ledger {
    /// Whether it has fewer entries than the keyring has seen signed: the data are older than the keys.
    pub(crate) fn is_behind(&self) -> Result<bool, GateError> {
        let Some((known, _)) = self.keyring.remembered(&self.origin)? else { return Ok(false) };
        let there: i64 = self.data.read(|tx: &mut Tx<'_>| {
            let last =
                tx.first("SELECT MAX(position) FROM ledger_entry", &[], |row| row.opt_int(0))?.flatten();
            let waiting = "SELECT COUNT(*) FROM ledger_entry WHERE position IS NULL";
            let waiting = tx.first(waiting, &[], |row| row.int(0))?.unwrap_or_default();
            Ok::<_, Failure>(last.map_or(0, |last| last + 1) + waiting)
        })?;
        Ok(there < known)
    }

    /// Goes on from the copy's checkpoint when newer ones were seen; returns how many entries are gone.
    pub(crate) fn rewind(&self) -> Result<u64, GateError> {
        let Some((known, _)) = self.keyring.remembered(&self.origin)? else { return Ok(0) };
        let note = self.data.read(|tx: &mut Tx<'_>| newest_note(tx, &self.origin))?;
        let Some(note) = note else {
            self.keyring.rewind(&self.origin, None)?;
            return Ok(u64::try_from(known).unwrap_or_default());
        };
        let checkpoint = self.public_key().open(&note).ok_or_else(|| {
            GateError::Failed("the copy's ledger is not signed by this installation's key".to_owned())
        })?;
        let size = i64::try_from(checkpoint.size).unwrap_or(i64::MAX);
        if size >= known {
            return Ok(0);
        }
        self.keyring.rewind(&self.origin, Some((size, &note)))?;
        Ok(u64::try_from(known - size).unwrap_or_default())
    }
}
