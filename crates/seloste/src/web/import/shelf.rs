//! Files that people are bringing in: in memory only, for an hour, each seen by the person who brought it alone. Not here:
//! what is done with them.

use crate::{
    session::{SignedIn, secret},
    work::import::{Progress, Report, Upload},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::ask::{AccountId, Ask};
use seloste_register::{
    id::{CompanyId, RegisterId, SourceId},
    import::Mapping,
};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

/// Largest file, in bytes.
pub(super) const FILE_LIMIT: usize = 64 << 20;
/// All files together, in bytes.
const SHELF_LIMIT: usize = 192 << 20;
/// A file that nobody touched for so long is dropped.
const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// A file and how far it has come.
pub(super) struct Held {
    owner: (CompanyId, AccountId),
    register: RegisterId,
    bytes: usize,
    touched: Timestamp,
    /// What is asked of the gate.
    pub(super) ask: Ask,
    /// Where the data comes from.
    pub(super) source: SourceId,
    /// The file.
    pub(super) upload: Upload,
    /// What its columns mean.
    pub(super) mapping: Mapping,
    /// How far it has come.
    pub(super) stage: Stage,
}

/// How far a file has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// Its columns are being looked at.
    Columns,
    /// It is being tried or run.
    Going(Mode, Option<Progress>),
    /// It was asked to stop.
    Stopping(Mode),
    /// A trial is over.
    Tried(Arc<Report>),
    /// A run is over.
    Done(Arc<Report>),
    /// A run was stopped.
    Stopped,
    /// It could not be done, in the reader's language.
    Failed(Vec<String>),
}

/// A trial or the real thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing is stored.
    Trial,
    /// It is stored.
    Real,
}

static SHELF: LazyLock<Mutex<HashMap<String, Held>>> = LazyLock::new(Mutex::default);

fn shelf() -> MutexGuard<'static, HashMap<String, Held>> {
    SHELF.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that has just come.
pub(super) struct New {
    /// What is asked of the gate.
    pub(super) ask: Ask,
    /// Where the data comes from.
    pub(super) source: SourceId,
    /// Its name.
    pub(super) name: String,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// Puts a file on the shelf; `None` when there is no room.
pub(super) fn put(signed: &SignedIn, new: New, now: Timestamp) -> Option<String> {
    let bytes = new.bytes.len();
    let token = secret::token().ok()?.to_string();
    let mut shelf = shelf();
    shelf.retain(|_, held| now.duration_since(held.touched) < KEPT || matches!(held.stage, Stage::Going(..)));
    let taken: usize = shelf.values().map(|held| held.bytes).sum();
    if bytes > FILE_LIMIT || taken + bytes > SHELF_LIMIT {
        return None;
    }
    let held = Held {
        owner: (signed.controller.clone(), signed.account),
        register: new.ask.register.clone(),
        bytes,
        touched: now,
        ask: new.ask,
        source: new.source,
        upload: Upload::bytes(&new.name, new.bytes),
        mapping: Mapping::default(),
        stage: Stage::Columns,
    };
    shelf.insert(token.clone(), held);
    Some(token)
}

/// Looks at a file, or changes how far it has come. Another person's file is not there.
pub(super) fn with<T>(
    token: &str,
    (signed, register): (&SignedIn, &RegisterId),
    now: Timestamp,
    work: impl FnOnce(&mut Held) -> T,
) -> Option<T> {
    let mut shelf = shelf();
    let held = shelf.get_mut(token)?;
    if held.owner != (signed.controller.clone(), signed.account) || held.register != *register {
        return None;
    }
    held.touched = now;
    Some(work(held))
}

/// The same for the work itself, which has no session.
pub(super) fn working<T>(token: &str, work: impl FnOnce(&mut Held) -> T) -> Option<T> {
    shelf().get_mut(token).map(work)
}
