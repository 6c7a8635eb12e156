//! What leaves a case: what was granted is carried out, the case goes on to another register, letters, the copy of the person's
//! data. Not here: the queue and
//! the steps inside a case (`requests.rs`).

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{self, Moment},
};
use crate::work::{
    package,
    requests::{self as work, TypedDeed, letter::Letter},
    statements::today,
};
use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use seloste_gate::{package::Behalf, packages::PackageOrder};
use seloste_register::{id::RegisterId, text::Lang};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// To which register a case goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pass {
    /// The register that it concerns.
    #[schema(value_type = String)]
    to: RegisterId,
}

/// A letter of a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterWanted {
    /// receipt, more-time, question or decision.
    #[schema(example = "decision")]
    about: String,
    /// fi, sv or en; Finnish when left out.
    lang: Option<String>,
}

/// Carry out what was granted, and say so in the case
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/carry-out", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = TypedDeed,
    responses((status = 200, description = "Where the case stands now", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn carry_out(call: Call, body: Body<TypedDeed>) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let line = work::carry_out(at.gate, at.ask, &request, body.content.read()?)?;
        Ok(Json(work::line(&line, today(at.gate.clock().as_ref()))))
    })
    .await
}

/// Pass a case to the register that it concerns, with its date
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/pass", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = Pass,
    responses((status = 200, description = "Its receipt there", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn pass(call: Call, body: Body<Pass>) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let to = body.content.to;
        let receipt = work::pass(at.app, (at.gate, at.ask), &request, &to)?;
        Ok(Json(json!({ "register": to.as_str(), "receipt": work::receipt(&receipt) })))
    })
    .await
}

/// A letter of a case, as a PDF to post
///
/// It goes to the address that was on record before the request, or to one that was proved for the case.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/letter", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = LetterWanted,
    responses((status = 200, description = "The letter", content_type = "application/pdf", body = [u8]), Refusals, Conflicts)
)]
pub(super) async fn letter(call: Call, body: Body<LetterWanted>) -> Result<Response, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let about = Letter::read(&body.content.about).ok_or_else(|| wire::not_declared("about"))?;
        let lang = language(body.content.lang.as_deref())?;
        let document = work::letter::letter((at.gate, at.ask, at.rules), &request, about, lang)?;
        let bytes = seloste_letter::pdf(&document).map_err(|error| Problem::broken(&error))?;
        let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "no-store")];
        Ok((headers, bytes).into_response())
    })
    .await
}

/// In which language a copy is put together.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CopyWanted {
    /// fi, sv or en; Finnish when left out.
    lang: Option<String>,
}

/// How a copy stands.
#[derive(Serialize, ToSchema)]
pub(super) struct CopyState {
    /// waiting, making, ready or stopped.
    state: &'static str,
    /// Files made so far.
    files_made: u32,
    /// Files in all; 0 while that is not known.
    files: u32,
    /// When it was ordered.
    #[schema(value_type = Moment)]
    ordered: String,
    /// From when on it can't be fetched.
    #[schema(value_type = Moment)]
    ends: String,
}

impl From<PackageOrder> for CopyState {
    fn from(order: PackageOrder) -> Self {
        Self {
            state: order.state.as_str(),
            files_made: order.made,
            files: order.of,
            ordered: order.ordered.to_string(),
            ends: order.ends.to_string(),
        }
    }
}

/// Order a copy of everything about the person of a granted case
///
/// It is put together by a job, and waits sealed to be fetched for two weeks. One that is on its way or ready is that one.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/package", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = CopyWanted,
    responses((status = 202, description = "Ordered", body = CopyState), Refusals, Conflicts)
)]
pub(super) async fn order(
    call: Call,
    body: Body<CopyWanted>,
) -> Result<(StatusCode, Json<CopyState>), Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let lang = language(body.content.lang.as_deref())?;
        let order = at.gate.order_package(at.ask, &request, lang)?;
        Ok((StatusCode::ACCEPTED, Json(order.into())))
    })
    .await
}

/// How the copy stands
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/requests/{request}/package", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    responses((status = 200, description = "How far it is", body = CopyState), Refusals)
)]
pub(super) async fn copy(call: Call) -> Result<Json<CopyState>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let order = at.gate.package_order(at.ask, &request)?.ok_or_else(Problem::absent)?;
        Ok(Json(order.into()))
    })
    .await
}

/// Fetch the copy
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/package/fetch", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    responses((status = 200, description = "A ZIP with all its files", content_type = "application/zip", body = [u8]), Refusals, Conflicts)
)]
pub(super) async fn fetch(call: Call) -> Result<Response, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let opened = at.gate.open_request(at.ask, &request)?;
        let subject = opened.subject.ok_or_else(Problem::absent)?;
        let files = at.gate.fetch_package(at.ask, (&subject, &request), Behalf::Case(&request))?;
        let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
        let bytes = package::zipped(files).map_err(|error| Problem::broken(&error))?;
        let headers = [(header::CONTENT_TYPE, "application/zip"), (header::CACHE_CONTROL, "no-store")];
        Ok((headers, bytes).into_response())
    })
    .await
}

fn language(code: Option<&str>) -> Result<Lang, Problem> {
    match code {
        None => Ok(Lang::Fi),
        Some(code) => Lang::from_code(code).ok_or_else(|| wire::not_declared("lang")),
    }
}
