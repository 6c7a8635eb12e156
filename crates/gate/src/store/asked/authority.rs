//! `authority_recording`: recordings that an authority has asked for, one row each. Not here: who may name them, hand them over
//! (`verbs/recorded/authority.rs`).

use seloste_db::{Failure, Row, Tx, Value};

/// A recording of an order.
#[derive(Debug, Clone)]
pub(crate) struct OrderRow {
    pub(crate) order: i64,
    pub(crate) object: i64,
    pub(crate) hold: i64,
    pub(crate) ground: i64,
    pub(crate) asked: i64,
    pub(crate) account: i64,
    pub(crate) ended: Option<i64>,
    /// 1: handed over, 2: refused; empty while it waits.
    pub(crate) outcome: Option<i64>,
    pub(crate) ended_by: Option<i64>,
    pub(crate) body: Vec<u8>,
}

/// Puts a recording of an order down.
pub(crate) fn add(tx: &mut Tx<'_>, (register, subject): (i64, i64), row: &OrderRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO authority_recording (register_id, subject_id, order_id, object_id, hold_id, ground, asked, account, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(row.order),
            Value::Int(row.object),
            Value::Int(row.hold),
            Value::Int(row.ground),
            Value::Int(row.asked),
            Value::Int(row.account),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}

/// What authorities have asked for of a subject's recordings, newest order first.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<OrderRow>, Failure> {
    tx.all(
        "SELECT order_id, object_id, hold_id, ground, asked, account, ended, outcome, ended_by, body FROM authority_recording \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY order_id DESC, object_id",
        &[Value::Int(register), Value::Int(subject)],
        order,
    )
}

/// Ends an order that waits; says whether it did.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    (register, subject, order): (i64, i64, i64),
    (at, outcome, account): (i64, i64, i64),
) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE authority_recording SET ended = $4, outcome = $5, ended_by = $6 \
         WHERE register_id = $1 AND subject_id = $2 AND order_id = $3 AND ended IS NULL",
        &[register, subject, order, at, outcome, account].map(Value::Int),
    )?;
    Ok(ended > 0)
}

fn order(row: &Row<'_>) -> Result<OrderRow, Failure> {
    Ok(OrderRow {
        order: row.int(0)?,
        object: row.int(1)?,
        hold: row.int(2)?,
        ground: row.int(3)?,
        asked: row.int(4)?,
        account: row.int(5)?,
        ended: row.opt_int(6)?,
        outcome: row.opt_int(7)?,
        ended_by: row.opt_int(8)?,
        body: row.bytes(9)?,
    })
}
