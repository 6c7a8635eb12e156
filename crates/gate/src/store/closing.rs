//! Since when a subject's relationship is over, and until when something ties it to the register. Not here: what follows from it
//! (`retention.rs`, `ties.rs`).

use seloste_db::{Failure, Tx, Value};

/// Ends or begins a subject's relationship.
pub(crate) fn set_closed(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    day: Option<i64>,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE subject SET closed = $3 WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject), Value::OptInt(day)],
    )
    .map(drop)
}

/// Writes until when a subject is tied to the register, and when its relationship ended.
pub(crate) fn set_tied(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    (tied, closed): (Option<i64>, Option<i64>),
) -> Result<(), Failure> {
    tx.run(
        "UPDATE subject SET tied = $3, closed = $4 WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject), Value::OptInt(tied), Value::OptInt(closed)],
    )
    .map(drop)
}
