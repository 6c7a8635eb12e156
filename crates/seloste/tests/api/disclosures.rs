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

/// A world of one register in which two persons agree to what an authority gets.
fn careful() -> (World, String) {
    let text = crate::common::statement("webshop-customers.toml").replacen(
        "grounds = [\"law\", \"own-request\", \"authority\"]",
        "grounds = [\"law\", \"own-request\", \"authority\"]\nsecond-person = [\"authority\"]",
        1,
    );
    let world = World::of(Engine::Sqlite, seloste::installation::Head::default(), &[(WEBSHOP, text)]);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Luovutettu");
    (world, format!("{SUBJECTS}/{subject}/disclosures"))
}

#[test]
fn r4_046_an_authority_gets_data_when_a_second_person_agrees_and_a_refusal_stays_on_record() {
    let (world, place) = careful();
    let asked = |case: Option<&str>| {
        json!({
            "to": "Esimerkkivirasto", "ground": "authority", "provision": "Esimerkkilaki 3 §",
            "case_number": case, "categories": ["identity"],
        })
        .to_string()
    };
    let mut first = world.key("first", WEBSHOP, "privacy-officer");
    let mut second = world.key("second", WEBSHOP, "privacy-officer");
    let bare = first.post(&place, &asked(None));
    assert_eq!(
        (bare.status, problem(&bare)["items"][0]["rule"].as_str()),
        (422, Some("case-number-missing"))
    );
    let put = first.post(&place, &asked(Some("V/77/2026")));
    assert_eq!((put.status, body(&put)["state"].as_str()), (202, Some("waiting")), "{}", put.text());
    assert!(!put.text().contains("Luovutettu"), "nothing leaves before the second person agrees");
    assert_eq!(body(&first.get(&place))["disclosures"], json!([]));
    let number = body(&put)["asked"].clone();
    let door = format!("{place}/asked");
    let agree = json!({ "asked": number }).to_string();
    let alone = first.post(&door, &agree);
    assert_eq!((alone.status, problem(&alone)["items"][0]["rule"].as_str()), (422, Some("second-person")));
    let given = second.post(&door, &agree);
    assert_eq!(given.status, 201, "{}", given.text());
    assert_eq!(body(&given)["categories"]["identity"]["surname"][0]["value"], "Luovutettu");
    assert_eq!(second.post(&door, &agree).status, 409, "once agreed to, given once");
    let record = body(&first.get(&place))["disclosures"][0]["words"].as_str().unwrap().to_owned();
    assert_eq!(record, "Esimerkkivirasto\nEsimerkkilaki 3 §\nV/77/2026");
    // Refused: what was put forward, and what nobody would put forward.
    let put = body(&first.post(&place, &asked(Some("V/78/2026"))))["asked"].clone();
    let refuse = json!({ "asked": put, "refuse": "Säännös ei koske meitä" }).to_string();
    assert_eq!(second.post(&door, &refuse).status, 200);
    assert_eq!(second.post(&door, &json!({ "asked": put }).to_string()).status, 409);
    let curious = json!({
        "to": "Utelias virasto", "ground": "authority", "provision": "", "refuse": "Ei säännöstä", "categories": [],
    });
    let refused = first.post(&place, &curious.to_string());
    assert_eq!(
        (refused.status, body(&refused)["state"].as_str()),
        (200, Some("refused")),
        "{}",
        refused.text()
    );
    let all = body(&second.get(&door));
    let states: Vec<&str> =
        all["asked"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["refused", "refused", "given"]);
    assert_eq!(all["asked"][0]["why"], "Ei säännöstä");
    // The same at the desk.
    let mut person = world.person("anna", WEBSHOP, &["privacy-officer"]);
    let page = place.replace(
        "/api/v1/registers/webshop-customers/subjects/",
        "/r/webshop-customers/for/register-keeping/s/",
    );
    let fields = [
        ("to", "Esimerkkivirasto"),
        ("ground", "authority"),
        ("provision", "Esimerkkilaki 3 §"),
        ("case_number", "V/79/2026"),
        ("category", "identity"),
    ];
    assert_eq!(person.post(&page, &fields).status, 303);
    let shown = person.get(&page).text();
    assert!(
        shown.contains("V/79/2026") && !shown.contains("value=\"agree "),
        "not to the one who put it forward"
    );
    let mut other = world.person("berit", WEBSHOP, &["privacy-officer"]);
    assert!(other.get(&page).text().contains("value=\"agree "));
}
