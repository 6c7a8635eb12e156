//! The API over HTTP, as programs meet it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod disclosures;
mod document;
mod health;
mod imports;
mod mentions;
mod once;
mod refusals;
mod requests;
mod rights;
mod subjects;

use common::Program;
use seloste::bench::http::{Answer, Client, Request};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Address of the web shop's subjects.
pub(crate) const SUBJECTS: &str = "/api/v1/registers/webshop-customers/subjects";

/// The body of an answer.
pub(crate) fn body(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text())
        .unwrap_or_else(|_| panic!("no JSON: {} {}", answer.status, answer.text()))
}

/// The body of a problem with its status, checked to be one.
pub(crate) fn problem(answer: &Answer) -> Value {
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{} {}",
        answer.status,
        answer.text()
    );
    let told = body(answer);
    assert_eq!(told["status"], answer.status, "{told}");
    for key in ["type", "title", "detail", "code"] {
        assert!(told[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {told}");
    }
    told
}

/// A person to be added.
pub(crate) fn draft(surname: &str) -> Value {
    json!({
        "group": "customers",
        "source": "customer",
        "items": {
            "first-names": [{ "value": "Maija Testi" }],
            "surname": [{ "value": surname }],
            "phone": [{ "value": "040 123 4567", "label": "mobile" }, { "value": "09 123 456", "label": "home" }],
            "email": [{ "value": "Maija@Example.FI" }],
        },
    })
}

/// Adds a person; gives its name in addresses.
pub(crate) fn add(program: &mut Program, surname: &str) -> String {
    let answer = program.post(SUBJECTS, &draft(surname).to_string());
    assert_eq!(answer.status, 201, "{}", answer.text());
    body(&answer)["subject"].as_str().unwrap().to_owned()
}

/// Sends any request with just these headers.
pub(crate) fn bare(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    sent: &[u8],
) -> Answer {
    Client::new(address).unwrap().send(Request { method, path, headers, body: sent }).unwrap()
}
