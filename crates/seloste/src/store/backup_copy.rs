//! `backup_copy`: copies that were made, with their digests and ends of life.

use super::{moment, ms, opt_moment};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};

/// A copy of data or of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Its number.
    pub id: i64,
    /// `data` or `keyring`.
    pub kind: String,
    /// Where it was written.
    pub file: String,
    /// SHA-256 of the file, as hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: i64,
    /// When it was made.
    pub made: Timestamp,
    /// When its time is over.
    pub ends: Option<Timestamp>,
    /// When it was deleted.
    pub gone: Option<Timestamp>,
    /// When putting it back was last tried.
    pub tried: Option<Timestamp>,
    /// What came of that: `sound`, or what was wrong.
    pub outcome: Option<String>,
}

/// Notes a copy.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, copy: &Copy) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO backup_copy (copy_id, kind, file, sha256, bytes, made, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(copy.id),
            Value::Text(&copy.kind),
            Value::Text(&copy.file),
            Value::Text(&copy.sha256),
            Value::Int(copy.bytes),
            Value::Int(ms(copy.made)),
            Value::OptInt(copy.ends.map(ms)),
        ],
    )
    .map(drop)
}

/// Copies, the newest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, rows: i64) -> Result<Vec<Copy>, Failure> {
    tx.all(
        "SELECT copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome FROM backup_copy \
         ORDER BY made DESC, copy_id DESC LIMIT $1",
        &[Value::Int(rows)],
        read,
    )
}

/// Copies of a kind whose files are still there, the newest first.
///
/// # Errors
/// When the database fails.
pub fn standing(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<Copy>, Failure> {
    tx.all(
        "SELECT copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome FROM backup_copy \
         WHERE kind = $1 AND gone IS NULL ORDER BY made DESC, copy_id DESC",
        &[Value::Text(kind)],
        read,
    )
}

/// Notes that a copy's file is gone.
///
/// # Errors
/// When the database fails.
pub fn gone(tx: &mut Tx<'_>, id: i64, at: Timestamp) -> Result<(), Failure> {
    let update = "UPDATE backup_copy SET gone = $2 WHERE copy_id = $1";
    tx.run(update, &[Value::Int(id), Value::Int(ms(at))]).map(drop)
}

/// Notes what came of trying to put a copy back, by its digest. Says whether it is known.
///
/// # Errors
/// When the database fails.
pub fn tried(tx: &mut Tx<'_>, sha256: &str, at: Timestamp, outcome: &str) -> Result<bool, Failure> {
    let noted = tx.run(
        "UPDATE backup_copy SET tried = $2, outcome = $3 WHERE sha256 = $1",
        &[Value::Text(sha256), Value::Int(ms(at)), Value::Text(outcome)],
    )?;
    Ok(noted > 0)
}

fn read(row: &Row<'_>) -> Result<Copy, Failure> {
    Ok(Copy {
        id: row.int(0)?,
        kind: row.text(1)?,
        file: row.text(2)?,
        sha256: row.text(3)?,
        bytes: row.int(4)?,
        made: moment(row.int(5)?)?,
        ends: opt_moment(row.opt_int(6)?)?,
        gone: opt_moment(row.opt_int(7)?)?,
        tried: opt_moment(row.opt_int(8)?)?,
        outcome: row.opt_text(9)?,
    })
}
