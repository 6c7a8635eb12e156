//! What a breach touched, and how it stands on record: what the verbs take and give (GDPR 33, 34). Not here: the looking
//! (`verbs/breach.rs`), deadlines and drafts (the program's).

use crate::{
    ask::{AccountId, KeyId},
    card::SubjectRef,
};
use jiff::Timestamp;
use seloste_register::id::{CategoryId, GroupId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whose doings between two moments are looked at.
#[derive(Debug, Clone)]
pub struct Span {
    /// The account.
    pub account: AccountId,
    /// From this moment on.
    pub from: Timestamp,
    /// Up to before this moment.
    pub to: Timestamp,
    /// Only what a program did by this key of the account; `None`: all that the account did, by whatever key or at the pages.
    pub key: Option<KeyId>,
}

/// A person whose data were touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedPerson {
    /// Who.
    pub subject: SubjectRef,
    /// Of which group.
    pub group: GroupId,
    /// Categories that were opened.
    pub categories: BTreeSet<CategoryId>,
    /// What was done, as the ledger calls it.
    pub actions: BTreeSet<String>,
    /// How many times.
    pub times: u64,
    /// First.
    pub first: Timestamp,
    /// Last.
    pub last: Timestamp,
}

/// What an account touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// People who are in the register now, in order of first touch.
    pub people: Vec<TouchedPerson>,
    /// Sums over them.
    pub sums: Sums,
}

/// How many of what, without whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// People who are in the register now.
    pub people: u64,
    /// Times that people were named by an entry who were erased since: pseudonyms whose salt is destroyed. The same person may
    /// count more than once.
    pub erased: u64,
    /// Entries of what was done.
    pub done: u64,
    /// Entries of what was refused: nothing was opened.
    pub refused: u64,
    /// People by group.
    pub groups: BTreeMap<GroupId, u64>,
    /// People by category.
    pub categories: BTreeMap<CategoryId, u64>,
    /// Entries by what was done.
    pub actions: BTreeMap<String, u64>,
}

/// A breach to be put on record.
#[derive(Debug, Clone)]
pub struct BreachDraft {
    /// What was looked at.
    pub span: Span,
    /// When the controller came to know of it.
    pub known: Timestamp,
    /// What is said of it.
    pub words: BreachWords,
}

/// What the controller must document (GDPR 33(5)). Stored sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachWords {
    /// What happened.
    pub facts: String,
    /// What may come of it for people.
    pub effects: String,
    /// What was done about it.
    pub remedy: String,
}

/// A breach on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Its number in the register.
    pub number: i64,
    /// Whose account.
    pub account: AccountId,
    /// The key that was looked at; `None`: all that the account did.
    pub key: Option<KeyId>,
    /// The span that was looked at.
    pub from: Timestamp,
    /// Its end.
    pub to: Timestamp,
    /// When the controller came to know.
    pub known: Timestamp,
    /// When it was put on record.
    pub made: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// When the supervisory authority was notified.
    pub authority: Option<Timestamp>,
    /// When the people were told.
    pub people: Option<Timestamp>,
    /// What is said of it.
    pub words: BreachWords,
    /// What was touched, as counted when it was put on record.
    pub sums: Sums,
}

/// Who was told of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The supervisory authority (GDPR 33).
    Authority,
    /// The people concerned (GDPR 34).
    People,
}
