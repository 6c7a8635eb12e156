//! Moments as telephone systems write them: seconds or microseconds since 1970, with an offset, or local time without one.
//! A local time that comes twice on the night when summer time ends is told apart by how long the call lasted.

use super::wrong;
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use seloste_register::diagnostics::Problem;

/// How a telephone system keeps time.
#[derive(Debug, Clone)]
pub struct Clock {
    /// The zone of its local times.
    pub zone: TimeZone,
    /// How far ahead of the right time it is.
    pub ahead: SignedDuration,
}

/// When a call began, was answered and ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it began.
    pub started: Timestamp,
    /// When it was answered; `None` when it was not.
    pub answered: Option<Timestamp>,
    /// When it ended.
    pub ended: Timestamp,
}

/// The moments that a text may mean: one, or two for a local time that comes twice.
fn meanings(text: &str, zone: &TimeZone) -> Option<Vec<Timestamp>> {
    if let Some(moment) = since_1970(text) {
        return Some(vec![moment]);
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(vec![moment]);
    }
    let local: DateTime = text.replacen(' ', "T", 1).parse().ok()?;
    let twice = zone.to_ambiguous_timestamp(local);
    let (earlier, later) = (twice.earlier().ok()?, twice.later().ok()?);
    // A local time that the clock skips is the moment at which it would have been.
    if twice.is_ambiguous() && zone.to_datetime(earlier) != local {
        return Some(vec![twice.compatible().ok()?]);
    }
    Some(if earlier == later { vec![earlier] } else { vec![earlier, later] })
}

/// Seconds since 1970 with or without a fraction, or microseconds.
fn since_1970(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !(1..=17).contains(&whole.len()) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    if whole.len() > 13 {
        return Timestamp::from_microsecond(number).ok();
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    Timestamp::from_millisecond(number.checked_mul(1_000)?.checked_add(digits.parse().ok()?)?).ok()
}

impl Clock {
    /// One moment; a local time that comes twice is the first of the two.
    ///
    /// # Errors
    /// When it is none.
    pub fn moment(&self, text: &str) -> Result<Timestamp, Problem> {
        let meant = meanings(text, &self.zone).and_then(|all| all.first().copied());
        self.right(meant.ok_or_else(wrong::moment)?)
    }

    /// A moment of the system's clock by the right one.
    fn right(&self, moment: Timestamp) -> Result<Timestamp, Problem> {
        moment.checked_sub(self.ahead).map_err(|_| wrong::moment())
    }

    /// The times of a call. Without an end they come from its length.
    ///
    /// # Errors
    /// When one is missing or unreadable, or the end is before the beginning.
    pub fn times(
        &self,
        started: Option<&str>,
        answered: Option<&str>,
        ended: Option<&str>,
        seconds: Option<&str>,
    ) -> Result<Times, Problem> {
        let meant = |text: &str| meanings(text, &self.zone).ok_or_else(wrong::moment);
        let starts = meant(started.ok_or_else(wrong::no_start)?)?;
        let first = *starts.first().ok_or_else(wrong::moment)?;
        let seconds =
            seconds.and_then(|text| text.parse::<f64>().ok()).map(|seconds| (seconds * 1_000.0) as i64);
        let lasted = seconds.map(SignedDuration::from_millis);
        let ends = match (ended, lasted) {
            (Some(text), _) => meant(text)?,
            (None, Some(lasted)) => vec![first.checked_add(lasted).map_err(|_| wrong::moment())?],
            (None, None) => return Err(wrong::no_end()),
        };
        let (started, ended) = pair(&starts, &ends, lasted).ok_or_else(wrong::ends_before_start)?;
        let answered = match answered {
            None => None,
            Some(text) => {
                let within = meant(text)?.into_iter().find(|at| (started..=ended).contains(at));
                Some(self.right(within.unwrap_or(started))?)
            }
        };
        Ok(Times { started: self.right(started)?, answered, ended: self.right(ended)? })
    }
}

/// The beginning and the end that fit how long the call lasted; otherwise the first that are in order.
fn pair(
    starts: &[Timestamp],
    ends: &[Timestamp],
    lasted: Option<SignedDuration>,
) -> Option<(Timestamp, Timestamp)> {
    let pairs = || starts.iter().flat_map(|start| ends.iter().map(move |end| (*start, *end)));
    let fits = |(start, end): &(Timestamp, Timestamp)| {
        lasted
            .is_some_and(|lasted| (end.duration_since(*start) - lasted).abs() <= SignedDuration::from_secs(1))
    };
    pairs().find(fits).or_else(|| pairs().find(|(start, end)| start <= end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let zone = TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
        Clock { zone, ahead: SignedDuration::ZERO }
    }

    fn times(started: &str, ended: &str, seconds: Option<&str>) -> (String, String) {
        let times = clock().times(Some(started), None, Some(ended), seconds).unwrap();
        (times.started.to_string(), times.ended.to_string())
    }

    #[test]
    fn a_call_across_midnight_and_the_end_of_summer_time_lasts_as_long_as_it_did() {
        let across = times("2026-01-31 23:58:00", "2026-02-01 00:03:00", Some("300"));
        assert_eq!(across, ("2026-01-31T21:58:00Z".to_owned(), "2026-01-31T22:03:00Z".to_owned()));
        // 03:30 comes twice on 25 October 2026: this call began before the clock was turned and ended after.
        let turned = times("2026-10-25 03:50:00", "2026-10-25 03:10:00", Some("1200"));
        assert_eq!(turned, ("2026-10-25T00:50:00Z".to_owned(), "2026-10-25T01:10:00Z".to_owned()));
        let late = times("2026-10-25 03:10:00", "2026-10-25 04:10:00", Some("3600"));
        assert_eq!(late, ("2026-10-25T01:10:00Z".to_owned(), "2026-10-25T02:10:00Z".to_owned()));
        // 03:00 to 04:00 does not exist on 29 March 2026.
        let skipped = times("2026-03-29 02:59:00", "2026-03-29 04:01:00", Some("120"));
        assert_eq!(skipped, ("2026-03-29T00:59:00Z".to_owned(), "2026-03-29T01:01:00Z".to_owned()));
    }

    #[test]
    fn a_clock_that_is_ahead_is_put_right() {
        let ahead = Clock { ahead: SignedDuration::from_secs(90), ..clock() };
        assert_eq!(ahead.moment("2026-03-05T12:30:00Z").unwrap().to_string(), "2026-03-05T12:28:30Z");
    }

    #[test]
    fn moments_are_read_in_every_form() {
        for text in [
            "1772713800",
            "1772713800.000000",
            "1772713800000000",
            "2026-03-05 14:30:00",
            "2026-03-05T14:30:00+02:00",
        ] {
            assert_eq!(clock().moment(text).unwrap().to_string(), "2026-03-05T12:30:00Z", "{text}");
        }
        for text in ["", "eilen", "2026-13-01 10:00:00", "99999999999999999999"] {
            assert!(clock().moment(text).is_err(), "{text}");
        }
        assert!(clock().times(Some("2026-03-05 14:30:00"), None, Some("2026-03-05 14:29:00"), None).is_err());
    }
}
