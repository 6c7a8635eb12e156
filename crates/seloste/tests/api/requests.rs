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

/// Opens a case of somebody and takes it to a grant.
fn granted(world: &World, kind: &str) -> (crate::common::Program, String, String) {
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Pyytäjäinen");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let new =
        json!({ "kind": kind, "channel": "letter", "subject": subject, "asker": "Maija\nToinen katu 9" });
    let opened = officer.post(REQUESTS, &new.to_string());
    assert_eq!(opened.status, 201, "{}", opened.text());
    let place = format!("{REQUESTS}/{}", body(&opened)["request"].as_str().unwrap());
    for step in [
        json!({ "step": "identify", "method": "signed-letter" }),
        json!({ "step": "decide", "outcome": "granted" }),
    ] {
        let taken = officer.post(&format!("{place}/steps"), &step.to_string());
        assert_eq!(taken.status, 200, "{step}: {}", taken.text());
    }
    (officer, place, subject)
}

#[test]
fn r5_123_an_answer_is_shown_in_a_meeting_for_a_while_and_a_copy_asked_for_must_be_given() {
    let world = World::new(Engine::Sqlite);
    let (mut officer, place, _) = granted(&world, "inspect");
    let steps = format!("{place}/steps");
    let show =
        json!({ "step": "show", "form": "meeting", "minutes": 20, "words": "Toimisto, henkilö paikalla" });
    assert_eq!(officer.post(&steps, &show.to_string()).status, 200);
    let until = body(&officer.get(&place))["view_until"].as_str().unwrap().to_owned();
    assert_eq!(until, "2026-11-23T08:20:00Z");
    // A program opened it: nobody at a page sees it.
    let mut other = world.person("other", WEBSHOP, &["privacy-officer"]);
    let page =
        place.replace("/api/v1/registers/webshop-customers/", "/r/webshop-customers/for/register-keeping/");
    assert_eq!(other.get(&format!("{page}/view")).status, 422);
    let fields = [("step", "show"), ("form", "remote-meeting"), ("minutes", "5"), ("why", "Etäyhteys")];
    assert_eq!(other.post(&page, &fields).status, 303);
    let seen = other.get(&format!("{page}/view"));
    assert!(seen.status == 200 && seen.text().contains("Pyyt\u{e4}j\u{e4}inen"), "{}", seen.text());
    world.clock.set("2026-11-23T08:05:00Z".parse().unwrap());
    let late = other.get(&format!("{page}/view"));
    assert!(late.status == 422 && !late.text().contains("Pyyt\u{e4}j\u{e4}inen"), "it has closed by itself");
    assert_eq!(other.post(&page, &[("step", "shown"), ("copy", "1")]).status, 303);
    assert_eq!(officer.post(&steps, &json!({ "step": "close" }).to_string()).status, 422);
    let answer = json!({ "step": "answer", "form": "electronic-copy" });
    assert_eq!(officer.post(&steps, &answer.to_string()).status, 200);
    assert_eq!(officer.post(&steps, &json!({ "step": "close" }).to_string()).status, 200);
}

#[test]
fn r1_018_an_objection_is_carried_out_and_a_letter_tells_the_decision() {
    let world = World::new(Engine::Sqlite);
    let (mut officer, place, subject) = granted(&world, "object");
    let letter = |officer: &mut crate::common::Program, about: &str| {
        officer.post(&format!("{place}/letter"), &json!({ "about": about }).to_string())
    };
    let told = letter(&mut officer, "receipt");
    assert_eq!((told.status, told.header("content-type")), (200, Some("application/pdf")));
    assert!(told.body.starts_with(b"%PDF"));
    assert_eq!(problem(&letter(&mut officer, "more-time"))["items"][0]["rule"], "nothing-to-say");
    let decision = letter(&mut officer, "decision");
    assert_eq!(problem(&decision)["items"][0]["rule"], "no-address-on-record", "no address, nowhere to post");
    let proved = json!({ "step": "address", "words": "Maija Pyyt\u{e4}j\u{e4}inen\nTodistettu katu 1\n00100 Helsinki" });
    assert_eq!(officer.post(&format!("{place}/steps"), &proved.to_string()).status, 200);
    assert_eq!(letter(&mut officer, "decision").status, 200);
    let carry = format!("{place}/carry-out");
    for wrong in [json!({}), json!({ "act": "erase" }), json!({ "act": "dance" })] {
        assert_eq!(officer.post(&carry, &wrong.to_string()).status, 422, "{wrong}");
    }
    let done = officer.post(&carry, &json!({ "prohibition": "direct-advertising" }).to_string());
    assert_eq!(done.status, 200, "{}", done.text());
    let held = officer.get(&format!("{}/{subject}/permissions", crate::SUBJECTS));
    assert!(held.text().contains("direct-advertising"), "{}", held.text());
}

#[test]
fn c05_the_same_request_in_three_channels_is_one_case_with_the_first_date() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Kolmasti");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let mut names = Vec::new();
    for (channel, day) in [("email", "2026-11-20"), ("phone", "2026-11-16"), ("letter", "2026-11-19")] {
        let new = json!({ "kind": "erase", "channel": channel, "received": day, "subject": subject });
        names.push(body(&officer.post(REQUESTS, &new.to_string()))["request"].as_str().unwrap().to_owned());
    }
    let first = format!("{REQUESTS}/{}", names[0]);
    assert_eq!(body(&officer.get(&first))["same"].as_array().unwrap().len(), 2);
    for name in &names[1..] {
        let merge = json!({ "step": "merge", "into": names[0] });
        let merged = officer.post(&format!("{REQUESTS}/{name}/steps"), &merge.to_string());
        assert_eq!(merged.status, 200, "{}", merged.text());
    }
    let case = body(&officer.get(&first));
    assert_eq!((case["due"].as_str(), &case["same"]), (Some("2026-12-16"), &json!([])));
    let queue = body(&officer.get(REQUESTS));
    assert_eq!(queue["requests"].as_array().unwrap().len(), 1, "one case is left");
}

#[test]
fn r7_034_a_case_goes_to_another_register_of_the_installation_with_its_date() {
    let world = World::new(Engine::Sqlite);
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let new = json!({ "kind": "inspect", "channel": "web", "received": "2026-11-03", "words": "Rekisteri?" });
    let name = body(&officer.post(REQUESTS, &new.to_string()))["request"].as_str().unwrap().to_owned();
    let passed =
        officer.post(&format!("{REQUESTS}/{name}/pass"), &json!({ "to": "retail-customers" }).to_string());
    assert_eq!(body(&passed)["receipt"]["due"], "2026-12-03", "{}", passed.text());
    assert_eq!(body(&officer.get(&format!("{REQUESTS}/{name}")))["state"], "passed");
    let nowhere = officer.post(&format!("{REQUESTS}/{name}/pass"), &json!({ "to": "nowhere" }).to_string());
    assert_eq!(nowhere.status, 422);
}

#[test]
fn c31_a_copy_is_put_together_by_a_job_with_progress_and_fetched_by_the_clerk_and_the_person() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let (mut officer, place, _) = granted(&world, "inspect");
        assert_eq!(officer.get(&format!("{place}/package")).status, 404, "none was ordered");
        let ordered = officer.post(&format!("{place}/package"), "{\"lang\":\"en\"}");
        assert_eq!(ordered.status, 202, "{}", ordered.text());
        let mut state = body(&ordered);
        for _ in 0..1_200 {
            if state["state"] == "ready" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
            state = body(&officer.get(&format!("{place}/package")));
        }
        assert_eq!((&state["state"], &state["files"]), (&json!("ready"), &json!(5)), "{state}");
        assert_eq!(state["ends"], "2026-12-07T08:00:00Z");
        let fetched = officer.post(&format!("{place}/package/fetch"), "{}");
        assert_eq!((fetched.status, fetched.header("content-type")), (200, Some("application/zip")));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&fetched.body[..])).unwrap();
        let mut page = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("tiedot.html").unwrap(), &mut page).unwrap();
        assert!(page.contains("Pyyt\u{e4}j\u{e4}inen") && page.contains("Data about you"), "{page}");
        world.clock.set("2026-12-07T08:00:00Z".parse().unwrap());
        let mut officer = world.key("officer-too", WEBSHOP, "privacy-officer");
        assert_eq!(officer.post(&format!("{place}/package/fetch"), "{}").status, 422, "its time is over");
    }
}

#[test]
fn r5_118_an_attachment_like_a_virus_is_kept_inert_and_comes_back_as_a_download() {
    let world = World::new(Engine::Sqlite);
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let new = json!({ "kind": "inspect", "channel": "email", "words": "Liitteenä allekirjoitettu pyyntö" });
    let opened = officer.post(REQUESTS, &new.to_string());
    let place = format!("{REQUESTS}/{}", body(&opened)["request"].as_str().unwrap());
    let nasty: &[u8] = b"MZ\x90\x00<script>alert(1)</script>%PDF-1.7 X5O!P%@AP";
    let headers = [
        ("content-type", "application/octet-stream"),
        ("seloste-file-name", "..%2F..%2Flasku%22%0d%0aX-Evil%3a1.exe"),
    ];
    let sent = officer.send_bytes("POST", &format!("{place}/files"), &headers, nasty);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let case = body(&officer.get(&place));
    let step = case["happened"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((step["step"].as_str(), step["bytes"].as_u64()), (Some("attach"), Some(nasty.len() as u64)));
    assert_eq!(step["words"], "laskuX-Evil:1.exe", "no path, no line break, no quotes");
    let back = officer.get(&format!("{place}/files/1"));
    assert!(back.body == nasty, "byte for byte");
    assert_eq!(back.header("content-type"), Some("application/octet-stream"));
    assert_eq!(back.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(back.header("content-disposition"), Some("attachment"));
    for none in ["files/2", "files/0", "files/x", "files/99999999999999999999"] {
        assert_eq!(officer.get(&format!("{place}/{none}")).status, 404, "{none}");
    }
    // The same file at a page: saved, never shown, its name in no header line of its own.
    let mut person = world.person("anna", WEBSHOP, &["privacy-officer"]);
    let page =
        place.replace("/api/v1/registers/webshop-customers/", "/r/webshop-customers/for/register-keeping/");
    let back = person.get(&format!("{page}/files/1"));
    assert_eq!((back.status, back.header("content-type")), (200, Some("application/octet-stream")));
    let name = back.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment; filename*=UTF-8''laskuX-Evil%3A1.exe"), "{name}");
    assert!(person.get(&page).text().contains("/files/1\" download"));
    // Nothing of it is readable at rest.
    let empty = officer.send_bytes("POST", &format!("{place}/files"), &headers, b"");
    assert_eq!(empty.status, 422);
    let huge = vec![7_u8; (10 << 20) + 1];
    assert_eq!(officer.send_bytes("POST", &format!("{place}/files"), &headers, &huge).status, 413);
}
