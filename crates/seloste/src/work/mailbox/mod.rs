//! Mailboxes whose mail opens cases (R5-110, R5-129, R5-131): each mail becomes a case with what it says and what came along, sealed, and
//! is answered with a receipt; the way to the mailbox is tried by a mail of our own, so that lost mail is noticed. Not here: settings
//! (`mail/mailbox.rs`), the round that looks (`jobs/mailbox.rs`).

pub mod folder;
pub mod kind;
mod letter;

use crate::{
    app::App,
    mail::{InLine, Mail, mailbox::Mailbox},
    messages::mailbox as say,
    session::secret,
    store::mailbox_trial::{self, Trial},
    work::requests,
};
use jiff::{SignedDuration, Timestamp};
use letter::Letter;
use seloste_gate::{GateError, Receipt, request::NewRequest, request::Taker};
use seloste_register::{
    right::{Intake, Named as _, RightKind},
    statement::Rules,
    text::Lang,
};
use zeroize::Zeroizing;

/// Before the random name in the subject line of our own mail.
const MARK: &str = "Seloste trial ";
/// For how long trials are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 400);
/// Longest words of a case in characters; of a longer mail the rest stands in a file beside it.
const WORDS: usize = 15_000;

/// What became of a mail.
#[derive(Debug, Clone)]
pub enum Taken {
    /// A case.
    Opened {
        /// What the sender is told.
        receipt: Receipt,
        /// What is asked for: as its words say, or a question until somebody has marked what it is.
        kind: RightKind,
        /// Whether its words say it.
        recognised: bool,
        /// Whether the sender is answered.
        answered: bool,
    },
    /// Our own mail: the way is open.
    Trial,
    /// Not a letter of anybody's: a program wrote it by itself, or it can't be read as mail. Somebody should look.
    Aside,
}

/// How a mailbox does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// The newest trial.
    pub trial: Option<Trial>,
    /// Whether our own mail did not come in.
    pub lost: bool,
}

/// Takes a mail in. `received` is when it came to the mailbox.
///
/// # Errors
/// Absent when the register of the mailbox is not there; otherwise as the gate says. The mail is to be tried again then.
pub fn take(app: &App, of: &Mailbox, (bytes, received): (&[u8], Timestamp)) -> Result<Taken, GateError> {
    let (controller, rules) = app.register(&of.register).ok_or(GateError::Absent)?;
    let Some(letter) = letter::read(bytes) else { return Ok(Taken::Aside) };
    if let Some(token) = letter.subject.trim().strip_prefix(MARK) {
        let at = app.clock().now();
        let ours =
            controller.gate.data().write(|tx| mailbox_trial::arrived(tx, (&of.address, token.trim()), at))?;
        if ours {
            return Ok(Taken::Trial);
        }
    }
    if letter.automatic {
        return Ok(Taken::Aside);
    }
    let found = kind::recognised(&letter.subject, &letter.text);
    let kind = found.map_or(RightKind::Complaint, |(kind, _)| kind);
    let answer_to = answerable(of, &letter);
    let new = NewRequest { received: Some(received), ..request(kind, letter) };
    let receipt = requests::take(&controller.gate, &rules, &Taker::Anybody(&of.register), new)?;
    let mut answered = answer_to.is_some();
    if let Some(to) = answer_to {
        let mail = answer(&rules, to, &receipt, found);
        // The case is open: a mail that is tried again would open another.
        if let Err(error) = InLine::Mail(mail).post_to_stranger(&controller.gate, &of.register) {
            tracing::error!(register = of.register.as_str(), %error, "the receipt of a mail could not be put in line");
            answered = false;
        }
    }
    Ok(Taken::Opened { receipt, kind, recognised: found.is_some(), answered })
}

/// The address that the receipt goes to. Nothing is answered to what went to many, nor to ourselves.
fn answerable(of: &Mailbox, letter: &Letter) -> Option<String> {
    let to = letter.answer_to.clone().filter(|_| !letter.to_many)?;
    (!to.eq_ignore_ascii_case(&of.address)).then_some(to)
}

/// The case that a mail opens.
fn request(kind: RightKind, letter: Letter) -> NewRequest {
    let Letter { sender, subject, text, mut files, left_out, .. } = letter;
    let mut words = Zeroizing::new(format!("{}\n\n{}", subject.trim(), text.trim()));
    if words.chars().count() > WORDS {
        let whole = Zeroizing::new(words.as_bytes().to_vec());
        files.truncate(19);
        files.push(seloste_gate::request::SentFile {
            name: Zeroizing::new("message.txt".to_owned()),
            bytes: whole,
        });
        words = Zeroizing::new(words.chars().take(WORDS).collect());
    }
    if left_out > 0 {
        let n = left_out.to_string();
        let told = Lang::ALL.map(|lang| say::LEFT_OUT.fill(lang, &[("n", &n)]));
        words.push_str(&format!("\n\n[{}]", told.join(" ")));
    }
    let asker = (!sender.trim().is_empty()).then_some(sender);
    NewRequest { asker, words: Some(words), files, ..NewRequest::new(kind, Intake::Email) }
}

/// The receipt: in the language of the mail where its words tell, in all three otherwise.
fn answer(rules: &Rules, to: String, receipt: &Receipt, found: Option<(RightKind, Lang)>) -> Mail {
    let statement = rules.statement();
    let text = |lang: Lang| {
        let due = requests::letter::day(receipt.due, lang);
        let kind = match found {
            Some((kind, _)) => kind.name().get(lang).to_owned(),
            None => say::NOT_RECOGNISED.get(lang).to_owned(),
        };
        let places = [
            ("register", statement.register.name.get(lang)),
            ("kind", &kind),
            ("request", &receipt.request.0),
            ("due", &due),
            ("controller", statement.controller.name.as_str()),
        ];
        (say::RECEIPT_SUBJECT.fill(lang, &places), say::RECEIPT.fill(lang, &places))
    };
    let (subject, text) = match found {
        Some((_, lang)) => text(lang),
        None => {
            let all = Lang::ALL.map(text);
            let texts: Vec<&str> = all.iter().map(|(_, text)| text.as_str()).collect();
            let [(subject, _), ..] = &all;
            (subject.clone(), texts.join("\n---\n\n"))
        }
    };
    Mail { to, subject, text, unsubscribe: None }
}

/// Sends our own mail to a mailbox.
///
/// # Errors
/// Absent when its register is not there; otherwise when the machine fails.
pub fn send_trial(app: &App, of: &Mailbox) -> Result<(), GateError> {
    send(app, of, |_| true)
}

/// The same when the way to it is to be tried again; of two processes, one sends it.
///
/// # Errors
/// As [`send_trial`].
pub fn send_trial_when_due(app: &App, of: &Mailbox) -> Result<(), GateError> {
    let now = app.clock().now();
    send(app, of, |newest| is_due(of, newest, now))
}

fn send(app: &App, of: &Mailbox, is_wanted: impl Fn(Option<Trial>) -> bool) -> Result<(), GateError> {
    let (controller, _) = app.register(&of.register).ok_or(GateError::Absent)?;
    let token = secret::label()?;
    let now = app.clock().now();
    let forget = now.checked_sub(REMEMBERED).unwrap_or(Timestamp::UNIX_EPOCH);
    let noted = controller.gate.data().write(|tx| -> Result<bool, seloste_db::Failure> {
        if !is_wanted(mailbox_trial::newest(tx, &of.address)?) {
            return Ok(false);
        }
        mailbox_trial::insert(tx, (&of.address, &token), (now, forget)).map(|()| true)
    })?;
    if !noted {
        return Ok(());
    }
    let text = Lang::ALL.map(|lang| say::TRIAL.get(lang)).join("\n");
    let mail = Mail { to: of.address.clone(), subject: format!("{MARK}{token}"), text, unsubscribe: None };
    InLine::Mail(mail).post_to_stranger(&controller.gate, &of.register)
}

/// How a mailbox does.
///
/// # Errors
/// Absent when its register is not there; otherwise when the machine fails.
pub fn state(app: &App, of: &Mailbox) -> Result<State, GateError> {
    let (controller, _) = app.register(&of.register).ok_or(GateError::Absent)?;
    let trial = controller.gate.data().read(|tx| mailbox_trial::newest(tx, &of.address))?;
    let waits = SignedDuration::from_mins(i64::from(of.lost_after_minutes));
    let now = app.clock().now();
    let lost = trial.is_some_and(|trial| trial.arrived.is_none() && now.duration_since(trial.sent) > waits);
    Ok(State { trial, lost })
}

/// Whether the way to a mailbox is to be tried again.
#[must_use]
pub fn is_due(of: &Mailbox, newest: Option<Trial>, now: Timestamp) -> bool {
    let every = SignedDuration::from_hours(i64::from(of.try_every_hours));
    of.try_every_hours > 0 && newest.is_none_or(|trial| now.duration_since(trial.sent) >= every)
}
