//! One value of the item's own list, by its name in any language or by its id.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Choice;

impl Kind for Choice {
    fn name(&self) -> Text {
        Text::new("valinta", "val", "choice")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let wanted = text.to_lowercase();
        let named = |choice: &&crate::statement::model::Choice| {
            choice.id.as_str() == wanted
                || Lang::ALL.iter().any(|lang| choice.name.get(*lang).to_lowercase() == wanted)
        };
        if let Some(choice) = item.choices.iter().find(named) {
            return Ok(Zeroizing::new(choice.id.as_str().to_owned()));
        }
        let list = |lang: Lang| {
            item.choices.iter().map(|choice| choice.name.get(lang)).collect::<Vec<_>>().join(", ")
        };
        Err(problem(
            "not-among-choices",
            ["Arvo ei ole luettelossa.", "Värdet finns inte i listan.", "The value is not on the list."],
            [
                &format!("Valitse jokin näistä: {}.", list(Lang::Fi)),
                &format!("Välj något av dessa: {}.", list(Lang::Sv)),
                &format!("Choose one of these: {}.", list(Lang::En)),
            ],
        ))
    }
    fn show(&self, item: &Item, normal: &str, lang: Lang) -> String {
        let choice = item.choices.iter().find(|choice| choice.id.as_str() == normal);
        choice.map_or(normal, |choice| choice.name.get(lang)).to_owned()
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Select, "", "off")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("invoice", "invoice"), ("Lasku", "invoice"), ("FAKTURA", "invoice")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["jokin muu", "4111 1111 1111 1111"]
    }
}
