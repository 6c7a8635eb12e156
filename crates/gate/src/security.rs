//! `security_event`: failed sign-ins, refusals and exports, kept apart from the ledger with a term of their own (claim R5-019).
//! The one owner of its SQL. Holds who did what, never about whom. Not here: who may look (`verbs/investigate.rs`).

use crate::{GateError, ask::AccountId, opened::moment, vault::random};
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};

/// The controller's sign-in: no register is chosen yet.
const SIGN_IN: i64 = 0;
/// Most events in one answer.
pub(crate) const MOST: i64 = 1_000;

/// What kind of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityKind {
    /// A sign-in failed.
    SignIn,
    /// Something was refused, or was not there for the asker.
    Refused,
    /// Data left the register.
    Exported,
}

impl SecurityKind {
    const ALL: [Self; 3] = [Self::SignIn, Self::Refused, Self::Exported];

    const fn number(self) -> i64 {
        match self {
            Self::SignIn => 1,
            Self::Refused => 2,
            Self::Exported => 3,
        }
    }

    /// Its name in answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in-failed",
            Self::Refused => "refused",
            Self::Exported => "exported",
        }
    }
}

/// An event as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityEvent {
    /// When.
    pub at: Timestamp,
    /// What kind.
    pub kind: SecurityKind,
    /// Whose account; `None` where nobody has the user name that was typed.
    pub account: Option<AccountId>,
    /// The verb and the rule that refused it, the verb by which data left, or how a sign-in failed.
    pub what: String,
}

/// An event about to be written.
pub(crate) struct EventRow {
    register: i64,
    at: i64,
    event: i64,
    kind: SecurityKind,
    account: Option<AccountId>,
    what: String,
}

impl EventRow {
    /// An event of a register.
    pub(crate) fn new(
        (register, at): (i64, Timestamp),
        kind: SecurityKind,
        account: Option<AccountId>,
        what: String,
    ) -> Result<Self, GateError> {
        let event = i64::from_be_bytes(random()?);
        Ok(Self { register, at: at.as_millisecond(), event, kind, account, what })
    }

    /// Writes it.
    pub(crate) fn put(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        let insert = "INSERT INTO security_event (register_id, at, event, kind, account, what) \
             VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            Value::Int(self.register),
            Value::Int(self.at),
            Value::Int(self.event),
            Value::Int(self.kind.number()),
            Value::OptInt(self.account.map(|AccountId(account)| account)),
            Value::Text(&self.what),
        ];
        tx.run(insert, &values).map(drop)
    }
}

/// Notes that a sign-in of a controller's staff failed, and how.
///
/// # Errors
/// When the database fails.
pub fn sign_in_failed(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    how: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    let event = EventRow::new((SIGN_IN, at), SecurityKind::SignIn, account, how.to_owned());
    event.map_err(|error| Failure(error.to_string()))?.put(tx)
}

/// Events of a register and of the sign-in to it, from a moment on and before another, newest first.
pub(crate) fn between(
    tx: &mut Tx<'_>,
    register: i64,
    (from, to): (i64, i64),
) -> Result<Vec<SecurityEvent>, GateError> {
    let select = "SELECT at, kind, account, what FROM security_event \
         WHERE register_id IN (0, $1) AND at >= $2 AND at < $3 ORDER BY at DESC, event LIMIT $4";
    let args = [Value::Int(register), Value::Int(from), Value::Int(to), Value::Int(MOST)];
    tx.all(select, &args, |row| {
        let kind = row.int(1)?;
        let kind = SecurityKind::ALL.into_iter().find(|known| known.number() == kind);
        Ok(SecurityEvent {
            at: moment(row.int(0)?)?,
            kind: kind.ok_or_else(|| GateError::Failed("a security event of no known kind".to_owned()))?,
            account: row.opt_int(2)?.map(AccountId),
            what: row.text(3)?,
        })
    })
}

/// When the oldest event of a register, or of the sign-in to it, was.
pub(crate) fn oldest(tx: &mut Tx<'_>, register: i64) -> Result<Option<i64>, Failure> {
    let select = "SELECT MIN(at) FROM security_event WHERE register_id IN (0, $1)";
    Ok(tx.first(select, &[Value::Int(register)], |row| row.opt_int(0))?.flatten())
}

/// Forgets events of a register, and of the sign-in to it, of before a moment.
pub(crate) fn forget_before(tx: &mut Tx<'_>, register: i64, at: i64) -> Result<(), Failure> {
    let delete = "DELETE FROM security_event WHERE register_id IN (0, $1) AND at < $2";
    tx.run(delete, &[Value::Int(register), Value::Int(at)]).map(drop)
}
