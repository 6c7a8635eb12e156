//! Which statement is in force when an installation is opened: the one in the store. The first is taken from the file. Where
//! the file says something that was never in force nothing is chosen silently: the installation does not open.

use crate::{
    installation::{Installation, InstallationError},
    store::{self, version::Version},
};
use jiff::Timestamp;
use seloste_db::{Db, Failure, Tx};
use seloste_gate::GateError;
use seloste_register::id::RegisterId;
use std::collections::BTreeMap;

/// The name of the lock under which a register's version changes.
pub(super) fn lock(register: &RegisterId) -> String {
    format!("statement {register}")
}

/// Brings the files and the store of a controller together; gives the version in force of each register. `files`: what the
/// installation's folder holds for this controller.
///
/// # Errors
/// [`InstallationError::Differs`] when a file says what was never in force; or when the machine fails.
pub(crate) fn settle(
    installation: &Installation,
    data: &Db,
    files: &BTreeMap<RegisterId, String>,
    now: Timestamp,
) -> Result<Vec<Version>, InstallationError> {
    let failed = |failure: Failure| InstallationError::Gate(GateError::from(failure));
    for (register, text) in files {
        let found = data.write(|tx| settle_one(tx, register, text, now)).map_err(failed)?;
        match found {
            Found::Same => {}
            Found::Behind(active) => {
                tracing::warn!(%register, version = active.number, "the file held an earlier version and was written anew");
                installation.write_statement(register, &active.text)?;
            }
            Found::Unknown(version) => {
                let path = installation.statement_file(register);
                return Err(InstallationError::Differs { path, register: register.clone(), version });
            }
        }
    }
    let mut active = Vec::new();
    let numbers = data.read(store::version::numbers).map_err(failed)?;
    for (register, _) in numbers {
        let version = data.read(|tx| store::version::active(tx, &register)).map_err(failed)?;
        let Some(version) = version else { continue };
        if !files.contains_key(&register) {
            tracing::warn!(%register, version = version.number, "the file was missing and was written anew");
            installation.write_statement(&register, &version.text)?;
        }
        active.push(version);
    }
    Ok(active)
}

enum Found {
    /// The file is the version in force.
    Same,
    /// The file is an earlier version.
    Behind(Version),
    /// The file is no version; the number of the one in force.
    Unknown(i64),
}

fn settle_one(tx: &mut Tx<'_>, register: &RegisterId, text: &str, now: Timestamp) -> Result<Found, Failure> {
    tx.lock(&lock(register))?;
    let Some(active) = store::version::active(tx, register)? else {
        let first = Version {
            register: register.clone(),
            number: 1,
            text: text.to_owned(),
            since: now,
            until: None,
            drafted_by: None,
            activated_by: None,
            why: String::new(),
        };
        return store::version::insert(tx, &first).map(|()| Found::Same);
    };
    if active.text == text {
        return Ok(Found::Same);
    }
    Ok(match store::version::of_text(tx, register, text)? {
        Some(_) => Found::Behind(active),
        None => Found::Unknown(active.number),
    })
}
