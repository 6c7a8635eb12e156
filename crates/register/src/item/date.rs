//! A date, as 2026-03-05 or 5.3.2026.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::{Item, Precision},
    text::{Lang, Text},
};
use jiff::civil::Date as Day;
use zeroize::Zeroizing;

pub(super) struct Date;

impl Kind for Date {
    fn name(&self) -> Text {
        Text::new("päivämäärä", "datum", "date")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let day =
            whole(item, text).filter(|day| (1800..=2199).contains(&day.year())).ok_or_else(not_a_date)?;
        Ok(Zeroizing::new(coarse(item, day)))
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        shown(normal, lang)
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 10, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("5.3.2026", "2026-03-05"),
            ("05.03.2026", "2026-03-05"),
            ("2026-03-05", "2026-03-05"),
            ("5. 3. 2026", "2026-03-05"),
            ("2026-03-05T00:00:00", "2026-03-05"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["31.2.2026", "2026-13-01", "huomenna", "5/3/2026", "5.3.26", "131052-9041", "1.1.1500"]
    }
}

/// Reads the two written forms. The forms with slashes mean different days in different countries and are refused.
pub(super) fn day(text: &str) -> Option<Day> {
    // A spreadsheet's cell of a day comes with its midnight.
    let text = text.strip_suffix("T00:00:00").or_else(|| text.strip_suffix(" 00:00:00")).unwrap_or(text);
    let number = |part: &str, longest: usize| -> Option<i16> {
        let part = part.trim();
        let plain = (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    };
    let (separator, year_first) = if text.contains('.') { ('.', false) } else { ('-', true) };
    let mut parts = text.split(separator);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if year_first { (first, last) } else { (last, first) };
    if parts.next().is_some() || year.trim().len() != 4 {
        return None;
    }
    let month = i8::try_from(number(month, 2)?).ok()?;
    let day = i8::try_from(number(day, 2)?).ok()?;
    Day::new(number(year, 4)?, month, day).ok()
}

/// The day that a text gives: for an item of months or years, the first that a month or a year alone has.
pub(super) fn whole(item: &Item, text: &str) -> Option<Day> {
    let parts = match item.precision {
        None => return day(text),
        Some(Precision::Year) => format!("{text}-01-01"),
        Some(Precision::Month) => match text.split_once(['/', '.']) {
            Some((month, year)) if !year.contains('.') => format!("{year}-{month}-01"),
            Some(_) | None => format!("{text}-01"),
        },
    };
    day(text).or_else(|| day(&parts))
}

/// A day as an item keeps it. What is finer than the item's precision is gone.
pub(super) fn coarse(item: &Item, day: Day) -> String {
    match item.precision {
        None => day.to_string(),
        Some(Precision::Year) => format!("{:04}", day.year()),
        Some(Precision::Month) => format!("{:04}-{:02}", day.year(), day.month()),
    }
}

/// `5.3.2026` in Finnish and Swedish, `5 March 2026` in English.
pub(super) fn shown(normal: &str, lang: Lang) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = |month: i8| MONTHS.get(usize::try_from(month).unwrap_or(0).wrapping_sub(1));
    // A month, or a year, alone.
    if let (7, Some(first)) = (normal.len(), day(&format!("{normal}-01"))) {
        return match (lang, name(first.month())) {
            (Lang::En, Some(name)) => format!("{name} {}", first.year()),
            _ => format!("{}/{}", first.month(), first.year()),
        };
    }
    let Some(day) = day(normal) else { return normal.to_owned() };
    match (lang, name(day.month())) {
        (Lang::En, Some(name)) => format!("{} {name} {}", day.day(), day.year()),
        _ => format!("{}.{}.{}", day.day(), day.month(), day.year()),
    }
}

pub(super) fn not_a_date() -> Problem {
    problem(
        "not-a-date",
        ["Tämä ei ole päivämäärä.", "Det här är inget datum.", "This is not a date."],
        [
            "Kirjoita päivä muodossa 5.3.2026 tai 2026-03-05.",
            "Skriv datumet i formen 5.3.2026 eller 2026-03-05.",
            "Write the date as 5.3.2026 or 2026-03-05.",
        ],
    )
}
