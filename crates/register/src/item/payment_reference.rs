//! Reference of a payment: the Finnish one (4 to 20 digits, the last of which checks the others by the weights 7, 3, 1) or the one
//! that banks of many countries read (RF, ISO 11649). Letters after RF are refused: they could be somebody's name (claim R5-093).

use super::{customer_number::check_digit, kind::*};
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct PaymentReference;

/// Digits of a Finnish reference, the one that checks the others among them.
const FINNISH: core::ops::RangeInclusive<usize> = 4..=20;
/// Digits after `RF` and its two digits that check the others.
const INTERNATIONAL: core::ops::RangeInclusive<usize> = 1..=21;
/// "RF" as ISO 11649 counts it, A being 10.
const RF: u32 = 2715;

impl Kind for PaymentReference {
    fn name(&self) -> Text {
        Text::new("maksun viite", "betalningsreferens", "payment reference")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).ok_or_else(|| {
            problem(
                "not-a-payment-reference",
                [
                    "Tämä ei ole maksun viite, tai siinä on kirjoitusvirhe.",
                    "Det här är ingen betalningsreferens, eller så är den felskriven.",
                    "This is not a payment reference, or it is mistyped.",
                ],
                [
                    "Kirjoita viite sellaisena kuin se on laskussa, esimerkiksi 1234 56719 tai RF65 1234 56719. Nimeä siihen ei voi kirjoittaa.",
                    "Skriv referensen som den står på fakturan, till exempel 1234 56719 eller RF65 1234 56719. Ett namn kan inte skrivas i den.",
                    "Write the reference as the invoice has it, such as 1234 56719 or RF65 1234 56719. A name can't be written in it.",
                ],
            )
        })
    }
    fn show(&self, _item: &Item, normal: &str, _lang: Lang) -> String {
        if let Some(digits) = normal.strip_prefix("RF") {
            let (check, body) = digits.split_at_checked(2).unwrap_or((digits, ""));
            return format!("RF{check} {}", in_fives(body));
        }
        in_fives(normal)
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 35, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("1234 56719", "123456719"),
            ("123456719", "123456719"),
            ("0000 1234 56719", "123456719"),
            ("RF65 1234 56719", "RF65123456719"),
            ("rf65123456719", "RF65123456719"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &[
            "123456718",
            "129",
            "RF66 1234 56719",
            "RF65",
            "Maija Meikäläinen",
            "RF18539007547034X",
            "0000",
            "RF04 0",
        ]
    }
}

/// The reference without spaces and leading zeros, or `None` when it does not check.
pub(super) fn normal(text: &str) -> Option<Zeroizing<String>> {
    let bare: Zeroizing<String> = Zeroizing::new(text.chars().filter(|c| !c.is_whitespace()).collect());
    let upper = Zeroizing::new(bare.to_ascii_uppercase());
    if let Some(digits) = upper.strip_prefix("RF") {
        return international(digits).then(|| upper.clone());
    }
    let digits = upper.trim_start_matches('0');
    finnish(digits).then(|| Zeroizing::new(digits.to_owned()))
}

fn finnish(digits: &str) -> bool {
    let digits_only = digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some((body, check)) = digits.split_at_checked(digits.len().saturating_sub(1)) else { return false };
    digits_only && FINNISH.contains(&digits.len()) && check.bytes().eq([check_digit(body)])
}

/// Digits after `RF`: two that check the others, and the others.
fn international(digits: &str) -> bool {
    let Some((check, body)) = digits.split_at_checked(2) else { return false };
    let empty = body.bytes().all(|byte| byte == b'0');
    if empty || !INTERNATIONAL.contains(&body.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let rf = RF.to_string();
    let all = body.bytes().chain(rf.bytes()).chain(check.bytes());
    all.fold(0, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97) == 1
}

/// Digits in groups of five, counted from the end, as invoices print them.
fn in_fives(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 5);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(5) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}
