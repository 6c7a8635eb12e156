//! `staff_identity`: identities that a provider vouches for, bound to accounts.

use super::{moment, ms};
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_gate::ask::AccountId;

/// An identity of an account.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The provider's name in `installation.toml`.
    pub provider: String,
    /// When it was bound.
    pub made: Timestamp,
}

/// Binds an identity to an account; says whether it did: what is somebody's stays theirs.
///
/// # Errors
/// When the database fails.
pub fn insert(
    tx: &mut Tx<'_>,
    account: AccountId,
    (identity, provider): (&[u8; 32], &str),
    now: Timestamp,
) -> Result<bool, Failure> {
    let bound = tx.run(
        "INSERT INTO staff_identity (identity, account, provider, made) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (identity) DO NOTHING",
        &[Value::Bytes(identity), Value::Int(account.0), Value::Text(provider), Value::Int(ms(now))],
    )?;
    Ok(bound > 0 || of(tx, identity)? == Some(account))
}

/// Whose identity it is.
///
/// # Errors
/// When the database fails.
pub fn of(tx: &mut Tx<'_>, identity: &[u8; 32]) -> Result<Option<AccountId>, Failure> {
    let sql = "SELECT account FROM staff_identity WHERE identity = $1";
    Ok(tx.first(sql, &[Value::Bytes(identity)], |row| row.int(0))?.map(AccountId))
}

/// A person's identities, oldest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Bound>, Failure> {
    tx.all(
        "SELECT provider, made FROM staff_identity WHERE account = $1 ORDER BY made, provider",
        &[Value::Int(account.0)],
        |row| Ok(Bound { provider: row.text(0)?, made: moment(row.int(1)?)? }),
    )
}

/// Their digests, in an order of their own.
///
/// # Errors
/// When the database fails.
pub fn digests(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Vec<u8>>, Failure> {
    tx.all(
        "SELECT identity FROM staff_identity WHERE account = $1 ORDER BY identity",
        &[Value::Int(account.0)],
        |row| row.bytes(0),
    )
}

/// Lets all identities of a person go. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn remove_all(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, Failure> {
    let gone = tx.run("DELETE FROM staff_identity WHERE account = $1", &[Value::Int(account.0)])?;
    Ok(gone > 0)
}
