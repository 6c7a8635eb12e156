//! Days and moments as people write them, in Finnish time.

use crate::messages::{Message, person as say};
use jiff::{Timestamp, civil::Date};
use seloste_gate::clock::{self, zone};
use seloste_register::{statement::model::Channel, text::Lang};

/// A day as people write it.
pub(crate) fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Lang::En => date.strftime("%-d %b %Y").to_string(),
    }
}

/// The day of a moment.
pub(crate) fn date_of(moment: Timestamp) -> Date {
    clock::day(moment)
}

/// The moment at which a day begins.
pub(crate) fn begins(day: Date) -> Option<Timestamp> {
    day.to_zoned(zone()).ok().map(|there| there.timestamp())
}

/// A moment as people write it, to the minute.
pub(crate) fn moment(moment: Timestamp, lang: Lang) -> String {
    let there = moment.to_zoned(zone());
    let clock = match lang {
        Lang::Fi => format!("klo {}.{:02}", there.hour(), there.minute()),
        Lang::Sv => format!("kl. {}.{:02}", there.hour(), there.minute()),
        Lang::En => format!("{}:{:02}", there.hour(), there.minute()),
    };
    format!("{} {clock}", day(there.date(), lang))
}

/// Reads a moment as a browser's field sends it, `2026-11-22T09:30`, in the zone of the register; or any moment with its zone.
pub(crate) fn read_moment(typed: &str) -> Option<Timestamp> {
    let typed = typed.trim();
    let there = typed.parse::<jiff::civil::DateTime>().ok().filter(|_| !typed.ends_with('Z'));
    match there {
        Some(there) => there.to_zoned(zone()).ok().map(|zoned| zoned.timestamp()),
        None => typed.parse().ok(),
    }
}

/// Reads a day: `5.3.2026`, `5/3/2026` or `2026-03-05`.
pub(crate) fn read_day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(date) = typed.parse::<Date>() {
        return Some(date);
    }
    let mut parts = typed.split(['.', '/']).map(|part| part.trim().parse::<i16>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if parts.next().is_some() || !(1800..=9999).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A channel's name.
pub(crate) const fn channel(channel: Channel) -> &'static Message {
    match channel {
        Channel::Post => &say::POST,
        Channel::Phone => &say::PHONE,
        Channel::Text => &say::TEXT,
        Channel::Email => &say::EMAIL,
    }
}

/// A channel as written in forms.
pub(crate) const fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Post => "post",
        Channel::Phone => "phone",
        Channel::Text => "text",
        Channel::Email => "email",
    }
}

/// Every channel.
pub(crate) const CHANNELS: [Channel; 4] = [Channel::Phone, Channel::Email, Channel::Post, Channel::Text];

/// Reads a channel from a form.
pub(crate) fn read_channel(word: &str) -> Option<Channel> {
    CHANNELS.into_iter().find(|channel| channel_word(*channel) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_finns_and_as_machines_write_it() {
        let day = Date::constant(2026, 3, 5);
        for written in ["5.3.2026", " 05.03.2026 ", "2026-03-05", "5/3/2026"] {
            assert_eq!(read_day(written), Some(day), "{written}");
        }
        for wrong in ["", "31.2.2026", "5.3.26", "5.3.2026.1", "x", "99999.1.1"] {
            assert_eq!(read_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_shown_in_finnish_time() {
        let moment_utc: Timestamp = "2026-07-01T21:30:00Z".parse().unwrap();
        assert_eq!(moment(moment_utc, Lang::Fi), "2.7.2026 klo 0.30");
    }
}
