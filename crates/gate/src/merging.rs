//! What the verbs about duplicates take and give: who may be the same person and by what, what becomes of each item when two cards
//! become one. Not here: doing it (`verbs/merge.rs`).

use crate::card::Hit;
use seloste_register::id::ItemId;

/// Somebody who may be the same person.
pub struct Duplicate {
    /// Who, as in a search.
    pub hit: Hit,
    /// Items in which both have the same value.
    pub same: Vec<ItemId>,
}

/// What becomes of an item when two cards become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Both have the same.
    Same,
    /// Only the card that stays has it.
    Kept,
    /// Only the other has it: it is taken over, with its source and date.
    TakenOver,
    /// Both have values, and the item takes several: all of them stay.
    Both,
    /// Both have values and the item takes one: that of the card that stays; the other goes to the history.
    KeptWins,
}

impl Settled {
    /// The outcome as written in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Kept => "kept",
            Self::TakenOver => "taken-over",
            Self::Both => "both",
            Self::KeptWins => "kept-wins",
        }
    }
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePlan {
    /// Items that either has, in the order of the statement.
    pub items: Vec<(ItemId, Settled)>,
    /// Objects that would move.
    pub objects: u64,
    /// Prohibitions in force of either: all of them stand afterwards.
    pub prohibitions: u64,
    /// Consents that end, because the person has withdrawn the same on the other card.
    pub consents_ending: u64,
}
