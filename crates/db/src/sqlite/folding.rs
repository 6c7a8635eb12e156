//! Folds the log into the file beside those who commit, so that none of them waits for it: a thread of its own, begun when the log
//! is long for the first time. Not here: beginning the log anew, which is the writer's (`super::Pool`).

use super::failure;
use crate::Failure;
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI32, Ordering},
    },
    thread::JoinHandle,
};

/// Pages of the log that are worth folding: 16 MiB. Pages that many commits change are written once for all of these.
const WORTH: i32 = 4_000;

/// The thread and what it is told.
pub(super) struct Folding {
    path: PathBuf,
    told: Arc<Told>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Told {
    /// Pages in the log after the last commit.
    pages: AtomicI32,
    /// Pages that it had when it was last folded.
    folded: AtomicI32,
    next: Mutex<Next>,
    changed: Condvar,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Next {
    #[default]
    Wait,
    Fold,
    End,
}

impl Folding {
    /// Takes the place of the folding that SQLite has the committing thread do.
    pub(super) fn instead_of(writer: &mut Connection, path: &Path) -> rusqlite::Result<Self> {
        let told = Arc::<Told>::default();
        let counted = Arc::clone(&told);
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            counted.pages.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { path: path.to_owned(), told, thread: Mutex::default() })
    }

    /// Has the log folded if it is long: after a commit.
    pub(super) fn look(&self) {
        let pages = self.told.pages.load(Ordering::Relaxed);
        let folded = self.told.folded.load(Ordering::Relaxed);
        // Fewer than were folded: it was begun anew.
        let fresh = if pages < folded { pages } else { pages - folded };
        if fresh < WORTH {
            return;
        }
        self.told.folded.store(pages, Ordering::Relaxed);
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.is_none() {
            let (path, told) = (self.path.clone(), Arc::clone(&self.told));
            *thread = Some(std::thread::spawn(move || told.fold_until_the_end(&path)));
        }
        self.told.tell(Next::Fold);
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.told.tell(Next::End);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // What went wrong there was logged there.
            let _ended = thread.join();
        }
    }
}

impl Told {
    fn next(&self) -> MutexGuard<'_, Next> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, what: Next) {
        *self.next() = what;
        self.changed.notify_one();
    }

    fn fold_until_the_end(&self, path: &Path) {
        loop {
            let waiting = self.changed.wait_while(self.next(), |next| *next == Next::Wait);
            let mut next = waiting.unwrap_or_else(PoisonError::into_inner);
            if *next == Next::End {
                return;
            }
            *next = Next::Wait;
            drop(next);
            if let Err(error) = fold(path) {
                tracing::warn!(%error, "the database's log could not be folded into the file");
            }
        }
    }
}

/// Folds what no reader keeps from being folded; waits for nobody.
fn fold(path: &Path) -> Result<(), Failure> {
    let conn =
        Connection::open(path).map_err(|error| failure("opening a database to fold its log", &error))?;
    let fold = "PRAGMA wal_checkpoint(PASSIVE)";
    conn.query_row(fold, [], |_| Ok(())).map_err(|error| failure(fold, &error))
}
