//! One owner a table: SQL that names it stands in one file.

use crate::{files::sources, files::tracked, report};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that a second file may name, with the reason.
const SHARED: &[(&str, &str, &str)] = &[(
    "staff_account",
    "crates/seloste/src/store/session.rs",
    "each request reads a session with its account: one statement, not two",
)];

/// The map of every table erases by it; benches fill databases of their own.
const EVERYWHERE: [&str; 3] =
    ["crates/gate/src/selector", "crates/gate/src/bench", "crates/seloste/src/bench/"];

/// A file and the folder of its parts are one owner; the store of staff has an owner in each file.
fn owner(path: &str) -> String {
    let inside = path.strip_prefix("crates/gate/src/");
    let room = inside.and_then(|inside| inside.split(['/', '.']).next());
    room.map_or_else(|| path.to_owned(), |room| format!("crates/gate/src/{room}"))
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Words of a text in order; what parts them does not matter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Tables that the migrations make, less those that a later one drops.
fn tables() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in
        tracked().iter().filter(|(path, _)| path.contains("/migrations/") && path.ends_with(".sql"))
    {
        let plain: String =
            text.lines().map(|line| line.split("--").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
        let all: Vec<_> = words(&plain).collect();
        for at in 0..all.len().saturating_sub(2) {
            if all[at] == "CREATE" && all[at + 1] == "TABLE" {
                let next = if all[at + 2] == "IF" { at + 5 } else { at + 2 };
                found.insert(all[next].to_owned());
            }
            if all[at] == "DROP" && all[at + 1] == "TABLE" {
                found.remove(all[at + 2]);
            }
        }
    }
    found
}

/// The part of a file that is shipped.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod").next().unwrap_or(text)
}

#[test]
fn every_table_has_one_owner() {
    let tables = tables();
    assert!(!tables.is_empty(), "no table was found in the migrations");
    let mut owners: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let ours = |path: &str| {
        path.contains("/src/") && !is_test(path) && !EVERYWHERE.iter().any(|place| path.starts_with(place))
    };
    for source in sources().iter().filter(|source| ours(&source.path)) {
        let all: Vec<_> = words(shipped(&source.text)).collect();
        for pair in all.windows(2).filter(|pair| ["FROM", "INTO", "UPDATE", "JOIN"].contains(&pair[0])) {
            if let Some(table) = tables.get(pair[1]) {
                owners.entry(table).or_default().insert(owner(&source.path));
            }
        }
    }
    let shared = |table: &str, file: &str| SHARED.iter().any(|(t, f, _)| *t == table && file == *f);
    let broken: Vec<_> = owners
        .iter()
        .map(|(table, files)| (table, files.iter().filter(|file| !shared(table, file)).collect::<Vec<_>>()))
        .filter(|(_, files)| files.len() > 1)
        .map(|(table, files)| format!("{table}: {files:?}"))
        .collect();
    report("SQL that names a table stands in one file: its owner", &broken);
    let idle: Vec<_> = tables.iter().filter(|table| !owners.contains_key(table.as_str())).cloned().collect();
    report("a table that nobody names", &idle);
}
