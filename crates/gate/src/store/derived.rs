//! Sealed categories as the system rewrites them when something that is derived changes.

use super::SealedRow;
use seloste_db::{Failure, Tx, Value};

/// Puts another ciphertext in the place of a category's, at the same version: what the system derives beside what people write is
/// no change of theirs, and no undo or concurrent edit is to meet it.
pub(crate) fn rewrite_sealed(tx: &mut Tx<'_>, register: i64, row: &SealedRow) -> Result<(), Failure> {
    tx.run(
        "UPDATE sealed SET body = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND category = $3 AND version = $4",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.category),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}
