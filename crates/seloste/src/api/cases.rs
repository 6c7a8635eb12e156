//! What leaves a case: what was granted is carried out, the case goes on to another register, letters. Not here: the queue and
//! the steps inside a case (`requests.rs`).

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire,
};
use crate::work::{
    requests::{self as work, TypedDeed, letter::Letter},
    statements::today,
};
use axum::{
    Json,
    http::header,
    response::{IntoResponse as _, Response},
};
use seloste_register::{id::RegisterId, text::Lang};
use serde::Deserialize;
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
        let lang = match body.content.lang.as_deref() {
            None => Lang::Fi,
            Some(code) => Lang::from_code(code).ok_or_else(|| wire::not_declared("lang"))?,
        };
        let document = work::letter::letter((at.gate, at.ask, at.rules), &request, about, lang)?;
        let bytes = seloste_letter::pdf(&document).map_err(|error| Problem::broken(&error))?;
        let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "no-store")];
        Ok((headers, bytes).into_response())
    })
    .await
}
