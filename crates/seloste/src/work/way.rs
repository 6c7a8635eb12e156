//! The way to an identity provider and back, for whoever sets out: people to their own pages, staff to their accounts. Nothing is
//! stored between: the browser carries a ticket that only this service could have made. Not here: what an identity opens
//! (`work::own::federated`, `work::staff::federated`).

use crate::{
    app::Controller,
    oidc::{Identity, OidcError, Provider, Trip, Wants},
    session::secret,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::GateError;
use zeroize::Zeroizing;

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
    /// The provider is not certain enough of who it is.
    #[error("the provider is not certain enough")]
    TooWeak,
    /// The gate says no.
    #[error("{0}")]
    Gate(#[from] GateError),
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

/// Sets out from a place for an aim; neither holds a full stop.
///
/// # Errors
/// When the provider does not say where to go.
pub fn set_out(
    home: &Controller,
    (provider, wants): (&Provider, Wants),
    (place, aim): (&str, &str),
    base: &str,
) -> Result<Out, NotIn> {
    let now = home.gate.clock().now();
    let ends = now.checked_add(ON_THE_WAY).unwrap_or(Timestamp::MAX).as_second();
    let state = secret::label().map_err(GateError::from)?;
    let said = format!("{place}.{}.{ends}.{aim}.{state}", provider.settings.id);
    let ticket = format!("{said}.{}", seal(home, &said)?);
    let secrets = Secrets::of(home, &state)?;
    let redirect = redirect(base, &provider.settings.id);
    let address = provider.way_out(&secrets.trip((&redirect, &state), wants), now)?;
    Ok(Out { address, ticket })
}

/// What a browser carries while somebody is on the way.
pub struct Ticket {
    /// Where the person set out from.
    pub place: String,
    /// Which provider was set out for.
    pub provider: String,
    /// What for.
    pub aim: String,
    state: String,
}

impl Ticket {
    /// The place that a ticket says it is from, before anybody has looked whether it is a good one.
    #[must_use]
    pub fn place(ticket: &str) -> Option<&str> {
        ticket.split_once('.').map(|(place, _)| place)
    }

    /// A ticket that this service made and whose time is not over.
    #[must_use]
    pub fn read(home: &Controller, ticket: &str) -> Option<Self> {
        let (said, mark) = ticket.rsplit_once('.')?;
        let made_here = secret::same(&seal(home, said).ok()?, mark);
        let mut parts = said.split('.');
        let mut next = || parts.next().map(ToOwned::to_owned);
        let (place, provider, ends, aim, state) = (next()?, next()?, next()?, next()?, next()?);
        let ends: i64 = ends.parse().ok()?;
        let good = made_here && home.gate.clock().now().as_second() < ends;
        good.then_some(Self { place, provider, aim, state })
    }

    /// Who came back by this way.
    ///
    /// # Errors
    /// As [`NotIn`] says.
    pub fn identity(
        &self,
        home: &Controller,
        (provider, wants): (&Provider, Wants),
        answer: &Answer<'_>,
    ) -> Result<Identity, NotIn> {
        if self.provider != provider.settings.id || !secret::same(&self.state, answer.state) {
            return Err(NotIn::Lost);
        }
        let code = answer.code.ok_or(NotIn::NotVouched)?;
        let secrets = Secrets::of(home, &self.state)?;
        let redirect = redirect(answer.base, &self.provider);
        let trip = secrets.trip((&redirect, &self.state), wants);
        Ok(provider.identity(code, &trip, home.gate.clock().now())?)
    }
}

/// What is stored of an identity: nobody can tell from it who the person is to the provider, and it differs from place to place.
///
/// # Errors
/// When the keyring fails.
pub fn digest(home: &Controller, place: &str, found: &Identity) -> Result<Zeroizing<[u8; 32]>, GateError> {
    let key = home.gate.staff_key()?;
    let parts = ["oidc", "identity", place, &found.issuer, &found.subject];
    Ok(Zeroizing::new(secret::keyed(&*key, &parts)))
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

    fn trip<'a>(&'a self, (redirect, state): (&'a str, &'a str), wants: Wants) -> Trip<'a> {
        Trip { redirect, state, nonce: &self.nonce, verifier: &self.verifier, wants }
    }
}

fn redirect(base: &str, provider: &str) -> String {
    format!("{base}{WAY_BACK}/{provider}")
}

fn seal(home: &Controller, said: &str) -> Result<String, GateError> {
    Ok(URL_SAFE_NO_PAD.encode(secret::keyed(&*home.gate.staff_key()?, &["oidc", "ticket", said])))
}
