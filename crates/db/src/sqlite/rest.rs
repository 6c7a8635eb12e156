//! When a database has gone quiet: what its connections hold in memory can be given back then. Not here: the connections
//! (`super::Pool`).

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

/// Units of work between two looks up to which a database is quiet: jobs of the clock write some few.
const FEW: u64 = 20;

/// Counts units of work that write.
#[derive(Default)]
pub(super) struct Rest {
    units: AtomicU64,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Units at the last look.
    units: u64,
    /// Units since memory was given back.
    since: u64,
}

impl Rest {
    /// One more unit of work.
    pub(super) fn count(&self) {
        self.units.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether much was written and now no more: a look, to be repeated about every second. Says so once.
    pub(super) fn begins(&self) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let units = self.units.load(Ordering::Relaxed);
        let fresh = units.wrapping_sub(seen.units);
        (seen.units, seen.since) = (units, seen.since.saturating_add(fresh));
        let begins = fresh <= FEW && seen.since > FEW;
        if begins {
            seen.since = 0;
        }
        begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rest_begins_once_after_much_was_written() {
        let rest = Rest::default();
        let write = |units: u64| (0..units).for_each(|_| rest.count());
        assert!(!rest.begins(), "nothing was written");
        write(100);
        assert!(!rest.begins(), "it is being written");
        write(3);
        assert!(rest.begins());
        assert!(!rest.begins(), "once");
        write(3);
        assert!(!rest.begins(), "the clock's jobs alone");
    }
}
