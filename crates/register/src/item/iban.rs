//! International bank account number (ISO 13616).

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use iban::Iban as Account;
use zeroize::Zeroizing;

pub(super) struct Iban;

impl Kind for Iban {
    fn name(&self) -> Text {
        Text::new("tilinumero (IBAN)", "kontonummer (IBAN)", "account number (IBAN)")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).ok_or_else(|| {
            problem(
                "not-an-iban",
                ["Tilinumero ei täsmää.", "Kontonumret stämmer inte.", "The account number does not check."],
                [
                    "Kirjoita tilinumero IBAN-muodossa, esimerkiksi FI21 1234 5600 0007 85.",
                    "Skriv kontonumret i IBAN-form, till exempel FI21 1234 5600 0007 85.",
                    "Write the account number as an IBAN, such as FI21 1234 5600 0007 85.",
                ],
            )
        })
    }
    fn show(&self, _item: &Item, normal: &str, _lang: Lang) -> String {
        let mut out = String::with_capacity(normal.len() + 8);
        for (at, c) in normal.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                out.push(' ');
            }
            out.push(c);
        }
        out
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 42, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("FI21 1234 5600 0007 85", "FI2112345600000785"), ("fi2112345600000785", "FI2112345600000785")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["FI20 1234 5600 0007 85", "123456-785", "FI21"]
    }
}

/// The account number without spaces, or `None` when it does not check.
pub(super) fn normal(text: &str) -> Option<Zeroizing<String>> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let upper = Zeroizing::new(bare.to_ascii_uppercase());
    is_iban(&upper).then_some(upper)
}

/// Whether text without spaces is an account number of a country that has them.
pub(super) fn is_iban(text: &str) -> bool {
    text.to_ascii_uppercase().parse::<Account>().is_ok()
}
