//! People of other companies who work with a register: a processor's on its agreement (R4-036), and those of whoever decides
//! together with the controller.

use crate::{Answer, seloste, statement, statement_text};
use std::{fs, path::Path};

fn at(folder: &Path, register: &str, words: &[&str]) -> Answer {
    let (verb, more) = words.split_at(2);
    let place = ["--data", "here", "--register", register, "--clock", "2026-11-22T12:00:00Z"];
    seloste(folder, &[verb, &place, more].concat())
}

fn made(folder: &Path, file: &Path) {
    let made = seloste(folder, &["init", "--data", "here", "--test", file.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.err);
}

#[test]
fn r4_036_a_processors_people_work_here_while_its_agreement_is_on_record() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let role = "id = \"reader\"\n";
    let text = statement_text("webshop-customers.toml");
    assert!(text.contains(role));
    let text = text.replacen(role, &format!("{role}companies = [\"message-service\"]\n"), 1);
    fs::write(folder.join("shop.toml"), text).unwrap();
    made(folder, &folder.join("shop.toml"));
    let here = |words: &[&str]| at(folder, "webshop-customers", words);
    let hire = || {
        let name = ["user", "add", "--name", "Pia Malli", "--user", "pia", "--email", "pia@example.fi"];
        let how = ["--role", "reader", "--company", "message-service", "--undertaken"];
        here(&[&name[..], &how].concat())
    };
    let early = hire();
    assert_eq!(early.code, 1);
    assert!(early.err.contains("seloste user agreement --company message-service"), "{}", early.err);
    let agreement = |more: &[&str]| here(&[&["user", "agreement"], more].concat());
    let stranger = agreement(&["--company", "nobody", "--reference", "DPA 7/2026"]);
    assert_eq!(stranger.code, 1, "{}", stranger.out);
    let of = ["--company", "message-service"];
    let put = agreement(&[&of[..], &["--reference", "DPA 7/2026", "--until", "2027-12-31"]].concat());
    assert_eq!(put.code, 0, "{}", put.err);
    assert!(agreement(&of).out.starts_with("DPA 7/2026\t"));
    assert_eq!(hire().code, 0);
    let state = || here(&["user", "list"]).out;
    assert!(state().contains("pia\tPia Malli\tactive"), "{}", state());
    let ended = agreement(&[&of[..], &["--end"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(state().contains("pia\tPia Malli\tnot engaged"), "{}", state());
    assert_eq!(agreement(&[&of[..], &["--end"]].concat()).code, 1, "there is nothing left to end");
}

#[test]
fn people_of_whoever_decides_together_with_the_controller_may_be_engaged() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    made(folder, &statement("examples/museum-friends.toml"));
    let hire = |company: &str| {
        let name = ["user", "add", "--name", "Pia Malli", "--user", "pia", "--email", "pia@example.fi"];
        at(folder, "museum-friends", &[&name[..], &["--company", company]].concat())
    };
    assert_eq!(hire("somebody-else").code, 1);
    let hired = hire("foundation");
    assert_eq!(hired.code, 0, "{}", hired.err);
}
