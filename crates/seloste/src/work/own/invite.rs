//! Staff invite somebody to their own pages: a mail to an address on record, whose link works once and for some days, with a key
//! code where one is set, which the mail does not hold (claim R5-101). Not here: links that people ask for themselves (`link.rs`).

use crate::{
    app::App,
    mail::{InLine, Mail, personal},
    messages::{Message, mail as say},
    session::secret,
    work::mailing,
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{Gate, GateError, Invitation, Link, ask::Ask, card::SubjectRef, errors::ItemProblem};
use seloste_register::{
    diagnostics::Problem,
    id::ItemId,
    statement::{Rules, model::ItemType},
    text::Lang,
};
use zeroize::Zeroizing;

/// Days for which an invitation works where nobody says otherwise.
pub const DAYS: u8 = 7;
/// The longest that one may be asked for.
const MOST_DAYS: u8 = 30;

/// Whether the link alone lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyCode {
    /// It does.
    #[default]
    None,
    /// It takes a code as well, told by another way.
    Set,
}

/// An invitation as it is typed.
#[derive(Default)]
pub struct Typed {
    /// The address, one of those on record; the first of them when it is not said.
    pub email: Option<Zeroizing<String>>,
    /// Whether a key code is set.
    pub key: KeyCode,
    /// For how many days it works.
    pub days: Option<u8>,
}

/// What came of it.
pub struct Invited {
    /// Until when it works.
    pub ends: Timestamp,
    /// The key code, shown once: to be told to the person by another way than the mail.
    pub key: Option<String>,
}

/// Invites somebody.
///
/// # Errors
/// When there is no address to write to, too many links work already, no mail is sent here, or as the gate says.
pub fn invite(
    app: &App,
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    subject: &SubjectRef,
    (typed, lang): (&Typed, Lang),
) -> Result<Invited, GateError> {
    let base = mailing::base(app)?;
    let days = typed.days.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(wrong("days", ("days-out-of-range", &say::INVITE_DAYS, &say::INVITE_DAYS_REMEDY)));
    }
    let to = match &typed.email {
        Some(email) => email.clone(),
        None => first_address((gate, ask, rules), subject)?,
    };
    let token = secret::token()?;
    let key = match typed.key {
        KeyCode::Set => Some(secret::code()?),
        KeyCode::None => None,
    };
    let digest = key.as_deref().map(digest);
    let span = SignedDuration::from_hours(i64::from(days) * 24);
    let ends = gate.clock().now().checked_add(span).unwrap_or(Timestamp::MAX);
    let invitation =
        Invitation { address: to.trim(), token: &secret::sha256(&token), key: digest.as_ref(), ends };
    if gate.invite(ask, subject, &invitation)? == Link::Enough {
        return Err(wrong("subject", ("enough-links", &say::INVITE_ENOUGH, &say::INVITE_ENOUGH_REMEDY)));
    }
    let address = Zeroizing::new(format!("{base}/my/{}/in/{}", ask.register, token.as_str()));
    let places = [
        ("register", rules.statement().register.name.get(lang)),
        ("controller", rules.statement().controller.name.as_str()),
        ("address", address.as_str()),
        ("days", &days.to_string()),
    ];
    let text = if key.is_some() { &say::INVITATION_WITH_KEY } else { &say::INVITATION };
    let mail = Mail {
        to: to.trim().to_owned(),
        subject: say::INVITATION_SUBJECT.fill(lang, &places),
        text: text.fill(lang, &places),
        unsubscribe: None,
    };
    InLine::Mail(mail).post_to(gate, &ask.register, subject)?;
    Ok(Invited { ends, key })
}

/// What is stored of a key code, however it is typed.
#[must_use]
pub fn digest(typed: &str) -> [u8; 32] {
    secret::sha256(&secret::bare_code(typed))
}

fn first_address(
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    subject: &SubjectRef,
) -> Result<Zeroizing<String>, GateError> {
    let card = gate.open_card(ask, subject)?;
    let mut items = card.categories.iter().flat_map(|category| &category.items);
    let is_address = |id: &ItemId| {
        rules.statement().items.iter().any(|item| item.id == *id && item.item_type == ItemType::Email)
    };
    let found = items.find(|one| is_address(&one.item)).and_then(|one| one.values.first());
    let found = found.map(|value| personal::address(&value.value));
    found.ok_or_else(|| {
        wrong("email", ("no-address-on-record", &say::INVITE_NO_ADDRESS, &say::INVITE_NO_ADDRESS_REMEDY))
    })
}

fn wrong(part: &str, (rule, what, remedy): (&'static str, &Message, &Message)) -> GateError {
    let problem = Problem::error(rule, what.all(), remedy.all());
    GateError::Problems(vec![ItemProblem { item: part.to_owned(), problem }])
}
