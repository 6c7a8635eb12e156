//! The doors of the pages for people who work here: signing in, their own account, each other's. Part of the sitemap.

use crate::{
    door::{Access, Door},
    web::{second, setup, sign_in},
};
use axum::{
    http::Method,
    routing::{get, post},
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// The doors.
pub(crate) fn doors() -> Vec<Door> {
    vec![
        Door::new("/sign-in", BOTH, Access::Anyone, get(sign_in::get).post(sign_in::post)),
        Door::new("/sign-in/second", BOTH, Access::Anyone, get(second::get).post(second::post)),
        Door::new("/sign-out", POST, Access::Anyone, post(sign_in::sign_out)),
        Door::new("/setup", BOTH, Access::Anyone, get(setup::get).post(setup::post)),
        Door::new("/start", BOTH, Access::Anyone, get(setup::start).post(setup::post_start)),
    ]
}
