//! Running an import, for trial or for good: chunk after chunk, the cursor in the same unit of work as the people.

use super::{
    Form, ImportError,
    ahead::{Chunk, read},
    inspect::form,
    reasons::{Fault, Reasons, Why, fault_of},
    rows,
    upload::Upload,
};
use crate::{
    session::secret,
    store::batch::{self, BatchId, Counts, FailedRow, State},
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_gate::{
    Gate, GateError, Trial,
    ask::Ask,
    import::{Batch, Outcome, Row},
};
use seloste_register::{
    id::SourceId,
    import::{CellProblem, Mapping, Plan},
};
use std::{ops::ControlFlow, sync::mpsc::sync_channel};

/// What is to be brought in, by whom, from where.
pub struct Job<'a> {
    /// The controller's gate.
    pub gate: &'a Gate,
    /// Who, in which register, for which purpose.
    pub ask: Ask,
    /// The declared source.
    pub source: SourceId,
    /// The file.
    pub upload: &'a Upload<'a>,
    /// What its columns mean.
    pub mapping: &'a Mapping,
}

/// How far the work is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Rows taken in by this run.
    pub rows: i64,
    /// Bytes of the file read so far.
    pub bytes: u64,
    /// Bytes of the whole file.
    pub of_bytes: u64,
    /// When this run began.
    pub began: Timestamp,
    /// Now.
    pub now: Timestamp,
    /// What came of the rows so far, those of earlier runs of the batch included.
    pub counts: Counts,
}

impl Progress {
    /// Rows a second so far.
    #[must_use]
    pub fn rows_a_second(&self) -> f64 {
        let ms = (self.now.as_millisecond() - self.began.as_millisecond()).max(1);
        self.rows as f64 * 1_000.0 / ms as f64
    }

    /// Seconds that are left at this speed.
    #[must_use]
    pub fn seconds_left(&self) -> f64 {
        let ms = (self.now.as_millisecond() - self.began.as_millisecond()).max(1) as f64;
        let left = self.of_bytes.saturating_sub(self.bytes) as f64;
        ms / 1_000.0 * left / self.bytes.max(1) as f64
    }
}

/// Whether the work goes on.
pub type Going = ControlFlow<()>;

/// What came of an import.
pub struct Report {
    /// The batch; `None` of a trial.
    pub batch: Option<BatchId>,
    /// What came of the rows.
    pub counts: Counts,
    /// Reasons for which rows failed, with how many rows each and the first of them.
    pub reasons: Vec<ReasonCount>,
    /// Of a trial: what would become of each row, in the file's order. A batch that was run keeps its rows in the register.
    pub rows: Vec<Listed>,
    /// The reasons that `rows` speak of.
    pub whys: Vec<Why>,
}

/// A reason and how many rows of this run failed for it.
pub struct ReasonCount {
    /// The reason.
    pub why: Why,
    /// How many rows.
    pub rows: i64,
    /// The first of them.
    pub first: i64,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It adds somebody.
    Create,
    /// It changes somebody.
    Update,
    /// It says what is known.
    Unchanged,
    /// It repeats an earlier row.
    Duplicate,
    /// The statement says no.
    Refused,
    /// It can't be read or is wrong.
    Error,
}

impl Came {
    /// Its name in files and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Unchanged => "unchanged",
            Self::Duplicate => "duplicate",
            Self::Refused => "refused",
            Self::Error => "error",
        }
    }

    const fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Created => Some(Self::Create),
            Outcome::Updated => Some(Self::Update),
            Outcome::Unchanged => Some(Self::Unchanged),
            Outcome::Duplicate => Some(Self::Duplicate),
            // These stand among the failed rows, with their reasons.
            Outcome::Refused(_) | Outcome::Wrong(_) => None,
        }
    }
}

/// One row of a trial; one that failed for several reasons stands there once for each.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Its number in the file; the header is row 1.
    pub row: i64,
    /// What would become of it.
    pub came: Came,
    /// Why it failed: a place in [`Report::whys`].
    pub why: Option<usize>,
}

/// Tries an import: the same decisions, nothing stored.
///
/// # Errors
/// As [`ImportError`] says.
pub fn dry_run(job: &Job<'_>, progress: impl FnMut(&Progress) -> Going) -> Result<Report, ImportError> {
    let ready = Ready::new(job)?;
    let mut run = Run::new(job, &ready, Reasons::default(), Target::Trial(Box::default()), progress)?;
    run.all(&ready, 0)?;
    Ok(run.report(None))
}

/// Brings a file in. A batch of the same file, source and mapping that has not come to its end goes on where it stopped.
///
/// # Errors
/// As [`ImportError`] says. What was taken in before stays in, and the batch can go on.
pub fn run(job: &Job<'_>, progress: impl FnMut(&Progress) -> Going) -> Result<Report, ImportError> {
    let ready = Ready::new(job)?;
    let (batch, reasons) = begin(job)?;
    let target = Target::Real { batch: batch.id, cursor: batch.cursor };
    let mut run = Run::new(job, &ready, reasons, target, progress)?;
    run.counts = batch.counts;
    run.all(&ready, batch.cursor)?;
    let now = job.gate.clock().now();
    let turned = job.gate.data().write(|tx| batch::turn(tx, batch.id, (State::Running, State::Done), now))?;
    if turned { Ok(run.report(Some(batch.id))) } else { Err(ImportError::Busy) }
}

/// A file and a plan that fit together.
pub(super) struct Ready {
    form: Form,
    plan: Plan,
}

impl Ready {
    pub(super) fn new(job: &Job<'_>) -> Result<Self, ImportError> {
        let form = form(job.upload, job.mapping)?;
        let headers = rows::headers(job.upload, &form)?;
        let rules = job.gate.rules(&job.ask.register).ok_or(GateError::Absent)?;
        let plan = super::batches::plan(job, &headers, &rules).map_err(ImportError::Mapping)?;
        Ok(Self { form, plan })
    }
}

/// A new batch, or the one that was stopped.
fn begin(job: &Job<'_>) -> Result<(batch::Batch, Reasons), ImportError> {
    let mapping = job.mapping.to_toml().map_err(|error| GateError::Failed(error.to_string()))?;
    let fresh = batch::Batch {
        id: BatchId(secret::number()?),
        register: job.ask.register.as_str().to_owned(),
        source: job.source.as_str().to_owned(),
        account: job.ask.actor.account,
        file_name: job.upload.name(),
        file_digest: job.upload.digest()?,
        mapping,
        state: State::Running,
        started: job.gate.clock().now(),
        ended: None,
        // The header.
        cursor: 1,
        counts: Counts::default(),
        kept: 0,
    };
    let begun = job.gate.data().write(|tx| {
        if let Some(stopped) = batch::unfinished(tx, &fresh)? {
            let reasons = batch::reasons(tx, stopped.id)?;
            return Ok::<_, seloste_db::Failure>((stopped, Reasons::known(reasons)));
        }
        batch::insert(tx, &fresh)?;
        Ok((fresh, Reasons::default()))
    })?;
    Ok(begun)
}

enum Target {
    Trial(Box<Trial>),
    Real { batch: BatchId, cursor: i64 },
}

/// One run over a file.
struct Run<'a, 'j, P> {
    job: &'a Job<'j>,
    batch: Batch,
    target: Target,
    reasons: Reasons,
    rows: Vec<Row>,
    failed: Vec<FailedRow>,
    counts: Counts,
    /// Rows of this run that failed for each reason: how many, and the first.
    tally: Vec<(i64, i64)>,
    /// Every row of a trial.
    listed: Vec<Listed>,
    progress: P,
    began: Timestamp,
    taken: i64,
    of_bytes: u64,
}

impl<'a, 'j, P: FnMut(&Progress) -> Going> Run<'a, 'j, P> {
    fn new(
        job: &'a Job<'j>,
        ready: &Ready,
        reasons: Reasons,
        target: Target,
        progress: P,
    ) -> Result<Self, ImportError> {
        let number = match &target {
            Target::Trial(_) => 0,
            Target::Real { batch, .. } => batch.0,
        };
        let batch = Batch {
            number,
            source: job.source.clone(),
            group: ready.plan.group().clone(),
            areas: ready.plan.areas().to_vec(),
        };
        Ok(Self {
            job,
            batch,
            target,
            reasons,
            rows: Vec::new(),
            failed: Vec::new(),
            counts: Counts::default(),
            tally: Vec::new(),
            listed: Vec::new(),
            progress,
            began: job.gate.clock().now(),
            taken: 0,
            of_bytes: job.upload.length()?,
        })
    }

    /// Goes through all rows after the cursor. While some are taken in, the next are read, and those before are put into the index by
    /// which they are found.
    fn all(&mut self, ready: &Ready, cursor: i64) -> Result<(), ImportError> {
        let (upload, of_bytes, gate) = (self.job.upload, self.of_bytes, self.job.gate);
        std::thread::scope(|scope| {
            let (send, chunks) = sync_channel(1);
            let (arrived, arrivals) = sync_channel(1);
            let indexing = scope.spawn(move || arrivals.iter().try_for_each(|()| gate.index_many()));
            let reading =
                scope.spawn(move || read(upload, (&ready.form, &ready.plan), (cursor, of_bytes), &send));
            let taken = chunks.iter().try_for_each(|chunk| {
                self.take(chunk)?;
                // Where it has not come to the last call yet, that one serves for these as well.
                let _ = arrived.try_send(());
                Ok(())
            });
            // Whoever reads stops at the next chunk, whoever indexes after the last call.
            drop((chunks, arrived));
            let read = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let indexed = indexing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            taken.and(read).and(indexed.map_err(ImportError::from))
        })
    }

    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        for (row, problems) in &chunk.problems {
            self.fail(*row, problems);
        }
        self.rows = chunk.rows;
        self.flush(chunk.last, chunk.bytes)
    }

    fn fail(&mut self, row: i64, problems: &[CellProblem]) {
        // One row has one outcome; the worst of its reasons gives it.
        let refused = problems.iter().any(|problem| fault_of(problem.problem.rule) == Fault::Refused);
        let fault = if refused { Fault::Refused } else { Fault::Error };
        for problem in problems {
            let reason = self.reasons.number(Why::of_cell(problem));
            let failed = FailedRow { row, reason, outcome: fault.number() };
            if self.failed.last() != Some(&failed) {
                self.failed.push(failed);
            }
        }
    }

    /// Takes in the rows that were gathered, and moves the cursor to `last`.
    fn flush(&mut self, last: i64, bytes: u64) -> Result<(), ImportError> {
        if !self.rows.is_empty() || !self.failed.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
            let (counts, failed) = match &mut self.target {
                Target::Trial(trial) => {
                    let outcomes = self.job.gate.try_import(&self.job.ask, &self.batch, rows, trial)?;
                    let told = tell(&numbers, &outcomes, &self.failed, &mut self.reasons);
                    list(&mut self.listed, numbers.iter().zip(&outcomes), &told.1);
                    told
                }
                Target::Real { batch, cursor } => {
                    let mut told = (Counts::default(), Vec::new());
                    let (from, id) = (*cursor, *batch);
                    let (failed, reasons) = (&self.failed, &mut self.reasons);
                    let note = |tx: &mut Tx<'_>, outcomes: &[Outcome]| {
                        told = tell(&numbers, outcomes, failed, reasons);
                        write_down(tx, (id, from, last), &told, reasons)
                    };
                    self.job.gate.import(&self.job.ask, &self.batch, rows, note).map_err(busy)?;
                    *cursor = last;
                    told
                }
            };
            self.counts = self.counts.and(&counts);
            self.taken += counts.rows();
            self.count_reasons(&failed);
            self.failed.clear();
        }
        let now = self.job.gate.clock().now();
        let told = Progress {
            rows: self.taken,
            bytes,
            of_bytes: self.of_bytes,
            began: self.began,
            now,
            counts: self.counts,
        };
        if (self.progress)(&told).is_break() { Err(ImportError::Stopped) } else { Ok(()) }
    }

    fn count_reasons(&mut self, failed: &[FailedRow]) {
        self.tally.resize(self.reasons.len(), (0, 0));
        for row in failed {
            let at = usize::try_from(row.reason - 1).unwrap_or(usize::MAX);
            if let Some((rows, first)) = self.tally.get_mut(at) {
                *first = if *rows == 0 { row.row } else { *first };
                *rows += 1;
            }
        }
    }

    fn report(self, batch: Option<BatchId>) -> Report {
        let mut reasons: Vec<ReasonCount> = (1_i64..)
            .zip(self.tally)
            .filter(|(_, (rows, _))| *rows > 0)
            .filter_map(|(number, (rows, first))| {
                Some(ReasonCount { why: self.reasons.get(number)?.clone(), rows, first })
            })
            .collect();
        reasons.sort_by_key(|reason| -reason.rows);
        let mut rows = self.listed;
        rows.sort_by_key(|one| one.row);
        Report { batch, counts: self.counts, reasons, rows, whys: self.reasons.into_list() }
    }
}

/// Writes down what would become of the rows of a chunk.
fn list<'o>(
    into: &mut Vec<Listed>,
    outcomes: impl Iterator<Item = (&'o i64, &'o Outcome)>,
    failed: &[FailedRow],
) {
    let came = |(row, outcome): (&i64, &Outcome)| {
        Came::of(outcome).map(|came| Listed { row: *row, came, why: None })
    };
    into.extend(outcomes.filter_map(came));
    into.extend(failed.iter().map(|one| Listed {
        row: one.row,
        came: if one.outcome == Fault::Refused.number() { Came::Refused } else { Came::Error },
        why: usize::try_from(one.reason - 1).ok(),
    }));
}

/// What became of the rows of a chunk: counts, and all failed rows with their reasons.
fn tell(
    numbers: &[i64],
    outcomes: &[Outcome],
    failed: &[FailedRow],
    reasons: &mut Reasons,
) -> (Counts, Vec<FailedRow>) {
    let mut counts = Counts::default();
    let mut all = failed.to_vec();
    let mut before = None;
    for row in failed {
        // A row with several faults counts once.
        if before != Some(row.row) {
            counts.refused += i64::from(row.outcome == Fault::Refused.number());
            counts.failed += i64::from(row.outcome == Fault::Error.number());
        }
        before = Some(row.row);
    }
    for (number, outcome) in numbers.iter().zip(outcomes) {
        let (fault, whys) = match outcome {
            Outcome::Created => {
                counts.created += 1;
                continue;
            }
            Outcome::Updated => {
                counts.updated += 1;
                continue;
            }
            Outcome::Unchanged => {
                counts.unchanged += 1;
                continue;
            }
            Outcome::Duplicate => {
                counts.duplicate += 1;
                continue;
            }
            Outcome::Refused(refusal) => (Fault::Refused, vec![Why::of_refusal(refusal)]),
            Outcome::Wrong(problems) => {
                let fault = problems.first().map_or(Fault::Error, |problem| fault_of(problem.problem.rule));
                (fault, problems.iter().map(Why::of_item).collect())
            }
        };
        match fault {
            Fault::Refused => counts.refused += 1,
            Fault::Error => counts.failed += 1,
        }
        let mut seen: Vec<i64> = Vec::new();
        for why in whys {
            let reason = reasons.number(why);
            if !seen.contains(&reason) {
                all.push(FailedRow { row: *number, reason, outcome: fault.number() });
                seen.push(reason);
            }
        }
    }
    (counts, all)
}

/// The note that the gate writes down together with the people.
fn write_down(
    tx: &mut Tx<'_>,
    (id, from, to): (BatchId, i64, i64),
    (counts, failed): &(Counts, Vec<FailedRow>),
    reasons: &Reasons,
) -> Result<(), GateError> {
    if !batch::advance(tx, id, (from, to), counts)? {
        return Err(GateError::Conflict(Vec::new()));
    }
    for reason in reasons.after(0) {
        batch::add_reason(tx, id, &reason)?;
    }
    batch::add_failures(tx, id, failed)?;
    Ok(())
}

/// A conflict without items is the cursor's.
fn busy(error: GateError) -> ImportError {
    match error {
        GateError::Conflict(items) if items.is_empty() => ImportError::Busy,
        error => ImportError::Gate(error),
    }
}
