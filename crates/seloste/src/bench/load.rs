//! Load from many agents at once, bounded in count and time, on this machine only; and what was measured.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// How much load.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    /// Requests in all, beside those that warm up.
    pub(crate) requests: usize,
    /// No request begins after so much time.
    pub(crate) at_most: Duration,
}

/// One agent: does its next piece of work, told its number among all.
pub(crate) type Agent = Box<dyn FnMut(usize) -> Result<(), String> + Send>;

/// What a load took.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    micros: Vec<u64>,
    elapsed: Duration,
}

impl Measured {
    /// The time that so many percent of the requests stayed within.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let at = (self.micros.len() * percent).div_ceil(100).saturating_sub(1);
        Duration::from_micros(self.micros.get(at).copied().unwrap_or(0))
    }

    /// Requests a second.
    pub(crate) fn per_second(&self) -> f64 {
        count(self.micros.len()) / self.elapsed.as_secs_f64()
    }

    /// How many requests.
    pub(crate) fn requests(&self) -> usize {
        self.micros.len()
    }
}

/// A count as a number to reckon with.
pub(crate) fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::MAX, f64::from)
}

/// Now, for measuring.
#[expect(clippy::disallowed_methods, reason = "a bench measures")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Lets every agent work until the requests are done. The first failure ends it: a figure with failures is none.
pub(crate) fn run(agents: Vec<Agent>, load: Load) -> Result<Measured, String> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (all, failure) = (Mutex::new(Vec::with_capacity(load.requests)), Mutex::new(None));
    let begun = now();
    std::thread::scope(|scope| {
        for mut agent in agents {
            let (next, stop, all, failure) = (&next, &stop, &all, &failure);
            scope.spawn(move || {
                let mut own = Vec::new();
                while !stop.load(Ordering::Relaxed) && begun.elapsed() < load.at_most {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= load.requests {
                        break;
                    }
                    let started = now();
                    match agent(number) {
                        Ok(()) => own.push(u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX)),
                        Err(said) => {
                            stop.store(true, Ordering::Relaxed);
                            put(failure, |place| *place = Some(said));
                        }
                    }
                }
                put(all, |all: &mut Vec<u64>| all.append(&mut own));
            });
        }
    });
    let elapsed = begun.elapsed();
    let failure = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(said) = failure {
        return Err(said);
    }
    let mut micros = all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    micros.sort_unstable();
    if micros.is_empty() {
        Err("no request ended in time".to_owned())
    } else {
        Ok(Measured { micros, elapsed })
    }
}

fn put<T>(place: &Mutex<T>, with: impl FnOnce(&mut T)) {
    with(&mut place.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(requests: usize) -> Load {
        Load { requests, at_most: Duration::from_secs(20) }
    }

    #[test]
    fn every_request_is_made_once_and_counted() {
        let made = std::sync::Arc::new(Mutex::new(Vec::new()));
        let agents = (0..4)
            .map(|_| {
                let made = std::sync::Arc::clone(&made);
                Box::new(move |number| {
                    made.lock().unwrap().push(number);
                    Ok(())
                }) as Agent
            })
            .collect();
        let measured = run(agents, load(100)).unwrap();
        let mut made = made.lock().unwrap().clone();
        made.sort_unstable();
        assert_eq!(made, (0..100_usize).collect::<Vec<_>>());
        assert_eq!(measured.requests(), 100);
    }

    #[test]
    fn a_failure_is_told_and_no_figure_is_given() {
        let agents: Vec<Agent> =
            vec![Box::new(|number| if number == 3 { Err("503".to_owned()) } else { Ok(()) })];
        assert_eq!(run(agents, load(100)).unwrap_err(), "503");
    }

    #[test]
    fn percentiles_are_read_from_the_sorted_times() {
        let measured = Measured { micros: (1..=200).collect(), elapsed: Duration::from_secs(2) };
        assert_eq!(measured.percentile(50), Duration::from_micros(100));
        assert_eq!(measured.percentile(95), Duration::from_micros(190));
        assert_eq!(measured.percentile(100), Duration::from_micros(200));
        assert!((measured.per_second() - 100.0).abs() < 1e-9);
    }
}
