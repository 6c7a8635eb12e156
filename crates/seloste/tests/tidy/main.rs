//! House rules that no lint knows: how long a file is, how it opens, who may name what, whose names stand in examples.
//! Not here: what clippy says (Cargo.toml), what may be depended upon (deny.toml), the map of rooms (`map.rs`).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

mod declared;
mod examples;
mod files;
mod tables;

use files::{Source, code, sources, tracked};

/// What a file in `room` may not name, and why.
struct Wall {
    room: &'static str,
    /// The one file that may, for the reason that it gives itself.
    but: Option<&'static str>,
    never: &'static [&'static str],
    why: &'static str,
}

/// What only `rooms` may name, and why.
struct Keeper {
    word: &'static str,
    rooms: &'static [&'static str],
    why: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        room: "crates/register/src/",
        but: None,
        never: &[
            "std::fs",
            "std::net",
            "std::env",
            "tokio",
            "rusqlite",
            "postgres::",
            "seloste_db",
            "seloste_gate",
            "axum",
        ],
        why: "what a register is does no input or output",
    },
    Wall {
        room: "crates/db/src/",
        // The driver wants a sealed line as one of tokio's streams.
        but: Some("crates/db/src/tls.rs"),
        never: &["seloste_register", "seloste_gate", "tokio", "axum"],
        why: "the database knows rows, not registers",
    },
    Wall {
        room: "crates/gate/src/",
        // A trait of the solver's library names the writer that questions are written to: memory.
        but: Some("crates/gate/src/policy/solver.rs"),
        never: &["axum", "tokio", "std::net"],
        why: "the gate is synchronous and knows no network",
    },
    Wall {
        room: "crates/seloste/src/web/",
        but: None,
        never: &["crate::api", "crate::jobs", "crate::cli"],
        why: "the edges don't know each other: what two of them do alike belongs in work/",
    },
    Wall {
        room: "crates/seloste/src/api/",
        but: None,
        never: &["crate::web", "crate::jobs", "crate::cli"],
        why: "the edges don't know each other: what two of them do alike belongs in work/",
    },
    Wall {
        room: "crates/seloste/src/jobs/",
        but: None,
        never: &["crate::web", "crate::api", "crate::cli"],
        why: "the edges don't know each other: what two of them do alike belongs in work/",
    },
    Wall {
        room: "crates/seloste/src/work/",
        but: None,
        never: &["crate::web", "crate::api", "crate::jobs", "crate::cli", "axum", "tokio"],
        why: "a use case is called by the edges and runs on one thread",
    },
    Wall {
        room: "crates/seloste/src/store/",
        but: None,
        never: &["crate::web", "crate::api", "crate::jobs", "crate::cli", "crate::work", "axum", "tokio"],
        why: "a store knows its table and nobody above it",
    },
];

const KEEPERS: &[Keeper] = &[
    Keeper {
        word: "rusqlite",
        rooms: &["crates/db/", "crates/seloste/src/bench/bare/"],
        why: "one room knows the engines (and the bare server that figures are compared with)",
    },
    Keeper { word: "postgres::", rooms: &["crates/db/"], why: "one room knows the engines" },
    Keeper {
        word: "cedar_policy",
        rooms: &["crates/gate/src/policy", "crates/gate/tests/"],
        why: "Cedar is the second opinion: policy knows it, and tests compare",
    },
    Keeper {
        word: "TimeZone::get(",
        rooms: &["crates/gate/src/clock.rs", "crates/seloste/src/cli/recording.rs"],
        why: "one room knows the zone that days are counted in (and one verb is told a telephone system's own)",
    },
    Keeper {
        word: "jsonwebtoken",
        rooms: &["crates/seloste/src/oidc/", "crates/seloste/tests/"],
        why: "one room knows what identity providers' tokens look like",
    },
    Keeper {
        word: ".disclose(",
        rooms: WAYS_OUT,
        why: "readable personal data has four ways out, one named file each",
    },
    Keeper {
        word: ".disclose_shown(",
        rooms: WAYS_OUT,
        why: "readable personal data has four ways out, one named file each",
    },
];

const WAYS_OUT: &[&str] = &[
    "crates/gate/src/personal.rs",
    "crates/gate/tests/",
    "crates/seloste/src/web/personal.rs",
    "crates/seloste/src/api/personal.rs",
    "crates/seloste/src/mail/personal.rs",
    "crates/seloste/src/work/personal.rs",
];

fn report(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn a_file_fits_in_a_head() {
    let broken: Vec<_> = sources()
        .iter()
        .filter(|source| source.text.lines().count() > 500)
        .map(|source| format!("{}: {} lines", source.path, source.text.lines().count()))
        .collect();
    report("a file has at most 500 lines; give a part of it a file of its own", &broken);
}

#[test]
fn a_file_opens_by_saying_what_it_is_for() {
    let broken: Vec<_> =
        sources().iter().filter(|source| !source.text.starts_with("//! ")).map(|s| s.path.clone()).collect();
    report("a file opens with `//! ` and what this room is for", &broken);
}

#[test]
fn rooms_keep_their_arrows() {
    let mut broken = Vec::new();
    for source in sources() {
        let walls = WALLS.iter().filter(|wall| wall.but != Some(source.path.as_str()));
        for wall in walls.filter(|wall| source.path.starts_with(wall.room)) {
            for (number, line) in code(&source) {
                for word in wall.never.iter().filter(|word| line.contains(**word)) {
                    broken.push(format!("{}:{number}: names {word}: {}", source.path, wall.why));
                }
            }
        }
    }
    report("an arrow points the wrong way (ARCHITECTURE.md)", &broken);
}

#[test]
fn what_has_a_keeper_is_named_by_its_keeper_alone() {
    let own = file!().rsplit_once('/').unwrap().0;
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with(own)) {
        for keeper in KEEPERS.iter().filter(|k| !k.rooms.iter().any(|room| source.path.starts_with(room))) {
            for (number, _) in code(source).filter(|(_, line)| names(line, keeper.word)) {
                broken.push(format!("{}:{number}: names {}: {}", source.path, keeper.word, keeper.why));
            }
        }
    }
    report("something is named outside of its room", &broken);
}

/// Whether a line names a word, as a word: `seloste_postgres::` is none.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        word.starts_with('.') || !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn ciphers_and_chance_are_where_the_list_says() {
    let list = include_str!("ciphers.txt");
    let listed: Vec<&str> =
        list.lines().filter(|line| !line.starts_with('#')).filter_map(first_word).collect();
    let naming: Vec<Source> = sources()
        .into_iter()
        .filter(|source| {
            source.path.contains("/src/") && code(source).any(|(_, line)| names(line, "aws_lc_rs"))
        })
        .collect();
    let mut broken: Vec<_> = naming
        .iter()
        .filter(|source| !listed.contains(&source.path.as_str()))
        .map(|source| format!("{} is not in ciphers.txt", source.path))
        .collect();
    broken.extend(
        listed
            .iter()
            .filter(|path| !naming.iter().any(|source| source.path == **path))
            .map(|path| format!("{path} is in ciphers.txt for nothing: take it out")),
    );
    report("files that know the cryptographic library are listed, each with its reason", &broken);
}

fn first_word(line: &str) -> Option<&str> {
    line.split_whitespace().next()
}

#[test]
fn nothing_is_put_off() {
    let own = file!().rsplit_once('/').unwrap().0;
    let marks = ["TODO", "FIXME", "HACK", "todo!(", "unimplemented!("];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with(own)) {
        for (at, line) in source.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| names(line, mark)) {
                broken.push(format!("{}:{}: {mark}", source.path, at + 1));
            }
        }
    }
    report("open ends belong in the list of work, not in the code", &broken);
}

#[test]
fn files_name_no_registry_host_and_nothing_outside_the_repository() {
    let hosts = [
        concat!("registry.npm", "js.org"),
        concat!("static.crates", ".io"),
        concat!("index.crates", ".io"),
        concat!("pypi", ".org"),
        concat!("files.python", "hosted.org"),
        concat!("deb.debian", ".org"),
        concat!("../sha", "red"),
        concat!("/work/", "main"),
    ];
    let mut broken = Vec::new();
    // Cargo writes its lock file itself and names the index in every entry.
    for (path, text) in tracked().into_iter().filter(|(path, _)| !path.ends_with("Cargo.lock")) {
        for host in hosts.iter().filter(|host| text.contains(**host)) {
            broken.push(format!("{path}: {host}"));
        }
    }
    report("the repository stands by itself", &broken);
}
