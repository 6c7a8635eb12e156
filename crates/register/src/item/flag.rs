//! Yes or no.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Flag;

impl Kind for Flag {
    fn name(&self) -> Text {
        Text::new("kyllä tai ei", "ja eller nej", "yes or no")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let normal = match text.to_lowercase().as_str() {
            "yes" | "y" | "kyllä" | "k" | "on" | "ja" | "j" | "true" | "tosi" | "sant" | "1" | "x" => "yes",
            "no" | "n" | "ei" | "e" | "nej" | "false" | "epätosi" | "falskt" | "0" => "no",
            _ => {
                return Err(problem(
                    "not-yes-or-no",
                    [
                        "Arvo ei ole kyllä eikä ei.",
                        "Värdet är varken ja eller nej.",
                        "The value is neither yes nor no.",
                    ],
                    ["Kirjoita kyllä tai ei.", "Skriv ja eller nej.", "Write yes or no."],
                ));
            }
        };
        Ok(Zeroizing::new(normal.to_owned()))
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        let shown = match (normal, lang) {
            ("yes", Lang::Fi) => "kyllä",
            ("yes", Lang::Sv) => "ja",
            ("yes", Lang::En) => "yes",
            ("no", Lang::Fi) => "ei",
            ("no", Lang::Sv) => "nej",
            ("no", Lang::En) => "no",
            (other, _) => other,
        };
        shown.to_owned()
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Flag, "", "off")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("kyllä", "yes"), ("Nej", "no"), ("true", "yes"), ("0", "no")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["ehkä", "2"]
    }
}
