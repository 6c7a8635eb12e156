//! Date of birth. Never the personal identity code: that is refused here as everywhere (claim R4-020).

use super::{date, kind::*};
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use jiff::civil::Date as Day;
use zeroize::Zeroizing;

pub(super) struct BirthDate;

impl Kind for BirthDate {
    fn name(&self) -> Text {
        Text::new("syntymäaika", "födelsedatum", "date of birth")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let day = date::whole(item, text).ok_or_else(date::not_a_date)?;
        if (1880..=2099).contains(&day.year()) {
            return Ok(Zeroizing::new(date::coarse(item, day)));
        }
        Err(implausible())
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        date::shown(normal, lang)
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 10, ..Widget::new(Input::Text, "", "bday") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("5.3.1980", "1980-03-05"), ("1980-03-05", "1980-03-05"), ("29.2.2000", "2000-02-29")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["29.2.1900", "1.1.1850", "050380", "131052-9041", "5.3.80"]
    }
}

/// Refuses a birth date in the future of `today`; the type itself knows no clock.
///
/// # Errors
/// The problem, without the value.
pub fn not_in_future(normal: &str, today: Day) -> Result<(), Problem> {
    // A year or a month alone is compared with as much of today.
    let today = today.to_string();
    let later = today.get(..normal.len()).is_some_and(|today| normal > today);
    if later { Err(implausible()) } else { Ok(()) }
}

fn implausible() -> Problem {
    problem(
        "implausible-birth-date",
        [
            "Syntymäaika ei ole mahdollinen.",
            "Födelsedatumet är inte möjligt.",
            "The date of birth is not possible.",
        ],
        ["Tarkista vuosi.", "Kontrollera året.", "Check the year."],
    )
}
