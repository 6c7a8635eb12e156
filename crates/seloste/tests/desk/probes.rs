//! Every way in which somebody may try to get at another's call: each answers as for a call that never was.

use crate::{
    calls::{self, CALLS, caller, recording},
    common::{Program, staff},
    of, page, play, sound,
};
use seloste::bench::http::{Answer, Request};
use serde_json::json;

const QUALITY: &str = "service-quality";
const API: &str = "/api/v1/registers/call-recordings";

/// An answer without the name that was asked for.
fn bare(answer: &Answer, name: &str) -> (u16, String) {
    (answer.status, answer.text().replace(name, "*"))
}

#[test]
fn r2_027_another_agents_call_is_nowhere_by_page_picture_form_or_program() {
    let world = calls::world();
    let [mine, theirs] = ["aatos", "beata"].map(|name| staff::account(&world.app, name, CALLS, &["agent"]));
    let (one, two) = (caller(&world, "040 555 0123"), caller(&world, "050 555 0199"));
    let own = recording(&world, &one, mine, ("2026-11-20", 3));
    let other = recording(&world, &two, theirs, ("2026-11-20", 4)).0;
    // A name of the same make that stands for nothing: another register's world has it.
    let elsewhere = calls::world();
    let stranger = caller(&elsewhere, "040 555 0123");
    let agent = staff::account(&elsewhere.app, "aatos", CALLS, &["agent"]);
    let never = recording(&elsewhere, &stranger, agent, ("2026-11-20", 5)).0;

    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let below = of(QUALITY);
    for path in [
        "recording/{}",
        "recording/{}/needs",
        "recording/{}/cover",
        "quality/of/{}",
        "s/{}/o/{}",
        "recording/{}?t=5",
    ] {
        let asked = |visitor: &mut crate::common::Visitor, name: &str| {
            let answer = visitor.get(&format!("{below}/{}", path.replace("{}", name)));
            bare(&answer, name)
        };
        let (there, gone) = (asked(&mut aatos, &other), asked(&mut aatos, &never));
        assert_eq!(there, gone, "{path}");
        assert!(there.0 >= 400 && !there.1.contains("svg class=\"waveform"), "{path}: {}", there.1);
    }
    for (path, fields) in [
        ("recording/{}/note", [("second", "1"), ("text", "x")]),
        ("recording/{}/needs", [("reason", "x"), ("ends", "30.11.2026")]),
        ("recording/{}/event", [("event", "x"), ("ends", "30.11.2026")]),
        ("quality/of/{}", [("form", "sales-call"), ("q-need", "2")]),
    ] {
        let mut sent = |name: &str| {
            let answer = aatos.post(&format!("{below}/{}", path.replace("{}", name)), &fields);
            bare(&answer, name)
        };
        assert_eq!(sent(&other), sent(&never), "{path}");
    }
    // As a program.
    let mut program = world.key("aatos-key", CALLS, "agent");
    program.purpose(QUALITY);
    let get = |program: &mut Program, path: &str, name: &str| {
        bare(&program.get(&format!("{API}/{}", path.replace("{}", name))), name)
    };
    for path in
        ["objects/{}", "objects/{}/needs", "objects/{}/assessments", "objects/{}/links", "subjects/{}"]
    {
        assert_eq!(get(&mut program, path, &other), get(&mut program, path, &never), "{path}");
    }
    // In counts and in lists, whatever they are narrowed by.
    let list = format!("{below}/recordings");
    let mut shown = |fields: &[(&str, &str)]| {
        let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = aatos.get(&format!("{list}?{}", query.join("&")));
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(!answer.text().contains(&other), "{query:?}");
        answer.text().contains(&own.0)
    };
    for mark in ["noted", "assessed", "held", "covered", "ending"] {
        assert!(!shown(&[("mark", mark)]), "{mark}");
    }
    // Whoever sees only their own calls is not asked whose.
    assert!(shown(&[]) && shown(&[("mark", "unassessed")]) && shown(&[("agent", "beata")]));
    assert!(!shown(&[("points", "100")]));
    // Taken out by nobody, not even by those who hear it.
    for role in ["agent", "assessor", "trainer", "maintainer"] {
        let mut program = world.key(&format!("{role}-out"), CALLS, role);
        program.purpose(QUALITY);
        let taken =
            program.post(&format!("{API}/subjects/taken"), &json!({ "kind": "recording" }).to_string());
        assert!(taken.status >= 400 && !taken.text().contains(&other), "{role}: {}", taken.text());
    }
}

#[test]
fn r2_021_guessed_and_old_addresses_and_odd_ranges_give_nothing() {
    let world = calls::world();
    let [mine, theirs] = ["aatos", "beata"].map(|name| staff::account(&world.app, name, CALLS, &["agent"]));
    let who = caller(&world, "040 555 0123");
    let own = recording(&world, &who, mine, ("2026-11-20", 3));
    let other = recording(&world, &who, theirs, ("2026-11-20", 4));
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let mut beata = world.person("beata", CALLS, &["agent"]);
    let of_beata = sound(&beata.get(&page(QUALITY, &other)));
    let of_aatos = sound(&aatos.get(&page(QUALITY, &own)));
    for range in
        [None, Some("bytes=0-"), Some("bytes=-1"), Some("bytes=5-2"), Some("bytes=0-0,5-9"), Some("x")]
    {
        let answer = play(&mut aatos, &of_beata, range);
        assert_eq!((answer.status, answer.body.len()), (404, 0), "{range:?}");
    }
    // One letter of an address changed; words behind it.
    let mut letters = of_aatos.clone().into_bytes();
    let last = letters.last_mut().unwrap();
    *last = if *last == b'A' { b'B' } else { b'A' };
    for guessed in [String::from_utf8(letters).unwrap(), format!("{of_aatos}x")] {
        let answer = play(&mut aatos, &guessed, Some("bytes=0-9"));
        assert!(answer.status == 404, "{guessed}: {}", answer.status);
    }
    // Where one is nobody, one is asked to sign in, whatever the address.
    let elsewhere = play(&mut aatos, &of_aatos.replace(CALLS, "support-customers"), None);
    assert_eq!((elsewhere.status, elsewhere.body.len()), (303, 0));
    // A HEAD of another's address tells no length either.
    let head = aatos.send(Request { method: "HEAD", ..Request::get(&of_beata) });
    assert_eq!((head.status, head.header("content-range")), (404, None));
    assert_eq!(play(&mut aatos, &of_aatos, Some("bytes=0-9")).status, 206);
}
