//! The doors of the pages for people who work here: signing in, their own account, each other's. Part of the sitemap.

use crate::{
    door::{Access, Door},
    web::{account, colleague, factors, people, second, sessions, setup, sign_in, undertakings},
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
        Door::new("/sessions", GET, Access::Staff, get(sessions::get)),
        Door::new("/sessions/end", POST, Access::Staff, post(sessions::end)),
        Door::new("/undertakings", BOTH, Access::Staff, get(undertakings::get).post(undertakings::post)),
        Door::new("/account", GET, Access::Staff, get(account::get)),
        Door::new("/account/password", POST, Access::Staff, post(account::password_post)),
        Door::new("/account/key", POST, Access::Staff, post(account::key_post)),
        Door::new("/account/key/end", POST, Access::Staff, post(account::key_end)),
        Door::new("/account/app/begin", POST, Access::Staff, post(factors::app_begin)),
        Door::new("/account/app", BOTH, Access::Staff, get(factors::app).post(factors::app_post)),
        Door::new("/account/codes/begin", POST, Access::Staff, post(factors::codes_begin)),
        Door::new("/account/passkey/begin", POST, Access::Staff, post(factors::passkey_begin)),
        Door::new("/account/passkey", POST, Access::Staff, post(factors::passkey_post)),
        Door::new("/account/factor/remove", POST, Access::Staff, post(factors::remove)),
        Door::new("/r/{register}/people-at-work", BOTH, Access::Staff, get(people::get).post(people::post)),
        Door::new("/r/{register}/people-at-work/{person}", GET, Access::Staff, get(colleague::get)),
        Door::new(
            "/r/{register}/people-at-work/{person}/particulars",
            POST,
            Access::Staff,
            post(colleague::correct),
        ),
        Door::new(
            "/r/{register}/people-at-work/{person}/engagement",
            POST,
            Access::Staff,
            post(colleague::engage),
        ),
        Door::new("/r/{register}/people-at-work/{person}/role", POST, Access::Staff, post(colleague::give)),
        Door::new(
            "/r/{register}/people-at-work/{person}/role/{designation}/end",
            POST,
            Access::Staff,
            post(colleague::end_role),
        ),
        Door::new(
            "/r/{register}/people-at-work/{person}/role/{designation}/review",
            POST,
            Access::Staff,
            post(colleague::review),
        ),
        Door::new(
            "/r/{register}/people-at-work/{person}/undertaking",
            POST,
            Access::Staff,
            post(colleague::on_paper),
        ),
        Door::new(
            "/r/{register}/people-at-work/{person}/factors",
            POST,
            Access::Staff,
            post(colleague::no_factors),
        ),
        Door::new("/r/{register}/people-at-work/{person}/code", POST, Access::Staff, post(colleague::code)),
        Door::new("/r/{register}/people-at-work/{person}/end", POST, Access::Staff, post(colleague::end)),
    ]
}
