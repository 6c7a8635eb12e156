//! Postal code of five digits, as in Finland and Sweden. Codes of other forms are written as text.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct PostalCode;

impl Kind for PostalCode {
    fn name(&self) -> Text {
        Text::new("postinumero", "postnummer", "postal code")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let upper = text.to_ascii_uppercase();
        let country = ["FI", "SE"].iter().find_map(|code| upper.strip_prefix(code));
        let bare = country.map_or(upper.as_str(), |rest| rest.strip_prefix('-').unwrap_or(rest));
        let digits: Zeroizing<String> = Zeroizing::new(bare.chars().filter(|c| *c != ' ').collect());
        if digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit()) && *digits != "00000" {
            return Ok(digits);
        }
        Err(problem(
            "not-a-postal-code",
            [
                "Postinumerossa on viisi numeroa.",
                "Ett postnummer har fem siffror.",
                "A postal code has five digits.",
            ],
            [
                "Kirjoita postinumero muodossa 00100.",
                "Skriv postnumret i formen 00100.",
                "Write the postal code as 00100.",
            ],
        ))
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 8, ..Widget::new(Input::Text, "numeric", "postal-code") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("00100", "00100"), ("FI-33100", "33100"), ("65 100", "65100"), ("SE-123 45", "12345")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["0010", "123456", "EE-12345", "0010O", "00000"]
    }
    fn words(&self) -> Words {
        Words::FromThirdLetter
    }
}
