//! What an erasure takes and what stays, as it is told before and after. Not here: the erasing (`verbs/erase`).

use crate::card::ObjectRef;
use jiff::{Timestamp, civil::Date};
use seloste_register::{
    id::{CategoryId, HoldId, ItemId, ObjectKindId},
    text::Text,
};

/// What an erasure takes, or took, and what stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// How it goes on.
    pub course: Course,
    /// What goes now.
    pub goes: Vec<Part>,
    /// What stays, why, until when.
    pub stays: Vec<Kept>,
    /// Items of which a keyed fingerprint stays, used only to keep the person from being brought in again.
    pub fingerprints: Vec<ItemId>,
    /// Texts of others that may mention the person, as far as they were looked through: to be looked at by somebody.
    pub mentions: u64,
    /// Whether the search for them is not through.
    pub searching: bool,
    /// The search for them that goes on; `None` where no text is free, or none was begun.
    pub search: Option<crate::MentionSearch>,
    /// Recipients who were given the person's data and will be told.
    pub recipients: u64,
}

/// A part of what is held about somebody, chosen by the person (R5-130).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Portion {
    /// Items, with all their values and earlier values.
    pub items: Vec<ItemId>,
    /// Objects of the person, with what belongs to them; or objects of others, out of which the card goes.
    pub objects: Vec<ObjectRef>,
}

/// How an erasure goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Everything goes.
    Whole,
    /// What the law or a case keeps stays closed; the rest goes.
    Partly,
    /// A case holds everything: it goes when the case ends, and is closed until then.
    Waits,
}

/// So many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of what.
    pub what: What,
    /// How many.
    pub many: u64,
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub what: What,
    /// How many.
    pub many: u64,
    /// Why.
    pub why: Why,
    /// The last day; for a case, the day by which it is looked at again.
    pub until: Date,
}

/// Kinds of things that a register has about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Items of a category.
    Category(CategoryId),
    /// Objects of a kind.
    Objects(ObjectKindId),
    /// Consents and prohibitions.
    Permissions,
    /// Earlier values.
    Past,
    /// Reasons that were given for opening the data.
    Reasons,
    /// What the statement does not declare any more.
    Undeclared,
}

/// Why something stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The law wants it kept (GDPR 17(3)(b)).
    Law {
        /// The provision.
        name: Text,
        /// Where it stands.
        source: String,
    },
    /// A case holds it (GDPR 17(3)(e)).
    Case,
}

/// A hold to be placed.
#[derive(Debug, Clone)]
pub struct HoldDraft {
    /// Which of the kinds of hold that the statement declares it is: it keeps the categories of its kind alone. `None` only where
    /// none is declared.
    pub kind: Option<HoldId>,
    /// Which case, and why it needs the data; stored sealed with the person.
    pub case: String,
    /// The objects that it needs; empty: everything about the person that its kind is for.
    pub objects: Vec<ObjectRef>,
    /// The day by which somebody looks whether it is still needed.
    pub review: Date,
}

/// A hold as it stands.
pub struct Hold {
    /// Its number in the register.
    pub number: i64,
    /// Which of the kinds that the statement declares; `None` for what the program holds by itself, or what it declares no more.
    pub kind: Option<HoldId>,
    /// The object that is held; `None` for everything that its kind is for.
    pub object: Option<ObjectRef>,
    /// Which case, and why.
    pub case: crate::personal::Personal,
    /// When it was placed.
    pub placed: Timestamp,
    /// The day by which somebody looks at it again.
    pub review: Date,
    /// Who placed it.
    pub by: crate::ask::AccountId,
}
