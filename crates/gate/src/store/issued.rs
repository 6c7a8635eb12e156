//! Customer numbers that were ever given, as keyed digests without a subject (R4-013).

use seloste_db::{Failure, Tx, Value};

/// Marks a customer number as given; false when it was given before, to whomever.
pub(crate) fn issue(tx: &mut Tx<'_>, register: i64, digest: &[u8]) -> Result<bool, Failure> {
    tx.run(
        "INSERT INTO issued (register_id, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Bytes(digest)],
    )
    .map(|touched| touched == 1)
}

/// Whether a customer number was ever given.
pub(crate) fn is_issued(tx: &mut Tx<'_>, register: i64, digest: &[u8]) -> Result<bool, Failure> {
    tx.first(
        "SELECT 1 FROM issued WHERE register_id = $1 AND digest = $2",
        &[Value::Int(register), Value::Bytes(digest)],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}
