//! Name of a company, association or other organisation. Some are written without letters.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct OrganisationName;

impl Kind for OrganisationName {
    fn name(&self) -> Text {
        Text::new("organisaation nimi", "organisationens namn", "organisation name")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        limited(text, 200)?;
        Ok(Zeroizing::new(text.to_owned()))
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Text, "", "organization")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("Kahvila Korvapuusti Oy", "Kahvila Korvapuusti Oy"), ("24 - 7", "24 - 7")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["Oy 131052-9041 Ab"]
    }
    fn words(&self) -> Words {
        Words::FromFirstLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}
