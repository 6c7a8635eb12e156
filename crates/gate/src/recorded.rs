//! What the verbs about people's rights over recordings take and give: whether a call was recorded, what keeps a recording,
//! training sets. Not here: sound (`recording`), assessments (`quality`).

use crate::{
    ask::AccountId,
    card::{ObjectRef, OpenedObject},
    personal::Personal,
};
use jiff::{Timestamp, civil::Date};
use seloste_register::id::ObjectKindId;

/// Whether a call was recorded (claim R2-029).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactState {
    /// It was, and the recording is there.
    Recorded,
    /// It was not.
    NotRecorded,
    /// It was; the recording was deleted on this day, where that is known.
    Deleted(Option<Date>),
}

/// What is known of one call or message.
pub struct CallFact {
    /// What it is: the fact of a call, or the recording where the register keeps no fact beside it.
    pub object: ObjectRef,
    /// Its kind.
    pub kind: ObjectKindId,
    /// When it began, to the second where that is kept, otherwise the beginning of its day.
    pub began: Timestamp,
    /// Whether it was recorded.
    pub state: FactState,
    /// The recording, while it is there.
    pub recording: Option<ObjectRef>,
    /// Assessments of it, in a case about whoever handled it.
    pub assessments: Vec<OpenedObject>,
}

/// Why a recording is still needed (claim R6-016).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedKind {
    /// An open case that it proves.
    Case,
    /// Training with a set.
    Training,
}

impl NeedKind {
    /// The name outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Training => "training",
        }
    }
}

/// A need to be put on record.
#[derive(Debug, Clone)]
pub struct NeedDraft {
    /// Why, in words; stored sealed.
    pub reason: String,
    /// Its last day.
    pub ends: Date,
    /// The training set that the recording goes into; `None`: it proves a case.
    pub set: Option<i64>,
}

/// A need on record.
pub struct Need {
    /// Its number among those of the recording.
    pub number: i64,
    /// What it is for.
    pub kind: NeedKind,
    /// Its last day.
    pub ends: Date,
    /// Since when.
    pub placed: Timestamp,
    /// Who said so.
    pub by: AccountId,
    /// Why.
    pub reason: Personal,
}

/// A set of recordings that people are trained with (claim R2-004).
pub struct TrainingSet {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: Personal,
    /// When it was made.
    pub made: Timestamp,
    /// Who made it.
    pub by: AccountId,
    /// The recordings that are still there and still in it.
    pub recordings: Vec<ObjectRef>,
}
