//! Who may not: no key, no purpose, another purpose, another register, out of scope.

use crate::{
    SUBJECTS, add, bare, body,
    common::{RETAIL, WEBSHOP, World},
    draft, problem,
};
use seloste::bench::http::Answer;
use seloste_db::Engine;
use serde_json::json;

fn said(answer: &Answer) -> (u16, String) {
    (answer.status, problem(answer)["code"].as_str().unwrap().to_owned())
}

#[test]
fn r1_044_without_a_key_nothing_is_told() {
    let world = World::new(Engine::Sqlite);
    let keys = ["", "Bearer", "Bearer sel_", "Bearer sel_wrong", "Basic c2VsOnNlbA==", "Bearer \u{e4}"];
    for key in keys {
        let headers = [("authorization", key), ("seloste-purpose", "customer-care")];
        let answer = bare(world.address, "GET", &format!("{SUBJECTS}/something"), &headers, b"");
        assert_eq!(said(&answer), (401, "no-key".to_owned()), "{key:?}");
        assert!(answer.header("www-authenticate").is_some_and(|told| told.starts_with("Bearer")), "{key:?}");
    }
}

#[test]
fn r1_007_each_call_names_a_purpose_that_is_declared_and_granted() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.key("agent", WEBSHOP, "service-agent");
    agent.purpose("customer-care");
    let subject = add(&mut agent, "Tarkoitusnen");
    let path = format!("{SUBJECTS}/{subject}");
    let key = agent.authorization().to_owned();
    let without = bare(world.address, "GET", &path, &[("authorization", &key)], b"");
    assert_eq!(said(&without), (400, "purpose-missing".to_owned()));
    let twice = [
        ("authorization", key.as_str()),
        ("seloste-purpose", "customer-care"),
        ("seloste-purpose", "bookkeeping"),
    ];
    assert_eq!(said(&bare(world.address, "GET", &path, &twice, b"")), (400, "bad-header".to_owned()));
    for (purpose, status, code) in [
        ("No Such", 400, "bad-header"),
        ("no-such", 403, "purpose-not-declared"),
        ("bookkeeping", 403, "purpose-not-granted"),
        ("offering-planning", 403, "purpose-not-granted"),
    ] {
        agent.purpose(purpose);
        assert_eq!(said(&agent.get(&path)), (status, code.to_owned()), "{purpose}");
    }
}

#[test]
fn r4_037_a_readers_write_is_refused() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Lukunen");
    let mut reader = world.key("reader", WEBSHOP, "reader");
    reader.purpose("customer-care");
    let path = format!("{SUBJECTS}/{subject}");
    assert_eq!(reader.get(&path).status, 200);
    let change = json!({ "source": "customer", "items": { "town": [{ "value": "Turku" }] } });
    let (status, code) = said(&reader.send("PATCH", &path, &change.to_string()));
    assert!(
        status == 403 && (code == "change-not-granted" || code == "action-not-granted"),
        "{status} {code}"
    );
    let (status, _) = said(&reader.post(SUBJECTS, &draft("Uusinen").to_string()));
    assert_eq!(status, 403);
    assert!(body(&keeper.get(&path))["items"]["town"].as_array().unwrap().is_empty());
}

#[test]
fn a_refusal_is_told_in_the_language_that_was_asked_for() {
    let world = World::new(Engine::Sqlite);
    let agent = world.key("agent", WEBSHOP, "service-agent");
    let key = agent.authorization().to_owned();
    let mut told = Vec::new();
    for lang in ["fi", "sv-FI, fi;q=0.5", "en", "de"] {
        let headers =
            [("authorization", key.as_str()), ("seloste-purpose", "bookkeeping"), ("accept-language", lang)];
        let answer = bare(world.address, "GET", &format!("{SUBJECTS}/something"), &headers, b"");
        told.push((
            answer.header("content-language").unwrap().to_owned(),
            problem(&answer)["detail"].clone(),
        ));
    }
    let langs: Vec<&str> = told.iter().map(|(lang, _)| lang.as_str()).collect();
    assert_eq!(langs, ["fi", "sv", "en", "en"]);
    assert!(told[0].1 != told[1].1 && told[1].1 != told[2].1 && told[2].1 == told[3].1);
}

#[test]
fn what_is_out_of_reach_looks_like_what_is_not_there() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let theirs = add(&mut keeper, "Piilonen");
    let mut clerk = world.key("clerk", WEBSHOP, "delivery-clerk");
    clerk.purpose("order-handling");
    let never = clerk.get(&format!("{SUBJECTS}/{}", "A".repeat(theirs.len())));
    assert_eq!(never.status, 404);
    for address in [
        format!("{SUBJECTS}/{theirs}"),
        format!("{SUBJECTS}/not%20a%20name"),
        format!("{SUBJECTS}/%FF"),
        format!("/api/v1/registers/{RETAIL}/subjects/{theirs}"),
        format!("/api/v1/registers/no-such-register/subjects/{theirs}"),
        format!("/api/v1/registers/No_Such/subjects/{theirs}"),
        format!("/api/v1/registers/..%2f..%2fetc/subjects/{theirs}"),
        "/api/v1/nothing".to_owned(),
        "/api/v2/registers".to_owned(),
        format!("{SUBJECTS}/{theirs}/secrets"),
    ] {
        let answer = clerk.get(&address);
        assert_eq!((answer.status, &answer.body), (404, &never.body), "{address}");
    }
}

#[test]
fn a_key_of_one_controller_is_nothing_at_another() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut other = world.key("other", RETAIL, "register-keeper");
    let theirs = add(&mut keeper, "Toisenen");
    for path in [format!("{SUBJECTS}/{theirs}"), "/api/v1/registers/webshop-customers".to_owned()] {
        assert_eq!(said(&other.get(&path)), (404, "absent".to_owned()), "{path}");
    }
    let registers = body(&other.get("/api/v1/registers"));
    assert_eq!(registers["registers"].as_array().unwrap().len(), 1);
    assert_eq!(registers["registers"][0]["register"], RETAIL);
}

#[test]
fn a_key_learns_what_it_may_do() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.key("agent", WEBSHOP, "service-agent");
    let declared = body(&agent.get("/api/v1/registers/webshop-customers"));
    let care = &declared["register"]["purposes"]["customer-care"];
    assert!(care["read"].as_array().unwrap().contains(&json!("contact")), "{care}");
    assert!(care["actions"].as_array().unwrap().contains(&json!("create")), "{care}");
    assert!(declared["register"]["purposes"].get("bookkeeping").is_none());
    let items = declared["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["id"] == "phone" && item["max_values"] == 5));
}
