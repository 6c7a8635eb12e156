//! Telephone number in any written form; the normal form is international (E.164).

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use phonenumber::{Mode, country};
use zeroize::Zeroizing;

pub(super) struct Phone;

/// The country whose numbers are written without a country code: the controller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home(country::Id);

impl Default for Home {
    fn default() -> Self {
        Self(country::FI)
    }
}

impl Home {
    /// By the ISO 3166-1 alpha-2 code; Finland where no numbers of the country are known.
    #[must_use]
    pub fn of(country: &str) -> Self {
        country.parse().map_or_else(|_| Self::default(), Self)
    }
}

impl Kind for Phone {
    fn name(&self) -> Text {
        Text::new("puhelinnumero", "telefonnummer", "telephone number")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        international(text, item.home).ok_or_else(|| {
            problem(
                "not-a-phone-number",
                ["Tämä ei ole puhelinnumero.", "Det här är inget telefonnummer.", "This is not a telephone number."],
                [
                    "Kirjoita numero muodossa 040 123 4567 tai +358 40 123 4567; ulkomaan numeroon maatunnus.",
                    "Skriv numret i formen 040 123 4567 eller +358 40 123 4567; utländska nummer med landskod.",
                    "Write the number as 040 123 4567 or +358 40 123 4567; a foreign one with its country code.",
                ],
            )
        })
    }
    fn show(&self, item: &Item, normal: &str, _lang: Lang) -> String {
        national(normal, item.home).unwrap_or_else(|| normal.to_owned())
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 40, ..Widget::new(Input::Tel, "tel", "tel") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("040 123 4567", "+358401234567"),
            ("+358 (0)40 123 4567", "+358401234567"),
            ("358401234567", "+358401234567"),
            ("00358 40 1234567", "+358401234567"),
            ("040-123 4567", "+358401234567"),
            ("(09) 1234 567", "+35891234567"),
            ("09‑1234567", "+35891234567"),
            ("tel:+358-40-1234567", "+358401234567"),
            ("+46 8 123 456 78", "+46812345678"),
            ("0600 12345", "+35860012345"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &[
            "12",
            "040",
            "matti@example.fi",
            "040 123 4567 Matti",
            "+999 123",
            "0401234567890123456789",
            "131052-9041",
        ]
    }
}

/// E.164, or `None` for what is no number. One of the home country unless it says another.
pub(super) fn international(text: &str, home: Home) -> Option<Zeroizing<String>> {
    let dialled = dialled(text)?;
    let number = phonenumber::parse(Some(home.0), dialled.as_str()).ok()?;
    if number.extension().is_some() || !number.is_valid() {
        return None;
    }
    let normal = Zeroizing::new(number.format().mode(Mode::E164).to_string());
    // Some countries' numbers don't come back as they went in; they are refused rather than stored in two forms.
    let stable = number.code().value() == 358
        || phonenumber::parse(None, normal.as_str())
            .is_ok_and(|again| again.format().mode(Mode::E164).to_string() == *normal);
    stable.then_some(normal)
}

/// Only digits, with `+` in front when the country is said.
fn dialled(text: &str) -> Option<Zeroizing<String>> {
    let bare = text.strip_prefix("tel:").or_else(|| text.strip_prefix("Tel:")).unwrap_or(text).trim();
    let mut out = Zeroizing::new(String::with_capacity(bare.len()));
    // "+358 (0)40": the trunk zero is written for callers at home.
    let zeroless = bare.replace("(0)", "");
    let abroad = bare.starts_with('+') || bare.starts_with("00") || bare.starts_with("(+");
    for c in if abroad { zeroless.as_str() } else { bare }.chars() {
        match c {
            '0'..='9' => out.push(c),
            '+' | '\u{FF0B}' if out.is_empty() => out.push('+'),
            ' ' | '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{A0}' => {}
            _ => return None,
        }
    }
    if let Some(rest) = out.strip_prefix("00") {
        return Some(Zeroizing::new(format!("+{rest}")));
    }
    // The country code written without its plus.
    if out.len() >= 11 && out.starts_with("358") {
        out.insert(0, '+');
    }
    Some(out)
}

/// Finnish numbers as they are said at home, others in international groups: what is shown can be read again.
fn national(normal: &str, home: Home) -> Option<String> {
    let Some(home) = normal.strip_prefix("+358").filter(|_| home == Home::default()) else {
        let number = phonenumber::parse(None, normal).ok()?;
        return Some(number.format().mode(Mode::International).to_string());
    };
    // Mobile 0xx, Helsinki 09 and other areas 0x, services 0xxx.
    let area = match home.as_bytes() {
        [b'4' | b'5', _, ..] => 2,
        [b'1' | b'2' | b'3' | b'6' | b'7' | b'8', b'0', b'0', ..] => 3,
        [_, b'0', ..] => 2,
        _ => 1,
    };
    let (head, tail) = home.split_at_checked(area)?;
    let mut out = format!("0{head}");
    let digits: Vec<char> = tail.chars().collect();
    let first = if digits.len() > 5 { digits.len().div_ceil(2) } else { digits.len() };
    let first = if digits.len() == 7 { 3 } else { first };
    for part in [digits.get(..first)?, digits.get(first..)?] {
        if !part.is_empty() {
            out.push(' ');
            out.extend(part);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_numbers_read_as_they_are_said() {
        assert_eq!(national("+358401234567", Home::default()).as_deref(), Some("040 123 4567"));
        assert_eq!(national("+35891234567", Home::default()).as_deref(), Some("09 123 4567"));
        assert_eq!(national("+35860012345", Home::default()).as_deref(), Some("0600 12345"));
    }
}
