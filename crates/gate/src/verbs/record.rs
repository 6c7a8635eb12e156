//! Keeps the ledger: puts it in order, verifies it, hands it to an auditor. Opens nobody's data.

use crate::{
    Gate, GateError,
    ledger::{Checkpoint, DONE, Entry, Sound, VerifyError},
};
use std::path::Path;

impl Gate {
    /// Puts the entries that are durable in order and signs a checkpoint; returns how many there are. For a job that
    /// runs every second or so.
    ///
    /// # Errors
    /// When the machine fails, or the ledger was tampered with: then nothing is signed.
    pub fn integrate_ledger(&self) -> Result<u64, GateError> {
        self.ledger.integrate()
    }

    /// Copies the keys, still wrapped, and the file that unwraps them, into a folder.
    ///
    /// # Errors
    /// When the keyring is not embedded, or the machine fails.
    pub fn copy_keyring(&self, folder: &Path) -> Result<(), GateError> {
        self.keyring.copy_to(folder)
    }

    /// Today where the registers are kept.
    #[must_use]
    pub fn local_day(&self) -> jiff::civil::Date {
        self.today()
    }

    /// The installation's random id that stands in a database; `None` for an empty one.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn installation_of(db: &seloste_db::Db) -> Result<Option<String>, GateError> {
        db.read(crate::keyring::installation)
    }

    /// The installation's random id, which data and keyring share.
    #[must_use]
    pub fn installation(&self) -> &str {
        self.keyring.installation()
    }

    /// Notes in the ledger, for each register, that a copy of a kind was made, with its digest (R7-025).
    ///
    /// # Errors
    /// When the machine fails.
    pub fn note_copy(&self, kind: &str, sha256: &str) -> Result<(), GateError> {
        let now = self.clock.now().as_millisecond();
        let told = [kind.to_owned(), format!("sha256-{sha256}")];
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        for register in self.registers() {
            let realm = &*self.realm(&register)?;
            let entry = Entry {
                at: now,
                account: None,
                register: (realm.number, realm.register.as_str()),
                action: "backup",
                purpose: "backup",
                outcome: DONE,
                categories: &told,
                subjects: &[],
            };
            self.data.write(|tx| self.ledger.append(tx, &entry))?;
        }
        Ok(())
    }

    /// Puts those who came lately into the index by which they are found, unless more are coming; returns how many. Until then a
    /// search goes through them one by one. For a job that runs every second or so.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn index_arrived(&self) -> Result<u64, GateError> {
        // While people wait, their whole values stay where they are found quickly (`tokens::together`).
        let Some(merged) = crate::tokens::merge_at_rest(&self.data, &self.waiting)? else { return Ok(0) };
        crate::tokens::fold_some(&self.data)?;
        Ok(merged)
    }

    /// Gives memory back when nobody works. For a job that runs every second or so.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn rest(&self) -> Result<(), GateError> {
        self.keyring.rest()?;
        Ok(self.data.rest()?)
    }

    /// Verifies the whole ledger against its checkpoint and what the keyring remembers.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify_ledger(&self) -> Result<Sound, VerifyError> {
        self.ledger.verify()
    }

    /// Writes the ledger to a folder that anybody can verify without a database.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn export_ledger(&self, folder: &Path) -> Result<Checkpoint, GateError> {
        self.ledger.export(folder)
    }
}
