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
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

fn read(text: &str) -> Option<i64> {
    let bare = text.trim_start_matches('€').trim_end_matches('€').trim_end_matches("EUR").trim();
    let unsigned = bare.strip_prefix(['-', '\u{2212}']);
    let plain: String = unsigned.unwrap_or(bare).chars().filter(|c| !c.is_whitespace()).collect();
    let (euros, decimals) = match plain.split_once([',', '.']) {
        Some((euros, decimals)) if (1..=2).contains(&decimals.len()) => (euros, decimals),
        Some(_) => return None,
        None => (plain.as_str(), "0"),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(euros) || !digits(decimals) || euros.len() > 12 {
        return None;
    }
    let rest: i64 = format!("{decimals:0<2}").parse().ok()?;
    let cents = euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(rest)?;
    Some(if unsigned.is_some() { -cents } else { cents })
}
