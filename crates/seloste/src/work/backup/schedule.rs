//! Copies by the clock: made as often as the statements promise, noted with their digests, deleted when their time is over, tried
//! by putting them back. A missed one is an alarm (R4-042, R7-025). Not here: making one (`make.rs`).

use super::{BackupError, Kind, Made, make, second};
use crate::{
    app::App,
    session::secret,
    store::{
        self,
        backup_copy::{self, Copy, InStore},
    },
};
use jiff::{SignedDuration, Timestamp, civil::Time};
use seloste_db::Failure;
use seloste_gate::{GateError, clock};
use seloste_register::statement::{model::Backups, period::Period};
use std::path::Path;

/// The hour of the day, where the registers are kept, when nothing else is set.
const HOUR: u8 = 2;
/// How long after its hour a copy is missed.
const GRACE: SignedDuration = SignedDuration::from_hours(6);

/// How copies of the data stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The newest copy whose file is there.
    pub newest: Option<Copy>,
    /// When the next one is due; `None`: no statement promises any.
    pub due: Option<Timestamp>,
    /// Whether one was missed.
    pub missed: bool,
    /// Whether putting one back has not been tried for longer than the statements promise, or failed.
    pub untried: bool,
    /// Whether a copy has been waiting too long to be sent to the declared store.
    pub unsent: bool,
}

/// How copies of the data stand at this moment.
///
/// # Errors
/// When the machine fails.
pub fn state(app: &App) -> Result<State, BackupError> {
    state_at(app, app.clock().now())
}

/// The same at a moment of the caller's: what is due now is due by the caller's clock too.
fn state_at(app: &App, now: Timestamp) -> Result<State, BackupError> {
    let promised = promises(app);
    let copies = standing(app, "data")?;
    let newest = copies.first().cloned();
    let every = promised.iter().filter_map(|one| Period::parse(&one.every));
    let after = |copy: &Copy, every: Period| {
        let day = every.after(clock::day(copy.made))?;
        let hour = app.installation.head.backup.as_ref().and_then(|place| place.hour).unwrap_or(HOUR);
        let time = Time::new(i8::try_from(hour).ok()?, 0, 0, 0).ok()?;
        day.to_datetime(time).to_zoned(clock::zone()).ok().map(|zoned| zoned.timestamp())
    };
    let due = match &newest {
        Some(copy) => every.filter_map(|every| after(copy, every)).min(),
        None => (!promised.is_empty()).then_some(now),
    };
    let began = began(app)?.unwrap_or(now);
    let since = if newest.is_some() { due } else { due.map(|_| began) };
    let missed = since.is_some_and(|since| now > since.checked_add(GRACE).unwrap_or(Timestamp::MAX));
    let months = promised.iter().map(|one| one.restore_test_months).min();
    let tried =
        copies.iter().filter(|copy| copy.outcome.as_deref() == Some(SOUND)).filter_map(|copy| copy.tried);
    let tried = tried.max().unwrap_or(began);
    let until = months.and_then(Period::months).and_then(|months| months.after(clock::day(tried)));
    let untried = until.is_some_and(|until| clock::day(now) > until)
        || copies.iter().any(|copy| copy.outcome.as_deref().is_some_and(|outcome| outcome != SOUND));
    Ok(State { newest, due, missed, untried, unsent: second::is_stuck(app, now)? })
}

/// When the installation began to keep registers.
fn began(app: &App) -> Result<Option<Timestamp>, BackupError> {
    let mut began = None;
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            let first = controller.gate.data().read(|tx| store::version::by_number(tx, &register, 1))?;
            began = began.into_iter().chain(first.map(|version| version.since)).min();
        }
    }
    Ok(began)
}

/// What stands beside a copy that could be put back.
pub(super) const SOUND: &str = "sound";

/// Makes what is due, and deletes what is over; for a job that comes round often. Without a declared place nothing is made. The store
/// comes last: while it can't be reached, what is here is made and deleted all the same.
///
/// # Errors
/// When the machine fails, or the declared place is not allowed.
pub fn go_on(app: &App) -> Result<Vec<Made>, BackupError> {
    let Some(place) = app.installation.head.backup.clone() else { return Ok(Vec::new()) };
    let now = app.clock().now();
    let mut done = Vec::new();
    if state_at(app, now)?.due.is_some_and(|due| due <= now) {
        std::fs::create_dir_all(&place.to).map_err(BackupError::file(&place.to))?;
        done.push(make::write(app, &place.to, None)?);
        if let Some(keys) = place.keyring_to.as_ref().filter(|_| make::days_of_keys(app) > 0) {
            std::fs::create_dir_all(keys).map_err(BackupError::file(keys))?;
            done.push(make::keyring(app, keys, None)?);
        }
    }
    clear(app, ("data", &place.to), place.most)?;
    if let Some(keys) = &place.keyring_to {
        clear(app, ("keyring", keys), None)?;
    }
    second::go_on(app, now)?;
    Ok(done)
}

/// Notes a copy: in the tables, and in the ledger of each register.
pub(super) fn note(app: &App, made: &Made) -> Result<(), BackupError> {
    let kind = if made.manifest.kind == Kind::Data { "data" } else { "keyring" };
    let goes_on = app.installation.head.backup.as_ref().is_some_and(|place| place.s3.is_some());
    let copy = Copy {
        id: secret::number()?,
        kind: kind.to_owned(),
        file: std::path::absolute(&made.file).unwrap_or_else(|_| made.file.clone()).display().to_string(),
        sha256: made.sha256.clone(),
        bytes: i64::try_from(made.bytes).unwrap_or(i64::MAX),
        made: made.manifest.made,
        ends: made.manifest.ends,
        gone: None,
        tried: None,
        outcome: None,
        store: (goes_on && made.manifest.kind == Kind::Data).then_some(InStore::Waits),
    };
    for controller in app.controllers() {
        controller.gate.data().write(|tx| backup_copy::put(tx, &copy))?;
        controller.gate.note_copy(kind, &made.sha256)?;
    }
    Ok(())
}

/// Notes what came of trying to put a copy back.
pub(super) fn note_trial(app: &App, sha256: &str, outcome: &str) -> Result<(), BackupError> {
    let now = app.clock().now();
    for controller in app.controllers() {
        controller.gate.data().write(|tx| backup_copy::tried(tx, sha256, now, outcome))?;
    }
    Ok(())
}

/// The copies that were made, the newest first.
///
/// # Errors
/// When the machine fails.
pub fn copies(app: &App, rows: i64) -> Result<Vec<Copy>, BackupError> {
    match app.controllers().next() {
        Some(first) => Ok(first.gate.data().read(|tx| backup_copy::all(tx, rows))?),
        None => Ok(Vec::new()),
    }
}

/// Deletes files whose time is over, and the oldest beyond the most that are kept. Only what this program has noted, in the declared
/// place, is touched.
fn clear(app: &App, (kind, place): (&str, &Path), most: Option<u32>) -> Result<(), BackupError> {
    let now = app.clock().now();
    let place = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
    for (at, copy) in standing(app, kind)?.into_iter().enumerate() {
        let file = Path::new(&copy.file);
        let over = copy.ends.is_some_and(|ends| ends <= now);
        let beyond = most.and_then(|most| usize::try_from(most).ok()).is_some_and(|most| at >= most.max(1));
        let there = file.exists();
        if there && (!(over || beyond) || !file.starts_with(&place)) {
            continue;
        }
        if there {
            std::fs::remove_file(file).map_err(BackupError::file(file))?;
            tracing::info!(kind, made = %copy.made, "a backup whose time is over was deleted");
        }
        for controller in app.controllers() {
            controller.gate.data().write(|tx| backup_copy::gone(tx, copy.id, now))?;
        }
    }
    Ok(())
}

/// Copies whose files were there at the last look.
fn standing(app: &App, kind: &str) -> Result<Vec<Copy>, BackupError> {
    match app.controllers().next() {
        Some(first) => Ok(first.gate.data().read(|tx| backup_copy::standing(tx, kind))?),
        None => Ok(Vec::new()),
    }
}

/// What the statements of the installation promise of backups.
pub(super) fn promises(app: &App) -> Vec<Backups> {
    let registers = app.controllers().flat_map(|controller| {
        let registers = controller.gate.registers();
        registers.into_iter().filter_map(|register| controller.gate.rules(&register))
    });
    registers.filter_map(|rules| rules.statement().backups.clone()).collect()
}

impl From<Failure> for BackupError {
    fn from(failure: Failure) -> Self {
        Self::Gate(GateError::from(failure))
    }
}
