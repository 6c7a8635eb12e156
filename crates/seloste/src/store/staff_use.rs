//! `staff_use`: when each account was last signed in with.

use super::{moment, ms};
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_gate::ask::AccountId;
use std::collections::BTreeMap;

/// Notes that somebody signed in.
///
/// # Errors
/// When the database fails.
pub fn note(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_use (account, used) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET used = excluded.used",
        &[Value::Int(account.0), Value::Int(ms(now))],
    )
    .map(drop)
}

/// When each account was last signed in with.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>) -> Result<BTreeMap<AccountId, Timestamp>, Failure> {
    let read = |row: &seloste_db::Row<'_>| Ok((AccountId(row.int(0)?), moment(row.int(1)?)?));
    Ok(tx.all("SELECT account, used FROM staff_use", &[], read)?.into_iter().collect())
}
