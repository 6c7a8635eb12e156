//! People's requests over HTTP, on both engines.

use crate::{
    add, body,
    common::{WEBSHOP, World},
    problem,
};
use seloste_db::Engine;
use serde_json::json;

const REQUESTS: &str = "/api/v1/registers/webshop-customers/requests";

#[test]
fn c05_c08_a_program_hands_in_a_request_and_an_officer_answers_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Pyytäjäinen");
        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let new = json!({ "kind": "inspect", "channel": "email", "received": "2026-11-02", "words": "Mitä tietoja?" });
        let opened = keeper.post(REQUESTS, &new.to_string());
        assert_eq!(opened.status, 201, "{}", opened.text());
        let name = body(&opened)["request"].as_str().unwrap().to_owned();
        assert_eq!(body(&officer.get(REQUESTS))["requests"][0]["clock"], "on-time");
        let steps = format!("{REQUESTS}/{name}/steps");
        let early = officer.post(&steps, &json!({ "step": "decide", "outcome": "granted" }).to_string());
        assert_eq!(early.status, 422);
        assert_eq!(problem(&early)["items"][0]["rule"], "identity-pending");
        for step in [
            json!({ "step": "link", "subject": subject }),
            json!({ "step": "identify", "method": "own-account" }),
            json!({ "step": "decide", "outcome": "granted" }),
            json!({ "step": "agree", "form": "electronic-copy", "words": "Sähköpostitse" }),
            json!({ "step": "answer", "form": "electronic-copy" }),
            json!({ "step": "close" }),
        ] {
            let taken = officer.post(&steps, &step.to_string());
            assert_eq!(taken.status, 200, "{step}: {}", taken.text());
        }
        let case = body(&officer.get(&format!("{REQUESTS}/{name}")));
        assert_eq!(
            (case["state"].as_str(), case["subject"].as_str()),
            (Some("closed"), Some(subject.as_str()))
        );
        assert_eq!(case["happened"][0]["words"], "Mitä tietoja?");
        // To who may not handle requests, a case is not there.
        assert_eq!(keeper.get(REQUESTS).status, 403);
        assert_eq!(officer.get(&format!("{REQUESTS}/{}", "0".repeat(26))).status, 404);
    }
}
