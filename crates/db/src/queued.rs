//! Units of work that wait for whoever commits next: they need nothing of the thread that asked for them, so that it sleeps once, until
//! they are durable, and is not woken to do them itself. Not here: the writer (`sqlite`).
//!
//! Somebody always sees to the queue: whoever joins it tries for the writer, and whoever lets go of the writer while others
//! stand in the queue calls the first of them to be the next leader.

use crate::{Failure, Tx};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// A unit of work that any thread may do.
pub(crate) type Work = Box<dyn FnOnce(&mut Tx<'_>) -> Result<(), Failure> + Send>;

/// Makes a panic a failure.
pub(crate) fn caught(work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Failure("a unit of work panicked".to_owned())))
}

/// Units of work that wait, first come, first served.
#[derive(Default)]
pub(crate) struct Queue(Mutex<VecDeque<Waiting>>);

/// A unit of work with who waits for it.
pub(crate) struct Waiting {
    pub(crate) work: Work,
    pub(crate) ticket: Arc<Ticket>,
}

/// What somebody in the queue is told.
#[derive(Clone)]
pub(crate) enum Call {
    /// To take the writer and do what is in the queue.
    Lead,
    /// That the work is durable, or why it was not done.
    Done(Result<(), Failure>),
}

/// Somebody's place in the queue.
#[derive(Default)]
pub(crate) struct Ticket {
    call: Mutex<Option<Call>>,
    called: Condvar,
}

impl Ticket {
    /// Waits to be called.
    pub(crate) fn wait(&self) -> Call {
        let call = self.call.lock().unwrap_or_else(PoisonError::into_inner);
        let called = self.called.wait_while(call, |call| call.is_none());
        let mut call = called.unwrap_or_else(PoisonError::into_inner);
        call.take().unwrap_or(Call::Lead)
    }

    /// Says how the work came out.
    pub(crate) fn tell(&self, outcome: Result<(), Failure>) {
        self.call(Call::Done(outcome));
    }

    fn call(&self, new: Call) {
        let mut call = self.call.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever is told the outcome has nothing to lead any more.
        if !matches!(*call, Some(Call::Done(_))) {
            *call = Some(new);
            drop(call);
            self.called.notify_one();
        }
    }
}

impl Queue {
    /// Joins the queue.
    pub(crate) fn join(&self, work: Work) -> Arc<Ticket> {
        let ticket = Arc::<Ticket>::default();
        self.lock().push_back(Waiting { work, ticket: Arc::clone(&ticket) });
        ticket
    }

    /// Takes the first so many out.
    pub(crate) fn take(&self, most: usize) -> Vec<Waiting> {
        let mut queue = self.lock();
        let many = queue.len().min(most);
        queue.drain(..many).collect()
    }

    /// Whether nobody stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// Calls the first in the queue to lead.
    pub(crate) fn call_leader(&self) {
        let first = self.lock().front().map(|first| Arc::clone(&first.ticket));
        if let Some(first) = first {
            first.call(Call::Lead);
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
