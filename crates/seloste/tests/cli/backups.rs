//! Copies by the clock: as often as the statements promise, with digests and ends of life, tried by putting them back.

use crate::{Answer, common::binary, people::installed, seloste};
use serde_json::Value;
use std::{fs, path::Path};

fn at(folder: &Path, clock: &str, words: &[&str]) -> Answer {
    seloste(folder, &[words, &["--data", "here", "--clock", clock]].concat())
}

fn json(answer: &Answer) -> Value {
    let read = serde_json::from_str(&answer.out);
    assert!(read.is_ok(), "{}{}", answer.out, answer.err);
    read.unwrap()
}

fn declare(folder: &Path, more: &str) {
    let head = folder.join("here/installation.toml");
    let text = fs::read_to_string(&head).unwrap();
    let text = text.split("\n[backup]").next().unwrap().to_owned();
    let to = folder.join("copies").display().to_string();
    fs::write(&head, format!("{text}\n[backup]\nto = \"{to}\"\n{more}\n")).unwrap();
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder.join("copies")).map_or(0, |found| found.count())
}

#[test]
fn r7_025_copies_are_made_as_often_as_promised_noted_with_digests_and_deleted_when_their_time_is_over() {
    let (folder, _) = installed();
    let folder = folder.path();
    let missed = at(folder, "2026-11-25T08:00:00Z", &["backup", "--list", "--json"]);
    assert_eq!((missed.code, &json(&missed)["missed"]), (1, &Value::Bool(true)), "promised and never made");
    declare(folder, "country = \"FI\"\nhour = 3");
    let first = at(folder, "2026-11-25T08:00:00Z", &["backup", "--due", "--json"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let made = json(&first);
    assert_eq!(files(folder), 1);
    // Every day at three, where the register is kept.
    assert_eq!(at(folder, "2026-11-26T00:59:00Z", &["backup", "--due", "--json"]).out, "");
    let state = json(&at(folder, "2026-11-26T00:59:00Z", &["backup", "--list", "--json"]));
    assert_eq!((&state["due"], &state["missed"]), (&"2026-11-26T01:00:00Z".into(), &Value::Bool(false)));
    assert_eq!(state["copies"][0]["sha256"], made["sha256"]);
    assert!(!at(folder, "2026-11-26T01:00:00Z", &["backup", "--due", "--json"]).out.is_empty());
    let late = at(folder, "2026-11-27T08:00:00Z", &["backup", "--list"]);
    assert!(late.code == 1 && late.err.contains("overdue"), "{}", late.err);
    // The statement keeps a copy for thirty days.
    assert!(at(folder, "2026-12-26T01:00:00Z", &["backup", "--due"]).code == 0);
    let copies = json(&at(folder, "2026-12-26T01:01:00Z", &["backup", "--list", "--json"]));
    let gone = copies["copies"].as_array().unwrap().iter().filter(|copy| !copy["gone"].is_null()).count();
    assert_eq!((gone, files(folder)), (2, 1), "{copies}");
    let ledger = at(folder, "2026-12-26T01:01:00Z", &["ledger", "verify"]);
    assert_eq!(ledger.code, 0, "{}", ledger.err);
}

#[test]
fn r5_028_a_copy_goes_to_no_country_that_a_statement_rules_out_and_keys_no_longer_than_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let now = "2026-11-25T08:00:00Z";
    declare(folder, "country = \"US\"");
    let refused = at(folder, now, &["backup", "--due"]);
    assert!(refused.code == 1 && refused.err.contains("US"), "{}", refused.err);
    assert_eq!(files(folder), 0);
    declare(folder, "country = \"FI\"\nhour = 24");
    assert!(at(folder, now, &["backup", "--due"]).err.contains("hour"));
    let secret = seloste(folder, &["backup", "--new-key", "secret"]).out;
    let keys = folder.join("keys").display().to_string();
    declare(
        folder,
        &format!(
            "country = \"FI\"\nrecipient = \"{}\"\nkeyring-to = \"{keys}\"\nkeyring-days = 30",
            secret.trim()
        ),
    );
    assert_eq!(at(folder, now, &["backup", "--due"]).code, 0);
    let copies = json(&at(folder, now, &["backup", "--list", "--json"]));
    let keys = copies["copies"].as_array().unwrap().iter().find(|copy| copy["kind"] == "keyring").unwrap();
    // Seven days, as the notice prints it, whatever else is set.
    assert_eq!(keys["ends"], "2026-12-02T08:00:00Z");
    assert_eq!(at(folder, now, &["backup", "elsewhere", "--keys"]).code, 1, "keys go to their own place");
}

#[test]
fn r4_042_putting_a_copy_back_is_tried_without_touching_anything() {
    let (folder, subject) = installed();
    let folder = folder.path();
    let now = "2026-11-25T08:00:00Z";
    assert_eq!(at(folder, now, &["backup", "one.backup"]).code, 0);
    let tried = at(folder, now, &["restore", "one.backup", "--trial", "--json"]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert!(json(&tried)["people"].as_u64().unwrap() >= 1);
    let found =
        crate::people::ask(folder, "search", "register-keeper", "register-keeping", &["--json", "xandrik"]);
    assert!(found.out.contains(&subject), "the search key is the same: {}", found.out);
    let listed = json(&at(folder, now, &["backup", "--list", "--json"]));
    assert_eq!((&listed["copies"][0]["outcome"], &listed["untried"]), (&"sound".into(), &Value::Bool(false)));

    let whole = fs::read(folder.join("one.backup")).unwrap();
    fs::write(folder.join("one.backup"), &whole[..whole.len() - 10]).unwrap();
    assert_eq!(at(folder, now, &["restore", "one.backup", "--trial"]).code, 1);
    // A trial is promised every six months.
    let later = json(&at(folder, "2027-06-01T08:00:00Z", &["backup", "--list", "--json"]));
    assert_eq!(later["untried"], Value::Bool(true));
}
