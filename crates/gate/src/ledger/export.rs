//! The ledger as files (C2SP tlog-tiles), for auditors: `checkpoint`, `tile/<level>/<number>`, `tile/entries/<number>`; a tile
//! that is not full ends in `.p/<width>`. An entry in a bundle is two bytes of length and its line. `key.pub` holds the
//! public key; an auditor compares it with the one handed over before. Not here: what is verified.

use super::{
    Checkpoint, Ledger, PublicKey,
    integrate::{newest_note, number, stored_tile},
    merkle::{Hash, TILE, levels, tile_bytes, tile_hashes, width},
    verify::{Source, VerifyError},
};
use crate::GateError;
use seloste_db::{Tx, Value};
use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

impl Ledger {
    /// Writes the ledger up to its newest checkpoint into a folder; returns the checkpoint. Full tiles that are there already
    /// are not written again. Integrate first.
    ///
    /// # Errors
    /// When there is nothing to write, or the machine fails.
    pub(crate) fn export(&self, folder: &Path) -> Result<Checkpoint, GateError> {
        self.data.read(|tx| {
            let note = newest_note(tx, &self.origin)?;
            let note = note.ok_or_else(|| GateError::Failed("the ledger has no entries yet".to_owned()))?;
            let checkpoint = self.public_key().open(&note);
            let checkpoint = checkpoint.ok_or_else(|| {
                GateError::Failed("the checkpoint is not signed by the ledger's key".to_owned())
            })?;
            for level in 0..levels(checkpoint.size) {
                write_level(tx, folder, checkpoint.size, level)?;
            }
            let tiles = checkpoint.size.div_ceil(TILE as u64);
            for at in 0..tiles {
                write_bundle(tx, folder, checkpoint.size, at)?;
            }
            write(&folder.join("key.pub"), format!("{}\n", self.public_key()).as_bytes())?;
            write(&folder.join("checkpoint"), note.as_bytes())?;
            Ok(checkpoint)
        })
    }
}

fn write_level(tx: &mut Tx<'_>, folder: &Path, size: u64, level: usize) -> Result<(), GateError> {
    let full = size >> (8 * (level + 1));
    let unfinished = width(size, level);
    for at in 0..full + u64::from(unfinished > 0) {
        let path =
            folder.join("tile").join(level.to_string()).join(tile_path(at, part(at < full, unfinished)));
        if at < full && path.exists() {
            continue;
        }
        let hashes = stored_tile(tx, level, at)?;
        let hashes = hashes.ok_or_else(|| GateError::Failed("a tile of the ledger is missing".to_owned()))?;
        write(&path, &tile_bytes(&hashes))?;
    }
    Ok(())
}

fn write_bundle(tx: &mut Tx<'_>, folder: &Path, size: u64, at: u64) -> Result<(), GateError> {
    let full = (at + 1) * TILE as u64 <= size;
    let path = folder.join("tile/entries").join(tile_path(at, part(full, width(size, 0))));
    if full && path.exists() {
        return Ok(());
    }
    let first = number(at * TILE as u64)?;
    let last = number(size.min((at + 1) * TILE as u64))?;
    let select = "SELECT leaf FROM ledger_entry WHERE position >= $1 AND position < $2 ORDER BY position";
    let leaves: Vec<Vec<u8>> = tx.all(select, &[Value::Int(first), Value::Int(last)], |row| row.bytes(0))?;
    let mut bundle = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len());
        let length =
            length.map_err(|_| GateError::Failed("an entry of the ledger is too long".to_owned()))?;
        bundle.extend_from_slice(&length.to_be_bytes());
        bundle.extend_from_slice(&leaf);
    }
    write(&path, &bundle)
}

const fn part(full: bool, unfinished: usize) -> Option<usize> {
    if full { None } else { Some(unfinished) }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), GateError> {
    let written =
        path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, bytes));
    written.map_err(|error| GateError::Failed(format!("{}: {error}", path.display())))
}

/// The path of a tile's number: groups of three digits, all but the last with an `x` before them.
fn tile_path(number: u64, width: Option<usize>) -> String {
    let mut path = format!("{:03}", number % 1000);
    let mut rest = number / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    width.map_or_else(|| path.clone(), |width| format!("{path}.p/{width}"))
}

/// A ledger in files.
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }
}

impl Source for Files {
    fn note(&mut self) -> Result<Option<String>, VerifyError> {
        let note = read(&self.folder.join("checkpoint"))?;
        let note = note.ok_or_else(|| {
            VerifyError::Failed(format!(
                "{} holds no exported ledger (no file `checkpoint`)",
                self.folder.display()
            ))
        })?;
        Ok(Some(String::from_utf8_lossy(&note).into_owned()))
    }

    fn tile(&mut self, level: usize, number: u64, width: usize) -> Result<Option<Vec<Hash>>, VerifyError> {
        let width = (width < TILE).then_some(width);
        let path = self.folder.join("tile").join(level.to_string()).join(tile_path(number, width));
        let hashes = read(&path)?.and_then(|bytes| tile_hashes(&bytes));
        Ok(hashes.filter(|hashes| hashes.len() == width.unwrap_or(TILE)))
    }

    fn entries(&mut self, from: u64, size: u64) -> Result<Vec<(u64, Vec<u8>)>, VerifyError> {
        // A bundle that ends early leaves a gap: the next one tells where the entries go on.
        let (first, last) = (from / TILE as u64, size.div_ceil(TILE as u64));
        for number in first..last {
            let full = (number + 1) * TILE as u64 <= size;
            let path = self.folder.join("tile/entries").join(tile_path(number, part(full, width(size, 0))));
            let entries = bundle(&read(&path)?.unwrap_or_default()).into_iter().zip(number * TILE as u64..);
            let found: Vec<(u64, Vec<u8>)> =
                entries.map(|(leaf, at)| (at, leaf)).filter(|(at, _)| *at >= from && *at < size).collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }
}

/// The entries of a bundle; what is cut off at its end is left out and so found missing.
fn bundle(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = bytes;
    let mut leaves = Vec::new();
    while let Some(([high, low], after)) = rest.split_first_chunk::<2>().map(|(head, after)| (*head, after)) {
        let Some((leaf, after)) = after.split_at_checked(usize::from(u16::from_be_bytes([high, low]))) else {
            break;
        };
        leaves.push(leaf.to_vec());
        rest = after;
    }
    leaves
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, VerifyError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(VerifyError::Failed(format!("{}: {error}", path.display()))),
    }
}

/// The public key that was written with the files, for a first look; an auditor has it from before.
///
/// # Errors
/// When there is none or it is damaged.
pub fn exported_key(folder: &Path) -> Result<PublicKey, VerifyError> {
    let path = folder.join("key.pub");
    let written = read(&path)?.unwrap_or_default();
    let key = std::str::from_utf8(&written).ok().and_then(PublicKey::read);
    key.ok_or_else(|| VerifyError::Failed(format!("{} is missing or is not a ledger's key", path.display())))
}
