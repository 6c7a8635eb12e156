//! Post office or town.

use super::{first_names::name, kind::*};
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct Town;

impl Kind for Town {
    fn name(&self) -> Text {
        Text::new("postitoimipaikka", "postort", "town")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        name(text)
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Text, "", "address-level2")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("Helsinki", "Helsinki"), ("HELSINGFORS", "HELSINGFORS")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["00100"]
    }
    fn words(&self) -> Words {
        Words::FromThirdLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}
