//! `mailing`: what was sent to everybody whom a purpose reached. Not here: who they were (the ledger), their mails (`post.rs`).

use crate::{mailing::Fate, payload::Word};
use seloste_db::{Failure, Row, Tx, Value};

/// A mailing.
#[derive(Default)]
pub(crate) struct MailingRow {
    pub(crate) mailing: i64,
    pub(crate) purpose: Word,
    pub(crate) account: i64,
    pub(crate) title: String,
    pub(crate) words: String,
    pub(crate) made: i64,
    pub(crate) ended: Option<i64>,
    pub(crate) queued: i64,
    pub(crate) left_out: i64,
    pub(crate) stopped: Option<i64>,
    pub(crate) sent: i64,
    pub(crate) unsent: i64,
}

/// Adds one that has dealt with nobody yet.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    register: i64,
    row: &MailingRow,
    once: Option<&str>,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO mailing (register_id, mailing_id, purpose, account, title, words, made, ended, below, queued, \
         left_out, once) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, 0, 0, $9)",
        &[
            Value::Int(register),
            Value::Int(row.mailing),
            Value::Int(row.purpose),
            Value::Int(row.account),
            Value::Text(&row.title),
            Value::Text(&row.words),
            Value::Int(row.made),
            Value::Int(i64::MAX),
            Value::OptText(once),
        ],
    )
    .map(drop)
}

/// Puts down how far it has come; `None` when it has dealt with everybody.
pub(crate) fn went_on(
    tx: &mut Tx<'_>,
    (register, mailing): (i64, i64),
    (queued, left_out): (i64, i64),
    (below, now): (Option<i64>, i64),
) -> Result<(), Failure> {
    tx.run(
        "UPDATE mailing SET queued = queued + $3, left_out = left_out + $4, below = COALESCE($5, below), \
         ended = CASE WHEN CAST($5 AS BIGINT) IS NULL THEN $6 ELSE NULL END \
         WHERE register_id = $1 AND mailing_id = $2",
        &[
            Value::Int(register),
            Value::Int(mailing),
            Value::Int(queued),
            Value::Int(left_out),
            Value::OptInt(below),
            Value::Int(now),
        ],
    )
    .map(drop)
}

/// Below which subject a mailing goes on; `None` when it has dealt with everybody, or is not there.
pub(crate) fn below(tx: &mut Tx<'_>, (register, mailing): (i64, i64)) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT below FROM mailing WHERE register_id = $1 AND mailing_id = $2 AND ended IS NULL AND stopped IS NULL",
        &[Value::Int(register), Value::Int(mailing)],
        |row| row.int(0),
    )
}

/// One mailing.
pub(crate) fn one(tx: &mut Tx<'_>, (register, mailing): (i64, i64)) -> Result<Option<MailingRow>, Failure> {
    tx.first(
        "SELECT mailing_id, purpose, account, title, words, made, ended, queued, left_out, stopped, sent, unsent FROM mailing \
         WHERE register_id = $1 AND mailing_id = $2",
        &[Value::Int(register), Value::Int(mailing)],
        read,
    )
}

/// Mailings for a purpose, newest first.
pub(crate) fn all(
    tx: &mut Tx<'_>,
    (register, purpose): (i64, Word),
    rows: i64,
) -> Result<Vec<MailingRow>, Failure> {
    tx.all(
        "SELECT mailing_id, purpose, account, title, words, made, ended, queued, left_out, stopped, sent, unsent FROM mailing \
         WHERE register_id = $1 AND purpose = $2 ORDER BY made DESC, mailing_id DESC LIMIT $3",
        &[Value::Int(register), Value::Int(purpose), Value::Int(rows)],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<MailingRow, Failure> {
    Ok(MailingRow {
        mailing: row.int(0)?,
        purpose: row.int(1)?,
        account: row.int(2)?,
        title: row.text(3)?,
        words: row.text(4)?,
        made: row.int(5)?,
        ended: row.opt_int(6)?,
        queued: row.int(7)?,
        left_out: row.int(8)?,
        stopped: row.opt_int(9)?,
        sent: row.int(10)?,
        unsent: row.int(11)?,
    })
}

/// The one that an order is known by.
pub(crate) fn known_by(tx: &mut Tx<'_>, register: i64, once: &str) -> Result<Option<MailingRow>, Failure> {
    tx.first(
        "SELECT mailing_id, purpose, account, title, words, made, ended, queued, left_out, stopped, sent, unsent \
         FROM mailing WHERE register_id = $1 AND once = $2",
        &[Value::Int(register), Value::Text(once)],
        read,
    )
}

/// Those that are not in line whole and were not stopped, oldest first.
pub(crate) fn going(tx: &mut Tx<'_>, register: i64) -> Result<Vec<MailingRow>, Failure> {
    tx.all(
        "SELECT mailing_id, purpose, account, title, words, made, ended, queued, left_out, stopped, sent, unsent \
         FROM mailing WHERE register_id = $1 AND ended IS NULL AND stopped IS NULL ORDER BY made, mailing_id",
        &[Value::Int(register)],
        read,
    )
}

/// Stops one for good; one that was stopped keeps its time.
pub(crate) fn stop(tx: &mut Tx<'_>, (register, mailing): (i64, i64), now: i64) -> Result<(), Failure> {
    tx.run(
        "UPDATE mailing SET stopped = $3 WHERE register_id = $1 AND mailing_id = $2 AND stopped IS NULL",
        &[Value::Int(register), Value::Int(mailing), Value::Int(now)],
    )
    .map(drop)
}

/// Counts a mail that is out of the line.
pub(crate) fn left(tx: &mut Tx<'_>, (register, mailing): (i64, i64), fate: Fate) -> Result<(), Failure> {
    let update = match fate {
        Fate::Sent => "UPDATE mailing SET sent = sent + 1 WHERE register_id = $1 AND mailing_id = $2",
        Fate::Unsent => "UPDATE mailing SET unsent = unsent + 1 WHERE register_id = $1 AND mailing_id = $2",
    };
    tx.run(update, &[Value::Int(register), Value::Int(mailing)]).map(drop)
}
