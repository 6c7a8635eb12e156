//! `staff_factor`, `staff_recovery` and `staff_start`: second factors, codes for the day when they are lost, codes to choose
//! a password with.

use super::{moment, ms, unknown};
use crate::session::secret;
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;

/// Kinds of second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Time-based code of an app (RFC 6238).
    Totp,
    /// Passkey or security key (WebAuthn).
    Passkey,
}

impl Kind {
    /// The kind's word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Totp, Self::Passkey].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A second factor.
#[derive(Clone)]
pub struct Factor {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub kind: Kind,
    /// What its owner calls it.
    pub label: String,
    /// The seed of a code app's key, or the public part of a passkey.
    pub secret: String,
    /// When it was added.
    pub made: Timestamp,
    /// Last accepted time step of a code app; 0 for a passkey.
    pub used: i64,
}

/// Adds a factor.
///
/// # Errors
/// When the database fails.
pub fn insert(
    tx: &mut Tx<'_>,
    account: AccountId,
    kind: Kind,
    (label, secret_part, used): (&str, &str, i64),
    now: Timestamp,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_factor (id, account, kind, label, secret, made, used) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(secret::number()?),
            Value::Int(account.0),
            Value::Text(kind.as_str()),
            Value::Text(label),
            Value::Text(secret_part),
            Value::Int(ms(now)),
            Value::Int(used),
        ],
    )
    .map(drop)
}

/// A person's factors, oldest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Factor>, Failure> {
    tx.all(
        "SELECT id, kind, label, secret, made, used FROM staff_factor WHERE account = $1 ORDER BY made, id",
        &[Value::Int(account.0)],
        read,
    )
}

/// Notes a time step as used. Says whether it was newer than the last one: a code works once.
///
/// # Errors
/// When the database fails.
pub fn use_step(tx: &mut Tx<'_>, id: i64, step: i64) -> Result<bool, Failure> {
    let used = tx.run(
        "UPDATE staff_factor SET used = $2 WHERE id = $1 AND used < $2",
        &[Value::Int(id), Value::Int(step)],
    )?;
    Ok(used > 0)
}

/// Stores what a passkey has become after it was used.
///
/// # Errors
/// When the database fails.
pub fn set_secret(tx: &mut Tx<'_>, id: i64, secret_part: &str) -> Result<(), Failure> {
    tx.run("UPDATE staff_factor SET secret = $2 WHERE id = $1", &[Value::Int(id), Value::Text(secret_part)])
        .map(drop)
}

/// Removes one of a person's factors. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn remove(tx: &mut Tx<'_>, account: AccountId, id: i64) -> Result<bool, Failure> {
    let removed = tx.run(
        "DELETE FROM staff_factor WHERE id = $1 AND account = $2",
        &[Value::Int(id), Value::Int(account.0)],
    )?;
    Ok(removed > 0)
}

/// Removes all factors and codes of a person.
///
/// # Errors
/// When the database fails.
pub fn remove_all(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_factor WHERE account = $1", &[Value::Int(account.0)])?;
    tx.run("DELETE FROM staff_recovery WHERE account = $1", &[Value::Int(account.0)]).map(drop)
}

/// Stores new recovery codes in place of the old ones.
///
/// # Errors
/// When the database fails.
pub fn set_recovery(tx: &mut Tx<'_>, account: AccountId, codes: &[String]) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_recovery WHERE account = $1", &[Value::Int(account.0)])?;
    for code in codes {
        let hash = secret::sha256(&secret::bare_code(code));
        tx.run(
            "INSERT INTO staff_recovery (account, code_hash) VALUES ($1, $2)",
            &[Value::Int(account.0), Value::Bytes(&hash)],
        )?;
    }
    Ok(())
}

/// Uses a recovery code up. Says whether it was one.
///
/// # Errors
/// When the database fails.
pub fn use_recovery(tx: &mut Tx<'_>, account: AccountId, typed: &str) -> Result<bool, Failure> {
    let hash = secret::sha256(&secret::bare_code(typed));
    let used = tx.run(
        "DELETE FROM staff_recovery WHERE account = $1 AND code_hash = $2",
        &[Value::Int(account.0), Value::Bytes(&hash)],
    )?;
    Ok(used > 0)
}

/// How many recovery codes a person has left.
///
/// # Errors
/// When the database fails.
pub fn recovery_left(tx: &mut Tx<'_>, account: AccountId) -> Result<i64, Failure> {
    let left = tx.first(
        "SELECT COUNT(*) FROM staff_recovery WHERE account = $1",
        &[Value::Int(account.0)],
        |row| row.int(0),
    )?;
    Ok(left.unwrap_or(0))
}

/// Gives a person a code to choose a password with, in place of an earlier one.
///
/// # Errors
/// When the database fails.
pub fn set_start(tx: &mut Tx<'_>, account: AccountId, code: &str, ends: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_start (account, code_hash, ends) VALUES ($1, $2, $3) \
         ON CONFLICT (account) DO UPDATE SET code_hash = excluded.code_hash, ends = excluded.ends",
        &[
            Value::Int(account.0),
            Value::Bytes(&secret::sha256(&secret::bare_code(code))),
            Value::Int(ms(ends)),
        ],
    )
    .map(drop)
}

/// Whose start code it is.
///
/// # Errors
/// When the database fails.
pub fn of_start(tx: &mut Tx<'_>, typed: &str, now: Timestamp) -> Result<Option<AccountId>, Failure> {
    let found = tx.first(
        "SELECT account FROM staff_start WHERE code_hash = $1 AND ends > $2",
        &[Value::Bytes(&secret::sha256(&secret::bare_code(typed))), Value::Int(ms(now))],
        |row| row.int(0),
    )?;
    Ok(found.map(AccountId))
}

/// The digest of the start code that a person was given and has not used.
///
/// # Errors
/// When the database fails.
pub fn start_of(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Option<Vec<u8>>, Failure> {
    tx.first(
        "SELECT code_hash FROM staff_start WHERE account = $1 AND ends > $2",
        &[Value::Int(account.0), Value::Int(ms(now))],
        |row| row.bytes(0),
    )
}

/// Takes a person's start code away. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn spend_start(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, Failure> {
    let spent = tx.run("DELETE FROM staff_start WHERE account = $1", &[Value::Int(account.0)])?;
    Ok(spent > 0)
}

fn read(row: &Row<'_>) -> Result<Factor, Failure> {
    Ok(Factor {
        id: row.int(0)?,
        kind: Kind::from_word(&row.text(1)?).ok_or_else(|| unknown("kind of factor"))?,
        label: row.text(2)?,
        secret: row.text(3)?,
        made: moment(row.int(4)?)?,
        used: row.int(5)?,
    })
}

/// Digests of a person's unused recovery codes.
///
/// # Errors
/// When the database fails.
pub fn recovery(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Vec<u8>>, Failure> {
    tx.all(
        "SELECT code_hash FROM staff_recovery WHERE account = $1 ORDER BY code_hash",
        &[Value::Int(account.0)],
        |row| row.bytes(0),
    )
}

/// Voids every code with which somebody could choose a password.
///
/// # Errors
/// When the database fails.
pub fn void_starts(tx: &mut Tx<'_>) -> Result<(), Failure> {
    tx.run("DELETE FROM staff_start", &[]).map(drop)
}
