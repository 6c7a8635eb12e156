//! Recorded calls at the desk, over HTTP with real accounts: who finds them, who plays them, and how everyone else learns
//! nothing, not even that there is something.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod asked;
mod calls;
mod elsewhere;
mod events;
mod list;
mod playing;
mod probes;
mod quality;
mod sessions;
mod threads;

use common::Visitor;
use seloste::bench::http::{Answer, Request};

/// The pages of a purpose.
pub fn of(purpose: &str) -> String {
    format!("/r/{}/for/{purpose}", calls::CALLS)
}

/// A recording's page.
pub fn page(purpose: &str, object: &seloste_gate::card::ObjectRef) -> String {
    format!("{}/recording/{}", of(purpose), object.0)
}

/// The address of playback in a page.
pub fn sound(page: &Answer) -> String {
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    let at = text.find("/sound/").unwrap_or_else(|| panic!("no player in {text}"));
    let begin = text[..at].rfind('"').unwrap() + 1;
    text[begin..].split(['"', '#']).next().unwrap().to_owned()
}

/// Asks for bytes as a player does.
pub fn play(visitor: &mut Visitor, address: &str, range: Option<&str>) -> Answer {
    let mut headers = vec![("sec-fetch-dest", "audio"), ("sec-fetch-site", "same-origin"), ("accept", "*/*")];
    headers.extend(range.map(|range| ("range", range)));
    visitor.send(Request { headers: &headers, ..Request::get(address) })
}

/// Absent, whatever the reason: the very same answer.
pub fn absent(what: &str, answer: &Answer) {
    assert_eq!((answer.status, answer.body.len()), (404, 0), "{what}: {}", answer.text());
}
