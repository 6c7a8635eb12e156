//! Coming in by a link in an e-mail: asked for, sent to the address on record, spent once. Whoever asks learns nothing from the
//! answer: who has an address is found out later, when the mail is sent.

use super::invite;
use crate::{
    app::{App, Controller},
    installation::Head,
    mail::{InLine, LinkAsked, Mail},
    messages::mail as say,
    session::{secret, source::Origin},
    work::staff::throttle::{self, Heard, Proof, Trier},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{Addressed, GateError, Link, LinkAsks, card::SubjectRef};
use seloste_register::{
    id::RegisterId,
    statement::{
        Rules,
        model::{ItemType, Search},
    },
    text::Lang,
};
use zeroize::Zeroizing;

/// How long a link works.
pub const LINK_WORKS: SignedDuration = SignedDuration::from_mins(30);
/// How long a session lasts at most.
const SESSION: SignedDuration = SignedDuration::from_hours(4);
/// A session that rests for so long ends.
const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// Whether people can come in by a link at all: the register must be able to look an e-mail address up, and the
/// installation to send mail.
#[must_use]
pub fn offered(app: &App, rules: &Rules) -> bool {
    let mut items = rules.statement().items.iter();
    app.mail.is_some()
        && items.any(|item| item.item_type == ItemType::Email && item.search.contains(&Search::Exact))
}

/// The address that links in mails begin with: the declared one. Without it only what a browser on this machine asked for
/// is believed: anybody may write any host into a request, and a link that leads elsewhere gives its token away.
#[must_use]
pub fn base(head: &Head, origin: &Origin) -> Option<String> {
    let local = matches!(origin.host(), "localhost" | "127.0.0.1" | "[::1]");
    (head.origin.is_some() || local).then(|| origin.text())
}

/// Who asks for a link, from where.
pub struct Asking<'a> {
    /// The address as typed.
    pub email: &'a str,
    /// The network that the request came from.
    pub network: &'a str,
    /// What links begin with.
    pub base: String,
    /// The language of the page.
    pub lang: Lang,
}

/// Hears somebody who asks for a link. The answer does not depend on whether the address is anybody's.
///
/// # Errors
/// As the gate says.
pub fn ask(controller: &Controller, register: &RegisterId, asking: &Asking<'_>) -> Result<Heard, GateError> {
    let gate = &controller.gate;
    let key = gate.staff_key()?;
    let name = format!("own {register} {}", asking.email.trim().to_lowercase());
    let trier = Trier { key: &key, name: &name, network: asking.network, known_device: None };
    let now = gate.clock().now();
    let heard = gate.data().write(|tx| throttle::admit(tx, &trier, Proof::Link, now))?;
    if heard == Heard::Now {
        let asked = LinkAsked {
            email: asking.email.trim().to_owned(),
            lang: asking.lang.code().to_owned(),
            base: asking.base.clone(),
        };
        InLine::LinkAsked(asked).post_to_stranger(gate, register)?;
    }
    Ok(heard)
}

/// The mail that follows; `None` when the address is nobody's, or the person has enough links already.
///
/// # Errors
/// As the gate says.
pub fn answer(
    app: &App,
    controller: &Controller,
    (register, made): (&RegisterId, Timestamp),
    asked: &LinkAsked,
) -> Result<Option<Mail>, GateError> {
    let now = app.clock().now();
    let Some((_, rules)) = app.register(register) else { return Ok(None) };
    if now.duration_since(made) >= LINK_WORKS {
        return Ok(None);
    }
    let lang = asked.lang();
    let name = rules.statement().register.name.get(lang);
    let controller_name = &rules.statement().controller.name;
    let places = [("register", name), ("controller", controller_name.as_str())];
    match controller.gate.addressed(register, &asked.email)? {
        Addressed::Nobody => Ok(None),
        Addressed::Several => {
            let address = format!("{}/my/{register}/ask", asked.base);
            let places = [places.as_slice(), &[("address", address.as_str())]].concat();
            Ok(Some(Mail {
                to: asked.email.clone(),
                subject: say::SHARED_SUBJECT.fill(lang, &places),
                text: say::SHARED.fill(lang, &places),
                unsubscribe: None,
            }))
        }
        Addressed::One(subject) => {
            let token = secret::token()?;
            let ends = now.checked_add(LINK_WORKS).unwrap_or(Timestamp::MAX);
            let made = controller.gate.own_link(register, &subject, &secret::sha256(&token), ends)?;
            if made == Link::Enough {
                return Ok(None);
            }
            let address = Zeroizing::new(format!("{}/my/{register}/in/{}", asked.base, token.as_str()));
            let minutes = LINK_WORKS.as_mins().to_string();
            let more = [("address", address.as_str()), ("minutes", minutes.as_str())];
            let places = [places.as_slice(), &more].concat();
            Ok(Some(Mail {
                to: asked.email.clone(),
                subject: say::LINK_SUBJECT.fill(lang, &places),
                text: say::LINK.fill(lang, &places),
                unsubscribe: None,
            }))
        }
    }
}

/// What a link asks for that still works; `None` for one that does not. Looking does not spend it.
///
/// # Errors
/// As the gate says.
pub fn asks(
    controller: &Controller,
    register: &RegisterId,
    token: &str,
) -> Result<Option<LinkAsks>, GateError> {
    controller.gate.own_link_asks(register, &secret::sha256(token))
}

/// Spends a link; the token of the session that begins. [`GateError::Absent`] when the link does not work any more, problems when
/// it wants a key code and another was typed.
///
/// # Errors
/// As the gate says.
pub fn enter(
    controller: &Controller,
    register: &RegisterId,
    (token, key_code): (&str, Option<&str>),
) -> Result<Zeroizing<String>, GateError> {
    let session = secret::token()?;
    let ends = controller.gate.clock().now().checked_add(SESSION).unwrap_or(Timestamp::MAX);
    let key_code = key_code.map(invite::digest);
    let tokens = (&secret::sha256(token), &secret::sha256(&session));
    controller.gate.own_enter(register, tokens, key_code.as_ref(), ends)?;
    Ok(session)
}

/// Begins a session for the person of an identity; [`GateError::Absent`] when nobody has bound it.
///
/// # Errors
/// As the gate says.
pub(super) fn enter_as(
    controller: &Controller,
    register: &RegisterId,
    identity: &[u8; 32],
) -> Result<Zeroizing<String>, GateError> {
    let session = secret::token()?;
    let ends = controller.gate.clock().now().checked_add(SESSION).unwrap_or(Timestamp::MAX);
    controller.gate.own_enter_as(register, (identity, &secret::sha256(&session)), ends)?;
    Ok(session)
}

/// The person of a session.
///
/// # Errors
/// As the gate says.
pub fn person(
    controller: &Controller,
    register: &RegisterId,
    token: &str,
) -> Result<Option<SubjectRef>, GateError> {
    controller.gate.own_session(register, &secret::sha256(token), IDLE)
}

/// Ends a session.
///
/// # Errors
/// As the gate says.
pub fn leave(controller: &Controller, register: &RegisterId, token: &str) -> Result<(), GateError> {
    controller.gate.own_leave(register, &secret::sha256(token))
}
