//! `import_batch`, `import_reason`, `import_failure`: files that were brought in, and the rows of them that failed. No values of
//! any row.

use super::{moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;

/// A batch's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BatchId(pub i64);

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Begun, and not at its end: at work, or stopped and ready to go on.
    Running,
    /// Every row was taken in.
    Done,
    /// Its undo has begun.
    Undoing,
    /// Undone.
    Undone,
}

impl State {
    const fn number(self) -> i64 {
        match self {
            Self::Running => 1,
            Self::Done => 2,
            Self::Undoing => 3,
            Self::Undone => 4,
        }
    }
    fn from_number(number: i64) -> Result<Self, Failure> {
        let all = [Self::Running, Self::Done, Self::Undoing, Self::Undone];
        all.into_iter().find(|state| state.number() == number).ok_or_else(|| unknown("state of a batch"))
    }
}

/// How many rows came out in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// New people.
    pub created: i64,
    /// People whose data changed.
    pub updated: i64,
    /// People who were there already, just so.
    pub unchanged: i64,
    /// Rows that repeat an earlier row of the file.
    pub duplicate: i64,
    /// Rows that a rule of the statement refuses.
    pub refused: i64,
    /// Rows that can't be read or are wrong.
    pub failed: i64,
}

impl Counts {
    /// All rows.
    #[must_use]
    pub const fn rows(&self) -> i64 {
        self.created + self.updated + self.unchanged + self.duplicate + self.refused + self.failed
    }

    /// Both together.
    #[must_use]
    pub const fn and(&self, more: &Self) -> Self {
        Self {
            created: self.created + more.created,
            updated: self.updated + more.updated,
            unchanged: self.unchanged + more.unchanged,
            duplicate: self.duplicate + more.duplicate,
            refused: self.refused + more.refused,
            failed: self.failed + more.failed,
        }
    }
}

/// A batch.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// Name of the register.
    pub register: String,
    /// Name of the source.
    pub source: String,
    /// Who brought it in.
    pub account: AccountId,
    /// Last part of the file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_digest: Vec<u8>,
    /// The mapping as TOML.
    pub mapping: String,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started: Timestamp,
    /// When it came to its end.
    pub ended: Option<Timestamp>,
    /// Last row that was taken in.
    pub cursor: i64,
    /// What came of the rows so far.
    pub counts: Counts,
    /// People whom the undo left alone because they were changed since.
    pub kept: i64,
}

/// Adds a batch.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, batch: &Batch) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO import_batch (batch_id, register, source, account, file_name, file_digest, mapping, state, started, \
         row_cursor, created, updated, unchanged, duplicate, refused, failed, kept) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0)",
        &[
            Value::Int(batch.id.0),
            Value::Text(&batch.register),
            Value::Text(&batch.source),
            Value::Int(batch.account.0),
            Value::Text(&batch.file_name),
            Value::Bytes(&batch.file_digest),
            Value::Text(&batch.mapping),
            Value::Int(batch.state.number()),
            Value::Int(ms(batch.started)),
            Value::Int(batch.cursor),
        ],
    )
    .map(drop)
}

/// Moves a batch's cursor on and adds to its counts; false when it does not stand where it was thought to: somebody else is
/// at it, or it was ended.
///
/// # Errors
/// When the database fails.
pub fn advance(tx: &mut Tx<'_>, id: BatchId, (from, to): (i64, i64), more: &Counts) -> Result<bool, Failure> {
    tx.run(
        "UPDATE import_batch SET row_cursor = $3, created = created + $4, updated = updated + $5, \
         unchanged = unchanged + $6, duplicate = duplicate + $7, refused = refused + $8, failed = failed + $9 \
         WHERE batch_id = $1 AND row_cursor = $2 AND state = 1",
        &[
            Value::Int(id.0),
            Value::Int(from),
            Value::Int(to),
            Value::Int(more.created),
            Value::Int(more.updated),
            Value::Int(more.unchanged),
            Value::Int(more.duplicate),
            Value::Int(more.refused),
            Value::Int(more.failed),
        ],
    )
    .map(|touched| touched == 1)
}

/// Takes a batch from one state to another; false when it was not in that state.
///
/// # Errors
/// When the database fails.
pub fn turn(
    tx: &mut Tx<'_>,
    id: BatchId,
    (from, to): (State, State),
    now: Timestamp,
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE import_batch SET state = $3, ended = $4 WHERE batch_id = $1 AND state = $2",
        &[Value::Int(id.0), Value::Int(from.number()), Value::Int(to.number()), Value::Int(ms(now))],
    )
    .map(|touched| touched == 1)
}

/// Counts people whom an undo left alone.
///
/// # Errors
/// When the database fails.
pub fn keep(tx: &mut Tx<'_>, id: BatchId, more: i64) -> Result<(), Failure> {
    tx.run(
        "UPDATE import_batch SET kept = kept + $2 WHERE batch_id = $1",
        &[Value::Int(id.0), Value::Int(more)],
    )
    .map(drop)
}

/// One batch of a register.
///
/// # Errors
/// When the database fails.
pub fn by_id(tx: &mut Tx<'_>, register: &str, id: BatchId) -> Result<Option<Batch>, Failure> {
    tx.first(
        "SELECT batch_id, register, source, account, file_name, file_digest, mapping, state, started, ended, row_cursor, \
         created, updated, unchanged, duplicate, refused, failed, kept FROM import_batch \
         WHERE register = $1 AND batch_id = $2",
        &[Value::Text(register), Value::Int(id.0)],
        read,
    )
}

/// The batches of a register, newest first, at most `rows`.
///
/// # Errors
/// When the database fails.
pub fn newest(tx: &mut Tx<'_>, register: &str, rows: i64) -> Result<Vec<Batch>, Failure> {
    tx.all(
        "SELECT batch_id, register, source, account, file_name, file_digest, mapping, state, started, ended, row_cursor, \
         created, updated, unchanged, duplicate, refused, failed, kept FROM import_batch \
         WHERE register = $1 ORDER BY started DESC, batch_id DESC LIMIT $2",
        &[Value::Text(register), Value::Int(rows)],
        read,
    )
}

/// A batch that was begun with the same file, source and mapping and has not come to its end.
///
/// # Errors
/// When the database fails.
pub fn unfinished(tx: &mut Tx<'_>, like: &Batch) -> Result<Option<Batch>, Failure> {
    tx.first(
        "SELECT batch_id, register, source, account, file_name, file_digest, mapping, state, started, ended, row_cursor, \
         created, updated, unchanged, duplicate, refused, failed, kept FROM import_batch \
         WHERE register = $1 AND source = $2 AND file_digest = $3 AND mapping = $4 AND state = 1 \
         ORDER BY started DESC LIMIT 1",
        &[
            Value::Text(&like.register),
            Value::Text(&like.source),
            Value::Bytes(&like.file_digest),
            Value::Text(&like.mapping),
        ],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Batch, Failure> {
    Ok(Batch {
        id: BatchId(row.int(0)?),
        register: row.text(1)?,
        source: row.text(2)?,
        account: AccountId(row.int(3)?),
        file_name: row.text(4)?,
        file_digest: row.bytes(5)?,
        mapping: row.text(6)?,
        state: State::from_number(row.int(7)?)?,
        started: moment(row.int(8)?)?,
        ended: opt_moment(row.opt_int(9)?)?,
        cursor: row.int(10)?,
        counts: Counts {
            created: row.int(11)?,
            updated: row.int(12)?,
            unchanged: row.int(13)?,
            duplicate: row.int(14)?,
            refused: row.int(15)?,
            failed: row.int(16)?,
        },
        kept: row.int(17)?,
    })
}

/// A reason for which rows failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its number within the batch.
    pub id: i64,
    /// Name of the rule.
    pub rule: String,
    /// Header of the column; empty when the whole row is meant.
    pub column: String,
    /// What is wrong and what to do, as JSON.
    pub words: String,
}

/// Adds a reason; one that is there stays.
///
/// # Errors
/// When the database fails.
pub fn add_reason(tx: &mut Tx<'_>, id: BatchId, reason: &Reason) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO import_reason (batch_id, reason_id, rule, column_name, words) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        &[
            Value::Int(id.0),
            Value::Int(reason.id),
            Value::Text(&reason.rule),
            Value::Text(&reason.column),
            Value::Text(&reason.words),
        ],
    )
    .map(drop)
}

/// The reasons of a batch, in the order in which they first came up.
///
/// # Errors
/// When the database fails.
pub fn reasons(tx: &mut Tx<'_>, id: BatchId) -> Result<Vec<Reason>, Failure> {
    tx.all(
        "SELECT reason_id, rule, column_name, words FROM import_reason WHERE batch_id = $1 ORDER BY reason_id",
        &[Value::Int(id.0)],
        |row| Ok(Reason { id: row.int(0)?, rule: row.text(1)?, column: row.text(2)?, words: row.text(3)? }),
    )
}

/// One reason for which one row failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedRow {
    /// The row's number in the file.
    pub row: i64,
    /// The reason's number.
    pub reason: i64,
    /// 5 refused, 6 error.
    pub outcome: i64,
}

/// Adds failed rows.
///
/// # Errors
/// When the database fails.
pub fn add_failures(tx: &mut Tx<'_>, id: BatchId, rows: &[FailedRow]) -> Result<(), Failure> {
    let values = rows.iter().map(|failed| {
        [Value::Int(id.0), Value::Int(failed.row), Value::Int(failed.reason), Value::Int(failed.outcome)]
    });
    tx.run_many(
        "INSERT INTO import_failure (batch_id, row_number, reason_id, outcome) VALUES ($1, $2, $3, $4)",
        values,
    )
    .map(drop)
}

/// Failed rows after a row, in the file's order, at most `rows`; only of one outcome unless 0.
///
/// # Errors
/// When the database fails.
pub fn failures(
    tx: &mut Tx<'_>,
    id: BatchId,
    (after, outcome): (i64, i64),
    rows: i64,
) -> Result<Vec<FailedRow>, Failure> {
    tx.all(
        "SELECT row_number, reason_id, outcome FROM import_failure \
         WHERE batch_id = $1 AND row_number > $2 AND ($3 = 0 OR outcome = $3) \
         ORDER BY row_number, reason_id LIMIT $4",
        &[Value::Int(id.0), Value::Int(after), Value::Int(outcome), Value::Int(rows)],
        |row| Ok(FailedRow { row: row.int(0)?, reason: row.int(1)?, outcome: row.int(2)? }),
    )
}
