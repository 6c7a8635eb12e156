//! `disclosure_asked`: what somebody outside asked to be given, where a second person must agree or where it was refused. The one
//! owner of its SQL; and the shapes that the verbs take and give.

use crate::{ask::AccountId, payload::Word, personal::Personal};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_register::{id::CategoryId, statement::model::DisclosureGround};

/// What becomes of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedState {
    /// It waits for a second person.
    Waiting,
    /// A second person agreed, and it was given.
    Given,
    /// It was refused, and nothing was given.
    Refused,
}

impl AskedState {
    /// Its name in answers for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Given => "given",
            Self::Refused => "refused",
        }
    }

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Waiting => 1,
            Self::Given => 2,
            Self::Refused => 3,
        }
    }

    pub(crate) const fn read(number: i64) -> Self {
        match number {
            1 => Self::Waiting,
            2 => Self::Given,
            _ => Self::Refused,
        }
    }
}

/// What somebody asked to be given about a person.
pub struct Asked {
    /// Its number in the register.
    pub number: i64,
    /// On what ground.
    pub ground: DisclosureGround,
    /// Who asks, by which provision and under which number of their own: a line each.
    pub words: Personal,
    /// What they asked for.
    pub categories: Vec<CategoryId>,
    /// What became of it.
    pub state: AskedState,
    /// When it was put down.
    pub asked: Timestamp,
    /// Who put it down.
    pub by: AccountId,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// Who agreed or refused.
    pub decided_by: Option<AccountId>,
    /// Why it was refused.
    pub why: Option<Personal>,
}

/// Its row.
#[derive(Debug, Clone)]
pub(crate) struct AskedRow {
    pub(crate) number: i64,
    pub(crate) ground: i64,
    pub(crate) categories: String,
    pub(crate) state: i64,
    pub(crate) asked: i64,
    pub(crate) account: i64,
    pub(crate) decided: Option<i64>,
    pub(crate) decided_by: Option<i64>,
    pub(crate) body: Vec<u8>,
    pub(crate) why: Option<Vec<u8>>,
}

impl AskedRow {
    /// Words of the categories that were asked for.
    pub(crate) fn words(&self) -> impl Iterator<Item = Word> {
        self.categories.split_whitespace().filter_map(|word| word.parse().ok())
    }
}

fn row(row: &Row<'_>) -> Result<AskedRow, Failure> {
    Ok(AskedRow {
        number: row.int(0)?,
        ground: row.int(1)?,
        categories: row.text(2)?,
        state: row.int(3)?,
        asked: row.int(4)?,
        account: row.int(5)?,
        decided: row.opt_int(6)?,
        decided_by: row.opt_int(7)?,
        body: row.bytes(8)?,
        why: row.opt_bytes(9)?,
    })
}

/// Puts it on record.
pub(crate) fn add(tx: &mut Tx<'_>, (register, subject): (i64, i64), row: &AskedRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO disclosure_asked (register_id, subject_id, asked_id, ground, categories, state, asked, account, decided, \
         decided_by, body, why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(row.number),
            Value::Int(row.ground),
            Value::Text(&row.categories),
            Value::Int(row.state),
            Value::Int(row.asked),
            Value::Int(row.account),
            Value::OptInt(row.decided),
            Value::OptInt(row.decided_by),
            Value::Bytes(&row.body),
            row.why.as_deref().map_or(Value::OptBytes(None), |why| Value::OptBytes(Some(why))),
        ],
    )
    .map(drop)
}

/// What was asked about a subject, newest first.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<AskedRow>, Failure> {
    tx.all(
        "SELECT asked_id, ground, categories, state, asked, account, decided, decided_by, body, why FROM disclosure_asked \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY asked_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        row,
    )
}

/// Decides about what waits; false when it does not wait any more.
pub(crate) fn decide(
    tx: &mut Tx<'_>,
    (register, subject, number): (i64, i64, i64),
    (state, account, at): (AskedState, AccountId, i64),
    why: Option<&[u8]>,
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE disclosure_asked SET state = $4, decided = $5, decided_by = $6, why = $7 \
         WHERE register_id = $1 AND subject_id = $2 AND asked_id = $3 AND state = 1",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(number),
            Value::Int(state.number()),
            Value::Int(at),
            Value::Int(account.0),
            Value::OptBytes(why),
        ],
    )
    .map(|touched| touched == 1)
}
