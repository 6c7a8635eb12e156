//! Rows of who listened to recordings, when, for what and how: the one owner of their SQL.

use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// Somebody listened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeardRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) heard: i64,
    pub(crate) account: i64,
    pub(crate) purpose: Word,
    pub(crate) how: i64,
    pub(crate) session: Option<i64>,
    pub(crate) at: i64,
    pub(crate) first: i64,
    pub(crate) after: i64,
}

/// Who listened to a recording, newest first.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    rows: i64,
) -> Result<Vec<HeardRow>, Failure> {
    tx.all(
        "SELECT heard_id, account, purpose, how, session_id, at, first_byte, after_byte FROM heard \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 ORDER BY at DESC, heard_id DESC LIMIT $4",
        &[Value::Int(register), Value::Int(subject), Value::Int(object), Value::Int(rows)],
        |row| {
            Ok(HeardRow {
                subject,
                object,
                heard: row.int(0)?,
                account: row.int(1)?,
                purpose: row.int(2)?,
                how: row.int(3)?,
                session: row.opt_int(4)?,
                at: row.int(5)?,
                first: row.int(6)?,
                after: row.int(7)?,
            })
        },
    )
}

/// What somebody listened to within a while, for one purpose and in one way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListeningRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) account: i64,
    pub(crate) purpose: Word,
    pub(crate) how: i64,
    pub(crate) at: i64,
}

/// In what way recordings of a kind were listened to for a purpose, and how often.
pub(crate) struct WayRow {
    pub(crate) kind: i64,
    pub(crate) purpose: i64,
    pub(crate) how: i64,
    pub(crate) many: i64,
    /// How many of them were in a led session that whoever listened did not lead at that moment.
    pub(crate) unled: i64,
}

/// In what ways the recordings of a register that are there were listened to.
pub(crate) fn ways(tx: &mut Tx<'_>, register: i64) -> Result<Vec<WayRow>, Failure> {
    tx.all(
        "SELECT o.kind, h.purpose, h.how, COUNT(*), CAST(SUM(CASE WHEN h.how = 3 AND NOT EXISTS ( \
           SELECT 1 FROM led_session s WHERE s.register_id = h.register_id AND s.session_id = h.session_id \
           AND s.trainer = h.account AND h.at >= s.began AND h.at <= s.ends \
           AND (s.closed IS NULL OR h.at <= s.closed)) THEN 1 ELSE 0 END) AS BIGINT) \
         FROM heard h JOIN object o ON o.register_id = h.register_id AND o.subject_id = h.subject_id \
           AND o.object_id = h.object_id \
         WHERE h.register_id = $1 GROUP BY o.kind, h.purpose, h.how ORDER BY o.kind, h.purpose, h.how",
        &[Value::Int(register)],
        |row| {
            Ok(WayRow {
                kind: row.int(0)?,
                purpose: row.int(1)?,
                how: row.int(2)?,
                many: row.int(3)?,
                unled: row.int(4)?,
            })
        },
    )
}

/// How many objects of a kind are in each state.
pub(crate) fn states(tx: &mut Tx<'_>, register: i64, kind: i64) -> Result<Vec<(Option<i64>, i64)>, Failure> {
    tx.all(
        "SELECT state, COUNT(*) FROM object WHERE register_id = $1 AND kind = $2 GROUP BY state",
        &[Value::Int(register), Value::Int(kind)],
        |row| Ok((row.opt_int(0)?, row.int(1)?)),
    )
}

/// Listenings of a register since a moment, newest first, ten minutes of the same as one.
pub(crate) fn listenings(
    tx: &mut Tx<'_>,
    register: i64,
    (since, rows): (i64, i64),
) -> Result<Vec<ListeningRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, account, purpose, how, CAST(MIN(at) AS BIGINT) AS begun FROM heard \
         WHERE register_id = $1 AND at >= $2 \
         GROUP BY subject_id, object_id, account, purpose, how, at / 600000 ORDER BY begun DESC LIMIT $3",
        &[Value::Int(register), Value::Int(since), Value::Int(rows)],
        |row| {
            Ok(ListeningRow {
                subject: row.int(0)?,
                object: row.int(1)?,
                account: row.int(2)?,
                purpose: row.int(3)?,
                how: row.int(4)?,
                at: row.int(5)?,
            })
        },
    )
}

/// Notes that somebody listens.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, row: &HeardRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO heard (register_id, subject_id, object_id, heard_id, account, purpose, how, session_id, at, \
         first_byte, after_byte) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.heard),
            Value::Int(row.account),
            Value::Int(row.purpose),
            Value::Int(row.how),
            Value::OptInt(row.session),
            Value::Int(row.at),
            Value::Int(row.first),
            Value::Int(row.after),
        ],
    )
    .map(drop)
}

/// Deletes the listenings of a recording that goes.
pub(crate) fn delete(tx: &mut Tx<'_>, register: i64, (subject, object): (i64, i64)) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM heard WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
    )
    .map(drop)
}
