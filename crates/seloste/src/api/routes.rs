//! The sitemap of the API.

use super::{
    about, authority, calls, cases, catalogues, disclosures, duplicates, extracts, hand_over, health,
    imports, investigation, invitations, leaving, links, lists, mailings, mentions, objects, openapi,
    permissions,
    problem::{self, Problem},
    quality, recorded, recordings, registers, requests, selections, source_notices, statistics, stop,
    subjects,
};
use crate::door::{Access, Door};
use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    middleware,
    routing::{any, get, post, put},
};

/// Every call.
#[must_use]
pub fn doors() -> Vec<Door> {
    let doors = health_doors()
        .into_iter()
        .chain(register_doors())
        .chain(subject_doors())
        .chain(limit_doors())
        .chain(about_doors())
        .chain(object_doors())
        .chain(import_doors())
        .chain(recording_doors())
        .chain(authority_doors())
        .chain(request_doors())
        .chain(disclosure_doors())
        .chain(source_doors())
        .chain(quality_doors())
        .chain(selection_doors());
    doors.map(with_problems).collect()
}

fn health_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    vec![
        Door::new("/healthz", GET, Access::Anyone, get(health::alive)),
        Door::new("/readyz", GET, Access::Anyone, get(health::ready)),
        Door::new("/metrics", GET, Access::Anyone, get(health::metrics)),
        Door::new("/api/openapi.json", GET, Access::Anyone, get(openapi::document)),
        // What is not on this map; says so as a problem.
        Door::new("/api", &[], Access::Anyone, any(no_such_call)),
        Door::new("/api/", &[], Access::Anyone, any(no_such_call)),
        Door::new("/api/{*rest}", &[], Access::Anyone, any(no_such_call)),
    ]
}

fn register_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    vec![
        Door::new("/api/v1/registers", GET, Access::Key, get(registers::all)),
        Door::new("/api/v1/registers/{register}", GET, Access::Key, get(registers::one)),
        Door::new("/api/v1/registers/{register}/catalogues", GET, Access::Key, get(catalogues::all)),
        Door::new(
            "/api/v1/registers/{register}/catalogues/{catalogue}",
            &[Method::GET, Method::HEAD, Method::PUT],
            Access::Key,
            get(catalogues::one).put(catalogues::load),
        ),
        Door::new("/api/v1/registers/{register}/subjects/find", POST, Access::Key, post(lists::find)),
        Door::new("/api/v1/registers/{register}/subjects/list", POST, Access::Key, post(lists::list)),
        Door::new("/api/v1/registers/{register}/subjects/count", POST, Access::Key, post(lists::count)),
        Door::new("/api/v1/registers/{register}/subjects/taken", POST, Access::Key, post(lists::taken)),
    ]
}

fn subject_doors() -> Vec<Door> {
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    const CARD: &[Method] = &[Method::GET, Method::HEAD, Method::PATCH, Method::DELETE];
    let subject = "/api/v1/registers/{register}/subjects/{subject}";
    let card = get(subjects::open).patch(subjects::edit).delete(subjects::erase);
    vec![
        Door::new("/api/v1/registers/{register}/subjects", POST, Access::Key, post(subjects::create)),
        Door::new(subject, CARD, Access::Key, card),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/close",
            POST,
            Access::Key,
            post(subjects::close),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/reopen",
            POST,
            Access::Key,
            post(subjects::reopen),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/permissions",
            BOTH,
            Access::Key,
            get(permissions::all).post(permissions::record),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/permissions/no-marketing",
            POST,
            Access::Key,
            post(permissions::forbid_all),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/addresses",
            &[Method::GET, Method::HEAD],
            Access::Key,
            get(permissions::addresses),
        ),
    ]
}

/// What limits the use of a person's data, and ends it.
fn limit_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    let erasure = "/api/v1/registers/{register}/subjects/{subject}/erasure";
    let maintainer = "/api/v1/registers/{register}/subjects/{subject}/maintainer";
    let invitation = "/api/v1/registers/{register}/subjects/{subject}/invitation";
    let release = "/api/v1/registers/{register}/subjects/{subject}/release";
    vec![
        Door::new(erasure, GET, Access::Key, get(leaving::preview)),
        Door::new(maintainer, POST, Access::Key, post(hand_over::post)),
        Door::new(invitation, POST, Access::Key, post(invitations::post)),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/holds",
            BOTH,
            Access::Key,
            get(leaving::holds).post(leaving::hold),
        ),
        Door::new(release, POST, Access::Key, post(leaving::release)),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/restriction",
            POST,
            Access::Key,
            post(leaving::restrict),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/stop-link/{channel}",
            GET,
            Access::Key,
            get(stop::stop_link),
        ),
    ]
}

/// What was done with a person's data.
fn about_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    let events = "/api/v1/registers/{register}/security-events/find";
    vec![
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/history",
            GET,
            Access::Key,
            get(about::history),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/readers",
            GET,
            Access::Key,
            get(about::readers),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/explain",
            GET,
            Access::Key,
            get(about::explain),
        ),
        Door::new("/api/v1/registers/{register}/log/find", POST, Access::Key, post(investigation::log)),
        Door::new(events, POST, Access::Key, post(investigation::events)),
    ]
}

fn object_doors() -> Vec<Door> {
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    const ONE: &[Method] = &[Method::GET, Method::HEAD, Method::PUT];
    vec![
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/objects",
            BOTH,
            Access::Key,
            get(objects::timeline).post(objects::add),
        ),
        Door::new(
            "/api/v1/registers/{register}/objects/{object}",
            ONE,
            Access::Key,
            get(objects::open).put(objects::edit),
        ),
        Door::new(
            "/api/v1/registers/{register}/objects/{object}/links",
            BOTH,
            Access::Key,
            get(links::all).post(links::link),
        ),
        Door::new(
            "/api/v1/registers/{register}/objects/{object}/visibility",
            &[Method::PUT],
            Access::Key,
            put(links::visibility),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/contexts",
            &[Method::GET, Method::HEAD],
            Access::Key,
            get(links::contexts),
        ),
    ]
}

fn import_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    let imports = "/api/v1/registers/{register}/imports";
    let rows = "/api/v1/registers/{register}/imports/{batch}/rows";
    let undo = "/api/v1/registers/{register}/imports/{batch}/undo";
    vec![
        Door::new(imports, BOTH, Access::Key, get(imports::all).post(imports::bring)),
        Door::new("/api/v1/registers/{register}/imports/{batch}", GET, Access::Key, get(imports::one)),
        Door::new(rows, POST, Access::Key, post(imports::rows)),
        Door::new(undo, POST, Access::Key, post(imports::undo)),
    ]
}

fn recording_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    const UPLOAD: &[Method] = &[Method::GET, Method::HEAD, Method::PATCH, Method::DELETE];
    let incoming = "/api/v1/registers/{register}/recordings/incoming/{upload}";
    let upload = get(recordings::state).patch(recordings::add).delete(recordings::forget);
    let upload = upload.layer(DefaultBodyLimit::max(recordings::MOST_AT_ONCE));
    vec![
        Door::new("/api/v1/registers/{register}/recordings", POST, Access::Key, post(recordings::begin)),
        Door::new("/api/v1/registers/{register}/recordings/list", POST, Access::Key, post(calls::list)),
        Door::new(incoming, UPLOAD, Access::Key, upload),
        Door::new("/api/v1/registers/{register}/messages", POST, Access::Key, post(recordings::message)),
        Door::new("/api/v1/registers/{register}/intake", GET, Access::Key, get(recordings::intake)),
    ]
}

/// Recordings that authorities ask for.
fn authority_doors() -> Vec<Door> {
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    let orders = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings";
    let fetch = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings/fetch";
    let end = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings/end";
    vec![
        Door::new(orders, BOTH, Access::Key, get(authority::orders).post(authority::order)),
        Door::new(fetch, POST, Access::Key, post(authority::fetch)),
        Door::new(end, POST, Access::Key, post(authority::end)),
    ]
}

fn request_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    let request = "/api/v1/registers/{register}/requests/{request}";
    let steps = "/api/v1/registers/{register}/requests/{request}/steps";
    vec![
        Door::new("/api/v1/registers/{register}/mentions", GET, Access::Key, get(mentions::all)),
        Door::new("/api/v1/registers/{register}/mentions/list", POST, Access::Key, post(mentions::list)),
        Door::new("/api/v1/registers/{register}/mentions/answer", POST, Access::Key, post(mentions::answer)),
        Door::new(
            "/api/v1/registers/{register}/requests",
            BOTH,
            Access::Key,
            get(requests::queue).post(requests::open),
        ),
        Door::new("/api/v1/registers/{register}/requests/list", POST, Access::Key, post(requests::list)),
        Door::new(request, GET, Access::Key, get(requests::show)),
        Door::new(steps, POST, Access::Key, post(requests::step)),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/files",
            POST,
            Access::Key,
            post(cases::attach).layer(DefaultBodyLimit::max(cases::LARGEST_FILE)),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/files/{number}",
            GET,
            Access::Key,
            get(cases::file),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/carry-out",
            POST,
            Access::Key,
            post(cases::carry_out),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/places",
            POST,
            Access::Key,
            post(cases::places),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/pass",
            POST,
            Access::Key,
            post(cases::pass),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/letter",
            POST,
            Access::Key,
            post(cases::letter),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/package",
            BOTH,
            Access::Key,
            get(cases::copy).post(cases::order),
        ),
        Door::new(
            "/api/v1/registers/{register}/requests/{request}/package/fetch",
            POST,
            Access::Key,
            post(cases::fetch),
        ),
    ]
}

/// Whom the register obtained from others, and has to tell so.
fn source_doors() -> Vec<Door> {
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    vec![
        Door::new("/api/v1/registers/{register}/source-notices", GET, Access::Key, get(source_notices::all)),
        Door::new(
            "/api/v1/registers/{register}/source-notices/list",
            POST,
            Access::Key,
            post(source_notices::list),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/source-notice",
            BOTH,
            Access::Key,
            get(source_notices::one).post(source_notices::told),
        ),
        Door::new(
            "/api/v1/registers/{register}/imports/{batch}/told",
            POST,
            Access::Key,
            post(source_notices::batch),
        ),
    ]
}

/// What others are given of people's data, and are told since.
fn disclosure_doors() -> Vec<Door> {
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    vec![
        Door::new(
            "/api/v1/registers/{register}/recipient-notices",
            BOTH,
            Access::Key,
            get(disclosures::notices).post(disclosures::done),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/disclosures",
            BOTH,
            Access::Key,
            get(disclosures::all).post(disclosures::give),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/disclosures/asked",
            BOTH,
            Access::Key,
            get(disclosures::asked).post(disclosures::decide),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/disclosures/checked",
            &[Method::POST],
            Access::Key,
            post(disclosures::checked),
        ),
    ]
}

/// Whom campaigns reach.
fn selection_doors() -> Vec<Door> {
    const POST: &[Method] = &[Method::POST];
    const GET: &[Method] = &[Method::GET, Method::HEAD];
    vec![
        Door::new("/api/v1/registers/{register}/selections", POST, Access::Key, post(selections::page)),
        Door::new(
            "/api/v1/registers/{register}/selections/figures",
            POST,
            Access::Key,
            post(selections::figures),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/approaches",
            GET,
            Access::Key,
            get(selections::approaches),
        ),
        Door::new("/api/v1/registers/{register}/statistics", POST, Access::Key, post(statistics::count)),
        Door::new(
            "/api/v1/registers/{register}/mailings",
            &[Method::GET, Method::HEAD, Method::POST],
            Access::Key,
            get(mailings::all).post(mailings::send),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/duplicates",
            GET,
            Access::Key,
            get(duplicates::all),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/merge",
            POST,
            Access::Key,
            post(duplicates::merge),
        ),
        Door::new(
            "/api/v1/registers/{register}/subjects/{subject}/not-duplicate",
            POST,
            Access::Key,
            post(duplicates::apart),
        ),
        Door::new(
            "/api/v1/registers/{register}/extracts",
            &[Method::GET, Method::HEAD, Method::POST],
            Access::Key,
            get(extracts::all).post(extracts::make),
        ),
        Door::new(
            "/api/v1/registers/{register}/extracts/{extract}/destroyed",
            POST,
            Access::Key,
            post(extracts::destroyed),
        ),
        Door::new("/api/v1/registers/{register}/mailings/{mailing}", GET, Access::Key, get(mailings::one)),
        Door::new(
            "/api/v1/registers/{register}/mailings/{mailing}/stop",
            POST,
            Access::Key,
            post(mailings::stop),
        ),
    ]
}

/// Assessments, samples, and what keeps recordings.
fn quality_doors() -> Vec<Door> {
    const POST: &[Method] = &[Method::POST];
    const BOTH: &[Method] = &[Method::GET, Method::HEAD, Method::POST];
    let assessments = "/api/v1/registers/{register}/objects/{object}/assessments";
    let needs = "/api/v1/registers/{register}/objects/{object}/needs";
    let end = "/api/v1/registers/{register}/objects/{object}/needs/end";
    let reply = "/api/v1/registers/{register}/objects/{object}/reply";
    let list = "/api/v1/registers/{register}/assessments/list";
    let totals = "/api/v1/registers/{register}/assessments/totals";
    let sets = "/api/v1/registers/{register}/training-sets";
    let calls = "/api/v1/registers/{register}/requests/{request}/calls";
    let asked = "/api/v1/registers/{register}/requests/{request}/recordings";
    vec![
        Door::new(assessments, BOTH, Access::Key, get(quality::of).post(quality::assess)),
        Door::new(needs, BOTH, Access::Key, get(recorded::needs).post(recorded::need)),
        Door::new(end, POST, Access::Key, post(recorded::end_need)),
        Door::new(reply, POST, Access::Key, post(quality::reply)),
        Door::new(list, POST, Access::Key, post(quality::list)),
        Door::new(totals, POST, Access::Key, post(quality::totals)),
        Door::new("/api/v1/registers/{register}/samples", POST, Access::Key, post(quality::draw)),
        Door::new(sets, BOTH, Access::Key, get(recorded::sets).post(recorded::make_set)),
        Door::new(calls, POST, Access::Key, post(recorded::calls)),
        Door::new(asked, BOTH, Access::Key, get(recorded::asked).post(recorded::ask_for)),
    ]
}

/// Every answer that is not a success is a problem, in the asker's language.
fn with_problems(door: Door) -> Door {
    let all_methods = door.methods.is_empty();
    let answer = if all_methods { door.answer } else { door.answer.fallback(other_method) };
    let answer = answer.layer(middleware::from_fn(problem::speak));
    Door { answer, ..door }
}

async fn other_method() -> Problem {
    Problem::other_method()
}

async fn no_such_call() -> Problem {
    Problem::absent()
}
