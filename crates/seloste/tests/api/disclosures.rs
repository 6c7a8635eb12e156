//! Data given to others over HTTP, on both engines.

use crate::{
    SUBJECTS, add, body,
    common::{RETAIL, WEBSHOP, World},
    problem,
};
use seloste_db::Engine;
use serde_json::json;

#[test]
fn r4_044_046_a_disclosure_needs_a_ground_and_gives_no_more_than_its_scope() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Luovutettu");
        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let place = format!("{SUBJECTS}/{subject}/disclosures");
        let asked = json!({
            "to": "Esimerkkiviranomainen", "ground": "authority", "provision": "Esimerkkilaki 3 §, pyyntö 12/2026",
            "categories": ["identity"],
        });
        let given = officer.post(&place, &asked.to_string());
        assert_eq!(given.status, 201, "{}", given.text());
        let parcel = body(&given);
        assert_eq!(parcel["categories"]["identity"]["surname"][0]["value"], "Luovutettu");
        assert!(!given.text().contains("maija@example.fi"), "outside the scope: {}", given.text());
        let record = body(&officer.get(&place));
        assert_eq!(record["disclosures"][0]["ground"], "authority");
        assert_eq!(record["disclosures"][0]["reference"], parcel["reference"]);
        for wrong in [
            json!({ "to": "Joku", "ground": "authority", "provision": "", "categories": ["identity"] }),
            json!({ "to": "Joku", "ground": "curiosity", "provision": "x", "categories": ["identity"] }),
            json!({ "to": "Joku", "ground": "law", "provision": "x", "categories": [] }),
            json!({ "categories": ["identity"] }),
        ] {
            let answer = officer.post(&place, &wrong.to_string());
            assert_eq!(answer.status, 422, "{wrong}: {}", answer.text());
            problem(&answer);
        }
        let mut agent = world.key("agent", WEBSHOP, "service-agent");
        agent.purpose("customer-care");
        let refused = agent.post(&place, &asked.to_string());
        assert_eq!(refused.status, 403, "who may not give data out, does not: {}", refused.text());
    }
}

#[test]
fn r3_023_a_recipient_is_told_of_a_correction_and_reminded_until_it_confirms() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 1).0;
    let mut officer = world.key("officer", RETAIL, "privacy-officer");
    let mut keeper = world.key("keeper", RETAIL, "register-keeper");
    let subjects = format!("/api/v1/registers/{RETAIL}/subjects/{subject}");
    let given =
        json!({ "recipient": "service-company", "purpose": "warranties", "categories": ["identity"] });
    let given = officer.post(&format!("{subjects}/disclosures"), &given.to_string());
    assert_eq!(given.status, 201, "{}", given.text());
    let notices = format!("/api/v1/registers/{RETAIL}/recipient-notices");
    assert_eq!(body(&officer.get(&notices))["notices"], json!([]));
    let edit = json!({ "source": "customer", "items": { "surname": [{ "value": "Uusinimi" }] } });
    let edited = keeper.send("PATCH", &subjects, &edit.to_string());
    assert!(edited.status < 300, "{}", edited.text());
    let found = body(&officer.get(&notices));
    assert_eq!(found["notices"][0]["what"], "corrected");
    assert_eq!(found["notices"][0]["state"], "to-tell");
    let number = found["notices"][0]["notice"].clone();
    let done = |step: &str| json!({ "notice": number, "step": step }).to_string();
    assert_eq!(officer.post(&notices, &done("told")).status, 204);
    world.clock.set("2026-12-08T08:00:00Z".parse().unwrap());
    let mut officer = world.key("officer-too", RETAIL, "privacy-officer");
    assert_eq!(body(&officer.get(&notices))["notices"][0]["state"], "remind");
    assert_eq!(officer.post(&notices, &done("reminded")).status, 204);
    assert_eq!(body(&officer.get(&notices))["notices"][0]["state"], "told");
    assert_eq!(officer.post(&notices, &done("receipt")).status, 204);
    assert_eq!(body(&officer.get(&notices))["notices"], json!([]));
    assert_eq!(officer.post(&notices, &done("shrug")).status, 422);
}
