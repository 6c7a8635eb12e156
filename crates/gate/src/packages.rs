//! `package` and `package_part`: copies of people's data that are put together and wait, sealed, to be fetched. The one owner of
//! their SQL; and the shapes that the verbs give. Not here: keys, who may order or fetch one (`verbs/packages.rs`).

use crate::{ask::AccountId, card::SubjectRef, request::RequestRef};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_register::{
    id::{PurposeId, RegisterId},
    text::Lang,
};
use zeroize::Zeroizing;

/// Where a copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageState {
    /// It waits for its turn.
    Waiting,
    /// It is being put together.
    Making,
    /// It can be fetched.
    Ready,
    /// It could not be put together: whoever ordered it may not any more, or it failed again and again.
    Stopped,
}

impl PackageState {
    /// Its name in answers for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Stopped => "stopped",
        }
    }

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Waiting => 1,
            Self::Making => 2,
            Self::Ready => 3,
            Self::Stopped => 4,
        }
    }

    pub(crate) const fn read(number: i64) -> Self {
        match number {
            1 => Self::Waiting,
            2 => Self::Making,
            3 => Self::Ready,
            _ => Self::Stopped,
        }
    }
}

/// A copy that was ordered.
#[derive(Debug, Clone)]
pub struct PackageOrder {
    /// The request in which it was granted.
    pub request: RequestRef,
    /// Where it stands.
    pub state: PackageState,
    /// Files made so far.
    pub made: u32,
    /// Files in all; 0 while that is not known.
    pub of: u32,
    /// When it was ordered.
    pub ordered: Timestamp,
    /// From when on it can't be fetched.
    pub ends: Timestamp,
}

/// A copy that is to be put together now.
pub struct PackageJob {
    /// The register.
    pub register: RegisterId,
    /// Whose data it is.
    pub subject: SubjectRef,
    /// The request in which it was granted.
    pub request: RequestRef,
    /// Who ordered it: the one on whose authority it is opened.
    pub account: AccountId,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Why, where the purpose wants a reason.
    pub reason: Option<Zeroizing<String>>,
    /// In which language.
    pub lang: Lang,
    /// How many times it was begun, this time included.
    pub tries: i64,
    pub(crate) at: (i64, i64, i64),
}

/// A file of a copy, readable.
pub struct PackedFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// A copy's row.
#[derive(Debug, Clone)]
pub(crate) struct PackageRow {
    pub(crate) register: i64,
    pub(crate) subject: i64,
    pub(crate) package: i64,
    pub(crate) case: i64,
    pub(crate) account: i64,
    pub(crate) state: i64,
    pub(crate) made: i64,
    pub(crate) of: i64,
    pub(crate) ordered: i64,
    pub(crate) due: i64,
    pub(crate) ends: i64,
    pub(crate) tries: i64,
    pub(crate) body: Vec<u8>,
}

/// A chunk of a file: file, chunk, ciphertext.
pub(crate) type PartRow = (i64, i64, Vec<u8>);

fn row(row: &Row<'_>) -> Result<PackageRow, Failure> {
    Ok(PackageRow {
        register: row.int(0)?,
        subject: row.int(1)?,
        package: row.int(2)?,
        case: row.int(3)?,
        account: row.int(4)?,
        state: row.int(5)?,
        made: row.int(6)?,
        of: row.int(7)?,
        ordered: row.int(8)?,
        due: row.int(9)?,
        ends: row.int(10)?,
        tries: row.int(11)?,
        body: row.bytes(12)?,
    })
}

/// Adds an order.
pub(crate) fn add(tx: &mut Tx<'_>, one: &PackageRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO package (register_id, subject_id, package_id, case_id, account, state, files_made, files_all, ordered, \
         due, ends, tries, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            Value::Int(one.register),
            Value::Int(one.subject),
            Value::Int(one.package),
            Value::Int(one.case),
            Value::Int(one.account),
            Value::Int(one.state),
            Value::Int(one.made),
            Value::Int(one.of),
            Value::Int(one.ordered),
            Value::Int(one.due),
            Value::Int(one.ends),
            Value::Int(one.tries),
            Value::Bytes(&one.body),
        ],
    )
    .map(drop)
}

/// Copies of a person's data, newest first.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<PackageRow>, Failure> {
    tx.all(
        "SELECT register_id, subject_id, package_id, case_id, account, state, files_made, files_all, ordered, due, ends, \
         tries, body FROM package WHERE register_id = $1 AND subject_id = $2 ORDER BY ordered DESC, package_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        row,
    )
}

/// Takes the order that has waited longest; until `until` nobody else gets it.
pub(crate) fn take(tx: &mut Tx<'_>, now: i64, until: i64) -> Result<Option<PackageRow>, Failure> {
    tx.first(
        "UPDATE package SET due = $2, tries = tries + 1, state = 2 \
         WHERE (register_id, subject_id, package_id) = \
           (SELECT register_id, subject_id, package_id FROM package WHERE state < 3 AND due <= $1 ORDER BY due LIMIT 1) \
         AND due <= $1 \
         RETURNING register_id, subject_id, package_id, case_id, account, state, files_made, files_all, ordered, due, ends, \
         tries, body",
        &[Value::Int(now), Value::Int(until)],
        row,
    )
}

/// Where a job stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    pub(crate) state: PackageState,
    pub(crate) made: i64,
    pub(crate) of: i64,
    pub(crate) ends: i64,
}

/// Puts down where a job stands; false when the copy is gone.
pub(crate) fn stand(tx: &mut Tx<'_>, at: (i64, i64, i64), stand: Stand) -> Result<bool, Failure> {
    tx.run(
        "UPDATE package SET state = $4, files_made = $5, files_all = $6, ends = $7 \
         WHERE register_id = $1 AND subject_id = $2 AND package_id = $3",
        &[
            Value::Int(at.0),
            Value::Int(at.1),
            Value::Int(at.2),
            Value::Int(stand.state.number()),
            Value::Int(stand.made),
            Value::Int(stand.of),
            Value::Int(stand.ends),
        ],
    )
    .map(|touched| touched == 1)
}

/// Adds a chunk of a file, in place of one of an earlier try.
pub(crate) fn put(tx: &mut Tx<'_>, at: (i64, i64, i64), part: &PartRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO package_part (register_id, subject_id, package_id, file, chunk, body) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (register_id, subject_id, package_id, file, chunk) DO UPDATE SET body = excluded.body",
        &[
            Value::Int(at.0),
            Value::Int(at.1),
            Value::Int(at.2),
            Value::Int(part.0),
            Value::Int(part.1),
            Value::Bytes(&part.2),
        ],
    )
    .map(drop)
}

/// The chunks of a copy, in order.
pub(crate) fn parts(tx: &mut Tx<'_>, at: (i64, i64, i64)) -> Result<Vec<PartRow>, Failure> {
    tx.all(
        "SELECT file, chunk, body FROM package_part WHERE register_id = $1 AND subject_id = $2 AND package_id = $3 \
         ORDER BY file, chunk",
        &[Value::Int(at.0), Value::Int(at.1), Value::Int(at.2)],
        |row| Ok((row.int(0)?, row.int(1)?, row.bytes(2)?)),
    )
}

/// Deletes the files of a copy: those of a try that was cut short, or of a copy that has ended.
pub(crate) fn empty(tx: &mut Tx<'_>, at: (i64, i64, i64)) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM package_part WHERE register_id = $1 AND subject_id = $2 AND package_id = $3",
        &[Value::Int(at.0), Value::Int(at.1), Value::Int(at.2)],
    )
    .map(drop)
}

/// Copies that have ended.
pub(crate) fn ended(tx: &mut Tx<'_>, now: i64) -> Result<Vec<(i64, i64, i64)>, Failure> {
    tx.all(
        "SELECT register_id, subject_id, package_id FROM package WHERE ends <= $1 ORDER BY ends LIMIT 100",
        &[Value::Int(now)],
        |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)),
    )
}

/// Deletes a copy with its files.
pub(crate) fn delete(tx: &mut Tx<'_>, at: (i64, i64, i64)) -> Result<(), Failure> {
    empty(tx, at)?;
    tx.run(
        "DELETE FROM package WHERE register_id = $1 AND subject_id = $2 AND package_id = $3",
        &[Value::Int(at.0), Value::Int(at.1), Value::Int(at.2)],
    )
    .map(drop)
}
