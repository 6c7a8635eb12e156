//! Days on which nothing goes as planned, from outside: two things at once, too late, half gone, lost. Each test says what somebody at
//! the desk, at the shell or at the other end of the API is told then.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod law;
mod lost;
mod requests;
mod scans;
mod versions;

use common::Program;
use seloste::bench::http::Answer;
use serde_json::{Value, json};

/// The body of an answer.
pub(crate) fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|_| panic!("no JSON: {} {}", answer.status, answer.text()))
}

/// The body of a success.
pub(crate) fn ok(answer: &Answer) -> Value {
    assert!(answer.status < 300, "{} {}", answer.status, answer.text());
    if answer.body.is_empty() { Value::Null } else { body(answer) }
}

/// An address below a register's.
pub(crate) fn at(register: &str, path: &str) -> String {
    format!("/api/v1/registers/{register}/{path}")
}

/// Items written short.
pub(crate) fn items(all: &[(&str, &str)]) -> Value {
    all.iter()
        .map(|(item, value)| ((*item).to_owned(), json!([{ "value": value }])))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Opens a case; gives its address.
pub(crate) fn open(program: &mut Program, register: &str, new: &Value) -> String {
    let opened = ok(&program.post(&at(register, "requests"), &new.to_string()));
    at(register, &format!("requests/{}", opened["request"].as_str().unwrap()))
}

/// Takes steps of a case, each of which has to be taken.
pub(crate) fn steps(program: &mut Program, case: &str, all: &[Value]) {
    for step in all {
        let taken = program.post(&format!("{case}/steps"), &step.to_string());
        assert_eq!(taken.status, 200, "{step}: {}", taken.text());
    }
}
