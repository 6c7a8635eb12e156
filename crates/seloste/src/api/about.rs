//! What happened to a subject's data: earlier values, who used it, why this key sees it.

use super::{
    answers::Refusals,
    caller::{Call, Purposeful},
    cards::{ExplanationBody, PastBody, ReadingBody},
    problem::Problem,
};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// Earlier values.
#[derive(Serialize, ToSchema)]
pub(super) struct History {
    /// Newest first.
    past: Vec<PastBody>,
}

/// Uses of a subject's data.
#[derive(Serialize, ToSchema)]
pub(super) struct Readings {
    /// Newest first.
    readings: Vec<ReadingBody>,
}

/// Earlier values of a subject's items
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/history", tag = "about",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = History), Refusals)
)]
pub(super) async fn history(call: Call) -> Result<Json<History>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let past = at.gate.history(at.ask, &subject)?;
        Ok(Json(History { past: past.iter().map(PastBody::from).collect() }))
    })
    .await
}

/// Who used a subject's data: when, for what
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/readers", tag = "about",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = Readings), Refusals)
)]
pub(super) async fn readers(call: Call) -> Result<Json<Readings>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let readings = at.gate.readers(at.ask, &subject)?;
        Ok(Json(Readings { readings: readings.into_iter().map(ReadingBody::from).collect() }))
    })
    .await
}

/// Why this key sees what it sees of a subject, and who else can
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/explain", tag = "about",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "By category", body = ExplanationBody), Refusals)
)]
pub(super) async fn explain(call: Call) -> Result<Json<ExplanationBody>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| Ok(Json(at.gate.explain(at.ask, &subject)?.into()))).await
}
