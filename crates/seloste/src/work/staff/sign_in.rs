//! Signing in and out. The one place where sessions begin. Unknown user name and wrong password take the same way, the same
//! time and give the same answer; what a refusal was is known to the log by number, not by name.

use super::{
    federated, person,
    throttle::{self, Heard, Proof, Trier},
};
use crate::{
    app::Controller,
    session::{self, password::Password, secret, standing},
    store::{
        self,
        account::Account,
        attempt::Outcome,
        session::{New, Stage},
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};
use seloste_gate::ask::AccountId;
use seloste_register::statement::Rules;
use std::sync::Arc;
use zeroize::Zeroizing;

/// How long the second factor is waited for.
pub const HALF: SignedDuration = SignedDuration::from_mins(10);

/// Where a try comes from.
#[derive(Debug, Clone)]
pub struct From {
    /// The network.
    pub network: String,
    /// Kind of browser and system.
    pub device: String,
    /// The browser's own token.
    pub browser: Option<String>,
    /// The session that the browser shows; it ends when another begins in its place.
    pub old_session: Option<String>,
}

/// What came of a try.
pub enum Entry {
    /// Signed in: the session's token.
    In(Zeroizing<String>),
    /// The password was right; the half session's token, for the second factor, shown or still to be added.
    SecondFactor(Zeroizing<String>),
    /// No. Whether the name or the password was wrong is not said.
    Refused,
    /// The password was right, and no engagement is in force (claim R1-041).
    NotEngaged,
    /// Not heard; the next try is in so long.
    Wait(SignedDuration),
}

/// Tries a user name and a password. Takes a hash's time: ask for a place in the lobby first.
///
/// # Errors
/// When the machine fails.
pub fn by_password(
    home: &Controller,
    user_name: &str,
    password: &Password,
    from: &From,
) -> Result<Entry, Failure> {
    let now = home.gate.clock().now();
    let user_name = person::user_name_form(user_name);
    let key = super::staff_key(home)?;
    let asked = home.gate.data().write(|tx| ask(tx, (&key, &user_name), from, now))?;
    let (account, hash, known) = match asked {
        Asked::Wait(wait) => return Ok(Entry::Wait(wait)),
        Asked::Try { account, hash, known } => (account, hash, known),
    };
    let fits = password.is(hash.as_deref());
    let known = known.then_some(from.browser.as_deref()).flatten();
    let trier = Trier { key: &key, name: &user_name, network: &from.network, known_device: known };
    let strict = standing::strict(home);
    let entry = home.gate.data().write(|tx| -> Result<Entry, Failure> {
        // Whoever changed it meanwhile may have done so because somebody else knew the old one.
        let of = account.as_ref().filter(|_| fits);
        let stands = of.map(|account| store::account::password(tx, account.id)).transpose()?.flatten();
        let Some(account) = of.filter(|_| stands.is_some() && stands == hash) else {
            store::attempt::list(
                tx,
                account.as_ref().map(|one| one.id),
                Outcome::Refused,
                &from.device,
                now,
            )?;
            return Ok(Entry::Refused);
        };
        throttle::forgive(tx, &trier, Proof::Password, now)?;
        go_on(tx, (&strict, account), from, now)
    })?;
    log(home, account.as_ref(), &entry);
    Ok(entry)
}

enum Asked {
    Wait(SignedDuration),
    Try { account: Option<Account>, hash: Option<String>, known: bool },
}

fn ask(
    tx: &mut Tx<'_>,
    (key, user_name): (&[u8; 32], &str),
    from: &From,
    now: Timestamp,
) -> Result<Asked, Failure> {
    let account = store::account::by_user_name(tx, user_name)?.filter(|account| account.ended.is_none());
    // An unknown name is looked up by a number that no account has: the same statements run.
    let id = account.as_ref().map_or(AccountId(0), |account| account.id);
    let hash = store::account::password(tx, id)?;
    let known = store::session::device_known(tx, id, from.browser.as_deref().unwrap_or_default())?;
    let known_device = known.then_some(from.browser.as_deref()).flatten();
    let trier = Trier { key, name: user_name, network: &from.network, known_device };
    match throttle::admit(tx, &trier, Proof::Password, now)? {
        Heard::In(wait) => {
            store::attempt::list(tx, account.map(|one| one.id), Outcome::Throttled, &from.device, now)?;
            Ok(Asked::Wait(wait))
        }
        Heard::Now => Ok(Asked::Try { account, hash, known }),
    }
}

/// The password was right: on to the second factor, or in.
fn go_on(
    tx: &mut Tx<'_>,
    (strict, account): (&[Arc<Rules>], &Account),
    from: &From,
    now: Timestamp,
) -> Result<Entry, Failure> {
    if !engaged(tx, account.id, now)? {
        store::attempt::list(tx, Some(account.id), Outcome::NotEngaged, &from.device, now)?;
        return Ok(Entry::NotEngaged);
    }
    let stage = if standing::lacks_second(tx, strict, account.id, now)? {
        Stage::Enrol
    } else if store::factor::all(tx, account.id)?.is_empty() {
        return Ok(Entry::In(begin(tx, account.id, from, now)?));
    } else {
        Stage::Password
    };
    let token = secret::token()?;
    let half = New {
        token: &token,
        account: account.id,
        stage,
        ends: super::account::later(now, HALF),
        device: &from.device,
    };
    store::session::insert(tx, &half, now)?;
    Ok(Entry::SecondFactor(token))
}

/// Lets in whom a provider vouches for, as far as the password would; `None` when the account has ended.
pub(super) fn vouched_for(
    home: &Controller,
    account: AccountId,
    from: &From,
) -> Result<Option<Entry>, Failure> {
    let (strict, now) = (standing::strict(home), home.gate.clock().now());
    let found = home.gate.data().write(|tx| {
        let found = store::account::by_id(tx, account)?.filter(|account| account.ended.is_none());
        let Some(found) = found else { return Ok(None) };
        let entry = go_on(tx, (&strict, &found), from, now)?;
        Ok::<_, Failure>(Some((found, entry)))
    })?;
    Ok(found.map(|(found, entry)| {
        log(home, Some(&found), &entry);
        entry
    }))
}

fn engaged(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<bool, Failure> {
    Ok(store::engagement::all(tx, account)?.iter().any(|one| one.span.holds(now)))
}

/// Begins a session under a fresh token. Whatever the browser brought along does not live on: a token that somebody else put
/// there is worth nothing.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    account: AccountId,
    from: &From,
    now: Timestamp,
) -> Result<Zeroizing<String>, Failure> {
    let token = secret::token()?;
    if let Some(old) = &from.old_session {
        store::session::end(tx, old)?;
    }
    let full = New {
        token: &token,
        account,
        stage: Stage::Full,
        ends: super::account::later(now, session::ABSOLUTE),
        device: &from.device,
    };
    store::session::insert(tx, &full, now)?;
    store::staff_use::note(tx, full.account, now)?;
    if let Some(browser) = &from.browser {
        store::session::know_device(tx, account, browser, now)?;
    }
    store::attempt::list(tx, Some(account), Outcome::SignedIn, &from.device, now)?;
    Ok(token)
}

/// One line a try (claim R1-044): the account's number where there is one, never what was typed.
fn log(home: &Controller, account: Option<&Account>, entry: &Entry) {
    let (controller, account) = (home.id.as_str(), account.map(|account| account.id.0));
    match entry {
        Entry::In(_) => tracing::info!(controller, account, "signed in"),
        Entry::SecondFactor(_) => tracing::info!(controller, account, "the second factor is awaited"),
        Entry::Refused => tracing::warn!(controller, account, "a sign-in was refused"),
        Entry::NotEngaged => {
            tracing::warn!(controller, account, "a sign-in was refused: no engagement in force")
        }
        Entry::Wait(_) => tracing::warn!(controller, account, "a sign-in was not heard: too many before it"),
    }
}

/// Ends the session of a token.
///
/// # Errors
/// When the database fails.
pub fn sign_out(home: &Controller, token: &str) -> Result<(), Failure> {
    home.gate.data().write(|tx| store::session::end(tx, token))
}

/// Whose start code it is, with the person's name.
///
/// # Errors
/// When the database fails.
pub fn of_start_code(home: &Controller, code: &str) -> Result<Option<Account>, Failure> {
    let now = home.gate.clock().now();
    home.gate.data().read(|tx| match store::factor::of_start(tx, code, now)? {
        Some(id) => Ok(store::account::by_id(tx, id)?.filter(|account| account.ended.is_none())),
        None => Ok(None),
    })
}

/// Sets the password that the holder of a start code chose, ends what was open before, and signs in.
///
/// # Errors
/// When the code is not (or no longer) good, the password does not fit, or the machine fails.
pub fn start(
    home: &Controller,
    code: &str,
    password: &Password,
    from: &From,
) -> Result<Entry, super::StaffError> {
    let account = of_start_code(home, code)?.ok_or(super::Wrong::CodeWrong)?;
    password.fit(&[&account.name, &account.user_name]).map_err(super::Wrong::Password)?;
    let hash = password.hash()?;
    let now = home.gate.clock().now();
    let strict = standing::strict(home);
    let entry = home.gate.data().write(|tx| -> Result<Entry, super::StaffError> {
        // Between looking and writing somebody else may have used it: it works once.
        let its = store::factor::of_start(tx, code, now)? == Some(account.id);
        if !its || !store::factor::spend_start(tx, account.id)? {
            return Err(super::Wrong::CodeWrong.into());
        }
        store::account::set_password(tx, account.id, &hash, now)?;
        store::session::end_others(tx, account.id, None)?;
        store::session::forget_devices(tx, account.id)?;
        Ok(go_on(tx, (&strict, &account), from, now)?)
    })?;
    crate::work::memory::remember_soon(home);
    Ok(entry)
}

/// Whether a person who is signed in knows the password: asked again before what would let somebody else in for good. Of people who
/// have none, because a provider vouches for them, the sign-in must be young.
///
/// # Errors
/// When the password is wrong or was tried too often, or the machine fails.
pub fn confirm(
    home: &Controller,
    signed: &session::SignedIn,
    password: &Password,
    from: &From,
) -> Result<(), super::StaffError> {
    let now = home.gate.clock().now();
    let key = super::staff_key(home)?;
    if home.gate.data().read(|tx| federated::alone(tx, signed.account))? {
        let fresh = home.gate.data().read(|tx| federated::fresh(tx, signed, now))?;
        return if fresh { Ok(()) } else { Err(super::Wrong::SessionOld.into()) };
    }
    let asked = home.gate.data().write(|tx| ask(tx, (&key, &signed.user_name), from, now))?;
    let Asked::Try { hash, known, .. } = asked else { return Err(super::Wrong::PasswordWrong.into()) };
    if !password.is(hash.as_deref()) {
        return Err(super::Wrong::PasswordWrong.into());
    }
    let known = known.then_some(from.browser.as_deref()).flatten();
    let trier = Trier { key: &key, name: &signed.user_name, network: &from.network, known_device: known };
    Ok(home.gate.data().write(|tx| throttle::forgive(tx, &trier, Proof::Password, now))?)
}

/// Changes a person's own password and ends the person's other sessions.
///
/// # Errors
/// When the present password is wrong, the new one does not fit, or the machine fails.
pub fn change_password(
    home: &Controller,
    signed: &session::SignedIn,
    (present, new): (&Password, &Password),
    from: &From,
) -> Result<(), super::StaffError> {
    if home.gate.data().read(|tx| federated::alone(tx, signed.account))? {
        return Err(super::Wrong::PasswordWrong.into());
    }
    confirm(home, signed, present, from)?;
    new.fit(&[&signed.name, &signed.user_name]).map_err(super::Wrong::Password)?;
    let hash = new.hash()?;
    let now = home.gate.clock().now();
    home.gate.data().write(|tx| -> Result<(), Failure> {
        store::account::set_password(tx, signed.account, &hash, now)?;
        store::session::end_others(tx, signed.account, Some(&signed.session))?;
        store::session::forget_devices(tx, signed.account)?;
        match &from.browser {
            Some(browser) => store::session::know_device(tx, signed.account, browser, now),
            None => Ok(()),
        }
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(controller = home.id.as_str(), account = signed.account.0, "a password was changed");
    Ok(())
}
