//! `staff_api_key`: personal keys of programs.

use super::{moment, ms, opt_moment, unknown};
use crate::session::secret;
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::{RegisterId, RoleId};

/// A key, without its secret.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// The one register that it opens.
    pub register: RegisterId,
    /// The one role that it carries.
    pub role: RoleId,
    /// What its owner calls it.
    pub label: String,
    /// Beginning of the key, to tell keys apart.
    pub prefix: String,
    /// When it was made.
    pub made: Timestamp,
    /// First moment at which it no longer works.
    pub ends: Timestamp,
    /// When it was ended early.
    pub ended: Option<Timestamp>,
}

impl ApiKey {
    /// Whether it works at a moment.
    #[must_use]
    pub fn works(&self, now: Timestamp) -> bool {
        now < self.ends && self.ended.is_none_or(|ended| now < ended)
    }
}

/// A key to be made.
pub struct New<'a> {
    /// Whose it is.
    pub account: AccountId,
    /// The one register that it opens.
    pub register: &'a RegisterId,
    /// The one role that it carries.
    pub role: &'a RoleId,
    /// What its owner calls it.
    pub label: &'a str,
    /// Beginning of the key.
    pub prefix: &'a str,
    /// The whole key; only its SHA-256 is stored.
    pub secret: &'a str,
    /// First moment at which it no longer works.
    pub ends: Timestamp,
}

/// Adds a key.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, new: &New<'_>, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_api_key (id, account, register_id, role, label, prefix, secret_hash, made, ends) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            Value::Int(secret::number()?),
            Value::Int(new.account.0),
            Value::Text(new.register.as_str()),
            Value::Text(new.role.as_str()),
            Value::Text(new.label),
            Value::Text(new.prefix),
            Value::Bytes(&secret::sha256(new.secret)),
            Value::Int(ms(now)),
            Value::Int(ms(new.ends)),
        ],
    )
    .map(drop)
}

/// The key that a secret belongs to, whatever its state.
///
/// # Errors
/// When the database fails.
pub fn by_secret(tx: &mut Tx<'_>, whole: &str) -> Result<Option<ApiKey>, Failure> {
    tx.first(
        "SELECT id, account, register_id, role, label, prefix, made, ends, ended FROM staff_api_key \
         WHERE secret_hash = $1",
        &[Value::Bytes(&secret::sha256(whole))],
        read,
    )
}

/// A person's keys, newest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<ApiKey>, Failure> {
    tx.all(
        "SELECT id, account, register_id, role, label, prefix, made, ends, ended FROM staff_api_key \
         WHERE account = $1 ORDER BY made DESC, id",
        &[Value::Int(account.0)],
        read,
    )
}

/// Keys of a register that begin so, in whatever state: for looking into what was done with one.
///
/// # Errors
/// When the database fails.
pub fn by_prefix(tx: &mut Tx<'_>, register: &RegisterId, prefix: &str) -> Result<Vec<ApiKey>, Failure> {
    tx.all(
        "SELECT id, account, register_id, role, label, prefix, made, ends, ended FROM staff_api_key \
         WHERE register_id = $1 AND prefix = $2 ORDER BY id",
        &[Value::Text(register.as_str()), Value::Text(prefix)],
        read,
    )
}

/// Ends one of a person's keys. Says whether it was still open.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, account: AccountId, id: i64, now: Timestamp) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE staff_api_key SET ended = $3 WHERE id = $1 AND account = $2 AND ended IS NULL",
        &[Value::Int(id), Value::Int(account.0), Value::Int(ms(now))],
    )?;
    Ok(ended > 0)
}

/// Ends all of a person's keys.
///
/// # Errors
/// When the database fails.
pub fn end_all(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_api_key SET ended = $2 WHERE account = $1 AND ended IS NULL",
        &[Value::Int(account.0), Value::Int(ms(now))],
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> Result<ApiKey, Failure> {
    Ok(ApiKey {
        id: row.int(0)?,
        account: AccountId(row.int(1)?),
        register: RegisterId::new(&row.text(2)?).map_err(|_| unknown("register"))?,
        role: RoleId::new(&row.text(3)?).map_err(|_| unknown("role"))?,
        label: row.text(4)?,
        prefix: row.text(5)?,
        made: moment(row.int(6)?)?,
        ends: moment(row.int(7)?)?,
        ended: opt_moment(row.opt_int(8)?)?,
    })
}

/// Keys that were ended early: number, whose, when.
///
/// # Errors
/// When the database fails.
pub fn ended(tx: &mut Tx<'_>) -> Result<Vec<(i64, AccountId, i64)>, Failure> {
    let select = "SELECT id, account, ended FROM staff_api_key WHERE ended IS NOT NULL ORDER BY id";
    tx.all(select, &[], |row| Ok((row.int(0)?, AccountId(row.int(1)?), row.int(2)?)))
}
