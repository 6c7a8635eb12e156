//! Replaces keys: the one that wraps the others, and those of search. Opens nobody's data.

use super::restore::entry;
use crate::{Gate, GateError, tokens};
use seloste_register::id::RegisterId;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Replaces the key-encryption key; returns how many keys were wrapped anew. What is sealed is not touched, and others may be at
    /// work meanwhile. A crash at any moment leaves either the old key or the new one in force.
    pub fn rotate_kek(&self) -> Result<u64, GateError> {
        let wrapped = self.keyring.rotate()?;
        for register in self.registers() {
            let realm = &*self.realm(&register)?;
            let told = [format!("wrapped-{wrapped}")];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            self.data
                .write(|tx| self.ledger.append(tx, &entry(self, realm, ("rotate-keys", &told))).map(drop))?;
        }
        Ok(wrapped)
    }

    /// Replaces a register's search key and deletes the tokens that the old one made: nothing is found until the gate was opened
    /// anew and [`Gate::rebuild_tokens`] has run. Nobody else may be at work on the data.
    pub fn renew_search(&self, register: &RegisterId) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        self.keyring.renew_search(realm.number)?;
        self.data.write(|tx| {
            tokens::clear(tx, realm.number)?;
            self.ledger.append(tx, &entry(self, realm, ("renew-search", &[]))).map(drop)
        })
    }
}
