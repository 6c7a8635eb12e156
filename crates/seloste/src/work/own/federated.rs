//! Coming in with an identity that another service vouches for. It is bound to the provider's own name for the person, never to an
//! e-mail address (R5-102), and only by the person, who came in by the link once (R5-109). Not here: the way to the provider and back
//! (`work::way`).

use crate::{
    app::{App, Controller},
    oidc::Provider,
    work::way::{self, Answer, NotIn, Out, Ticket},
};
use seloste_gate::{GateError, card::SubjectRef};
use seloste_register::id::RegisterId;
use zeroize::Zeroizing;

use super::link;

/// What somebody sets out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// To come in.
    Enter,
    /// To bind the identity to the person who is in.
    Bind,
}

impl Aim {
    const fn word(self) -> &'static str {
        match self {
            Self::Enter => "e",
            Self::Bind => "b",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Enter, Self::Bind].into_iter().find(|aim| aim.word() == word)
    }
}

/// How somebody came back.
pub enum Back {
    /// With a session: its token.
    Entered(Zeroizing<String>),
    /// Nobody has bound this identity.
    Unknown,
    /// With an identity to be bound.
    ToBind(Zeroizing<[u8; 32]>),
}

/// The providers that people of a register may come in with.
pub fn offered<'a>(app: &'a App, register: &'a RegisterId) -> impl Iterator<Item = &'a Provider> {
    app.providers.all().filter(move |one| one.settings.serves(register))
}

/// Sets out.
///
/// # Errors
/// When there is no such provider, or it does not say where to go.
pub fn set_out(
    app: &App,
    (register, provider): (&RegisterId, &str),
    (base, aim): (&str, Aim),
) -> Result<Out, NotIn> {
    let (home, _) = app.register(register).ok_or(GateError::Absent)?;
    let provider = offered(app, register).find(|one| one.settings.id == provider).ok_or(GateError::Absent)?;
    way::set_out(home, provider, (register.as_str(), aim.word()), base)
}

/// Comes back: the register that was set out from, and how.
///
/// # Errors
/// As [`NotIn`] says; then nothing has changed.
pub fn come_back(
    app: &App,
    provider: &str,
    answer: &Answer<'_>,
) -> (Option<RegisterId>, Result<Back, NotIn>) {
    let Some((register, home, ticket)) = answer.ticket.and_then(|ticket| read(app, ticket)) else {
        return (None, Err(NotIn::Lost));
    };
    let back = with_ticket(app, (home, &register), (&ticket, provider), answer);
    (Some(register), back)
}

fn read<'a>(app: &'a App, ticket: &str) -> Option<(RegisterId, &'a Controller, Ticket)> {
    let register = RegisterId::new(Ticket::place(ticket)?).ok()?;
    let (home, _) = app.register(&register)?;
    Some((register, home, Ticket::read(home, ticket)?))
}

fn with_ticket(
    app: &App,
    (home, register): (&Controller, &RegisterId),
    (ticket, provider): (&Ticket, &str),
    answer: &Answer<'_>,
) -> Result<Back, NotIn> {
    let aim = Aim::from_word(&ticket.aim).ok_or(NotIn::Lost)?;
    let asked = offered(app, register).find(|one| one.settings.id == provider).ok_or(NotIn::Lost)?;
    let found = ticket.identity(home, asked, answer)?;
    let identity = way::digest(home, register.as_str(), &found)?;
    if aim == Aim::Bind {
        return Ok(Back::ToBind(identity));
    }
    match link::enter_as(home, register, &identity) {
        Ok(session) => Ok(Back::Entered(session)),
        Err(GateError::Absent) => Ok(Back::Unknown),
        Err(error) => Err(error.into()),
    }
}

/// Binds an identity to a person who is in.
///
/// # Errors
/// As the gate says; [`GateError::Absent`] when somebody else has it.
pub fn bind(
    controller: &Controller,
    register: &RegisterId,
    (subject, provider): (&SubjectRef, &str),
    identity: &[u8; 32],
) -> Result<(), GateError> {
    controller.gate.own_bind(register, subject, (identity, provider))
}
