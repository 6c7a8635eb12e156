//! A number with decimals, as many as its item says. The normal form has them all (`12.500`), so that it reads back to itself;
//! [`units`] is the whole number to reckon with.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Decimal;

/// How many decimals an item has that does not say.
const USUAL: u32 = 2;
/// Most digits before the decimals.
const WHOLE: usize = 12;

impl Kind for Decimal {
    fn name(&self) -> Text {
        Text::new("desimaaliluku", "decimaltal", "decimal number")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let decimals = decimals(item);
        let units = units(text, decimals).ok_or_else(|| not_decimal(decimals))?;
        Ok(Zeroizing::new(normal(units, decimals)))
    }
    fn show(&self, item: &Item, normal: &str, lang: Lang) -> String {
        let decimals = decimals(item);
        units(normal, decimals).map_or_else(|| normal.to_owned(), |units| shown(units, decimals, lang))
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 24, ..Widget::new(Input::Text, "decimal", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("1,25", "1.25"),
            ("1 234,5", "1234.50"),
            ("-0.75", "-0.75"),
            ("−2", "-2.00"),
            ("0,05", "0.05"),
            ("-0", "0.00"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["12,505", "kaksi", "1.234,50", "12,", ",5", "1e3", "99999999999999999999", "131052-9041"]
    }
}

/// How many decimals an item has.
#[must_use]
pub fn decimals(item: &Item) -> u32 {
    item.decimals.unwrap_or(USUAL)
}

/// A written number in units of its last decimal: 1.25 with three decimals is 1250.
#[must_use]
pub fn units(written: &str, decimals: u32) -> Option<i64> {
    let scale = usize::try_from(decimals).ok()?;
    let unsigned = written.strip_prefix(['-', '\u{2212}']);
    let plain: String = unsigned.unwrap_or(written).chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, rest) = match plain.split_once([',', '.']) {
        Some((whole, rest)) if (1..=scale).contains(&rest.len()) => (whole, rest),
        Some(_) => return None,
        None => (plain.as_str(), ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(rest) || whole.len() > WHOLE {
        return None;
    }
    let units: i64 = format!("{whole}{rest:0<scale$}").parse().ok()?;
    Some(if unsigned.is_some() { -units } else { units })
}

/// The normal form of a number of units.
#[must_use]
pub fn normal(units: i64, decimals: u32) -> String {
    let (sign, whole, rest) = parts(units, decimals);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn shown(units: i64, decimals: u32, lang: Lang) -> String {
    let (sign, whole, rest) = parts(units, decimals);
    let sign = if sign.is_empty() { "" } else { "\u{2212}" };
    let whole = super::number::grouped(whole, lang);
    let point = if lang == Lang::En { '.' } else { ',' };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{rest}") }
}

/// Sign, whole number and decimals.
fn parts(units: i64, decimals: u32) -> (&'static str, u64, String) {
    let (sign, units) = (if units < 0 { "-" } else { "" }, units.unsigned_abs());
    let scale = 10_u64.checked_pow(decimals).unwrap_or(1);
    let width = if scale > 1 { usize::try_from(decimals).unwrap_or(0) } else { 0 };
    let rest = if width == 0 { String::new() } else { format!("{:0width$}", units % scale) };
    (sign, units / scale, rest)
}

fn not_decimal(decimals: u32) -> Problem {
    problem(
        "not-a-decimal",
        [
            &format!("Tämä ei ole luku, jossa on enintään {decimals} desimaalia."),
            &format!("Det här är inget tal med högst {decimals} decimaler."),
            &format!("This is not a number with at most {decimals} decimals."),
        ],
        ["Kirjoita luku muodossa 1,25.", "Skriv talet i formen 1,25.", "Write the number as 1.25."],
    )
}
