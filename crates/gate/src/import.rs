//! What bulk verbs take and give: rows of a file, people from a generator. Not here: files and mappings
//! (`seloste_register::import`), what becomes of a row (`verbs/import`).

use crate::{
    card::{Draft, ObjectDraft, PermissionChange, SubjectRef},
    errors::{ItemProblem, Refusal},
};
use seloste_register::{
    id::{AreaId, GroupId, ItemId, ObjectKindId, SourceId},
    item::Valid,
};
use std::collections::BTreeMap;

/// A batch of rows from one file.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its number, by which it is undone.
    pub number: i64,
    /// The source of all its values.
    pub source: SourceId,
    /// The group that new persons belong to.
    pub group: GroupId,
    /// Areas that new persons belong to.
    pub areas: Vec<AreaId>,
}

/// A row that has been read.
pub struct Row {
    /// Its number in the file.
    pub number: i64,
    /// Its values. Items that it does not name stay as they are.
    pub items: Vec<(ItemId, Vec<Valid>)>,
    /// Values that only find the person and are not stored.
    pub finds: Vec<(ItemId, Vec<Valid>)>,
    /// An object that it brings beside the person, such as what ties them to the register.
    pub object: Option<ObjectDraft>,
}

/// What became of a row.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A new person.
    Created,
    /// A person who was there, changed.
    Updated,
    /// A person who was there, just so.
    Unchanged,
    /// It says again what an earlier row of the batch said.
    Duplicate,
    /// The statement says no.
    Refused(Refusal),
    /// Something is wrong with it: a required item is missing, it fits several persons.
    Wrong(Vec<ItemProblem>),
}

/// Outcomes that name a person, as they are listed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Met {
    /// See [`Outcome::Created`].
    Created,
    /// See [`Outcome::Updated`].
    Updated,
    /// See [`Outcome::Unchanged`].
    Unchanged,
    /// See [`Outcome::Duplicate`].
    Duplicate,
}

impl Met {
    /// The number in the `import_row` table.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Created => 1,
            Self::Updated => 2,
            Self::Unchanged => 3,
            Self::Duplicate => 4,
        }
    }
}

/// One row of a batch and whom it met.
#[derive(Debug, Clone)]
pub struct MetRow {
    /// The row's number in the file.
    pub row: i64,
    /// The person, for those who may open the card.
    pub subject: SubjectRef,
}

/// What one step of an undo did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undone {
    /// People whom the batch had added and who are erased again.
    pub erased: u64,
    /// People whose data are again what they were.
    pub restored: u64,
    /// People who were changed since by somebody else, and stay.
    pub kept: u64,
    /// Whether there is more to undo.
    pub more: bool,
}

/// A whole person from a generator.
pub struct Arrival {
    /// Items.
    pub draft: Draft,
    /// Objects, a parent before its children: which of the earlier ones is the parent, and the object without it.
    pub objects: Vec<(Option<usize>, ObjectDraft)>,
    /// Consents and prohibitions.
    pub permissions: Vec<PermissionChange>,
}

/// What was loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// How many people.
    pub people: u64,
    /// How many of their objects, by kind; of kinds that the asker may not change, none.
    pub objects: BTreeMap<ObjectKindId, u64>,
}
