//! The map is true: every path that ARCHITECTURE.md names exists, and every room is on it.

#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn map() -> String {
    std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// What stands between backticks and reads as a path from the root of the repository.
fn named(map: &str) -> BTreeSet<String> {
    map.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            word.contains('/') || word.ends_with(".md") || word.ends_with(".toml") || *word == "Makefile"
        })
        .filter(|word| {
            !word.contains([' ', '<', '{', '*', '$', '('])
                && !word.starts_with(['/', '-'])
                && !word.contains("::")
        })
        .map(str::to_owned)
        .collect()
}

/// Folders that hold Rust files, as git knows them, and every file beside a crate's `lib.rs`.
fn rooms() -> BTreeSet<String> {
    let listed =
        Command::new("git").args(["ls-files", "crates/*/src/*.rs"]).current_dir(root()).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let folder = |path: &str| Path::new(path).parent().unwrap().to_str().unwrap().to_owned();
    let mut rooms: BTreeSet<String> =
        listed.lines().map(folder).map(|room| room.trim_end_matches("/src").to_owned()).collect();
    rooms.extend(
        listed
            .lines()
            .filter(|path| {
                folder(path).ends_with("/src") && !path.ends_with("/lib.rs") && !path.ends_with("/main.rs")
            })
            .filter(|path| !rooms.contains(path.trim_end_matches(".rs")))
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    );
    rooms
}

#[test]
fn every_path_on_the_map_exists() {
    let map = map();
    let gone: Vec<_> = named(&map).into_iter().filter(|path| !root().join(path).exists()).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names what is not there: {gone:?}");
}

#[test]
fn every_room_is_on_the_map() {
    let (map, rooms) = (map(), rooms());
    assert!(rooms.len() > 5, "only {} rooms were found", rooms.len());
    let unknown: Vec<_> = rooms.into_iter().filter(|room| !map.contains(&format!("`{room}`"))).collect();
    assert!(unknown.is_empty(), "ARCHITECTURE.md does not know: {unknown:?}");
}
