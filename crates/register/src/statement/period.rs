//! Lengths of time in calendar units, as statements and law packs write them: `P6M`, `P1Y6M`, `P0D`.

use jiff::{Span, civil::Date};

/// A length of time: ISO 8601 years, months, weeks and days, without hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Whole months (a year is twelve).
    months: u32,
    /// Whole days (a week is seven).
    days: u32,
}

/// The longest length that is taken: two hundred years.
const MOST_MONTHS: u32 = 200 * 12;

impl Period {
    /// One calendar month.
    pub const MONTH: Self = Self { months: 1, days: 0 };

    /// Reads an ISO 8601 length in calendar units; `None` for anything else, words and fractions included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P')?;
        let mut period = Self { months: 0, days: 0 };
        let mut units = ['Y', 'M', 'W', 'D'].into_iter();
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            let (number, after) = rest.split_at_checked(digits)?;
            let number: u32 = number.parse().ok().filter(|_| number.len() <= 5)?;
            let unit = after.chars().next()?;
            // Units come once each and in this order.
            units.find(|known| *known == unit)?;
            match unit {
                'Y' => period.months += number * 12,
                'M' => period.months += number,
                'W' => period.days += number * 7,
                _ => period.days += number,
            }
            rest = after.get(1..)?;
        }
        (period.months <= MOST_MONTHS && period.days <= MOST_MONTHS * 30).then_some(period)
    }

    /// Whole years and months of it, and whole days.
    #[must_use]
    pub const fn parts(self) -> (u32, u32, u32) {
        (self.months / 12, self.months % 12, self.days)
    }

    /// So many calendar months; `None` for more than any statement may say.
    #[must_use]
    pub const fn months(months: u32) -> Option<Self> {
        if months <= MOST_MONTHS { Some(Self { months, days: 0 }) } else { None }
    }

    /// Both lengths one after the other.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { months: self.months + other.months, days: self.days + other.days }
    }

    /// Whether it is longer than another, counting a month as 31 days where only days could tell.
    #[must_use]
    pub const fn exceeds(self, other: Self) -> bool {
        self.months * 31 + self.days > other.months * 31 + other.days
    }

    /// Whether it is no time at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.months == 0 && self.days == 0
    }

    /// The day so long after a day; the last of the month where the month has no such day. `None` beyond the calendar.
    #[must_use]
    pub fn after(self, day: Date) -> Option<Date> {
        let span = Span::new().try_months(self.months).ok()?.try_days(self.days).ok()?;
        day.checked_add(span).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lengths_are_read_and_words_are_not() {
        for (text, parts) in [
            ("P6M", (0, 6, 0)),
            ("P10Y", (10, 0, 0)),
            ("P0D", (0, 0, 0)),
            ("P1Y6M", (1, 6, 0)),
            ("P2W", (0, 0, 14)),
        ] {
            assert_eq!(Period::parse(text).map(Period::parts), Some(parts), "{text}");
        }
        for text in [
            "", "P", "6 months", "P6", "PT6H", "P1.5Y", "P6M1Y", "-P6M", "P6m", "p6M", "P1Y1Y", "P999999Y",
            "P5000Y", "P٣M",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let month = Period::parse("P1M").unwrap();
        assert_eq!(month.after(date(2026, 1, 31)), Some(date(2026, 2, 28)));
        assert_eq!(Period::parse("P200Y").unwrap().after(Date::MAX), None);
    }
}
