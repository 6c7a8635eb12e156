//! The doors of the pages about statements. Part of the sitemap.

use super::{draft, duties, preview};
use crate::door::{Access, Door};
use axum::{
    http::Method,
    routing::{get, post},
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// The doors.
pub(in crate::web) fn doors() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/statement", BOTH, get(super::get).post(super::post)),
        page("/r/{register}/statement/version/{version}", GET, get(super::version)),
        page("/r/{register}/statement/duties", BOTH, get(duties::get).post(duties::post)),
        page("/r/{register}/statement/draft/{draft}", BOTH, get(draft::get).post(draft::post)),
        page("/r/{register}/statement/draft/{draft}/check", POST, post(draft::check)),
        page("/r/{register}/statement/draft/{draft}/passage", POST, post(draft::passage)),
        page("/r/{register}/statement/draft/{draft}/preview", GET, get(preview::get)),
        page("/r/{register}/statement/draft/{draft}/decide", POST, post(preview::decide)),
        page("/r/{register}/statement/draft/{draft}/move", POST, post(preview::on)),
    ]
}
