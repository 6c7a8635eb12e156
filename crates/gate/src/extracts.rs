//! `extract`: lists handed to processors, and the shapes that the verbs about them take and give. The one owner of its SQL. Not here: who may
//! be on one (`verbs/extract.rs`), how it is written down (the program).

use crate::{ask::AccountId, card::Hit, payload::Word};
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Row, Tx, Value};
use seloste_register::id::{AssignmentId, PurposeId, RecipientId};

/// A list to be made, for the purpose of the ask.
#[derive(Debug, Clone)]
pub struct ExtractDraft {
    /// To whom: a processor that the statement declares.
    pub recipient: RecipientId,
    /// For which of its assignments.
    pub assignment: AssignmentId,
    /// Whom it is meant for.
    pub filter: crate::card::Filter,
}

/// A list as it is handed over.
pub struct Handed {
    /// What stands on record of it.
    pub extract: Extract,
    /// Those on it, each with its own reference, and contact items alone.
    pub people: Vec<(String, Hit)>,
}

/// What stands on record of a list.
#[derive(Debug, Clone)]
pub struct Extract {
    /// Its name outside.
    pub extract: String,
    /// To whom.
    pub recipient: RecipientId,
    /// For which assignment.
    pub assignment: AssignmentId,
    /// For which purpose.
    pub purpose: PurposeId,
    /// What each line of it begins with.
    pub mark: String,
    /// Who made it.
    pub by: AccountId,
    /// When.
    pub made: Timestamp,
    /// The last day on which the recipient may have it.
    pub due: Date,
    /// How many people were on it.
    pub people: u64,
    /// When its destruction was confirmed.
    pub destroyed: Option<Timestamp>,
}

impl Extract {
    /// Whether its destruction should have been confirmed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.destroyed.is_none() && self.due < today
    }
}

/// A row.
pub(crate) struct ExtractRow {
    pub(crate) extract: i64,
    pub(crate) recipient: Word,
    pub(crate) assignment: String,
    pub(crate) purpose: Word,
    pub(crate) mark: String,
    pub(crate) account: i64,
    pub(crate) made: i64,
    pub(crate) due: i64,
    pub(crate) people: i64,
    pub(crate) destroyed: Option<i64>,
}

/// Puts one on record.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, row: &ExtractRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO extract (register_id, extract_id, recipient, assignment, purpose, mark, account, made, due, people) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            Value::Int(register),
            Value::Int(row.extract),
            Value::Int(row.recipient),
            Value::Text(&row.assignment),
            Value::Int(row.purpose),
            Value::Text(&row.mark),
            Value::Int(row.account),
            Value::Int(row.made),
            Value::Int(row.due),
            Value::Int(row.people),
        ],
    )
    .map(drop)
}

/// All of a register, newest first.
pub(crate) fn all(tx: &mut Tx<'_>, register: i64, rows: i64) -> Result<Vec<ExtractRow>, Failure> {
    tx.all(
        "SELECT extract_id, recipient, assignment, purpose, mark, account, made, due, people, destroyed FROM extract \
         WHERE register_id = $1 ORDER BY made DESC, extract_id DESC LIMIT $2",
        &[Value::Int(register), Value::Int(rows)],
        read,
    )
}

/// Those whose last day is over and whose destruction nobody has confirmed.
pub(crate) fn overdue(
    tx: &mut Tx<'_>,
    (register, recipient): (i64, Option<Word>),
    today: i64,
) -> Result<i64, Failure> {
    let count = "SELECT COUNT(*) FROM extract WHERE register_id = $1 AND due < $2 AND destroyed IS NULL \
                 AND (CAST($3 AS BIGINT) IS NULL OR recipient = $3)";
    let args = [Value::Int(register), Value::Int(today), Value::OptInt(recipient)];
    Ok(tx.first(count, &args, |row| row.int(0))?.unwrap_or_default())
}

/// Puts down that one was destroyed; false when there is none that was not.
pub(crate) fn destroyed(
    tx: &mut Tx<'_>,
    (register, extract): (i64, i64),
    (now, account): (i64, i64),
) -> Result<bool, Failure> {
    let update = "UPDATE extract SET destroyed = $3, destroyed_by = $4 \
                  WHERE register_id = $1 AND extract_id = $2 AND destroyed IS NULL";
    let args = [Value::Int(register), Value::Int(extract), Value::Int(now), Value::Int(account)];
    Ok(tx.run(update, &args)? == 1)
}

fn read(row: &Row<'_>) -> Result<ExtractRow, Failure> {
    Ok(ExtractRow {
        extract: row.int(0)?,
        recipient: row.int(1)?,
        assignment: row.text(2)?,
        purpose: row.int(3)?,
        mark: row.text(4)?,
        account: row.int(5)?,
        made: row.int(6)?,
        due: row.int(7)?,
        people: row.int(8)?,
        destroyed: row.opt_int(9)?,
    })
}
