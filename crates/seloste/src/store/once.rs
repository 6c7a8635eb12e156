//! `api_once`: creates that were asked for with an idempotency key.

use super::ms;
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx, Value};

/// How long a key is remembered.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// What is known of a request that came with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it may be carried out.
    Nothing,
    /// It was carried out; this was created.
    Done(String),
    /// The key came with another body before.
    OtherBody,
}

/// What is known of a request.
///
/// # Errors
/// When the database fails.
pub fn known(tx: &mut Tx<'_>, mac: &[u8; 32], body: &[u8; 32], now: Timestamp) -> Result<Known, Failure> {
    let known = tx.first(
        "SELECT body, reference FROM api_once WHERE mac = $1 AND noted > $2",
        &[Value::Bytes(mac), Value::Int(forgotten(now))],
        |row| {
            let same = row.bytes(0)? == body;
            Ok::<_, Failure>(if same { Known::Done(row.text(1)?) } else { Known::OtherBody })
        },
    )?;
    Ok(known.unwrap_or(Known::Nothing))
}

/// Notes down what a request creates, in the unit of work that creates it; says whether it was the first. Forgets what
/// has run out.
///
/// # Errors
/// When the database fails.
pub fn note(
    tx: &mut Tx<'_>,
    (mac, body): (&[u8; 32], &[u8; 32]),
    reference: &str,
    now: Timestamp,
) -> Result<bool, Failure> {
    tx.run("DELETE FROM api_once WHERE noted <= $1", &[Value::Int(forgotten(now))])?;
    let noted = tx.run(
        "INSERT INTO api_once (mac, body, reference, noted) VALUES ($1, $2, $3, $4) ON CONFLICT (mac) DO NOTHING",
        &[Value::Bytes(mac), Value::Bytes(body), Value::Text(reference), Value::Int(ms(now))],
    )?;
    Ok(noted > 0)
}

fn forgotten(now: Timestamp) -> i64 {
    ms(now).saturating_sub(REMEMBERED.as_secs().saturating_mul(1_000))
}
