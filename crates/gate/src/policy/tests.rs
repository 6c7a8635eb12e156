//! Cedar and the compiled table answer alike, over both sample registers; and the emitted text is the one that was
//! reviewed.

use super::*;
use crate::{
    ask::{AccountId, Actor, Ask, Standing},
    decide::{Relation, Table, Verb},
};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request, RestrictedExpression,
    Schema, ValidationMode, Validator,
};
use jiff::civil::Date;
use proptest::prelude::*;
use seloste_register::{
    id::{CompanyId, Id, RoleId},
    law::LawPack,
    statement::read,
};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{Arc, LazyLock},
};

/// Every sample register: name and text.
static REGISTERS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../registers");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (name(file), std::fs::read_to_string(file).unwrap())).collect()
});

fn rules(text: &str) -> Arc<Rules> {
    let law = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    let read = read(text, &law, jiff::civil::date(2026, 11, 22));
    Arc::new(read.rules.unwrap_or_else(|| panic!("{:#?}", read.problems)))
}

/// A statement with everything that the samples happen not to have: reasons, an end of membership, other scopes.
fn stretched() -> Arc<Rules> {
    let (_, retail) = REGISTERS.iter().find(|(name, _)| name == "retail-customers").unwrap();
    let text = retail
        .replace(
            "relation = \"sister\"\nfrom = 2014-01-01",
            "relation = \"sister\"\nfrom = 2014-01-01\nuntil = 2026-06-30",
        )
        .replace("id = \"invoicing\"\n", "id = \"invoicing\"\nreason-required = true\n")
        .replacen("scope = \"all\"", "scope = \"own-maintained\"", 1);
    assert_eq!(text.matches("until = 2026-06-30").count(), 1);
    rules(&text)
}

#[derive(Debug, Clone)]
struct Question {
    ask: Ask,
    relation: Relation,
    what: What,
    today: Date,
}

#[derive(Debug, Clone)]
enum What {
    Read(usize),
    Change(usize),
    Do(Verb),
}

fn questions(rules: &Rules) -> impl Strategy<Value = Question> + use<> {
    let statement = rules.statement();
    let register = statement.register.id.clone();
    let roles: Vec<RoleId> = statement.roles.iter().map(|role| role.id.clone()).collect();
    let mut purposes: Vec<PurposeId> = statement.purposes.iter().map(|purpose| purpose.id.clone()).collect();
    purposes.push(Id::new("undeclared").unwrap());
    let mut companies: Vec<CompanyId> =
        statement.group_companies.iter().map(|company| company.id.clone()).collect();
    companies.extend([
        statement.controller.id.clone(),
        statement.controller.id.clone(),
        Id::new("stranger").unwrap(),
    ]);
    let categories = statement.categories.len();
    let acts: Vec<Verb> = Verb::ALL.into_iter().filter(|verb| verb.action().is_some()).collect();
    let what = prop_oneof![
        (0..categories).prop_map(What::Read),
        (0..categories).prop_map(What::Change),
        proptest::sample::select(acts).prop_map(What::Do),
    ];
    let standing = prop_oneof![8 => Just(Standing::Active), 1 => Just(Standing::NotEngaged), 1 => Just(Standing::NotBound)];
    let actor = (
        proptest::sample::subsequence(roles.clone(), 0..=roles.len()),
        proptest::sample::select(companies),
        standing,
    );
    let relation =
        any::<[bool; 6]>().prop_map(|[in_area, maintained, assigned, own, participant, organisation]| {
            Relation { in_area, maintained, assigned, own, participant, organisation, subject: false }
        });
    let reason = prop_oneof![Just(None), Just(Some(" ".to_owned())), Just(Some("Asiakas kysyi.".to_owned()))];
    let today = (2010..2030_i16, 1..=12_i8, 1..=28_i8)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    (actor, proptest::sample::select(purposes), relation, reason, what, today).prop_map(
        move |((roles, company, standing), purpose, relation, reason, what, today)| {
            let actor =
                Actor { account: AccountId(1), standing, company, roles, areas: Vec::new(), own: None };
            Question {
                ask: Ask { actor, register: register.clone(), purpose, reason },
                relation,
                what,
                today,
            }
        },
    )
}

fn table_says(table: &Table, question: &Question) -> bool {
    let verb = match question.what {
        What::Read(_) => Verb::Open,
        What::Change(_) => Verb::Edit,
        What::Do(verb) => verb,
    };
    let Ok(permit) = table.decide(&question.ask, verb, question.today) else { return false };
    let granted = permit.over(question.relation);
    match question.what {
        What::Read(at) => granted.read.covers(crate::decide::Categories::one(at)),
        What::Change(at) => granted.change.covers(crate::decide::Categories::one(at)),
        What::Do(verb) => granted.allows(verb),
    }
}

struct Cedar {
    schema: Schema,
    policies: PolicySet,
}

impl Cedar {
    fn new(rules: &Rules) -> Self {
        let (schema, warnings) = Schema::from_cedarschema_str(schema()).unwrap();
        assert_eq!(warnings.count(), 0);
        let policies: PolicySet = emit(rules).parse().unwrap();
        Self { schema, policies }
    }

    fn says(&self, rules: &Rules, question: &Question) -> bool {
        let (action, resource) = match question.what {
            What::Read(at) => ("read", uid("Category", rules.statement().categories[at].id.as_str())),
            What::Change(at) => ("change", uid("Category", rules.statement().categories[at].id.as_str())),
            What::Do(verb) => (word(verb.action().unwrap()), uid("Register", question.ask.register.as_str())),
        };
        let flag = RestrictedExpression::new_bool;
        let reason = question.ask.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let context = Context::from_pairs([
            (
                "purpose".to_owned(),
                RestrictedExpression::new_entity_uid(uid("Purpose", question.ask.purpose.as_str())),
            ),
            ("reason".to_owned(), flag(reason)),
            ("today".to_owned(), RestrictedExpression::new_datetime(question.today.to_string())),
            ("inArea".to_owned(), flag(question.relation.in_area)),
            ("maintained".to_owned(), flag(question.relation.maintained)),
            ("assigned".to_owned(), flag(question.relation.assigned)),
            ("own".to_owned(), flag(question.relation.own)),
            ("participant".to_owned(), flag(question.relation.participant)),
            ("organisation".to_owned(), flag(question.relation.organisation)),
        ])
        .unwrap();
        let account = uid("Account", "1");
        let request =
            Request::new(account, uid("Action", action), resource, context, Some(&self.schema)).unwrap();
        let entities = Entities::from_entities([self.account(&question.ask)], Some(&self.schema)).unwrap();
        let answer = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        // A policy that errs is skipped by Cedar, even a `forbid`: any error fails the proof.
        assert_eq!(answer.diagnostics().errors().count(), 0, "{answer:?}");
        answer.decision() == Decision::Allow
    }

    fn account(&self, ask: &Ask) -> Entity {
        let roles = ask
            .actor
            .roles
            .iter()
            .map(|role| RestrictedExpression::new_entity_uid(uid("Role", role.as_str())));
        let standing = match ask.actor.standing {
            Standing::Active => "active",
            Standing::NotEngaged => "not-engaged",
            Standing::NotBound => "not-bound",
        };
        let attributes = HashMap::from([
            ("roles".to_owned(), RestrictedExpression::new_set(roles)),
            (
                "company".to_owned(),
                RestrictedExpression::new_entity_uid(uid("Company", ask.actor.company.as_str())),
            ),
            ("standing".to_owned(), RestrictedExpression::new_string(standing.to_owned())),
        ]);
        Entity::new(uid("Account", "1"), attributes, HashSet::new()).unwrap()
    }
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.parse().unwrap(), cedar_policy::EntityId::new(id))
}

fn agree(rules: &Arc<Rules>, cases: u32) {
    let table = Table::compile(Arc::clone(rules)).unwrap_or_else(|_| panic!("too many categories"));
    let cedar = Cedar::new(rules);
    let allowed = std::cell::Cell::new(0);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let run = runner.run(&questions(rules), |question| {
        let says = table_says(&table, &question);
        prop_assert_eq!(says, cedar.says(rules, &question));
        allowed.set(allowed.get() + u32::from(says));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(allowed.get() > cases / 100, "{} of {cases} allowed: the questions prove little", allowed.get());
}

#[test]
fn cedar_and_the_table_answer_alike() {
    for (_, text) in REGISTERS.iter() {
        agree(&rules(text), 1_500);
    }
    agree(&stretched(), 1_500);
}

#[test]
fn every_single_question_of_an_active_person_in_one_role_is_answered_alike() {
    for (_, text) in REGISTERS.iter() {
        let rules = rules(text);
        let table = Table::compile(Arc::clone(&rules)).unwrap_or_else(|_| panic!("too many categories"));
        let cedar = Cedar::new(&rules);
        let statement = rules.statement();
        let relation = Relation { subject: false, ..Relation::ALL };
        let mut what: Vec<What> =
            (0..statement.categories.len()).flat_map(|at| [What::Read(at), What::Change(at)]).collect();
        what.extend(Verb::ALL.into_iter().filter(|verb| verb.action().is_some()).map(What::Do));
        for role in &statement.roles {
            for purpose in &statement.purposes {
                for what in &what {
                    let actor = Actor {
                        account: AccountId(1),
                        standing: Standing::Active,
                        company: statement.controller.id.clone(),
                        roles: vec![role.id.clone()],
                        areas: Vec::new(),
                        own: None,
                    };
                    let ask = Ask {
                        actor,
                        register: statement.register.id.clone(),
                        purpose: purpose.id.clone(),
                        reason: None,
                    };
                    let question = Question {
                        ask,
                        relation,
                        what: what.clone(),
                        today: jiff::civil::date(2026, 11, 22),
                    };
                    assert_eq!(table_says(&table, &question), cedar.says(&rules, &question), "{question:?}");
                }
            }
        }
    }
}

#[test]
fn the_policies_fit_the_schema_and_each_says_its_reason() {
    for (_, text) in REGISTERS.iter() {
        let rules = rules(text);
        let cedar = Cedar::new(&rules);
        let validation =
            Validator::new(cedar.schema.clone()).validate(&cedar.policies, ValidationMode::Strict);
        assert!(validation.validation_passed(), "{validation}");
        assert_eq!(validation.validation_warnings().count(), 0, "{validation}");
        for policy in cedar.policies.policies() {
            assert!(policy.annotation("reason").is_some_and(|reason| reason.len() > 20), "{policy}");
            assert!(policy.annotation("id").is_some());
        }
    }
}

#[test]
fn the_policies_are_the_reviewed_ones() {
    let mut changed = Vec::new();
    for (name, text) in REGISTERS.iter() {
        let rules = rules(text);
        changed.extend(unreviewed(&format!("{name}.cedar"), &emit(&rules)));
    }
    assert!(
        changed.is_empty(),
        "who may do what changed: review these, and if they are right drop the .new: {changed:#?}"
    );
}

/// Compares with the file in `registers/`; a new text is put beside it for review.
fn unreviewed(file: &str, text: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../registers").join(file);
    if std::fs::read_to_string(&path).unwrap_or_default() == text {
        return None;
    }
    std::fs::write(path.with_file_name(format!("{file}.new")), text).unwrap();
    Some(format!("registers/{file}.new"))
}
