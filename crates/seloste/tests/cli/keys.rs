//! `seloste keys`: keys are replaced and nothing is lost.

use crate::{
    people::{ask, installed},
    seloste,
};
use serde_json::Value;

const PLACE: [&str; 4] = ["--data", "here", "--clock", "2026-11-23T08:00:00Z"];

#[test]
fn the_key_that_wraps_the_others_is_replaced_and_cards_still_open() {
    let (folder, subject) = installed();
    let folder = folder.path();
    let kek = || {
        let controllers = std::fs::read_dir(folder.join("here/controllers")).unwrap();
        let files = controllers.map(|one| one.unwrap().path().join("keyring/kek"));
        files.map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>()
    };
    let before = kek();
    let done = seloste(folder, &[&["keys", "rotate", "--json"][..], &PLACE].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    assert!(told["wrapped"].as_u64().unwrap() > 1, "{told}");
    assert!(before.iter().zip(kek()).all(|(before, after)| *before != after));
    let card = ask(folder, "show", "register-keeper", "register-keeping", &[&subject]);
    assert!(card.code == 0 && card.out.contains("Qvarnzel"), "{}", card.err);
    let ledger = seloste(folder, &[&["ledger", "verify"][..], &PLACE].concat());
    assert_eq!(ledger.code, 0, "{}", ledger.err);
}

#[test]
fn search_keys_are_renewed_and_people_are_found() {
    let (folder, subject) = installed();
    let folder = folder.path();
    let done = seloste(folder, &[&["keys", "renew-search", "--json"][..], &PLACE].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(serde_json::from_str::<Value>(&done.out).unwrap()["people"], 1);
    let found = ask(folder, "search", "register-keeper", "register-keeping", &["xandrik"]);
    assert!(found.out.starts_with(&subject), "{} {}", found.out, found.err);

    let unknown = seloste(folder, &[&["keys", "renew-search", "--register", "no-such"][..], &PLACE].concat());
    assert!(unknown.code == 1 && unknown.err.contains("no-such"), "{}", unknown.err);
}

#[test]
fn search_keys_are_not_renewed_under_others_who_are_at_work() {
    let (folder, subject) = installed();
    let folder = folder.path();
    let others = std::fs::File::open(folder.join("here/installation.toml")).unwrap();
    others.try_lock_shared().unwrap();
    let done = seloste(folder, &[&["keys", "renew-search"][..], &PLACE].concat());
    assert!(done.code == 1 && done.err.contains("stop it first"), "{}", done.err);
    drop(others);
    let found = ask(folder, "search", "register-keeper", "register-keeping", &["xandrik"]);
    assert!(found.out.starts_with(&subject), "{} {}", found.out, found.err);
}
