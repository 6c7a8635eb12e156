//! Finnish personal identity code, with the century signs in use since 2023 (decree 690/2022). Only for registers whose
//! statement declares it; everywhere else it is refused (`forbidden.rs`).

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use jiff::civil::Date as Day;
use zeroize::Zeroizing;

pub(super) struct IdentityCode;

impl Kind for IdentityCode {
    fn name(&self) -> Text {
        Text::new("henkilötunnus", "personbeteckning", "personal identity code")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).ok_or_else(|| {
            problem(
                "not-an-identity-code",
                [
                    "Henkilötunnus ei täsmää: päivä, välimerkki tai tarkistusmerkki on väärä.",
                    "Personbeteckningen stämmer inte: datumet, mellantecknet eller kontrolltecknet är fel.",
                    "The identity code does not check: its date, sign or check character is wrong.",
                ],
                [
                    "Tarkista tunnus henkilöltä itseltään.",
                    "Kontrollera beteckningen med personen själv.",
                    "Check the code with the person.",
                ],
            )
        })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 11, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("131052-9041", "131052-9041"),
            ("131052–9041", "131052-9041"),
            ("010594Y9032", "010594Y9032"),
            ("010594Y9021", "010594Y9021"),
            ("020594X903P", "020594X903P"),
            ("010516B903X", "010516B903X"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &[
            "131052-904X",
            "321052-904T",
            "131052G9041",
            "131052-001A",
            "290201-904T",
            "131052 9041",
            "1310529041",
        ]
    }
}

/// The code in upper case with a plain hyphen, or `None` when it does not check.
pub(super) fn normal(text: &str) -> Option<Zeroizing<String>> {
    let plain = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}'], "-");
    let upper = Zeroizing::new(plain.to_ascii_uppercase());
    is_code(upper.as_bytes()).then_some(upper)
}

/// Whether eleven upper-case bytes are a code: a real day, a known sign, an individual number from 002 and the right
/// check character.
pub(super) fn is_code(code: &[u8]) -> bool {
    let [d1, d2, m1, m2, y1, y2, sign, n1, n2, n3, check] = *code else { return false };
    let century: i16 = match sign {
        b'+' => 1800,
        b'-' | b'Y' | b'X' | b'W' | b'V' | b'U' => 1900,
        b'A'..=b'F' => 2000,
        _ => return false,
    };
    let digits = [d1, d2, m1, m2, y1, y2, n1, n2, n3];
    if !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let two = |tens: u8, ones: u8| i16::from(tens - b'0') * 10 + i16::from(ones - b'0');
    let whole = digits.iter().fold(0_u32, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    let (Ok(day), Ok(month)) = (i8::try_from(two(d1, d2)), i8::try_from(two(m1, m2))) else { return false };
    whole % 1000 >= 2
        && Day::new(century + two(y1, y2), month, day).is_ok()
        && b"0123456789ABCDEFHJKLMNPRSTUVWXY".get(usize::try_from(whole % 31).unwrap_or(31)) == Some(&check)
}
