//! `mailbox_trial`: mails of our own that try whether a mailbox still brings in what is sent to it.

use super::{moment, ms, opt_moment};
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};

/// A trial of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// When its mail was sent.
    pub sent: Timestamp,
    /// When it came in.
    pub arrived: Option<Timestamp>,
}

/// Notes a mail that is sent, and forgets those before a moment.
///
/// # Errors
/// When the database fails.
pub fn insert(
    tx: &mut Tx<'_>,
    (mailbox, token): (&str, &str),
    (sent, forget): (Timestamp, Timestamp),
) -> Result<(), Failure> {
    tx.run("DELETE FROM mailbox_trial WHERE sent < $1", &[Value::Int(ms(forget))])?;
    tx.run(
        "INSERT INTO mailbox_trial (mailbox, token, sent) VALUES ($1, $2, $3)",
        &[Value::Text(mailbox), Value::Text(token), Value::Int(ms(sent))],
    )
    .map(drop)
}

/// Notes that a mail came in; says whether it is one of ours.
///
/// # Errors
/// When the database fails.
pub fn arrived(tx: &mut Tx<'_>, (mailbox, token): (&str, &str), at: Timestamp) -> Result<bool, Failure> {
    let update = "UPDATE mailbox_trial SET arrived = $3 WHERE mailbox = $1 AND token = $2";
    Ok(tx.run(update, &[Value::Text(mailbox), Value::Text(token), Value::Int(ms(at))])? > 0)
}

/// The newest trial of a mailbox.
///
/// # Errors
/// When the database fails.
pub fn newest(tx: &mut Tx<'_>, mailbox: &str) -> Result<Option<Trial>, Failure> {
    let all = tx.all(
        "SELECT sent, arrived FROM mailbox_trial WHERE mailbox = $1 ORDER BY sent DESC LIMIT 1",
        &[Value::Text(mailbox)],
        |row| Ok(Trial { sent: moment(row.int(0)?)?, arrived: opt_moment(row.opt_int(1)?)? }),
    )?;
    Ok(all.into_iter().next())
}
