//! A whole number.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Number;

impl Kind for Number {
    fn name(&self) -> Text {
        Text::new("luku", "tal", "number")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let plain: String = text.replace('\u{2212}', "-").chars().filter(|c| !c.is_whitespace()).collect();
        let value = plain.parse::<i64>().ok().filter(|value| value.unsigned_abs() < 1_000_000_000_000_000);
        value.map(|value| Zeroizing::new(value.to_string())).ok_or_else(|| {
            problem(
                "not-a-number",
                ["Tämä ei ole kokonaisluku.", "Det här är inget heltal.", "This is not a whole number."],
                ["Kirjoita luku numeroin.", "Skriv talet med siffror.", "Write the number in digits."],
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
