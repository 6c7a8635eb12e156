//! A gym whose members are tied to the register by their membership (R6-003), brought in from files: people with what ties them,
//! visits of those who are there, and back again.

use crate::{Answer, seloste, statement};
use serde_json::Value;
use std::{fs, path::Path};

const REGISTER: [&str; 6] = ["--data", "here", "--register", "gym-members", "--as", "manager"];

const CLOCK: [&str; 2] = ["--clock", "2026-11-22T12:00:00Z"];

const MEMBERS: &str = "Etunimet;Sukunimi;Sähköposti;Laji;Alkaa;Päättyy;Tila
Aino;Esimerkki;aino@example.fi;Vuosi;1.1.2026;31.12.2027;
Eino;Malli;eino@example.fi;month;2026-02-01;;Voimassa
Vesa;Vanha;vesa@example.fi;month;2020-02-01;2020-12-31;Päättynyt
Kaija;Kaksi;kaija@example.fi;month;1.3.2026;;
Kaija;Kaksi;kaija@example.fi;year;1.4.2026;;
Rauno;Rikki;rauno@example.fi;week;1.4.2026;;
Sari;Sitomaton;sari@example.fi;;;;
Timo;Tyhjä;timo@example.fi;month;;;
";

const VISITS: &str = "Etunimet;Sukunimi;Sähköposti;Päivä;Kesto
Aino;Esimerkki;aino@example.fi;2.11.2026;1,25
Aino;Esimerkki;aino@example.fi;3.11.2026;0,75
";

const PERSON: &str = "group = \"members\"
[[column]]
header = \"Etunimet\"
item = \"first-names\"
[[column]]
header = \"Sukunimi\"
item = \"surname\"
[[column]]
header = \"Sähköposti\"
item = \"email\"
";

const MEMBERSHIP: &str = "[object]
kind = \"membership\"
starts = \"Alkaa\"
ends = \"Päättyy\"
state = \"Tila\"
[[object.column]]
header = \"Laji\"
item = \"kind\"
";

const VISIT: &str = "[object]
kind = \"visit\"
starts = \"Päivä\"
[[object.column]]
header = \"Kesto\"
item = \"hours\"
";

fn gym(folder: &Path) {
    let gym = statement("examples/gym-members.toml");
    let made = ["init", "--data", "here", "--test", gym.to_str().unwrap()];
    let made = seloste(folder, &[&made[..], &CLOCK].concat());
    assert_eq!(made.code, 0, "{}", made.err);
    let place = ["user", "add", "--data", "here", "--register", "gym-members", "--user", "manager"];
    let who = ["--name", "Mikko Malli", "--email", "mikko@example.fi", "--role", "manager", "--task", "all"];
    let added = seloste(folder, &[&place[..], &who, &["--undertaken"], &CLOCK].concat());
    assert_eq!(added.code, 0, "{}", added.err);
    for (name, text) in [("members", MEMBERSHIP), ("visits", VISIT)] {
        fs::write(folder.join(format!("{name}.toml")), [PERSON, text].concat()).unwrap();
    }
    fs::write(folder.join("members.csv"), MEMBERS).unwrap();
    fs::write(folder.join("visits.csv"), VISITS).unwrap();
}

fn bring(folder: &Path, file: &str, more: &[&str]) -> Answer {
    let (map, file) = (format!("{file}.toml"), format!("{file}.csv"));
    let from = ["--source", "club", "--map", &map, "--json"];
    seloste(folder, &[&["import"][..], &REGISTER, &CLOCK, &from, more, &[&file]].concat())
}

fn counts(answer: &Answer) -> [i64; 6] {
    let told: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}", answer.err));
    ["create", "update", "unchanged", "duplicate", "refused", "error"]
        .map(|name| told["counts"][name].as_i64().unwrap_or_else(|| panic!("{told}")))
}

/// The card of the one who is found.
fn card(folder: &Path, name: &str) -> String {
    let how = ["--purpose", "keeping", "--json"];
    let found = seloste(folder, &[&["search"][..], &REGISTER, &CLOCK, &how, &[name]].concat());
    let told: Value = serde_json::from_str(&found.out).unwrap();
    let Some(subject) = told["hits"][0]["subject"].as_str() else { return String::new() };
    seloste(folder, &[&["show"][..], &REGISTER, &CLOCK, &how, &[subject]].concat()).out
}

fn undo(folder: &Path, batch: &Answer) -> Answer {
    let told: Value = serde_json::from_str(&batch.out).unwrap();
    let number = told["batch"].as_str().map_or_else(|| told["batch"].to_string(), str::to_owned);
    seloste(folder, &[&["import", "undo", &number][..], &REGISTER, &CLOCK].concat())
}

#[test]
fn r6_003_members_come_in_from_a_file_with_what_ties_them_and_nobody_without() {
    let folder = tempfile::tempdir().unwrap();
    gym(folder.path());
    let trial = bring(folder.path(), "members", &["--dry-run"]);
    // Aino, Eino and Kaija; Kaija's second membership; Vesa's is over and Sari has none; a kind that is none, a day that is missing.
    assert_eq!(counts(&trial), [3, 1, 0, 0, 2, 2], "{}", trial.out);
    assert!(card(folder.path(), "Aino").is_empty(), "a trial stores nothing");
    let real = bring(folder.path(), "members", &[]);
    assert_eq!(counts(&real), counts(&trial));
    for rule in ["not-tied", "not-among-choices", "day-missing"] {
        assert!(real.out.contains(rule), "{rule}: {}", real.out);
    }
    assert!(card(folder.path(), "Aino").contains("2027-12-31"), "{}", card(folder.path(), "Aino"));
    assert_eq!(card(folder.path(), "Kaija").matches("\"membership\"").count(), 2);
}

#[test]
fn a_file_brought_in_again_adds_nothing_and_changes_no_contract() {
    let folder = tempfile::tempdir().unwrap();
    gym(folder.path());
    bring(folder.path(), "members", &[]);
    let again = bring(folder.path(), "members", &[]);
    assert_eq!(counts(&again), [0, 0, 3, 1, 2, 2]);
    fs::write(folder.path().join("members.csv"), MEMBERS.replace("31.12.2027", "30.6.2027")).unwrap();
    let shorter = bring(folder.path(), "members", &[]);
    assert_eq!(counts(&shorter), [0, 0, 2, 1, 2, 3]);
    assert!(shorter.out.contains("object-differs"), "{}", shorter.out);
    assert!(card(folder.path(), "Aino").contains("2027-12-31"));
}

#[test]
fn visits_of_those_who_are_there_are_summed_and_an_undo_takes_them_back() {
    let folder = tempfile::tempdir().unwrap();
    gym(folder.path());
    bring(folder.path(), "members", &[]);
    let visits = bring(folder.path(), "visits", &[]);
    assert_eq!(counts(&visits), [0, 2, 0, 0, 0, 0], "{}", visits.out);
    let with = card(folder.path(), "Aino");
    assert!(with.contains("hours-year") && with.contains("2.00"), "{with}");
    let undone = undo(folder.path(), &visits);
    assert_eq!(undone.code, 0, "{}", undone.err);
    let without = card(folder.path(), "Aino");
    assert!(!without.contains("\"visit\"") && !without.contains("2.00"), "{without}");
    assert!(without.contains("membership"), "what another batch brought stays: {without}");
}

#[test]
fn what_the_statement_does_not_let_a_file_bring_refuses_it_whole() {
    let folder = tempfile::tempdir().unwrap();
    gym(folder.path());
    let map = |kind: &str| [PERSON, MEMBERSHIP].concat().replace("\"membership\"", &format!("\"{kind}\""));
    fs::write(folder.path().join("members.toml"), map("subscription")).unwrap();
    let told = bring(folder.path(), "members", &[]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("subscription"), "{}", told.err);
    // The member is no source of memberships.
    fs::write(folder.path().join("members.toml"), map("membership")).unwrap();
    let place = ["--source", "desk", "--map", "members.toml", "members.csv"];
    let told = seloste(folder.path(), &[&["import"][..], &REGISTER, &CLOCK, &place].concat());
    assert_eq!(told.code, 1);
    assert!(told.err.contains("desk") && told.err.contains("membership"), "{}", told.err);
}
