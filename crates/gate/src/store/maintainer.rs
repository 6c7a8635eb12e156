//! Who maintains a subject's data. Not here: what that gives.

use seloste_db::{Failure, Tx, Value};

/// Makes an account the maintainer; false when there is no such subject.
pub(crate) fn set(tx: &mut Tx<'_>, (register, subject): (i64, i64), account: i64) -> Result<bool, Failure> {
    tx.run(
        "UPDATE subject SET maintainer = $3 WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject), Value::Int(account)],
    )
    .map(|touched| touched == 1)
}
