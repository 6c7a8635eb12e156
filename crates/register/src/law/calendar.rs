//! Counting time as the law does: calendar months, and ends that wait for a working day (Regulation (EEC, Euratom)
//! No 1182/71). Not here: how long anything takes; that stands in the law pack.

use super::{Holiday, LawPack, holds};
use crate::statement::period::Period;
use jiff::{
    Span, Timestamp,
    civil::{Date, Weekday, date},
};

/// Easter Sunday of a year of the Gregorian calendar, by the usual computation (Butcher's). `None` outside the calendar.
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let skipped = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + skipped + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

/// A day of a year, written `MM-DD`.
fn of_year(year: i16, day: &str) -> Option<Date> {
    Date::strptime("%Y-%m-%d", format!("{year:04}-{day}")).ok()
}

impl Holiday {
    /// Whether exactly one rule says when it is, and the rule can be computed.
    pub(super) fn has_one_rule(&self) -> bool {
        let rules = [
            self.day.is_some(),
            self.saturday_from.is_some(),
            self.friday_from.is_some(),
            self.after_easter.is_some(),
            self.before_easter.is_some(),
        ];
        // A leap year has every day that any year has.
        rules.into_iter().filter(|given| *given).count() == 1 && self.falls_on(2024).is_some()
    }

    /// The day of a year on which it falls.
    #[must_use]
    pub fn falls_on(&self, year: i16) -> Option<Date> {
        if let Some(day) = &self.day {
            return of_year(year, day);
        }
        let weekdays = [(&self.saturday_from, Weekday::Saturday), (&self.friday_from, Weekday::Friday)];
        for (from, weekday) in weekdays {
            if let Some(from) = from {
                let from = of_year(year, from)?;
                return (0..7).filter_map(|days| plus(from, days)).find(|day| day.weekday() == weekday);
            }
        }
        let days = match (self.after_easter, self.before_easter) {
            (Some(after), _) => i64::from(after),
            (None, Some(before)) => -i64::from(before),
            (None, None) => return None,
        };
        plus(easter(year)?, days)
    }
}

fn plus(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

impl LawPack {
    /// Whether a day is a working day: no Saturday, Sunday or public holiday (Regulation 1182/71, Art. 2).
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        let rest = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is = |one: &Holiday| holds(one.from, one.until, day) && one.falls_on(day.year()) == Some(day);
        !rest && !self.holidays.iter().any(is)
    }

    /// The day itself when it is a working day, otherwise the next one (Regulation 1182/71, Art. 3(4)).
    #[must_use]
    pub fn working_day_from(&self, day: Date) -> Date {
        let mut day = day;
        // No row of days of rest is longer than this; the end of the calendar ends it too.
        for _ in 0..366 {
            if self.is_working_day(day) {
                return day;
            }
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
        }
        day
    }

    /// The end of a deadline that the law counts in hours (GDPR 33(1)): no day of rest makes it longer. `None` for one
    /// counted in days.
    #[must_use]
    pub fn due_hours(&self, id: &str, known: Timestamp, on: Date) -> Option<Timestamp> {
        let hours = self.deadline(id, on)?.hours?;
        known.checked_add(Span::new().try_hours(hours).ok()?).ok()
    }
}

impl super::Floor {
    /// The last day of the minimum for something that happened on a day, for a controller whose financial year ends on
    /// `MM-DD`. A year that ends on 29 February ends on the 28th where there is none.
    #[must_use]
    pub fn end(&self, year_end: &str, happened: Date) -> Option<Date> {
        let end = |year: i16| {
            let leap = (year_end == "02-29").then(|| date(year, 3, 1).yesterday().ok()).flatten();
            leap.or_else(|| of_year(year, year_end))
        };
        let this_year = end(happened.year())?;
        let year_ended =
            if happened <= this_year { this_year } else { end(happened.year().checked_add(1)?)? };
        let start = match self.counted_from {
            super::FloorStart::FinancialYear => year_ended,
            super::FloorStart::CalendarYearOfFinancialYear => date(year_ended.year(), 12, 31),
        };
        Period::parse(&self.keep)?.after(start)
    }
}
