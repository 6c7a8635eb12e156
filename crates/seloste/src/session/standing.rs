//! Whether a person may act in a register at this moment, and as what: engagement, undertaking, roles. Asked anew for each
//! request, so that an end works by itself (claims R1-041, R4-035, R4-036, R4-040).

use crate::{
    app::{App, Controller},
    store::{
        self,
        designation::Designation,
        engagement::{Engagement, Kind, Span},
    },
};
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Tx};
use seloste_gate::{
    ask::{AccountId, Actor, Standing},
    clock,
};
use seloste_register::{
    id::{AreaId, CompanyId, RegisterId, RoleId},
    statement::{
        Rules,
        model::{Duty, Engaged, JointController, RecipientKind, Role, Scope, SignIn, Statement},
    },
};
use std::sync::Arc;

/// What the gate is told about an account in a register.
///
/// # Errors
/// When the database fails.
pub fn actor(
    app: &App,
    controller: &CompanyId,
    account: AccountId,
    register: &RegisterId,
) -> Result<Actor, Failure> {
    let now = app.clock().now();
    match app.register(register) {
        Some((home, rules)) if home.id == *controller => {
            home.gate.data().read(|tx| in_register(tx, &rules, account, now))
        }
        _ => Ok(stranger(controller, account)),
    }
}

/// Whether an actor's roles carry a duty. None does while the actor may not act.
#[must_use]
pub fn has_duty(app: &App, register: &RegisterId, actor: &Actor, duty: Duty) -> bool {
    app.register(register).is_some_and(|(_, rules)| carries(&rules, actor, duty))
}

/// The same for an actor in the register of some rules.
pub(crate) fn carries(rules: &Rules, actor: &Actor, duty: Duty) -> bool {
    let mut roles = actor.roles.iter().filter_map(|role| rules.role(role));
    actor.standing == Standing::Active && roles.any(|role| role.duties.contains(&duty))
}

/// Whether an actor has a duty of keeping the register: proof reports and evidence of measures are for those.
pub(crate) fn keeps(rules: &Rules, actor: &Actor) -> bool {
    [Duty::Ledger, Duty::Statement, Duty::Accounts].into_iter().any(|duty| carries(rules, actor, duty))
}

/// Somebody without any standing.
pub(super) fn stranger(company: &CompanyId, account: AccountId) -> Actor {
    Actor {
        account,
        standing: Standing::NotEngaged,
        company: company.clone(),
        roles: Vec::new(),
        areas: Vec::new(),
        own: None,
        key: None,
    }
}

/// The same on a running unit of work.
///
/// # Errors
/// When the database fails.
pub fn in_register(
    tx: &mut Tx<'_>,
    rules: &Rules,
    account: AccountId,
    now: Timestamp,
) -> Result<Actor, Failure> {
    let open = store::account::by_id(tx, account)?.is_some_and(|account| account.ended.is_none());
    if open {
        of_open(tx, rules, account, now)
    } else {
        Ok(stranger(&rules.statement().controller.id, account))
    }
}

/// The same for an account that is known to be open.
pub(super) fn of_open(
    tx: &mut Tx<'_>,
    rules: &Rules,
    account: AccountId,
    now: Timestamp,
) -> Result<Actor, Failure> {
    let statement = rules.statement();
    let none = stranger(&statement.controller.id, account);
    let mut engaged = Vec::new();
    for engagement in store::engagement::all(tx, account)? {
        if engagement.span.holds(now) && recognised(tx, rules, &engagement, now)? {
            engaged.push((engagement.company, engagement.kind));
        }
    }
    let held: Vec<Designation> = store::designation::all(tx, &statement.register.id, account)?
        .into_iter()
        .filter(|one| one.holds(now))
        .collect();
    let strict = held.iter().any(|one| rules.role(&one.role).is_some_and(is_strict));
    let confirms = !strict || !store::factor::all(tx, account)?.is_empty();
    let serving = |(company, kind): &(CompanyId, Kind)| -> Vec<&Designation> {
        let admitted = |role: &Role| {
            admits(rules, role, company) && admits_kind(role, *kind) && (confirms || !is_strict(role))
        };
        held.iter().filter(|one| rules.role(&one.role).is_some_and(admitted)).collect()
    };
    // A person who works for two companies acts for the first that a role admits.
    let engaged = engaged.iter().find(|one| !serving(one).is_empty()).or_else(|| engaged.first());
    let Some(engaged) = engaged else { return Ok(none) };
    let version = statement.register.undertaking.version;
    let bound = store::undertaking::given(tx, &statement.register.id, account, version)?;
    let serving = serving(engaged);
    let mut roles: Vec<_> = serving.iter().map(|one| one.role.clone()).collect();
    // Areas that somebody was given with a role that has none do not widen a role that has.
    let by_area =
        serving.iter().filter(|one| rules.role(&one.role).is_some_and(|role| role.scope == Scope::Area));
    let mut areas: Vec<AreaId> = by_area.flat_map(|one| one.areas.iter().cloned()).collect();
    areas.sort();
    areas.dedup();
    roles.sort();
    roles.dedup();
    let standing = if bound { Standing::Active } else { Standing::NotBound };
    Ok(Actor { account, standing, company: engaged.0.clone(), roles, areas, own: None, key: None })
}

/// Whether a role asks its holders for a second factor. It gives nothing to who has none, by whatever way they come.
#[must_use]
pub fn is_strict(role: &Role) -> bool {
    role.sign_in == SignIn::SecondFactor
}

/// The rules of a controller's registers that have such a role.
#[must_use]
pub fn strict(home: &Controller) -> Vec<Arc<Rules>> {
    let all = home.gate.registers().into_iter().filter_map(|register| home.gate.rules(&register));
    all.filter(|rules| rules.statement().roles.iter().any(is_strict)).collect()
}

/// Whether somebody holds such a role in one of some registers and has no second factor.
///
/// # Errors
/// When the database fails.
pub fn lacks_second(
    tx: &mut Tx<'_>,
    strict: &[Arc<Rules>],
    account: AccountId,
    now: Timestamp,
) -> Result<bool, Failure> {
    for rules in strict {
        let held = store::designation::all(tx, &rules.statement().register.id, account)?;
        let asks = |one: &Designation| one.holds(now) && rules.role(&one.role).is_some_and(is_strict);
        if held.iter().any(asks) {
            return Ok(store::factor::all(tx, account)?.is_empty());
        }
    }
    Ok(false)
}

/// Whether somebody was given a role that asks for a second factor, and has none.
///
/// # Errors
/// When the database fails.
pub fn waits_for_second(
    tx: &mut Tx<'_>,
    rules: &Rules,
    (account, role): (AccountId, &RoleId),
    now: Timestamp,
) -> Result<bool, Failure> {
    let held = store::designation::all(tx, &rules.statement().register.id, account)?;
    let given = held.iter().any(|one| one.holds(now) && one.role == *role);
    Ok(given && rules.role(role).is_some_and(is_strict) && store::factor::all(tx, account)?.is_empty())
}

/// Whether people of a company may hold a role: those named, else the controller's own alone.
#[must_use]
pub fn admits(rules: &Rules, role: &Role, company: &CompanyId) -> bool {
    if role.companies.is_empty() {
        return *company == rules.statement().controller.id;
    }
    role.companies.contains(company)
}

/// Whether people who are engaged in a way may hold a role (R2-020); a role that names no way takes all.
#[must_use]
pub fn admits_kind(role: &Role, kind: Kind) -> bool {
    let way = match kind {
        Kind::Employment => Engaged::Employment,
        Kind::Commission => Engaged::Commission,
    };
    role.engagements.is_empty() || role.engagements.contains(&way)
}

/// What a company is to a register on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// The controller, a company that is in its group on that day, or one that decides together with it.
    OfTheGroup,
    /// Acts on the controller's behalf; needs an agreement in force.
    Processor,
    /// Nothing.
    Unknown,
}

/// Those that decide together with the controller and are not of its group: a company of the group is in it from its day on alone,
/// whatever else it is (R5-033).
pub fn partners(statement: &Statement) -> impl Iterator<Item = &JointController> {
    let listed =
        |one: &&JointController| !statement.group_companies.iter().any(|company| company.id == one.id);
    statement.joint_controllers.iter().filter(listed)
}

/// What a company is to a register on a day.
#[must_use]
pub fn company(rules: &Rules, company: &CompanyId, day: Date) -> Company {
    let statement = rules.statement();
    let in_group = statement
        .group_companies
        .iter()
        .filter(|one| one.id == *company)
        .any(|one| one.from <= day && one.until.is_none_or(|until| day <= until));
    let processor = statement
        .recipients
        .iter()
        .any(|one| one.kind == RecipientKind::Processor && one.id.as_str() == company.as_str());
    let joint = partners(statement).any(|one| one.id == *company);
    if *company == statement.controller.id || in_group || joint {
        Company::OfTheGroup
    } else if processor {
        Company::Processor
    } else {
        Company::Unknown
    }
}

fn recognised(
    tx: &mut Tx<'_>,
    rules: &Rules,
    engagement: &Engagement,
    now: Timestamp,
) -> Result<bool, Failure> {
    match company(rules, &engagement.company, clock::day(now)) {
        Company::OfTheGroup => Ok(true),
        Company::Processor => {
            let agreements = store::engagement::agreements(tx, &engagement.company)?;
            Ok(agreements.iter().any(|one| one.span.holds(now)))
        }
        Company::Unknown => Ok(false),
    }
}

/// The first moment of a day in Finland.
///
/// # Errors
/// When the day has none.
pub fn starts(day: Date) -> Result<Timestamp, Failure> {
    let start = day.to_zoned(clock::zone()).map_err(|error| Failure(error.to_string()))?;
    Ok(start.timestamp())
}

/// The span from the start of a first day to the end of a last one.
///
/// # Errors
/// When a day is out of range.
pub fn span(first: Date, last: Option<Date>) -> Result<Span, Failure> {
    Ok(Span { starts: starts(first)?, ends: last.map(day_after).transpose()? })
}

/// The moment at which a day is over.
///
/// # Errors
/// When the day is the last of the calendar.
pub fn day_after(day: Date) -> Result<Timestamp, Failure> {
    starts(day.tomorrow().map_err(|error| Failure(error.to_string()))?)
}
