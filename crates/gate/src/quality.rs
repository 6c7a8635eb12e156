//! What the verbs about the quality of service take and give: assessments of recordings, replies to them, figures.

use crate::{
    ask::AccountId,
    card::{ItemChange, ObjectRef, OpenedObject, SubjectRef},
};
use jiff::civil::Date;
use seloste_register::id::{ChoiceId, ObjectKindId, SourceId};
use zeroize::Zeroizing;

/// An assessment about to be made by a form.
pub struct AssessmentDraft {
    /// The kind of assessment.
    pub kind: ObjectKindId,
    /// The form.
    pub form: ChoiceId,
    /// What was answered to each of its questions.
    pub answers: Vec<Answered>,
    /// Items of the assessment beside those that the form fills.
    pub items: Vec<ItemChange>,
    /// Its source.
    pub source: SourceId,
}

/// The answer to one question.
pub struct Answered {
    /// The question.
    pub question: ChoiceId,
    /// The points given.
    pub points: u32,
    /// Items of the line beside question and points.
    pub items: Vec<ItemChange>,
}

/// What those who were assessed say of it.
pub enum Reply {
    /// They have read it.
    Acknowledged,
    /// They dispute it, and why.
    Disputed(Zeroizing<String>),
}

/// Which assessments.
#[derive(Debug, Clone)]
pub struct AssessmentFilter {
    /// From this day ...
    pub from: Date,
    /// ... until this one, both included.
    pub until: Date,
    /// Of this recording alone.
    pub of: Option<ObjectRef>,
}

/// An assessment with what it is about.
pub struct Assessed {
    /// Whose recording it is.
    pub subject: SubjectRef,
    /// The recording.
    pub recording: ObjectRef,
    /// Who handled the call.
    pub agents: Vec<AccountId>,
    /// Who assessed it.
    pub assessor: Option<AccountId>,
    /// Whether it is the asker's to answer.
    pub mine: bool,
    /// The assessment.
    pub object: OpenedObject,
}

/// By what assessments are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// By whoever handled the call.
    Agent,
    /// By the form.
    Form,
    /// By the number that was called.
    Number,
    /// By calendar month.
    Month,
}

/// What a group is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// An account.
    Agent(AccountId),
    /// A form.
    Form(ChoiceId),
    /// A number in its normal form.
    Number(String),
    /// A month, by its first day.
    Month(Date),
}

/// Figures of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is of.
    pub key: GroupKey,
    /// How many recordings were assessed.
    pub recordings: u64,
    /// Their mean score, 0 to 100; a recording that several assessed counts once, by their mean.
    pub mean: u32,
    /// How many of them somebody failed.
    pub failed: u64,
}

/// Figures about assessments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Groups that are large enough, in order.
    pub groups: Vec<Group>,
    /// Groups with fewer recordings than this are not shown.
    pub smallest: u32,
    /// Whether there were such groups.
    pub some_too_small: bool,
}
