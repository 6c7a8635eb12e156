//! Rows of what keeps recordings, of training sets, and of whose work a request is about.

use super::{ObjectRow, object_row, part};
use crate::payload::Word;
use seloste_db::{Failure, Row, Tx, Value};

/// A need of a recording.
#[derive(Debug, Clone)]
pub(crate) struct NeedRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) need: i64,
    /// 1 case, 2 training.
    pub(crate) kind: i64,
    pub(crate) ends: i64,
    pub(crate) placed: i64,
    pub(crate) account: i64,
    pub(crate) set: Option<i64>,
    pub(crate) body: Vec<u8>,
    /// The object of the person that it proves.
    pub(crate) event: Option<i64>,
}

/// A training set: number, moment, account, sealed name.
pub(crate) type SetRow = (i64, i64, i64, Vec<u8>);

fn need(row: &Row<'_>) -> Result<NeedRow, Failure> {
    Ok(NeedRow {
        subject: row.int(0)?,
        object: row.int(1)?,
        need: row.int(2)?,
        kind: row.int(3)?,
        ends: row.int(4)?,
        placed: row.int(5)?,
        account: row.int(6)?,
        set: row.opt_int(7)?,
        body: row.bytes(8)?,
        event: row.opt_int(9)?,
    })
}

/// Puts a need on record.
pub(crate) fn add_need(tx: &mut Tx<'_>, register: i64, row: &NeedRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO recording_need (register_id, subject_id, object_id, need_id, kind, ends, placed, account, set_id, body, event_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.need),
            Value::Int(row.kind),
            Value::Int(row.ends),
            Value::Int(row.placed),
            Value::Int(row.account),
            Value::OptInt(row.set),
            Value::Bytes(&row.body),
            Value::OptInt(row.event),
        ],
    )
    .map(drop)
}

/// Needs of everything about a subject, oldest first.
pub(crate) fn needs(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<NeedRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, need_id, kind, ends, placed, account, set_id, body, event_id FROM recording_need \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY object_id, need_id",
        &[Value::Int(register), Value::Int(subject)],
        need,
    )
}

/// Needs of a training set.
pub(crate) fn in_set(tx: &mut Tx<'_>, register: i64, set: i64) -> Result<Vec<NeedRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, need_id, kind, ends, placed, account, set_id, body, event_id FROM recording_need \
         WHERE register_id = $1 AND set_id = $2 ORDER BY subject_id, object_id, need_id",
        &[Value::Int(register), Value::Int(set)],
        need,
    )
}

/// Ends a need on a day, if it has not ended before; false when there is none.
pub(crate) fn end_need(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): part::Of,
    (need, day): (i64, i64),
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE recording_need SET ends = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND need_id = $4 AND ends > $5",
        &[Value::Int(register), Value::Int(subject), Value::Int(object), Value::Int(need), Value::Int(day)],
    )
    .map(|touched| touched == 1)
}

/// Forgets the needs of a recording that goes, and the hold of an occasion that goes.
pub(super) fn forget(tx: &mut Tx<'_>, register: i64, (subject, object): part::Of) -> Result<(), Failure> {
    super::erasing::delete_hold(tx, register, subject, object)?;
    tx.run(
        "DELETE FROM recording_need WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
    )
    .map(drop)
}

/// Makes a training set.
pub(crate) fn add_set(tx: &mut Tx<'_>, register: i64, row: &SetRow) -> Result<(), Failure> {
    let (set, made, account, body) = row;
    tx.run(
        "INSERT INTO training_set (register_id, set_id, made, account, body) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Int(register),
            Value::Int(*set),
            Value::Int(*made),
            Value::Int(*account),
            Value::Bytes(body),
        ],
    )
    .map(drop)
}

/// The training sets of a register, newest first.
pub(crate) fn sets(tx: &mut Tx<'_>, register: i64) -> Result<Vec<SetRow>, Failure> {
    tx.all(
        "SELECT set_id, made, account, body FROM training_set WHERE register_id = $1 ORDER BY made DESC, set_id DESC",
        &[Value::Int(register)],
        |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?, row.bytes(3)?)),
    )
}

/// Whose work a case is about.
pub(crate) fn staff_of(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT account FROM request_staff WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(case)],
        |row| row.int(0),
    )
}

/// Says whose work a case is about; `None`: nobody's of the staff.
pub(crate) fn set_staff(
    tx: &mut Tx<'_>,
    register: i64,
    (case, account): (i64, Option<i64>),
) -> Result<(), Failure> {
    let Some(account) = account else {
        let sql = "DELETE FROM request_staff WHERE register_id = $1 AND subject_id = $2";
        return tx.run(sql, &[Value::Int(register), Value::Int(case)]).map(drop);
    };
    tx.run(
        "INSERT INTO request_staff (register_id, subject_id, account) VALUES ($1, $2, $3) \
         ON CONFLICT (register_id, subject_id) DO UPDATE SET account = $3",
        &[Value::Int(register), Value::Int(case), Value::Int(account)],
    )
    .map(drop)
}

/// Objects of some kind that an account handled from day to day, by subject.
pub(crate) fn handled(
    tx: &mut Tx<'_>,
    register: i64,
    (account, kind): (i64, Word),
    (from, until): (i64, i64),
) -> Result<Vec<ObjectRow>, Failure> {
    tx.all(
        "SELECT o.subject_id, o.object_id, o.kind, o.state, o.parent, o.starts, o.ends, o.assigned, o.version, o.body \
         FROM taking_part t JOIN object o ON o.register_id = t.register_id AND o.subject_id = t.subject_id \
           AND o.object_id = t.object_id \
         WHERE t.register_id = $1 AND t.account = $2 AND t.role = $3 AND o.kind = $4 AND o.starts BETWEEN $5 AND $6 \
         ORDER BY o.subject_id, o.object_id",
        &[
            Value::Int(register),
            Value::Int(account),
            Value::Int(part::HANDLED),
            Value::Int(kind),
            Value::Int(from),
            Value::Int(until),
        ],
        object_row,
    )
}

/// What belongs to an object of a subject.
pub(crate) fn children(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, parent): part::Of,
) -> Result<Vec<ObjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, kind, state, parent, starts, ends, assigned, version, body FROM object \
         WHERE register_id = $1 AND subject_id = $2 AND parent = $3 ORDER BY object_id",
        &[Value::Int(register), Value::Int(subject), Value::Int(parent)],
        object_row,
    )
}
