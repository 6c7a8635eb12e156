//! The one source of time, which a test sets; and the days that moments fall on.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::sync::{LazyLock, Mutex};

/// The zone's table is in the binary (`tzdb-bundle-always`): it is always found.
static FINLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Helsinki").unwrap_or(TimeZone::UTC));

/// The time zone that days are counted in: registers are kept in Finland.
#[must_use]
pub fn zone() -> TimeZone {
    FINLAND.clone()
}

/// The day that a moment falls on in Finland.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    at.to_zoned(zone()).date()
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock; never goes backwards within one process.
#[derive(Debug, Default)]
pub struct SystemClock {
    latest: Mutex<Option<Timestamp>>,
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is told to use")]
    fn now(&self) -> Timestamp {
        let present = Timestamp::now();
        let mut latest = self.latest.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let told = latest.map_or(present, |seen| seen.max(present));
        *latest = Some(told);
        told
    }
}

/// A clock that a test, or an installation made with `--test`, sets.
#[derive(Debug)]
pub struct SetClock(Mutex<Timestamp>);

impl SetClock {
    /// A clock that stands at a moment until it is moved.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves the clock.
    pub fn set(&self, moment: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = moment;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_change_at_midnight_in_finland_in_winter_and_in_summer() {
        let on = |at: &str| day(at.parse().unwrap());
        assert_eq!(on("2026-01-31T21:59:59Z"), date(2026, 1, 31));
        assert_eq!(on("2026-01-31T22:00:00Z"), date(2026, 2, 1));
        assert_eq!(on("2026-06-30T20:59:59Z"), date(2026, 6, 30));
        assert_eq!(on("2026-06-30T21:00:00Z"), date(2026, 7, 1));
    }
}
