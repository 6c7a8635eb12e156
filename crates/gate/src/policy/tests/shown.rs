//! What the statements rule out is shown for everyone, and a hole that is cut into the policies is found. A missing solver fails
//! these tests: what is not shown does not pass.

use super::*;
use crate::policy::{
    prove::{Outcome, Proof, prove, prove_policies},
    solver::Cvc5,
};
use std::time::Duration;

fn solver() -> Cvc5 {
    Cvc5::find(Path::new("cvc5"), Duration::from_secs(60))
        .expect("the tests need cvc5 (Debian package `cvc5`)")
}

fn holes(proof: &Proof) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for answer in &proof.answers {
        match &answer.outcome {
            Outcome::Hole(words) => found.push((answer.never.id.as_str(), words.en.as_str())),
            Outcome::Shown => {}
            Outcome::Unanswered(why) => panic!("{}: {why}", answer.never.id),
        }
    }
    found
}

#[test]
fn what_a_statement_rules_out_is_shown_for_everyone() {
    for rules in REGISTERS.iter().map(|(_, text)| rules(text)).chain([stretched()]) {
        let proof = prove(&rules, &solver()).unwrap();
        for answer in &proof.answers {
            assert_eq!(answer.outcome, Outcome::Shown, "{}", answer.never.id);
        }
        assert!(proof.holds() && proof.policies > 10 && proof.questions > 100);
    }
}

#[test]
fn a_planted_hole_is_found_and_told_in_words() {
    let rules = rules(sample("retail-customers"));
    let role = &rules.statement().roles[0].id;
    let emitted = emit(&rules);
    let planted = format!(
        "{emitted}\npermit (principal, action == Action::\"read\", resource) when {{ resource == Category::\"billing\" && \
         principal.roles.contains(Role::\"{role}\") && context.purpose == Purpose::\"marketing\" && context.inArea }};\n"
    );
    let proof = prove_policies(&rules, &planted, &solver()).unwrap();
    let found = holes(&proof);
    let billing = found.iter().find(|(id, _)| *id == "category/billing/read");
    let (_, words) = billing.unwrap_or_else(|| panic!("{found:?}"));
    for part in [
        "“read”",
        "”Billing” (billing)",
        "”Direct marketing” (marketing)",
        "(service-agent)",
        "own area: yes",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!found.iter().any(|(id, _)| *id == "standing" || *id == "category/identity/read"), "{found:?}");
}

#[test]
fn a_forbid_that_is_taken_away_is_missed() {
    let rules = stretched();
    let emitted = emit(&rules);
    for (id, never) in [
        ("standing", "standing"),
        ("company/esimerkkilogistiikka", "company/esimerkkilogistiikka"),
        ("purpose/invoicing/reason", "purpose/invoicing/reason"),
    ] {
        let (before, from) = emitted.split_once(&format!("@id(\"{id}\")")).unwrap();
        let (_, after) = from.split_once(";\n").unwrap();
        let without = format!("{before}{after}");
        let proof = prove_policies(&rules, &without, &solver()).unwrap();
        assert_eq!(holes(&proof).into_iter().map(|(id, _)| id).collect::<Vec<_>>(), [never]);
    }
}

#[test]
fn a_missing_or_slow_solver_shows_nothing() {
    assert!(Cvc5::find(Path::new("/nowhere/cvc5"), Duration::from_secs(1)).is_err());
    assert!(Cvc5::find(Path::new("/bin/true"), Duration::from_secs(5)).is_err());
    let folder = tempfile::tempdir().unwrap();
    let slow = folder.path().join("slow");
    let script = "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'This is cvc5 version 0.0.1'; else exec sleep 30; fi\n";
    std::fs::write(&slow, script).unwrap();
    std::fs::set_permissions(&slow, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let solver = Cvc5::find(&slow, Duration::from_millis(300)).unwrap();
    let text = sample("retail-customers");
    let proof = prove(&rules(text), &Cvc5::clone(&solver));
    let proof = proof.unwrap();
    assert!(!proof.holds());
    let unanswered = |answer: &crate::policy::Answered| matches!(&answer.outcome, Outcome::Unanswered(why) if why.contains("no answer within"));
    assert!(proof.answers.iter().filter(|answer| unanswered(answer)).count() > 10, "{:?}", proof.answers);
}

#[test]
fn an_attribute_that_may_be_missing_must_be_guarded() {
    let rules = rules(sample("retail-customers"));
    let loose = "permit (principal, action, resource) when { principal.nickname == \"x\" };";
    assert!(prove_policies(&rules, loose, &solver()).is_err());
}
