//! Everybody with an account, as those who keep accounts see them in one register.

use super::{StaffError, home};
use crate::{
    app::App,
    session::standing,
    store::{self, account::Account, designation::Designation, engagement::Engagement, undertaking::Given},
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use seloste_gate::ask::Actor;
use seloste_register::{id::RegisterId, statement::Rules};
use std::sync::Arc;

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
