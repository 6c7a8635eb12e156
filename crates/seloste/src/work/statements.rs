//! Reading the statements of an installation.

use crate::installation::{Installation, InstallationError};
use seloste_gate::clock::Clock;
use seloste_register::statement::Rules;
use std::sync::Arc;

/// Effective rules of every register of an installation, as of today.
///
/// # Errors
/// When a file can't be read or a statement has errors.
pub fn read_all(
    _installation: &Installation,
    _clock: &Arc<dyn Clock>,
) -> Result<Vec<Rules>, InstallationError> {
    unimplemented!()
}
