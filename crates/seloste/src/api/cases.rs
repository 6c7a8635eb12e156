//! What comes to a case and leaves it: files, what was granted is carried out, the case goes on to another register, letters, the
//! copy of the person's data. Not here: the queue and the steps inside a case (`requests.rs`).

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{self, Call, Purposeful},
    problem::Problem,
    wire::{self, Moment},
};
use crate::{
    messages::api as say,
    work::{
        package,
        requests::{self as work, TypedDeed, letter::Letter},
        statements::today,
    },
};
use axum::{
    Json,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use seloste_gate::{
    packages::PackageOrder,
    request::{Move, SentFile},
};
use seloste_register::id::RegisterId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// The header in which the name of a file stands.
const FILE_NAME: &str = "seloste-file-name";

/// To which register a case goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pass {
    /// The register that it concerns.
    #[schema(value_type = String)]
    to: RegisterId,
    /// Whether it concerns this register as well: then it stays open here, and is answered when that register has answered.
    #[serde(default)]
    also: bool,
}

/// A letter of a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterWanted {
    /// receipt, more-time, question, passed or decision.
    #[schema(example = "decision")]
    about: String,
    /// fi, sv or en, for a person whose language is not on record; Finnish when left out.
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
        let deed = (body.content.read()?, at.rules.law().language);
        let line = work::carry_out((at.gate, at.rules), at.ask, &request, deed)?;
        Ok(Json(work::line(&line, today(at.gate.clock().as_ref()))))
    })
    .await
}

/// What is looked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Sought {
    /// The value that is wrong or outdated, as it stands in the register.
    #[schema(min_length = 1, max_length = 400)]
    value: String,
}

/// Places that hold a value.
#[derive(Serialize, ToSchema)]
pub(super) struct Places {
    /// `item:ID` of the card, `object:NAME` of an object.
    places: Vec<String>,
}

/// Look for the places that hold what is to be put right; each becomes a task of the case
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/places", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = Sought,
    responses((status = 200, description = "The places", body = Places), Refusals, Conflicts)
)]
pub(super) async fn places(call: Call, body: Body<Sought>) -> Result<Json<Places>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let places = work::places::list((at.gate, at.ask, at.rules), &request, &body.content.value)?;
        Ok(Json(Places { places }))
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
        let Pass { to, also } = body.content;
        let receipt = if also {
            work::share(at.app, (at.gate, at.ask), &request, &to)?
        } else {
            work::pass(at.app, (at.gate, at.ask), &request, &to)?
        };
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
        let lang = wire::language(body.content.lang.as_deref())?;
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
    /// fi, sv or en, for a person whose language is not on record; Finnish when left out.
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
        let lang = wire::language(body.content.lang.as_deref())?;
        let order = work::order_copy((at.gate, at.ask, at.rules), &request, lang)?;
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
        let files = package::fetch(at.gate, at.ask, &request)?;
        let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
        let bytes = package::zipped(files).map_err(|error| Problem::broken(&error))?;
        let headers = [(header::CONTENT_TYPE, "application/zip"), (header::CACHE_CONTROL, "no-store")];
        Ok((headers, bytes).into_response())
    })
    .await
}

/// Bytes of a file that is attached, at most: as many as the gate takes.
pub(super) const LARGEST_FILE: usize = 10 << 20;

/// Attach a file to a case: a scanned letter, for example
///
/// Any bytes. They are kept sealed as they came and are opened by nothing. The name stands in a header, so that it is in no address.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/files", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"),
        ("Seloste-File-Name" = Option<String>, Header, description = "Its name, percent-encoded UTF-8"), Purposeful),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file, at most 10 MiB"),
    responses((status = 200, description = "Where the case stands now", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn attach(
    call: Call,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, Problem> {
    let bytes = bytes.map_err(|unread| match unread.into_response().status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            let limit = say::TOO_LARGE.fill_all(&[("limit", &LARGEST_FILE.to_string())]);
            Problem::new(status, "too-large", limit)
        }
        _ => Problem::bad_request("body-unread", say::BODY_UNREAD.all()),
    })?;
    let name = caller::one(&headers, FILE_NAME)?.unwrap_or_default();
    let name = caller::percent_decoded(name)
        .map(Zeroizing::new)
        .ok_or_else(|| Problem::bad_header("Seloste-File-Name", "percent-encoded UTF-8"))?;
    let request = call.request();
    call.at_gate(move |at| {
        let file = SentFile { name, bytes: Zeroizing::new(bytes.to_vec()) };
        let line = at.gate.step_request(at.ask, &request, &Move::attaching(file))?;
        Ok(Json(work::line(&line, today(at.gate.clock().as_ref()))))
    })
    .await
}

/// Fetch a file of a case as it came
///
/// The first file is 1: each step `attach` of the case is one.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/requests/{request}/files/{number}", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"),
        ("number" = u32, Path, description = "Which file, from 1"), Purposeful),
    responses((status = 200, description = "Its bytes", content_type = "application/octet-stream", body = [u8]), Refusals)
)]
pub(super) async fn file(call: Call) -> Result<Response, Problem> {
    let (request, number) = (call.request(), call.number());
    call.at_gate(move |at| {
        let number = number.ok_or_else(Problem::absent)?;
        let file = at.gate.request_file(at.ask, &request, number)?;
        let headers = [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CONTENT_DISPOSITION, "attachment"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        Ok((headers, file.bytes.to_vec()).into_response())
    })
    .await
}
