//! What those who opened a subject's data wrote down as their reason. Not here: writing one (`store.rs`).

use seloste_db::{Failure, Tx, Value};

/// The reasons kept with a subject, newest first: number, moment, sealed words.
pub(crate) fn reasons(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
) -> Result<Vec<(i64, i64, Vec<u8>)>, Failure> {
    tx.all(
        "SELECT reason_id, given, body FROM reason WHERE register_id = $1 AND subject_id = $2 \
         ORDER BY given DESC, reason_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?, row.bytes(2)?)),
    )
}
