//! `staff_attempt` and `staff_sign_in`: attempts to sign in, counted by hashes and listed without names. What
//! follows from a count is decided in `work::staff::throttle`.

use super::{moment, ms};
use crate::session::secret;
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx, Value};
use seloste_gate::{ask::AccountId, security};

/// How one count stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Refusals so far.
    pub refused: i64,
    /// The latest one.
    pub latest: Timestamp,
    /// When the next attempt is heard.
    pub opens: Timestamp,
}

/// A count by its key.
///
/// # Errors
/// When the database fails.
pub fn count(tx: &mut Tx<'_>, key: &[u8; 32]) -> Result<Option<Count>, Failure> {
    tx.first(
        "SELECT refused, latest, opens FROM staff_attempt WHERE key_hash = $1",
        &[Value::Bytes(key)],
        |row| Ok(Count { refused: row.int(0)?, latest: moment(row.int(1)?)?, opens: moment(row.int(2)?)? }),
    )
}

/// Stores a count.
///
/// # Errors
/// When the database fails.
pub fn set_count(tx: &mut Tx<'_>, key: &[u8; 32], count: Count) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_attempt (key_hash, refused, latest, opens) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (key_hash) DO UPDATE SET refused = excluded.refused, latest = excluded.latest, \
         opens = excluded.opens",
        &[
            Value::Bytes(key),
            Value::Int(count.refused),
            Value::Int(ms(count.latest)),
            Value::Int(ms(count.opens)),
        ],
    )
    .map(drop)
}

/// Forgets a count.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, key: &[u8; 32]) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_attempt WHERE key_hash = $1", &[Value::Bytes(key)]).map(drop)
}

/// Forgets all counts that rested since a moment.
///
/// # Errors
/// When the database fails.
pub fn forget_rested(tx: &mut Tx<'_>, since: Timestamp) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_attempt WHERE latest < $1", &[Value::Int(ms(since))]).map(drop)
}

/// How an attempt to sign in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Signed in.
    SignedIn,
    /// Wrong password, or nobody has that user name.
    Refused,
    /// The second factor was wrong.
    SecondRefused,
    /// No engagement is in force.
    NotEngaged,
    /// Not heard: too many before it.
    Throttled,
}

impl Outcome {
    const ALL: [Self; 5] =
        [Self::SignedIn, Self::Refused, Self::SecondRefused, Self::NotEngaged, Self::Throttled];

    /// The outcome's word in tables and the log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Refused => "refused",
            Self::SecondRefused => "second-factor-refused",
            Self::NotEngaged => "not-engaged",
            Self::Throttled => "throttled",
        }
    }
}

/// How long attempts are listed.
const KEEP: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Lists an attempt (claim R1-044), and forgets old ones. One that failed is a security event too (claim R5-019).
///
/// # Errors
/// When the database fails.
pub fn list(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    outcome: Outcome,
    device: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    let old = now.checked_sub(KEEP).unwrap_or(Timestamp::MIN);
    tx.run("DELETE FROM staff_sign_in WHERE at < $1", &[Value::Int(ms(old))])?;
    tx.run(
        "INSERT INTO staff_sign_in (id, account, at, outcome, device) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Int(secret::number()?),
            Value::OptInt(account.map(|account| account.0)),
            Value::Int(ms(now)),
            Value::Text(outcome.as_str()),
            Value::Text(device),
        ],
    )
    .map(drop)?;
    match outcome {
        Outcome::SignedIn => Ok(()),
        failed => security::sign_in_failed(tx, account, failed.as_str(), now),
    }
}

/// One listed attempt.
#[derive(Debug, Clone)]
pub struct Listed {
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// Kind of browser and system.
    pub device: String,
}

/// A person's latest attempts, newest first.
///
/// # Errors
/// When the database fails.
pub fn listed(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Listed>, Failure> {
    tx.all(
        "SELECT at, outcome, device FROM staff_sign_in WHERE account = $1 ORDER BY at DESC, id LIMIT 20",
        &[Value::Int(account.0)],
        |row| {
            let word = row.text(1)?;
            let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == word);
            Ok(Listed {
                at: moment(row.int(0)?)?,
                outcome: outcome.ok_or_else(|| super::unknown("outcome"))?,
                device: row.text(2)?,
            })
        },
    )
}
