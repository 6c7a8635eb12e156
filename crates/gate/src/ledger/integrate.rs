//! Puts durable entries in order and into the tree, and signs a checkpoint. One integrator at a time, whatever the number of
//! processes. Not here: verifying.

use super::{
    Ledger,
    merkle::{Edge, FullTile, Hash, leaf_hash, levels, tile_bytes, tile_hashes, width},
};
use crate::GateError;
use seloste_db::{Tx, Value};

/// Entries in one unit of work, so that others are not kept waiting.
const AT_ONCE: i64 = 2_048;

impl Ledger {
    /// Integrates all entries that are durable; returns the size of the tree.
    ///
    /// # Errors
    /// When the machine fails, or the tree or its checkpoint were tampered with: then nothing is signed.
    pub(crate) fn integrate(&self) -> Result<u64, GateError> {
        self.settle()?;
        loop {
            let done = self.data.write(|tx| self.integrate_some(tx))?;
            if let Some(note) = &done.note {
                let size = number(done.size)?;
                self.keyring.remember(&self.origin, size, note)?;
            }
            if done.taken < AT_ONCE {
                self.keyring.tidy();
                return Ok(done.size);
            }
        }
    }

    fn integrate_some(&self, tx: &mut Tx<'_>) -> Result<Done, GateError> {
        tx.lock("ledger")?;
        let mut edge = self.edge(tx)?;
        let start = number(edge.size())?;
        let order = "WITH some_entries AS (
                SELECT entry, row_number() OVER (ORDER BY entry) AS n FROM
                (SELECT entry FROM ledger_entry WHERE position IS NULL ORDER BY entry LIMIT $2) waiting)
             UPDATE ledger_entry SET position = $1 + some_entries.n - 1
             FROM some_entries WHERE ledger_entry.entry = some_entries.entry";
        if tx.engine() == seloste_db::Engine::Postgres {
            tx.run(order, &[Value::Int(start), Value::Int(AT_ONCE)])?;
        }
        let select =
            "SELECT position, leaf FROM ledger_entry WHERE position >= $1 ORDER BY position LIMIT $2";
        let leaves = tx.all(select, &[Value::Int(start), Value::Int(AT_ONCE)], |row| {
            Ok::<_, GateError>((row.int(0)?, leaf_hash(&row.bytes(1)?)))
        })?;
        let taken = number(leaves.len() as u64)?;
        if leaves.is_empty() {
            let last =
                tx.first("SELECT max(position) FROM ledger_entry", &[], |row| row.opt_int(0))?.flatten();
            if last.map_or(0, |last| last + 1) < start {
                return Err(tampered("entries are missing at the end"));
            }
            return Ok(Done { size: edge.size(), taken, note: None });
        }
        let mut full: Vec<FullTile> = Vec::new();
        for (position, hash) in leaves {
            if u64::try_from(position) != Ok(edge.size()) {
                return Err(tampered("entries are missing before the end"));
            }
            edge.push(hash, &mut |tile| full.push(tile));
        }
        for tile in &full {
            store_tile(tx, (tile.level, tile.number), &tile.hashes)?;
        }
        for (level, number, hashes) in edge.unfinished() {
            store_tile(tx, (level, number), hashes)?;
        }
        let note = self.signer.sign(edge.size(), &edge.root());
        let upsert = "INSERT INTO ledger_checkpoint (origin, size, note) VALUES ($1, $2, $3)
             ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note";
        tx.run(upsert, &[Value::Text(&self.origin), Value::Int(number(edge.size())?), Value::Text(&note)])?;
        Ok(Done { size: edge.size(), taken, note: Some(note) })
    }

    /// The right edge of the tree as it is signed. A tree that does not agree with its checkpoint, or is older than the keyring
    /// remembers, is not built on: that would sign the tampering.
    fn edge(&self, tx: &mut Tx<'_>) -> Result<Edge, GateError> {
        let remembered = self.keyring.remembered(&self.origin)?;
        let Some(note) = newest_note(tx, &self.origin)? else {
            return match remembered {
                None => Ok(Edge::default()),
                Some(_) => Err(tampered("its checkpoint is gone")),
            };
        };
        let checkpoint = self
            .public_key()
            .open(&note)
            .ok_or_else(|| tampered("its checkpoint is not signed by its key"))?;
        if let Some((size, note)) = remembered
            && (u64::try_from(size).is_ok_and(|size| size > checkpoint.size)
                || (u64::try_from(size) == Ok(checkpoint.size)
                    && self.public_key().open(&note).map(|known| known.root) != Some(checkpoint.root)))
        {
            return Err(tampered("it is older than the keyring remembers, or another one"));
        }
        let mut tiles = Vec::new();
        for level in 0..levels(checkpoint.size) {
            tiles.push(unfinished_tile(tx, checkpoint.size, level)?);
        }
        let edge = Edge::new(checkpoint.size, tiles).filter(|edge| edge.root() == checkpoint.root);
        edge.ok_or_else(|| tampered("its tree does not agree with its checkpoint"))
    }
}

struct Done {
    size: u64,
    taken: i64,
    note: Option<String>,
}

fn tampered(what: &str) -> GateError {
    GateError::Failed(format!("the ledger was tampered with: {what}; run `seloste ledger verify`"))
}

/// The newest checkpoint that stands with the entries.
pub(super) fn newest_note(tx: &mut Tx<'_>, origin: &str) -> Result<Option<String>, GateError> {
    let select = "SELECT note FROM ledger_checkpoint WHERE origin = $1";
    Ok(tx.first(select, &[Value::Text(origin)], |row| row.text(0))?)
}

fn unfinished_tile(tx: &mut Tx<'_>, size: u64, level: usize) -> Result<Vec<Hash>, GateError> {
    let width = width(size, level);
    if width == 0 {
        return Ok(Vec::new());
    }
    let tile = stored_tile(tx, level, size >> (8 * (level + 1)))?;
    let mut hashes = tile.ok_or_else(|| tampered("a tile is gone"))?;
    hashes.truncate(width);
    Ok(hashes)
}

/// A tile that stands in the table.
pub(super) fn stored_tile(tx: &mut Tx<'_>, level: usize, at: u64) -> Result<Option<Vec<Hash>>, GateError> {
    let select = "SELECT hashes FROM ledger_tile WHERE level = $1 AND number = $2";
    let args = [Value::Int(number(level as u64)?), Value::Int(number(at)?)];
    let bytes = tx.first(select, &args, |row| row.bytes(0))?;
    Ok(bytes.and_then(|bytes| tile_hashes(&bytes)))
}

fn store_tile(tx: &mut Tx<'_>, (level, at): (usize, u64), hashes: &[Hash]) -> Result<(), GateError> {
    let upsert = "INSERT INTO ledger_tile (level, number, hashes) VALUES ($1, $2, $3)
         ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes";
    let bytes = tile_bytes(hashes);
    let args = [Value::Int(number(level as u64)?), Value::Int(number(at)?), Value::Bytes(&bytes)];
    tx.run(upsert, &args)?;
    Ok(())
}

/// A count as the database holds it.
pub(super) fn number(count: u64) -> Result<i64, GateError> {
    i64::try_from(count).map_err(|_| GateError::Failed("a number is too large for the database".to_owned()))
}
