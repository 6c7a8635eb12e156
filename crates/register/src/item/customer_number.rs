//! Customer number: digits, the last of which checks the others with the weights 7, 3, 1 of Finnish payment references, so
//! that a slip of the finger is noticed at once.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct CustomerNumber;

impl Kind for CustomerNumber {
    fn name(&self) -> Text {
        Text::new("asiakasnumero", "kundnummer", "customer number")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).ok_or_else(|| {
            problem(
                "not-a-customer-number",
                [
                    "Asiakasnumero ei täsmää: siinä on 4–12 numeroa, joista viimeinen on tarkiste.",
                    "Kundnumret stämmer inte: det har 4–12 siffror, av vilka den sista är en kontrollsiffra.",
                    "The customer number does not check: it has 4 to 12 digits, the last of which is a check digit.",
                ],
                [
                    "Tarkista numero asiakkaan kirjeestä tai laskusta.",
                    "Kontrollera numret i kundens brev eller faktura.",
                    "Check the number on the customer's letter or invoice.",
                ],
            )
        })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 16, ..Widget::new(Input::Text, "numeric", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("12345672", "12345672"), ("1234 5672", "12345672"), ("1009", "1009")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["12345671", "123", "1234567890123", "A1234", "0000"]
    }
}

/// The digits, or `None` when they don't check.
pub(super) fn normal(text: &str) -> Option<Zeroizing<String>> {
    let digits: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|c| !matches!(c, ' ' | '-')).collect());
    is_number(&digits).then_some(digits)
}

fn is_number(digits: &str) -> bool {
    let Some((body, check)) = digits.split_at_checked(digits.len().saturating_sub(1)) else { return false };
    (4..=12).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && body.bytes().any(|byte| byte != b'0')
        && check.bytes().next() == Some(check_digit(body))
}

/// The digit that checks others, by the weights 7, 3, 1 from the last to the first.
pub(super) fn check_digit(body: &str) -> u8 {
    let weighted = body.bytes().rev().zip([7_u32, 3, 1].into_iter().cycle());
    let sum: u32 = weighted.map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight).sum();
    b"0987654321".get(usize::try_from(sum % 10).unwrap_or(0)).copied().unwrap_or(b'0')
}

/// An eight-digit customer number from a random number that the caller brings. Says nothing about count or time; the caller
/// tries again when it is taken.
#[must_use]
pub fn generate(random: u64) -> String {
    let body = (1_000_000 + random % 9_000_000).to_string();
    let check = char::from(check_digit(&body));
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_generated_checks() {
        for random in [0, 1, 8_999_999, 9_000_000, u64::MAX, 12_345_678_901] {
            let number = generate(random);
            assert!(is_number(&number), "{number}");
            assert_eq!(number.len(), 8);
        }
    }
}
