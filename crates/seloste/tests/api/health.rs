//! What the machine's keepers are told, and nobody else.

use crate::{
    add, bare, body,
    common::{WEBSHOP, World, people},
};
use seloste_db::Engine;

#[test]
fn the_program_says_that_it_runs_and_is_ready() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        for path in ["/healthz", "/readyz"] {
            let answer = bare(world.address, "GET", path, &[], b"");
            assert_eq!((answer.status, body(&answer)["status"].as_str().unwrap()), (200, "ok"), "{path}");
        }
    }
}

#[test]
fn figures_tell_doors_and_counts_and_nothing_about_anybody() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = world.marked_person(WEBSHOP, 3).0;
    add(&mut keeper, "Mittanen");
    keeper.get(&format!("{}/{subject}", crate::SUBJECTS));
    let answer = bare(world.address, "GET", "/metrics", &[], b"");
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
    let text = answer.text();
    let door = "/api/v1/registers/{register}/subjects/{subject}";
    for line in [
        format!("seloste_requests_total{{door=\"{door}\",method=\"GET\",status=\"200\"}} 1"),
        format!("seloste_request_seconds_count{{door=\"{door}\"}} 1"),
        "seloste_ledger_in_order{controller=\"verkkopuoti-malli\"} 1".to_owned(),
    ] {
        assert!(text.lines().any(|told| told == line), "{line}\n{text}");
    }
    assert!(text.contains("seloste_ledger_entries{controller=\"verkkopuoti-malli\"}"), "{text}");
    assert!(!text.contains(&subject) && !text.contains("Mittanen"));
    people::no_mark("figures", text.as_bytes());
}

#[test]
fn figures_are_for_callers_on_the_same_machine_alone() {
    let world = World::new(Engine::Sqlite);
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
        let answer = bare(world.address, "GET", "/metrics", &[(header, "192.0.2.7")], b"");
        assert_eq!(answer.status, 404, "{header}");
    }
}
