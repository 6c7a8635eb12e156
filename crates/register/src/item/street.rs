//! Street address line: street, number, staircase, flat; or a post box.

use super::{first_names::name, kind::*};
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct Street;

impl Kind for Street {
    fn name(&self) -> Text {
        Text::new("katuosoite", "gatuadress", "street address")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        name(text)
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Text, "", "street-address")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("Mannerheimintie 5 A 12", "Mannerheimintie 5 A 12"), ("PL  123", "PL 123")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["12", "Katu 1, FI21 1234 5600 0007 85"]
    }
    fn words(&self) -> Words {
        Words::FromThirdLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}
