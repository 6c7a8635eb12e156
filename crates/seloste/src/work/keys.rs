//! Replacing keys. Not here: what a key is (the gate's keyring).

use crate::{app::App, installation::InstallationError};
use seloste_gate::GateError;
use seloste_register::id::RegisterId;

/// Why keys were not replaced.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// Others are at work.
    #[error("the service or another verb is at work on this installation: stop it first")]
    NotAlone,
    /// The installation does not open.
    #[error(transparent)]
    Installation(#[from] InstallationError),
    /// The gate failed.
    #[error("{0}")]
    Gate(#[from] GateError),
}

/// Replaces the key-encryption key of every controller; returns how many keys were wrapped anew.
///
/// # Errors
/// When the machine fails; then the old key is in force.
pub fn rotate(app: &App) -> Result<u64, KeysError> {
    let mut wrapped = 0;
    for controller in app.controllers() {
        wrapped += controller.gate.rotate_kek()?;
        controller.gate.integrate_ledger()?;
    }
    Ok(wrapped)
}

/// Replaces the search keys of one register or of all, and makes everybody's tokens anew; returns how many people there are.
///
/// # Errors
/// When somebody else is at work, or the machine fails; if it was in the middle, doing it again mends it.
pub fn renew_search(
    open: &dyn Fn() -> Result<App, InstallationError>,
    only: Option<&RegisterId>,
) -> Result<u64, KeysError> {
    let app = open()?;
    if !app.is_alone() {
        return Err(KeysError::NotAlone);
    }
    let registers: Vec<RegisterId> = app
        .controllers()
        .flat_map(|one| one.gate.registers())
        .filter(|register| only.is_none_or(|only| only == register))
        .collect();
    for register in &registers {
        let (controller, _) = app.register(register).ok_or(GateError::Absent)?;
        controller.gate.renew_search(register)?;
    }
    // The gates still hold the old keys.
    drop(app);
    let (app, mut people) = (open()?, 0);
    for register in &registers {
        let (controller, _) = app.register(register).ok_or(GateError::Absent)?;
        people += controller.gate.rebuild_tokens(register)?;
        controller.gate.integrate_ledger()?;
    }
    Ok(people)
}
