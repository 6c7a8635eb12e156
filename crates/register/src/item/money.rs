//! Money in euros. The normal form has a point and two decimals (`1234.50`), so that it reads back to itself; [`cents`]
//! is the number to reckon with.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Money;

/// Cents.
const DECIMALS: u32 = 2;

impl Kind for Money {
    fn name(&self) -> Text {
        Text::new("rahamäärä", "belopp", "amount of money")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let cents = read(text).ok_or_else(|| {
            problem(
                "not-money",
                [
                    "Tämä ei ole rahamäärä euroina.",
                    "Det här är inget belopp i euro.",
                    "This is not an amount in euros.",
                ],
                [
                    "Kirjoita summa muodossa 12,50.",
                    "Skriv beloppet i formen 12,50.",
                    "Write the amount as 12.50.",
                ],
            )
        })?;
        Ok(Zeroizing::new(normal(cents)))
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        let Some(cents) = cents(normal) else { return normal.to_owned() };
        let sign = if cents < 0 { "\u{2212}" } else { "" };
        let euros = super::number::grouped(cents.unsigned_abs() / 100, lang);
        let rest = cents.unsigned_abs() % 100;
        match lang {
            Lang::En => format!("{sign}€{euros}.{rest:02}"),
            Lang::Fi | Lang::Sv => format!("{sign}{euros},{rest:02}\u{A0}€"),
        }
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 24, ..Widget::new(Input::Text, "decimal", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("12,50", "12.50"),
            ("1 234,50 €", "1234.50"),
            ("€12.5", "12.50"),
            ("-5", "-5.00"),
            ("0,05", "0.05"),
            ("1234.50", "1234.50"),
            ("−0,50 EUR", "-0.50"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["12,505", "kymppi", "1.234,50", "12,", ",", "99999999999999999999", "- 5 -"]
    }
}

/// An amount in cents from its normal form.
#[must_use]
pub fn cents(normal: &str) -> Option<i64> {
    read(normal)
}

/// The normal form of an amount in cents.
#[must_use]
pub fn normal(cents: i64) -> String {
    super::decimal::normal(cents, DECIMALS)
}

fn read(text: &str) -> Option<i64> {
    let bare = text.trim_start_matches('€').trim_end_matches('€').trim_end_matches("EUR").trim();
    super::decimal::units(bare, DECIMALS)
}
