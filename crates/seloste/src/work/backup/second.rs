//! The second copy of the data, in the declared store: what could not be sent is sent later, and what is there has an end of its own,
//! whether or not the file here still exists. Not here: how the store is spoken to (`s3.rs`).

use super::{BackupError, Made, s3::Store};
use crate::{
    app::App,
    installation::StoreOfBackups,
    store::backup_copy::{self, Copy, InStore},
};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;

/// How long after it was made a copy may be on its way to the store.
const GRACE: SignedDuration = SignedDuration::from_hours(6);

/// Whether a copy has been waiting for the store for too long.
pub(super) fn is_stuck(app: &App, now: Timestamp) -> Result<bool, BackupError> {
    let late = |copy: &Copy| now > copy.made.checked_add(GRACE).unwrap_or(Timestamp::MAX);
    Ok(waiting(app, now)?.iter().any(late))
}

/// Sends what waits, the newest first, and deletes what is over or beyond the most that are kept.
pub(super) fn go_on(app: &App, now: Timestamp) -> Result<(), BackupError> {
    let Some((declared, most)) = declared(app) else { return Ok(()) };
    for copy in waiting(app, now)? {
        put(app, declared, &copy, now)?;
    }
    let most = most.and_then(|most| usize::try_from(most).ok()).map_or(usize::MAX, |most| most.max(1));
    for (at, copy) in copies(app, InStore::There)?.into_iter().enumerate() {
        if at >= most || copy.ends.is_some_and(|ends| ends <= now) {
            Store::open(declared)?.delete(Path::new(&copy.file), now)?;
            note(app, &copy, InStore::Gone)?;
            tracing::info!(made = %copy.made, "a backup whose time is over was deleted in the store");
        }
    }
    Ok(())
}

/// Sends a copy that was just made.
pub(super) fn send(app: &App, made: &Made) -> Result<(), BackupError> {
    let Some((declared, _)) = declared(app) else { return Ok(()) };
    let now = app.clock().now();
    let own = waiting(app, now)?.into_iter().find(|copy| copy.sha256 == made.sha256);
    own.map_or(Ok(()), |copy| put(app, declared, &copy, now))
}

fn put(app: &App, declared: &StoreOfBackups, copy: &Copy, now: Timestamp) -> Result<(), BackupError> {
    let bytes = u64::try_from(copy.bytes).unwrap_or(u64::MAX);
    Store::open(declared)?.put(Path::new(&copy.file), (&copy.sha256, bytes), now)?;
    note(app, copy, InStore::There)
}

fn declared(app: &App) -> Option<(&StoreOfBackups, Option<u32>)> {
    let place = app.installation.head.backup.as_ref()?;
    place.s3.as_ref().map(|store| (store, place.most))
}

/// Copies that are still to be sent, whose files are here and whose time is not over.
fn waiting(app: &App, now: Timestamp) -> Result<Vec<Copy>, BackupError> {
    let fits = |copy: &Copy| {
        copy.gone.is_none() && copy.ends.is_none_or(|ends| ends > now) && Path::new(&copy.file).exists()
    };
    Ok(copies(app, InStore::Waits)?.into_iter().filter(fits).collect())
}

fn copies(app: &App, store: InStore) -> Result<Vec<Copy>, BackupError> {
    match app.controllers().next() {
        Some(first) => Ok(first.gate.data().read(|tx| backup_copy::in_store(tx, store))?),
        None => Ok(Vec::new()),
    }
}

fn note(app: &App, copy: &Copy, store: InStore) -> Result<(), BackupError> {
    for controller in app.controllers() {
        controller.gate.data().write(|tx| backup_copy::note_store(tx, copy.id, store))?;
    }
    Ok(())
}
