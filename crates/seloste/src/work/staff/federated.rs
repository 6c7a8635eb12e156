//! Signing in with an identity that a provider of the organisation vouches for. It is bound to an account by the start code that
//! somebody who keeps accounts handed out: never by an e-mail address, which says nothing about who holds it today. The provider's word
//! stands in for the password and for nothing else: engagement, undertaking, roles and second factor are asked for as always.

use super::{
    StaffError, Wrong,
    sign_in::{self, Entry, From},
};
use crate::{
    app::{App, Controller},
    oidc::{Provider, Wants},
    session::{SignedIn, secret},
    store,
    work::way::{self, Answer, NotIn, Out, Ticket},
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};
use seloste_gate::ask::AccountId;
use seloste_register::id::{CompanyId, RegisterId};

/// What tells a ticket of staff from one of people: no register's name begins so.
const STAFF: char = '@';
/// How young a session has to be to stand in for typing a password once more.
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// How somebody came back.
pub enum Back {
    /// As somebody known, or just bound.
    Entry(Entry),
    /// The identity is no account's.
    Unknown,
    /// The identity is another account's.
    Taken,
    /// The start code was used or is too old.
    CodeOver,
}

/// Whether a ticket is one of staff: then the controller that it says it is of.
#[must_use]
pub fn place(ticket: &str) -> Option<CompanyId> {
    controller(Ticket::place(ticket)?)
}

fn controller(place: &str) -> Option<CompanyId> {
    CompanyId::new(place.strip_prefix(STAFF)?).ok()
}

/// The providers that staff of a controller may sign in with.
pub fn offered<'a>(app: &'a App, controller: &'a CompanyId) -> impl Iterator<Item = &'a Provider> {
    app.providers.all().filter(move |one| one.settings.staff_of.contains(controller))
}

fn provider<'a>(app: &'a App, home: &'a Controller, id: &str) -> Result<&'a Provider, NotIn> {
    offered(app, &home.id).find(|one| one.settings.id == id).ok_or(NotIn::Lost)
}

/// Sets out to sign in.
///
/// # Errors
/// When there is no such provider, or it does not say where to go.
pub fn set_out(app: &App, home: &Controller, (id, base): (&str, &str)) -> Result<Out, NotIn> {
    way::set_out(home, (provider(app, home, id)?, Wants::Name), (&format!("{STAFF}{}", home.id), "e"), base)
}

/// Sets out to bind an identity to the account of a start code.
///
/// # Errors
/// When the code is not good. Inside: when the provider does not say where to go.
pub fn set_out_to_bind(
    app: &App,
    home: &Controller,
    (id, base): (&str, &str),
    code: &str,
) -> Result<Result<Out, NotIn>, StaffError> {
    let account = sign_in::of_start_code(home, code)?.ok_or(Wrong::CodeWrong)?;
    let aim = format!("{}-{}", account.id.0, short(&secret::sha256(&secret::bare_code(code))));
    Ok(provider(app, home, id).and_then(|provider| {
        way::set_out(home, (provider, Wants::Name), (&format!("{STAFF}{}", home.id), &aim), base)
    }))
}

/// Enough of a start code's digest to tell it from the next one.
fn short(digest: &[u8]) -> String {
    hex::encode(digest.get(..8).unwrap_or_default())
}

/// Comes back.
///
/// # Errors
/// As [`NotIn`] says; then nothing has changed.
pub fn come_back(
    app: &App,
    home: &Controller,
    (id, answer): (&str, &Answer<'_>),
    from: &From,
) -> Result<Back, NotIn> {
    let ticket = answer.ticket.and_then(|ticket| Ticket::read(home, ticket)).ok_or(NotIn::Lost)?;
    if controller(&ticket.place) != Some(home.id.clone()) {
        return Err(NotIn::Lost);
    }
    let found = ticket.identity(home, (provider(app, home, id)?, Wants::Name), answer)?;
    let identity = way::digest(home, "staff", &found)?;
    let back = match ticket.aim.split_once('-') {
        Some((account, code)) => {
            let account = account.parse().map(AccountId).map_err(|_| NotIn::Lost)?;
            bind(home, (account, code), (&identity, id), from)
        }
        None => enter(home, &identity, from),
    };
    let back = back.map_err(|failure| NotIn::Gate(failure.into()))?;
    log(home, &back);
    Ok(back)
}

fn enter(home: &Controller, identity: &[u8; 32], from: &From) -> Result<Back, Failure> {
    let account = home.gate.data().read(|tx| store::identity::of(tx, identity))?;
    match account {
        Some(account) => Ok(sign_in::vouched_for(home, account, from)?.map_or(Back::Unknown, Back::Entry)),
        None => Ok(Back::Unknown),
    }
}

/// The code is used up, the identity bound, and the password, if there was one, gone: one way in from now on.
fn bind(
    home: &Controller,
    (account, code): (AccountId, &str),
    identity: (&[u8; 32], &str),
    from: &From,
) -> Result<Back, Failure> {
    let now = home.gate.clock().now();
    let bound = home.gate.data().write(|tx| -> Result<Option<Back>, Failure> {
        let open = store::account::by_id(tx, account)?.is_some_and(|account| account.ended.is_none());
        let current = store::factor::start_of(tx, account, now)?;
        if !open || !current.is_some_and(|digest| secret::same(&short(&digest), code)) {
            return Ok(Some(Back::CodeOver));
        }
        if !store::identity::insert(tx, account, identity, now)? {
            return Ok(Some(Back::Taken));
        }
        store::factor::spend_start(tx, account)?;
        store::account::void_password(tx, account)?;
        store::session::end_others(tx, account, None)?;
        Ok(None)
    })?;
    if let Some(no) = bound {
        return Ok(no);
    }
    crate::work::memory::remember_soon(home);
    Ok(sign_in::vouched_for(home, account, from)?.map_or(Back::Unknown, Back::Entry))
}

/// Lets all identities of a person go and ends the person's sessions; for those who keep accounts. Says whether there was one.
///
/// # Errors
/// When there is no such open account, the asker may not, or the database fails.
pub fn unbind(
    app: &App,
    register: &RegisterId,
    user: &str,
    by: Option<AccountId>,
) -> Result<bool, StaffError> {
    let (home, _) = super::home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    let now = app.clock().now();
    let had = home.gate.data().write(|tx| -> Result<bool, StaffError> {
        super::account::may_touch(home, tx, (account.id, by), now)?;
        store::session::end_others(tx, account.id, None)?;
        Ok(store::identity::remove_all(tx, account.id)?)
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(account = account.id.0, by = by.map(|by| by.0), "identities were let go");
    Ok(had)
}

/// Whether somebody signs in by a provider alone: there is no password to be typed once more.
///
/// # Errors
/// When the database fails.
pub fn alone(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, Failure> {
    Ok(store::account::password(tx, account)?.is_none() && !store::identity::all(tx, account)?.is_empty())
}

/// Whether a session began so lately that it stands in for a password typed once more.
///
/// # Errors
/// When the database fails.
pub fn fresh(tx: &mut Tx<'_>, signed: &SignedIn, now: Timestamp) -> Result<bool, Failure> {
    let all = store::session::live(tx, signed.account, Timestamp::UNIX_EPOCH, now)?;
    let own = all.iter().find(|one| one.label == signed.session);
    Ok(own.is_some_and(|own| now.duration_since(own.began).abs() <= FRESH))
}

fn log(home: &Controller, back: &Back) {
    let controller = home.id.as_str();
    match back {
        Back::Entry(_) => tracing::info!(controller, "a provider vouched for an account"),
        Back::Unknown | Back::Taken | Back::CodeOver => {
            tracing::warn!(controller, "a provider vouched for somebody who has no account here");
        }
    }
}
