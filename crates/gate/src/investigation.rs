//! Searching the ledger: what an investigator asks, and what is answered (claim R5-018). Not here: who may (`verbs/investigate.rs`).

use crate::{
    ask::{AccountId, KeyId},
    card::SubjectRef,
};
use jiff::Timestamp;

/// Most lines of one answer.
pub const LINES: usize = 200;

/// What is searched for; what is left out is not narrowed by.
#[derive(Debug, Clone)]
pub struct LogSearch {
    /// What this account did.
    pub account: Option<AccountId>,
    /// What a program did by this key.
    pub key: Option<KeyId>,
    /// What was done to this person's data.
    pub subject: Option<SubjectRef>,
    /// What was done: `open`, `find`, `edit` and so on, as the ledger calls it.
    pub action: Option<String>,
    /// By how it ended.
    pub ended: Ended,
    /// From this moment on.
    pub from: Timestamp,
    /// Up to before this moment.
    pub to: Timestamp,
    /// Where an earlier answer left off.
    pub after: Option<String>,
}

/// How what was asked ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ended {
    /// Anyhow.
    #[default]
    Anyhow,
    /// It was done.
    Done,
    /// It was refused, or was not there for the asker.
    Refused,
}

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// Whose account; [`AccountId::PERSON`] for the person's own doing, `None` for the system.
    pub by: Option<AccountId>,
    /// What was done.
    pub action: String,
    /// For which purpose.
    pub purpose: String,
    /// Categories that were opened or changed.
    pub categories: Vec<String>,
    /// What else is told, as `name:value`.
    pub told: Vec<String>,
    /// How many people it is about.
    pub people: usize,
    /// The rule that refused it.
    pub refused: Option<String>,
}

/// Some lines, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogPage {
    /// The lines.
    pub lines: Vec<LogLine>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}
