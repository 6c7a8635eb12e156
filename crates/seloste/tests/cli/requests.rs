//! `seloste request`: a request from receipt to close, as a clerk and a privacy officer type it.

use crate::people::{ask, installed};
use serde_json::Value;
use std::path::Path;

fn request(folder: &Path, user: &str, part: &[&str]) -> crate::Answer {
    let (verb, more) = part.split_first().unwrap();
    let purpose = if user == "privacy-officer" { "register-keeping" } else { "customer-care" };
    let place = ["--data", "here", "--clock", "2026-11-23T08:00:00Z", "--register", crate::common::WEBSHOP];
    let who = ["--as", user, "--purpose", purpose, "--json"];
    crate::seloste(folder, &[&["request", verb][..], &place, &who, more].concat())
}

fn told(answer: &crate::Answer) -> Value {
    assert_eq!(answer.code, 0, "{}", answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn r2_032_r7_028_a_request_goes_from_a_call_to_a_closed_case() {
    let (folder, subject) = installed();
    let at = folder.path();
    let opened = request(
        at,
        "reader",
        &["open", "--kind", "access", "--channel", "phone", "--received", "2026-11-02", "--words", "Soitti"],
    );
    let receipt = told(&opened);
    assert_eq!(
        (receipt["due"].as_str(), receipt["identity"].as_str()),
        (Some("2026-12-02"), Some("pending"))
    );
    let name = receipt["request"].as_str().unwrap();
    let officer = |part: &[&str]| request(at, "privacy-officer", &[part, &[name]].concat());
    let early = officer(&["decide", "--outcome", "granted"]);
    assert!(early.code == 1 && early.err.contains("certain enough"), "{}", early.err);
    told(&officer(&["identify", "--subject", &subject, "--method", "document-seen"]));
    let shown = told(&officer(&["show"]));
    assert_eq!(shown["method"], "document-seen", "each case stores the method");
    assert_eq!(shown["dpv"], "eu-gdpr:A15");
    told(&officer(&["decide", "--outcome", "granted"]));
    told(&officer(&["agree", "--form", "electronic-copy", "--words", "Puhelimessa sovittu"]));
    told(&officer(&["answer", "--form", "electronic-copy"]));
    assert_eq!(told(&officer(&["close"]))["state"], "closed");
    let list = told(&request(at, "privacy-officer", &["list"]));
    assert_eq!(list["requests"].as_array().unwrap().len(), 0);
    let clerk = request(at, "reader", &["list"]);
    assert!(clerk.code == 1 && clerk.err.contains("action-not-granted"), "{}", clerk.err);
}

#[test]
fn r4_051_an_objection_is_carried_out_without_proof_and_in_effect_at_once() {
    let (folder, subject) = installed();
    let at = folder.path();
    let opened = told(&request(
        at,
        "reader",
        &["open", "--kind", "object", "--channel", "letter", "--subject", &subject],
    ));
    let name = opened["request"].as_str().unwrap();
    let officer = |part: &[&str]| request(at, "privacy-officer", &[part, &[name]].concat());
    told(&officer(&["decide", "--outcome", "granted"]));
    told(&officer(&["carry-out", "--prohibition", "direct-advertising"]));
    let shown = told(&officer(&["show"]));
    assert_eq!(shown["carried_out"], true);
    let card = ask(at, "show", "privacy-officer", "register-keeping", &["--json", &subject]);
    assert!(card.out.contains("direct-advertising"), "{}", card.out);
}

#[test]
fn r7_034_a_request_elsewhere_is_moved_with_its_date_and_never_turned_away() {
    let (folder, _) = installed();
    let at = folder.path();
    let open = ["open", "--kind", "erase", "--channel", "email", "--received", "2026-11-03"];
    let name = told(&request(at, "reader", &open))["request"].as_str().unwrap().to_owned();
    let passed = told(&request(at, "privacy-officer", &["pass", "--to", "retail-customers", &name]));
    assert_eq!(passed["receipt"]["due"], "2026-12-03");
    let bad = request(at, "reader", &["open", "--kind", "wish", "--channel", "email"]);
    assert!(bad.code == 1 && bad.err.contains("Choose one of: inspect"), "{}", bad.err);
    let remarked = ["open", "--kind", "question", "--channel", "web", "--received", "2026-11-03"];
    let name = told(&request(at, "reader", &remarked))["request"].as_str().unwrap().to_owned();
    let line = told(&request(at, "privacy-officer", &["remark", "--kind", "erase", &name]));
    assert_eq!((line["kind"].as_str(), line["due"].as_str()), (Some("erase"), Some("2026-12-03")));
}

#[test]
fn r1_045_c25_a_package_is_written_for_a_granted_case_alone() {
    let (folder, subject) = installed();
    let at = folder.path();
    let open = ["open", "--kind", "inspect", "--channel", "letter", "--subject", &subject];
    let name = told(&request(at, "reader", &open))["request"].as_str().unwrap().to_owned();
    let officer = |part: &[&str]| request(at, "privacy-officer", &[part, &[name.as_str()]].concat());
    let early = officer(&["package", "-o", "early.zip"]);
    assert!(early.code == 1 && !at.join("early.zip").exists(), "{}", early.err);
    told(&officer(&["identify", "--method", "signed-letter"]));
    told(&officer(&["decide", "--outcome", "granted"]));
    for file in ["all.zip", "all.pdf", "all.html", "all.json"] {
        told(&officer(&["package", "-o", file]));
        assert!(std::fs::metadata(at.join(file)).unwrap().len() > 1000, "{file}");
    }
    let page = std::fs::read_to_string(at.join("all.html")).unwrap();
    assert!(page.contains("Qvarnzel"), "the person's name stands in it");
    let again = officer(&["package", "-o", "all.zip"]);
    assert_eq!(again.code, 1, "a file that is there is left alone");
}
