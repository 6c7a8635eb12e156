//! The tamper-evident log of every decision: append-only, in a Merkle tree with signed checkpoints. Not here: who decides.
//!
//! An entry is appended in the caller's unit of work and is durable with it. The integrator puts entries in order and into
//! the tree and signs a checkpoint, every second or so; the keyring remembers the newest one, so that a ledger that was
//! cut or rolled back together with the data is noticed.

mod carry;
mod checkpoint;
mod entry;
mod export;
mod integrate;
mod merkle;
mod met;
mod replay;
mod term;
mod verify;

pub use carry::Carried;
pub(crate) use carry::over as carry_over;
pub use checkpoint::{Checkpoint, PublicKey};
use entry::SUBJECTS;
pub(crate) use entry::{DONE, Entry, Line};
pub use export::exported_key;
pub use verify::{Fault, Sound, VerifyError, verify_files};

use crate::{
    GateError,
    ask::AccountId,
    keyring::Keyring,
    vault::{IdKey, RefKind},
};
use seloste_db::{Db, Engine, Tx, Value};
use std::sync::Arc;

/// The actor of what the person did whose data it is: the entry's subject tells who, for as long as its salt lives.
const PERSON: &str = "person";

/// A controller's ledger.
pub(crate) struct Ledger {
    data: Db,
    keyring: Arc<Keyring>,
    origin: String,
    signer: checkpoint::Signer,
    actors: IdKey,
}

/// An entry about a subject, with who it was.
pub(crate) struct Seen {
    /// Number of the entry; go on from here.
    pub(crate) entry: i64,
    /// Who; `None` for the system itself.
    pub(crate) account: Option<AccountId>,
    /// What the entry says.
    pub(crate) line: Line,
}

impl Ledger {
    /// Opens the ledger in a controller's data.
    pub(crate) fn open(data: Db, keyring: Arc<Keyring>) -> Result<Self, GateError> {
        let origin = format!("seloste.ledger/{}", keyring.installation());
        let (_, seed) = keyring.secret(0, "ledger")?;
        let (_, actor) = keyring.secret(0, "actor")?;
        let signer = checkpoint::Signer::new(&origin, &seed)?;
        Ok(Self { data, keyring, origin, signer, actors: IdKey::new(&actor)? })
    }

    /// The key that an auditor verifies checkpoints with.
    pub(crate) const fn public_key(&self) -> &PublicKey {
        self.signer.public()
    }

    /// Appends an entry in the caller's unit of work; returns its number. It is recorded when that is durable, not before.
    /// Bulk work may meet more subjects than one entry holds: it gets as many entries as it needs, and the last one's number.
    pub(crate) fn append(&self, tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<i64, GateError> {
        let (first, rest) = entry.subjects.split_at(entry.subjects.len().min(SUBJECTS));
        let mut number = self.append_one(tx, &Entry { subjects: first, ..*entry })?;
        for subjects in rest.chunks(SUBJECTS) {
            number = self.append_one(tx, &Entry { subjects, ..*entry })?;
        }
        Ok(number)
    }

    fn append_one(&self, tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<i64, GateError> {
        let actor = match entry.account {
            Some(AccountId::PERSON) => PERSON.to_owned(),
            Some(AccountId(account)) => self.actors.outside(RefKind::Actor, account)?,
            None => "-".to_owned(),
        };
        let leaf = entry::encode(entry, &actor)?;
        let insert = match tx.engine() {
            // The only writer knows the order.
            Engine::Sqlite => {
                "INSERT INTO ledger_entry (position, leaf)
                 VALUES ((SELECT coalesce(max(position) + 1, 0) FROM ledger_entry), $1) RETURNING entry"
            }
            Engine::Postgres => "INSERT INTO ledger_entry (position, leaf) VALUES (NULL, $1) RETURNING entry",
        };
        let number = tx.first(insert, &[Value::Bytes(&leaf)], |row| row.int(0))?;
        let number = number.ok_or_else(|| GateError::Failed("an entry got no number".to_owned()))?;
        let (register, _) = entry.register;
        met::add(tx, number, register, entry.subjects.iter().map(|(subject, _)| *subject))?;
        Ok(number)
    }

    /// What entries call an account.
    pub(crate) fn name_of(&self, account: i64) -> Result<String, GateError> {
        Ok(self.actors.outside(RefKind::Actor, account)?)
    }

    /// Entries about a subject, newest first, before `before` (`i64::MAX` to begin); those that [`Ledger::settle`] has seen.
    pub(crate) fn about(
        &self,
        tx: &mut Tx<'_>,
        (register, subject): (i64, i64),
        before: i64,
        most: i64,
    ) -> Result<Vec<Seen>, GateError> {
        let select = "SELECT s.entry, e.leaf FROM ledger_subject s JOIN ledger_entry e ON e.entry = s.entry
             WHERE s.register_id = $1 AND s.subject_id = $2 AND s.entry < $3 ORDER BY s.entry DESC LIMIT $4";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(before), Value::Int(most)];
        tx.all(select, &args, |row| {
            let line = entry::decode(&row.bytes(1)?);
            let line =
                line.ok_or_else(|| GateError::Failed("an entry of the ledger is damaged".to_owned()))?;
            let account = match line.actor.as_str() {
                PERSON => Some(AccountId::PERSON),
                actor => self.actors.inside(RefKind::Actor, actor).map(AccountId),
            };
            Ok(Seen { entry: row.int(0)?, account, line })
        })
    }

    /// Takes away which entries are about a subject: part of its erasure. The entries stay in the tree and mean nothing any
    /// more once the subject's salt is destroyed with its key.
    pub(crate) fn forget(&self, tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<(), GateError> {
        while met::settle_some(tx)? {}
        let delete = "DELETE FROM ledger_subject WHERE register_id = $1 AND subject_id = $2";
        tx.run(delete, &[Value::Int(register), Value::Int(subject)])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
