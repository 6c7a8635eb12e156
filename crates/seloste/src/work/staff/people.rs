//! Everybody with an account, as those who keep accounts see them in one register.

use super::{StaffError, home};
use crate::{
    app::App,
    session::standing,
    store::{self, account::Account, designation::Designation, engagement::Engagement, undertaking::Given},
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};
use seloste_gate::ask::Actor;
use seloste_register::{
    id::{RegisterId, RoleId},
    statement::Rules,
};
use std::sync::Arc;

/// After so long it is looked again whether a role is needed.
const YEAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// One person, and what the person is in a register.
pub struct Person {
    /// The account.
    pub account: Account,
    /// All engagements, oldest first.
    pub engagements: Vec<Engagement>,
    /// Roles in the register that have not ended, oldest first.
    pub roles: Vec<Designation>,
    /// Undertakings in the register, oldest first.
    pub undertakings: Vec<Given>,
    /// What the gate is told.
    pub actor: Actor,
    /// How many second factors there are.
    pub factors: usize,
    /// How many identities of providers are bound to the account.
    pub identities: usize,
    /// Whether a role in the register asks for one and there is none.
    pub lacks_second: bool,
}

/// Everybody, in order of name; those whose account has ended too.
///
/// # Errors
/// When the register is unknown or the database fails.
pub fn all(app: &App, register: &RegisterId) -> Result<Vec<Person>, StaffError> {
    let (home, rules) = home(app, register)?;
    let now = app.clock().now();
    let all = home.gate.data().read(|tx| -> Result<_, Failure> {
        let accounts = store::account::all(tx)?;
        accounts.into_iter().map(|account| person(tx, &rules, account, now)).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(all)
}

/// One person by user name, ended or not.
///
/// # Errors
/// When there is no such person, the register is unknown or the database fails.
pub fn one(app: &App, register: &RegisterId, user: &str) -> Result<Person, StaffError> {
    let (home, rules) = home(app, register)?;
    let now = app.clock().now();
    let user = super::person::user_name_form(user);
    let found = home.gate.data().read(|tx| -> Result<_, Failure> {
        let account = store::account::by_user_name(tx, &user)?;
        account.map(|account| person(tx, &rules, account, now)).transpose()
    })?;
    found.ok_or_else(|| super::Wrong::NoAccount.into())
}

fn person(tx: &mut Tx<'_>, rules: &Arc<Rules>, account: Account, now: Timestamp) -> Result<Person, Failure> {
    let register = &rules.statement().register.id;
    let open = |one: &Designation| one.ended.is_none() && one.until.is_none_or(|until| now < until);
    Ok(Person {
        engagements: store::engagement::all(tx, account.id)?,
        roles: store::designation::all(tx, register, account.id)?.into_iter().filter(open).collect(),
        undertakings: store::undertaking::all(tx, register, account.id)?,
        actor: standing::in_register(tx, rules, account.id, now)?,
        factors: store::factor::all(tx, account.id)?.len(),
        identities: store::identity::all(tx, account.id)?.len(),
        lacks_second: standing::lacks_second(tx, &[Arc::clone(rules)], account.id, now)?,
        account,
    })
}

/// A role that is perhaps not needed any more.
#[derive(Debug, Clone)]
pub struct Unused {
    /// Whose: the user name.
    pub user: String,
    /// Which.
    pub role: RoleId,
    /// The task that it was given for.
    pub task: String,
    /// When it was given.
    pub given: Timestamp,
    /// When it was last looked at whether it is needed.
    pub reviewed: Timestamp,
    /// When its holder last signed in; `None`: never.
    pub used: Option<Timestamp>,
    /// Whether the holder has not signed in since the moment that was asked about, though the role was given before.
    pub is_unused: bool,
    /// Whether a year has gone by since it was looked at.
    pub is_review_due: bool,
}

/// Roles in a register whose holders have not signed in since a moment, or that nobody has looked at for a year (R5-113). Programs sign
/// in by keys, whose use stands with them; their accounts count as unused here.
///
/// # Errors
/// When the register is unknown or the database fails.
pub fn unused(app: &App, register: &RegisterId, since: Timestamp) -> Result<Vec<Unused>, StaffError> {
    let (home, _) = home(app, register)?;
    let now = app.clock().now();
    let used = home.gate.data().read(store::staff_use::all)?;
    let mut found = Vec::new();
    for person in all(app, register)? {
        let at = used.get(&person.account.id).copied();
        for held in person.roles.iter().filter(|held| held.holds(now)) {
            let is_unused = held.given < since && at.is_none_or(|at| at < since);
            let is_review_due = now.duration_since(held.reviewed) > YEAR;
            if is_unused || is_review_due {
                found.push(Unused {
                    user: person.account.user_name.clone(),
                    role: held.role.clone(),
                    task: held.task.clone(),
                    given: held.given,
                    reviewed: held.reviewed,
                    used: at,
                    is_unused,
                    is_review_due,
                });
            }
        }
    }
    Ok(found)
}
