//! Item types: how a written value becomes a valid one, how it is shown, found and asked for. One file a type; what all
//! types have in common is in `kind.rs`, `clean.rs`, `forbidden.rs` and `search.rs`.

mod birth_date;
mod business_id;
mod choice;
mod clean;
mod codes_out;
mod country;
mod customer_number;
mod date;
pub mod decimal;
mod email;
mod first_names;
mod flag;
mod forbidden;
mod iban;
mod identity_code;
mod kind;
mod language;
mod moment;
pub mod money;
mod network_address;
mod number;
mod organisation_name;
mod payment_reference;
mod phone;
mod postal_code;
mod search;
mod sound;
mod street;
mod surname;
mod text;
mod town;

#[cfg(test)]
mod tests;

pub use birth_date::not_in_future;
pub use codes_out::without_identity_codes;
pub use country::{called as country_name, named as countries};
pub use customer_number::generate as customer_number;
pub use kind::{Input, Widget};
pub use language::named as languages;
pub use phone::Home;
pub use postal_code::knows_postal_codes_of;
pub use search::Findable;

use crate::{
    diagnostics::Problem,
    id::ChoiceId,
    statement::model::{Item, ItemType},
    text::{Lang, Text},
};
use kind::{Kind, problem};
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

/// Every type, in the statement's order.
pub const ALL: [ItemType; 25] = [
    ItemType::FirstNames,
    ItemType::Surname,
    ItemType::OrganisationName,
    ItemType::Street,
    ItemType::PostalCode,
    ItemType::Town,
    ItemType::Country,
    ItemType::Phone,
    ItemType::Email,
    ItemType::BirthDate,
    ItemType::Date,
    ItemType::Moment,
    ItemType::Language,
    ItemType::CustomerNumber,
    ItemType::IdentityCode,
    ItemType::BusinessId,
    ItemType::Iban,
    ItemType::PaymentReference,
    ItemType::NetworkAddress,
    ItemType::Money,
    ItemType::Number,
    ItemType::Decimal,
    ItemType::Choice,
    ItemType::Flag,
    ItemType::Text,
];

fn kind_of(item_type: ItemType) -> &'static dyn Kind {
    match item_type {
        ItemType::FirstNames => &first_names::FirstNames,
        ItemType::Surname => &surname::Surname,
        ItemType::OrganisationName => &organisation_name::OrganisationName,
        ItemType::Street => &street::Street,
        ItemType::PostalCode => &postal_code::PostalCode,
        ItemType::Town => &town::Town,
        ItemType::Country => &country::Country,
        ItemType::Phone => &phone::Phone,
        ItemType::Email => &email::Email,
        ItemType::BirthDate => &birth_date::BirthDate,
        ItemType::Date => &date::Date,
        ItemType::Moment => &moment::Moment,
        ItemType::Language => &language::Language,
        ItemType::CustomerNumber => &customer_number::CustomerNumber,
        ItemType::IdentityCode => &identity_code::IdentityCode,
        ItemType::BusinessId => &business_id::BusinessId,
        ItemType::Iban => &iban::Iban,
        ItemType::PaymentReference => &payment_reference::PaymentReference,
        ItemType::NetworkAddress => &network_address::NetworkAddress,
        ItemType::Money => &money::Money,
        ItemType::Number => &number::Number,
        ItemType::Decimal => &decimal::Decimal,
        ItemType::Choice => &choice::Choice,
        ItemType::Flag => &flag::Flag,
        ItemType::Text => &text::Text,
    }
}

/// Reads a written value of an item.
///
/// # Errors
/// All that is wrong with it, without repeating the value itself.
pub fn read(item: &Item, written: &str, label: Option<&ChoiceId>) -> Result<Valid, Vec<Problem>> {
    let mut problems = Vec::new();
    if let Some(label) = label
        && (item.item_type == ItemType::Choice || !item.choices.iter().any(|choice| choice.id == *label))
    {
        problems.push(unknown_label());
    }
    match read_text(item, written) {
        Ok(normal) if problems.is_empty() => return Ok(Valid { normal, label: label.cloned() }),
        Ok(_) => {}
        Err(problem) => problems.push(problem),
    }
    Err(problems)
}

fn read_text(item: &Item, written: &str) -> Result<Zeroizing<String>, Problem> {
    let kind = kind_of(item.item_type);
    let lines = if item.item_type == ItemType::Text { clean::Lines::Many } else { clean::Lines::One };
    let text = clean::clean(written, lines)?;
    if text.is_empty() {
        return Err(clean::empty());
    }
    if item.item_type != ItemType::IdentityCode {
        forbidden::identity_codes(&text)?;
    }
    if kind.is_prose() {
        forbidden::payment_numbers(&text)?;
    }
    if let Some(longest) = item.max_length {
        kind::limited(&text, usize::try_from(longest).unwrap_or(usize::MAX))?;
    }
    kind.parse(item, &text)
}

fn unknown_label() -> Problem {
    problem(
        "unknown-label",
        [
            "Tälle tiedolle ei ole sellaista lajia.",
            "Uppgiften har ingen sådan typ.",
            "The item has no such kind of value.",
        ],
        [
            "Valitse laji luettelosta tai jätä se pois.",
            "Välj typ i listan eller utelämna den.",
            "Choose the kind from the list, or leave it out.",
        ],
    )
}

/// Reads a written day as items of dates read it: the day of an object.
///
/// # Errors
/// That it is none, without repeating it.
pub fn read_day(written: &str) -> Result<jiff::civil::Date, Problem> {
    date::day(&clean::clean(written, clean::Lines::One)?).ok_or_else(date::not_a_date)
}

/// A day as an item of dates keeps it: the day, or only its month or year (claim R3-011).
#[must_use]
pub fn kept_of(item: &Item, day: jiff::civil::Date) -> String {
    date::coarse(item, day)
}

/// A number or an amount as a whole number of its smallest parts: ones, cents, units of its last decimal.
#[must_use]
pub fn units(item: &Item, normal: &str) -> Option<i64> {
    match item.item_type {
        ItemType::Number => normal.parse().ok(),
        ItemType::Money => money::cents(normal),
        ItemType::Decimal => decimal::units(normal, decimal::decimals(item)),
        _ => None,
    }
}

/// How a stored normal form reads to people: dates as 5.3.2026, money as 12,50 €, choices by their names.
#[must_use]
pub fn show(item: &Item, normal: &str, lang: Lang) -> Zeroizing<String> {
    Zeroizing::new(kind_of(item.item_type).show(item, normal, lang))
}

/// Whether a text is a Finnish business id (R6-002).
#[must_use]
pub fn is_business_id(text: &str) -> bool {
    business_id::normal(text.trim()).is_some()
}

/// The name of a type, for people who write or read statements.
#[must_use]
pub fn type_name(item_type: ItemType) -> Text {
    kind_of(item_type).name()
}

/// How a form asks for an item.
#[must_use]
pub fn widget(item: &Item) -> Widget {
    let kind = kind_of(item.item_type);
    let widget = kind.widget();
    let placeholder = match widget.input {
        Input::Text | Input::Tel | Input::Email => kind.examples().first().map_or("", |(written, _)| written),
        Input::Select | Input::Flag | Input::Area => "",
    };
    let max_length = item.max_length.unwrap_or(widget.max_length);
    Widget { placeholder, max_length, ..widget }
}

/// What may be written for a type, and the normal form that it gets.
#[must_use]
pub fn examples(item_type: ItemType) -> &'static [(&'static str, &'static str)] {
    kind_of(item_type).examples()
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
    /// A word or the beginning of one (names, streets, towns), at most its first eight letters.
    Prefix,
    /// The whole normal form, bound to the item's type (customer number, e-mail, phone in international form).
    Exact,
    /// The last four and the last seven digits of a phone number.
    PhoneTail,
    /// How a name sounds.
    Phonetic,
}

/// How far a typed term fits a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// All of a word, an identifier or a sound.
    Whole,
    /// The beginning of a longer word.
    Beginning,
}

/// The terms that one stored value leaves, as far as the item's `search` allows; a `unique` item always leaves its exact
/// form. Sorted, without doubles.
#[must_use]
pub fn terms(item: &Item, normal: &str) -> Vec<Term> {
    search::terms(item, normal)
}

/// What a person typed into a search field: every word is a set of terms of which one must match (a phone number in any
/// written form, an e-mail address, a name's beginning, or, only if `phonetic`, its sound). Words after the eighth and
/// characters after the 200th don't count.
#[must_use]
pub fn query(typed: &str, phonetic: bool, home: Home) -> Vec<Vec<Term>> {
    search::query(typed, phonetic, home)
}

/// The words of a longer text, and their beginnings from the third letter to the eighth: what a message can be found by. In the
/// text's order, with doubles; each is wiped when it is dropped.
pub fn written_words(text: &str) -> impl Iterator<Item = Zeroizing<String>> {
    search::written(text)
}

/// Words typed in order to find a text that [`written_words`] was made of: all must match. Words after the eighth and characters after
/// the 200th don't count.
#[must_use]
pub fn typed_words(typed: &str) -> Vec<Zeroizing<String>> {
    search::typed(typed)
}

/// The identifiers that a typed text may be, beside phone and e-mail: type and normal form.
fn identifiers(text: &str) -> Vec<(ItemType, Zeroizing<String>)> {
    let Ok(text) = clean::clean(text, clean::Lines::One) else { return Vec::new() };
    let day = date::day(&text).map(|day| Zeroizing::new(day.to_string()));
    [
        (ItemType::CustomerNumber, customer_number::normal(&text)),
        (ItemType::BirthDate, day.clone()),
        (ItemType::Date, day),
        (ItemType::BusinessId, business_id::normal(&text)),
        (ItemType::Iban, iban::normal(&text)),
        (ItemType::PaymentReference, payment_reference::normal(&text)),
        (ItemType::IdentityCode, identity_code::normal(&text)),
    ]
    .into_iter()
    .filter_map(|(item_type, normal)| normal.map(|normal| (item_type, normal)))
    .collect()
}
