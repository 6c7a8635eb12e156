//! Counting time as the law does: calendar months, month ends, leap days, public holidays of Finland.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use seloste_register::{
    law::{LawPack, easter},
    right::clock::Clock,
    statement::period::Period,
};

fn law() -> LawPack {
    LawPack::read(include_str!("../../../law/fi.toml")).unwrap()
}

#[test]
fn easter_falls_where_the_almanac_has_it() {
    for (year, month, day) in [
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2038, 4, 25),
        (2285, 3, 22),
    ] {
        assert_eq!(easter(year), Some(date(year, month, day)), "{year}");
    }
    for year in 1900..2300 {
        let day = easter(year).unwrap();
        assert_eq!(day.weekday(), Weekday::Sunday);
        assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&day), "{day}");
    }
}

#[test]
fn public_holidays_of_finland_are_no_working_days() {
    let law = law();
    for day in [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 6, 19),
        date(2026, 6, 20),
        date(2026, 10, 31),
        date(2027, 11, 6),
        date(2027, 12, 6),
        date(2026, 12, 24),
        date(2026, 12, 25),
    ] {
        assert!(!law.is_working_day(day), "{day}");
    }
    for day in [date(2026, 1, 2), date(2026, 4, 7), date(2026, 4, 30), date(2026, 6, 18), date(2026, 12, 28)]
    {
        assert!(law.is_working_day(day), "{day}");
    }
}

#[test]
fn an_answer_is_due_on_the_same_day_of_the_next_month_or_the_next_working_day() {
    let law = law();
    for (received, due) in [
        (date(2026, 3, 5), date(2026, 4, 7)), // 5 April is Easter Sunday, 6 April Easter Monday
        (date(2026, 8, 31), date(2026, 9, 30)), // September has no 31st
        (date(2026, 1, 30), date(2026, 3, 2)), // 28 February is a Saturday
        (date(2024, 1, 31), date(2024, 2, 29)), // a leap day
        (date(2026, 5, 20), date(2026, 6, 22)), // Midsummer Day
        (date(2026, 11, 25), date(2026, 12, 28)), // Christmas and a weekend
        (date(2026, 12, 1), date(2027, 1, 4)), // New Year's Day is a Friday
        (date(2026, 2, 10), date(2026, 3, 10)),
    ] {
        assert_eq!(
            Clock::from(received).due(&law, answer_length(&law, received), received),
            due,
            "{received}"
        );
    }
    // Both lengths count from the receipt: three months, cut at a month's end once.
    let received = date(2026, 11, 30);
    let extended = Clock { extended_months: 2, ..Clock::from(received) };
    assert_eq!(extended.due(&law, answer_length(&law, received), received), date(2027, 3, 1));
    assert!(law.deadline("source-notice", received).unwrap().extension.is_none());
    assert!(law.deadline("request-response", date(2018, 5, 24)).is_none(), "before the regulation applied");
}

fn answer_length(law: &LawPack, received: Date) -> Period {
    Period::parse(&law.deadline("request-response", received).unwrap().length).unwrap()
}

#[test]
fn whatever_the_day_the_answer_is_due_on_a_working_day_and_a_week_late_at_most() {
    let law = law();
    let month = Period::parse("P1M").unwrap();
    let mut day = date(2024, 1, 1);
    while day < date(2032, 1, 1) {
        let (due, plain) = (Clock::from(day).due(&law, month, day), month.after(day).unwrap());
        assert!(law.is_working_day(due) && due >= plain, "{day}");
        let late = plain.until(due).unwrap().get_days();
        assert!(late <= 5, "{day}: {late} days");
        let between = (0..late).map(|days| plain.checked_add(days.days()).unwrap());
        assert!(between.into_iter().all(|day| !law.is_working_day(day)), "{day}: an earlier working day");
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn a_breach_is_counted_in_hours_over_any_holiday() {
    let known = "2026-12-24T15:30:00Z".parse().unwrap();
    let end = law().due_hours("breach-notification", known, date(2026, 12, 24)).unwrap();
    assert_eq!(end.to_string(), "2026-12-27T15:30:00Z");
    assert_eq!(law().due_hours("request-response", known, date(2026, 12, 24)), None);
}

#[test]
fn a_voucher_is_kept_to_the_end_of_the_sixth_calendar_year_and_books_for_ten_years() {
    let law = law();
    let end = |id, year_end, day: Date| law.floor(id, day).unwrap().end(year_end, day).unwrap();
    assert_eq!(end("bookkeeping-voucher", "12-31", date(2026, 1, 1)), date(2032, 12, 31));
    assert_eq!(end("bookkeeping-voucher", "03-31", date(2026, 4, 1)), date(2033, 12, 31));
    assert_eq!(end("bookkeeping-books", "03-31", date(2024, 2, 1)), date(2034, 3, 31));
    // A financial year that ends with February ends on its last day, leap year or not.
    assert_eq!(end("bookkeeping-books", "02-29", date(2024, 2, 29)), date(2034, 2, 28));
    assert_eq!(end("bookkeeping-books", "02-29", date(2025, 3, 1)), date(2036, 2, 28));
}

#[test]
fn the_next_change_of_the_law_is_the_day_on_which_a_rule_begins_or_has_ended() {
    let law = law();
    // The bridging rule for the United Kingdom ended on 27 June 2021; the decision began the day after.
    assert_eq!(law.next_change(date(2021, 6, 1)), Some(date(2021, 6, 28)));
    assert_eq!(law.next_change(date(2026, 11, 22)), Some(date(2031, 12, 28)));
    assert_eq!(law.next_change(date(2100, 1, 1)), None);
}

#[test]
fn a_repealed_provision_leads_to_the_one_in_its_place() {
    let law = law();
    let now = |id| law.in_force(id, date(2026, 11, 22)).map(|one| one.id.as_str());
    assert_eq!(now("personal-data-act-10"), Some("gdpr-13-14"));
    assert_eq!(now("gdpr-30"), Some("gdpr-30"));
    assert_eq!(now("no-such-act"), None);
    let then = law.in_force("personal-data-act-10", date(2010, 1, 1)).map(|one| one.id.as_str());
    assert_eq!(then, Some("personal-data-act-10"));
}
