//! Whether the compiled table, which decides, and the policies, which are proven, answer alike: every question of the finite
//! matrix is put to both. Not here: what the answers should be (`never.rs`).

use super::schema;
use crate::{
    ask::{AccountId, Actor, Ask, Standing},
    decide::{Categories, Relation, Table, Verb},
};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request, RestrictedExpression,
    Schema,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_register::{
    id::{CompanyId, Id, PurposeId, RoleId},
    statement::Rules,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// One question that the table and Cedar both answer.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) ask: Ask,
    pub(super) relation: Relation,
    pub(super) what: What,
    pub(super) today: Date,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// To read the category at an index.
    Read(usize),
    /// To change it.
    Change(usize),
    /// To do something in the register.
    Do(Verb),
}

/// What the table says.
pub(super) fn table_says(table: &Table, question: &Question) -> bool {
    let verb = match question.what {
        What::Read(_) => Verb::Open,
        What::Change(_) => Verb::Edit,
        What::Do(verb) => verb,
    };
    let Ok(permit) = table.decide(&question.ask, verb, question.today) else { return false };
    let granted = permit.over(question.relation);
    match question.what {
        What::Read(at) => granted.read.covers(Categories::one(at)),
        What::Change(at) => granted.change.covers(Categories::one(at)),
        What::Do(verb) => granted.allows(verb),
    }
}

/// A register's policies, to be asked.
pub(super) struct Cedar {
    pub(super) schema: Schema,
    pub(super) policies: PolicySet,
    authorizer: Authorizer,
}

impl Cedar {
    pub(super) fn new(rules: &Rules) -> Result<Self, String> {
        let (schema, warnings) = Schema::from_cedarschema_str(schema()).map_err(|error| error.to_string())?;
        if let Some(warning) = warnings.into_iter().next() {
            return Err(warning.to_string());
        }
        let policies: PolicySet = super::emit(rules).parse().map_err(|error| format!("{error}"))?;
        Ok(Self { schema, policies, authorizer: Authorizer::new() })
    }

    /// What Cedar says.
    #[cfg(test)]
    pub(super) fn says(&self, rules: &Rules, question: &Question) -> Result<bool, String> {
        self.says_of(rules, question, &self.entities(&question.ask)?)
    }

    /// The asker, as Cedar knows people.
    fn entities(&self, ask: &Ask) -> Result<Entities, String> {
        Entities::from_entities([account(ask)?], Some(&self.schema)).map_err(|error| error.to_string())
    }

    /// What Cedar says. A policy that errs is skipped by Cedar, even a `forbid`: any error fails.
    fn says_of(&self, rules: &Rules, question: &Question, entities: &Entities) -> Result<bool, String> {
        let request = self.request(rules, question)?;
        let answer = self.authorizer.is_authorized(&request, &self.policies, entities);
        match answer.diagnostics().errors().next() {
            Some(error) => Err(error.to_string()),
            None => Ok(answer.decision() == Decision::Allow),
        }
    }

    fn request(&self, rules: &Rules, question: &Question) -> Result<Request, String> {
        let category = |at: usize| {
            let found = rules.statement().categories.get(at);
            uid("Category", found.map_or("?", |category| category.id.as_str()))
        };
        let (action, resource) = match question.what {
            What::Read(at) => ("read", category(at)?),
            What::Change(at) => ("change", category(at)?),
            What::Do(verb) => {
                let action = verb.action().ok_or("a verb without an action was asked about")?;
                (action.as_str(), uid("Register", question.ask.register.as_str())?)
            }
        };
        let flag = RestrictedExpression::new_bool;
        let reason = question.ask.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let purpose = uid("Purpose", question.ask.purpose.as_str())?;
        let facts = [
            ("purpose", RestrictedExpression::new_entity_uid(purpose)),
            ("reason", flag(reason)),
            ("today", RestrictedExpression::new_datetime(question.today.to_string())),
            ("inArea", flag(question.relation.in_area)),
            ("maintained", flag(question.relation.maintained)),
            ("assigned", flag(question.relation.assigned)),
            ("own", flag(question.relation.own)),
            ("participant", flag(question.relation.participant)),
            ("organisation", flag(question.relation.organisation)),
        ];
        let context = Context::from_pairs(facts.map(|(name, fact)| (name.to_owned(), fact)));
        let context = context.map_err(|error| error.to_string())?;
        Request::new(uid("Account", "1")?, uid("Action", action)?, resource, context, Some(&self.schema))
            .map_err(|error| error.to_string())
    }
}

fn account(ask: &Ask) -> Result<Entity, String> {
    let mut roles = Vec::new();
    for role in &ask.actor.roles {
        roles.push(RestrictedExpression::new_entity_uid(uid("Role", role.as_str())?));
    }
    let standing = match ask.actor.standing {
        Standing::Active => "active",
        Standing::NotEngaged => "not-engaged",
        Standing::NotBound => "not-bound",
    };
    let company = uid("Company", ask.actor.company.as_str())?;
    let attributes = HashMap::from([
        ("roles".to_owned(), RestrictedExpression::new_set(roles)),
        ("company".to_owned(), RestrictedExpression::new_entity_uid(company)),
        ("standing".to_owned(), RestrictedExpression::new_string(standing.to_owned())),
    ]);
    Entity::new(uid("Account", "1")?, attributes, HashSet::new()).map_err(|error| error.to_string())
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, String> {
    let kind = kind.parse().map_err(|error| format!("{kind}: {error}"))?;
    Ok(EntityUid::from_type_name_and_id(kind, cedar_policy::EntityId::new(id)))
}

/// How many questions were put to both, and how many were answered with yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Questions.
    pub questions: usize,
    /// Of these, allowed.
    pub allowed: usize,
}

/// Puts every question of the finite matrix to the table and to Cedar: each role by itself, all together and none, every
/// purpose and an undeclared one, every category and action, relations one by one and all but one (where nothing is granted: none and all);
/// then every standing, company and day on which something changes.
///
/// # Errors
/// The first question that they answer differently, or what kept one from being asked.
pub fn agree(rules: &Arc<Rules>) -> Result<Agreement, String> {
    let table = Table::compile(Arc::clone(rules)).map_err(|_too_many| "too many categories".to_owned())?;
    let cedar = Cedar::new(rules)?;
    let agreement = Agreement { questions: 0, allowed: 0 };
    let mut both = Both { rules, table, cedar, agreement };
    let statement = rules.statement();
    let actors = actors(rules);
    let undeclared: PurposeId = Id::new("undeclared-purpose").map_err(|error| error.to_string())?;
    let purposes: Vec<&PurposeId> =
        statement.purposes.iter().map(|purpose| &purpose.id).chain([&undeclared]).collect();
    for (actor, today, relations) in &actors {
        for purpose in &purposes {
            let granted = statement.roles.iter().any(|role| {
                actor.roles.contains(&role.id)
                    && role.grants.iter().any(|grant| grant.purposes.contains(purpose))
            });
            // Where nothing is granted, the two ends of what relations there are.
            let relations = if granted { relations.as_slice() } else { &[NONE, ANY] };
            let reasons = [Some("-".to_owned()), None];
            for (reason, relations) in reasons.into_iter().zip([relations, &[ANY]]) {
                let register = statement.register.id.clone();
                let ask = Ask { actor: actor.clone(), register, purpose: (*purpose).clone(), reason };
                both.ask(&ask, relations, *today)?;
            }
        }
    }
    Ok(both.agreement)
}

/// The table and Cedar, and how far they have agreed.
struct Both<'a> {
    rules: &'a Rules,
    table: Table,
    cedar: Cedar,
    agreement: Agreement,
}

impl Both<'_> {
    /// Every category and action, in some relations to the subject.
    fn ask(&mut self, ask: &Ask, relations: &[Relation], today: Date) -> Result<(), String> {
        let entities = self.cedar.entities(ask)?;
        for relation in relations {
            for what in all_of(self.rules) {
                let question = Question { ask: ask.clone(), relation: *relation, what, today };
                let says = table_says(&self.table, &question);
                if says != self.cedar.says_of(self.rules, &question, &entities)? {
                    return Err(format!("the table says {says}, Cedar does not: {question:?}"));
                }
                self.agreement.questions += 1;
                self.agreement.allowed += usize::from(says);
            }
        }
        Ok(())
    }
}

const NONE: Relation = relation([false; 6]);
const ANY: Relation = relation([true; 6]);

const fn relation([in_area, maintained, assigned, own, participant, organisation]: [bool; 6]) -> Relation {
    // A person who acts for themselves is no role's holder: the policies are about staff.
    Relation { in_area, maintained, assigned, own, participant, organisation, subject: false }
}

/// No relation, all of them, each by itself, and all but each.
fn relations() -> Vec<Relation> {
    let one = |at: usize, is: bool| relation(std::array::from_fn(|fact| (fact == at) == is));
    [NONE, ANY].into_iter().chain((0..6).flat_map(|at| [one(at, true), one(at, false)])).collect()
}

fn all_of(rules: &Rules) -> impl Iterator<Item = What> {
    let categories = rules.statement().categories.len();
    let verbs = Verb::ALL.into_iter().filter(|verb| verb.action().is_some()).map(What::Do);
    (0..categories).flat_map(|at| [What::Read(at), What::Change(at)]).chain(verbs)
}

/// Who asks, on which day, in which relations to the subject.
fn actors(rules: &Rules) -> Vec<(Actor, Date, Vec<Relation>)> {
    let statement = rules.statement();
    let own = &statement.controller.id;
    let roles: Vec<RoleId> = statement.roles.iter().map(|role| role.id.clone()).collect();
    let sets = roles.iter().map(|role| vec![role.clone()]).chain([roles.clone(), Vec::new()]);
    let actor = |roles: &[RoleId], company: &CompanyId, standing| Actor {
        account: AccountId(1),
        standing,
        company: company.clone(),
        roles: roles.to_vec(),
        areas: Vec::new(),
        own: None,
        key: None,
    };
    let every = relations();
    let mut all = Vec::new();
    for set in sets {
        all.push((actor(&set, own, Standing::Active), rules.on(), every.clone()));
    }
    for standing in [Standing::NotEngaged, Standing::NotBound] {
        all.push((actor(&roles, own, standing), rules.on(), vec![ANY]));
    }
    let around = |day: Date| [day.saturating_sub(1.day()), day, day.saturating_add(1.day())];
    for company in &statement.group_companies {
        let days = around(company.from).into_iter().chain(company.until.into_iter().flat_map(around));
        for day in days.chain([rules.on()]) {
            all.push((actor(&roles, &company.id, Standing::Active), day, vec![ANY]));
        }
    }
    let listed = statement.roles.iter().flat_map(|role| &role.companies);
    let stranger = Id::new("a-company-that-nobody-named").ok();
    for company in listed.chain(&stranger) {
        all.push((actor(&roles, company, Standing::Active), rules.on(), vec![ANY]));
    }
    all
}
