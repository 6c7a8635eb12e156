//! Verifies a ledger: every entry against the tree, the tree against its signed checkpoint, the checkpoint against those that
//! others remember. The same walk over the database and over exported files. Not here: writing.

use super::{
    checkpoint::{Checkpoint, PublicKey},
    export::Files,
    integrate::{newest_note, number, stored_tile},
    merkle::{Edge, Hash, TILE, leaf_hash},
};
use crate::{GateError, ledger::Ledger};
use seloste_db::{Tx, Value};
use seloste_register::text::Text;
use std::path::Path;

/// Entries read at once from the database.
const AT_ONCE: i64 = 4_096;

/// A ledger that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// The newest checkpoint; `None` for a ledger without entries.
    pub checkpoint: Option<Checkpoint>,
    /// Entries that are durable and not covered by a checkpoint yet.
    pub waiting: u64,
}

/// What is wrong with a ledger. Entries are numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The checkpoint is not signed by the ledger's key.
    #[error("the checkpoint is not signed by the ledger's key")]
    BadSignature,
    /// An entry is not what was recorded.
    #[error("entry {0} was edited")]
    Edited(u64),
    /// An entry was taken out.
    #[error("entry {0} was taken out")]
    Dropped(u64),
    /// An entry was put in.
    #[error("entry {0} was put in afterwards")]
    Added(u64),
    /// Entries have changed places.
    #[error("entry {0} is not in its place: entries have changed places")]
    Reordered(u64),
    /// The end was cut off.
    #[error("the end was cut off: entry {found} and later ones are missing, up to {size} were signed")]
    Truncated {
        /// Entries that are there.
        found: u64,
        /// Entries that were signed.
        size: u64,
    },
    /// The whole ledger is older than one that was seen.
    #[error("the ledger was rolled back: it ends at {found} entries, and {known} were seen before")]
    RolledBack {
        /// Entries of its checkpoint.
        found: u64,
        /// Entries of the remembered checkpoint.
        known: u64,
    },
    /// It agrees with itself, and not with what was seen before.
    #[error("the first {0} entries are not those that were seen before: history was rewritten")]
    Forked(u64),
    /// Entries and tree agree with each other, and not with the signature.
    #[error("entries and tree were rewritten: they do not add up to the signed root over {0} entries")]
    Rewritten(u64),
    /// A tile of the tree is missing or wrong.
    #[error("the tree is damaged: tile {number} of level {level}")]
    BadTile {
        /// Level, from 0.
        level: usize,
        /// Number, from 0.
        number: u64,
    },
}

impl Fault {
    /// The fault as people read it.
    #[must_use]
    pub fn words(&self) -> Text {
        let (fi, sv, en) = self.of_an_entry().unwrap_or_else(|| self.of_the_whole());
        Text { fi, sv, en }
    }

    fn of_an_entry(&self) -> Option<(String, String, String)> {
        Some(match self {
            Self::Edited(at) => (
                format!("Merkintää {at} on muutettu."),
                format!("Post {at} har ändrats."),
                format!("Entry {at} was edited."),
            ),
            Self::Dropped(at) => (
                format!("Merkintä {at} on poistettu."),
                format!("Post {at} har tagits bort."),
                format!("Entry {at} was taken out."),
            ),
            Self::Added(at) => (
                format!("Merkintä {at} on lisätty jälkikäteen."),
                format!("Post {at} har lagts till i efterhand."),
                format!("Entry {at} was put in afterwards."),
            ),
            Self::Reordered(at) => (
                format!("Merkintä {at} ei ole paikallaan: merkintöjen järjestystä on muutettu."),
                format!("Post {at} är inte på sin plats: posternas ordning har ändrats."),
                format!("Entry {at} is not in its place: entries have changed places."),
            ),
            _ => return None,
        })
    }

    fn of_the_whole(&self) -> (String, String, String) {
        match self {
            Self::Truncated { found, size } => (
                format!(
                    "Lokin loppu on katkaistu: {size} merkintää on allekirjoitettu, {found} on tallella."
                ),
                format!("Loggens slut har kapats: {size} poster är signerade, {found} finns kvar."),
                format!("The end was cut off: {size} entries were signed, {found} are there."),
            ),
            Self::RolledBack { found, known } => (
                format!(
                    "Loki on palautettu vanhempaan tilaan: siinä on {found} merkintää, vaikka niitä on ollut jo {known}."
                ),
                format!(
                    "Loggen har återställts till ett äldre läge: den har {found} poster fast den redan har haft {known}."
                ),
                format!("The ledger was rolled back: it has {found} entries, and {known} were seen before."),
            ),
            Self::Forked(size) => (
                format!(
                    "Lokin {size} ensimmäistä merkintää eivät ole ne, jotka on nähty aiemmin: historiaa on muutettu."
                ),
                format!(
                    "Loggens {size} första poster är inte de som har setts tidigare: historiken har skrivits om."
                ),
                format!(
                    "The first {size} entries are not those that were seen before: history was rewritten."
                ),
            ),
            Self::Rewritten(size) => (
                format!(
                    "Merkinnät ja tiivistepuu on kirjoitettu uudelleen: ne eivät vastaa {size} merkinnän allekirjoitusta."
                ),
                format!(
                    "Posterna och hashträdet har skrivits om: de motsvarar inte signaturen över {size} poster."
                ),
                format!(
                    "Entries and tree were rewritten: they do not add up to the signature over {size} entries."
                ),
            ),
            Self::BadTile { level, number } => (
                format!("Tiivistepuu on vioittunut: tason {level} laatta {number}."),
                format!("Hashträdet är skadat: platta {number} på nivå {level}."),
                format!("The tree is damaged: tile {number} of level {level}."),
            ),
            _ => (
                "Tarkastuspistettä ei ole allekirjoitettu tämän lokin avaimella.".to_owned(),
                "Kontrollpunkten är inte signerad med loggens nyckel.".to_owned(),
                "The checkpoint is not signed by the ledger's key.".to_owned(),
            ),
        }
    }
}

/// Why a ledger was not found sound.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It was tampered with.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// It could not be read.
    #[error("the ledger can't be read: {0}")]
    Failed(String),
}

impl From<GateError> for VerifyError {
    fn from(error: GateError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<seloste_db::Failure> for VerifyError {
    fn from(failure: seloste_db::Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// Where a ledger is read from.
pub(super) trait Source {
    /// The signed note.
    fn note(&mut self) -> Result<Option<String>, VerifyError>;
    /// A tile with so many hashes.
    fn tile(&mut self, level: usize, number: u64, width: usize) -> Result<Option<Vec<Hash>>, VerifyError>;
    /// Some entries with their positions from `from` on; none at the end. `size` is the checkpoint's.
    fn entries(&mut self, from: u64, size: u64) -> Result<Vec<(u64, Vec<u8>)>, VerifyError>;
}

impl Ledger {
    /// Verifies the ledger in the database against itself, its signature and what the keyring remembers. Integrate first,
    /// so that nothing waits.
    ///
    /// # Errors
    /// The first fault, or a failure of the machine.
    pub(crate) fn verify(&self) -> Result<Sound, VerifyError> {
        let remembered = self.keyring.remembered(&self.origin)?;
        let known = match remembered {
            None => None,
            Some((_, note)) => Some(self.public_key().open(&note).ok_or(Fault::BadSignature)?),
        };
        self.data.read(|tx| {
            let waiting =
                tx.first("SELECT count(*) FROM ledger_entry WHERE position IS NULL", &[], |row| row.int(0));
            let waiting = waiting?.and_then(|count| u64::try_from(count).ok()).unwrap_or_default();
            let mut rows = Rows { tx, origin: &self.origin };
            let mut sound = walk(&mut rows, self.public_key(), known.as_ref())?;
            sound.waiting += waiting;
            Ok(sound)
        })
    }
}

/// Verifies exported files (C2SP tlog-tiles) with nothing but the public key and, if one has any, a checkpoint seen before.
///
/// # Errors
/// The first fault, or that the files can't be read.
pub fn verify_files(
    folder: &Path,
    key: &PublicKey,
    known: Option<&Checkpoint>,
) -> Result<Sound, VerifyError> {
    walk(&mut Files::new(folder), key, known)
}

struct Rows<'a, 't> {
    tx: &'a mut Tx<'t>,
    origin: &'a str,
}

impl Source for Rows<'_, '_> {
    fn note(&mut self) -> Result<Option<String>, VerifyError> {
        Ok(newest_note(self.tx, self.origin)?)
    }

    fn tile(&mut self, level: usize, number: u64, width: usize) -> Result<Option<Vec<Hash>>, VerifyError> {
        let tile = stored_tile(self.tx, level, number)?;
        Ok(tile.filter(|hashes| hashes.len() == width))
    }

    fn entries(&mut self, from: u64, _size: u64) -> Result<Vec<(u64, Vec<u8>)>, VerifyError> {
        let select =
            "SELECT position, leaf FROM ledger_entry WHERE position >= $1 ORDER BY position LIMIT $2";
        self.tx.all(select, &[Value::Int(number(from)?), Value::Int(AT_ONCE)], |row| {
            Ok((u64::try_from(row.int(0)?).unwrap_or(u64::MAX), row.bytes(1)?))
        })
    }
}

/// The walk over all entries.
fn walk(source: &mut impl Source, key: &PublicKey, known: Option<&Checkpoint>) -> Result<Sound, VerifyError> {
    let checkpoint = match source.note()? {
        None => None,
        Some(note) => Some(key.open(&note).ok_or(Fault::BadSignature)?),
    };
    let found = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    if let Some(known) = known.filter(|known| known.size > found) {
        return Err(Fault::RolledBack { found, known: known.size }.into());
    }
    let Some(checkpoint) = checkpoint else {
        let waiting = source.entries(0, 0)?.len() as u64;
        return Ok(Sound { checkpoint: None, waiting });
    };
    let mut walk =
        Walk { size: checkpoint.size, edge: Edge::default(), tile: (0, Vec::new()), known, forked: false };
    let mut next = 0;
    let mut waiting = 0;
    loop {
        let entries = source.entries(next, checkpoint.size)?;
        let Some((last, _)) = entries.last() else { break };
        next = last.saturating_add(1);
        waiting += walk.take(source, &entries)?;
    }
    walk.end(source, &checkpoint)?;
    Ok(Sound { checkpoint: Some(checkpoint), waiting })
}

struct Walk<'k> {
    size: u64,
    edge: Edge,
    /// The tile of level 0 that is being compared with.
    tile: (u64, Vec<Hash>),
    known: Option<&'k Checkpoint>,
    /// What was seen before is not how this ledger begins.
    forked: bool,
}

impl Walk<'_> {
    /// Compares entries; returns how many lie after the checkpoint.
    fn take(&mut self, source: &mut impl Source, entries: &[(u64, Vec<u8>)]) -> Result<u64, VerifyError> {
        let mut waiting = 0;
        for (at, (position, leaf)) in entries.iter().enumerate() {
            let expected = self.edge.size();
            if expected >= self.size {
                waiting += 1;
                continue;
            }
            if *position != expected {
                return Err(Fault::Dropped(expected).into());
            }
            let hash = leaf_hash(leaf);
            if self.hash_at(source, expected)? != Some(hash) {
                let following = entries.get(at + 1).map(|(_, leaf)| leaf_hash(leaf));
                return Err(self.judge(source, hash, following)?.into());
            }
            self.push(source, hash)?;
        }
        Ok(waiting)
    }

    fn push(&mut self, source: &mut impl Source, hash: Hash) -> Result<(), VerifyError> {
        let mut full = Vec::new();
        self.edge.push(hash, &mut |tile| full.push(tile));
        for tile in full.into_iter().filter(|tile| tile.level > 0) {
            let (level, number) = (tile.level, tile.number);
            if source.tile(level, number, TILE)?.as_ref() != Some(&tile.hashes) {
                return Err(Fault::BadTile { level, number }.into());
            }
        }
        if let Some(known) = self.known.filter(|known| known.size == self.edge.size()) {
            self.forked = known.root != self.edge.root();
        }
        Ok(())
    }

    fn end(&self, source: &mut impl Source, checkpoint: &Checkpoint) -> Result<(), VerifyError> {
        let found = self.edge.size();
        if found < checkpoint.size {
            return Err(Fault::Truncated { found, size: checkpoint.size }.into());
        }
        for (level, number, hashes) in self.edge.unfinished().filter(|(level, ..)| *level > 0) {
            if source.tile(level, number, hashes.len())?.as_deref() != Some(hashes) {
                return Err(Fault::BadTile { level, number }.into());
            }
        }
        if self.edge.root() != checkpoint.root {
            return Err(Fault::Rewritten(found).into());
        }
        match self.known {
            Some(known) if self.forked => Err(Fault::Forked(known.size).into()),
            _ => Ok(()),
        }
    }

    /// The hash that the tree has for a position.
    fn hash_at(&mut self, source: &mut impl Source, position: u64) -> Result<Option<Hash>, VerifyError> {
        let (number, within) = (position / TILE as u64, position % TILE as u64);
        if self.tile.0 != number || self.tile.1.is_empty() {
            let left = self.size - number * TILE as u64;
            let width = usize::try_from(left).unwrap_or(TILE).min(TILE);
            let tile = source.tile(0, number, width)?.ok_or(Fault::BadTile { level: 0, number })?;
            self.tile = (number, tile);
        }
        Ok(usize::try_from(within).ok().and_then(|within| self.tile.1.get(within)).copied())
    }

    /// What happened at the first entry that does not agree: its hash and the following entry's tell.
    fn judge(
        &mut self,
        source: &mut impl Source,
        hash: Hash,
        following: Option<Hash>,
    ) -> Result<Fault, VerifyError> {
        let at = self.edge.size();
        let here = self.hash_at(source, at)?;
        let elsewhere = self.tile.1.contains(&hash);
        let after = if at + 1 < self.size { self.hash_at(source, at + 1)? } else { None };
        Ok(match (after == Some(hash), following.is_some() && following == here) {
            (true, true) => Fault::Reordered(at),
            (true, false) => Fault::Dropped(at),
            (false, true) => Fault::Added(at),
            (false, false) if elsewhere => Fault::Reordered(at),
            (false, false) => Fault::Edited(at),
        })
    }
}
