//! Second factors: codes of an app (RFC 6238), passkeys (WebAuthn), and recovery codes for the day when both are lost.

use super::{
    StaffError, Wrong,
    sign_in::{self, Entry, From},
    throttle::{self, Heard, Proof, Trier},
};
use crate::{
    app::{App, Controller},
    session::{self, SignedIn, secret, source::Origin, standing},
    store::{
        self,
        attempt::Outcome,
        factor::{Factor, Kind},
        session::{Session, Stage},
    },
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use seloste_gate::ask::AccountId;
use seloste_register::id::RegisterId;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Secret, TOTP};
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse, Url, Uuid, Webauthn, WebauthnBuilder,
};
use zeroize::Zeroizing;

/// Length of a time step, in seconds.
const STEP: i64 = 30;
/// How many recovery codes a person gets.
const CODES: usize = 10;

/// What an enrolment or a passkey ceremony under way must answer to. Kept with the session, on the server.
#[derive(Serialize, Deserialize)]
enum Ceremony {
    /// A code app is being added: the seed of the key that it was shown.
    Totp(String),
    /// A passkey is being added.
    AddPasskey(Box<PasskeyRegistration>),
    /// A passkey is being asked.
    AskPasskey(Box<PasskeyAuthentication>),
}

/// The person whose password was right and whose second factor is awaited.
pub struct Half {
    /// The half session.
    pub session: Session,
    /// The person's user name.
    pub user_name: String,
    /// The factors that the person has.
    pub factors: Vec<Factor>,
}

impl Half {
    /// Whether the person has a factor of a kind.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.factors.iter().any(|factor| factor.kind == kind)
    }
}

/// The half session of a token.
///
/// # Errors
/// When the database fails.
pub fn half(home: &Controller, token: &str) -> Result<Option<Half>, Failure> {
    let now = home.gate.clock().now();
    home.gate.data().read(|tx| half_in(tx, token, now))
}

fn half_in(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<Half>, Failure> {
    let Some((session, owner)) = session::live(tx, token, Stage::Password, now)? else { return Ok(None) };
    let factors = store::factor::all(tx, session.account)?;
    Ok(Some(Half { session, user_name: owner.user_name, factors }))
}

/// What a person shows as second factor.
pub enum Shown<'a> {
    /// A code of an app, or a recovery code.
    Code(&'a str),
    /// A passkey's answer, as JSON from the browser.
    Passkey(&'a str, &'a Origin),
}

/// Tries a second factor.
///
/// # Errors
/// When the machine fails.
pub fn by_second(home: &Controller, token: &str, shown: &Shown<'_>, from: &From) -> Result<Entry, Failure> {
    let now = home.gate.clock().now();
    let key = super::staff_key(home)?;
    let entry = home.gate.data().write(|tx| -> Result<Entry, Failure> {
        let Some(half) = half_in(tx, token, now)? else { return Ok(Entry::Refused) };
        let account = half.session.account;
        let known = store::session::device_known(tx, account, from.browser.as_deref().unwrap_or_default())?;
        let known_device = known.then_some(from.browser.as_deref()).flatten();
        let name = half.user_name.as_str();
        let trier = Trier { key: &key, name, network: &from.network, known_device };
        if let Heard::In(wait) = throttle::admit(tx, &trier, Proof::Second, now)? {
            return Ok(Entry::Wait(wait));
        }
        if !proves(tx, (&key, &half), token, shown, now)? {
            store::attempt::list(tx, Some(account), Outcome::SecondRefused, &from.device, now)?;
            return Ok(Entry::Refused);
        }
        throttle::forgive(tx, &trier, Proof::Second, now)?;
        store::session::end(tx, token)?;
        Ok(Entry::In(sign_in::begin(tx, account, from, now)?))
    })?;
    let controller = home.id.as_str();
    match &entry {
        Entry::In(_) => tracing::info!(controller, "signed in with a second factor"),
        _ => tracing::warn!(controller, "a second factor was refused"),
    }
    Ok(entry)
}

fn proves(
    tx: &mut Tx<'_>,
    (key, half): (&[u8; 32], &Half),
    token: &str,
    shown: &Shown<'_>,
    now: Timestamp,
) -> Result<bool, Failure> {
    match shown {
        Shown::Code(typed) => {
            for factor in half.factors.iter().filter(|factor| factor.kind == Kind::Totp) {
                if let Some(step) = step_of(&shared_key(key, &factor.secret), typed, now) {
                    return store::factor::use_step(tx, factor.id, step);
                }
            }
            store::factor::use_recovery(tx, half.session.account, typed)
        }
        Shown::Passkey(answer, origin) => passkey_proves(tx, half, (token, answer), origin),
    }
}

fn passkey_proves(
    tx: &mut Tx<'_>,
    half: &Half,
    (token, answer): (&str, &str),
    origin: &Origin,
) -> Result<bool, Failure> {
    // A challenge is answered once, right or wrong.
    store::session::set_ceremony(tx, token, None)?;
    let Some(Ceremony::AskPasskey(state)) = ceremony(&half.session) else { return Ok(false) };
    let (Some(webauthn), Ok(answer)) =
        (webauthn(origin), serde_json::from_str::<PublicKeyCredential>(answer))
    else {
        return Ok(false);
    };
    let Ok(outcome) = webauthn.finish_passkey_authentication(&answer, &state) else { return Ok(false) };
    for factor in half.factors.iter().filter(|factor| factor.kind == Kind::Passkey) {
        let Ok(mut passkey) = serde_json::from_str::<Passkey>(&factor.secret) else { continue };
        match passkey.update_credential(&outcome) {
            None => {}
            Some(false) => return Ok(true),
            Some(true) => {
                store::factor::set_secret(tx, factor.id, &json(&passkey)?)?;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A challenge for the passkeys of a person who is half in; `None` when there is none to ask.
///
/// # Errors
/// When the machine fails.
pub fn ask_passkey(
    home: &Controller,
    token: &str,
    origin: &Origin,
) -> Result<Option<RequestChallengeResponse>, Failure> {
    let now = home.gate.clock().now();
    home.gate.data().write(|tx| {
        let Some(half) = half_in(tx, token, now)? else { return Ok(None) };
        let passkeys = passkeys(&half.factors);
        let Some(webauthn) = webauthn(origin).filter(|_| !passkeys.is_empty()) else { return Ok(None) };
        let (challenge, state) = webauthn.start_passkey_authentication(&passkeys).map_err(broken)?;
        store::session::set_ceremony(tx, token, Some(&json(&Ceremony::AskPasskey(Box::new(state)))?))?;
        Ok(Some(challenge))
    })
}

/// A challenge for adding a passkey.
///
/// # Errors
/// When passkeys don't work at this address, or the machine fails.
pub fn begin_passkey(
    home: &Controller,
    signed: &SignedIn,
    (token, origin): (&str, &Origin),
) -> Result<CreationChallengeResponse, StaffError> {
    let webauthn = webauthn(origin).ok_or(Wrong::PasskeyNoAddress)?;
    home.gate.data().write(|tx| -> Result<_, StaffError> {
        let account = store::account::by_id(tx, signed.account)?.ok_or(Wrong::NoAccount)?;
        let handle = Uuid::from_slice(&account.handle).map_err(broken)?;
        let known = passkeys(&store::factor::all(tx, signed.account)?);
        let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let (challenge, state) = webauthn
            .start_passkey_registration(handle, &account.user_name, &account.name, Some(known))
            .map_err(broken)?;
        store::session::set_ceremony(tx, token, Some(&json(&Ceremony::AddPasskey(Box::new(state)))?))?;
        Ok(challenge)
    })
}

/// Adds the passkey that answered.
///
/// # Errors
/// When the answer does not fit the challenge, or the machine fails.
pub fn add_passkey(
    home: &Controller,
    signed: &SignedIn,
    (token, origin): (&str, &Origin),
    (label, answer): (&str, &str),
) -> Result<Option<Vec<String>>, StaffError> {
    let webauthn = webauthn(origin).ok_or(Wrong::PasskeyNoAddress)?;
    let now = home.gate.clock().now();
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| Wrong::PasskeyRefused)?;
    home.gate.data().write(|tx| -> Result<_, StaffError> {
        let (session, _) = session::live(tx, token, Stage::Full, now)?.ok_or(Wrong::PasskeyRefused)?;
        store::session::set_ceremony(tx, token, None)?;
        let Some(Ceremony::AddPasskey(state)) = ceremony(&session) else {
            return Err(Wrong::PasskeyRefused.into());
        };
        let passkey =
            webauthn.finish_passkey_registration(&answer, &state).map_err(|_| Wrong::PasskeyRefused)?;
        let label = fitting(label);
        let secret = json(&passkey)?;
        store::factor::insert(tx, signed.account, Kind::Passkey, (&label, &secret, 0), now)?;
        Ok(first_codes(tx, signed.account)?)
    })
}

/// Begins to add a code app with a fresh key, which counts once a code of it was shown.
///
/// # Errors
/// When the machine fails.
pub fn begin_totp(home: &Controller, token: &str) -> Result<(), Failure> {
    let ceremony = json(&Ceremony::Totp(secret::label()?))?;
    home.gate.data().write(|tx| store::session::set_ceremony(tx, token, Some(&ceremony)))
}

/// The key of the code app that is being added, in the letters that apps take.
///
/// # Errors
/// When the machine fails.
pub fn pending_totp(home: &Controller, token: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    let key = super::staff_key(home)?;
    Ok(pending_seed(home, token)?.map(|seed| shared_key(&key, &seed)))
}

fn pending_seed(home: &Controller, token: &str) -> Result<Option<String>, Failure> {
    let now = home.gate.clock().now();
    let session = home.gate.data().read(|tx| session::live(tx, token, Stage::Full, now))?;
    Ok(session.and_then(|(session, _)| ceremony(&session)).and_then(|ceremony| match ceremony {
        Ceremony::Totp(seed) => Some(seed),
        Ceremony::AddPasskey(_) | Ceremony::AskPasskey(_) => None,
    }))
}

/// The key that an app and we share: made of the seed in the data and a key in the keyring, so that neither alone gives it.
pub(super) fn shared_key(key: &[u8; 32], seed: &str) -> Zeroizing<String> {
    let raw = Zeroizing::new(secret::keyed(key, &["code-app", seed]));
    let raw = raw.iter().copied().take(20).collect();
    Zeroizing::new(Secret::Raw(raw).to_encoded().to_string())
}

/// Adds the code app when the code that it shows is right. Gives recovery codes with the first factor.
///
/// # Errors
/// When the code is wrong, or the machine fails.
pub fn add_totp(
    home: &Controller,
    signed: &SignedIn,
    token: &str,
    (label, code): (&str, &str),
) -> Result<Option<Vec<String>>, StaffError> {
    let now = home.gate.clock().now();
    let seed = pending_seed(home, token)?.ok_or(Wrong::CodeWrong)?;
    let key = super::staff_key(home)?;
    let key = shared_key(&key, &seed);
    let step = step_of(&key, code, now).ok_or(Wrong::CodeWrong)?;
    home.gate.data().write(|tx| -> Result<_, StaffError> {
        store::session::set_ceremony(tx, token, None)?;
        let label = fitting(label);
        store::factor::insert(tx, signed.account, Kind::Totp, (&label, &seed, step), now)?;
        Ok(first_codes(tx, signed.account)?)
    })
}

/// Address that a code app reads from a picture.
#[must_use]
pub fn totp_address(key: &str, user_name: &str, issuer: &str) -> String {
    let query = [("secret", key), ("issuer", issuer), ("digits", "6"), ("period", "30")];
    let query = serde_urlencoded::to_string(query).unwrap_or_default().replace('+', "%20");
    let label: String =
        serde_urlencoded::to_string([("", format!("{issuer}:{user_name}"))]).unwrap_or_default();
    let label = label.strip_prefix('=').unwrap_or(&label).replace('+', "%20");
    format!("otpauth://totp/{label}?{query}")
}

/// Fresh recovery codes in place of the old ones. Shown once.
///
/// # Errors
/// When the machine fails.
pub fn new_codes(home: &Controller, signed: &SignedIn) -> Result<Vec<String>, Failure> {
    let codes = fresh_codes()?;
    home.gate.data().write(|tx| store::factor::set_recovery(tx, signed.account, &codes))?;
    Ok(codes)
}

/// Removes a person's factor. Recovery codes go with the last one.
///
/// # Errors
/// When it is the last one and a role asks for one, or the database fails.
pub fn remove(home: &Controller, signed: &SignedIn, factor: i64) -> Result<(), StaffError> {
    let (strict, now) = (standing::strict(home), home.gate.clock().now());
    home.gate.data().write(|tx| -> Result<(), StaffError> {
        store::factor::remove(tx, signed.account, factor)?;
        if standing::lacks_second(tx, &strict, signed.account, now)? {
            return Err(Wrong::LastFactor.into());
        }
        if store::factor::all(tx, signed.account)?.is_empty() {
            store::factor::set_recovery(tx, signed.account, &[])?;
        }
        Ok(())
    })?;
    crate::work::memory::remember_soon(home);
    Ok(())
}

/// Removes all factors and codes of a person who lost them; for those who keep accounts. Open sessions end.
///
/// # Errors
/// When there is no such open account, or the database fails.
pub fn remove_all(
    app: &App,
    register: &RegisterId,
    user: &str,
    by: Option<AccountId>,
) -> Result<(), StaffError> {
    let (home, _) = super::home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    let now = app.clock().now();
    home.gate.data().write(|tx| -> Result<(), StaffError> {
        super::account::may_touch(home, tx, (account.id, by), now)?;
        store::factor::remove_all(tx, account.id)?;
        Ok(store::session::end_others(tx, account.id, None)?)
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(account = account.id.0, by = by.map(|by| by.0), "second factors were removed");
    Ok(())
}

fn first_codes(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Vec<String>>, Failure> {
    if store::factor::recovery_left(tx, account)? > 0 {
        return Ok(None);
    }
    let codes = fresh_codes()?;
    store::factor::set_recovery(tx, account, &codes)?;
    Ok(Some(codes))
}

/// Recovery codes that nobody has had.
pub(super) fn fresh_codes() -> Result<Vec<String>, Failure> {
    (0..CODES).map(|_| secret::code()).collect()
}

/// The time step that a typed code belongs to, one step early or late allowed.
pub(super) fn step_of(key: &str, typed: &str, now: Timestamp) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).take(20).collect();
    let raw = Secret::Encoded(key.to_owned()).to_bytes().ok()?;
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, raw).ok()?;
    let present = now.as_second().div_euclid(STEP);
    let mut found = None;
    for step in [present - 1, present, present + 1] {
        let moment = u64::try_from(step * STEP).ok()?;
        if secret::same(&totp.generate(moment), &typed) {
            found = Some(step);
        }
    }
    found
}

pub(super) fn webauthn(origin: &Origin) -> Option<Webauthn> {
    let url = Url::parse(&origin.text()).ok().filter(|_| origin.takes_passkeys())?;
    WebauthnBuilder::new(origin.host(), &url).ok()?.rp_name("Seloste").build().ok()
}

pub(super) fn passkeys(factors: &[Factor]) -> Vec<Passkey> {
    let passkeys = factors.iter().filter(|factor| factor.kind == Kind::Passkey);
    passkeys.filter_map(|factor| serde_json::from_str(&factor.secret).ok()).collect()
}

fn ceremony(session: &Session) -> Option<Ceremony> {
    serde_json::from_str(session.ceremony.as_deref()?).ok()
}

pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(broken)
}

pub(super) fn broken(error: impl std::fmt::Display) -> Failure {
    Failure(format!("second factor: {error}"))
}

/// A label as a person typed it, cut to size; may be empty.
fn fitting(label: &str) -> String {
    label.trim().chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_rfc_6238_is_taken_and_one_of_two_minutes_ago_is_not() {
        // The key "12345678901234567890" of the RFC, appendix B; the last six digits of its eight.
        let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(step_of(key, "081804", at(1_111_111_109)), Some(1_111_111_109 / 30));
        assert_eq!(step_of(key, " 081 804 ", at(1_111_111_109 + 30)), Some(1_111_111_109 / 30));
        assert_eq!(step_of(key, "081804", at(1_111_111_109 + 120)), None);
        assert_eq!(step_of(key, "", at(1_111_111_109)), None);
    }

    #[test]
    fn a_code_app_gets_an_address_that_it_can_read() {
        assert_eq!(
            totp_address("ABC", "aino", "Malli Oy"),
            "otpauth://totp/Malli%20Oy%3Aaino?secret=ABC&issuer=Malli%20Oy&digits=6&period=30"
        );
    }
}
