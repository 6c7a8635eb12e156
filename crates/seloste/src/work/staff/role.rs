//! Giving roles by name and ending them (claim R4-035).

use super::{StaffError, Wrong, home};
use crate::{
    app::App,
    session::standing::{self, Company},
    store::{
        self,
        engagement::{Kind, Span},
    },
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use seloste_gate::{ask::AccountId, clock};
use seloste_register::{
    id::{AreaId, CompanyId, RegisterId, RoleId},
    statement::{
        Rules,
        model::{Duty, Scope},
    },
};

/// A role to be given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Which role.
    pub role: RoleId,
    /// Areas that scope `area` reaches.
    pub areas: Vec<AreaId>,
    /// For what task.
    pub task: String,
    /// First moment at which it no longer holds.
    pub until: Option<Timestamp>,
}

/// Longest description of a task, in characters.
const LONGEST_TASK: usize = 200;

/// Gives a person a role in a register.
///
/// # Errors
/// All that does not fit, and failures of the machine.
pub fn give(
    app: &App,
    register: &RegisterId,
    user: &str,
    given: &Given,
    by: Option<AccountId>,
) -> Result<(), StaffError> {
    let (home, rules) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    // R4-035: somebody designates somebody; one pair of eyes is not two.
    if by == Some(account.id) {
        return Err(Wrong::OwnRole.into());
    }
    let now = app.clock().now();
    home.gate.data().write(|tx| give_in(tx, &rules, account.id, given, (now, by)))?;
    tracing::info!(%register, account = account.id.0, role = %given.role, by = by.map(|by| by.0), "a role was given");
    Ok(())
}

/// The same on a running unit of work.
pub(crate) fn give_in(
    tx: &mut Tx<'_>,
    rules: &Rules,
    account: AccountId,
    given: &Given,
    (now, by): (Timestamp, Option<AccountId>),
) -> Result<(), StaffError> {
    super::one_by_one(tx)?;
    let mut wrong = fits_statement(rules, given, now);
    wrong.extend(fits_person(tx, rules, account, given, now)?);
    if !wrong.is_empty() {
        return Err(StaffError::Wrong(wrong));
    }
    let register = &rules.statement().register.id;
    let new = store::designation::New {
        register,
        account,
        role: &given.role,
        areas: &given.areas,
        task: given.task.trim(),
        until: given.until,
    };
    Ok(store::designation::insert(tx, &new, now, by)?)
}

fn fits_statement(rules: &Rules, given: &Given, now: Timestamp) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    match rules.role(&given.role) {
        None => {
            let roles = rules.statement().roles.iter().map(|role| role.id.clone()).collect();
            wrong.push(Wrong::NoRole(given.role.clone(), roles));
        }
        Some(role) if role.scope == Scope::Area && given.areas.is_empty() => {
            wrong.push(Wrong::AreaMissing(given.role.clone()));
        }
        Some(_) => {}
    }
    let known = |area: &&AreaId| rules.statement().areas.iter().any(|one| one.id == **area);
    wrong.extend(given.areas.iter().filter(|area| !known(area)).cloned().map(Wrong::NoArea));
    if given.task.trim().is_empty() || given.task.chars().count() > LONGEST_TASK {
        wrong.push(Wrong::TaskMissing);
    }
    if given.until.is_some_and(|until| until <= now) {
        wrong.push(Wrong::EndBeforeStart);
    }
    wrong
}

/// What of the person speaks against it: the company, the agreement, roles held.
fn fits_person(
    tx: &mut Tx<'_>,
    rules: &Rules,
    account: AccountId,
    given: &Given,
    now: Timestamp,
) -> Result<Vec<Wrong>, StaffError> {
    let Some(role) = rules.role(&given.role) else { return Ok(Vec::new()) };
    let mut wrong = Vec::new();
    let register = &rules.statement().register.id;
    let held: Vec<_> =
        store::designation::all(tx, register, account)?.into_iter().filter(|one| one.holds(now)).collect();
    if held.iter().any(|one| one.role == given.role) {
        wrong.push(Wrong::RoleHeld(given.role.clone()));
    }
    // The gate is told one set of areas for all roles of a person: two sets would widen both.
    let by_area = |role: &RoleId| rules.role(role).is_some_and(|role| role.scope == Scope::Area);
    let sorted = |areas: &[AreaId]| {
        let mut areas = areas.to_vec();
        areas.sort();
        areas
    };
    let differs = |one: &&store::designation::Designation| {
        by_area(&one.role) && by_area(&given.role) && sorted(&one.areas) != sorted(&given.areas)
    };
    if held.iter().any(|one| differs(&one)) {
        wrong.push(Wrong::AreasDiffer);
    }
    let engaged = store::engagement::all(tx, account)?;
    let ways = engaged.iter().filter(|one| one.span.ends.is_none_or(|ends| now < ends));
    if !ways.into_iter().any(|one| standing::admits_kind(role, one.kind)) {
        wrong.push(Wrong::EngagementNotAdmitted(given.role.clone()));
    }
    let open: Vec<&CompanyId> = engaged
        .iter()
        .filter(|one| one.span.ends.is_none_or(|ends| now < ends))
        .map(|one| &one.company)
        .collect();
    if !open.iter().any(|company| standing::admits(rules, role, company)) {
        let company = open.first().map_or(&rules.statement().controller.id, |company| *company);
        wrong.push(Wrong::CompanyNotAdmitted(given.role.clone(), company.clone()));
    }
    for company in open {
        let processor = standing::company(rules, company, clock::day(now)) == Company::Processor;
        if processor && store::engagement::agreements(tx, company)?.iter().all(|one| !one.span.holds(now)) {
            wrong.push(Wrong::NoAgreement(company.clone()));
        }
    }
    Ok(wrong)
}

/// Ends a role at once. Says whether there was one.
///
/// # Errors
/// When nobody would be left to keep accounts, or the machine fails.
pub fn end(
    app: &App,
    register: &RegisterId,
    designation: i64,
    by: Option<AccountId>,
) -> Result<bool, StaffError> {
    let (home, rules) = home(app, register)?;
    let now = app.clock().now();
    let ended = home.gate.data().write(|tx| -> Result<bool, StaffError> {
        super::one_by_one(tx)?;
        let ended = store::designation::end(tx, register, designation, now, by)?;
        if ended && by.is_some() && !super::account::somebody_keeps(tx, &rules, now)? {
            return Err(Wrong::LastKeeper.into());
        }
        Ok(ended)
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(%register, by = by.map(|by| by.0), "a role was ended");
    Ok(ended)
}

/// Notes that a role was looked at and is still needed.
///
/// # Errors
/// When the register is unknown or the database fails.
pub fn review(app: &App, register: &RegisterId, designation: i64) -> Result<(), StaffError> {
    let (home, _) = home(app, register)?;
    let now = app.clock().now();
    Ok(home.gate.data().write(|tx| store::designation::review(tx, register, designation, now))?)
}

/// The roles of a register that carry the duty of keeping accounts.
#[must_use]
pub fn keepers(rules: &Rules) -> Vec<RoleId> {
    let keeps = |duties: &[Duty]| duties.contains(&Duty::Accounts);
    rules.statement().roles.iter().filter(|role| keeps(&role.duties)).map(|role| role.id.clone()).collect()
}

/// Engages a person once more, as after a pause or by another company.
///
/// # Errors
/// When something does not fit or the machine fails.
pub fn engage(
    app: &App,
    register: &RegisterId,
    user: &str,
    (company, kind, span): (&CompanyId, Kind, Span),
) -> Result<(), StaffError> {
    let (home, rules) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    if span.ends.is_some_and(|ends| ends <= span.starts) {
        return Err(Wrong::EndBeforeStart.into());
    }
    if standing::company(&rules, company, clock::day(span.starts)) == Company::Unknown {
        return Err(Wrong::NoCompany(company.clone()).into());
    }
    Ok(home.gate.data().write(|tx| store::engagement::insert(tx, account.id, company, kind, span))?)
}

/// Puts an agreement with a processor on record (claim R4-036).
///
/// # Errors
/// When the statement knows no such processor, or the machine fails.
pub fn agree(
    app: &App,
    register: &RegisterId,
    company: &CompanyId,
    (reference, span): (&str, Span),
) -> Result<(), StaffError> {
    let (home, rules) = home(app, register)?;
    if span.ends.is_some_and(|ends| ends <= span.starts) {
        return Err(Wrong::EndBeforeStart.into());
    }
    if standing::company(&rules, company, clock::day(span.starts)) != Company::Processor {
        return Err(Wrong::NoCompany(company.clone()).into());
    }
    home.gate.data().write(|tx| store::engagement::insert_agreement(tx, company, reference, span))?;
    crate::work::memory::remember_soon(home);
    tracing::info!(%register, %company, "an agreement with a processor was put on record");
    Ok(())
}

/// Ends the agreements with a processor that are in force or still to come. Says how many there were.
///
/// # Errors
/// When the register is unknown or the machine fails.
pub fn end_agreements(app: &App, register: &RegisterId, company: &CompanyId) -> Result<usize, StaffError> {
    let (home, _) = home(app, register)?;
    let now = app.clock().now();
    let ended = home.gate.data().write(|tx| -> Result<usize, Failure> {
        let mut ended = 0;
        for one in store::engagement::agreements(tx, company)? {
            ended += usize::from(store::engagement::end_agreement(tx, one.id, now)?);
        }
        Ok(ended)
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(%register, %company, ended, "agreements with a processor were ended");
    Ok(ended)
}

/// The agreements with a processor, from the first on.
///
/// # Errors
/// When the register is unknown, the company is no processor of it, or the database fails.
pub fn agreements(
    app: &App,
    register: &RegisterId,
    company: &CompanyId,
) -> Result<Vec<store::engagement::Agreement>, StaffError> {
    let (home, rules) = home(app, register)?;
    if standing::company(&rules, company, clock::day(app.clock().now())) != Company::Processor {
        return Err(Wrong::NoCompany(company.clone()).into());
    }
    Ok(home.gate.data().read(|tx| store::engagement::agreements(tx, company))?)
}
