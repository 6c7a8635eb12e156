//! A whole number.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

/// Digits of the longest number.
const LONGEST: u32 = 15;

pub(super) struct Number;

impl Kind for Number {
    fn name(&self) -> Text {
        Text::new("luku", "tal", "number")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let plain: String = text.replace('\u{2212}', "-").chars().filter(|c| !c.is_whitespace()).collect();
        let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(problem(
                "not-a-number",
                ["Tämä ei ole kokonaisluku.", "Det här är inget heltal.", "This is not a whole number."],
                ["Kirjoita luku numeroin.", "Skriv talet med siffror.", "Write the number in digits."],
            ));
        }
        let value = plain.parse::<i64>().ok().filter(|value| value.unsigned_abs() < 10_u64.pow(LONGEST));
        value.map(|value| Zeroizing::new(value.to_string())).ok_or_else(|| {
            problem(
                "number-too-long",
                ["Luku on liian suuri.", "Talet är för stort.", "The number is too large."],
                [
                    "Anna enintään 15 numeroa. Tunnukset ja koodit kuuluvat tekstinä pidettäviin tietoihin.",
                    "Ange högst 15 siffror. Beteckningar och koder hör hemma i uppgifter som hålls som text.",
                    "Give 15 digits at most. Marks and codes belong into items that are kept as text.",
                ],
            )
        })
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        match normal.parse::<i64>() {
            Ok(value) if value < 0 => format!("\u{2212}{}", grouped(value.unsigned_abs(), lang)),
            Ok(value) => grouped(value.unsigned_abs(), lang),
            Err(_) => normal.to_owned(),
        }
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 20, ..Widget::new(Input::Text, "numeric", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("42", "42"), ("1 000", "1000"), ("-7", "-7"), ("007", "7")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["1,5", "kolme", "99999999999999999999", "1e3", "131052-9041"]
    }
}

/// Thousands apart: a no-break space, in English a comma.
pub(super) fn grouped(value: u64, lang: Lang) -> String {
    let digits = value.to_string();
    let separator = if lang == Lang::En { ',' } else { '\u{A0}' };
    let mut out = String::with_capacity(digits.len() + 8);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(c);
    }
    out
}
