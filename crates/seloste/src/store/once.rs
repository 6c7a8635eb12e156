//! `api_once`: creates that were asked for with an idempotency key.

use super::ms;
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx, Value};

/// How long a key is remembered.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// What is known of a request that came with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it was noted down now and may be carried out.
    New,
    /// It was carried out; this was created.
    Done(String),
    /// It is being carried out, or its end was not seen.
    Begun,
    /// The key came with another body before.
    OtherBody,
}

/// Notes a request down, or tells what is known of it.
///
/// # Errors
/// When the database fails.
pub fn begin(tx: &mut Tx<'_>, mac: &[u8; 32], body: &[u8; 32], now: Timestamp) -> Result<Known, Failure> {
    let forgotten = ms(now).saturating_sub(REMEMBERED.as_secs().saturating_mul(1_000));
    tx.run("DELETE FROM api_once WHERE begun <= $1", &[Value::Int(forgotten)])?;
    let noted = tx.run(
        "INSERT INTO api_once (mac, body, begun) VALUES ($1, $2, $3) ON CONFLICT (mac) DO NOTHING",
        &[Value::Bytes(mac), Value::Bytes(body), Value::Int(ms(now))],
    )?;
    if noted > 0 {
        return Ok(Known::New);
    }
    let known =
        tx.first("SELECT body, reference FROM api_once WHERE mac = $1", &[Value::Bytes(mac)], |row| {
            Ok::<_, Failure>(match (row.bytes(0)?, row.opt_text(1)?) {
                (noted, _) if noted != body => Known::OtherBody,
                (_, Some(reference)) => Known::Done(reference),
                (_, None) => Known::Begun,
            })
        })?;
    Ok(known.unwrap_or(Known::Begun))
}

/// Notes down what a request created.
///
/// # Errors
/// When the database fails.
pub fn done(tx: &mut Tx<'_>, mac: &[u8; 32], reference: &str) -> Result<(), Failure> {
    tx.run("UPDATE api_once SET reference = $2 WHERE mac = $1", &[Value::Bytes(mac), Value::Text(reference)])
        .map(drop)
}

/// Forgets a request that created nothing, so that it can be corrected and sent again.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, mac: &[u8; 32]) -> Result<(), Failure> {
    tx.run("DELETE FROM api_once WHERE mac = $1", &[Value::Bytes(mac)]).map(drop)
}
