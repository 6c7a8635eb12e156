//! Rows of what is about recordings: assessments. Not here: what they say.

use super::{ObjectRow, object_row, part};
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// Which rows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// All of them.
    All,
    /// Those that belong to what an account handled.
    HandledBy(i64),
    /// Those that belong to one object of a subject.
    Of(i64, i64),
}

/// Objects of a kind with a parent, from day to day, by subject.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    register: i64,
    (kind, which): (Word, Which),
    (from, until): (i64, i64),
    most: i64,
) -> Result<Vec<ObjectRow>, Failure> {
    let (account, subject, parent) = match which {
        Which::All => (None, None, None),
        Which::HandledBy(account) => (Some(account), None, None),
        Which::Of(subject, parent) => (None, Some(subject), Some(parent)),
    };
    tx.all(
        "SELECT o.subject_id, o.object_id, o.kind, o.state, o.parent, o.starts, o.ends, o.assigned, o.version, o.body \
         FROM object o WHERE o.register_id = $1 AND o.kind = $2 AND o.parent IS NOT NULL \
         AND o.starts BETWEEN $3 AND $4 \
         AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM taking_part t WHERE t.register_id = $1 \
           AND t.account = $5 AND t.subject_id = o.subject_id AND t.object_id = o.parent AND t.role = $8)) \
         AND (CAST($6 AS BIGINT) IS NULL OR o.subject_id = $6) \
         AND (CAST($7 AS BIGINT) IS NULL OR o.parent = $7) \
         ORDER BY o.subject_id, o.object_id LIMIT $9",
        &[
            Value::Int(register),
            Value::Int(kind),
            Value::Int(from),
            Value::Int(until),
            Value::OptInt(account),
            Value::OptInt(subject),
            Value::OptInt(parent),
            Value::Int(part::HANDLED),
            Value::Int(most),
        ],
        object_row,
    )
}
