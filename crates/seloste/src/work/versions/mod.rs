//! Versions of a statement: drafted, judged, put to a second person, put into force, and followed by every process that
//! serves the register. The active statement is the one in the store; the file in the installation's folder is written from
//! it. Not here: what a difference means (`register` says it), rows (`store`), pages and verbs.

pub mod count;
pub mod draft;
pub mod duties;
pub mod edit;
pub mod follow;
pub mod force;
pub mod judge;
pub mod settle;

use crate::{
    app::{App, Controller},
    session::standing,
    store::draft::{DraftId, State},
};
use seloste_db::Failure;
use seloste_gate::{
    GateError,
    ask::{AccountId, Actor},
};
use seloste_register::{
    diagnostics::Problem,
    id::RegisterId,
    statement::{Rules, model::Duty},
};
use std::sync::Arc;

/// Why something about versions was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// There is no such register, draft or version, or the asker does not keep the statement.
    #[error(
        "there is no such register, draft or version, or keeping the statement is not this person's duty"
    )]
    Absent,
    /// Another version has come into force since the draft was begun.
    #[error("the draft was begun from version {based_on}, and version {active} is in force now")]
    Stale {
        /// The version that the draft was begun from.
        based_on: i64,
        /// The one in force.
        active: i64,
    },
    /// Somebody has changed the draft since it was read.
    #[error("somebody has changed the draft since it was read")]
    Changed,
    /// The draft is not in the state that this needs.
    #[error("the draft is {0:?}")]
    State(State),
    /// The text differs in nothing from the version in force.
    #[error("the draft differs in nothing from the version in force")]
    Same,
    /// The text is larger than any statement.
    #[error("the text is larger than a statement may be")]
    TooLarge,
    /// What the change is for, or why something was decided, is missing.
    #[error("say what it is for")]
    WhyMissing,
    /// The day of review is not after today.
    #[error("the day of review must be after today")]
    ReviewPast,
    /// No problem of the draft has that rule and those passages.
    #[error("no open decision of the draft is about that")]
    NothingToDecide,
    /// The statement has errors, or the step is not possible.
    #[error("{} error(s) stand in the way", .0.len())]
    Errors(Vec<Problem>),
    /// Somebody has to decide first.
    #[error("{} decision(s) are needed first", .0.len())]
    Undecided(Vec<Problem>),
    /// The second person must be another than the one who wrote or proposed it.
    #[error("whoever wrote or proposed a draft can't put it into force")]
    SamePerson,
    /// People are being counted for the draft; until then nothing can be decided about it.
    #[error("people are being counted for the draft; try again when that is done")]
    Counting,
    /// A machine is broken.
    #[error("{0}")]
    Failed(String),
}

impl From<Failure> for VersionError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

impl From<GateError> for VersionError {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Absent => Self::Absent,
            other => Self::Failed(other.to_string()),
        }
    }
}

/// A register's statement in the hands of somebody whose duty it is.
pub struct Keeper<'a> {
    /// The opened installation.
    pub(crate) app: &'a App,
    /// The register's controller.
    pub(crate) home: &'a Controller,
    /// The rules in force.
    pub(crate) rules: Arc<Rules>,
    /// Who.
    pub(crate) actor: Actor,
}

impl<'a> Keeper<'a> {
    /// Takes up the duty.
    ///
    /// # Errors
    /// [`VersionError::Absent`] for those who don't carry it.
    pub fn new(app: &'a App, register: &RegisterId, actor: &Actor) -> Result<Self, VersionError> {
        let (home, rules) = app.register(register).ok_or(VersionError::Absent)?;
        if !standing::carries(&rules, actor, Duty::Statement) {
            return Err(VersionError::Absent);
        }
        Ok(Self { app, home, rules, actor: actor.clone() })
    }

    /// The register.
    #[must_use]
    pub fn register(&self) -> &RegisterId {
        &self.rules.statement().register.id
    }

    fn account(&self) -> AccountId {
        self.actor.account
    }
}

/// A new number for a row.
fn number() -> Result<i64, VersionError> {
    Ok(crate::session::secret::number()?)
}

/// Reads the number of a draft as people write it.
#[must_use]
pub fn draft_id(written: &str) -> Option<DraftId> {
    written.trim().parse().ok().filter(|number| *number > 0).map(DraftId)
}
