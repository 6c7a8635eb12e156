//! `seloste prove` and `seloste measure`: every sentence of a notice, held against the installation.

use crate::{
    common::{WEBSHOP, binary, people, staff},
    seloste,
};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use seloste_db::{Db, Tables, Target, Value as Sql};
use seloste_gate::clock::SetClock;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path, sync::Arc};
use tempfile::TempDir;

const NOW: &str = "2026-11-23T08:00:00Z";

/// An installation with a person and staff.
fn installed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("here");
    binary::install(&data);
    let installation = Installation::open(&data).unwrap();
    let clock = Arc::new(SetClock::at(NOW.parse().unwrap()));
    let app = App::open(installation, &Elsewhere::default(), clock).unwrap();
    people::marked_person(&app, WEBSHOP, 7);
    for role in ["register-keeper", "privacy-officer"] {
        staff::account(&app, role, WEBSHOP, &[role]);
    }
    folder
}

fn prove(folder: &Path, now: &str, more: &[&str]) -> crate::Answer {
    let place = ["prove", "--data", "here", "--register", WEBSHOP, "--clock", now];
    seloste(folder, &[&place[..], more].concat())
}

fn report(answer: &crate::Answer) -> Value {
    serde_json::from_str::<Value>(&answer.out).unwrap().pointer("/reports/0").cloned().unwrap()
}

fn state<'a>(report: &'a Value, claim: &str) -> &'a str {
    let claims = report["claims"].as_array().unwrap();
    let found = claims.iter().find(|one| one["id"] == claim).expect(claim);
    found["state"].as_str().unwrap()
}

fn changed(folder: &Path, sql: &'static str, args: &[Sql<'_>]) {
    let controllers = fs::read_dir(folder.join("here/controllers")).unwrap();
    for controller in controllers {
        let file = controller.unwrap().path().join("data.db");
        let db = Db::open(Target::File(&file), Tables::Data).unwrap();
        db.write(|tx| tx.run(sql, args)).unwrap();
    }
}

#[test]
fn r7_005_every_sentence_of_the_notice_is_a_claim_with_its_last_check() {
    let folder = installed();
    let answer = prove(folder.path(), NOW, &["--json"]);
    let report = report(&answer);
    // The test's person was put in by somebody who has no role: that is found, and nothing else.
    assert!(answer.code == 1 && answer.err.contains("1 claim(s) are broken"), "{}", answer.err);
    assert_eq!(state(&report, "system--accounts"), "broken");
    assert_eq!(report["at"], NOW);
    let claims = report["claims"].as_array().unwrap();
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim["id"].as_str().unwrap()).collect();
    let notice = format!("here/registers/{WEBSHOP}.toml");
    let page = seloste(folder.path(), &["notice", &notice, "--fragment", "--lang", "fi"]).out;
    let sentences: Vec<&str> = page
        .split("<li id=\"")
        .chain(page.split("<p id=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.starts_with("notice") && !id.contains('<') && !id.contains('\n'))
        // Where it runs, measures whose evidence is not on record stand in a list of their own.
        .filter(|id| *id != "measures")
        .collect();
    assert!(sentences.len() > 40, "{sentences:?}");
    let missing: Vec<_> = sentences.iter().filter(|id| !ids.contains(*id)).collect();
    assert!(missing.is_empty(), "sentences that are no claims: {missing:?}");
    for claim in claims {
        let known = ["proven", "unproven", "measure", "broken"].contains(&claim["state"].as_str().unwrap());
        assert!(known && claim["checked"] == NOW, "{claim}");
        for lang in ["fi", "sv", "en"] {
            assert!(claim["text"][lang].as_str().is_some_and(|text| !text.is_empty()), "{claim}");
            assert!(claim["why"][lang].as_str().is_some_and(|text| !text.is_empty()), "{claim}");
        }
    }
    for proven in ["system--access", "system--ledger", "system--sealed", "system--keys", "system--use"] {
        assert_eq!(state(&report, proven), "proven", "{proven}: {}", answer.out);
    }
    assert_eq!(state(&report, "controller-name"), "unproven");
    assert!(report["checkpoint"]["size"].as_u64().unwrap() > 0);
    let pdf = prove(folder.path(), NOW, &["--claim", "system--ledger", "-o", "proof.pdf"]);
    assert_eq!(pdf.code, 0, "{}", pdf.err);
    assert!(fs::read(folder.path().join("proof.pdf")).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_missing_solver_is_said_and_proves_nothing() {
    let folder = installed();
    let answer =
        prove(folder.path(), NOW, &["--json", "--solver", "/nowhere/cvc5", "--claim", "system--access"]);
    assert_eq!((answer.code, state(&report(&answer), "system--access")), (0, "unproven"), "{}", answer.err);
    assert!(answer.out.contains("/nowhere/cvc5"), "{}", answer.out);
    let unknown = prove(folder.path(), NOW, &["--claim", "nothing--of-the-kind"]);
    assert_eq!(unknown.code, 1);
}

#[test]
fn a_ledger_that_was_touched_breaks_its_claim() {
    let folder = installed();
    let only = ["--json", "--claim", "system--ledger"];
    assert_eq!(prove(folder.path(), NOW, &only).code, 0);
    changed(
        folder.path(),
        "UPDATE ledger_entry SET leaf = $1",
        &[Sql::Bytes(b"1\t0\t-\tx\topen\tproof\tdone\t\tAAAA\t")],
    );
    let answer = prove(folder.path(), NOW, &only);
    assert_eq!((answer.code, state(&report(&answer), "system--ledger")), (1, "broken"), "{}", answer.err);
    assert!(answer.err.contains("system--ledger"), "{}", answer.err);
}

#[test]
fn a_statement_that_was_changed_behind_the_back_of_its_activation_breaks_the_notice() {
    let folder = installed();
    let only = ["--json", "--claim", "register-name"];
    assert_eq!(state(&report(&prove(folder.path(), NOW, &only)), "register-name"), "proven");
    changed(folder.path(), "UPDATE statement_version SET text = text || '# '", &[]);
    let answer = prove(folder.path(), NOW, &only);
    assert_eq!((answer.code, state(&report(&answer), "register-name")), (1, "broken"), "{}", answer.err);
}

#[test]
fn c08_a_request_that_was_left_lying_breaks_the_sentence_about_its_right_alone() {
    let (folder, subject) = crate::people::installed();
    let open = ["request", "open", "--data", "here", "--clock", NOW, "--register", WEBSHOP, "--as", "reader"];
    let more =
        ["--purpose", "customer-care", "--kind", "access", "--channel", "phone", "--subject", &subject];
    let opened = seloste(folder.path(), &[&open[..], &more].concat());
    assert_eq!(opened.code, 0, "{}", opened.err);
    let only = |now, claim| {
        state(&report(&prove(folder.path(), now, &["--json", "--claim", claim])), claim).to_owned()
    };
    assert_eq!(only(NOW, "right--access"), "proven");
    let later = "2027-02-01T08:00:00Z";
    assert_eq!(only(later, "right--access"), "broken");
    assert_eq!(only(later, "right--erasure"), "proven");
    assert_eq!(only(later, "request-answer"), "broken");
}

#[test]
fn r1_043_a_measure_is_in_force_by_evidence_of_two_people_and_lapses() {
    let folder = installed();
    let here = folder.path();
    let list: Value = serde_json::from_str(
        &seloste(
            here,
            &["measure", "list", "--data", "here", "--register", WEBSHOP, "--clock", NOW, "--json"],
        )
        .out,
    )
    .unwrap();
    let measure = list["measures"][0]["measure"].as_str().unwrap().to_owned();
    fs::write(here.join("visit.txt"), "Visit of 20 November 2026").unwrap();
    let claim = format!("measure--{measure}");
    let only = ["--json", "--claim", &claim];
    assert_eq!(state(&report(&prove(here, NOW, &only)), &claim), "unproven", "no evidence yet");
    let place = ["--data", "here", "--register", WEBSHOP, "--clock", NOW];
    let verb = |words: &[&str], more: &[&str]| seloste(here, &[words, &place, more].concat());
    let attached = verb(
        &["measure", "attach"],
        &[
            "--as",
            "register-keeper",
            "--measure",
            &measure,
            "--shows",
            "A visit",
            "--issuer",
            "Esimerkki Oy",
            "--dated",
            "2026-11-20",
            "visit.txt",
        ],
    );
    assert_eq!(attached.code, 0, "{}", attached.err);
    let number = attached.out.split_whitespace().next().unwrap().to_owned();
    for (user, code) in [("privacy-officer", 0), ("nobody", 1)] {
        let file = format!("{user}.txt");
        let fetched = verb(&["measure", "fetch"], &["--as", user, &number, &file]);
        assert_eq!(fetched.code, code, "{user}: {}", fetched.err);
    }
    assert_eq!(fs::read(here.join("privacy-officer.txt")).unwrap(), b"Visit of 20 November 2026");
    let again = verb(&["measure", "fetch"], &["--as", "privacy-officer", &number, "privacy-officer.txt"]);
    assert_eq!(again.code, 1, "a file that is there is not written over");
    assert_eq!(state(&report(&prove(here, NOW, &only)), &claim), "unproven", "not confirmed yet");
    let own = verb(&["measure", "confirm"], &["--as", "register-keeper", &number]);
    assert_eq!(own.code, 1, "the same person can't confirm: {}", own.out);
    let other = verb(&["measure", "confirm"], &["--as", "privacy-officer", &number]);
    assert_eq!(other.code, 0, "{}", other.err);
    let found = list["measures"][0]["owner-role"].as_str().unwrap();
    let expected =
        if ["register-keeper", "privacy-officer"].contains(&found) { "measure" } else { "unproven" };
    assert_eq!(state(&report(&prove(here, NOW, &only)), &claim), expected);
    let lapsed = prove(here, "2031-01-01T08:00:00Z", &only);
    assert_eq!((lapsed.code, state(&report(&lapsed), &claim)), (1, "broken"), "{}", lapsed.err);
}

#[test]
fn c03_a_statement_that_a_later_day_makes_errors_of_is_opened_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("b2b.toml"), crate::common::statement("b2b-customers.toml")).unwrap();
    let made = seloste(here, &["init", "--data", "here", "--test", "b2b.toml"]);
    assert_eq!(made.code, 0, "{}", made.err);
    // The safeguard of a transfer has ended: the statement has an error by now.
    let place = ["prove", "--data", "here", "--register", "b2b-customers", "--clock", "2028-02-01T08:00:00Z"];
    let proven = seloste(here, &[&place[..], &["--claim", "system--keys"]].concat());
    assert_eq!(proven.code, 0, "{}", proven.err);
}
