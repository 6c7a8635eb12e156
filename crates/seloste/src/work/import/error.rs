//! Why an import was not done.

use super::FileError;
use seloste_db::Failure;
use seloste_gate::GateError;
use seloste_register::diagnostics::Problem;

/// Why an import, or its undo, was not done or did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file can't be read.
    #[error("{0}")]
    File(#[from] FileError),
    /// The mapping does not fit the file or the register.
    #[error("the mapping has {} problem(s)", .0.len())]
    Mapping(Vec<Problem>),
    /// No role of the asker brings in files.
    #[error("no role of this user may bring files into the register")]
    NotGranted,
    /// There is no such batch.
    #[error("there is no such batch")]
    NoBatch,
    /// The batch is not in a state for it.
    #[error("the batch is not in a state in which this can be done")]
    NotNow,
    /// The file is not the one that the batch was begun with.
    #[error("this is not the file that the batch was begun with: its bytes differ")]
    OtherFile,
    /// Somebody else is at the same batch.
    #[error("somebody else is running the same batch right now")]
    Busy,
    /// The visitor of the progress said stop. What was taken in stays; the batch can go on.
    #[error("stopped; the batch can go on later")]
    Stopped,
    /// The gate says no, or the machine failed.
    #[error("{0}")]
    Gate(#[from] GateError),
}

impl From<Failure> for ImportError {
    fn from(failure: Failure) -> Self {
        Self::Gate(failure.into())
    }
}
