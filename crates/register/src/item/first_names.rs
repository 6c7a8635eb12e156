//! First names: one or several, as the person writes them.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct FirstNames;

impl Kind for FirstNames {
    fn name(&self) -> Text {
        Text::new("etunimet", "förnamn", "first names")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        name(text)
    }
    fn widget(&self) -> Widget {
        Widget::new(Input::Text, "", "given-name")
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("Anna-Liisa Maria", "Anna-Liisa Maria"),
            ("  Aino   Inkeri ", "Aino Inkeri"),
            ("A\u{308}iti", "Äiti"),
            ("Đỗ", "Đỗ"),
            ("محمد", "محمد"),
            ("O’Neil", "O’Neil"),
            ("=Anna", "=Anna"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["123", "-", "131052-9041", "Anna\u{0}", "\u{202E}annA", "4111 1111 1111 1111 A"]
    }
    fn words(&self) -> Words {
        Words::FromFirstLetter
    }
    fn is_prose(&self) -> bool {
        true
    }
}

/// A name of a person: at most 200 characters, and a letter among them. Nobody's name is wrong otherwise.
pub(super) fn name(text: &str) -> Result<Zeroizing<String>, Problem> {
    limited(text, 200)?;
    if !text.chars().any(char::is_alphabetic) {
        return Err(problem(
            "name-without-letters",
            [
                "Nimessä ei ole yhtään kirjainta.",
                "Namnet innehåller inga bokstäver.",
                "The name has no letters.",
            ],
            ["Kirjoita nimi kirjaimin.", "Skriv namnet med bokstäver.", "Write the name in letters."],
        ));
    }
    Ok(Zeroizing::new(text.to_owned()))
}
