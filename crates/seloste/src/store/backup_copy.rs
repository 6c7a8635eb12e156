//! `backup_copy`: copies that were made, with their digests and ends of life.

use super::{moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};

/// How a copy stands in the store that the installation declares beside its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InStore {
    /// It is still to be sent there.
    Waits,
    /// It is there.
    There,
    /// It was deleted there.
    Gone,
}

impl InStore {
    /// As stored, and as reports say it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::There => "there",
            Self::Gone => "gone",
        }
    }

    fn read(text: &str) -> Result<Self, Failure> {
        let all = [Self::Waits, Self::There, Self::Gone];
        all.into_iter().find(|one| one.as_str() == text).ok_or_else(|| unknown("state in the store"))
    }
}

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
    /// How it stands in the declared store; `None`: it was never meant to go there.
    pub store: Option<InStore>,
}

/// Notes a copy, or what became of one that was noted.
///
/// # Errors
/// When the database fails.
pub fn put(tx: &mut Tx<'_>, copy: &Copy) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO backup_copy (copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome, store) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (copy_id) DO UPDATE SET gone = excluded.gone, tried = excluded.tried, \
         outcome = excluded.outcome, store = excluded.store",
        &[
            Value::Int(copy.id),
            Value::Text(&copy.kind),
            Value::Text(&copy.file),
            Value::Text(&copy.sha256),
            Value::Int(copy.bytes),
            Value::Int(ms(copy.made)),
            Value::OptInt(copy.ends.map(ms)),
            Value::OptInt(copy.gone.map(ms)),
            Value::OptInt(copy.tried.map(ms)),
            Value::OptText(copy.outcome.as_deref()),
            Value::OptText(copy.store.map(InStore::as_str)),
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
        "SELECT copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome, store FROM backup_copy \
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
        "SELECT copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome, store FROM backup_copy \
         WHERE kind = $1 AND gone IS NULL ORDER BY made DESC, copy_id DESC",
        &[Value::Text(kind)],
        read,
    )
}

/// Copies that stand in the declared store so, the newest first.
///
/// # Errors
/// When the database fails.
pub fn in_store(tx: &mut Tx<'_>, store: InStore) -> Result<Vec<Copy>, Failure> {
    tx.all(
        "SELECT copy_id, kind, file, sha256, bytes, made, ends, gone, tried, outcome, store FROM backup_copy \
         WHERE store = $1 ORDER BY made DESC, copy_id DESC",
        &[Value::Text(store.as_str())],
        read,
    )
}

/// Notes how a copy stands in the store.
///
/// # Errors
/// When the database fails.
pub fn note_store(tx: &mut Tx<'_>, id: i64, store: InStore) -> Result<(), Failure> {
    let update = "UPDATE backup_copy SET store = $2 WHERE copy_id = $1";
    tx.run(update, &[Value::Int(id), Value::Text(store.as_str())]).map(drop)
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
        store: row.opt_text(10)?.as_deref().map(InStore::read).transpose()?,
    })
}
