//! Bad statements: every problem is found at once, by its rule, at its place. Each file of `registers/broken/` says on
//! the line that begins with `#!` what is expected of it; `UPDATE_BROKEN=1` rewrites those lines, for review.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test says what went wrong by failing")]

use seloste_register::{
    diagnostics::{Place, Problem},
    law::{LawPack, Laws},
    statement::{read_among, read_bytes},
    text::Lang,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn laws() -> Laws {
    let pack = |text| LawPack::read(text).unwrap();
    let finland = pack(include_str!("../../../law/fi.toml"));
    Laws::new(finland, vec![pack(include_str!("../../../law/se.toml"))])
}

fn short(problems: &[Problem]) -> String {
    let all: Vec<String> = problems
        .iter()
        .map(|p| {
            let shown = |place: Place| format!("{}:{}", place.line, place.column);
            let place = p.place.map_or("-".to_owned(), shown);
            // Two passages that disagree are both told.
            let also = p.also.map_or(String::new(), |also| format!(" against {}", shown(also)));
            format!("{} {place} {:?}{also}", p.rule, p.severity).to_lowercase()
        })
        .collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../registers/broken");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn each_bad_statement_gets_exactly_its_problems() {
    let mut wrong = Vec::new();
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let expected = text.lines().find_map(|line| line.strip_prefix("#! ")).unwrap();
        let found = short(&read_among(&text, &laws(), ON).problems);
        if std::env::var("UPDATE_BROKEN").is_ok() {
            fs::write(&file, text.replacen(&format!("#! {expected}\n"), &format!("#! {found}\n"), 1))
                .unwrap();
        } else if found != expected {
            wrong.push(format!("{}\n  expected {expected}\n  found    {found}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files().len() > 25, "the corpus was not found");
}

#[test]
fn every_problem_is_told_in_three_languages_with_what_to_do() {
    for file in files() {
        for problem in read_among(&fs::read_to_string(&file).unwrap(), &laws(), ON).problems {
            for lang in Lang::ALL {
                let (what, remedy) = (problem.what.get(lang), problem.remedy.get(lang));
                assert!(what.len() > 15 && remedy.len() > 10, "{}: {what} / {remedy}", problem.rule);
                assert!(what.ends_with(['.', '”', '“']) && !what.contains("  "), "{}: {what}", problem.rule);
            }
        }
    }
}

/// Names of rules as they stand in the program: the first text of each problem that it makes.
fn rules_in(source: &str) -> Vec<&str> {
    let starts = ["error(", "decision(", "note("];
    let calls = starts.iter().flat_map(|start| source.split(start).skip(1));
    let names = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    names.filter(|name| name.contains('-') || *name == "syntax").collect()
}

/// The texts of all files below a folder.
fn sources(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![fs::read_to_string(path).unwrap()],
    };
    entries.flat_map(texts).collect()
}

#[test]
fn every_rule_has_a_bad_statement_that_it_finds() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rules = std::collections::BTreeSet::new();
    for part in ["statement/check", "document"] {
        for source in sources(&folder.join(part)) {
            rules.extend(rules_in(&source).into_iter().map(str::to_owned));
        }
    }
    assert!(rules.len() > 50, "{rules:?}");
    let expected: String = files().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    // These are found in files that can't stand in a folder of texts, or on another day.
    let elsewhere = ["file-too-large", "not-utf8", "not-readable", "law-not-checked-lately"];
    let missing: Vec<_> = rules
        .iter()
        .filter(|rule| !expected.contains(&format!(" {rule} ")) && !elsewhere.contains(&rule.as_str()))
        .collect();
    assert!(missing.is_empty(), "no bad statement shows {missing:?}");
}

#[test]
fn a_file_of_ten_megabytes_is_refused_unread() {
    let text = "a = 1\n".repeat(10 * 1024 * 1024 / 6);
    assert_eq!(short(&read_among(&text, &laws(), ON).problems), "file-too-large - error");
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_place() {
    let text = "[register]\nid = \"ä\"\nname = \"\u{e5}";
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0xE4);
    assert_eq!(short(&read_bytes(&bytes, &laws(), ON).problems), "not-utf8 3:10 error");
    assert_eq!(short(&read_bytes(&[0xFF, 0xFE, b'a', 0], &laws(), ON).problems), "not-utf8 1:1 error");
}

#[test]
fn an_empty_file_lacks_its_five_tables() {
    let problems = read_among("", &laws(), ON).problems;
    assert_eq!(problems.iter().filter(|p| p.rule == "missing-key").count(), 5);
}
