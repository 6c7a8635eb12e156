//! What the verbs about people's rights over recordings take and give: whether a call was recorded, what is given of it, what
//! keeps a recording, training sets. Not here: sound (`recording`), assessments (`quality`).

use crate::{
    ask::AccountId,
    card::{ObjectRef, OpenedObject},
    personal::Personal,
    request::RequestRef,
};
use jiff::{Timestamp, civil::Date};
use seloste_register::{id::ObjectKindId, statement::model::DisclosureGround};
use std::ops::Range;

/// Recordings that an authority asks for (claim R2-024).
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// Who asks.
    pub to: String,
    /// On what ground.
    pub ground: DisclosureGround,
    /// The provision, and the request.
    pub provision: String,
    /// The number under which the authority keeps the matter; empty: none.
    pub case_number: String,
    /// Recordings of one person: these alone.
    pub recordings: Vec<ObjectRef>,
}

/// Such an order as it stands.
pub struct AuthorityOrder {
    /// Its number in the register.
    pub order: i64,
    /// Who asks, by which provision and under which number: a line each.
    pub words: Personal,
    /// On what ground.
    pub ground: Option<DisclosureGround>,
    /// The recordings that it names.
    pub recordings: Vec<ObjectRef>,
    /// When it was put down.
    pub asked: Timestamp,
    /// Who put it down.
    pub by: AccountId,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How it ended; `None` while it waits.
    pub end: Option<OrderEnd>,
    /// Who ended it.
    pub ended_by: Option<AccountId>,
}

/// How an order of an authority ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderEnd {
    /// What it names was handed over.
    HandedOver,
    /// Nothing of it was.
    Refused,
}

impl OrderEnd {
    /// The name in answers for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HandedOver => "handed-over",
            Self::Refused => "refused",
        }
    }
}

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
    /// The event of the same person that the recording proves, where the statement wants one named.
    pub event: Option<ObjectRef>,
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
    /// The event that it proves.
    pub event: Option<ObjectRef>,
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

/// In what way a person wants to hear a recording (GDPR 15(3); claims R2-030, R2-033).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// A copy of their own.
    Copy,
    /// To listen to it with us.
    Listen,
}

impl Wish {
    /// The name outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Listen => "listen",
        }
    }
    /// The wish with a name.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        [Self::Copy, Self::Listen].into_iter().find(|one| one.code() == code)
    }
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Copy => 1,
            Self::Listen => 2,
        }
    }
    pub(crate) const fn of(number: i64) -> Self {
        if number == 2 { Self::Listen } else { Self::Copy }
    }
}

/// What is given of a recording in which somebody else is heard too (GDPR 15(4)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// All of it.
    Whole,
    /// A copy with a tone over these spans, in milliseconds from the beginning.
    Covered(Vec<Range<u64>>),
    /// Nothing: somebody else's rights weigh more.
    Withheld,
}

impl Given {
    /// The name outside.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Covered(_) => "covered",
            Self::Withheld => "withheld",
        }
    }
}

/// What was weighed of a recording.
#[derive(Debug, Clone)]
pub struct Weighing {
    /// What is given.
    pub given: Given,
    /// Why; stored sealed, and told to the person.
    pub words: String,
}

/// A recording that a request names.
pub struct AskedRecording {
    /// The request.
    pub request: RequestRef,
    /// The recording.
    pub object: ObjectRef,
    /// Its kind and when it began, while it is there.
    pub there: Option<(ObjectKindId, Timestamp)>,
    /// What the person wants.
    pub wish: Wish,
    /// Since when it is asked for.
    pub asked: Timestamp,
    /// What is given; `None`: it is not weighed yet.
    pub given: Option<Given>,
    /// Why.
    pub words: Option<Personal>,
    /// When it was handed over.
    pub handed: Option<Timestamp>,
}
