//! Requests made on one's own pages, and by anybody with the form.

use crate::{Person, Town, common::RETAIL};
use seloste::bench::http::{Answer, Request};
use serde_json::{Value, json};

const ASK: &str = "/my/retail-customers/ask";

#[test]
fn a_request_of_a_person_who_is_signed_in_has_its_clock_on_their_pages() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 1);
    let mut person = town.at_home(1);
    assert!(person.get("requests").text().contains("You have made no requests"));
    let sent = person.post("ask", &[("kind", "inspect"), ("words", "Kaikki tietoni, kiitos.")]);
    assert_eq!((sent.status, sent.header("location")), (303, Some("/my/retail-customers/requests")));
    let page = person.get("requests").text();
    // One calendar month from 23 November 2026.
    assert!(page.contains("Access to own data") && page.contains("23 Dec 2026"), "{page}");
    assert!(!page.contains("for certain"), "the link has shown who it is: {page}");
    // Leaving is a request too.
    assert_eq!(person.post("ask", &[("kind", "erase")]).status, 303);
    assert!(person.get("requests").text().contains("Erasure"));
}

#[test]
fn r7_032_anybody_can_ask_without_signing_in_and_the_clock_runs() {
    let town = Town::new();
    let mut stranger = town.world.stranger();
    assert_eq!(stranger.get(ASK).status, 200);
    let fields = [
        ("kind", "erase"),
        ("words", "Poistakaa."),
        ("name", "Eino Esimerkki"),
        ("reach", "eino@example.fi"),
    ];
    let sent = stranger.post_bare(ASK, &fields);
    assert_eq!(sent.status, 200, "{}", sent.text());
    assert!(sent.text().contains("23.12.2026"), "{}", sent.text());
    assert_eq!(stranger.post_bare(ASK, &[("kind", "no-such")]).status, 422);
    let foreign = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let body = b"kind=erase";
    let other = stranger.send(Request { method: "POST", path: ASK, headers: &foreign, body });
    assert_eq!(other.status, 403);
}

#[test]
fn a_flood_of_requests_from_one_place_waits_and_keeps_nobody_else_from_asking() {
    let town = Town::new();
    let statuses: Vec<u16> =
        (0..8).map(|_| town.world.stranger().post_bare(ASK, &[("kind", "complaint")]).status).collect();
    assert_eq!(statuses[..3], [200, 200, 200]);
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[test]
fn another_persons_session_token_makes_no_request_in_ones_name() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 3);
    let mut person = town.at_home(3);
    let sent = person.visitor.post_bare(ASK, &[("kind", "erase"), ("csrf", "made-up")]);
    assert_eq!(sent.status, 403);
    assert!(person.get("requests").text().contains("You have made no requests"));
}

#[test]
fn r5_117_a_person_takes_a_copy_of_everything_along_at_once() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 4);
    let mut person = town.at_home(4);
    assert_eq!(person.get("copy").status, 200);
    for extent in ["all", "given"] {
        let copy = person.post("copy", &[("extent", extent)]);
        assert_eq!((copy.status, copy.header("content-type")), (200, Some("application/zip")), "{extent}");
        assert!(copy.body.starts_with(b"PK"), "{extent}");
    }
    // Without the session's token there is none.
    let bare = person.visitor.post_bare("/my/retail-customers/copy", &[("extent", "all")]);
    assert_eq!(bare.status, 303);
    assert!(person.get("log").text().contains("You"));
}

#[test]
fn r7_027_c25_a_mail_says_where_the_copy_is_and_the_person_fetches_it_signed_in_until_its_time_is_over() {
    let town = Town::declared();
    let subject = town.world.marked_person(RETAIL, 5).0;
    let mut officer = town.world.key("officer", RETAIL, "privacy-officer");
    let requests = format!("/api/v1/registers/{RETAIL}/requests");
    let json = |answer: &Answer| -> Value {
        assert!(answer.status < 300, "{} {}", answer.status, answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    };
    let new = json!({ "kind": "inspect", "channel": "letter", "subject": subject });
    let case = json(&officer.post(&requests, &new.to_string()))["request"].as_str().unwrap().to_owned();
    let place = format!("{requests}/{case}");
    for step in [
        json!({ "step": "identify", "method": "signed-letter" }),
        json!({ "step": "decide", "outcome": "granted" }),
        json!({ "step": "agree", "form": "electronic-copy", "words": "Sähköisesti" }),
    ] {
        json(&officer.post(&format!("{place}/steps"), &step.to_string()));
    }
    assert_eq!(officer.post(&format!("{place}/package"), "{\"lang\":\"en\"}").status, 202);
    let mail = town.office.mail(0);
    let text = mail.text();
    assert_eq!(mail.to, Town::email(5), "to the address that was on record before");
    assert!(text.contains(&format!("/my/{RETAIL}")) && !text.contains(&case), "{text}");
    // The link opens nothing by itself.
    assert_eq!(town.world.stranger().get(&format!("/my/{RETAIL}/requests")).status, 303);
    let mut person = town.at_home(5);
    let page = person.get("requests").text();
    assert!(page.contains(&format!("requests/{case}/copy")), "{page}");
    let fetch = |person: &mut Person| {
        let token = crate::hidden_csrf(&person.get("requests").text());
        person.visitor.post_bare(&format!("/my/{RETAIL}/requests/{case}/copy"), &[("csrf", &token)])
    };
    let copy = fetch(&mut person);
    assert_eq!((copy.status, copy.header("content-type")), (200, Some("application/zip")));
    // It is nobody else's.
    town.world.marked_person(RETAIL, 6);
    assert_eq!(fetch(&mut town.at_home(6)).status, 404);
    let now = seloste_gate::clock::Clock::now(&*town.world.clock);
    town.world.clock.set(now + jiff::SignedDuration::from_hours(24 * 40));
    let mut person = town.at_home(5);
    assert!(fetch(&mut person).status >= 400, "its time is over");
    assert!(!person.get("requests").text().contains("/copy\""));
}
