//! `information_duty`: groups of people who must be told of a change, by when, and that it was done (GDPR 13(3), 14).

use super::{ms, opt_moment, unknown};
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::{id::RegisterId, text::Text};
use serde::{Deserialize, Serialize};

/// What must be told, to whom, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The kind of change.
    pub kind: String,
    /// The passage that changes.
    pub about: String,
    /// What changes.
    pub what: Text,
    /// Whom it concerns.
    pub whom: Text,
    /// The articles that ask for it, such as `13(3)`.
    pub articles: Vec<String>,
}

/// A duty to tell people of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its number.
    pub id: i64,
    /// In which register.
    pub register: RegisterId,
    /// The version that brought it.
    pub version: i64,
    /// What must be told.
    pub told: Told,
    /// How many people it concerned when the version came into force.
    pub people: i64,
    /// Last day.
    pub due: Date,
    /// When it was done, by whom, and how.
    pub done: Option<(Timestamp, AccountId, String)>,
}

/// Queues a duty.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, duty: &Duty) -> Result<(), Failure> {
    let told = serde_json::to_string(&duty.told).map_err(|error| Failure(error.to_string()))?;
    tx.run(
        "INSERT INTO information_duty (duty_id, register, version, change, people, due) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            Value::Int(duty.id),
            Value::Text(duty.register.as_str()),
            Value::Int(duty.version),
            Value::Text(&told),
            Value::Int(duty.people),
            Value::Text(&duty.due.to_string()),
        ],
    )
    .map(drop)
}

/// All duties of a register, the most urgent first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Vec<Duty>, Failure> {
    tx.all(
        "SELECT duty_id, register, version, change, people, due, done, done_by, how FROM information_duty \
         WHERE register = $1 ORDER BY due, version, duty_id",
        &[Value::Text(register.as_str())],
        read,
    )
}

/// Says that a duty was fulfilled, and how. Says whether it was still open.
///
/// # Errors
/// When the database fails.
pub fn done(
    tx: &mut Tx<'_>,
    (register, id): (&RegisterId, i64),
    (now, by): (Timestamp, AccountId),
    how: &str,
) -> Result<bool, Failure> {
    let changed = tx.run(
        "UPDATE information_duty SET done = $3, done_by = $4, how = $5 \
         WHERE register = $1 AND duty_id = $2 AND done IS NULL",
        &[
            Value::Text(register.as_str()),
            Value::Int(id),
            Value::Int(ms(now)),
            Value::Int(by.0),
            Value::Text(how),
        ],
    )?;
    Ok(changed > 0)
}

fn read(row: &Row<'_>) -> Result<Duty, Failure> {
    let done = match (opt_moment(row.opt_int(6)?)?, row.opt_int(7)?, row.opt_text(8)?) {
        (Some(at), Some(by), how) => Some((at, AccountId(by), how.unwrap_or_default())),
        _ => None,
    };
    Ok(Duty {
        id: row.int(0)?,
        register: RegisterId::new(&row.text(1)?).map_err(|_| unknown("register"))?,
        version: row.int(2)?,
        told: serde_json::from_str(&row.text(3)?).map_err(|_| unknown("change"))?,
        people: row.int(4)?,
        due: row.text(5)?.parse().map_err(|_| unknown("day"))?,
        done,
    })
}
