//! `mail`: what waits to be sent, sealed. Not here: keys, servers.

use seloste_db::{Failure, Tx, Value};

/// A mail in line.
pub(crate) struct MailRow {
    pub(crate) register: i64,
    /// 0: somebody who is not known to be a subject.
    pub(crate) subject: i64,
    pub(crate) mail: i64,
    pub(crate) made: i64,
    pub(crate) tries: i64,
    pub(crate) body: Vec<u8>,
}

/// Puts a mail in line.
pub(crate) fn add(tx: &mut Tx<'_>, row: &MailRow, due: i64) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO mail (register_id, subject_id, mail_id, made, due, tries, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(row.register),
            Value::Int(row.subject),
            Value::Int(row.mail),
            Value::Int(row.made),
            Value::Int(due),
            Value::Int(row.tries),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}

/// Takes the mail that has waited longest; until `until` nobody else gets it.
pub(crate) fn take(tx: &mut Tx<'_>, now: i64, until: i64) -> Result<Option<MailRow>, Failure> {
    tx.first(
        "UPDATE mail SET due = $2, tries = tries + 1 \
         WHERE (register_id, subject_id, mail_id) = \
           (SELECT register_id, subject_id, mail_id FROM mail WHERE due <= $1 ORDER BY due LIMIT 1) AND due <= $1 \
         RETURNING register_id, subject_id, mail_id, made, tries, body",
        &[Value::Int(now), Value::Int(until)],
        |row| {
            Ok(MailRow {
                register: row.int(0)?,
                subject: row.int(1)?,
                mail: row.int(2)?,
                made: row.int(3)?,
                tries: row.int(4)?,
                body: row.bytes(5)?,
            })
        },
    )
}

/// Puts off a mail that could not be sent.
pub(crate) fn put_off(
    tx: &mut Tx<'_>,
    (register, subject, mail): (i64, i64, i64),
    due: i64,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE mail SET due = $4 WHERE register_id = $1 AND subject_id = $2 AND mail_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(mail), Value::Int(due)],
    )
    .map(drop)
}

/// Deletes a mail that was sent, or that nobody waits for any more.
pub(crate) fn remove(tx: &mut Tx<'_>, (register, subject, mail): (i64, i64, i64)) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM mail WHERE register_id = $1 AND subject_id = $2 AND mail_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(mail)],
    )
    .map(drop)
}

/// How many wait.
pub(crate) fn waiting(tx: &mut Tx<'_>) -> Result<i64, Failure> {
    Ok(tx.first("SELECT COUNT(*) FROM mail", &[], |row| row.int(0))?.unwrap_or_default())
}
