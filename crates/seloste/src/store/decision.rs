//! `statement_decision`: what somebody decided about a problem of a statement.

use super::{moment, ms, unknown};
use crate::store::draft::DraftId;
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::RegisterId;

/// A recorded decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub id: i64,
    /// In which register.
    pub register: RegisterId,
    /// For which draft.
    pub draft: DraftId,
    /// The rule that found the problem.
    pub rule: String,
    /// The declared passage that it is about.
    pub passage: String,
    /// The problem, in the words that were decided about.
    pub what: String,
    /// Why it may be so.
    pub why: String,
    /// Which passage yields.
    pub yields: String,
    /// When.
    pub decided: Timestamp,
    /// By whom.
    pub decided_by: AccountId,
    /// Last day on which it counts without being looked at again.
    pub review: Date,
}

/// Adds a decision.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, decision: &Decision) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO statement_decision (decision_id, register, draft_id, rule, passage, what, why, yields, decided, \
         decided_by, review) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(decision.id),
            Value::Text(decision.register.as_str()),
            Value::Int(decision.draft.0),
            Value::Text(&decision.rule),
            Value::Text(&decision.passage),
            Value::Text(&decision.what),
            Value::Text(&decision.why),
            Value::Text(&decision.yields),
            Value::Int(ms(decision.decided)),
            Value::Int(decision.decided_by.0),
            Value::Text(&decision.review.to_string()),
        ],
    )
    .map(drop)
}

/// All decisions of a register, newest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Vec<Decision>, Failure> {
    tx.all(
        "SELECT decision_id, register, draft_id, rule, passage, what, why, yields, decided, decided_by, review \
         FROM statement_decision WHERE register = $1 ORDER BY decided DESC, decision_id",
        &[Value::Text(register.as_str())],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Decision, Failure> {
    Ok(Decision {
        id: row.int(0)?,
        register: RegisterId::new(&row.text(1)?).map_err(|_| unknown("register"))?,
        draft: DraftId(row.int(2)?),
        rule: row.text(3)?,
        passage: row.text(4)?,
        what: row.text(5)?,
        why: row.text(6)?,
        yields: row.text(7)?,
        decided: moment(row.int(8)?)?,
        decided_by: AccountId(row.int(9)?),
        review: row.text(10)?.parse().map_err(|_| unknown("day"))?,
    })
}
