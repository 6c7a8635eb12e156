//! By when a request is answered: one calendar month from the first receipt, on whatever way and in whatever company (GDPR
//! 12(3); Regulation 1182/71 art. 3). Pure: days come in, days go out.

use crate::statement::period::Period;
use jiff::{
    Span, ToSpan as _,
    civil::{Date, Weekday, date},
};
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

    /// The day by which the answer is due, with a length of the law or a shorter one of the statement. While the clock stands
    /// still, the day that it would be if it went on today.
    #[must_use]
    pub fn due(&self, length: Period, today: Date) -> Date {
        let waiting = self.paused_since.map_or(0, |since| days_between(since, today));
        let end = length.after(self.received).unwrap_or(self.received);
        // Months are counted from the receipt, so that a month's end is cut once only.
        let end = match self.extended_months {
            0 => end,
            months => {
                let (years, of_year, days) = length.parts();
                let all = Span::new()
                    .try_months(years * 12 + of_year + months)
                    .and_then(|span| span.try_days(days))
                    .and_then(|span| self.received.checked_add(span));
                all.unwrap_or(end)
            }
        };
        working_day(plus_days(end, self.paused_days.saturating_add(waiting)))
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

/// The day itself, or the next working day when it is a holiday, a Saturday or a Sunday (Regulation 1182/71 art. 3(4)).
#[must_use]
pub fn working_day(day: Date) -> Date {
    let mut day = day;
    while is_holiday(day) {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
    }
    day
}

/// Whether a day is no working day in Finland: Saturdays and Sundays, public holidays, and the eves that count as such (Act on
/// the calculation of time limits 150/1930, section 5).
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return true;
    }
    let fixed = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)];
    if fixed.contains(&(day.month(), day.day())) {
        return true;
    }
    // Midsummer's eve is the Friday between 19 and 25 June; Midsummer and All Saints' Day are Saturdays.
    if day.weekday() == Weekday::Friday && day.month() == 6 && (19..=25).contains(&day.day()) {
        return true;
    }
    let easter = easter(day.year());
    [-2, 1, 39].iter().any(|offset| plus_days(easter, *offset) == day)
}

/// Easter Sunday of a year (the Gregorian computus of Butcher and Meeus).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let leaps = century / 4;
    let moon = (19 * golden + century - leaps - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let sum = moon + week - 7 * late + 114;
    let month = i8::try_from(sum / 31).unwrap_or(3);
    let day = i8::try_from(sum % 31 + 1).unwrap_or(31);
    Date::new(i16::try_from(year).unwrap_or_default(), month, day)
        .unwrap_or_else(|_| date(2000, 4, 23).saturating_add((year - 2000).years()))
}
