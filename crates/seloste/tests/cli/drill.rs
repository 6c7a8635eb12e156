//! The drill from outside: back up, object, erase, restore; and backups that must be refused.

use crate::{
    common::{WEBSHOP, binary, people, staff},
    names, seloste,
};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use jiff::Timestamp;
use seloste_gate::{
    card::{Edit, ItemChange, NewValue, SubjectRef},
    clock::SetClock,
};
use serde_json::Value;
use std::{fs, path::Path, sync::Arc};

const NOW: &str = "2026-11-23T08:00:00Z";

fn people_of(data: &Path, numbers: &[u32]) -> Vec<String> {
    let installation = Installation::open(data).unwrap();
    let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
    let app = App::open(installation, &Elsewhere::default(), clock).unwrap();
    for role in ["register-keeper", "privacy-officer"] {
        staff::account(&app, role, WEBSHOP, &[role]);
    }
    numbers.iter().map(|number| people::marked_person(&app, WEBSHOP, *number).0).collect()
}

/// Writes a note on somebody's card.
fn noted(data: &Path, subject: &str, text: &str) {
    let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
    let app = App::open(Installation::open(data).unwrap(), &Elsewhere::default(), clock).unwrap();
    let rules = staff::rules(&app, WEBSHOP);
    let item = rules.statement().items.iter().find(|item| item.id.as_str() == "service-note").unwrap();
    let value = seloste_register::item::read(item, text, None).unwrap();
    let values = vec![NewValue { value, source: people::source(&rules, item) }];
    let edit =
        Edit { from: None, seen: Vec::new(), items: vec![ItemChange { item: item.id.clone(), values }] };
    let (controller, _) = app.register(&rules.statement().register.id).unwrap();
    controller.gate.edit(&staff::keepers_ask(&app, WEBSHOP), &SubjectRef(subject.to_owned()), edit).unwrap();
}

fn ask(folder: &Path, verb: &[&str], user: &str, more: &[&str]) -> crate::Answer {
    let place = [
        "--data",
        "here",
        "--clock",
        NOW,
        "--register",
        WEBSHOP,
        "--as",
        user,
        "--purpose",
        "register-keeping",
    ];
    seloste(folder, &[verb, &place[..], more].concat())
}

fn at(folder: &Path, words: &[&str]) -> crate::Answer {
    seloste(folder, &[words, &["--data", "here", "--clock", NOW]].concat())
}

#[test]
fn r4_042_an_old_backup_resurrects_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let who = people_of(&folder.join("here"), &[1, 2, 3]);
    let made = at(folder, &["backup", "one.backup", "--json"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let told: Value = serde_json::from_str(&made.out).unwrap();
    assert!(told["bytes"].as_u64().unwrap() > 10_000 && told["encrypted"] == false);
    people::no_mark("a backup", &fs::read(folder.join("one.backup")).unwrap());

    let erased = ask(folder, &["erase"], "privacy-officer", &["--yes", "--json", &who[0]]);
    assert_eq!(erased.code, 0, "{}", erased.err);
    let set = ["--prohibition", "direct-advertising", "--by", "phone", &who[1]];
    assert_eq!(ask(folder, &["permit"], "register-keeper", &set).code, 0);
    let back = at(folder, &["restore", "one.backup", "--json"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let told: Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!((&told["erased"], &told["words"]), (&Value::from(1), &Value::from(1)), "{told}");
    assert_eq!(told["ledger"]["lost"], 0);
    assert!(told["ledger"]["carried"].as_u64().unwrap() >= 2);

    assert_eq!(ask(folder, &["show"], "privacy-officer", &[&who[0]]).code, 1);
    let found = ask(folder, &["search"], "register-keeper", &["--json", "xandrik"]);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found["hits"].as_array().unwrap().len(), 2, "{found}");
    let card = ask(folder, &["show"], "register-keeper", &["--lang", "fi", &who[1]]);
    assert!(card.out.contains("Suoramainontakielto"), "{}", card.out);
    let sound = at(folder, &["ledger", "verify"]);
    assert_eq!(sound.code, 0, "{}", sound.err);
    assert!(names(&folder.join("here")).iter().all(|name| !name.starts_with('.')), "nothing is left behind");
}

#[test]
fn c33_r4_042_what_was_covered_in_somebodys_text_is_covered_again_by_a_restore() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let who = people_of(&folder.join("here"), &[1, 2]);
    noted(&folder.join("here"), &who[1], "Xandrikaaab Qvarnzelaaabin veli, qzpost1@example.fi");
    assert_eq!(at(folder, &["backup", "one.backup"]).code, 0);
    let officer = |verb: &[&str], more: &[&str]| ask(folder, verb, "privacy-officer", more);
    let preview: Value =
        serde_json::from_str(&officer(&["erase"], &["--preview", "--json", &who[0]]).out).unwrap();
    assert_eq!(officer(&["erase"], &["--yes", &who[0]]).code, 0);
    let list = || -> Value { serde_json::from_str(&officer(&["mention", "list"], &["--json"]).out).unwrap() };
    let all = list()["mentions"].as_array().unwrap().clone();
    assert!(!all.is_empty() && preview["mentions"] == all.len(), "{preview} {all:?}");
    let words = officer(&["mention", "list"], &[]).out;
    assert!(words.contains(all[0]["mention"].as_str().unwrap()) && words.contains('['), "{words}");
    for one in &all {
        let mention = one["mention"].as_str().unwrap();
        let keep = officer(&["mention", "answer"], &[mention, "keep"]);
        assert!(keep.code == 1 && keep.err.contains("reason"), "{}", keep.err);
        let covered = officer(&["mention", "answer"], &[mention, "cover"]);
        assert_eq!(covered.code, 0, "{}", covered.err);
    }
    assert_eq!(list()["mentions"].as_array().unwrap().len(), 0);
    let card = |user| ask(folder, &["show"], user, &["--json", &who[1]]).out;
    let before = card("register-keeper");
    assert!(before.contains("███"), "{before}");
    let back = at(folder, &["restore", "one.backup", "--json"]);
    let told: Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!((back.code, &told["covered"]), (0, &Value::from(all.len())), "{} {told}", back.err);
    let text = |card: &str| -> Value {
        serde_json::from_str::<Value>(card).unwrap()["categories"]["relationship"]["items"].clone()
    };
    assert_eq!(text(&card("register-keeper")), text(&before));
}

#[test]
fn a_backup_that_does_not_fit_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    binary::install(&folder.join("there"));
    let who = people_of(&folder.join("here"), &[1]);
    assert_eq!(at(folder, &["backup", "one.backup"]).code, 0);
    let whole = fs::read(folder.join("one.backup")).unwrap();

    fs::write(folder.join("cut.backup"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.join("empty.backup"), b"").unwrap();
    let mut touched = whole.clone();
    let last = touched.len() - 100;
    touched[last] ^= 1;
    fs::write(folder.join("touched.backup"), touched).unwrap();
    let text = String::from_utf8_lossy(&whole[..4_000]).into_owned();
    let program = text.split("\"program\":\"").nth(1).unwrap().split('"').next().unwrap();
    let newer = "9".repeat(program.split('.').next().unwrap().len());
    let at_program = text.find("\"program\":\"").unwrap() + "\"program\":\"".len();
    let mut future = whole.clone();
    future[at_program..at_program + newer.len()].copy_from_slice(newer.as_bytes());
    fs::write(folder.join("newer.backup"), future).unwrap();
    for (name, says) in [
        ("cut.backup", "cut short"),
        ("empty.backup", "no backup"),
        ("touched.backup", "damaged"),
        ("newer.backup", "use that version"),
        ("missing.backup", "missing.backup"),
    ] {
        let answer = at(folder, &["restore", name]);
        assert_ne!(answer.code, 0, "{name}");
        assert!(answer.err.contains(says), "{name}: {}", answer.err);
    }
    let foreign = seloste(folder, &["restore", "one.backup", "--data", "there", "--clock", NOW]);
    assert_eq!(foreign.code, 1);
    assert!(foreign.err.contains("another installation"), "{}", foreign.err);
    let bare = seloste(folder, &["restore", "one.backup", "--data", "nowhere"]);
    assert_eq!(bare.code, 1);
    assert!(bare.err.contains("no keys"), "{}", bare.err);
    {
        let installation = Installation::open(&folder.join("here")).unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
        let _serving = App::open(installation, &Elsewhere::default(), clock).unwrap();
        let running = at(folder, &["restore", "one.backup"]);
        assert_eq!(running.code, 1);
        assert!(running.err.contains("being served"), "{}", running.err);
    }
    assert_eq!(ask(folder, &["show"], "register-keeper", &[&who[0]]).code, 0, "nothing was changed");
}

#[test]
fn a_machine_that_burnt_is_built_up_again_from_both_copies() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let who = people_of(&folder.join("here"), &[1]);
    let public = seloste(folder, &["backup", "--new-key", "secret"]);
    assert_eq!(public.code, 0, "{}", public.err);
    let public = public.out.trim();
    assert_eq!(at(folder, &["backup", "keys", "--keys"]).code, 1, "keys are not written in the clear");
    let keys = at(folder, &["backup", "keys", "--keys", "--recipient", public]);
    assert_eq!(keys.code, 0, "{}", keys.err);
    assert_eq!(at(folder, &["backup", "data", "--recipient", public]).code, 0);
    fs::rename(folder.join("here"), folder.join("burnt")).unwrap();

    let late = ["restore", "keys", "--keys", "--identity", "secret", "--data", "here"];
    let keys = seloste(folder, &late);
    assert_eq!(keys.code, 0, "{}", keys.err);
    assert!(at(folder, &["restore", "data"]).err.contains("--identity"));
    let back = seloste(folder, &["restore", "data", "--identity", "secret", "--data", "here"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert_eq!(ask(folder, &["show"], "register-keeper", &[&who[0]]).code, 0);
}

#[test]
fn r2_018_the_run_answers_for_machines_and_leaves_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let who = people_of(&folder.join("here"), &[1]);
    let officer = |verb: &[&str], more: &[&str]| ask(folder, verb, "privacy-officer", more);
    let told = officer(&["erase"], &["--preview", "--json", &who[0]]);
    assert_eq!(told.code, 0, "{}", told.err);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["course"], "whole");
    let held = ["--kind", "open-request", "--case", "Riita", "--review", "2026-12-05", &who[0]];
    assert_eq!(officer(&["hold", "place"], &held).code, 0);
    assert!(officer(&["erase"], &["--yes", &who[0]]).out.contains("held for a case"));
    let holds: Value = serde_json::from_str(&officer(&["hold", "list"], &["--json"]).out).unwrap();
    let number = holds["holds"][0]["hold"].to_string();
    let done =
        seloste(folder, &["retention", "run", "--json", "--data", "here", "--clock", "2099-01-01T00:00:00Z"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(told["overdue"], 0);
    let released = officer(&["hold", "release"], &["--json", &who[0], &number]);
    assert_eq!(released.code, 0, "{}", released.err);
    assert!(released.out.contains("\"erased\": true"), "{}", released.out);
    assert_eq!(officer(&["show"], &[&who[0]]).code, 1);
    assert_eq!(at(folder, &["retention", "certificates"]).code, 0);
}

/// The program's own verb on people who work here.
fn user(folder: &Path, words: &[&str]) -> crate::Answer {
    let at = ["--data", "here", "--clock", NOW, "--register", WEBSHOP];
    seloste(folder, &[&["user"], words, &at].concat())
}

#[test]
fn r4_042_a_restore_brings_back_no_account_that_has_ended_and_no_older_statement() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let data = folder.join("here");
    binary::install(&data);
    let who = people_of(&data, &[1]);
    assert_eq!(at(folder, &["backup", "one.backup"]).code, 0);
    assert_eq!(ask(folder, &["show"], "register-keeper", &[&who[0]]).code, 0);

    let ended = user(folder, &["end", "--user", "register-keeper"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    // A statement that came into force after the copy was made, as two persons would have it.
    let newer = {
        let installation = Installation::open(&data).unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
        let app = App::open(installation, &Elsewhere::default(), clock).unwrap();
        let (home, _) = app.register(&crate::common::register(WEBSHOP)).unwrap();
        let register = crate::common::register(WEBSHOP);
        let newer = home
            .gate
            .data()
            .write(|tx| {
                let old = ::seloste::store::version::active(tx, &register)?.unwrap();
                ::seloste::store::version::end(tx, &register, old.number, old.since)?;
                let text = format!("{}\n# a remark\n", old.text);
                let new = ::seloste::store::version::Version { number: 2, text: text.clone(), ..old };
                ::seloste::store::version::insert(tx, &new)?;
                Ok::<_, seloste_db::Failure>(text)
            })
            .unwrap();
        ::seloste::work::memory::remember(home).unwrap();
        newer
    };
    let file = data.join("registers").join(format!("{WEBSHOP}.toml"));
    fs::write(&file, &newer).unwrap();

    let back = at(folder, &["restore", "one.backup", "--json"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let told: Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!(told["versions"], 1, "{told}");
    assert!(told["staff"]["ended"].as_u64().unwrap() >= 1, "{told}");
    let keeper = ask(folder, &["show"], "register-keeper", &[&who[0]]);
    assert!(keeper.code == 1 && keeper.err.contains("no account"), "{}{}", keeper.out, keeper.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), newer, "the statement in force stays");
    let again = at(folder, &["restore", "one.backup", "--json"]);
    assert_eq!(again.code, 0, "a second time too: {}", again.err);
}

#[test]
fn whoever_changed_what_they_sign_in_with_does_not_sign_in_with_the_old_after_a_restore() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    people_of(&folder.join("here"), &[]);
    assert_eq!(at(folder, &["backup", "one.backup"]).code, 0);
    let app = || {
        let installation = Installation::open(&folder.join("here")).unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
        App::open(installation, &Elsewhere::default(), clock).unwrap()
    };
    {
        let app = app();
        let new = ::seloste::session::password::Password::typed("an-entirely-new-one-4711".to_owned());
        let register = crate::common::register(WEBSHOP);
        ::seloste::work::staff::account::set_password(&app, &register, "privacy-officer", &new).unwrap();
    }
    let back = at(folder, &["restore", "one.backup", "--json"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let told: Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!(told["staff"]["new-start"], serde_json::json!(["privacy-officer"]), "{told}");
    let app = app();
    let (home, _) = app.register(&crate::common::register(WEBSHOP)).unwrap();
    let account = ::seloste::work::staff::account_by_user_name(home, "privacy-officer").unwrap();
    let password = home.gate.data().read(|tx| ::seloste::store::account::password(tx, account.id)).unwrap();
    assert_eq!(password, None);
}

#[test]
fn nothing_is_left_of_an_erased_person_in_any_table_file_index_or_log() {
    use std::{
        io::Write as _,
        process::{Command, Stdio},
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    binary::install(&folder.join("here"));
    let who = people_of(&folder.join("here"), &[1, 2]);
    let residue = |more: &[&str]| {
        let words =
            [&["residue", "--data", "here", "--clock", NOW, "--register", WEBSHOP, "--json"][..], more]
                .concat();
        let mut run = Command::new(env!("CARGO_BIN_EXE_seloste"))
            .args(words)
            .current_dir(folder)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        run.stdin.take().unwrap().write_all(b"Xandrik\nQvarnzel\nxandrik.qvarnzel1@example.fi\n").unwrap();
        let done = run.wait_with_output().unwrap();
        (done.status.code().unwrap(), serde_json::from_slice::<Value>(&done.stdout).unwrap())
    };
    // What is stored is sealed: the values stand nowhere, and the rows and the key of a living person are told.
    let (code, told) = residue(&["--subject", &who[0]]);
    assert_eq!(code, 1, "{told}");
    assert_eq!((&told["found"], &told["subject"]["key"]), (&serde_json::json!({}), &Value::Bool(true)));
    assert!(told["subject"]["rows"]["sealed"].as_u64().unwrap() > 0 && told["files"].as_u64().unwrap() > 3);
    assert_eq!(ask(folder, &["erase"], "privacy-officer", &["--yes", &who[0]]).code, 0);
    let (code, told) = residue(&["--subject", &who[0]]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(
        told["subject"],
        serde_json::json!({ "rows": {}, "key": false, "erased": true, "kept": false })
    );
    // The rehearsal of the deletes takes nothing from anybody.
    assert_eq!(ask(folder, &["show"], "register-keeper", &[&who[1]]).code, 0);
    let (code, told) = residue(&["--subject", &who[1]]);
    assert!(code == 1 && told["subject"]["erased"] == false, "{told}");
    assert_eq!(ask(folder, &["show"], "register-keeper", &[&who[1]]).code, 0);
    fs::write(folder.join("here/forgotten.log"), "a line about QVARNZEL\n").unwrap();
    let (code, told) = residue(&["--subject", &who[0]]);
    assert_eq!(code, 1);
    assert!(
        told["found"].as_object().unwrap().keys().all(|place| place.ends_with("forgotten.log")),
        "{told}"
    );
}
