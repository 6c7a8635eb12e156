//! Answers that many calls share, and how the OpenAPI document declares them.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::{
    IntoResponses, PartialSchema as _,
    openapi::{ContentBuilder, Header, Ref, RefOr, Response as Declared, ResponseBuilder},
};

/// 201 with the address of what was created.
pub(super) fn created(address: &str, body: &impl Serialize) -> Response {
    (StatusCode::CREATED, [(header::LOCATION, address.to_owned())], Json(body)).into_response()
}

/// Every problem that a call may answer with.
const PROBLEMS: [(&str, &str); 15] = [
    ("400", "The request can't be read: header, query or JSON. Purpose missing."),
    ("401", "No key, or one that does not work."),
    ("403", "The statement says no; `code` names the rule. The refusal is recorded."),
    ("404", "There is no such thing, or it is not within the key's reach: one answer for both."),
    ("405", "The address does not answer this method."),
    ("406", "`Accept` does not allow JSON."),
    ("408", "The body did not arrive in time."),
    (
        "409",
        "Others changed the same items since they were read, or the same request came twice at the same time.",
    ),
    ("413", "The body is too large."),
    ("415", "The body is not sent as JSON."),
    ("422", "The body has another shape, or its values have problems: see `items`."),
    ("429", "Requests come too fast."),
    ("500", "The service failed."),
    ("503", "The service can't answer at the moment, or did not in time."),
    ("507", "The disk of the service is full; nothing was stored."),
];

/// The shared problems of the document, by status.
pub(super) fn problems() -> impl Iterator<Item = (String, Declared)> {
    PROBLEMS.iter().map(|(status, words)| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let mut problem =
            ResponseBuilder::new().description(*words).content("application/problem+json", content);
        if *status == "401" {
            problem = problem.header("WWW-Authenticate", Header::new(String::schema()));
        }
        ((*status).to_owned(), problem.build())
    })
}

fn named(statuses: &[&str]) -> BTreeMap<String, RefOr<Declared>> {
    let reference = |status: &&str| ((*status).to_owned(), RefOr::Ref(Ref::from_response_name(*status)));
    statuses.iter().map(reference).collect()
}

/// Problems of every call that needs a key.
pub(super) struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["400", "401", "403", "404", "406", "429", "500", "503"])
    }
}

/// Problems of calls that ask for a page.
pub(super) struct Paged;

impl IntoResponses for Paged {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["422"])
    }
}

/// Problems of calls with a body.
pub(super) struct Writes;

impl IntoResponses for Writes {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["408", "413", "415", "422", "507"])
    }
}

/// Problems of calls that change something.
pub(super) struct Conflicts;

impl IntoResponses for Conflicts {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["408", "409", "413", "415", "422", "507"])
    }
}

/// The problem of a program that can't serve.
pub(super) struct NotReady;

impl IntoResponses for NotReady {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["406", "503"])
    }
}

/// The problem of a caller from elsewhere.
pub(super) struct NotHere;

impl IntoResponses for NotHere {
    fn responses() -> BTreeMap<String, RefOr<Declared>> {
        named(&["404", "406"])
    }
}
