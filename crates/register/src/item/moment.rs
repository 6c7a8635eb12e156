//! A moment: a day and a time of day with its offset from universal time (claim R2-014). A time without an offset is
//! Finnish time.

use super::{date, kind::*};
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use zeroize::Zeroizing;

/// Finnish time by the rule of Directive 2000/84/EC, so that no table of the machine's is needed.
const FINLAND: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

pub(super) struct Moment;

impl Kind for Moment {
    fn name(&self) -> Text {
        Text::new("ajankohta", "tidpunkt", "moment")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).map(Zeroizing::new).ok_or_else(not_a_moment)
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        let (Some(day), Some(time)) = (normal.get(..10), normal.get(11..19)) else {
            return normal.to_owned();
        };
        let time = time.strip_suffix(":00").unwrap_or(time);
        let clock = match lang {
            Lang::Fi => format!("klo {}", time.replace(':', ".")),
            Lang::Sv => format!("kl. {}", time.replace(':', ".")),
            Lang::En => format!("at {time}"),
        };
        format!("{} {clock}", date::shown(day, lang))
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 32, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("5.3.2026 14:30", "2026-03-05T14:30:00+02:00"),
            ("5.3.2026 klo 14.30", "2026-03-05T14:30:00+02:00"),
            ("2026-07-05T14:30:15", "2026-07-05T14:30:15+03:00"),
            ("2026-03-05T12:30:00Z", "2026-03-05T14:30:00+02:00"),
            ("2026-03-05T13:30:00+01:00", "2026-03-05T14:30:00+02:00"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["5.3.2026", "14:30", "31.2.2026 14:30", "5.3.2026 25:00", "eilen"]
    }
}

/// Finnish time with its offset, to the second.
fn normal(text: &str) -> Option<String> {
    let zone = TimeZone::posix(FINLAND).ok()?;
    let moment: Timestamp = match text.parse::<Timestamp>() {
        Ok(moment) => moment,
        Err(_no_offset) => written(text)?.to_zoned(zone.clone()).ok()?.timestamp(),
    };
    let local = moment.to_zoned(zone);
    if !(1900..=2199).contains(&local.year()) {
        return None;
    }
    let hours = local.offset().seconds() / 3600;
    Some(format!("{}{hours:+03}:00", local.strftime("%Y-%m-%dT%H:%M:%S")))
}

/// A day and a time of day without an offset.
fn written(text: &str) -> Option<DateTime> {
    if let Ok(moment) = text.parse::<DateTime>() {
        return text.contains(':').then_some(moment);
    }
    let (day, time) = text.split_once(' ')?;
    let time = time.trim_start();
    let time =
        ["klo", "kl.", "kl", "at"].iter().find_map(|word| time.strip_prefix(word)).unwrap_or(time).trim();
    let mut parts = time.split([':', '.']).map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    date::day(day)?.to_datetime(jiff::civil::Time::new(hour, minute, second, 0).ok()?).into()
}

fn not_a_moment() -> Problem {
    problem(
        "not-a-moment",
        [
            "Tämä ei ole päivä ja kellonaika.",
            "Det här är inte datum och klockslag.",
            "This is not a day and a time.",
        ],
        [
            "Kirjoita esimerkiksi 5.3.2026 14:30 tai 2026-03-05T14:30:00+02:00.",
            "Skriv till exempel 5.3.2026 14:30 eller 2026-03-05T14:30:00+02:00.",
            "Write for example 5.3.2026 14:30 or 2026-03-05T14:30:00+02:00.",
        ],
    )
}
