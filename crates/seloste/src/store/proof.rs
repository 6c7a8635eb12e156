//! `proof_report` and `proof_rules`: what was proven when, and since when which rules have been run, only ever added to; and
//! `proof_order`: which registers are to be proven at once.

use super::{moment, ms};
use crate::session::secret;
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_register::id::RegisterId;

/// Keeps a report.
///
/// # Errors
/// When the database fails.
pub fn insert(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    at: Timestamp,
    broken: usize,
    report: &str,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO proof_report (id, register_id, at, broken, report) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Int(secret::number()?),
            Value::Text(register.as_str()),
            Value::Int(ms(at)),
            Value::Int(i64::try_from(broken).unwrap_or(i64::MAX)),
            Value::Text(report),
        ],
    )
    .map(drop)
}

/// The newest report of a register.
///
/// # Errors
/// When the database fails.
pub fn newest(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Option<String>, Failure> {
    tx.first(
        "SELECT report FROM proof_report WHERE register_id = $1 ORDER BY at DESC, id DESC LIMIT 1",
        &[Value::Text(register.as_str())],
        |row| row.text(0),
    )
}

/// When the newest report of a register was made.
///
/// # Errors
/// When the database fails.
pub fn last_made(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Option<Timestamp>, Failure> {
    let sql = "SELECT MAX(at) FROM proof_report WHERE register_id = $1";
    let found = tx.first(sql, &[Value::Text(register.as_str())], |row| row.opt_int(0))?;
    found.flatten().map(moment).transpose()
}

/// Orders a proof of a register at once. One that is ordered already is ordered anew.
///
/// # Errors
/// When the database fails.
pub fn order(tx: &mut Tx<'_>, register: &RegisterId, at: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO proof_order (register_id, ordered) VALUES ($1, $2) ON CONFLICT (register_id) DO UPDATE SET ordered = $2",
        &[Value::Text(register.as_str()), Value::Int(ms(at))],
    )
    .map(drop)
}

/// When a proof of a register was ordered that has not been made.
///
/// # Errors
/// When the database fails.
pub fn ordered(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Option<Timestamp>, Failure> {
    let sql = "SELECT ordered FROM proof_order WHERE register_id = $1";
    tx.first(sql, &[Value::Text(register.as_str())], |row| row.int(0))?.map(moment).transpose()
}

/// Takes an order off the list, unless it was given after `until`.
///
/// # Errors
/// When the database fails.
pub fn settle(tx: &mut Tx<'_>, register: &RegisterId, until: Timestamp) -> Result<(), Failure> {
    let sql = "DELETE FROM proof_order WHERE register_id = $1 AND ordered <= $2";
    tx.run(sql, &[Value::Text(register.as_str()), Value::Int(ms(until))]).map(drop)
}

/// Since when a register has been run on rules with such a digest; noted when they are new, as of the moment at which the
/// version in force began, else now. `None`: on no other ever.
///
/// # Errors
/// When the database fails.
pub fn rules_since(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    digest: &[u8],
    (began, now): (Option<Timestamp>, Timestamp),
) -> Result<Option<Timestamp>, Failure> {
    let seen = tx.all(
        "SELECT since, digest FROM proof_rules WHERE register_id = $1 ORDER BY since DESC",
        &[Value::Text(register.as_str())],
        |row| Ok::<_, Failure>((row.int(0)?, row.bytes(1)?)),
    )?;
    match seen.as_slice() {
        [(since, known), older @ ..] if known == digest => {
            if older.is_empty() {
                Ok(began)
            } else {
                moment(*since).map(Some)
            }
        }
        known => {
            // The same version gives other rules when the law, the day or evidence changes: those began now.
            let newest = known.first().map(|(since, _)| *since);
            let began = began.filter(|began| newest.is_none_or(|newest| ms(*began) > newest));
            let since = began.unwrap_or(now);
            tx.run(
                "INSERT INTO proof_rules (register_id, since, digest) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                &[Value::Text(register.as_str()), Value::Int(ms(since)), Value::Bytes(digest)],
            )?;
            Ok(if known.is_empty() { began } else { Some(since) })
        }
    }
}
