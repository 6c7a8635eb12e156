//! Rows of subjects, categories, objects and permissions: the one owner of their SQL. Everything in a `body` is sealed
//! before it comes here and is opened after it left. Not here: ciphers, decisions, tokens, the ledger.

pub(crate) mod asked;
pub(crate) mod assessed;
pub(crate) mod calls;
mod closing;
pub(crate) mod derived;
pub(crate) mod erasing;
pub(crate) mod heard;
mod issued;
pub(crate) mod kept;
pub(crate) mod mailing;
pub(crate) mod maintainer;
pub(crate) mod many;
pub(crate) mod media;
pub(crate) mod merging;
pub(crate) mod narrow;
pub(crate) mod own;
pub(crate) mod part;
pub(crate) mod post;
pub(crate) mod reasons;
pub(crate) mod recorded;
pub(crate) mod subscribing;
pub(crate) mod survey;
pub(crate) mod texts;

use crate::{payload::Word, selector::SUBJECTS};
pub(crate) use closing::{set_closed, set_tied};
pub(crate) use issued::{is_issued, issue};
use seloste_db::{Db, Failure, Row, Tx, Value};

/// A subject, structure only.
#[derive(Debug, Clone)]
pub(crate) struct SubjectRow {
    pub(crate) subject: i64,
    pub(crate) group: Word,
    pub(crate) maintainer: Option<i64>,
    /// Day, since 1970-01-01.
    pub(crate) closed: Option<i64>,
    /// What limits the use of the data, and since when nothing changed.
    pub(crate) life: Life,
}

/// What becomes of a subject beside the statement's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Life {
    /// Bits as the `subject` table has them: see [`crate::limits`].
    pub(crate) limits: i64,
    /// Day of the last change, since 1970-01-01.
    pub(crate) active: Option<i64>,
    /// Last day of what ties it to the register, where its group has to be tied to it.
    pub(crate) tied: Option<i64>,
}

/// A sealed category of a subject.
#[derive(Debug, Clone)]
pub(crate) struct SealedRow {
    pub(crate) subject: i64,
    pub(crate) category: Word,
    pub(crate) version: i64,
    pub(crate) body: Vec<u8>,
}

/// The version after `version` of a category; 0: it was not there. Version 1 is kept for what a subject was created with, so
/// that the undo of an import knows its own.
pub(crate) fn later(version: i64) -> i64 {
    version.max(1) + 1
}

/// A sealed object with its structure.
#[derive(Debug, Clone)]
pub(crate) struct ObjectRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) kind: Word,
    pub(crate) state: Option<Word>,
    pub(crate) parent: Option<i64>,
    pub(crate) starts: i64,
    pub(crate) ends: Option<i64>,
    pub(crate) assigned: Option<i64>,
    pub(crate) version: i64,
    pub(crate) body: Vec<u8>,
}

/// An earlier ciphertext.
#[derive(Debug, Clone)]
pub(crate) struct PastRow {
    pub(crate) object: i64,
    pub(crate) category: Word,
    pub(crate) version: i64,
    pub(crate) replaced: i64,
    pub(crate) account: i64,
    pub(crate) body: Vec<u8>,
    /// Why it was replaced: 0 not said, 1 it was wrong, 2 it was outdated.
    pub(crate) flaw: i64,
}

/// A consent or a prohibition.
#[derive(Debug, Clone)]
pub(crate) struct PermissionRow {
    pub(crate) permission: i64,
    pub(crate) prohibition: bool,
    pub(crate) kind: Word,
    /// 0 all, 1 post, 2 phone, 3 text, 4 e-mail.
    pub(crate) channel: i64,
    pub(crate) since: i64,
    pub(crate) until: Option<i64>,
    pub(crate) by_channel: i64,
    pub(crate) wording: Option<i64>,
    pub(crate) account: i64,
    pub(crate) body: Option<Vec<u8>>,
}

/// Takes `many` numbers for new rows; returns the first. In its own unit of work: nobody waits for another's numbers.
pub(crate) fn take_numbers(db: &Db, register: i64, many: i64) -> Result<i64, Failure> {
    let after = db.write(|tx| {
        tx.first(
            "INSERT INTO counter (register_id, next) VALUES ($1, $2 + 1) \
             ON CONFLICT (register_id) DO UPDATE SET next = counter.next + $2 RETURNING next",
            &[Value::Int(register), Value::Int(many)],
            |row| row.int(0),
        )
    })?;
    after.map(|next| next - many).ok_or_else(|| Failure("the counter gave no number".to_owned()))
}

/// Adds subjects with their areas.
pub(crate) fn add_subjects(
    tx: &mut Tx<'_>,
    register: i64,
    rows: &[(SubjectRow, Vec<Word>)],
) -> Result<(), Failure> {
    let values = rows.iter().map(|(row, _)| {
        [
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.group),
            Value::OptInt(row.maintainer),
            Value::OptInt(row.closed),
        ]
    });
    tx.run_many(
        "INSERT INTO subject (register_id, subject_id, grp, maintainer, closed) VALUES ($1, $2, $3, $4, $5)",
        values,
    )?;
    let areas = rows.iter().flat_map(|(row, areas)| areas.iter().map(|area| (row.subject, *area)));
    tx.run_many(
        "INSERT INTO subject_area (register_id, subject_id, area) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        areas.map(|(subject, area)| [Value::Int(register), Value::Int(subject), Value::Int(area)]),
    )
    .map(drop)
}

/// One subject.
pub(crate) fn subject(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Option<SubjectRow>, Failure> {
    tx.first(
        "SELECT subject_id, grp, maintainer, closed, limits, active, tied FROM subject \
         WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject)],
        subject_row,
    )
}

pub(crate) fn subject_row(row: &Row<'_>) -> Result<SubjectRow, Failure> {
    Ok(SubjectRow {
        subject: row.int(0)?,
        group: row.int(1)?,
        maintainer: row.opt_int(2)?,
        closed: row.opt_int(3)?,
        life: Life { limits: row.int(4)?, active: row.opt_int(5)?, tied: row.opt_int(6)? },
    })
}

/// The areas of a subject.
pub(crate) fn areas(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<Word>, Failure> {
    tx.all(
        "SELECT area FROM subject_area WHERE register_id = $1 AND subject_id = $2 ORDER BY area",
        &[Value::Int(register), Value::Int(subject)],
        |row| row.int(0),
    )
}

/// Whether an open object of the subject is assigned to an account.
pub(crate) fn is_assigned(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    account: i64,
) -> Result<bool, Failure> {
    tx.first(
        "SELECT 1 FROM object WHERE register_id = $1 AND assigned = $2 AND subject_id = $3 LIMIT 1",
        &[Value::Int(register), Value::Int(account), Value::Int(subject)],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}

/// All sealed categories of a subject.
pub(crate) fn sealed(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<SealedRow>, Failure> {
    tx.all(
        "SELECT subject_id, category, version, body FROM sealed WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject)],
        sealed_row,
    )
}

fn sealed_row(row: &Row<'_>) -> Result<SealedRow, Failure> {
    Ok(SealedRow { subject: row.int(0)?, category: row.int(1)?, version: row.int(2)?, body: row.bytes(3)? })
}

/// Adds sealed categories.
pub(crate) fn add_sealed(tx: &mut Tx<'_>, register: i64, rows: &[SealedRow]) -> Result<(), Failure> {
    let values = rows.iter().map(|row| {
        [
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.category),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ]
    });
    tx.run_many(
        "INSERT INTO sealed (register_id, subject_id, category, version, body) VALUES ($1, $2, $3, $4, $5)",
        values,
    )
    .map(drop)
}

/// Replaces a sealed category whose version is one less; false when somebody else was faster.
pub(crate) fn replace_sealed(tx: &mut Tx<'_>, register: i64, row: &SealedRow) -> Result<bool, Failure> {
    tx.run(
        "UPDATE sealed SET version = $4, body = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND category = $3 AND version = $4 - 1",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.category),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ],
    )
    .map(|touched| touched == 1)
}

/// Keeps an earlier ciphertext.
pub(crate) fn add_past(tx: &mut Tx<'_>, register: i64, subject: i64, row: &PastRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO past (register_id, subject_id, object_id, category, version, replaced, account, body, flaw) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(row.object),
            Value::Int(row.category),
            Value::Int(row.version),
            Value::Int(row.replaced),
            Value::Int(row.account),
            Value::Bytes(&row.body),
            Value::Int(row.flaw),
        ],
    )
    .map(drop)
}

/// Earlier ciphertexts of a subject, oldest first in each row's history.
pub(crate) fn past(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<PastRow>, Failure> {
    tx.all(
        "SELECT object_id, category, version, replaced, account, body, flaw FROM past \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY object_id, category, version",
        &[Value::Int(register), Value::Int(subject)],
        |row| texts::past_row(row, 0),
    )
}

fn object_row(row: &Row<'_>) -> Result<ObjectRow, Failure> {
    Ok(ObjectRow {
        subject: row.int(0)?,
        object: row.int(1)?,
        kind: row.int(2)?,
        state: row.opt_int(3)?,
        parent: row.opt_int(4)?,
        starts: row.int(5)?,
        ends: row.opt_int(6)?,
        assigned: row.opt_int(7)?,
        version: row.int(8)?,
        body: row.bytes(9)?,
    })
}

/// One object of a subject.
pub(crate) fn object(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    object: i64,
) -> Result<Option<ObjectRow>, Failure> {
    tx.first(
        "SELECT subject_id, object_id, kind, state, parent, starts, ends, assigned, version, body FROM object \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        object_row,
    )
}

/// Objects of a subject before a place in the timeline (day, number), newest first.
pub(crate) fn objects(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    before: (i64, i64),
    rows: i64,
) -> Result<Vec<ObjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, kind, state, parent, starts, ends, assigned, version, body FROM object \
         WHERE register_id = $1 AND subject_id = $2 AND (starts, object_id) < ($3, $4) \
         ORDER BY starts DESC, object_id DESC LIMIT $5",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(before.0),
            Value::Int(before.1),
            Value::Int(rows),
        ],
        object_row,
    )
}

/// Adds objects.
pub(crate) fn add_objects(tx: &mut Tx<'_>, register: i64, rows: &[ObjectRow]) -> Result<(), Failure> {
    let values = rows.iter().map(|row| {
        [
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.kind),
            Value::OptInt(row.state),
            Value::OptInt(row.parent),
            Value::Int(row.starts),
            Value::OptInt(row.ends),
            Value::OptInt(row.assigned),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ]
    });
    tx.run_many(
        "INSERT INTO object (register_id, subject_id, object_id, kind, state, parent, starts, ends, assigned, version, \
         body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values,
    )
    .map(drop)
}

/// Replaces an object whose version is one less; false when somebody else was faster.
pub(crate) fn replace_object(tx: &mut Tx<'_>, register: i64, row: &ObjectRow) -> Result<bool, Failure> {
    tx.run(
        "UPDATE object SET state = $4, parent = $5, starts = $6, ends = $7, assigned = $8, version = $9, body = $10 \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND version = $9 - 1",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::OptInt(row.state),
            Value::OptInt(row.parent),
            Value::Int(row.starts),
            Value::OptInt(row.ends),
            Value::OptInt(row.assigned),
            Value::Int(row.version),
            Value::Bytes(&row.body),
        ],
    )
    .map(|touched| touched == 1)
}

/// Every consent and prohibition of a subject, newest first.
pub(crate) fn permissions(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
) -> Result<Vec<PermissionRow>, Failure> {
    tx.all(
        "SELECT permission_id, prohibition, kind, channel, since, until, by_channel, wording, account, body \
         FROM permission WHERE register_id = $1 AND subject_id = $2 ORDER BY since DESC, permission_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        permission_row,
    )
}

fn permission_row(row: &Row<'_>) -> Result<PermissionRow, Failure> {
    Ok(PermissionRow {
        permission: row.int(0)?,
        prohibition: row.int(1)? == 1,
        kind: row.int(2)?,
        channel: row.int(3)?,
        since: row.int(4)?,
        until: row.opt_int(5)?,
        by_channel: row.int(6)?,
        wording: row.opt_int(7)?,
        account: row.int(8)?,
        body: row.opt_bytes(9)?,
    })
}

/// Adds a consent or a prohibition.
pub(crate) fn add_permission(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    row: &PermissionRow,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO permission (register_id, subject_id, permission_id, prohibition, kind, channel, since, until, \
         by_channel, wording, account, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(row.permission),
            Value::Int(i64::from(row.prohibition)),
            Value::Int(row.kind),
            Value::Int(row.channel),
            Value::Int(row.since),
            Value::OptInt(row.until),
            Value::Int(row.by_channel),
            Value::OptInt(row.wording),
            Value::Int(row.account),
            Value::OptBytes(row.body.as_deref()),
        ],
    )
    .map(drop)
}

/// Ends a consent or a prohibition; one that has ended stays as it was.
pub(crate) fn end_permission(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    permission: i64,
    until: i64,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE permission SET until = $4 \
         WHERE register_id = $1 AND subject_id = $2 AND permission_id = $3 AND until IS NULL",
        &[Value::Int(register), Value::Int(subject), Value::Int(permission), Value::Int(until)],
    )
    .map(drop)
}

/// Reasons of one ask: by which account and when they were given, then the subject, number and sealed words of each.
pub(crate) type Reasons<'r> = ((i64, i64), &'r [(i64, i64, Vec<u8>)]);

/// Keeps reasons, each sealed with its subject.
pub(crate) fn add_reasons(
    tx: &mut Tx<'_>,
    register: i64,
    ((account, given), reasons): Reasons<'_>,
) -> Result<(), Failure> {
    let rows = reasons.iter().map(|(subject, number, body)| {
        [
            Value::Int(register),
            Value::Int(*subject),
            Value::Int(*number),
            Value::Int(account),
            Value::Int(given),
            Value::Bytes(body),
        ]
    });
    tx.run_many(
        "INSERT INTO reason (register_id, subject_id, reason_id, account, given, body) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        rows,
    )
    .map(drop)
}

/// Deletes every row of a subject, table by table as the map has them; false when there was no such subject.
pub(crate) fn erase(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<bool, Failure> {
    let args = [Value::Int(register), Value::Int(subject)];
    media::all_gone(tx, register, subject)?;
    let mut last = 0;
    for sql in SUBJECTS.iter().filter_map(|table| table.delete) {
        last = tx.run(sql, &args)?;
    }
    Ok(last == 1)
}
