//! What the verbs about mailings take and give: one text, sent by e-mail to everybody whom its purpose reaches. Not here: whom
//! that is (`campaign.rs`), how mail travels.

use crate::{ask::AccountId, card::SubjectRef, errors::ItemProblem, personal::Personal};
use jiff::Timestamp;
use seloste_register::id::{PurposeId, RegisterId};

/// Longest title, in characters.
pub const TITLE: usize = 150;
/// Longest text, in characters.
pub const WORDS: usize = 50_000;

/// A text to be sent.
#[derive(Debug, Clone)]
pub struct MailingDraft {
    /// The subject line.
    pub title: String,
    /// The text, plain.
    pub words: String,
}

impl MailingDraft {
    /// What is wrong with it.
    #[must_use]
    pub fn wrong(&self) -> Option<ItemProblem> {
        crate::verbs::wrong_mailing(self)
    }
}

/// A mailing as it stands.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// Its name outside.
    pub mailing: String,
    /// For which purpose.
    pub purpose: PurposeId,
    /// The subject line.
    pub title: String,
    /// Who had it sent.
    pub by: AccountId,
    /// When it was begun.
    pub made: Timestamp,
    /// When the last mail was put in line; `None` while it goes on or was stopped.
    pub ended: Option<Timestamp>,
    /// How many mails were put in line.
    pub queued: u64,
    /// How many people it passed over.
    pub left_out: u64,
    /// When somebody stopped it for good.
    pub stopped: Option<Timestamp>,
    /// How many mails have left.
    pub sent: u64,
    /// How many were in line and did not leave: cancelled meanwhile, or the address took none.
    pub unsent: u64,
}

/// How a mailing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailingState {
    /// It is being put in line.
    GoingOn,
    /// All are in line, and not all have left.
    InLine,
    /// Nothing waits any more.
    Over,
    /// It was stopped.
    Stopped,
}

impl Mailing {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> MailingState {
        match (self.stopped, self.ended) {
            (Some(_), _) => MailingState::Stopped,
            (None, None) => MailingState::GoingOn,
            (None, Some(_)) if self.sent + self.unsent < self.queued => MailingState::InLine,
            (None, Some(_)) => MailingState::Over,
        }
    }
}

impl MailingState {
    /// The state as written in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GoingOn => "going-on",
            Self::InLine => "in-line",
            Self::Over => "over",
            Self::Stopped => "stopped",
        }
    }
}

/// A mailing that is not in line whole yet, for the job.
#[derive(Debug, Clone)]
pub struct Going {
    /// In which register.
    pub register: RegisterId,
    /// Its name outside.
    pub mailing: String,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Who ordered it.
    pub by: AccountId,
    /// The subject line: why the people in it are looked at.
    pub title: String,
}

/// What became of one person's mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It has left.
    Sent,
    /// It has not and will not.
    Unsent,
}

/// One person's mail of a mailing, when its turn has come: for the one who sends mail, nobody else.
pub struct Letter {
    /// Who.
    pub subject: SubjectRef,
    /// Where to.
    pub to: Personal,
    /// The person's language, by its code.
    pub language: Option<Personal>,
    /// For which purpose.
    pub purpose: PurposeId,
    /// The subject line.
    pub title: String,
    /// The text.
    pub words: String,
    /// The token of the link that ends such mails; `None` for messages that the person can't do without.
    pub stop: Option<String>,
}
