//! What others' texts say of somebody who is erased: counted before, put to the officer after, covered by one call or one press.

use crate::{
    SUBJECTS, add, body,
    common::{Program, WEBSHOP, World},
    problem,
};
use seloste_db::Engine;
use serde_json::{Value, json};

const MENTIONS: &str = "/api/v1/registers/webshop-customers/mentions";

fn note(keeper: &mut Program, subject: &str, text: &str) {
    let change = json!({ "source": "customer", "items": { "service-note": [{ "value": text }] } });
    let path = format!("{SUBJECTS}/{subject}");
    let answer = keeper.send("PATCH", &path, &change.to_string());
    assert_eq!(answer.status, 204, "{}", answer.text());
}

fn noted(keeper: &mut Program, subject: &str) -> Value {
    body(&keeper.get(&format!("{SUBJECTS}/{subject}")))["items"]["service-note"][0]["value"].clone()
}

fn open(officer: &mut Program) -> Vec<Value> {
    body(&officer.get(MENTIONS))["mentions"].as_array().unwrap().clone()
}

#[test]
fn c33_r5_085_a_mention_is_counted_before_an_erasure_and_covered_after_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let (gone, host) = (add(&mut keeper, "Poistunen"), add(&mut keeper, "Isäntä"));
        note(&mut keeper, &host, "Naapuri Maija Poistusen numero on 0401234567.");
        let preview = body(&officer.get(&format!("{SUBJECTS}/{gone}/erasure")));
        assert_eq!((&preview["mentions"], &preview["searching"]), (&json!(1), &json!(false)), "{preview}");
        assert!(open(&mut officer).is_empty(), "nobody is erased");
        assert_eq!(officer.send("DELETE", &format!("{SUBJECTS}/{gone}"), "").status, 204);
        let [one] = &open(&mut officer)[..] else { panic!("one mention") };
        assert_eq!((&one["subject"], &one["item"]), (&json!(host), &json!("service-note")));
        assert_eq!(one["clues"], json!(["name", "phone"]));
        assert_eq!(one["passages"][1]["words"], "Poistusen");
        assert_eq!(keeper.get(MENTIONS).status, 403, "a keeper does not erase");
        let answer = |answer: &str| json!({ "mention": one["mention"], "answer": answer }).to_string();
        let path = format!("{MENTIONS}/answer");
        assert_eq!(problem(&officer.post(&path, &answer("keep")))["items"][0]["rule"], "reason-missing");
        assert_eq!(problem(&officer.post(&path, &answer("hide")))["items"][0]["rule"], "not-of-the-list");
        assert_eq!(officer.post(&path, &answer("cover")).status, 204);
        assert_eq!(officer.post(&path, &answer("cover")).status, 404, "once");
        assert_eq!(noted(&mut keeper, &host), "Naapuri ███ ███ numero on ███.");
        let history = keeper.get(&format!("{SUBJECTS}/{host}/history"));
        assert!(!history.text().contains("Poistusen"), "{}", history.text());
        assert!(open(&mut officer).is_empty());
    }
}

#[test]
fn c33_a_case_of_erasure_is_answered_when_every_mention_is() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let (gone, host) = (add(&mut keeper, "Poistunen"), add(&mut keeper, "Isäntä"));
    note(&mut keeper, &host, "Laskut: maija@example.fi");
    let requests = "/api/v1/registers/webshop-customers/requests";
    let new = json!({ "kind": "erase", "channel": "letter", "subject": gone });
    let opened = body(&officer.post(requests, &new.to_string()));
    let case = opened["request"].as_str().unwrap();
    let place = format!("{requests}/{case}");
    let step =
        |officer: &mut Program, step: Value| officer.post(&format!("{place}/steps"), &step.to_string());
    assert_eq!(step(&mut officer, json!({ "step": "identify", "method": "signed-letter" })).status, 200);
    assert_eq!(step(&mut officer, json!({ "step": "decide", "outcome": "granted" })).status, 200);
    let carried = officer.post(&format!("{place}/carry-out"), &json!({ "act": "erase" }).to_string());
    assert_eq!(carried.status, 200, "{}", carried.text());
    let agree = json!({ "step": "agree", "form": "letter", "words": "Kirjeitse" });
    assert_eq!(step(&mut officer, agree).status, 200);
    let answered = json!({ "step": "answer", "form": "letter" });
    let early = step(&mut officer, answered.clone());
    assert_eq!(problem(&early)["items"][0]["rule"], "mentions-open", "{}", early.text());

    // At a desk, by the page, without scripts.
    let mut desk = world.person("desk", WEBSHOP, &["privacy-officer"]);
    let base = "/r/webshop-customers/for/register-keeping";
    let page = desk.get(&format!("{base}/requests/{case}")).text().to_string();
    assert!(page.contains(&format!("mentions?request={case}")), "{page}");
    let page = desk.get(&format!("{base}/mentions?request={case}")).text().to_string();
    assert!(page.contains("<mark>maija@example.fi</mark>"), "{page}");
    let press = page.split("value=\"cover ").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let pressed = format!("cover {press}");
    let done = desk.post(&format!("{base}/mentions"), &[("do", pressed.as_str()), ("request", case)]);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = desk.get(&format!("{base}/mentions?request={case}")).text().to_string();
    assert!(page.contains("Nothing is open") && !page.contains("maija"), "{page}");
    assert_eq!(noted(&mut keeper, &host), "Laskut: ███");
    assert_eq!(step(&mut officer, answered).status, 200);
    assert_eq!(step(&mut officer, json!({ "step": "close" })).status, 200);
}

#[test]
fn c33_whose_text_is_out_of_reach_is_not_listed_and_not_answered() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    for made_up in ["0".repeat(26), "x".to_owned(), String::new()] {
        let answer = json!({ "mention": made_up, "answer": "cover" }).to_string();
        assert_eq!(officer.post(&format!("{MENTIONS}/answer"), &answer).status, 404);
        assert_eq!(keeper.post(&format!("{MENTIONS}/answer"), &answer).status, 403);
    }
    for (wanted, status) in [(json!({ "request": "x" }), 404), (json!({ "after": "x" }), 400)] {
        assert_eq!(officer.post(&format!("{MENTIONS}/list"), &wanted.to_string()).status, status);
    }
}
