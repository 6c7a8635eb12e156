//! Item types: how a written value becomes a valid one, how it is shown, found and asked for. One file a type.

use crate::{diagnostics::Problem, id::ChoiceId, statement::model::Item, text::Lang};
use zeroize::Zeroizing;

/// A value that has passed its item's type: the only thing that can be stored. Holds personal data, so it can't be
/// printed or compared by accident.
pub struct Valid {
    normal: Zeroizing<String>,
    label: Option<ChoiceId>,
}

impl Valid {
    /// The normal form: what is stored, and what equality means.
    #[must_use]
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// The kind of value (home, work, mobile), for items that declare `choices` for it.
    #[must_use]
    pub fn label(&self) -> Option<&ChoiceId> {
        self.label.as_ref()
    }
}

/// Reads a written value of an item.
///
/// # Errors
/// All that is wrong with it, without repeating the value itself.
pub fn read(_item: &Item, _written: &str, _label: Option<&ChoiceId>) -> Result<Valid, Vec<Problem>> {
    unimplemented!()
}

/// How a stored normal form reads to people: dates as 5.3.2026, money as 12,50 €, choices by their names.
#[must_use]
pub fn show(_item: &Item, _normal: &str, _lang: Lang) -> Zeroizing<String> {
    unimplemented!()
}

/// A word that a value can be found by. The gate turns it into a keyed token; it is never stored as it is.
pub struct Term {
    /// What kind of match it serves; terms of different kinds never meet.
    pub kind: TermKind,
    /// Normalised text.
    pub text: Zeroizing<String>,
}

/// Kinds of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// A word or the beginning of one (names, streets, towns).
    Prefix,
    /// The whole normal form of one item (customer number, e-mail, phone in international form).
    Exact,
    /// The last digits of a phone number, from 4.
    PhoneTail,
    /// How a name sounds.
    Phonetic,
}

/// The terms that one stored value leaves, as far as the item's `search` allows.
#[must_use]
pub fn terms(_item: &Item, _normal: &str) -> Vec<Term> {
    unimplemented!()
}

/// What a person typed into a search field: every word is a set of terms of which one must match (a phone number in any
/// written form, an e-mail address, a name's beginning, or, only if `phonetic`, its sound).
#[must_use]
pub fn query(_typed: &str, _phonetic: bool) -> Vec<Vec<Term>> {
    unimplemented!()
}
