//! The verbs from outside, as a shell meets them: what they print, how they end, what they leave behind.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod activity;
mod backups;
mod breach;
mod business;
mod check;
mod companies;
mod diff;
mod drill;
mod import;
mod init;
mod keys;
mod notice;
mod people;
mod postgresql;
mod prove;
mod readme;
mod recordings;
mod requests;
mod ties;
mod trouble;
mod uploads;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What a verb answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program in a folder.
pub(crate) fn seloste(folder: &Path, words: &[&str]) -> Answer {
    let done = Command::new(env!("CARGO_BIN_EXE_seloste"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the program starts");
    Answer {
        code: done.status.code().expect("the program ends by itself"),
        out: String::from_utf8(done.stdout).expect("the answer is text"),
        err: String::from_utf8(done.stderr).expect("complaints are text"),
    }
}

/// A statement of the repository.
pub(crate) fn statement(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../registers").join(name)
}

/// Text of a statement of the repository.
pub(crate) fn statement_text(name: &str) -> String {
    std::fs::read_to_string(statement(name)).unwrap()
}

/// The names in a folder, hidden ones too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every verb and verb within a verb, as words to type.
fn verbs(folder: &Path, of: &[String]) -> Vec<Vec<String>> {
    let words: Vec<&str> = of.iter().map(String::as_str).chain(["--help"]).collect();
    let help = seloste(folder, &words).out;
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let verb =
        |line: &'_ str| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
    let names = listed.filter_map(verb).filter_map(|line| line.split_whitespace().next().map(str::to_owned));
    let mut all = Vec::new();
    for name in names.filter(|name| *name != "help") {
        let verb = [of, &[name]].concat();
        let within = verbs(folder, &verb);
        all.push(verb);
        all.extend(within);
    }
    all
}

#[test]
fn every_verb_has_help_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let verbs = verbs(folder.path(), &[]);
    assert!(verbs.len() > 15, "{verbs:?}");
    let mut all = String::new();
    for verb in verbs {
        let words: Vec<&str> = verb.iter().map(String::as_str).chain(["--help"]).collect();
        let help = seloste(folder.path(), &words);
        let name = format!("seloste {}", verb.join(" "));
        assert_eq!(help.code, 0, "{name}");
        assert!(
            help.out.contains("Example") && help.out.contains(&name),
            "{name} has no example:\n{}",
            help.out
        );
        all.push_str(&format!("### {name}\n\n{}\n\n", help.out.trim_end()));
    }
    // What people have learnt to type changes on purpose only. After that: INSTA_UPDATE=always cargo test --test cli
    insta::assert_snapshot!("help", all);
}

#[test]
fn an_answer_that_can_not_be_written_is_no_success() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done =
        Command::new(env!("CARGO_BIN_EXE_seloste")).args(["schema", "api"]).stdout(full).status().unwrap();
    assert_eq!(done.code(), Some(3));
}

#[test]
fn wrong_use_ends_with_code_2() {
    let folder = tempfile::tempdir().unwrap();
    for words in [
        &["fly"][..],
        &["check"],
        &["check", "--lang", "de", "x.toml"],
        &["notice", "x.toml", "--format", "doc"],
    ] {
        let answer = seloste(folder.path(), words);
        assert_eq!(answer.code, 2, "{words:?}: {}", answer.err);
        assert!(answer.out.is_empty(), "{words:?}");
    }
}
