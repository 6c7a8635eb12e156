//! Coming in with an identity that another service vouches for. It is bound to the provider's own name for the person, never to an
//! e-mail address (R5-102), and only by the person, who came in by the link once (R5-109). Not here: the way to the provider and back
//! (`work::way`).

use crate::{
    app::{App, Controller},
    oidc::{Identity, Provider, Wants},
    work::way::{self, Answer, NotIn, Out, Ticket},
};
use seloste_gate::{Fact, GateError, card::SubjectRef, request::RequestRef};
use seloste_register::{id::RegisterId, right::Assurance, statement::model::ItemType};
use zeroize::Zeroizing;

use super::link;

/// What somebody sets out for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// To come in.
    Enter,
    /// To bind the identity to the person who is in.
    Bind,
    /// To show who made this request.
    Vouch(RequestRef),
}

impl Aim {
    fn code(&self) -> String {
        match self {
            Self::Enter => "e".to_owned(),
            Self::Bind => "b".to_owned(),
            Self::Vouch(request) => format!("v{}", request.0),
        }
    }

    fn read(code: &str) -> Option<Self> {
        match code.split_at_checked(1)? {
            ("e", "") => Some(Self::Enter),
            ("b", "") => Some(Self::Bind),
            ("v", request) => Some(Self::Vouch(RequestRef(request.to_owned()))),
            _ => None,
        }
    }

    const fn wants(&self) -> Wants {
        match self {
            Self::Enter | Self::Bind => Wants::Name,
            Self::Vouch(_) => Wants::Claims,
        }
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
    /// The provider has vouched for who made a request; whether that is anybody in the register is not told here.
    Vouched,
}

/// The providers that people of a register may come in with.
pub fn offered<'a>(app: &'a App, register: &'a RegisterId) -> impl Iterator<Item = &'a Provider> {
    app.providers.all().filter(move |one| one.settings.serves(register))
}

/// The providers that can show who makes a request of a kind that needs so much certainty.
pub fn vouching<'a>(
    app: &'a App,
    register: &'a RegisterId,
    needed: Assurance,
) -> impl Iterator<Item = &'a Provider> {
    let enough = move |one: &&Provider| {
        let vouches = one.settings.vouches.as_ref();
        vouches.is_some_and(|vouches| vouches.method().assurance() >= needed)
    };
    offered(app, register).filter(enough)
}

/// Sets out.
///
/// # Errors
/// When there is no such provider, or it does not say where to go.
pub fn set_out(
    app: &App,
    (register, provider): (&RegisterId, &str),
    (base, aim): (&str, &Aim),
) -> Result<Out, NotIn> {
    let (home, _) = app.register(register).ok_or(GateError::Absent)?;
    let provider = offered(app, register).find(|one| one.settings.id == provider).ok_or(GateError::Absent)?;
    let code = aim.code();
    // The name of a request is letters and digits; anything else is none.
    let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !plain || (aim.wants() == Wants::Claims && provider.settings.vouches.is_none()) {
        return Err(GateError::Absent.into());
    }
    way::set_out(home, (provider, aim.wants()), (register.as_str(), &code), base)
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
    let aim = Aim::read(&ticket.aim).ok_or(NotIn::Lost)?;
    let asked = offered(app, register).find(|one| one.settings.id == provider).ok_or(NotIn::Lost)?;
    let found = ticket.identity(home, (asked, aim.wants()), answer)?;
    if let Aim::Vouch(request) = &aim {
        return vouch(home, register, request, (asked, found));
    }
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

/// Holds what a provider says against the register, and puts what came of it into the case. Who waits for the answer learns the
/// same in every case: whether somebody is in a register is told to nobody by a page.
fn vouch(
    home: &Controller,
    register: &RegisterId,
    request: &RequestRef,
    (asked, found): (&Provider, Identity),
) -> Result<Back, NotIn> {
    let vouches = asked.settings.vouches.as_ref().ok_or(NotIn::Lost)?;
    if !found.level.as_ref().is_some_and(|level| vouches.acr.contains(level)) {
        return Err(NotIn::TooWeak);
    }
    let facts: Vec<Fact> = found.said.into_iter().map(|(of, value)| Fact { of, value }).collect();
    let matched = home.gate.match_vouched(register, &facts)?;
    let names = [ItemType::FirstNames, ItemType::Surname];
    let names = names.iter().filter_map(|of| facts.iter().find(|fact| fact.of == *of));
    let name = Zeroizing::new(names.map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(" "));
    let name = Some(name.as_str()).filter(|name| !name.is_empty());
    match home.gate.vouch_for_request(register, request, (vouches.method(), &matched, name)) {
        // A case that is over, or was never there, changes nothing and tells nothing.
        Ok(()) | Err(GateError::Absent) => Ok(Back::Vouched),
        Err(error) => Err(error.into()),
    }
}
