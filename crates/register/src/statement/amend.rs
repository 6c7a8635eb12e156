//! Changes of a statement's text that keep its comments, its order and its layout. Not here: whether the outcome is right;
//! the check says so.

mod form;

pub use form::{Field, Kind, NotAmended, Passage, fields, passages, set};

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

/// A decision to be written into a statement.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    /// The rule of the check.
    pub rule: &'a str,
    /// The passages that it is about, as the check prints them.
    pub passages: &'a [String],
    /// Which of them yields.
    pub yields: Option<&'a str>,
    /// Who decided.
    pub who: &'a str,
    /// The day.
    pub when: Date,
    /// Why, in whichever language it was written.
    pub why: &'a str,
    /// The day by which it is looked at again.
    pub review: Date,
}

/// The text with a decision after all others; `None` when it is not TOML.
#[must_use]
pub fn with_decision(text: &str, decided: &Decided<'_>) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let list = document.entry("decision").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let list = list.as_array_of_tables_mut()?;
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("rule", value(decided.rule));
    table.insert("passages", value(decided.passages.iter().map(String::as_str).collect::<Array>()));
    if let Some(yields) = decided.yields {
        table.insert("yields", value(yields));
    }
    table.insert("who", value(decided.who));
    table.insert("when", value(day(decided.when)));
    let mut why = InlineTable::new();
    for lang in ["fi", "sv", "en"] {
        why.insert(lang, Value::from(decided.why));
    }
    table.insert("why", value(why));
    table.insert("review", value(day(decided.review)));
    list.push(table);
    Some(document.to_string())
}

fn day(day: Date) -> toml_edit::Datetime {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let date = toml_edit::Date {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: part(day.month()),
        day: part(day.day()),
    };
    toml_edit::Datetime { date: Some(date), time: None, offset: None }
}
