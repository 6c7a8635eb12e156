//! `statement_version`: versions of statements that are or were in force.

use super::{moment, ms, opt_moment, unknown};
use crate::session::secret::sha256;
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::RegisterId;

/// A version of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Of which register.
    pub register: RegisterId,
    /// 1, 2, 3 ...
    pub number: i64,
    /// The file.
    pub text: String,
    /// First moment at which it holds.
    pub since: Timestamp,
    /// First moment at which it no longer holds; `None`: it is in force.
    pub until: Option<Timestamp>,
    /// Who asked for it; `None`: the operator of the machine.
    pub drafted_by: Option<AccountId>,
    /// The second person; `None`: the operator of the machine.
    pub activated_by: Option<AccountId>,
    /// What the change is for.
    pub why: String,
}

/// Adds a version. The one before must have been ended in the same unit of work.
///
/// # Errors
/// When the database fails, or the number is taken.
pub fn insert(tx: &mut Tx<'_>, version: &Version) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO statement_version (register, version, text, digest, since, until, drafted_by, activated_by, why) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            Value::Text(version.register.as_str()),
            Value::Int(version.number),
            Value::Text(&version.text),
            Value::Bytes(&sha256(&version.text)),
            Value::Int(ms(version.since)),
            Value::OptInt(version.until.map(ms)),
            Value::OptInt(version.drafted_by.map(|by| by.0)),
            Value::OptInt(version.activated_by.map(|by| by.0)),
            Value::Text(&version.why),
        ],
    )
    .map(drop)
}

/// Ends a version that is in force. Says whether it was.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, register: &RegisterId, number: i64, until: Timestamp) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE statement_version SET until = $3 WHERE register = $1 AND version = $2 AND until IS NULL",
        &[Value::Text(register.as_str()), Value::Int(number), Value::Int(ms(until))],
    )?;
    Ok(ended > 0)
}

/// The version in force.
///
/// # Errors
/// When the database fails.
pub fn active(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Option<Version>, Failure> {
    tx.first(
        "SELECT register, version, text, since, until, drafted_by, activated_by, why FROM statement_version \
         WHERE register = $1 AND until IS NULL ORDER BY version DESC LIMIT 1",
        &[Value::Text(register.as_str())],
        read,
    )
}

/// The digest that was taken of the version in force when it was added.
///
/// # Errors
/// When the database fails.
pub fn digest(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Option<Vec<u8>>, Failure> {
    tx.first(
        "SELECT digest FROM statement_version WHERE register = $1 AND until IS NULL ORDER BY version DESC LIMIT 1",
        &[Value::Text(register.as_str())],
        |row| row.bytes(0),
    )
}

/// Registers and the numbers of their versions in force, without the texts; for a look each second.
///
/// # Errors
/// When the database fails.
pub fn numbers(tx: &mut Tx<'_>) -> Result<Vec<(RegisterId, i64)>, Failure> {
    tx.all(
        "SELECT register, version FROM statement_version WHERE until IS NULL ORDER BY register",
        &[],
        |row| Ok((RegisterId::new(&row.text(0)?).map_err(|_| unknown("register"))?, row.int(1)?)),
    )
}

/// One version.
///
/// # Errors
/// When the database fails.
pub fn by_number(tx: &mut Tx<'_>, register: &RegisterId, number: i64) -> Result<Option<Version>, Failure> {
    tx.first(
        "SELECT register, version, text, since, until, drafted_by, activated_by, why FROM statement_version \
         WHERE register = $1 AND version = $2",
        &[Value::Text(register.as_str()), Value::Int(number)],
        read,
    )
}

/// All versions of a register, newest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Vec<Version>, Failure> {
    tx.all(
        "SELECT register, version, text, since, until, drafted_by, activated_by, why FROM statement_version \
         WHERE register = $1 ORDER BY version DESC",
        &[Value::Text(register.as_str())],
        read,
    )
}

/// The number of a version that has a text; the newest when there are several.
///
/// # Errors
/// When the database fails.
pub fn of_text(tx: &mut Tx<'_>, register: &RegisterId, text: &str) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT version FROM statement_version WHERE register = $1 AND digest = $2 ORDER BY version DESC LIMIT 1",
        &[Value::Text(register.as_str()), Value::Bytes(&sha256(text))],
        |row| row.int(0),
    )
}

fn read(row: &Row<'_>) -> Result<Version, Failure> {
    Ok(Version {
        register: RegisterId::new(&row.text(0)?).map_err(|_| unknown("register"))?,
        number: row.int(1)?,
        text: row.text(2)?,
        since: moment(row.int(3)?)?,
        until: opt_moment(row.opt_int(4)?)?,
        drafted_by: row.opt_int(5)?.map(AccountId),
        activated_by: row.opt_int(6)?.map(AccountId),
        why: row.text(7)?,
    })
}
