//! What others' texts say of people who were erased.

use super::{
    answers::{Conflicts, Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    personal,
    problem::Problem,
};
use crate::work::mentions::{self as work, Typed};
use axum::{Json, http::StatusCode};
use seloste_gate::request::RequestRef;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Which mentions, and which page of them.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MentionsWanted)]
pub(super) struct Wanted {
    /// Only of this request.
    request: Option<String>,
    /// Where to go on, as the page before says.
    after: Option<String>,
}

/// Texts that may mention people who were erased, or tell something sensitive, and have no answer: the first page
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/mentions", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "In the order in which they were found", body = serde_json::Value), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Value>, Problem> {
    call.at_gate(|at| page(at, Wanted::default())).await
}

/// Go through them, or through those of one request
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/mentions/list", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Wanted,
    responses((status = 200, description = "A page of them", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Wanted>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| page(at, body.content)).await
}

fn page(at: &AtGate<'_>, wanted: Wanted) -> Result<Json<Value>, Problem> {
    let request = wanted.request.map(RequestRef);
    let page = at.gate.mentions(at.ask, request.as_ref(), wanted.after.as_deref())?;
    Ok(Json(work::in_json(&page, &personal::text)))
}

/// Cover a mention in every version of its text, or say why it stays
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/mentions/answer", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Typed,
    responses((status = 204, description = "Answered"), Refusals, Conflicts)
)]
pub(super) async fn answer(call: Call, body: Body<Typed>) -> Result<StatusCode, Problem> {
    call.at_gate(move |at| {
        work::answer(at.gate, at.ask, &body.content)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
