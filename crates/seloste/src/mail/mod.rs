//! Mail that the program sends: what one is, how it waits, how it travels. While it waits it is sealed (the gate's `post`);
//! no log holds an address or a line of it. Not here: what mails say (`messages/mail.rs`), who gets one (`work`), the round
//! that sends (`jobs/mail.rs`).

pub mod mailbox;
pub mod personal;
pub mod sender;
pub mod settings;

use seloste_gate::{Gate, GateError, card::SubjectRef, confirmation::ConfirmationLine};
use seloste_register::{
    id::{ConsentId, ItemId, RegisterId},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A mail, ready to travel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The receiver's address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Address that ends such mails with one request (RFC 8058); for mails that the receiver may do without.
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

/// What waits in line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InLine {
    /// A mail.
    Mail(Mail),
    /// Somebody asked for a link to their own pages. Whether the address is anybody's is found out when it is this one's
    /// turn, so that the answer on the page, and the time that it takes, tell nobody.
    LinkAsked(LinkAsked),
    /// One person's mail of a mailing: no address, no text, so that both are as they stand when it leaves.
    Mailing(MailingLine),
    /// The confirmation of an order, a delivery or the like: what it says is kept with that (claim R5-011).
    Confirmation(ConfirmationLine),
    /// Somebody is told where data about them came from: no address, no text, as of a mailing (claim R5-103).
    SourceTold,
    /// Somebody subscribes at the open form. What becomes of it is found out when it is this one's turn, as with a link.
    SubscriptionAsked(SubscriptionAsked),
}

/// What was typed at the form at which people subscribe. Holds personal data: no `Debug`.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Typed {
    /// Items, by id, as typed.
    pub items: Vec<(ItemId, String)>,
    /// Consents that are given.
    pub consents: Vec<ConsentId>,
}

/// Somebody subscribes.
#[derive(Clone, Serialize, Deserialize)]
pub struct SubscriptionAsked {
    /// The address to which the message goes that has to be answered.
    pub email: String,
    /// What was typed.
    pub typed: Typed,
    /// The language of the page, by its code.
    pub lang: String,
    /// The address of this service, as browsers have it.
    pub base: String,
}

/// One person's mail of a mailing, while it waits.
#[derive(Clone, Serialize, Deserialize)]
pub struct MailingLine {
    /// The mailing's number.
    pub mailing: i64,
    /// The address of this service, as browsers have it.
    pub base: String,
}

/// Somebody asked for a link to their own pages.
#[derive(Clone, Serialize, Deserialize)]
pub struct LinkAsked {
    /// The address as typed.
    pub email: String,
    /// The language of the page, by its code.
    pub lang: String,
    /// The address of this service, as browsers have it.
    pub base: String,
}

impl LinkAsked {
    /// The language of the page.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang).unwrap_or_default()
    }
}

impl InLine {
    /// What waits in line.
    pub(crate) fn written(&self) -> Result<Zeroizing<Vec<u8>>, GateError> {
        serde_json::to_vec(self)
            .map(Zeroizing::new)
            .map_err(|_| GateError::Failed("a mail could not be written down".to_owned()))
    }

    /// Reads what waited in line.
    ///
    /// # Errors
    /// When it is not what this program writes.
    pub fn read(written: &[u8]) -> Result<Self, GateError> {
        serde_json::from_slice(written)
            .map_err(|_| GateError::Failed("a mail in line is not what this program wrote".to_owned()))
    }

    /// Puts it in line for a subject; durable when this returns.
    ///
    /// # Errors
    /// As the gate says.
    pub fn post_to(&self, gate: &Gate, register: &RegisterId, subject: &SubjectRef) -> Result<(), GateError> {
        gate.post_to(register, subject, &self.written()?)
    }

    /// Puts it in line for somebody who is not known to be in the register.
    ///
    /// # Errors
    /// As the gate says.
    pub fn post_to_stranger(&self, gate: &Gate, register: &RegisterId) -> Result<(), GateError> {
        gate.post_to_stranger(register, &self.written()?)
    }
}
