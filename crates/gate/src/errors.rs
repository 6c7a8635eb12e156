//! What the gate answers when it does not open: a refusal, an absence, problems with input, a conflict, a failure.

use seloste_register::{
    diagnostics::Problem,
    id::{CategoryId, ItemId},
    statement::model::Action,
    text::Text,
};

/// Why a verb did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The statement says no. Recorded in the ledger.
    #[error("refused: {}", .0.code.as_str())]
    Refused(Refusal),
    /// There is no such thing, or the asker may not know of it: the same answer.
    #[error("absent")]
    Absent,
    /// The input is wrong; nothing was stored.
    #[error("{} problem(s) with the input", .0.len())]
    Problems(Vec<ItemProblem>),
    /// Someone else changed the same items since they were read; nothing was stored.
    #[error("conflict in {0:?}")]
    Conflict(Vec<ItemId>),
    /// The machine is broken.
    #[error("failed: {0}")]
    Failed(String),
}

/// Rule of a problem with the place from which a list was to go on.
pub const UNKNOWN_PLACE: &str = "unknown-place";

/// A problem with one item's value.
#[derive(Debug, Clone)]
pub struct ItemProblem {
    /// The item as declared or, for an undeclared one, as it was named.
    pub item: String,
    /// What is wrong.
    pub problem: Problem,
}

impl From<seloste_db::Failure> for GateError {
    fn from(failure: seloste_db::Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// A refusal with its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub code: RefusalCode,
    /// The categories concerned, when the rule is about some.
    pub categories: Vec<CategoryId>,
    /// The action that no role grants for the purpose, when that is the rule.
    pub action: Option<Action>,
    /// The rule in the statement's own words.
    pub words: Text,
}

/// Rules that refuse. The text form is part of the API and of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// The purpose is not in the statement.
    PurposeNotDeclared,
    /// No role of the asker serves the purpose.
    PurposeNotGranted,
    /// The purpose lets out aggregates only.
    AggregateOnly,
    /// The action is not granted for the purpose.
    ActionNotGranted,
    /// Reading is granted, changing is not (claim R4-037).
    ChangeNotGranted,
    /// The engagement has not begun or is over.
    NotEngaged,
    /// No confidentiality undertaking is on record.
    NotBound,
    /// The purpose wants a reason.
    ReasonMissing,
    /// The item, group, source or kind is not in the statement.
    NotDeclared,
    /// The source may not write this item, or may not bring persons.
    SourceNotAllowed,
    /// A prohibition of the person stands against it.
    Prohibited,
    /// The group is smaller than an aggregate may show.
    GroupTooSmall,
    /// The person was erased and is not to be brought in again by others (claim R3-024).
    Suppressed,
    /// The recipient is not declared, or may not get these data (claims R1-038, R1-039, R3-018).
    RecipientNotAllowed,
    /// The statement knows no such ground of disclosure (claim R4-044).
    NoGround,
    /// Listening verifies an event, and none was named (claims R6-014, R7-012).
    EventMissing,
    /// The statement lets nobody be approached in this channel for the purpose (claim R3-003).
    ChannelNotDeclared,
    /// The statement wants members of the group tied to the register by an object, and none ties this one (claim R6-003).
    NotTied,
    /// The purpose is about other groups of people (claim R4-014).
    OtherGroup,
    /// Somebody would be added in areas that the role does not reach.
    OtherArea,
    /// The person set it on their own pages, and only the person takes it back (claim R5-082).
    OwnWord,
    /// More people's cards than the purpose lets one member of staff open within the hour (claim R5-063).
    TooManyCards,
}

impl RefusalCode {
    /// The code as written in the ledger and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PurposeNotDeclared => "purpose-not-declared",
            Self::PurposeNotGranted => "purpose-not-granted",
            Self::AggregateOnly => "aggregate-only",
            Self::ActionNotGranted => "action-not-granted",
            Self::ChangeNotGranted => "change-not-granted",
            Self::NotEngaged => "not-engaged",
            Self::NotBound => "not-bound-to-secrecy",
            Self::ReasonMissing => "reason-missing",
            Self::NotDeclared => "not-declared",
            Self::SourceNotAllowed => "source-not-allowed",
            Self::Prohibited => "prohibited",
            Self::GroupTooSmall => "group-too-small",
            Self::Suppressed => "suppressed",
            Self::RecipientNotAllowed => "recipient-not-allowed",
            Self::NoGround => "no-ground",
            Self::EventMissing => "event-missing",
            Self::ChannelNotDeclared => "channel-not-declared",
            Self::NotTied => "not-tied",
            Self::OtherGroup => "other-group",
            Self::OtherArea => "other-area",
            Self::OwnWord => "own-word",
            Self::TooManyCards => "too-many-cards",
        }
    }
}
