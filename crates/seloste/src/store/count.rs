//! `statement_count`: whom drafts would concern, counted over everyone by a job. Totals alone.

use super::{draft::DraftId, moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::RegisterId;

/// What follows a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Look,
    /// The draft is put to the second person.
    Propose,
    /// The draft is put into force.
    Activate,
}

impl Act {
    const fn number(self) -> i64 {
        match self {
            Self::Look => 1,
            Self::Propose => 2,
            Self::Activate => 3,
        }
    }
    fn from_number(number: i64) -> Result<Self, Failure> {
        let all = [Self::Look, Self::Propose, Self::Activate];
        all.into_iter().find(|act| act.number() == number).ok_or_else(|| unknown("act of a count"))
    }
}

/// How far a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Going {
    /// Nobody has begun it.
    Waits,
    /// Somebody counts.
    UnderWay,
    /// It is counted, and what was to follow was done.
    Done,
    /// It was stopped, or what was to follow was not possible.
    Stopped,
}

impl Going {
    const fn number(self) -> i64 {
        match self {
            Self::Waits => 1,
            Self::UnderWay => 2,
            Self::Done => 3,
            Self::Stopped => 4,
        }
    }
    fn from_number(number: i64) -> Result<Self, Failure> {
        let all = [Self::Waits, Self::UnderWay, Self::Done, Self::Stopped];
        all.into_iter().find(|going| going.number() == number).ok_or_else(|| unknown("state of a count"))
    }
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Of which draft.
    pub draft: DraftId,
    /// Of which register.
    pub register: RegisterId,
    /// The draft's revision.
    pub revision: i64,
    /// The version in force that it is compared with.
    pub based_on: i64,
    /// What follows.
    pub act: Act,
    /// When it was ordered.
    pub ordered: Timestamp,
    /// By whom.
    pub ordered_by: AccountId,
    /// How far it is.
    pub going: Going,
    /// How many people have been gone through.
    pub done: i64,
    /// Of how many; 0 while nobody knows.
    pub everyone: i64,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The totals as JSON.
    pub survey: Option<String>,
    /// Why it stopped, as JSON in three languages.
    pub said: Option<String>,
}

/// Orders a count, in place of one that the draft had.
///
/// # Errors
/// When the database fails.
pub fn order(tx: &mut Tx<'_>, count: &Count) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO statement_count (draft_id, register, revision, based_on, act, ordered, ordered_by, state, done, everyone, \
         beat) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 0, 0, $6) ON CONFLICT (draft_id) DO UPDATE SET revision = $3, \
         based_on = $4, act = $5, ordered = $6, ordered_by = $7, state = 1, done = 0, everyone = 0, beat = $6, ended = NULL, \
         survey = NULL, said = NULL",
        &[
            Value::Int(count.draft.0),
            Value::Text(count.register.as_str()),
            Value::Int(count.revision),
            Value::Int(count.based_on),
            Value::Int(count.act.number()),
            Value::Int(ms(count.ordered)),
            Value::Int(count.ordered_by.0),
        ],
    )
    .map(drop)
}

/// The count of a draft.
///
/// # Errors
/// When the database fails.
pub fn of_draft(tx: &mut Tx<'_>, draft: DraftId) -> Result<Option<Count>, Failure> {
    tx.first(
        "SELECT draft_id, register, revision, based_on, act, ordered, ordered_by, state, done, everyone, ended, survey, said \
         FROM statement_count WHERE draft_id = $1",
        &[Value::Int(draft.0)],
        read,
    )
}

/// Takes up the count that has waited longest, or one whose counter was silent since before `silent`.
///
/// # Errors
/// When the database fails.
pub fn next(tx: &mut Tx<'_>, now: Timestamp, silent: Timestamp) -> Result<Option<Count>, Failure> {
    tx.first(
        "UPDATE statement_count SET state = 2, done = 0, beat = $1 WHERE draft_id = (SELECT draft_id FROM statement_count \
         WHERE state = 1 OR (state = 2 AND beat < $2) ORDER BY ordered, draft_id LIMIT 1) RETURNING draft_id, register, revision, \
         based_on, act, ordered, ordered_by, state, done, everyone, ended, survey, said",
        &[Value::Int(ms(now)), Value::Int(ms(silent))],
        read,
    )
}

/// Notes how far a count is. False when it was ordered anew, or has ended: whoever counts should stop.
///
/// # Errors
/// When the database fails.
pub fn beat(
    tx: &mut Tx<'_>,
    count: &Count,
    (done, everyone): (i64, i64),
    now: Timestamp,
) -> Result<bool, Failure> {
    let changed = tx.run(
        "UPDATE statement_count SET done = $3, everyone = $4, beat = $5 WHERE draft_id = $1 AND ordered = $2 AND state = 2",
        &[
            Value::Int(count.draft.0),
            Value::Int(ms(count.ordered)),
            Value::Int(done),
            Value::Int(everyone),
            Value::Int(ms(now)),
        ],
    )?;
    Ok(changed > 0)
}

/// Ends a count as it is told: `going`, `ended`, `survey` and `said` of it.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, count: &Count) -> Result<(), Failure> {
    tx.run(
        "UPDATE statement_count SET state = $3, ended = $4, survey = $5, said = $6 WHERE draft_id = $1 AND ordered = $2 AND \
         state = 2",
        &[
            Value::Int(count.draft.0),
            Value::Int(ms(count.ordered)),
            Value::Int(count.going.number()),
            Value::OptInt(count.ended.map(ms)),
            Value::OptText(count.survey.as_deref()),
            Value::OptText(count.said.as_deref()),
        ],
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> Result<Count, Failure> {
    Ok(Count {
        draft: DraftId(row.int(0)?),
        register: RegisterId::new(&row.text(1)?).map_err(|_| unknown("register"))?,
        revision: row.int(2)?,
        based_on: row.int(3)?,
        act: Act::from_number(row.int(4)?)?,
        ordered: moment(row.int(5)?)?,
        ordered_by: AccountId(row.int(6)?),
        going: Going::from_number(row.int(7)?)?,
        done: row.int(8)?,
        everyone: row.int(9)?,
        ended: opt_moment(row.opt_int(10)?)?,
        survey: row.opt_text(11)?,
        said: row.opt_text(12)?,
    })
}
