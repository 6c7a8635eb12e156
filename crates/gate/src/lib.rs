//! The only way to personal data. Personal data is stored sealed; one of the verbs below opens it, against a declared
//! purpose, after its ledger entry is durable. Not here: pages, files, accounts.

pub mod ask;
pub mod card;
pub mod clock;
pub mod errors;
pub mod import;
pub mod personal;

mod keyring;
pub mod ledger;
mod tokens;
mod vault;
mod verbs;

pub use verbs::Trial;

use seloste_db::Db;
use seloste_register::{id::RegisterId, statement::Rules};
use std::{path::PathBuf, sync::Arc};

pub use errors::GateError;

/// Where a controller's keys are.
#[derive(Debug, Clone)]
pub enum KeyringAt {
    /// A folder of its own: `keyring.db`, and `kek` (mode 0600).
    Folder(PathBuf),
    /// A PostgreSQL address and schema, and the folder that holds `kek`.
    Url(String, String, PathBuf),
}

/// One controller's gate: its registers, data, keys and ledger.
pub struct Gate(());

impl Gate {
    /// Opens a gate over a controller's data and keyring; makes keys on first use.
    ///
    /// # Errors
    /// When the keyring does not belong to the data, or the machine fails.
    pub fn open(
        _data: Db,
        _keyring: &KeyringAt,
        _rules: Vec<Rules>,
        _clock: Arc<dyn clock::Clock>,
    ) -> Result<Self, GateError> {
        unimplemented!()
    }

    /// The effective rules of a register, if it is one of this controller's.
    #[must_use]
    pub fn rules(&self, _register: &RegisterId) -> Option<Arc<Rules>> {
        unimplemented!()
    }

    /// The registers behind this gate.
    #[must_use]
    pub fn registers(&self) -> Vec<RegisterId> {
        unimplemented!()
    }

    /// The controller's data, for tables without personal data (accounts, sessions, batches).
    #[must_use]
    pub fn data(&self) -> &Db {
        unimplemented!()
    }

    /// The injected clock.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn clock::Clock> {
        unimplemented!()
    }
}
