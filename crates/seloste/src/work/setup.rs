//! Making an installation, whole or not at all. Not here: what it is made of (`installation` says it), accounts.

use crate::{
    app::{App, Elsewhere},
    installation::{Head, Installation, InstallationError},
};
use seloste_gate::clock::Clock;
use seloste_register::id::RegisterId;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A checked statement that an installation is made with.
pub struct Founding<'a> {
    /// The register that it describes.
    pub register: &'a RegisterId,
    /// Its text.
    pub text: &'a str,
}

/// Makes an installation with its statements, databases and keyrings. All is made in a hidden folder beside the target and
/// moved into place at the end: a failure leaves nothing behind, a kill leaves the hidden folder.
///
/// # Errors
/// When the target is taken, another one is being made in the same place, or the machine fails.
pub fn make(
    target: &Path,
    head: Head,
    statements: &[Founding<'_>],
    elsewhere: &Elsewhere,
    clock: &Arc<dyn Clock>,
) -> Result<(), InstallationError> {
    must_be_free(target)?;
    let beside = beside(target)?;
    let made = build(&beside, head, statements, elsewhere, clock)
        .and_then(|()| fs::rename(&beside, target).map_err(InstallationError::file(target)));
    if made.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    made
}

/// The target may be missing or an empty folder, nothing else.
fn must_be_free(target: &Path) -> Result<(), InstallationError> {
    if target.join("installation.toml").exists() {
        return Err(InstallationError::Present(target.to_owned()));
    }
    match fs::read_dir(target) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(InstallationError::Taken(target.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(InstallationError::Taken(target.to_owned()))
        }
        Err(error) => Err(InstallationError::file(target)(error)),
    }
}

/// The hidden folder beside the target. Making it is the lock against a second one who makes an installation here.
fn beside(target: &Path) -> Result<PathBuf, InstallationError> {
    let absolute = std::path::absolute(target).map_err(InstallationError::file(target))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(InstallationError::Taken(target.to_owned()));
    };
    fs::create_dir_all(parent).map_err(InstallationError::file(parent))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".unfinished");
    let beside = parent.join(hidden);
    match fs::create_dir(&beside) {
        Ok(()) => Ok(beside),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(InstallationError::Unfinished(beside))
        }
        Err(error) => Err(InstallationError::file(&beside)(error)),
    }
}

fn build(
    root: &Path,
    head: Head,
    statements: &[Founding<'_>],
    elsewhere: &Elsewhere,
    clock: &Arc<dyn Clock>,
) -> Result<(), InstallationError> {
    let installation = Installation::make(root, head)?;
    for statement in statements {
        installation.add_statement(statement.register, statement.text)?;
    }
    // Opening makes databases and keyrings; they are closed again before the folder moves.
    drop(App::open(installation, elsewhere, Arc::clone(clock))?);
    Ok(())
}
