//! `statement_draft`: versions of statements in the making.

use super::{moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::RegisterId;

/// A draft's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub i64);

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Open,
    /// Waiting for the second person.
    Proposed,
    /// Became a version.
    Activated,
    /// Given up.
    Withdrawn,
}

impl State {
    const fn number(self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Proposed => 2,
            Self::Activated => 3,
            Self::Withdrawn => 4,
        }
    }
    fn from_number(number: i64) -> Result<Self, Failure> {
        let all = [Self::Open, Self::Proposed, Self::Activated, Self::Withdrawn];
        all.into_iter().find(|state| state.number() == number).ok_or_else(|| unknown("state of a draft"))
    }
    /// Whether it may still become a version.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Proposed)
    }
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub id: DraftId,
    /// Of which register.
    pub register: RegisterId,
    /// The version that it was begun from.
    pub based_on: i64,
    /// How often it was changed.
    pub revision: i64,
    /// The file.
    pub text: String,
    /// What the change is for.
    pub why: String,
    /// How far it is.
    pub state: State,
    /// When it was begun.
    pub made: Timestamp,
    /// By whom.
    pub made_by: AccountId,
    /// When it was last changed.
    pub changed: Timestamp,
    /// By whom.
    pub changed_by: AccountId,
    /// When it was put to the second person, and by whom.
    pub proposed: Option<(Timestamp, AccountId)>,
    /// When it became a version or was given up, and by whom.
    pub ended: Option<(Timestamp, AccountId)>,
    /// The version that it became.
    pub version: Option<i64>,
}

/// Adds a draft.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO statement_draft (draft_id, register, based_on, revision, text, why, state, made, made_by, changed, \
         changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(draft.id.0),
            Value::Text(draft.register.as_str()),
            Value::Int(draft.based_on),
            Value::Int(draft.revision),
            Value::Text(&draft.text),
            Value::Text(&draft.why),
            Value::Int(draft.state.number()),
            Value::Int(ms(draft.made)),
            Value::Int(draft.made_by.0),
            Value::Int(ms(draft.changed)),
            Value::Int(draft.changed_by.0),
        ],
    )
    .map(drop)
}

/// Writes a draft back as it now is, when it is still at the revision it was read at. Says whether it was; the caller gives
/// the new revision.
///
/// # Errors
/// When the database fails.
pub fn replace(tx: &mut Tx<'_>, draft: &Draft, seen: i64) -> Result<bool, Failure> {
    let changed = tx.run(
        "UPDATE statement_draft SET based_on = $3, revision = $4, text = $5, why = $6, state = $7, changed = $8, \
         changed_by = $9, proposed = $10, proposed_by = $11, ended = $12, ended_by = $13, version = $14 \
         WHERE draft_id = $1 AND revision = $2 AND state <= 2",
        &[
            Value::Int(draft.id.0),
            Value::Int(seen),
            Value::Int(draft.based_on),
            Value::Int(draft.revision),
            Value::Text(&draft.text),
            Value::Text(&draft.why),
            Value::Int(draft.state.number()),
            Value::Int(ms(draft.changed)),
            Value::Int(draft.changed_by.0),
            Value::OptInt(draft.proposed.map(|(at, _)| ms(at))),
            Value::OptInt(draft.proposed.map(|(_, by)| by.0)),
            Value::OptInt(draft.ended.map(|(at, _)| ms(at))),
            Value::OptInt(draft.ended.map(|(_, by)| by.0)),
            Value::OptInt(draft.version),
        ],
    )?;
    Ok(changed > 0)
}

/// One draft of a register.
///
/// # Errors
/// When the database fails.
pub fn by_id(tx: &mut Tx<'_>, register: &RegisterId, id: DraftId) -> Result<Option<Draft>, Failure> {
    tx.first(
        "SELECT draft_id, register, based_on, revision, text, why, state, made, made_by, changed, changed_by, proposed, \
         proposed_by, ended, ended_by, version FROM statement_draft WHERE register = $1 AND draft_id = $2",
        &[Value::Text(register.as_str()), Value::Int(id.0)],
        read,
    )
}

/// All drafts of a register, those that were changed last first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Vec<Draft>, Failure> {
    tx.all(
        "SELECT draft_id, register, based_on, revision, text, why, state, made, made_by, changed, changed_by, proposed, \
         proposed_by, ended, ended_by, version FROM statement_draft WHERE register = $1 ORDER BY changed DESC, draft_id",
        &[Value::Text(register.as_str())],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Draft, Failure> {
    let at = |moment: Option<i64>, by: Option<i64>| -> Result<Option<(Timestamp, AccountId)>, Failure> {
        Ok(opt_moment(moment)?.zip(by.map(AccountId)))
    };
    Ok(Draft {
        id: DraftId(row.int(0)?),
        register: RegisterId::new(&row.text(1)?).map_err(|_| unknown("register"))?,
        based_on: row.int(2)?,
        revision: row.int(3)?,
        text: row.text(4)?,
        why: row.text(5)?,
        state: State::from_number(row.int(6)?)?,
        made: moment(row.int(7)?)?,
        made_by: AccountId(row.int(8)?),
        changed: moment(row.int(9)?)?,
        changed_by: AccountId(row.int(10)?),
        proposed: at(row.opt_int(11)?, row.opt_int(12)?)?,
        ended: at(row.opt_int(13)?, row.opt_int(14)?)?,
        version: row.opt_int(15)?,
    })
}
