//! Cedar and the compiled table answer alike, over both sample registers; and the emitted text is the one that was
//! reviewed.

use super::{
    agree::{Cedar, Question, What, table_says},
    *,
};
use crate::{
    ask::{AccountId, Actor, Ask, Standing},
    decide::{Relation, Table, Verb},
};
use cedar_policy::{ValidationMode, Validator};
use proptest::prelude::*;
use seloste_register::{
    id::{CompanyId, Id, RoleId},
    law::{LawPack, Laws},
    statement::read_among,
};
use std::{
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

fn sample(name: &str) -> &'static str {
    REGISTERS.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap()
}

fn rules(text: &str) -> Arc<Rules> {
    let finland = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    let sweden = LawPack::read(include_str!("../../../../law/se.toml")).unwrap();
    let read = read_among(text, &Laws::new(finland, vec![sweden]), jiff::civil::date(2026, 11, 22));
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
            let actor = Actor {
                account: AccountId(1),
                standing,
                company,
                roles,
                areas: Vec::new(),
                own: None,
                key: None,
            };
            Question {
                ask: Ask { actor, register: register.clone(), purpose, reason },
                relation,
                what,
                today,
            }
        },
    )
}

fn alike(rules: &Arc<Rules>, cases: u32) {
    let table = Table::compile(Arc::clone(rules)).unwrap_or_else(|_| panic!("too many categories"));
    let cedar = Cedar::new(rules).unwrap();
    let allowed = std::cell::Cell::new(0);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let run = runner.run(&questions(rules), |question| {
        let says = table_says(&table, &question);
        prop_assert_eq!(says, cedar.says(rules, &question).unwrap());
        allowed.set(allowed.get() + u32::from(says));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(allowed.get() > cases / 100, "{} of {cases} allowed: the questions prove little", allowed.get());
}

#[test]
fn cedar_and_the_table_answer_alike() {
    for (_, text) in REGISTERS.iter() {
        alike(&rules(text), 1_500);
    }
    alike(&stretched(), 1_500);
}

#[test]
fn every_question_of_the_finite_matrix_is_answered_alike() {
    // The stretched one is the first sample with more in it.
    for rules in [rules(sample("webshop-customers")), stretched()] {
        let agreement = super::agree::agree(&rules).unwrap();
        assert!(agreement.questions > 5_000 && agreement.allowed > 300, "{agreement:?}");
    }
}

#[test]
fn the_policies_fit_the_schema_and_each_says_its_reason() {
    for (_, text) in REGISTERS.iter() {
        let rules = rules(text);
        let cedar = Cedar::new(&rules).unwrap();
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

mod shown;
