//! Bounded free text. Refuses identity codes (claim R4-020), card and account numbers (claim R1-030).

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text as Words3};
use zeroize::Zeroizing;

pub(super) struct Text;

/// The bound of a text whose item declares none.
const BOUND: u32 = 500;

impl Kind for Text {
    fn name(&self) -> Words3 {
        Words3::new("teksti", "text", "text")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        if item.max_length.is_none() {
            limited(text, BOUND as usize)?;
        }
        Ok(Zeroizing::new(text.to_owned()))
    }
    fn widget(&self) -> Widget {
        Widget { max_length: BOUND, ..Widget::new(Input::Area, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("Soita ennen toimitusta.", "Soita ennen toimitusta."), ("eka\r\ntoka", "eka\ntoka")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["tunnus on 131052-9041", "kortti 4111 1111 1111 1111", "tili FI21 1234 5600 0007 85"]
    }
    fn words(&self) -> Words {
        Words::FromThirdLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}
