//! `staff_designation`: roles given by name (claim R4-035).

use super::{moment, ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::id::{AreaId, RegisterId, RoleId};

/// A role given to a person in a register.
#[derive(Debug, Clone)]
pub struct Designation {
    /// Its number.
    pub id: i64,
    /// In which register.
    pub register: RegisterId,
    /// To whom.
    pub account: AccountId,
    /// Which role.
    pub role: RoleId,
    /// Areas that scope `area` reaches.
    pub areas: Vec<AreaId>,
    /// For what task.
    pub task: String,
    /// When it was given.
    pub given: Timestamp,
    /// By whom; `None`: the operator of the machine.
    pub given_by: Option<AccountId>,
    /// First moment at which it no longer holds.
    pub until: Option<Timestamp>,
    /// When it was ended early.
    pub ended: Option<Timestamp>,
    /// When somebody last said that it is still needed.
    pub reviewed: Timestamp,
}

impl Designation {
    /// Whether it holds at a moment.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.given <= now
            && self.until.is_none_or(|until| now < until)
            && self.ended.is_none_or(|ended| now < ended)
    }
}

/// A role to be given.
pub struct New<'a> {
    /// In which register.
    pub register: &'a RegisterId,
    /// To whom.
    pub account: AccountId,
    /// Which role.
    pub role: &'a RoleId,
    /// Areas that scope `area` reaches.
    pub areas: &'a [AreaId],
    /// For what task.
    pub task: &'a str,
    /// First moment at which it no longer holds.
    pub until: Option<Timestamp>,
}

/// Gives a role.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, new: &New<'_>, now: Timestamp, by: Option<AccountId>) -> Result<(), Failure> {
    let areas: Vec<&str> = new.areas.iter().map(AreaId::as_str).collect();
    tx.run(
        "INSERT INTO staff_designation (id, register_id, account, role, areas, task, given, given_by, until, reviewed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            Value::Int(crate::session::secret::number()?),
            Value::Text(new.register.as_str()),
            Value::Int(new.account.0),
            Value::Text(new.role.as_str()),
            Value::Text(&areas.join(" ")),
            Value::Text(new.task),
            Value::Int(ms(now)),
            Value::OptInt(by.map(|by| by.0)),
            Value::OptInt(new.until.map(ms)),
            Value::Int(ms(now)),
        ],
    )
    .map(drop)
}

/// All roles that a person has or had in a register, oldest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId, account: AccountId) -> Result<Vec<Designation>, Failure> {
    tx.all(
        "SELECT id, register_id, account, role, areas, task, given, given_by, until, ended, reviewed \
         FROM staff_designation WHERE account = $1 AND register_id = $2 ORDER BY given, id",
        &[Value::Int(account.0), Value::Text(register.as_str())],
        read,
    )
}

/// How many people hold each role of a register at a moment.
///
/// # Errors
/// When the database fails.
pub fn held(tx: &mut Tx<'_>, register: &RegisterId, now: Timestamp) -> Result<Vec<(String, i64)>, Failure> {
    tx.all(
        "SELECT role, COUNT(DISTINCT account) FROM staff_designation WHERE register_id = $1 AND ended IS NULL \
         AND given <= $2 AND (until IS NULL OR until > $2) GROUP BY role ORDER BY role",
        &[Value::Text(register.as_str()), Value::Int(ms(now))],
        |row| Ok((row.text(0)?, row.int(1)?)),
    )
}

/// Accounts that hold one of some roles of a register at a moment, those who got it first before others.
///
/// # Errors
/// When the database fails.
pub fn holders(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    roles: &[RoleId],
    now: Timestamp,
) -> Result<Vec<AccountId>, Failure> {
    let held: Vec<(String, i64)> = tx.all(
        "SELECT role, account FROM staff_designation WHERE register_id = $1 AND ended IS NULL \
         AND given <= $2 AND (until IS NULL OR until > $2) ORDER BY given, id",
        &[Value::Text(register.as_str()), Value::Int(ms(now))],
        |row| Ok::<_, Failure>((row.text(0)?, row.int(1)?)),
    )?;
    let wanted = |(role, account): (String, i64)| {
        roles.iter().any(|one| one.as_str() == role).then_some(AccountId(account))
    };
    Ok(held.into_iter().filter_map(wanted).collect())
}

/// Ends a role that still holds. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn end(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    id: i64,
    now: Timestamp,
    by: Option<AccountId>,
) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE staff_designation SET ended = $3, ended_by = $4 \
         WHERE id = $1 AND register_id = $2 AND ended IS NULL",
        &[
            Value::Int(id),
            Value::Text(register.as_str()),
            Value::Int(ms(now)),
            Value::OptInt(by.map(|by| by.0)),
        ],
    )?;
    Ok(ended > 0)
}

/// Ends every role of a person, in every register.
///
/// # Errors
/// When the database fails.
pub fn end_all(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
    by: Option<AccountId>,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_designation SET ended = $2, ended_by = $3 WHERE account = $1 AND ended IS NULL",
        &[Value::Int(account.0), Value::Int(ms(now)), Value::OptInt(by.map(|by| by.0))],
    )
    .map(drop)
}

/// Ends every role in a register: another company is its controller from then on (claim R5-032).
///
/// # Errors
/// When the database fails.
pub fn end_register(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    now: Timestamp,
    by: Option<AccountId>,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_designation SET ended = $2, ended_by = $3 WHERE register_id = $1 AND ended IS NULL",
        &[Value::Text(register.as_str()), Value::Int(ms(now)), Value::OptInt(by.map(|by| by.0))],
    )
    .map(drop)
}

/// Notes that a role was looked at and is still needed (claim R4-035).
///
/// # Errors
/// When the database fails.
pub fn review(tx: &mut Tx<'_>, register: &RegisterId, id: i64, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_designation SET reviewed = $3 WHERE id = $1 AND register_id = $2 AND ended IS NULL",
        &[Value::Int(id), Value::Text(register.as_str()), Value::Int(ms(now))],
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> Result<Designation, Failure> {
    let areas = row.text(4)?;
    let areas: Result<Vec<AreaId>, _> = areas.split_whitespace().map(AreaId::new).collect();
    Ok(Designation {
        id: row.int(0)?,
        register: RegisterId::new(&row.text(1)?).map_err(|_| unknown("register"))?,
        account: AccountId(row.int(2)?),
        role: RoleId::new(&row.text(3)?).map_err(|_| unknown("role"))?,
        areas: areas.map_err(|_| unknown("area"))?,
        task: row.text(5)?,
        given: moment(row.int(6)?)?,
        given_by: row.opt_int(7)?.map(AccountId),
        until: opt_moment(row.opt_int(8)?)?,
        ended: opt_moment(row.opt_int(9)?)?,
        reviewed: moment(row.int(10)?)?,
    })
}

/// Roles of all registers that were ended: number, register, when.
///
/// # Errors
/// When the database fails.
pub fn ended(tx: &mut Tx<'_>) -> Result<Vec<(i64, String, i64)>, Failure> {
    let select = "SELECT id, register_id, ended FROM staff_designation WHERE ended IS NOT NULL ORDER BY id";
    tx.all(select, &[], |row| Ok((row.int(0)?, row.text(1)?, row.int(2)?)))
}
