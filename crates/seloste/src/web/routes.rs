//! The sitemap of the pages.

use crate::{
    door::{Access, Door},
    web::{
        about, assets, breach, card, disclosure, duplicates, edit, extracts, find, front, import, invite,
        leaving, list, log, mailings, mention, new, notice, object, object_form, permission, portal, proof,
        reason, request, requests, source_notices, staff, timeline,
    },
};
use axum::{
    http::Method,
    routing::{get, post},
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// Every page.
#[must_use]
pub fn doors() -> Vec<Door> {
    let mut doors = vec![
        Door::new("/", GET, Access::Anyone, get(front::start)),
        Door::new("/notices", GET, Access::Anyone, get(front::notices)),
        Door::new("/preferences", POST, Access::Anyone, post(front::preferences)),
        Door::new("/r/{register}", GET, Access::Staff, get(front::register)),
    ];
    doors.extend(notice::doors());
    doors.extend(staff::doors());
    doors.extend(super::statement::doors());
    doors.extend(assets::doors());
    doors.extend(work());
    doors.extend(reaching());
    doors.extend(subject());
    doors.extend(files());
    doors.extend(proofs());
    doors.extend(rights());
    doors.extend(super::recordings::doors());
    doors.extend(super::quality::doors());
    doors.extend(portal::doors());
    doors
}

/// Pages of a register under a purpose.
fn work() -> Vec<Door> {
    vec![
        Door::new("/r/{register}/for/{purpose}", GET, Access::Staff, get(find::begin)),
        Door::new("/r/{register}/for/{purpose}/reason", POST, Access::Staff, post(reason::post)),
        Door::new("/r/{register}/for/{purpose}/find", BOTH, Access::Staff, get(find::get).post(find::post)),
        Door::new("/r/{register}/for/{purpose}/list", BOTH, Access::Staff, get(list::get).post(list::post)),
        Door::new("/r/{register}/for/{purpose}/totals", GET, Access::Staff, get(list::totals)),
        Door::new("/r/{register}/for/{purpose}/new", BOTH, Access::Staff, get(new::get).post(new::post)),
        Door::new("/r/{register}/for/{purpose}/taken", POST, Access::Staff, post(find::taken)),
    ]
}

/// Pages of whom a purpose reaches, and of messages to all of them.
fn reaching() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/for/{purpose}/extracts", BOTH, get(extracts::get).post(extracts::post)),
        page("/r/{register}/for/{purpose}/extracts/{extract}/destroyed", POST, post(extracts::destroyed)),
        page("/r/{register}/for/{purpose}/reach", GET, get(mailings::reach)),
        page("/r/{register}/for/{purpose}/reach/{channel}", GET, get(mailings::names)),
        page("/r/{register}/for/{purpose}/mailings", BOTH, get(mailings::all).post(mailings::send)),
        page(
            "/r/{register}/for/{purpose}/mailings/new",
            BOTH,
            get(mailings::get_new).post(mailings::post_new),
        ),
        page("/r/{register}/for/{purpose}/mailings/{mailing}", GET, get(mailings::one)),
        page("/r/{register}/for/{purpose}/mailings/{mailing}/stop", POST, post(mailings::stop)),
    ]
}

/// Pages of one subject.
fn subject() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/for/{purpose}/s/{subject}", GET, get(card::get)),
        page("/r/{register}/for/{purpose}/s/{subject}/timeline", GET, get(timeline::get)),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/edit/{category}",
            BOTH,
            get(edit::get).post(edit::post),
        ),
        page("/r/{register}/for/{purpose}/s/{subject}/close", BOTH, get(card::ask_close).post(card::close)),
        page("/r/{register}/for/{purpose}/s/{subject}/reopen", POST, post(card::reopen)),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/permissions",
            BOTH,
            get(permission::get).post(permission::post),
        ),
        page("/r/{register}/for/{purpose}/s/{subject}/duplicates", GET, get(duplicates::get)),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/duplicates/{other}",
            BOTH,
            get(duplicates::compare).post(duplicates::post),
        ),
        page("/r/{register}/for/{purpose}/s/{subject}/invite", BOTH, get(invite::get).post(invite::post)),
        page("/r/{register}/for/{purpose}/s/{subject}/leave", BOTH, get(leaving::get).post(leaving::post)),
        page("/r/{register}/for/{purpose}/s/{subject}/why", GET, get(about::why)),
        page("/r/{register}/for/{purpose}/s/{subject}/readers", GET, get(about::readers)),
        page("/r/{register}/for/{purpose}/s/{subject}/history", GET, get(about::history)),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/add/{kind}",
            BOTH,
            get(object_form::get_new).post(object_form::post_new),
        ),
        page("/r/{register}/for/{purpose}/s/{subject}/o/{object}", GET, get(object::get)),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/o/{object}/edit",
            BOTH,
            get(object_form::get_edit).post(object_form::post_edit),
        ),
    ]
}

/// Pages of what is proven, and of measures.
fn proofs() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/proof", BOTH, get(proof::get).post(proof::order)),
        page("/r/{register}/proof.json", GET, get(proof::json)),
        page("/r/{register}/proof.pdf", GET, get(proof::pdf)),
        page("/r/{register}/measures", GET, get(proof::measures)),
        page("/r/{register}/measures/attach", POST, proof::attaching()),
        page("/r/{register}/measures/evidence/{evidence}", GET, get(proof::evidence)),
        page("/r/{register}/measures/confirm", POST, post(proof::confirm)),
    ]
}

/// Pages of files that are brought in.
fn files() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/for/{purpose}/import", BOTH, import::start()),
        page(
            "/r/{register}/for/{purpose}/import/{file}",
            BOTH,
            get(import::get_file).post(import::post_file),
        ),
        page("/r/{register}/for/{purpose}/import/{file}/failed.csv", GET, get(import::failed_rows)),
        page("/r/{register}/for/{purpose}/batches", GET, get(import::batches)),
        page("/r/{register}/for/{purpose}/batches/{batch}", GET, get(import::batch)),
        page("/r/{register}/for/{purpose}/batches/{batch}/undo", POST, post(import::undo)),
    ]
}

/// Pages of people's requests.
fn rights() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/for/{purpose}/requests", BOTH, requests::queue()),
        page("/r/{register}/for/{purpose}/breaches", BOTH, get(breach::get).post(breach::post)),
        page("/r/{register}/for/{purpose}/log", BOTH, get(log::get).post(log::post)),
        page("/r/{register}/for/{purpose}/breaches/{breach}/{draft}", GET, get(breach::draft)),
        page(
            "/r/{register}/for/{purpose}/source-notices",
            BOTH,
            get(source_notices::get).post(source_notices::post),
        ),
        page("/r/{register}/for/{purpose}/mentions", BOTH, get(mention::get).post(mention::post)),
        page("/r/{register}/for/{purpose}/requests/new", GET, get(requests::form)),
        page("/r/{register}/for/{purpose}/requests/{request}", BOTH, get(request::get).post(request::post)),
        page("/r/{register}/for/{purpose}/requests/{request}/package", POST, post(request::acts::package)),
        page(
            "/r/{register}/for/{purpose}/requests/{request}/carry-out",
            POST,
            post(request::acts::carry_out),
        ),
        page("/r/{register}/for/{purpose}/requests/{request}/calls", POST, post(request::calls::post)),
        page(
            "/r/{register}/for/{purpose}/requests/{request}/recordings",
            BOTH,
            get(request::recordings::get).post(request::recordings::post),
        ),
        page("/r/{register}/for/{purpose}/requests/{request}/pass", POST, post(request::acts::pass)),
        page("/r/{register}/for/{purpose}/requests/{request}/letter", POST, post(request::acts::letter)),
        page("/r/{register}/for/{purpose}/requests/{request}/view", GET, get(request::acts::view)),
        page("/r/{register}/for/{purpose}/requests/{request}/files", POST, request::files::attaching()),
        page("/r/{register}/for/{purpose}/requests/{request}/files/{number}", GET, get(request::files::get)),
        page(
            "/r/{register}/for/{purpose}/requests/{request}/files/{number}/look",
            GET,
            get(request::scan::get),
        ),
        page(
            "/r/{register}/for/{purpose}/disclosures",
            BOTH,
            get(disclosure::notices).post(disclosure::told),
        ),
        page(
            "/r/{register}/for/{purpose}/s/{subject}/disclosures",
            BOTH,
            get(disclosure::get).post(disclosure::post),
        ),
        page("/r/{register}/for/{purpose}/s/{subject}/disclosures/asked", POST, post(disclosure::decide)),
        page("/r/{register}/for/{purpose}/s/{subject}/disclosures/checked", POST, post(disclosure::checked)),
    ]
}
