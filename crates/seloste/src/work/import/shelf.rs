//! Files that people are bringing in by the pages: their bytes sealed on disk, how far each has come in a row, so that a restart
//! loses neither and every process on the same database and folder knows them. Each is seen by the person who brought it alone and
//! is gone an hour after it was last touched. In memory are only a trial's report and the speed of a run: another process says how far
//! a file is without them. Not here: what is done with a file (`run`).

use super::{ImportError, Job, Progress, Report, Upload, dry_run, run};
use crate::{
    session::secret,
    store::{
        batch::BatchId,
        import_file::{self as store, Filed},
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_gate::{Gate, GateError, ask::Ask, incoming::IncomingRef};
use seloste_register::{id::SourceId, import::Mapping, text::Lang};
use std::{
    collections::HashMap,
    ops::ControlFlow,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

/// Largest file, in bytes.
pub const FILE_LIMIT: usize = 64 << 20;
/// All files of a controller together, in bytes.
const SHELF_LIMIT: usize = 1 << 30;
/// A file that nobody touched for so long is gone.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// A process that shows nothing for so long has been stopped.
const SILENT: SignedDuration = SignedDuration::from_secs(20);
/// How exact "last touched" is while nothing is done.
const TOUCHED: SignedDuration = SignedDuration::from_mins(1);

/// How far a file has come.
#[derive(Clone)]
pub enum Stage {
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
    /// A run is over, and its report is with the batch.
    Ended(BatchId),
    /// A run was stopped, by a person or by the end of a process.
    Stopped,
    /// It could not be done, in the reader's language.
    Failed(Vec<String>),
}

/// A trial or the real thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is stored.
    Trial,
    /// It is stored.
    Real,
}

impl Mode {
    const fn stage(self) -> store::Stage {
        match self {
            Self::Trial => store::Stage::Trying,
            Self::Real => store::Stage::Running,
        }
    }
}

/// A file and how far it has come.
pub struct Held<'g> {
    /// The file.
    pub upload: Upload<'g>,
    /// Where the data comes from.
    pub source: SourceId,
    /// What its columns mean.
    pub mapping: Mapping,
    /// How far it has come.
    pub stage: Stage,
    /// The batch that came of it.
    pub batch: Option<BatchId>,
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It has more bytes than this.
    #[error("the file has more than {0} bytes")]
    TooLarge(usize),
    /// The files that are there fill the room.
    #[error("there is no room for more files at the moment")]
    Full,
    /// The gate says no, or the machine fails.
    #[error("{0}")]
    Gate(#[from] GateError),
}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> Self {
        Self::Gate(failure.into())
    }
}

/// What only the process that works on a file knows of it.
static LIVE: LazyLock<Mutex<HashMap<String, Stage>>> = LazyLock::new(Mutex::default);

fn live() -> MutexGuard<'static, HashMap<String, Stage>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of this process.
fn worker() -> Result<i64, Failure> {
    static WORKER: Mutex<Option<i64>> = Mutex::new(None);
    let mut number = WORKER.lock().unwrap_or_else(PoisonError::into_inner);
    match *number {
        Some(number) => Ok(number),
        None => Ok(*number.insert(secret::number()?)),
    }
}

fn before(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.checked_sub(span).unwrap_or(Timestamp::MIN)
}

/// Takes a file in; gives its name in addresses.
///
/// # Errors
/// As [`NotTaken`] says.
pub fn put(
    gate: &Gate,
    ask: &Ask,
    (source, name): (&SourceId, &str),
    bytes: &[u8],
) -> Result<String, NotTaken> {
    if bytes.len() > FILE_LIMIT {
        return Err(NotTaken::TooLarge(FILE_LIMIT));
    }
    sweep(gate)?;
    let taken = usize::try_from(gate.data().read(store::bytes)?).unwrap_or(usize::MAX);
    if taken.saturating_add(bytes.len()) > SHELF_LIMIT {
        return Err(NotTaken::Full);
    }
    let file = gate.begin_file(ask, &[])?;
    let kept = keep(gate, ask, (&file, source, name), bytes);
    if kept.is_err() {
        // What is left of it is swept later, if not now.
        let _ = gate.end_incoming(&file);
    }
    kept.map(|()| file.0)
}

fn keep(
    gate: &Gate,
    ask: &Ask,
    (file, source, name): (&IncomingRef, &SourceId, &str),
    bytes: &[u8],
) -> Result<(), NotTaken> {
    gate.add_incoming(file, 0, bytes)?;
    let mapping = Mapping::default().to_toml().map_err(|error| Failure(error.to_string()))?;
    let filed = Filed {
        file: file.0.clone(),
        register: ask.register.to_string(),
        account: ask.actor.account,
        source: source.to_string(),
        name: Upload::Sealed(gate, file.clone(), name.to_owned()).name(),
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        mapping,
        stage: store::Stage::Columns,
        batch: None,
        worker: worker()?,
        touched: gate.clock().now(),
    };
    Ok(gate.data().write(|tx| store::insert(tx, &filed))?)
}

/// A file of the asker; another person's is not there, nor one whose bytes this process can't reach.
///
/// # Errors
/// When the machine fails.
pub fn find<'g>(gate: &'g Gate, ask: &Ask, token: &str) -> Result<Option<Held<'g>>, GateError> {
    let now = gate.clock().now();
    let whose = (ask.register.as_str(), ask.actor.account);
    let Some(row) = gate.data().read(|tx| store::find(tx, token, whose))? else { return Ok(None) };
    let file = IncomingRef(row.file.clone());
    if now.duration_since(row.touched) >= KEPT || matches!(gate.incoming(&file), Err(GateError::Absent)) {
        return Ok(None);
    }
    if now.duration_since(row.touched) >= TOUCHED {
        gate.data().write(|tx| store::touch(tx, token, now))?;
    }
    let mapping = Mapping::from_toml(&row.mapping)
        .map_err(|_| GateError::Failed("a stored mapping can't be read".to_owned()))?;
    let source = SourceId::new(&row.source)
        .map_err(|_| GateError::Failed("a stored source can't be read".to_owned()))?;
    let stage = stage_of(&row, now)?;
    let upload = Upload::Sealed(gate, file, row.name);
    Ok(Some(Held { upload, source, mapping, stage, batch: row.batch }))
}

/// How far a file has come, by its row and by what this process alone knows.
fn stage_of(row: &Filed, now: Timestamp) -> Result<Stage, Failure> {
    let mine = row.worker == worker()?;
    let known = live().get(&row.file).cloned().filter(|_| mine);
    let at_work = now.duration_since(row.touched).abs() < SILENT;
    let elsewhere = |mode, over| if at_work { Stage::Going(mode, None) } else { over };
    Ok(match (row.stage, known) {
        (store::Stage::Columns, Some(known @ (Stage::Tried(_) | Stage::Failed(_) | Stage::Stopping(_)))) => {
            known
        }
        (store::Stage::Columns, _) => Stage::Columns,
        (store::Stage::Trying | store::Stage::Running, Some(known @ Stage::Going(..))) => known,
        (store::Stage::Trying, _) => elsewhere(Mode::Trial, Stage::Columns),
        (store::Stage::Running, _) => elsewhere(Mode::Real, Stage::Stopped),
        (store::Stage::Stopped, Some(known @ (Stage::Stopping(_) | Stage::Failed(_)))) => known,
        (store::Stage::Stopped, _) => Stage::Stopped,
        (store::Stage::Done, Some(known @ Stage::Done(_))) => known,
        (store::Stage::Done, _) => row.batch.map_or(Stage::Stopped, Stage::Ended),
    })
}

/// Notes what the columns mean. A trial of other columns counts no longer.
///
/// # Errors
/// When the machine fails.
pub fn set_mapping(gate: &Gate, token: &str, mapping: &Mapping) -> Result<(), GateError> {
    let text = mapping.to_toml().map_err(|error| GateError::Failed(error.to_string()))?;
    let now = gate.clock().now();
    gate.data().write(|tx| store::set_mapping(tx, (token, &text), worker()?, now))?;
    live().remove(token);
    Ok(())
}

/// Asks whoever works on a file to stop.
///
/// # Errors
/// When the machine fails.
pub fn stop(gate: &Gate, token: &str) -> Result<(), GateError> {
    let now = gate.clock().now();
    gate.data().write(|tx| store::stop(tx, token, now))?;
    if let Some(stage) = live().get_mut(token)
        && let Stage::Going(mode, _) = stage
    {
        *stage = Stage::Stopping(*mode);
    }
    Ok(())
}

/// Takes a file to work on; false when somebody works on it already.
///
/// # Errors
/// When the machine fails.
pub fn claim(gate: &Gate, token: &str, mode: Mode) -> Result<bool, GateError> {
    let now = gate.clock().now();
    let since = before(now, SILENT);
    if matches!(live().get(token), Some(Stage::Going(..) | Stage::Stopping(_))) {
        return Ok(false);
    }
    let claimed = gate.data().write(|tx| store::claim(tx, (token, mode.stage()), worker()?, (since, now)))?;
    if claimed {
        live().insert(token.to_owned(), Stage::Going(mode, None));
    }
    Ok(claimed)
}

/// Tries or runs a file that was claimed, until it is over or was asked to stop.
///
/// # Errors
/// When the machine fails; what is wrong with the file becomes its stage.
pub fn work(gate: &Gate, ask: &Ask, token: &str, (mode, lang): (Mode, Lang)) -> Result<(), GateError> {
    let Some(held) = find(gate, ask, token)? else { return Ok(()) };
    let job =
        Job { gate, ask: ask.clone(), source: held.source, upload: &held.upload, mapping: &held.mapping };
    let tell = |told: &Progress| {
        let now = gate.clock().now();
        // A database that can't be reached for a moment is no sign to stop: the next unit of work will tell.
        let wanted = gate.data().write(|tx| store::beat(tx, token, worker()?, now)).unwrap_or(true);
        if let Some(Stage::Going(_, progress)) = live().get_mut(token) {
            *progress = Some(*told);
        }
        if wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let done = match mode {
        Mode::Trial => dry_run(&job, tell).map(|report| Stage::Tried(Arc::new(report))),
        Mode::Real => run(&job, tell).map(|report| Stage::Done(Arc::new(report))),
    };
    over(gate, token, mode, done.map_err(|error| told(error, lang)))
}

/// What is wrong, in words; `None` when a person asked for the stop.
fn told(error: ImportError, lang: Lang) -> Option<Vec<String>> {
    match error {
        ImportError::Stopped => None,
        error => Some(error.told(lang)),
    }
}

/// Says how the work ended, unless another process has taken over meanwhile.
fn over(
    gate: &Gate,
    token: &str,
    mode: Mode,
    done: Result<Stage, Option<Vec<String>>>,
) -> Result<(), GateError> {
    let stopped = match mode {
        Mode::Trial => store::Stage::Columns,
        Mode::Real => store::Stage::Stopped,
    };
    let (stage, known) = match done {
        Ok(Stage::Done(report)) => (store::Stage::Done, Some(Stage::Done(report))),
        Ok(known) => (store::Stage::Columns, Some(known)),
        Err(Some(words)) => (stopped, Some(Stage::Failed(words))),
        Err(None) => (stopped, None),
    };
    let batch = match &known {
        Some(Stage::Done(report)) => report.batch,
        _ => None,
    };
    let now = gate.clock().now();
    {
        let mut live = live();
        live.remove(token);
        live.extend(known.map(|known| (token.to_owned(), known)));
    }
    Ok(gate.data().write(|tx| store::turn(tx, (token, worker()?), (stage, batch), now))?)
}

/// Forgets files that nobody has touched for an hour.
///
/// # Errors
/// When the machine fails.
pub fn sweep(gate: &Gate) -> Result<(), GateError> {
    let since = before(gate.clock().now(), KEPT);
    for file in gate.data().read(|tx| store::left(tx, since))? {
        if gate.data().write(|tx| store::forget(tx, &file, since))? {
            live().remove(&file);
            match gate.end_incoming(&IncomingRef(file)) {
                Ok(()) | Err(GateError::Absent) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
