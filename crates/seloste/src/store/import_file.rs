//! `import_file`: files that people are bringing in by the pages, and how far each has come. Their bytes lie sealed in a folder
//! (`seloste_gate::incoming`).

use super::{batch::BatchId, moment, ms, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;

/// How far a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its columns are being looked at.
    Columns,
    /// It is being tried.
    Trying,
    /// It is being brought in.
    Running,
    /// A run was stopped.
    Stopped,
    /// It is in.
    Done,
}

impl Stage {
    const ALL: [Self; 5] = [Self::Columns, Self::Trying, Self::Running, Self::Stopped, Self::Done];

    const fn number(self) -> i64 {
        match self {
            Self::Columns => 1,
            Self::Trying => 2,
            Self::Running => 3,
            Self::Stopped => 4,
            Self::Done => 5,
        }
    }
}

/// A file.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The name of its sealed bytes, which is also its name in addresses.
    pub file: String,
    /// Register.
    pub register: String,
    /// Whose it is.
    pub account: AccountId,
    /// Source.
    pub source: String,
    /// Last part of the name that it came under.
    pub name: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// What its columns mean, as TOML.
    pub mapping: String,
    /// How far it has come.
    pub stage: Stage,
    /// The batch that came of it.
    pub batch: Option<BatchId>,
    /// Which process works on it.
    pub worker: i64,
    /// When it was last touched.
    pub touched: Timestamp,
}

/// Adds a file.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, one: &Filed) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO import_file (file, register, account, source, name, bytes, mapping, stage, batch, worker, touched) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Text(&one.file),
            Value::Text(&one.register),
            Value::Int(one.account.0),
            Value::Text(&one.source),
            Value::Text(&one.name),
            Value::Int(one.bytes),
            Value::Text(&one.mapping),
            Value::Int(one.stage.number()),
            Value::OptInt(one.batch.map(|batch| batch.0)),
            Value::Int(one.worker),
            Value::Int(ms(one.touched)),
        ],
    )
    .map(drop)
}

/// A person's file in a register.
///
/// # Errors
/// When the database fails.
pub fn find(
    tx: &mut Tx<'_>,
    file: &str,
    (register, account): (&str, AccountId),
) -> Result<Option<Filed>, Failure> {
    tx.first(
        "SELECT file, register, account, source, name, bytes, mapping, stage, batch, worker, touched FROM import_file \
         WHERE file = $1 AND register = $2 AND account = $3",
        &[Value::Text(file), Value::Text(register), Value::Int(account.0)],
        read,
    )
}

/// Notes what the columns mean, by a process, unless somebody is at work on the file or it is in.
///
/// # Errors
/// When the database fails.
pub fn set_mapping(
    tx: &mut Tx<'_>,
    (file, mapping): (&str, &str),
    worker: i64,
    now: Timestamp,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE import_file SET mapping = $2, stage = 1, worker = $3, touched = $4 \
         WHERE file = $1 AND stage NOT IN (2, 3, 5)",
        &[Value::Text(file), Value::Text(mapping), Value::Int(worker), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Notes that a file was looked at. A file at work tells of itself.
///
/// # Errors
/// When the database fails.
pub fn touch(tx: &mut Tx<'_>, file: &str, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE import_file SET touched = $2 WHERE file = $1 AND stage NOT IN (2, 3)",
        &[Value::Text(file), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Asks whoever works on a file to stop: the next beat tells.
///
/// # Errors
/// When the database fails.
pub fn stop(tx: &mut Tx<'_>, file: &str, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE import_file SET stage = CASE WHEN stage = 2 THEN 1 ELSE 4 END, touched = $2 \
         WHERE file = $1 AND stage IN (2, 3)",
        &[Value::Text(file), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Takes a file to work on, unless another process has shown since a moment that it does; says whether it did.
///
/// # Errors
/// When the database fails.
pub fn claim(
    tx: &mut Tx<'_>,
    (file, stage): (&str, Stage),
    worker: i64,
    (since, now): (Timestamp, Timestamp),
) -> Result<bool, Failure> {
    let claimed = tx.run(
        "UPDATE import_file SET stage = $2, worker = $3, touched = $5 \
         WHERE file = $1 AND (stage NOT IN (2, 3) OR touched < $4)",
        &[
            Value::Text(file),
            Value::Int(stage.number()),
            Value::Int(worker),
            Value::Int(ms(since)),
            Value::Int(ms(now)),
        ],
    )?;
    Ok(claimed > 0)
}

/// Shows that the work goes on; says whether it still should: nobody asked for a stop, and no other process took over.
///
/// # Errors
/// When the database fails.
pub fn beat(tx: &mut Tx<'_>, file: &str, worker: i64, now: Timestamp) -> Result<bool, Failure> {
    let beating = tx.run(
        "UPDATE import_file SET touched = $3 WHERE file = $1 AND worker = $2 AND stage IN (2, 3)",
        &[Value::Text(file), Value::Int(worker), Value::Int(ms(now))],
    )?;
    Ok(beating > 0)
}

/// Says how far a process has come with a file, if it is still that process's.
///
/// # Errors
/// When the database fails.
pub fn turn(
    tx: &mut Tx<'_>,
    (file, worker): (&str, i64),
    (stage, batch): (Stage, Option<BatchId>),
    now: Timestamp,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE import_file SET stage = $2, batch = COALESCE($3, batch), touched = $4 WHERE file = $1 AND worker = $5",
        &[
            Value::Text(file),
            Value::Int(stage.number()),
            Value::OptInt(batch.map(|batch| batch.0)),
            Value::Int(ms(now)),
            Value::Int(worker),
        ],
    )
    .map(drop)
}

/// Bytes of all files together.
///
/// # Errors
/// When the database fails.
pub fn bytes(tx: &mut Tx<'_>) -> Result<i64, Failure> {
    let sum =
        tx.first("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM import_file", &[], |row| row.int(0));
    Ok(sum?.unwrap_or(0))
}

/// Files that nobody has touched since a moment.
///
/// # Errors
/// When the database fails.
pub fn left(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<String>, Failure> {
    tx.all(
        "SELECT file FROM import_file WHERE touched < $1 ORDER BY touched",
        &[Value::Int(ms(since))],
        |row| row.text(0),
    )
}

/// Forgets a file that nobody has touched since a moment; says whether it did.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, file: &str, since: Timestamp) -> Result<bool, Failure> {
    let gone = tx.run(
        "DELETE FROM import_file WHERE file = $1 AND touched < $2",
        &[Value::Text(file), Value::Int(ms(since))],
    )?;
    Ok(gone > 0)
}

fn read(row: &Row<'_>) -> Result<Filed, Failure> {
    let number = row.int(7)?;
    Ok(Filed {
        file: row.text(0)?,
        register: row.text(1)?,
        account: AccountId(row.int(2)?),
        source: row.text(3)?,
        name: row.text(4)?,
        bytes: row.int(5)?,
        mapping: row.text(6)?,
        stage: Stage::ALL
            .into_iter()
            .find(|stage| stage.number() == number)
            .ok_or_else(|| unknown("stage of a file"))?,
        batch: row.opt_int(8)?.map(BatchId),
        worker: row.int(9)?,
        touched: moment(row.int(10)?)?,
    })
}
