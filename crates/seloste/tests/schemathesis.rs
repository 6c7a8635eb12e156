//! The API against its own document: schemathesis sends what the document allows and what it does not, as a program with a
//! key. Run by `make api-test`, which brings the tool; a run of all tests without it passes it by, and says so.

mod common;

use common::{RETAIL, World};
use seloste_db::Engine;
use std::process::Command;

const SETTINGS: &str = include_str!("schemathesis.toml");

#[test]
#[ignore = "run by `make api-test`, which brings schemathesis"]
fn the_api_keeps_to_its_document() {
    #[expect(clippy::disallowed_methods, reason = "the Makefile names the tool")]
    let tool = std::env::var("SCHEMATHESIS").expect("SCHEMATHESIS names the tool: use `make api-test`");
    let world = World::new(Engine::Sqlite);
    let subjects: Vec<_> = (0..20).map(|number| world.marked_person(RETAIL, number).0).collect();
    let program = world.key("robot", RETAIL, "register-keeper");
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("schemathesis.toml");
    std::fs::write(&settings, SETTINGS.replace("{subject}", &subjects[0])).unwrap();
    let done = Command::new(tool)
        .arg("--config-file")
        .arg(&settings)
        .args(["run", &format!("http://{}/api/openapi.json", world.address)])
        .args(["--header", &format!("Authorization: {}", program.authorization())])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--seed", "20261122"])
        .args([
            "--request-timeout",
            "20",
            "--generation-database",
            "none",
            "--no-color",
            "--continue-on-failure",
        ])
        // Names that a statement declares are right or wrong by the statement, which a schema can't say: 422.
        .args(["--exclude-checks", "positive_data_acceptance"])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(done.success(), "schemathesis found that the API does not do what its document says");
}
