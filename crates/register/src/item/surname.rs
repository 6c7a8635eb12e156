//! Surname, with its particles and hyphens.

use super::{first_names::name, kind::*};
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct Surname;

impl Kind for Surname {
    fn name(&self) -> Text {
        Text::new("sukunimi", "efternamn", "surname")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        name(text)
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Text, "", "family-name")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("Virtanen-Mäki", "Virtanen-Mäki"),
            ("von  Essen", "von Essen"),
            ("Ó Súilleabháin", "Ó Súilleabháin"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["...", "0401234567", "Virtanen 131052-9041"]
    }
    fn words(&self) -> Words {
        Words::FromFirstLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}
