//! Whom the register obtained from others and has to tell so (GDPR 14).

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    problem::Problem,
};
use crate::work::source_notices as work;
use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
};
use seloste_gate::{card::SubjectRef, source_notices::ToldBy};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Which page of those to be told.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = SourceNoticesWanted)]
pub(super) struct Wanted {
    /// Where to go on, as the page before says.
    after: Option<String>,
}

/// How people were told.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ToldBy)]
enum How {
    Letter,
    Email,
    Phone,
    InPerson,
    Known,
}

/// That people were told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTold {
    /// By which way; `known`: the person had the information already.
    how: How,
}

/// What was put down.
#[derive(Serialize, ToSchema)]
pub(super) struct SourceToldBody {
    /// How many people; 0 when it stood already or nobody had to be told.
    told: u64,
}

impl From<How> for ToldBy {
    fn from(how: How) -> Self {
        match how {
            How::Letter => Self::Letter,
            How::Email => Self::Email,
            How::Phone => Self::Phone,
            How::InPerson => Self::Person,
            How::Known => Self::Known,
        }
    }
}

/// Those who have not been told from whom their data came, the most urgent first
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/source-notices", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "The first page", body = serde_json::Value), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Value>, Problem> {
    call.at_gate(|at| page(at, None)).await
}

/// Go through them
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/source-notices/list", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Wanted,
    responses((status = 200, description = "A page of them", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Wanted>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| page(at, body.content.after.as_deref())).await
}

fn page(at: &AtGate<'_>, after: Option<&str>) -> Result<Json<Value>, Problem> {
    Ok(Json(work::in_json((at.gate, &at.ask.register), &at.gate.source_notices(at.ask, after)?)))
}

/// Whether a person has to be told, by when, and whether that was done; null when nobody has to
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/source-notice", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The person"), Purposeful),
    responses((status = 200, description = "As it stands", body = serde_json::Value), Refusals)
)]
pub(super) async fn one(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let Path((_, subject)) = place.map_err(|_| Problem::absent())?;
    call.at_gate(move |at| {
        let found = at.gate.source_notice_of(at.ask, &SubjectRef(subject))?;
        let told = |one| work::one_in_json((at.gate, &at.ask.register), one);
        Ok(Json(found.as_ref().map_or(Value::Null, told)))
    })
    .await
}

/// Put down that a person was told
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/source-notice", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The person"), Purposeful),
    request_body = SourceTold,
    responses((status = 200, description = "Put down", body = SourceToldBody), Refusals, Writes)
)]
pub(super) async fn told(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
    body: Body<SourceTold>,
) -> Result<Json<SourceToldBody>, Problem> {
    let Path((_, subject)) = place.map_err(|_| Problem::absent())?;
    call.at_gate(move |at| {
        let told = at.gate.source_told(at.ask, &SubjectRef(subject), body.content.how.into())?;
        Ok(Json(SourceToldBody { told: u64::from(told) }))
    })
    .await
}

/// Put down that everybody whom an import brought was told
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/imports/{batch}/told", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("batch" = String, Path, description = "The batch"), Purposeful),
    request_body = SourceTold,
    responses((status = 200, description = "Put down", body = SourceToldBody), Refusals, Writes)
)]
pub(super) async fn batch(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
    body: Body<SourceTold>,
) -> Result<Json<SourceToldBody>, Problem> {
    let Path((_, batch)) = place.map_err(|_| Problem::absent())?;
    let batch: i64 = batch.parse().map_err(|_| Problem::absent())?;
    call.at_gate(move |at| {
        Ok(Json(SourceToldBody { told: at.gate.batch_told(at.ask, batch, body.content.how.into())? }))
    })
    .await
}
