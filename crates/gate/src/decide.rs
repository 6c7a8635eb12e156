//! Decides from a table compiled from the effective rules: (role, purpose) → categories and actions, then what
//! forbids. Bitsets over indices; nothing is allocated while deciding. Not here: Cedar (`policy.rs`, the second
//! opinion), the ledger, rows.

pub(crate) mod categories;
pub(crate) mod chain;
mod compile;
mod granted;
mod own;
mod verb;

pub(crate) use categories::Categories;
use compile::role_facts;
pub(crate) use granted::Granted;
pub(crate) use own::is_of_staff;
pub(crate) use verb::Verb;

use crate::{
    ask::{AccountId, Ask, Standing},
    errors::{Refusal, RefusalCode},
    retention::Terms,
    words,
};
use jiff::civil::Date;
use seloste_register::{
    id::{CategoryId, CompanyId, PurposeId, RoleId},
    statement::{
        Rules,
        model::{Action, Output, Scope},
    },
};
use std::{collections::HashMap, sync::Arc};

/// How an asker is related to one subject; decides which scopes reach it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Relation {
    /// The subject belongs to one of the asker's areas.
    pub(crate) in_area: bool,
    /// The asker maintains the subject.
    pub(crate) maintained: bool,
    /// The subject has an open object assigned to the asker.
    pub(crate) assigned: bool,
    /// The asker handled an object of the subject, or, of one object, that object.
    pub(crate) own: bool,
    /// The asker takes part in an object of the subject, or, of one object, in that object.
    pub(crate) participant: bool,
    /// The subject is linked to an organisation that the asker maintains.
    pub(crate) organisation: bool,
    /// The asker is the subject, acting for themselves.
    pub(crate) subject: bool,
}

impl Relation {
    /// Related in every way.
    pub(crate) const ALL: Self = Self {
        in_area: true,
        maintained: true,
        assigned: true,
        own: true,
        participant: true,
        organisation: true,
        subject: true,
    };
}

const fn action_bit(action: Action) -> u16 {
    match action {
        Action::Find => 1,
        Action::List => 1 << 1,
        Action::Create => 1 << 2,
        Action::Close => 1 << 3,
        Action::Import => 1 << 4,
        Action::Export => 1 << 5,
        Action::Count => 1 << 6,
        Action::Permissions => 1 << 7,
        Action::Erase => 1 << 8,
        Action::SeeReaders => 1 << 9,
        Action::Requests => 1 << 10,
        Action::Send => 1 << 11,
    }
}

const SCOPES: usize = 7;

const fn scope_index(scope: Scope) -> usize {
    match scope {
        Scope::All => 0,
        Scope::Area => 1,
        Scope::OwnMaintained => 2,
        Scope::Assigned => 3,
        Scope::Own => 4,
        Scope::Participant => 5,
        Scope::Organisation => 6,
    }
}

/// Leave to do one thing once. Only [`Table::decide`] makes one; recording spends it.
pub(crate) type Permit = chain::Permit<Decided>;

/// What was decided.
pub(crate) struct Decided {
    pub(crate) account: AccountId,
    pub(crate) verb: Verb,
    pub(crate) purpose: PurposeId,
    /// The day of the decision.
    pub(crate) today: Date,
    by_scope: [Granted; SCOPES],
    /// What a person may do with their own data; nothing for staff.
    person: Granted,
    admitted: Vec<Admitted>,
    /// What the entry tells beside the categories, such as which bytes: `name:value`.
    told: Vec<String>,
}

/// A subject that a permit covers, with the categories that may be opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admitted {
    pub(crate) subject: i64,
    pub(crate) read: Categories,
    /// Whether the words kept beside the categories may be opened: what a case says, reasons, notices of permissions.
    pub(crate) words: bool,
    pub(crate) terms: Terms,
}

impl Decided {
    /// What is allowed with a subject in this relation to the asker.
    pub(crate) fn over(&self, relation: Relation) -> Granted {
        let [all, narrower @ ..] = self.by_scope;
        let Relation { in_area, maintained, assigned, own, participant, organisation, subject } = relation;
        let holds = [in_area, maintained, assigned, own, participant, organisation];
        let reached = narrower.into_iter().zip(holds).filter(|(_, holds)| *holds);
        let granted = reached.fold(all, |granted, (one, _)| granted.and(one));
        if subject { granted.and(self.person) } else { granted }
    }

    /// Whether anything is granted in a scope.
    pub(crate) fn knows(&self, scope: Scope) -> bool {
        self.by_scope.get(scope_index(scope)).is_some_and(|granted| !granted.is_empty())
    }

    /// What is allowed with some subject or other.
    pub(crate) fn anywhere(&self) -> Granted {
        self.over(Relation::ALL)
    }

    /// Whether it matters to the permit which areas a subject belongs to.
    pub(crate) const fn knows_area(&self) -> bool {
        let [_, area, ..] = self.by_scope;
        !area.is_empty()
    }

    /// Whether it matters to the permit if an open object of a subject is assigned to the asker.
    pub(crate) fn knows_assignment(&self) -> bool {
        self.knows(Scope::Assigned)
    }

    /// Whether the permit reaches what the asker maintains, so that the asker maintains whom it adds.
    pub(crate) fn maintains(&self) -> bool {
        self.knows(Scope::OwnMaintained) || self.knows(Scope::Organisation)
    }

    /// Whether a verb reaches everyone, so that rows need not be narrowed.
    pub(crate) fn reaches_all(&self, verb: Verb) -> bool {
        let [all, ..] = self.by_scope;
        all.allows(verb)
    }

    /// Puts a subject under the permit with the categories of `granted` that are `wanted`.
    pub(crate) fn admit(&mut self, subject: i64, granted: Granted, wanted: Categories) {
        let read = granted.read.common(wanted);
        self.admitted.push(Admitted { subject, read, words: false, terms: granted.terms });
    }

    /// Puts a case, or a subject with what is kept in words beside its categories, under the permit.
    pub(crate) fn admit_words(&mut self, subject: i64, read: Categories) {
        self.admitted.push(Admitted { subject, read, words: true, terms: Terms::default() });
    }

    /// Puts a subject under the permit with all that is granted and what is kept in words beside it.
    pub(crate) fn admit_whole(&mut self, subject: i64, granted: Granted) {
        self.admitted.push(Admitted { subject, read: granted.read, words: true, terms: granted.terms });
    }

    /// Tells something in the entry beside the categories: `name:value`, no personal data.
    pub(crate) fn tell(&mut self, what: String) {
        self.told.push(what);
    }

    /// What the entry tells beside the categories.
    pub(crate) fn told(&self) -> &[String] {
        &self.told
    }

    /// The subjects under the permit.
    pub(crate) fn admitted(&self) -> &[Admitted] {
        &self.admitted
    }
}

struct RoleFacts {
    scope: Scope,
    companies: Vec<CompanyId>,
    grants: Vec<Granted>,
}

struct PurposeFacts {
    id: PurposeId,
    aggregate: bool,
    reason_required: bool,
}

/// The compiled rules of one register.
pub(crate) struct Table {
    rules: Arc<Rules>,
    roles: HashMap<RoleId, RoleFacts>,
    purposes: HashMap<PurposeId, usize>,
    purpose_facts: Vec<PurposeFacts>,
    categories: HashMap<CategoryId, usize>,
    membership: HashMap<CompanyId, Vec<(Date, Option<Date>)>>,
    person: Granted,
}

/// A statement declares more categories than a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooManyCategories;

impl Table {
    /// The most categories that one register may declare.
    pub(crate) const CATEGORIES: usize = 128;

    /// Compiles rules.
    pub(crate) fn compile(rules: Arc<Rules>) -> Result<Self, TooManyCategories> {
        let statement = rules.statement();
        if statement.categories.len() > Self::CATEGORIES {
            return Err(TooManyCategories);
        }
        let categories: HashMap<_, _> =
            statement.categories.iter().enumerate().map(|(at, category)| (category.id.clone(), at)).collect();
        let purposes: HashMap<_, _> =
            statement.purposes.iter().enumerate().map(|(at, purpose)| (purpose.id.clone(), at)).collect();
        let purpose_facts = statement
            .purposes
            .iter()
            .map(|purpose| PurposeFacts {
                id: purpose.id.clone(),
                aggregate: purpose.output == Output::Aggregate,
                reason_required: purpose.reason_required,
            })
            .collect();
        let roles = statement
            .roles
            .iter()
            .map(|role| (role.id.clone(), role_facts(role, &statement.controller.id, &purposes, &categories)))
            .collect();
        let mut membership: HashMap<_, Vec<_>> = HashMap::new();
        for company in &statement.group_companies {
            membership.entry(company.id.clone()).or_default().push((company.from, company.until));
        }
        let person = own::granted(&rules, &categories);
        Ok(Self { roles, purposes, purpose_facts, categories, membership, person, rules })
    }

    /// The rules that the table was compiled from.
    pub(crate) fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The index of a category.
    pub(crate) fn category(&self, id: &CategoryId) -> Option<usize> {
        self.categories.get(id).copied()
    }

    /// The ids of a set of categories, in the statement's order.
    pub(crate) fn names(&self, set: Categories) -> Vec<CategoryId> {
        set.indices()
            .filter_map(|index| {
                self.rules.statement().categories.get(index).map(|category| category.id.clone())
            })
            .collect()
    }

    /// Decides whether an ask may go on to look at rows at all; what each subject's row allows is
    /// [`Decided::over`]'s answer. Standing refuses first (R1-041, R4-040), then purpose, action and reason.
    pub(crate) fn decide(&self, ask: &Ask, verb: Verb, today: Date) -> Result<Permit, Refusal> {
        if ask.actor.own.is_some() {
            return self.decide_own(ask, verb, today);
        }
        match ask.actor.standing {
            Standing::Active => {}
            Standing::NotEngaged => return Err(self.refusal(RefusalCode::NotEngaged, ask)),
            Standing::NotBound => return Err(self.refusal(RefusalCode::NotBound, ask)),
        }
        let Some((at, purpose)) =
            self.purposes.get(&ask.purpose).and_then(|at| Some((*at, self.purpose_facts.get(*at)?)))
        else {
            return Err(self.refusal(RefusalCode::PurposeNotDeclared, ask));
        };
        let by_scope = self.granted(ask, at, today);
        let anywhere = by_scope.iter().fold(Granted::default(), |sum, granted| sum.and(*granted));
        if anywhere.is_empty() {
            return Err(self.refusal(RefusalCode::PurposeNotGranted, ask));
        }
        if purpose.aggregate && verb != Verb::Count {
            return Err(self.refusal(RefusalCode::AggregateOnly, ask));
        }
        if !anywhere.allows(verb) {
            return Err(match verb.action() {
                Some(action) => self.not_granted(action, ask),
                None if matches!(verb, Verb::Edit | Verb::Invite) => {
                    self.refusal(RefusalCode::ChangeNotGranted, ask)
                }
                None => self.refusal(RefusalCode::ActionNotGranted, ask),
            });
        }
        let no_reason = || ask.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
        if purpose.reason_required && no_reason() {
            return Err(self.refusal(RefusalCode::ReasonMissing, ask));
        }
        Ok(Permit::granted(Decided {
            account: ask.actor.account,
            verb,
            purpose: purpose.id.clone(),
            today,
            by_scope,
            person: Granted::default(),
            admitted: Vec::new(),
            told: Vec::new(),
        }))
    }

    fn granted(&self, ask: &Ask, purpose: usize, today: Date) -> [Granted; SCOPES] {
        let mut by_scope = [Granted::default(); SCOPES];
        for role in ask.actor.roles.iter().filter_map(|id| self.roles.get(id)) {
            if !self.may_hold(role, &ask.actor.company, today) {
                continue;
            }
            let granted = role.grants.get(purpose).copied().unwrap_or_default();
            if let Some(slot) = by_scope.get_mut(scope_index(role.scope)) {
                *slot = slot.and(granted);
            }
        }
        by_scope
    }

    /// Whether a company's people may hold a role today (R1-041, R4-036): listed for the role and, if of the group,
    /// within its dates.
    fn may_hold(&self, role: &RoleFacts, company: &CompanyId, today: Date) -> bool {
        role.companies.contains(company)
            && self.membership.get(company).is_none_or(|times| times.iter().any(|time| holds(*time, today)))
    }

    /// A refusal in the statement's words.
    pub(crate) fn refusal(&self, code: RefusalCode, ask: &Ask) -> Refusal {
        Refusal { code, categories: Vec::new(), action: None, words: words::of(code, &self.rules, ask) }
    }

    /// A refusal that is about some categories.
    pub(crate) fn refusal_of(&self, code: RefusalCode, ask: &Ask, about: Categories) -> Refusal {
        Refusal {
            code,
            categories: self.names(about),
            action: None,
            words: words::of(code, &self.rules, ask),
        }
    }

    /// A refusal of an action that no role of the asker grants for the purpose.
    fn not_granted(&self, action: Action, ask: &Ask) -> Refusal {
        let words = words::not_granted(action, &self.rules, ask);
        Refusal { code: RefusalCode::ActionNotGranted, categories: Vec::new(), action: Some(action), words }
    }
}

fn holds((from, until): (Date, Option<Date>), today: Date) -> bool {
    from <= today && until.is_none_or(|last| today <= last)
}
