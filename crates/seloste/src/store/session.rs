//! `staff_session` and `staff_device`: who is signed in where, and which browsers are known.

use super::{moment, ms, unknown};
use crate::session::secret;
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_gate::ask::AccountId;

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is still to come.
    Password,
    /// The password was right; a second factor is still to be added.
    Enrol,
    /// Signed in.
    Full,
}

impl Stage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Enrol => "enrol",
            Self::Full => "full",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Password, Self::Enrol, Self::Full].into_iter().find(|stage| stage.as_str() == word)
    }
}

/// A session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Random name on its owner's page.
    pub label: String,
    /// The owner.
    pub account: AccountId,
    /// How far it has come.
    pub stage: Stage,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// When it ends at the latest.
    pub ends: Timestamp,
    /// What a passkey ceremony under way must answer to.
    pub ceremony: Option<String>,
}

/// A session to be begun.
pub struct New<'a> {
    /// The cookie's token; only its SHA-256 is stored.
    pub token: &'a str,
    /// The owner.
    pub account: AccountId,
    /// How far it has come.
    pub stage: Stage,
    /// When it ends at the latest.
    pub ends: Timestamp,
    /// Kind of browser and system.
    pub device: &'a str,
}

/// Begins a session, and forgets those that have ended.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, new: &New<'_>, now: Timestamp) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_session WHERE ends <= $1", &[Value::Int(ms(now))])?;
    tx.run(
        "INSERT INTO staff_session (token_hash, label, account, stage, began, seen, ends, device) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        &[
            Value::Bytes(&secret::sha256(new.token)),
            Value::Text(&secret::label()?),
            Value::Int(new.account.0),
            Value::Text(new.stage.as_str()),
            Value::Int(ms(now)),
            Value::Int(ms(new.ends)),
            Value::Text(new.device),
        ],
    )
    .map(drop)
}

/// The session that a cookie's token belongs to, whatever its state.
///
/// # Errors
/// When the database fails.
pub fn by_token(tx: &mut Tx<'_>, token: &str) -> Result<Option<Session>, Failure> {
    tx.first(
        "SELECT label, account, stage, seen, ends, ceremony FROM staff_session WHERE token_hash = $1",
        &[Value::Bytes(&secret::sha256(token))],
        |row| {
            Ok(Session {
                label: row.text(0)?,
                account: AccountId(row.int(1)?),
                stage: Stage::from_word(&row.text(2)?).ok_or_else(|| unknown("stage"))?,
                seen: moment(row.int(3)?)?,
                ends: moment(row.int(4)?)?,
                ceremony: row.opt_text(5)?,
            })
        },
    )
}

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub fn touch(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_session SET seen = $2 WHERE token_hash = $1 AND seen < $2",
        &[Value::Bytes(&secret::sha256(token)), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Stores what a passkey ceremony must answer to, or takes it away.
///
/// # Errors
/// When the database fails.
pub fn set_ceremony(tx: &mut Tx<'_>, token: &str, ceremony: Option<&str>) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_session SET ceremony = $2 WHERE token_hash = $1",
        &[Value::Bytes(&secret::sha256(token)), Value::OptText(ceremony)],
    )
    .map(drop)
}

/// Ends the session of a cookie's token.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, token: &str) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_session WHERE token_hash = $1", &[Value::Bytes(&secret::sha256(token))])
        .map(drop)
}

/// Ends one of a person's sessions by its label (claim R4-038). Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn end_labelled(tx: &mut Tx<'_>, account: AccountId, label: &str) -> Result<bool, Failure> {
    let ended = tx.run(
        "DELETE FROM staff_session WHERE account = $1 AND label = $2",
        &[Value::Int(account.0), Value::Text(label)],
    )?;
    Ok(ended > 0)
}

/// Ends all of a person's sessions but one (by label), or all.
///
/// # Errors
/// When the database fails.
pub fn end_others(tx: &mut Tx<'_>, account: AccountId, but: Option<&str>) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM staff_session WHERE account = $1 AND label <> $2",
        &[Value::Int(account.0), Value::Text(but.unwrap_or_default())],
    )
    .map(drop)
}

/// One line of a person's own list of sessions.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Random name.
    pub label: String,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// When it ends at the latest.
    pub ends: Timestamp,
    /// Kind of browser and system.
    pub device: String,
}

/// A person's sessions that were used since a moment and have not ended, newest first.
///
/// # Errors
/// When the database fails.
pub fn live(
    tx: &mut Tx<'_>,
    account: AccountId,
    used_since: Timestamp,
    now: Timestamp,
) -> Result<Vec<Listed>, Failure> {
    tx.all(
        "SELECT label, began, seen, ends, device FROM staff_session \
         WHERE account = $1 AND stage = 'full' AND seen > $2 AND ends > $3 ORDER BY seen DESC, label",
        &[Value::Int(account.0), Value::Int(ms(used_since)), Value::Int(ms(now))],
        |row| {
            Ok(Listed {
                label: row.text(0)?,
                began: moment(row.int(1)?)?,
                seen: moment(row.int(2)?)?,
                ends: moment(row.int(3)?)?,
                device: row.text(4)?,
            })
        },
    )
}

/// Remembers a browser in which a person has signed in.
///
/// # Errors
/// When the database fails.
pub fn know_device(tx: &mut Tx<'_>, account: AccountId, token: &str, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_device (token_hash, account, used) VALUES ($1, $2, $3) \
         ON CONFLICT (token_hash) DO UPDATE SET used = excluded.used",
        &[Value::Bytes(&secret::sha256(token)), Value::Int(account.0), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Whether a person has signed in in this browser before.
///
/// # Errors
/// When the database fails.
pub fn device_known(tx: &mut Tx<'_>, account: AccountId, token: &str) -> Result<bool, Failure> {
    let found = tx.first(
        "SELECT 1 FROM staff_device WHERE token_hash = $1 AND account = $2",
        &[Value::Bytes(&secret::sha256(token)), Value::Int(account.0)],
        |row| row.int(0),
    )?;
    Ok(found.is_some())
}

/// Forgets all browsers of a person.
///
/// # Errors
/// When the database fails.
pub fn forget_devices(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_device WHERE account = $1", &[Value::Int(account.0)]).map(drop)
}

/// Ends everybody's sessions and forgets all browsers; returns how many sessions there were.
///
/// # Errors
/// When the database fails.
pub fn end_everybodys(tx: &mut Tx<'_>) -> Result<u64, Failure> {
    tx.run("DELETE FROM staff_device", &[])?;
    tx.run("DELETE FROM staff_session", &[])
}
