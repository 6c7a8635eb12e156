//! What the verbs about mailings take and give: one text, sent by e-mail to everybody whom its purpose reaches. Not here: whom
//! that is (`campaign.rs`), how mail travels.

use crate::{ask::AccountId, card::SubjectRef, personal::Personal};
use jiff::Timestamp;
use seloste_register::id::PurposeId;

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
