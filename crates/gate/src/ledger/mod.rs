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
    ask::{AccountId, KeyId},
    keyring::Keyring,
    vault::{IdKey, RefKind},
};
use seloste_db::{Db, Engine, Failure, Tx, Value};
use std::sync::Arc;

/// The actor of what the person did whose data it is: the entry's subject tells who, for as long as its salt lives.
const PERSON: &str = "person";
/// What stands before the key that a program showed.
const KEY: &str = "key:";

/// A controller's ledger.
pub(crate) struct Ledger {
    data: Db,
    keyring: Arc<Keyring>,
    origin: String,
    signer: checkpoint::Signer,
    actors: IdKey,
}

/// An entry in its own bytes, about to be put in.
pub(crate) struct Written {
    leaf: Vec<u8>,
    register: i64,
    /// Whom it is about.
    met: Vec<u8>,
}

impl Written {
    /// Puts it in; returns its number.
    pub(crate) fn put(&self, tx: &mut Tx<'_>) -> Result<i64, Failure> {
        let insert = match tx.engine() {
            // The only writer knows the order.
            Engine::Sqlite => {
                "INSERT INTO ledger_entry (position, leaf)
                 VALUES ((SELECT coalesce(max(position) + 1, 0) FROM ledger_entry), $1) RETURNING entry"
            }
            Engine::Postgres => "INSERT INTO ledger_entry (position, leaf) VALUES (NULL, $1) RETURNING entry",
        };
        let number = tx.first(insert, &[Value::Bytes(&self.leaf)], |row| row.int(0))?;
        let number = number.ok_or_else(|| Failure("an entry got no number".to_owned()))?;
        met::add(tx, (number, self.register), &self.met)?;
        Ok(number)
    }
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
        let mut number = 0;
        for one in self.written(entry)? {
            number = one.put(tx)?;
        }
        Ok(number)
    }

    /// An entry as it will stand, or as many as its subjects take, for a unit of work that may be another thread's.
    pub(crate) fn written(&self, entry: &Entry<'_>) -> Result<Vec<Written>, GateError> {
        let (first, rest) = entry.subjects.split_at(entry.subjects.len().min(SUBJECTS));
        let parts = std::iter::once(first).chain(rest.chunks(SUBJECTS));
        parts.map(|subjects| self.written_one(&Entry { subjects, ..*entry })).collect()
    }

    fn written_one(&self, entry: &Entry<'_>) -> Result<Written, GateError> {
        let actor = match entry.account {
            Some(AccountId::PERSON) => PERSON.to_owned(),
            Some(AccountId(account)) => self.actors.outside(RefKind::Actor, account)?,
            None => "-".to_owned(),
        };
        let leaf = entry::encode(entry, &actor)?;
        let (register, _) = entry.register;
        Ok(Written { leaf, register, met: met::packed(entry.subjects.iter().map(|(subject, _)| *subject)) })
    }

    /// What entries call an account.
    pub(crate) fn name_of(&self, account: i64) -> Result<String, GateError> {
        Ok(self.actors.outside(RefKind::Actor, account)?)
    }

    /// What entries tell of the key by which a program acted: a cipher block, as for accounts.
    pub(crate) fn told_of_key(&self, key: Option<KeyId>) -> Result<Option<String>, GateError> {
        let told = |KeyId(key)| Ok(format!("{KEY}{}", self.actors.outside(RefKind::Key, key)?));
        key.map(told).transpose()
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
            let account = self.account_of(&line);
            Ok(Seen { entry: row.int(0)?, account, line })
        })
    }

    /// Who did what an entry says; `None` for the system itself.
    fn account_of(&self, line: &Line) -> Option<AccountId> {
        match line.actor.as_str() {
            PERSON => Some(AccountId::PERSON),
            actor => self.actors.inside(RefKind::Actor, actor).map(AccountId),
        }
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
