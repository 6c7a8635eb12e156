//! Coming in with an identity that another service vouches for. It is bound to the provider's own name for the person, never to an
//! e-mail address (R5-102), and only by the person, who came in by the link once (R5-109).
//!
//! Nothing is stored between the way out and the way back: the browser carries a ticket that only this service could have made.

use crate::{
    app::{App, Controller},
    oidc::{Identity, OidcError, Provider, Trip},
    session::secret,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{GateError, card::SubjectRef};
use seloste_register::id::RegisterId;
use zeroize::Zeroizing;

use super::link;

/// How long somebody may be on the way.
const ON_THE_WAY: SignedDuration = SignedDuration::from_mins(10);
/// Where providers send people back to.
pub const WAY_BACK: &str = "/my-identity";

/// Why somebody did not come in.
#[derive(Debug, thiserror::Error)]
pub enum NotIn {
    /// The way back does not belong to a way out of this browser, or it took too long.
    #[error("not the way that was set out on")]
    Lost,
    /// The provider said no, or the person did.
    #[error("the provider did not vouch")]
    NotVouched,
    /// The provider's answer is not right, or there is none.
    #[error("{0}")]
    Provider(#[from] OidcError),
    /// The gate says no.
    #[error("{0}")]
    Gate(#[from] GateError),
}

/// What somebody sets out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// To come in.
    Enter,
    /// To bind the identity to the person who is in.
    Bind,
}

/// Somebody sets out.
pub struct Out {
    /// Where to.
    pub address: String,
    /// What the browser carries.
    pub ticket: String,
}

/// What the provider sends back.
pub struct Answer<'a> {
    /// The ticket that the browser carries.
    pub ticket: Option<&'a str>,
    /// What ties the way back to the way out.
    pub state: &'a str,
    /// The code; `None` when the provider or the person said no.
    pub code: Option<&'a str>,
    /// What addresses of this service begin with.
    pub base: &'a str,
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
    let now = app.clock().now();
    let ends = now.checked_add(ON_THE_WAY).unwrap_or(Timestamp::MAX).as_second();
    let state = secret::label().map_err(GateError::from)?;
    let aim = match aim {
        Aim::Enter => "e",
        Aim::Bind => "b",
    };
    let said = format!("{register}.{}.{ends}.{aim}.{state}", provider.settings.id);
    let ticket = format!("{said}.{}", seal(home, &said)?);
    let secrets = Secrets::of(home, &state)?;
    let redirect = redirect(base, &provider.settings.id);
    let address = provider.way_out(&secrets.trip(&redirect, &state), now)?;
    Ok(Out { address, ticket })
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
    let Some(ticket) = answer.ticket.and_then(|ticket| Ticket::read(app, ticket)) else {
        return (None, Err(NotIn::Lost));
    };
    let back = ticket.come_back(app, provider, answer);
    (Some(ticket.register), back)
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

struct Ticket {
    register: RegisterId,
    provider: String,
    aim: Aim,
    state: String,
}

impl Ticket {
    /// A ticket that this service made and whose time is not over.
    fn read(app: &App, ticket: &str) -> Option<Self> {
        let (said, mark) = ticket.rsplit_once('.')?;
        let mut parts = said.split('.');
        let register = RegisterId::new(parts.next()?).ok()?;
        let (provider, ends, aim, state) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (home, _) = app.register(&register)?;
        let made_here = secret::same(&seal(home, said).ok()?, mark);
        let ends: i64 = ends.parse().ok()?;
        let aim = match aim {
            "e" => Aim::Enter,
            "b" => Aim::Bind,
            _ => return None,
        };
        let good = made_here && app.clock().now().as_second() < ends;
        good.then(|| Self { register, provider: provider.to_owned(), aim, state: state.to_owned() })
    }

    fn come_back(&self, app: &App, provider: &str, answer: &Answer<'_>) -> Result<Back, NotIn> {
        if self.provider != provider || !secret::same(&self.state, answer.state) {
            return Err(NotIn::Lost);
        }
        let code = answer.code.ok_or(NotIn::NotVouched)?;
        let (home, _) = app.register(&self.register).ok_or(GateError::Absent)?;
        let asked =
            offered(app, &self.register).find(|one| one.settings.id == provider).ok_or(NotIn::Lost)?;
        let secrets = Secrets::of(home, &self.state)?;
        let redirect = redirect(answer.base, provider);
        let found = asked.identity(code, &secrets.trip(&redirect, &self.state), app.clock().now())?;
        let identity = digest(home, &self.register, &found)?;
        if self.aim == Aim::Bind {
            return Ok(Back::ToBind(identity));
        }
        match link::enter_as(home, &self.register, &identity) {
            Ok(session) => Ok(Back::Entered(session)),
            Err(GateError::Absent) => Ok(Back::Unknown),
            Err(error) => Err(error.into()),
        }
    }
}

/// What only this service can work out from a state.
struct Secrets {
    nonce: String,
    verifier: Zeroizing<String>,
}

impl Secrets {
    fn of(home: &Controller, state: &str) -> Result<Self, GateError> {
        let key = home.gate.staff_key()?;
        let of = |what| URL_SAFE_NO_PAD.encode(secret::keyed(&*key, &["oidc", what, state]));
        Ok(Self { nonce: of("nonce"), verifier: Zeroizing::new(of("verifier")) })
    }

    fn trip<'a>(&'a self, redirect: &'a str, state: &'a str) -> Trip<'a> {
        Trip { redirect, state, nonce: &self.nonce, verifier: &self.verifier }
    }
}

fn redirect(base: &str, provider: &str) -> String {
    format!("{base}{WAY_BACK}/{provider}")
}

fn seal(home: &Controller, said: &str) -> Result<String, GateError> {
    Ok(URL_SAFE_NO_PAD.encode(secret::keyed(&*home.gate.staff_key()?, &["oidc", "ticket", said])))
}

/// What is stored of an identity: nobody can tell from it who the person is to the provider, and it differs from register to register.
fn digest(
    home: &Controller,
    register: &RegisterId,
    found: &Identity,
) -> Result<Zeroizing<[u8; 32]>, GateError> {
    let key = home.gate.staff_key()?;
    let parts = ["oidc", "identity", register.as_str(), &found.issuer, &found.subject];
    Ok(Zeroizing::new(secret::keyed(&*key, &parts)))
}
