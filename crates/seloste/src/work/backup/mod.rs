//! Copies of an installation: data without keys, keys without data, and putting data back. A copy of the data opens nothing by
//! itself; a copy of the keys has a short window of its own, after which it is refused, so that who was erased stays so.
//!
//! What is put back is brought up to what the keyring knows before anybody is served: `Gate::replay`.

mod container;
mod make;
mod restore;
mod s3;
mod schedule;
mod second;

pub use container::{Kind, Manifest};
pub use make::{Made, keyring, make, new_identity};
pub use restore::{Back, in_place, restore, restore_keys, try_out};
pub use schedule::{State, copies, go_on, state};

use crate::installation::InstallationError;
use std::{io, path::Path, path::PathBuf};

/// Why a copy can't be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file can't be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is a file of that name.
    #[error(
        "{0} is there already; nothing was written: name another file, or a folder with a slash at its end, which gets a file \
         named by the time"
    )]
    Taken(PathBuf),
    /// There is nothing to put back.
    #[error("{0} is not there; name a file that `seloste backup` has written, or the folder that holds it")]
    Missing(PathBuf),
    /// The rows are not those that were put back.
    #[error(
        "nobody is in these data of {0}, and its keyring knows people: they are not the data that were put back. Nothing was \
         changed. Is --database missing, or another one?"
    )]
    OtherData(String),
    /// It is no backup.
    #[error(
        "{0} is no backup of Seloste; name a file that `seloste backup` has written, or the folder that holds it"
    )]
    NotABackup(PathBuf),
    /// It ends early or is garbled.
    #[error("the backup is cut short or damaged; nothing was changed: take another one")]
    CutShort,
    /// A part is not what was written.
    #[error("the part {0} of the backup is damaged; nothing was changed: take another one")]
    Damaged(PathBuf),
    /// It is of a newer program.
    #[error(
        "the backup was made by Seloste {found}, and this is {own}; nothing was changed: use that version"
    )]
    Newer {
        /// The program that made it.
        found: String,
        /// This one.
        own: String,
    },
    /// It holds the other kind.
    #[error("this is a backup of {0}; nothing was changed")]
    OtherKind(&'static str),
    /// It is of another installation.
    #[error("the backup belongs to another installation's keys (of {0}); nothing was changed")]
    Foreign(String),
    /// A copy of the keys whose time is over.
    #[error(
        "the copy of the keys was to be deleted by {0}: putting it back would open the data of people who were erased since; \
         nothing was changed"
    )]
    OutOfWindow(String),
    /// The keys are missing.
    #[error(
        "there are no keys in {0}: without them nothing in the backup can be opened. Put back a copy of the keys first \
         (seloste restore KEYS --keys --data {0}); if there is none left, the people's data is lost for good: only the \
         statements, the accounts and the ledger can be had, with a new installation"
    )]
    NoKeys(PathBuf),
    /// Somebody is at work on the installation.
    #[error("{0} is being served or worked on; stop that first: nothing was changed")]
    Running(PathBuf),
    /// It is encrypted.
    #[error("the backup is encrypted; name the file with the secret key: --identity FILE")]
    NeedsIdentity,
    /// The secret key does not open it.
    #[error("the secret key does not open this backup")]
    BadIdentity,
    /// The public key is none.
    #[error("the public key is none: it begins with age1; make a pair with: seloste backup --new-key FILE")]
    BadRecipient,
    /// Keys are not written in the clear.
    #[error(
        "a copy of the keys is written encrypted only; say --recipient age1..., or set it under [backup] in installation.toml"
    )]
    KeysInTheClear,
    /// The place is not the declared one.
    #[error(
        "{0} is not in the declared place for backups ({1}); change [backup] in installation.toml on purpose, or write there"
    )]
    Undeclared(PathBuf, PathBuf),
    /// The declared place is in a country that a statement rules out.
    #[error(
        "backups are declared to go to {0}, and the register {1} promises not to leave the European Economic Area"
    )]
    Country(String, String),
    /// The store that speaks S3 says no, or is not there.
    #[error("the store of backups: {0}")]
    Store(String),
    /// What leaves for a store is encrypted.
    #[error(
        "a copy goes to a store encrypted only; say --recipient age1..., or set it under [backup] in installation.toml"
    )]
    StoreInTheClear,
    /// Keys don't go to the store.
    #[error("copies of keys never go to a store; name a folder or a file")]
    KeysToStore,
    /// A statement promises that no copies of keys are made.
    #[error(
        "a statement promises that no copies of keys are made (backups.keys = \"P0D\"); nothing was written"
    )]
    NoKeyCopies,
    /// Something of the program's own is wrong.
    #[error("{0}")]
    Broken(String),
    /// The installation can't be opened.
    #[error("{0}")]
    Installation(#[from] InstallationError),
    /// A gate failed.
    #[error("{0}")]
    Gate(#[from] seloste_gate::GateError),
}

impl BackupError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }

    /// A store is named and none is declared.
    fn no_store() -> Self {
        Self::Store("none is declared: [backup.s3] in installation.toml".to_owned())
    }

    /// Whether the machine failed, rather than the answer being no.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::File { .. } | Self::Broken(_) | Self::Gate(_) | Self::Store(_))
    }
}

/// This program's version.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");
