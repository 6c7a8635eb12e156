//! What the verb about statistics takes and gives: objects counted by what they are, when they were and what they hold, never
//! about one person. Not here: totals of people alone (`verbs/list.rs`).

use crate::card::Filter;
use jiff::civil::Date;
use seloste_register::id::{ItemId, ObjectKindId};

/// What objects are counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The group of the people whom they belong to.
    Group,
    /// Their state.
    State,
    /// The calendar month in which they began.
    Month,
    /// The calendar year in which they began.
    Year,
    /// The value of one of their items, or of one of their lines.
    Item(ItemId),
}

impl By {
    /// What a name says to count by: one of the four words, or else an item.
    #[must_use]
    pub fn named(name: ItemId) -> Self {
        match name.as_str() {
            "group" => Self::Group,
            "state" => Self::State,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => Self::Item(name),
        }
    }
}

/// What is counted.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Objects of this kind ...
    pub kind: ObjectKindId,
    /// ... by these, in this order: one to three.
    pub by: Vec<By>,
    /// ... that began on this day or later ...
    pub from: Option<Date>,
    /// ... and on this day or earlier ...
    pub until: Option<Date>,
    /// ... of these people. Its kind and words are not looked at.
    pub filter: Filter,
}

/// One row of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What it is about, in the order of what was counted by: declared names, months as `2026-11`, values as they are kept.
    /// Empty for what is not filled in.
    pub about: Vec<String>,
    /// How many objects; with a line's item, how many lines.
    pub objects: u64,
    /// How many people they belong to.
    pub people: u64,
}

/// What came of counting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallied {
    /// Rows of at least as many people as the purpose may show, in order.
    pub rows: Vec<Figures>,
    /// How many rows were left out because they are about too few.
    pub withheld: u64,
}
