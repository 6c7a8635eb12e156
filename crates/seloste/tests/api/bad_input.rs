//! Requests that are broken, hostile or merely wrong: each gets a clear answer and stores nothing.

use crate::{
    SUBJECTS, add, bare, body,
    common::{Program, WEBSHOP, World},
    draft, problem,
};
use seloste::bench::http::Answer;
use seloste_db::Engine;
use serde_json::json;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

fn sent(world: &World, program: &Program, headers: &[(&str, &str)], json: &[u8]) -> Answer {
    let key = program.authorization();
    let mut all = vec![("authorization", key), ("seloste-purpose", "register-keeping")];
    all.extend_from_slice(headers);
    bare(world.address, "POST", SUBJECTS, &all, json)
}

fn code(answer: &Answer) -> (u16, String) {
    (answer.status, problem(answer)["code"].as_str().unwrap().to_owned())
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn broken_json_is_told_with_its_place_and_without_its_content() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    for (text, status) in [
        ("", 400),
        ("{", 400),
        ("null", 422),
        ("[]", 422),
        ("Salainen", 400),
        (r#"{"group": "customers", "items": {}} x"#, 400),
        (r#"{"group": "customers", "items": "Salainen"}"#, 422),
        (r#"{"group": "Salainen", "items": {}}"#, 422),
        (r#"{"group": "customers", "group": "customers", "items": {}}"#, 422),
        (r#"{"group": "customers", "items": {"surname": [], "surname": []}}"#, 422),
        (r#"{"group": "customers", "items": {}, "Salainen": 1}"#, 422),
        (r#"{"group": "customers", "items": {"surname": ["Salainen"]}}"#, 422),
        (r#"{"group": "customers", "items": {"surname": [{"value": "Salai\u0000nen"}]}}"#, 422),
        (r#"{"group": "customers", "items": {"surname": [{"value": "\ud800"}]}}"#, 400),
        (&deep, 422),
        (r#"["customers", [], "customer", {}]"#, 422),
    ] {
        let answer = sent(&world, &keeper, &[JSON], text.as_bytes());
        let told = problem(&answer);
        let start: String = text.chars().take(60).collect();
        assert_eq!(answer.status, status, "{start}: {told}");
        assert!(!told.to_string().contains("Salai"), "{start}: {told}");
    }
    let latin1 = sent(&world, &keeper, &[JSON], b"{\"group\": \"ty\xF6\"}");
    assert_eq!(latin1.status, 400);
    let placed = sent(&world, &keeper, &[JSON], b"{\n  \"group\": 7}");
    assert!(problem(&placed)["detail"].as_str().unwrap().contains("line 2, column 12"), "{}", placed.text());
}

#[test]
fn other_kinds_of_body_are_told_so() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let text = draft("Muotonen").to_string();
    for headers in [
        &[][..],
        &[("content-type", "text/plain")],
        &[("content-type", "application/json; charset=latin1")],
        &[JSON, ("content-encoding", "gzip")],
    ] {
        assert_eq!(
            code(&sent(&world, &keeper, headers, text.as_bytes())),
            (415, "not-json".to_owned()),
            "{headers:?}"
        );
    }
    let html = [JSON, ("accept", "text/html")];
    assert_eq!(code(&sent(&world, &keeper, &html, text.as_bytes())), (406, "not-acceptable".to_owned()));
    let big = json!({ "group": "customers", "items": { "surname": [{ "value": "a".repeat(2 << 20) }] } })
        .to_string();
    assert_eq!(code(&sent(&world, &keeper, &[JSON], big.as_bytes())), (413, "too-large".to_owned()));
}

#[test]
fn a_method_that_an_address_does_not_answer_is_told_those_that_it_does() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    for (method, path) in
        [("GET", SUBJECTS.to_owned()), ("PUT", format!("{SUBJECTS}/x")), ("POST", "/healthz".to_owned())]
    {
        let answer = keeper.send(method, &path, "");
        assert_eq!(code(&answer), (405, "method-not-allowed".to_owned()), "{method} {path}");
        assert!(answer.header("allow").is_some_and(|allow| !allow.is_empty()), "{method} {path}");
    }
}

#[test]
fn r1_021_an_undeclared_item_refuses_the_whole_write_by_name() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut new = draft("Ylimääränen");
    new["items"]["shoe-size"] = json!([{ "value": "43" }]);
    let told = problem(&keeper.post(SUBJECTS, &new.to_string()));
    assert_eq!(
        (told["code"].as_str(), told["items"][0]["item"].as_str()),
        (Some("input-problems"), Some("shoe-size"))
    );
    let found = body(&keeper.post(&format!("{SUBJECTS}/find"), r#"{"words": "ylimääränen"}"#));
    assert_eq!(found["hits"], json!([]), "nothing was stored");
}

#[test]
fn every_bad_value_is_told_at_once_with_what_to_do() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut new = draft(&"x".repeat(10_000));
    new["items"]["email"] = json!([{ "value": "not an address" }]);
    new["items"]["phone"] = json!([{ "value": "12", "label": "mobile" }]);
    new["items"]["postal-code"] = json!([{ "value": "ABC" }]);
    let answer = keeper.post(SUBJECTS, &new.to_string());
    assert_eq!(answer.status, 422);
    let told = problem(&answer);
    let mut items: Vec<&str> =
        told["items"].as_array().unwrap().iter().map(|one| one["item"].as_str().unwrap()).collect();
    items.sort_unstable();
    items.dedup();
    assert_eq!(items, ["email", "phone", "postal-code", "surname"]);
    for one in told["items"].as_array().unwrap() {
        assert!(
            one["what"].as_str().unwrap().len() > 5 && one["remedy"].as_str().unwrap().len() > 5,
            "{one}"
        );
    }
    assert!(!answer.text().contains("not an address"), "the value is not repeated");
}

#[test]
fn sources_are_named_and_declared() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut new = draft("Lähteetön");
    new.as_object_mut().unwrap().remove("source");
    let told = problem(&keeper.post(SUBJECTS, &new.to_string()));
    assert_eq!(told["items"][0]["rule"], "no-source");
    new["source"] = json!("gossip");
    let answer = keeper.post(SUBJECTS, &new.to_string());
    assert!([403, 422].contains(&answer.status), "{}", answer.text());
    new["source"] = json!("address-service");
    let answer = keeper.post(SUBJECTS, &new.to_string());
    assert_eq!(answer.status, 403, "an update service adds no persons (R4-028): {}", answer.text());
}

#[test]
fn pages_are_asked_for_within_bounds() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Sivunen");
    for rows in ["0", "201", "4294967295"] {
        let list = keeper.post(&format!("{SUBJECTS}/list"), &format!("{{\"rows\": {rows}}}"));
        assert_eq!(code(&list), (422, "rows-out-of-range".to_owned()), "{rows}");
    }
    for (query, status) in [("rows=0", 422), ("rows=x", 400), ("rows=-1", 400), ("other=1", 400)] {
        let answer = keeper.get(&format!("{SUBJECTS}/{subject}/objects?{query}"));
        assert_eq!(answer.status, status, "{query}: {}", problem(&answer));
    }
    for token in ["x", "AAAA", "%00", "..", "\u{e4}"] {
        let list = keeper.post(&format!("{SUBJECTS}/list"), &json!({ "after": token }).to_string());
        assert!([400, 404, 422].contains(&list.status), "{token}: {}", list.text());
        problem(&list);
    }
    let timeline = keeper.get(&format!("{SUBJECTS}/{subject}/objects?after=zzzz"));
    assert!([400, 404, 422].contains(&timeline.status), "{}", timeline.text());
    let words = keeper.post(&format!("{SUBJECTS}/find"), &json!({ "words": "a".repeat(10_000) }).to_string());
    assert_eq!(code(&words), (422, "too-long".to_owned()));
}

#[test]
fn strange_names_are_kept_as_they_are_or_refused_but_never_break() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    for name in [
        "O\u{2019}Malley",
        "\u{5d0}\u{5d1}\u{5d2}",
        "E\u{301}tienne",
        "\u{202e}nenittihiE",
        "=HYPERLINK(1)",
        "",
        " ",
    ] {
        let answer = keeper.post(SUBJECTS, &draft(name).to_string());
        assert!([201, 422].contains(&answer.status), "{name:?}: {}", answer.text());
    }
}

/// What comes back to these bytes, until the server hangs up.
fn heard(world: &World, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(world.address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    line.write_all(bytes).unwrap();
    let mut heard = String::new();
    line.read_to_string(&mut heard).unwrap();
    heard
}

#[test]
fn a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let key = keeper.authorization();
    let head = format!(
        "POST {SUBJECTS} HTTP/1.1\r\nhost: here\r\nauthorization: {key}\r\nseloste-purpose: register-keeping\r\n\
         content-type: application/json\r\ncontent-length: 99999999999\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n"
    );
    let heard = heard(&world, head.as_bytes());
    assert!(heard.starts_with("HTTP/1.1 413 ") && heard.contains("too-large"), "{heard}");
}

#[test]
fn who_connects_and_says_nothing_is_let_go() {
    let world = World::new(Engine::Sqlite);
    assert_eq!(heard(&world, b""), "");
}

#[test]
fn a_byte_order_mark_before_the_json_is_passed_over() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let text = [b"\xEF\xBB\xBF", draft("Merkkinen").to_string().as_bytes()].concat();
    let made = sent(&world, &keeper, &[JSON], &text);
    assert_eq!(made.status, 201, "{}", made.text());
    let twice = [b"\xEF\xBB\xBF\xEF\xBB\xBF", draft("Merkkinen").to_string().as_bytes()].concat();
    assert_eq!(code(&sent(&world, &keeper, &[JSON], &twice)), (400, "not-json".to_owned()));
}

#[test]
fn a_place_that_no_list_has_given_out_is_told_by_the_name_of_its_parameter() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    keeper.purpose("register-keeping");
    let subject = add(&mut keeper, "Sivunen");
    let made = keeper.post(&format!("{SUBJECTS}/list"), r#"{"after": "nowhere"}"#);
    let seen = keeper.get(&format!("{SUBJECTS}/{subject}/objects?after=nowhere"));
    for answer in [made, seen] {
        assert_eq!(code(&answer), (400, "unknown-place".to_owned()));
        assert_eq!(problem(&answer)["items"][0]["item"], "after", "{}", answer.text());
    }
    let nobody = keeper.get(&format!("{SUBJECTS}/nobody/objects"));
    assert_eq!(nobody.status, 404, "{}", nobody.text());
}

#[test]
fn whatever_is_not_there_below_api_is_told_as_a_problem() {
    let world = World::new(Engine::Sqlite);
    for path in ["/api", "/api/", "/api/v1", "/api/v2/registers", "/api/%FF"] {
        assert_eq!(code(&bare(world.address, "GET", path, &[], b"")), (404, "absent".to_owned()), "{path}");
    }
}
