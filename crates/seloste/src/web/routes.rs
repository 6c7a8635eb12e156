//! The sitemap of the pages.

use crate::{
    door::{Access, Door},
    web::{assets, front, reason, staff},
};
use axum::{
    http::Method,
    routing::{get, post},
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];

/// Every page.
#[must_use]
pub fn doors() -> Vec<Door> {
    let mut doors = vec![
        Door::new("/", GET, Access::Anyone, get(front::start)),
        Door::new("/notices", GET, Access::Anyone, get(front::notices)),
        Door::new("/preferences", POST, Access::Anyone, post(front::preferences)),
        Door::new("/r/{register}", GET, Access::Staff, get(front::register)),
        Door::new("/r/{register}/for/{purpose}/reason", POST, Access::Staff, post(reason::post)),
    ];
    doors.extend(staff::doors());
    doors.extend(assets::doors());
    doors
}
