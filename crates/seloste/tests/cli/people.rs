//! `seloste search`, `show`, `permit`, `erase` and `ledger`: the gate decides for verbs as it does for pages.

use crate::{
    common::{WEBSHOP, binary, people, staff},
    seloste,
};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use jiff::Timestamp;
use seloste_gate::clock::SetClock;
use serde_json::Value;
use std::{fs, path::Path, sync::Arc};
use tempfile::TempDir;

const NOW: &str = "2026-11-23T08:00:00Z";

/// An installation with one marked person and staff of some roles, and the person's name in addresses.
pub(crate) fn installed() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("here");
    binary::install(&data);
    let installation = Installation::open(&data).unwrap();
    let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
    let app = App::open(installation, &Elsewhere::default(), clock).unwrap();
    let subject = people::marked_person(&app, WEBSHOP, 7).0;
    for role in ["register-keeper", "privacy-officer", "reader", "delivery-clerk"] {
        staff::account(&app, role, WEBSHOP, &[role]);
    }
    (folder, subject)
}

/// A verb in the web shop's register.
pub(crate) fn ask(folder: &Path, verb: &str, user: &str, purpose: &str, more: &[&str]) -> crate::Answer {
    let place = ["--data", "here", "--clock", NOW, "--register", WEBSHOP, "--as", user, "--purpose", purpose];
    seloste(folder, &[&[verb][..], &place, more].concat())
}

#[test]
fn a_person_is_found_and_shown_in_words_and_as_json() {
    let (folder, subject) = installed();
    let keeper = |verb, more: &[&str]| ask(folder.path(), verb, "register-keeper", "register-keeping", more);
    let found = keeper("search", &["xandrik", "qvarn"]);
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(found.out.starts_with(&subject) && found.out.contains("Qvarnzel"), "{}", found.out);
    let found: Value = serde_json::from_str(&keeper("search", &["xandrik", "--json"]).out).unwrap();
    assert_eq!(found["hits"][0]["subject"], subject);
    let nobody = keeper("search", &["nobody"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (0, ""));

    for (lang, heading) in [("fi", "Yhteystiedot"), ("sv", "Kontaktuppgifter"), ("en", "Contact details")] {
        let card = keeper("show", &["--lang", lang, &subject]);
        assert!(
            card.code == 0 && card.out.contains(heading) && card.out.contains("Qvarnzel"),
            "{}",
            card.out
        );
    }
    let card: Value = serde_json::from_str(&keeper("show", &["--json", &subject]).out).unwrap();
    assert!(
        card["categories"]["contact"]["items"]["street"][0]["value"]
            .as_str()
            .unwrap()
            .starts_with("Qvistzen")
    );
}

#[test]
fn what_the_statement_refuses_a_verb_refuses() {
    let (folder, subject) = installed();
    let folder = folder.path();
    for (verb, user, purpose, says) in [
        ("show", "reader", "bookkeeping", "purpose-not-granted"),
        ("show", "reader", "no-such", "purpose-not-declared"),
        ("show", "delivery-clerk", "order-handling", "no such thing"),
        ("show", "stranger", "customer-care", "no account"),
        ("erase", "register-keeper", "register-keeping", "refused"),
    ] {
        let yes: &[&str] = if verb == "erase" { &["--yes", &subject] } else { &[&subject] };
        let answer = ask(folder, verb, user, purpose, yes);
        assert_eq!(answer.code, 1, "{verb} {user} {purpose}: {}", answer.err);
        assert!(answer.err.contains(says), "{verb} {user} {purpose}: {}", answer.err);
        people::no_mark("a refusal", answer.err.as_bytes());
        assert!(answer.out.is_empty());
    }
}

#[test]
fn r4_029_a_prohibition_is_recorded_in_one_step_and_stands_on_the_card() {
    let (folder, subject) = installed();
    let keeper = |verb, more: &[&str]| ask(folder.path(), verb, "register-keeper", "register-keeping", more);
    let set = keeper(
        "permit",
        &["--prohibition", "direct-advertising", "--by", "phone", "--notice", "soitti", &subject],
    );
    assert_eq!(set.code, 0, "{}", set.err);
    assert!(keeper("show", &["--lang", "fi", &subject]).out.contains("Suoramainontakielto"));
    let none = keeper("permit", &["--by", "phone", &subject]);
    assert_eq!(none.code, 2);
    let unknown = keeper("permit", &["--consent", "no-such", "--by", "phone", &subject]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
}

#[test]
fn a_person_is_erased_only_when_it_is_meant() {
    let (folder, subject) = installed();
    let officer = |verb, more: &[&str]| ask(folder.path(), verb, "privacy-officer", "register-keeping", more);
    assert_eq!(officer("erase", &[&subject]).code, 2, "nobody was asked and nobody said --yes");
    assert_eq!(officer("show", &[&subject]).code, 0);
    assert_eq!(officer("erase", &["--yes", &subject]).code, 0);
    assert_eq!(officer("show", &[&subject]).code, 1);
    assert_eq!(officer("search", &["xandrik"]).out, "");
}

#[test]
fn the_ledger_verifies_with_and_without_a_database() {
    let (folder, subject) = installed();
    let folder = folder.path();
    assert_eq!(ask(folder, "show", "register-keeper", "register-keeping", &[&subject]).code, 0);
    let here = ["--data", "here", "--clock", NOW];
    let sound = seloste(folder, &[&["ledger", "verify", "--json"][..], &here].concat());
    assert_eq!(sound.code, 0, "{}", sound.err);
    let told: Value = serde_json::from_str(&sound.out).unwrap();
    assert!(told["ledgers"].as_array().unwrap().iter().all(|one| one["sound"] == true));

    let written = seloste(folder, &[&["ledger", "export", "--to", "audit"][..], &here].concat());
    assert_eq!(written.code, 0, "{}", written.err);
    let files = "audit/verkkopuoti-malli";
    fs::copy(folder.join(files).join("checkpoint"), folder.join("seen")).unwrap();
    fs::copy(folder.join(files).join("key.pub"), folder.join("key")).unwrap();
    let verify = ["ledger", "verify", "--files", files, "--key", "key", "--known", "seen"];
    let sound = seloste(folder, &verify);
    assert_eq!(sound.code, 0, "{}", sound.err);

    let bundle =
        fs::read_dir(folder.join(files).join("tile/entries")).unwrap().next().unwrap().unwrap().path();
    let bundle =
        if bundle.is_dir() { fs::read_dir(bundle).unwrap().next().unwrap().unwrap().path() } else { bundle };
    let mut bytes = fs::read(&bundle).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&bundle, bytes).unwrap();
    let touched = seloste(folder, &verify);
    assert_eq!(touched.code, 1, "an edited entry: {}", touched.out);
    assert!(touched.err.contains("not sound"), "{}", touched.err);
    fs::write(folder.join("key"), "not a key").unwrap();
    assert_eq!(seloste(folder, &verify).code, 1);
}

#[test]
fn a_place_without_an_installation_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    for verb in ["show", "search", "erase"] {
        let answer = ask(folder.path(), verb, "aino", "customer-care", &["x"]);
        assert_eq!(answer.code, 1, "{}", answer.err);
        assert!(answer.err.contains("seloste init"), "{}", answer.err);
    }
}

#[test]
fn a_role_that_is_not_there_is_told_with_those_that_are() {
    let (folder, _) = installed();
    let place = ["user", "add", "--data", "here", "--register", WEBSHOP, "--user", "aino.esimerkki"];
    let who = ["--name", "Aino Esimerkki", "--email", "aino@example.fi", "--role", "agent"];
    let told = seloste(folder.path(), &[&place[..], &who].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("no role agent") && told.err.contains("service-agent, "), "{}", told.err);
}
