//! Adding the first second factor on the way in, for people whose role asks for one. Until it is there nothing else opens: the
//! session stays at a stage that no page but this one knows. Not here: factors of people who are in (`second`).

use super::{
    Wrong,
    second::{self, Shown},
    sign_in::{self, From},
};
use crate::{
    app::Controller,
    session::{self, secret, source::Origin},
    store::{
        self,
        account::Account,
        factor::Kind,
        session::{Session, Stage},
    },
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{
    CreationChallengeResponse, PasskeyRegistration, RegisterPublicKeyCredential, Uuid,
};
use zeroize::Zeroizing;

/// What may be added, kept with the session: the seed of a code app's key, and what a new passkey must answer to.
#[derive(Serialize, Deserialize)]
struct Pending {
    seed: String,
    passkey: Option<Box<PasskeyRegistration>>,
}

/// Somebody whose password was right and who has no second factor yet.
pub struct Waiting {
    /// User name.
    pub user_name: String,
    /// The key for a code app, in the letters that apps take.
    pub key: Zeroizing<String>,
    /// A challenge for a new passkey; `None` where passkeys don't work.
    pub challenge: Option<CreationChallengeResponse>,
}

/// What came of a try.
pub enum Added {
    /// In: the session's token, and the recovery codes, which are shown once.
    In(Zeroizing<String>, Vec<String>),
    /// What was shown does not fit.
    Wrong(Wrong),
    /// It took too long, or a factor was added elsewhere meanwhile: sign in again.
    Over,
}

/// What somebody who is on the way in may add; `None` when the token is of nobody who has to.
///
/// # Errors
/// When the machine fails.
pub fn waiting(home: &Controller, token: &str, origin: &Origin) -> Result<Option<Waiting>, Failure> {
    let now = home.gate.clock().now();
    let key = super::staff_key(home)?;
    home.gate.data().write(|tx| {
        let Some((session, account)) = on_the_way(tx, token, now)? else { return Ok(None) };
        // The key stays the same when the page is opened again: the app may have read it already.
        let seed = match pending(&session) {
            Some(pending) => pending.seed,
            None => secret::label()?,
        };
        let begun = begin_passkey(&account, origin)?;
        let (challenge, passkey) =
            begun.map_or((None, None), |(challenge, state)| (Some(challenge), Some(Box::new(state))));
        let key = second::shared_key(&key, &seed);
        let kept = second::json(&Pending { seed, passkey })?;
        store::session::set_ceremony(tx, token, Some(&kept))?;
        Ok(Some(Waiting { user_name: account.user_name, key, challenge }))
    })
}

/// Adds what was shown and lets its owner in.
///
/// # Errors
/// When the machine fails.
pub fn add(home: &Controller, token: &str, shown: &Shown<'_>, from: &From) -> Result<Added, Failure> {
    let now = home.gate.clock().now();
    let key = super::staff_key(home)?;
    let added = home.gate.data().write(|tx| -> Result<Added, Failure> {
        let Some((session, account)) = on_the_way(tx, token, now)? else { return Ok(Added::Over) };
        let Some(pending) = pending(&session) else { return Ok(Added::Over) };
        let fits = match shown {
            Shown::Code(code) => app(&key, &pending, code, now),
            Shown::Passkey(answer, origin) => passkey(&pending, answer, origin),
        };
        let (kind, kept, used) = match fits {
            Ok(fits) => fits,
            Err(wrong) => return Ok(Added::Wrong(wrong)),
        };
        store::factor::insert(tx, account.id, kind, ("", &kept, used), now)?;
        let codes = second::fresh_codes()?;
        store::factor::set_recovery(tx, account.id, &codes)?;
        store::session::end(tx, token)?;
        Ok(Added::In(sign_in::begin(tx, account.id, from, now)?, codes))
    })?;
    if matches!(added, Added::In(..)) {
        crate::work::memory::remember_soon(home);
        tracing::info!(controller = home.id.as_str(), "a first second factor was added; signed in");
    }
    Ok(added)
}

/// The session and account of somebody who has no second factor; once there is one, however it came, it has to be shown.
fn on_the_way(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<(Session, Account)>, Failure> {
    let Some((session, account)) = session::live(tx, token, Stage::Enrol, now)? else { return Ok(None) };
    let none = store::factor::all(tx, account.id)?.is_empty();
    Ok(none.then_some((session, account)))
}

fn pending(session: &Session) -> Option<Pending> {
    serde_json::from_str(session.ceremony.as_deref()?).ok()
}

fn begin_passkey(
    account: &Account,
    origin: &Origin,
) -> Result<Option<(CreationChallengeResponse, PasskeyRegistration)>, Failure> {
    let Some(webauthn) = second::webauthn(origin) else { return Ok(None) };
    let handle = Uuid::from_slice(&account.handle).map_err(second::broken)?;
    let begun = webauthn.start_passkey_registration(handle, &account.user_name, &account.name, None);
    begun.map(Some).map_err(second::broken)
}

type Fits = (Kind, String, i64);

fn app(key: &[u8; 32], pending: &Pending, code: &str, now: Timestamp) -> Result<Fits, Wrong> {
    let shared = second::shared_key(key, &pending.seed);
    let step = second::step_of(&shared, code, now).ok_or(Wrong::CodeWrong)?;
    Ok((Kind::Totp, pending.seed.clone(), step))
}

fn passkey(pending: &Pending, answer: &str, origin: &Origin) -> Result<Fits, Wrong> {
    let webauthn = second::webauthn(origin).ok_or(Wrong::PasskeyNoAddress)?;
    let state = pending.passkey.as_ref().ok_or(Wrong::PasskeyRefused)?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| Wrong::PasskeyRefused)?;
    let made = webauthn.finish_passkey_registration(&answer, state).map_err(|_| Wrong::PasskeyRefused)?;
    let kept = second::json(&made).map_err(|_| Wrong::PasskeyRefused)?;
    Ok((Kind::Passkey, kept, 0))
}
