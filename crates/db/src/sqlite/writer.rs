//! The writer's turns: units of work that are gathered into one durable commit, and those of the queue that go along. Not here: who
//! waits for a turn (`super::Pool`), the queue itself (`queued`).

use super::{Pool, failure};
use crate::{
    Failure, Tx,
    inside::Stay,
    queued::{Ticket, Work, caught},
};
use rusqlite::Connection;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, atomic::Ordering};

/// Units of work in one commit, at most: bounds how long the first of them waits.
const BATCH: usize = 256;
/// Commits between two looks at the length of the log.
const LOOKED_AT: u64 = 64;

/// The one connection that writes.
pub(super) struct Slot {
    pub(super) conn: Connection,
    /// The commit that units of work are being gathered for.
    pub(super) batch: Option<Arc<Batch>>,
    pub(super) units: usize,
    /// Commits since the database was opened.
    pub(super) commits: u64,
}

/// Units of work that share a commit.
#[derive(Default)]
pub(super) struct Batch {
    outcome: Mutex<Option<Result<(), Failure>>>,
    told: Condvar,
    /// Those of the queue whose work it holds.
    tickets: Mutex<Vec<Arc<Ticket>>>,
}

impl Batch {
    fn tell(&self, outcome: Result<(), Failure>) {
        let tickets = std::mem::take(&mut *self.tickets.lock().unwrap_or_else(PoisonError::into_inner));
        tickets.iter().for_each(|ticket| ticket.tell(outcome.clone()));
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.told.notify_all();
    }

    fn hold(&self, ticket: Arc<Ticket>) {
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner).push(ticket);
    }

    pub(super) fn wait(&self) -> Result<(), Failure> {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        let told = self.told.wait_while(outcome, |outcome| outcome.is_none());
        told.unwrap_or_else(PoisonError::into_inner).clone().unwrap_or(Ok(()))
    }
}

/// One unit of work that writes inside another.
pub(super) fn inside() -> Failure {
    Failure("a unit of work that writes was begun inside another".to_owned())
}

/// The writer, while one unit of work runs. Dropped without `keep` (an error, a panic) it undoes the unit.
pub(super) struct Turn<'p> {
    pool: &'p Pool,
    pub(super) slot: MutexGuard<'p, Slot>,
    /// The unit of work is neither kept nor undone.
    pub(super) open: bool,
    /// It is the first of its commit, and needs no savepoint to be undone.
    pub(super) first: bool,
    _stay: Stay,
    // Dropped last: the writer is free by then.
    _next: Next<'p>,
}

/// Calls a leader for the queue, unless somebody waits for the writer who will.
pub(super) struct Next<'p>(pub(super) &'p Pool);

impl Drop for Next<'_> {
    fn drop(&mut self) {
        if self.0.waiting.load(Ordering::SeqCst) == 0 {
            self.0.queue.call_leader();
        }
    }
}

impl<'p> Turn<'p> {
    pub(super) fn of(pool: &'p Pool, slot: MutexGuard<'p, Slot>) -> Self {
        Self { pool, slot, open: false, first: false, _stay: Stay::begin(&pool.writer), _next: Next(pool) }
    }
}

impl Turn<'_> {
    /// Begins a unit of work.
    pub(super) fn open(&mut self) -> Result<(), Failure> {
        self.begin()?;
        self.first = self.slot.units == 0;
        if !self.first {
            self.step("SAVEPOINT unit")?;
        }
        self.open = true;
        Ok(())
    }

    /// Begins a commit to gather for, unless one is begun.
    pub(super) fn begin(&mut self) -> Result<(), Failure> {
        if self.slot.batch.is_none() {
            self.step("BEGIN IMMEDIATE")?;
            self.slot.batch = Some(Arc::default());
            self.slot.units = 0;
        }
        Ok(())
    }

    /// Does what is in the queue within the commit.
    fn serve(&self, batch: &Batch) {
        for waiting in self.pool.queue.take(BATCH) {
            let done =
                if self.slot.conn.is_autocommit() { Err(rolled_back()) } else { self.along(waiting.work) };
            match done {
                Ok(()) => batch.hold(waiting.ticket),
                Err(failure) => waiting.ticket.tell(Err(failure)),
            }
        }
    }

    /// One unit of work of the queue. A panic in it is a failure of that unit alone.
    fn along(&self, work: Work) -> Result<(), Failure> {
        self.step("SAVEPOINT unit")?;
        let mut tx = Tx::sqlite(&self.slot.conn);
        let done = caught(|| work(&mut tx)).and(tx.sound());
        if done.is_ok() {
            return self.step("RELEASE unit");
        }
        self.undo();
        done
    }

    /// Undoes the unit of work. When even this fails the whole batch is given up, rather than keep half a unit.
    fn undo(&self) {
        let undone = self.step("ROLLBACK TO unit").and_then(|()| self.step("RELEASE unit"));
        if undone.is_err() {
            let _undone = self.step("ROLLBACK");
        }
    }

    pub(super) fn step(&self, sql: &'static str) -> Result<(), Failure> {
        self.slot.conn.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(drop).map_err(
            |error| match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DatabaseBusy) => {
                    Failure("another process has held the database for too long; try again".to_owned())
                }
                _ => failure(sql, &error),
            },
        )
    }

    /// Keeps what the unit wrote; the batch says when it is durable.
    pub(super) fn keep(mut self) -> Result<Arc<Batch>, Failure> {
        let batch = self.slot.batch.clone().ok_or_else(|| Failure("no commit is open".to_owned()))?;
        if !self.first {
            self.step("RELEASE unit")?;
        }
        self.open = false;
        self.slot.units += 1;
        Ok(batch)
    }

    /// Commits unless somebody who waits will; tells all who share the commit.
    fn settle(&mut self) {
        let Some(batch) = self.slot.batch.clone() else { return };
        let commits = self.pool.waiting.load(Ordering::SeqCst) == 0 || self.slot.units >= BATCH;
        if commits {
            self.serve(&batch);
        }
        if self.slot.conn.is_autocommit() {
            // A full disk can make SQLite roll back by itself: nothing of the batch happened.
            self.slot.batch = None;
            batch.tell(Err(rolled_back()));
        } else if commits {
            self.slot.batch = None;
            let done = self.step("COMMIT");
            if done.is_err() {
                // A failed rollback leaves nothing to undo; the next BEGIN would say so.
                let _undone = self.step("ROLLBACK");
            }
            batch.tell(done);
            self.pool.folding.look();
            self.slot.commits += 1;
            if self.slot.commits.is_multiple_of(LOOKED_AT) {
                self.pool.keep_log_short(&self.slot.conn);
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.open && !self.slot.conn.is_autocommit() {
            if self.first {
                // Nothing else is in the commit.
                let _undone = self.step("ROLLBACK");
                self.slot.batch = None;
            } else {
                self.undo();
            }
        }
        self.settle();
    }
}

fn rolled_back() -> Failure {
    Failure("the engine rolled back: is the disk full?".to_owned())
}
