//! Looking for messages by what is written in them: only where the statement lets it, only those whom each message is open to, and
//! never longer than the message is there.

use crate::common::{Program, World, statement};
use jiff::Timestamp;
use seloste::{installation::Head, work};
use seloste_db::Engine;
use serde_json::{Value, json};
use std::path::Path;

pub(crate) const CALLS: &str = "call-recordings";

/// The register of calls, where messages may be searched by their words.
fn searched() -> String {
    let text = statement("call-recordings.toml");
    let with = text.replacen("told-item = \"told\"\n", "told-item = \"told\"\nwords-searched = true\n", 1);
    assert_ne!(text, with);
    with
}

pub(crate) fn world(text: String) -> World {
    World::of(Engine::Sqlite, Head::default(), &[(CALLS, text)])
}

pub(crate) fn program(world: &World, name: &str, role: &str, purpose: &str) -> Program {
    let mut program = world.key(name, CALLS, role);
    program.purpose(purpose);
    program
}

pub(crate) fn send(program: &mut Program, path: &str, body: &Value) -> (u16, Value) {
    let answer = program.send("POST", &format!("/api/v1/registers/{CALLS}/{path}"), &body.to_string());
    let told = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
    (answer.status, told)
}

/// Takes a chat in that somebody answered; returns its recording.
pub(crate) fn chat(system: &mut Program, (delivery, agent): (&str, &str), text: &str) -> String {
    let chat = json!({
        "kind": "recording", "medium": "chat", "delivery": delivery, "direction": "inbound", "told": true,
        "caller-number": format!("04055501{delivery}"), "number-called": "+358 9 555 0110", "answered-by": agent,
        "started": "2026-11-02T08:00:00+02:00", "ended": "2026-11-02T08:05:00+02:00",
        "content": { "lines": [{ "at": "2026-11-02T08:01:00+02:00", "by": "person", "text": text }] },
    });
    let (status, told) = send(system, "messages", &chat);
    assert_eq!(status, 200, "{told}");
    told["recording"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned()
}

/// Whether a file below a folder holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return holds(&path, text);
        }
        std::fs::read(&path).unwrap_or_default().windows(text.len()).any(|window| window == text.as_bytes())
    })
}

fn found(program: &mut Program, words: &str) -> Vec<String> {
    let (status, told) = send(program, "recordings/list", &json!({ "filter": { "words": words } }));
    assert_eq!(status, 200, "{told}");
    let rows = told["recordings"].as_array().unwrap().iter();
    rows.map(|row| row["recording"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn r2_027_words_find_messages_for_those_who_may_open_them_and_for_nobody_else() {
    let world = world(searched());
    let mut system = program(&world, "system", "telephone-system", "rights");
    let [mut one, mut other] =
        ["agent-one", "agent-two"].map(|name| program(&world, name, "agent", "service-quality"));
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    let mine = chat(&mut system, ("21", "agent-one"), "Laskutuksessa on virhe, irtisanon sopimuksen");
    let theirs = chat(&mut system, ("22", "agent-two"), "Laskutus toimii, kiitos Äänekoskelta");
    // Beginnings, any case, with accents or without; all words must be there.
    for words in ["laskutu", "LASKUTU", "las"] {
        assert!(found(&mut assessor, words).len() == 2, "{words}");
    }
    assert_eq!(found(&mut assessor, "laskutuk virhe"), [mine.as_str()]);
    assert_eq!(found(&mut assessor, "aanekoskelta kiitos"), [theirs.as_str()]);
    assert!(found(&mut assessor, "laskutus puuttuu").is_empty());
    // An agent finds its own alone; of others' there is no row, no count, no place to go on from.
    assert_eq!(found(&mut one, "laskutu"), [mine.as_str()]);
    assert_eq!(found(&mut other, "laskutu"), [theirs.as_str()]);
    let none = |program: &mut Program, words: &str| {
        send(program, "recordings/list", &json!({ "filter": { "words": words }, "rows": 1 }))
    };
    assert_eq!(none(&mut one, "kiitos"), none(&mut one, "sanajotaeiole"), "as if it did not exist");
    // Those who hear one recording at a time, in a session or with a reason, look for none by its words.
    let mut trainer = program(&world, "trainer", "trainer", "training");
    let mut technician = program(&world, "technician", "maintainer", "maintenance");
    for program in [&mut trainer, &mut technician] {
        assert_eq!(none(program, "laskutus").0, 403);
    }
    technician.reason("hairio");
    assert_eq!(found(&mut technician, "laskutu").len(), 2, "with a reason each of them would open");
    // Neither what is written nor what was looked for stands anywhere on the disk.
    for word in ["Laskutuksessa", "laskutuk", "irtisano", "sanajotaeiole", "sanajota"] {
        assert!(!holds(&world.folder(), word), "{word}");
    }
}

#[test]
fn r2_021_words_go_with_the_recording_to_the_minute_and_leave_no_token() {
    let world = world(searched());
    let mut system = program(&world, "system", "telephone-system", "rights");
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    drop(program(&world, "agent-one", "agent", "service-quality"));
    chat(&mut system, ("31", "agent-one"), "Takuuasia");
    assert_eq!(found(&mut assessor, "takuu").len(), 1);
    let tokens = || {
        let (home, _) = world.app.register(&crate::common::register(CALLS)).unwrap();
        let count = "SELECT count(*) FROM medium_word";
        home.gate.data().read(|tx| tx.first::<_, seloste_db::Failure>(count, &[], |row| row.int(0))).unwrap()
    };
    assert_ne!(tokens(), Some(0));
    // Six months and a minute after the call, before any run.
    let late: Timestamp = "2027-05-02T06:06:00Z".parse().unwrap();
    world.clock.set(late);
    let mut assessor = program(&world, "assessor-later", "assessor", "service-quality");
    assert!(found(&mut assessor, "takuu").is_empty());
    work::retention::run(&world.app).unwrap();
    assert_eq!(tokens(), Some(0));
}

#[test]
fn a_statement_that_does_not_let_words_be_searched_keeps_none() {
    let world = world(statement("call-recordings.toml"));
    let mut system = program(&world, "system", "telephone-system", "rights");
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    drop(program(&world, "agent-one", "agent", "service-quality"));
    chat(&mut system, ("41", "agent-one"), "Takuuasia");
    let (status, told) = send(&mut assessor, "recordings/list", &json!({ "filter": { "words": "takuu" } }));
    assert_eq!((status, &told["items"][0]["rule"]), (422, &"words-not-searched".into()), "{told}");
    let (status, told) = send(&mut assessor, "recordings/list", &json!({}));
    assert_eq!((status, told["recordings"].as_array().unwrap().len()), (200, 1), "{told}");
    let page = world
        .person("visitor", CALLS, &["assessor"])
        .get(&format!("/r/{CALLS}/for/service-quality/recordings"));
    assert!(page.status == 200 && !page.text().contains("words-hint"));
}

#[test]
fn the_page_takes_words_by_post_alone_and_the_notice_says_that_they_are_searched() {
    let world = world(searched());
    let mut system = program(&world, "system", "telephone-system", "rights");
    drop(program(&world, "agent-one", "agent", "service-quality"));
    let object = chat(&mut system, ("51", "agent-one"), "Ovikello ei soi");
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let list = format!("/r/{CALLS}/for/service-quality/recordings");
    let page = assessor.get(&list);
    assert!(page.text().contains("words-hint"));
    let linked = assessor.get(&format!("{list}?words=eiloydy")).text().to_string();
    assert!(linked.contains(&object), "a link that carries words is not followed");
    let hit = assessor.post(&list, &[("words", "ovikel")]).text().to_string();
    assert!(hit.contains(&object), "{hit}");
    let miss = assessor.post(&list, &[("words", "kattila")]).text().to_string();
    assert!(!miss.contains(&object));
    let notice = world.stranger().visit(&format!("/r/{CALLS}/notice")).text().to_string();
    assert!(notice.contains("searched by word"), "{notice}");
}
