//! What every type of item answers. Not here: any one type (one file each beside this one), search (`search.rs`).

use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

/// How a form asks for a value (HTML `input` or its like).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widget {
    /// Which element or `type` of input.
    pub input: Input,
    /// The `inputmode` of a telephone's keyboard; empty: leave it out.
    pub inputmode: &'static str,
    /// The `autocomplete` token that fits when people fill in their own data; staff forms say `off`.
    pub autocomplete: &'static str,
    /// An example to show in an empty field: the first of the type's examples.
    pub placeholder: &'static str,
    /// Longest text in characters, for `maxlength`.
    pub max_length: u32,
}

/// Elements that a form is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Input {
    /// `<input type="text">`.
    Text,
    /// `<input type="tel">`.
    Tel,
    /// `<input type="email">`.
    Email,
    /// `<select>` over the item's choices, or over the type's own list.
    Select,
    /// Yes, no and not known: a `<select>` of three.
    Flag,
    /// `<textarea>`.
    Area,
}

impl Widget {
    pub(super) const fn new(input: Input, inputmode: &'static str, autocomplete: &'static str) -> Self {
        Self { input, inputmode, autocomplete, placeholder: "", max_length: 200 }
    }
}

/// One type of item. Its examples are its tests, the form's placeholder and the docs.
pub(super) trait Kind: Sync {
    /// Name in three languages.
    fn name(&self) -> Text;
    /// Reads cleaned text (NFC, trimmed, without control characters, not empty) to its normal form.
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem>;
    /// How the normal form reads to people.
    fn show(&self, _item: &Item, normal: &str, _lang: Lang) -> String {
        normal.to_owned()
    }
    /// How a form asks for it; `placeholder` is filled in from the examples.
    fn widget(&self) -> Widget;
    /// What may be written, and the normal form it gets.
    fn examples(&self) -> &'static [(&'static str, &'static str)];
    /// What is refused.
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str];
    /// How its words are found when `prefix` is declared.
    fn words(&self) -> Words {
        Words::None
    }
    /// Whether card and account numbers in it are looked for and refused (claim R1-030).
    fn is_prose(&self) -> bool {
        false
    }
}

/// Which beginnings of its words an item leaves as search terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// None.
    None,
    /// From the first letter: names.
    FromFirstLetter,
    /// From the third letter, numbers left out: streets, towns, postal codes.
    FromThirdLetter,
    /// The local part of an e-mail address, from the first letter.
    LocalPart,
}

/// A problem with a value: what is wrong and what to do, each as Finnish, Swedish, English. Never repeats the value.
pub(super) fn problem(rule: &'static str, what: [&str; 3], remedy: [&str; 3]) -> Problem {
    let text = |[fi, sv, en]: [&str; 3]| Text::new(fi, sv, en);
    Problem::error(rule, text(what), text(remedy))
}

/// The refusal of a text longer than `limit` characters.
pub(super) fn limited(text: &str, limit: usize) -> Result<(), Problem> {
    if text.len() <= limit || text.chars().count() <= limit {
        return Ok(());
    }
    Err(problem(
        "too-long",
        [
            &format!("Arvo on liian pitkä: enintään {limit} merkkiä."),
            &format!("Värdet är för långt: högst {limit} tecken."),
            &format!("The value is too long: at most {limit} characters."),
        ],
        ["Lyhennä arvoa.", "Förkorta värdet.", "Shorten the value."],
    ))
}
