//! By when a request is answered: one calendar month from the first receipt, on whatever way and in whatever company (GDPR
//! 12(3); Regulation 1182/71 art. 3). Pure: days come in, days go out.

use crate::{law::LawPack, statement::period::Period};
use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

/// Days before the due day in which a case counts as pressing.
const SOON_DAYS: i32 = 7;

/// The clock of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The day of the first receipt.
    pub received: Date,
    /// Months by which it was extended, told to the person within the first month: 0 to 2.
    pub extended_months: u32,
    /// Whole days for which it stood still while a question of identity was open.
    pub paused_days: i32,
    /// Since when it stands still; `None` while it runs.
    pub paused_since: Option<Date>,
}

/// How a clock stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// There is time.
    OnTime,
    /// A week or less is left.
    Soon,
    /// The day has passed.
    Overdue,
    /// A question of identity is open.
    Paused,
}

impl Clock {
    /// A clock that begins to run.
    #[must_use]
    pub const fn from(received: Date) -> Self {
        Self { received, extended_months: 0, paused_days: 0, paused_since: None }
    }

    /// The day by which the answer is due, with a length of the law or a shorter one of the statement. While the clock
    /// stands still, the day that it would be if it went on today. A month ends on the same day, or the last where it has no such day,
    /// moved to the next working day (Regulation 1182/71, Art. 3(2)(c) and 3(4)).
    #[must_use]
    pub fn due(&self, law: &LawPack, length: Period, today: Date) -> Date {
        let waiting = self.paused_since.map_or(0, |since| days_between(since, today));
        // Months are counted together from the receipt, so that a month's end is cut once only.
        let more = Period::parse(&format!("P{}M", self.extended_months));
        let length = more.map_or(length, |more| length.plus(more));
        let end = length.after(self.received).unwrap_or(self.received);
        law.working_day_from(plus_days(end, self.paused_days.saturating_add(waiting)))
    }

    /// Stands still from a day on.
    #[must_use]
    pub const fn paused(self, today: Date) -> Self {
        match self.paused_since {
            Some(_) => self,
            None => Self { paused_since: Some(today), ..self },
        }
    }

    /// Goes on from a day.
    #[must_use]
    pub fn resumed(self, today: Date) -> Self {
        let waited = self.paused_since.map_or(0, |since| days_between(since, today));
        Self { paused_since: None, paused_days: self.paused_days.saturating_add(waited), ..self }
    }

    /// How it stands on a day, for a due day.
    #[must_use]
    pub fn pace(&self, due: Date, today: Date) -> Pace {
        let left = days_between(today, due);
        match self.paused_since {
            Some(_) => Pace::Paused,
            None if today > due => Pace::Overdue,
            None if left <= SOON_DAYS => Pace::Soon,
            None => Pace::OnTime,
        }
    }
}

/// Whole days from one day to another; none when the other is earlier.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days().max(0))
}

fn plus_days(day: Date, days: i32) -> Date {
    Span::new().try_days(days).and_then(|span| day.checked_add(span)).unwrap_or(day)
}
