//! Recordings that a request names: held until they are handed over, weighed, given whole or covered, in the copy and told in the
//! letter; for callers and for whoever answered.

use crate::{
    calls::{self, CALLS, caller, gate},
    common::{Program, World, register, staff},
    of, page,
};
use seloste::bench::http::Answer;
use seloste_gate::{ask::AccountId, card::ObjectRef};
use serde_json::{Value, json};
use std::{
    io::{Cursor, Read as _},
    time::Duration,
};

const API: &str = "/api/v1/registers/call-recordings";

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text()).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.text()))
}

/// Ten seconds of a loud steady sound.
fn loud() -> Vec<u8> {
    let mut wav = Vec::new();
    let shape = seloste_sound::Shape { channels: 1, sample_rate: 8_000 };
    seloste_sound::wav::head(&mut wav, &shape, 80_000).unwrap();
    wav.extend((0..80_000).flat_map(|_| 20_000_i16.to_le_bytes()));
    wav
}

fn clerk(world: &World) -> Program {
    let mut clerk = world.key("clerk", CALLS, "inspection-clerk");
    clerk.purpose("rights");
    clerk
}

/// A key of half a year later: those of before have ended.
fn later(world: &World) -> Program {
    let mut clerk = world.key("clerk-later", CALLS, "inspection-clerk");
    clerk.purpose("rights");
    clerk
}

fn agent(world: &World, name: &str) -> AccountId {
    staff::account(&world.app, name, CALLS, &["agent"])
}

/// A case of access, linked and identified; its address.
fn case(clerk: &mut Program, link: &Value) -> String {
    let new = json!({ "kind": "inspect", "channel": "phone" }).to_string();
    let taken = read(&clerk.post(&format!("{API}/requests"), &new));
    let place = format!("{API}/requests/{}", taken["request"].as_str().unwrap());
    step(clerk, &place, link);
    step(clerk, &place, &json!({ "step": "identify", "method": "document-seen" }));
    place
}

fn step(clerk: &mut Program, place: &str, step: &Value) {
    let taken = clerk.post(&format!("{place}/steps"), &step.to_string());
    assert_eq!(taken.status, 200, "{step}: {}", taken.text());
}

/// The files of the copy of a case, once it is ready.
fn fetched(clerk: &mut Program, place: &str) -> Vec<(String, Vec<u8>)> {
    let ordered = clerk.post(&format!("{place}/package"), "{}");
    assert_eq!(ordered.status, 202, "{}", ordered.text());
    let mut state = read(&clerk.get(&format!("{place}/package")));
    for _ in 0..1_200 {
        if state["state"] == "ready" {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
        state = read(&clerk.get(&format!("{place}/package")));
    }
    assert_eq!(state["state"], "ready", "{state}");
    let answer = clerk.post(&format!("{place}/package/fetch"), "");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let mut zip = zip::ZipArchive::new(Cursor::new(&answer.body[..])).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files
}

fn retain(world: &World) {
    while !gate(world, CALLS).retain(&register(CALLS)).unwrap().ended {}
}

fn is_there(world: &World, object: &ObjectRef) -> bool {
    gate(world, CALLS).may_be_asked_for(&register(CALLS), object).unwrap()
}

#[test]
fn r2_024_r2_030_a_recording_named_in_a_request_is_held_until_it_is_handed_over_and_ends_right_after() {
    let world = calls::world();
    let (who, wav) = (caller(&world, "040 555 0001"), loud());
    let object = calls::taken(&world, &who, agent(&world, "aatos"), ("2026-11-20", &wav, 10_000));
    let other = calls::taken(&world, &who, agent(&world, "aatos"), ("2026-11-19", &wav, 10_000));
    let mut program = clerk(&world);
    // Asked at once, answered when the six months are over.
    let place = case(&mut program, &json!({ "step": "link", "subject": who.0 }));
    let named = program.post(&format!("{place}/recordings"), &json!({ "recording": object.0 }).to_string());
    assert_eq!((named.status, read(&named)["recordings"][0]["wish"].as_str()), (200, Some("copy")));
    world.clock.set("2027-05-21T08:00:00Z".parse().unwrap());
    let mut clerk = later(&world);
    retain(&world);
    assert!(is_there(&world, &object) && !is_there(&world, &other), "only what was named is held");
    // Held for the person's right and for nothing else.
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    assert_eq!(assessor.get(&page("service-quality", &object)).status, 404);
    // The answer waits for the weighing.
    step(&mut clerk, &place, &json!({ "step": "agree", "form": "electronic-copy", "words": "Puhelimessa" }));
    step(&mut clerk, &place, &json!({ "step": "decide", "outcome": "granted" }));
    let early = clerk
        .post(&format!("{place}/steps"), &json!({ "step": "answer", "form": "electronic-copy" }).to_string());
    assert_eq!(read(&early)["items"][0]["rule"], "recordings-not-weighed", "{}", early.text());
    let weigh = |clerk: &mut Program, spans: Value, words: &str| {
        let body = json!({ "recording": object.0, "given": "covered", "spans": spans, "words": words });
        clerk.post(&format!("{place}/recordings"), &body.to_string())
    };
    let span = json!([{ "from_ms": 2_000, "to_ms": 3_000 }]);
    assert_eq!(read(&weigh(&mut clerk, span.clone(), " "))["items"][0]["rule"], "reason-missing");
    let beyond = json!([{ "from_ms": 2_000, "to_ms": 30_000 }]);
    assert_eq!(read(&weigh(&mut clerk, beyond, "Vastaaja"))["items"][0]["rule"], "no-such-span");
    let weighed = weigh(&mut clerk, span, "Vastaaja kertoo omasta sairaudestaan.");
    assert_eq!(weighed.status, 200, "{}", weighed.text());
    let letter =
        clerk.post(&format!("{place}/letter"), &json!({ "about": "decision", "lang": "fi" }).to_string());
    assert_ne!(letter.status, 500, "{}", letter.text());

    let files = fetched(&mut clerk, &place);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.last(), Some(&"recordings/2026-11-20-1400-1.wav"), "{names:?}");
    let sound = &files.last().unwrap().1;
    let head = sound.len() - 160_000;
    assert_eq!(sound[head..head + 32_000], wav[wav.len() - 160_000..][..32_000]);
    assert!(!sound[head + 32_000..head + 48_000].chunks(2).any(|one| one == 20_000_i16.to_le_bytes()));
    let text = |name: &str| {
        let found = files.iter().find(|(file, _)| file == name).unwrap();
        String::from_utf8(found.1.clone()).unwrap()
    };
    let told = text("tiedot.html");
    for wanted in ["0:02–0:03", "sairaudestaan", "recordings/2026-11-20-1400-1.wav"] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let data: Value = serde_json::from_str(&text("data.json")).unwrap();
    assert_eq!(data["recordings"][0]["given"], "covered");
    // Handed over: the hold is gone, and the next run takes the recording.
    assert!(!is_there(&world, &object));
    retain(&world);
    let fact = json!({ "at": "2026-11-20T14:00:00+02:00" }).to_string();
    assert_eq!(read(&clerk.post(&format!("{place}/calls"), &fact))["calls"][0]["state"], "deleted");
    let late = weigh(&mut clerk, json!([]), "uudelleen");
    assert_eq!(late.status, 404, "{}", late.text());
}

#[test]
fn r2_030_a_case_that_ends_without_giving_a_recording_holds_it_no_longer() {
    let world = calls::world();
    let who = caller(&world, "040 555 0001");
    let object = calls::taken(&world, &who, agent(&world, "aatos"), ("2026-11-20", &loud(), 10_000));
    let stranger = caller(&world, "040 555 0002");
    let mut clerk = clerk(&world);
    let place = case(&mut clerk, &json!({ "step": "link", "subject": who.0 }));
    let others = case(&mut clerk, &json!({ "step": "link", "subject": stranger.0 }));
    let name = json!({ "recording": object.0, "wish": "listen" }).to_string();
    assert_eq!(clerk.post(&format!("{others}/recordings"), &name).status, 404, "not a call of theirs");
    assert_eq!(clerk.post(&format!("{place}/recordings"), &name).status, 200);
    world.clock.set("2027-05-21T08:00:00Z".parse().unwrap());
    let mut clerk = later(&world);
    assert!(is_there(&world, &object));
    let refuse = json!({ "step": "decide", "outcome": "refused", "grounds": ["others-rights"], "words": "Toisen osapuolen turva" });
    step(&mut clerk, &place, &refuse);
    step(&mut clerk, &place, &json!({ "step": "agree", "form": "letter", "words": "Puhelimessa" }));
    step(&mut clerk, &place, &json!({ "step": "answer", "form": "letter" }));
    assert!(!is_there(&world, &object));
    let (again, never) = (clerk.post(&format!("{place}/recordings"), &name), "x");
    assert_eq!(
        again.status,
        clerk.post(&format!("{place}/recordings"), &json!({ "recording": never }).to_string()).status
    );
}

#[test]
fn r2_011_r2_031_whoever_answered_gets_their_own_calls_and_assessments_and_nothing_of_the_caller() {
    let world = calls::world();
    let (who, wav) = (caller(&world, "040 555 0001"), loud());
    let object = calls::taken(&world, &who, agent(&world, "aatos"), ("2026-11-20", &wav, 10_000));
    let others = calls::taken(&world, &who, agent(&world, "beata"), ("2026-11-19", &wav, 10_000));
    let mut clerk = clerk(&world);
    let place = case(&mut clerk, &json!({ "step": "link", "staff": "aatos" }));
    let weigh = |object: &ObjectRef| {
        json!({ "recording": object.0, "given": "whole", "words": "Soittaja puhuu vain tilauksestaan." })
            .to_string()
    };
    assert_eq!(clerk.post(&format!("{place}/recordings"), &weigh(&others)).status, 404);
    let taken = clerk.post(&format!("{place}/recordings"), &weigh(&object));
    assert_eq!(taken.status, 200, "{}", taken.text());
    step(&mut clerk, &place, &json!({ "step": "decide", "outcome": "granted" }));
    let files = fetched(&mut clerk, &place);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["tiedot.html", "tiedot.pdf", "data.json", "recordings/2026-11-20-1400-1.wav"]);
    assert_eq!(files[3].1, wav);
    let data: Value = serde_json::from_slice(&files[2].1).unwrap();
    assert_eq!(data["calls"].as_array().unwrap().len(), 1);
    let page = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(!page.contains("555 0001") && !page.contains("5550001"), "{page}");
}

#[test]
fn r2_030_the_desk_names_weighs_and_hears_on_a_page() {
    let world = calls::world();
    let who = caller(&world, "040 555 0001");
    let object = calls::taken(&world, &who, agent(&world, "aatos"), ("2026-11-20", &loud(), 10_000));
    let mut program = clerk(&world);
    let place = case(&mut program, &json!({ "step": "link", "subject": who.0 }));
    let mut visitor = world.person("visitor", CALLS, &["inspection-clerk"]);
    let page = place.replace("/api/v1/registers/call-recordings/", &format!("{}/", of("rights")));
    assert!(visitor.get(&page).text().contains("Recordings of the request"));
    let address = format!("{page}/recordings");
    let shown = visitor.get(&address);
    assert!(shown.status == 200 && shown.text().contains(&object.0), "{}", shown.text());
    assert_eq!(visitor.post(&address, &[("recording", &object.0), ("wish", "copy")]).status, 303);
    let wrong = visitor.post(&address, &[("recording", &object.0), ("given", "covered"), ("words", "x")]);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let fields =
        [("recording", object.0.as_str()), ("given", "covered"), ("spans", "0:02–0:03"), ("words", "Syy")];
    assert_eq!(visitor.post(&address, &fields).status, 303);
    let text = visitor.get(&address).text();
    assert!(text.contains("0:02–0:03") && text.contains("Syy") && text.contains("checked"), "{text}");
    let mut agent = world.person("aatos", CALLS, &["agent"]);
    assert!(agent.get(&address).status >= 400);
}
