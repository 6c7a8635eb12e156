//! `staff_engagement` and `staff_agreement`: who engages a person, and on what agreement a processor's people are here.

use super::{moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::CompanyId;

/// How a person is engaged (claim R1-041: as staff or otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A contract of employment.
    Employment,
    /// A commission, hired labour, traineeship and the like.
    Commission,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Employment, Self::Commission];

    /// The kind's word in forms and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Employment => "employment",
            Self::Commission => "commission",
        }
    }

    /// Reads a kind's word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A span of time: from its first moment up to, not including, its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First moment inside.
    pub starts: Timestamp,
    /// First moment no longer inside; `None`: until further notice.
    pub ends: Option<Timestamp>,
}

impl Span {
    /// Whether a moment is inside.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.starts <= now && self.ends.is_none_or(|ends| now < ends)
    }
}

/// One engagement.
#[derive(Debug, Clone)]
pub struct Engagement {
    /// Its number.
    pub id: i64,
    /// The company.
    pub company: CompanyId,
    /// How.
    pub kind: Kind,
    /// When.
    pub span: Span,
}

/// Adds an engagement.
///
/// # Errors
/// When the database fails.
pub fn insert(
    tx: &mut Tx<'_>,
    account: AccountId,
    company: &CompanyId,
    kind: Kind,
    span: Span,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_engagement (id, account, company, kind, starts, ends) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            Value::Int(crate::session::secret::number()?),
            Value::Int(account.0),
            Value::Text(company.as_str()),
            Value::Text(kind.as_str()),
            Value::Int(ms(span.starts)),
            Value::OptInt(span.ends.map(ms)),
        ],
    )
    .map(drop)
}

/// All engagements of a person, oldest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Engagement>, Failure> {
    tx.all(
        "SELECT id, company, kind, starts, ends FROM staff_engagement WHERE account = $1 ORDER BY starts, id",
        &[Value::Int(account.0)],
        read,
    )
}

/// Puts an end to what is still open, or open for longer.
///
/// # Errors
/// When the database fails.
pub fn end_all(tx: &mut Tx<'_>, account: AccountId, ends: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_engagement SET ends = $2 WHERE account = $1 AND (ends IS NULL OR ends > $2)",
        &[Value::Int(account.0), Value::Int(ms(ends))],
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> Result<Engagement, Failure> {
    Ok(Engagement {
        id: row.int(0)?,
        company: CompanyId::new(&row.text(1)?).map_err(|_| unknown("company"))?,
        kind: Kind::from_word(&row.text(2)?).ok_or_else(|| unknown("kind of engagement"))?,
        span: Span { starts: moment(row.int(3)?)?, ends: opt_moment(row.opt_int(4)?)? },
    })
}

/// An agreement with a company that acts on the controller's behalf (claim R4-036).
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Its number.
    pub id: i64,
    /// The company, as the statement names it among recipients.
    pub company: String,
    /// What the agreement is called in the controller's archive.
    pub reference: String,
    /// When it is in force.
    pub span: Span,
}

/// Puts an agreement on record.
///
/// # Errors
/// When the database fails.
pub fn insert_agreement(
    tx: &mut Tx<'_>,
    company: &CompanyId,
    reference: &str,
    span: Span,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO staff_agreement (id, company, reference, starts, ends) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Int(crate::session::secret::number()?),
            Value::Text(company.as_str()),
            Value::Text(reference),
            Value::Int(ms(span.starts)),
            Value::OptInt(span.ends.map(ms)),
        ],
    )
    .map(drop)
}

/// All agreements with a company.
///
/// # Errors
/// When the database fails.
pub fn agreements(tx: &mut Tx<'_>, company: &CompanyId) -> Result<Vec<Agreement>, Failure> {
    tx.all(
        "SELECT id, company, reference, starts, ends FROM staff_agreement WHERE company = $1 ORDER BY starts, id",
        &[Value::Text(company.as_str())],
        |row| {
            Ok(Agreement {
                id: row.int(0)?,
                company: row.text(1)?,
                reference: row.text(2)?,
                span: Span { starts: moment(row.int(3)?)?, ends: opt_moment(row.opt_int(4)?)? },
            })
        },
    )
}

/// Ends one engagement at a moment. Says whether it was open then.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, id: i64, ends: Timestamp) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE staff_engagement SET ends = $2 WHERE id = $1 AND (ends IS NULL OR ends > $2)",
        &[Value::Int(id), Value::Int(ms(ends))],
    )?;
    Ok(ended > 0)
}

/// Agreements that have an end: number and end.
///
/// # Errors
/// When the database fails.
pub fn ended_agreements(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64)>, Failure> {
    let select = "SELECT id, ends FROM staff_agreement WHERE ends IS NOT NULL ORDER BY id";
    tx.all(select, &[], |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Ends one agreement at a moment. Says whether it was open then.
///
/// # Errors
/// When the database fails.
pub fn end_agreement(tx: &mut Tx<'_>, id: i64, ends: Timestamp) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE staff_agreement SET ends = $2 WHERE id = $1 AND (ends IS NULL OR ends > $2)",
        &[Value::Int(id), Value::Int(ms(ends))],
    )?;
    Ok(ended > 0)
}
