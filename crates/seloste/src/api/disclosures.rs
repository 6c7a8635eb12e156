//! Data that is given to others, and what they have to be told since.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    personal::{self, ItemsBody},
    problem::Problem,
    wire::{self, Moment},
};
use crate::work::disclosure::{self as work, Typed};
use axum::{Json, http::StatusCode};
use seloste_gate::disclosures::{Disclosed, Parcel, RecipientNotice};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is to be handed over.
#[derive(Serialize, ToSchema)]
#[schema(as = Parcel)]
pub(super) struct ParcelBody {
    /// By which the recipient knows it; later corrections are told by it.
    reference: String,
    /// The categories that were asked for, and nothing else.
    categories: BTreeMap<String, ItemsBody>,
}

impl From<Parcel> for ParcelBody {
    fn from(parcel: Parcel) -> Self {
        let category = |one: &seloste_gate::card::OpenedCategory| {
            (one.category.to_string(), personal::items(&one.items))
        };
        Self { reference: parcel.reference, categories: parcel.categories.iter().map(category).collect() }
    }
}

/// What recipients have to be told.
#[derive(Serialize, ToSchema)]
pub(super) struct Notices {
    /// Those that are not confirmed, oldest first.
    notices: Vec<NoticeBody>,
}

/// A notice to a recipient.
#[derive(Serialize, ToSchema)]
struct NoticeBody {
    /// Its number.
    notice: i64,
    /// The declared recipient, if it is one.
    recipient: Option<String>,
    /// The reference by which the recipient knows what it was given.
    reference: String,
    /// corrected, erased or restricted.
    what: &'static str,
    /// to-tell, late, told or remind.
    state: &'static str,
    /// When it happened.
    #[schema(value_type = Moment)]
    made: String,
    /// When the recipient was told.
    #[schema(value_type = Option<Moment>)]
    told: Option<String>,
    /// When it was reminded last.
    #[schema(value_type = Option<Moment>)]
    reminded: Option<String>,
}

/// What was done about a notice.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeDone {
    /// Its number.
    notice: i64,
    /// told, reminded or receipt.
    #[schema(example = "told")]
    step: String,
}

/// Who was given a subject's data
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Value>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let given = at.gate.disclosures(at.ask, &subject)?;
        Ok(Json(json!({ "disclosures": given.iter().map(disclosed).collect::<Vec<_>>() })))
    })
    .await
}

fn disclosed(one: &Disclosed) -> Value {
    json!({
        "given": one.given.to_string(),
        "recipient": one.recipient.as_ref().map(|id| id.as_str()),
        "words": personal::text(&one.words).as_str(),
        "ground": one.ground,
        "categories": one.categories.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "reference": one.reference,
    })
}

/// Give categories of a subject's data to a recipient
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Typed,
    responses((status = 201, description = "On record; what is to be handed over", body = ParcelBody), Refusals, Conflicts)
)]
pub(super) async fn give(call: Call, body: Body<Typed>) -> Result<(StatusCode, Json<ParcelBody>), Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let draft = body.content.read()?;
        let parcel = at.gate.give_out(at.ask, &subject, &draft)?;
        Ok((StatusCode::CREATED, Json(parcel.into())))
    })
    .await
}

/// What recipients have to be told, and have not confirmed
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/recipient-notices", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "Oldest first", body = Notices), Refusals)
)]
pub(super) async fn notices(call: Call) -> Result<Json<Notices>, Problem> {
    call.at_gate(|at| {
        let found = at.gate.recipient_notices(at.ask)?;
        Ok(Json(Notices { notices: found.iter().map(|one| notice(at, one)).collect() }))
    })
    .await
}

fn notice(at: &AtGate<'_>, one: &RecipientNotice) -> NoticeBody {
    NoticeBody {
        notice: one.number,
        recipient: one.recipient.as_ref().map(ToString::to_string),
        reference: one.reference.clone(),
        what: one.kind.as_str(),
        state: work::stand(one, at.gate.clock().now()),
        made: one.made.to_string(),
        told: one.told.map(|told| told.to_string()),
        reminded: one.reminded.map(|reminded| reminded.to_string()),
    }
}

/// Put down that a recipient was told or reminded, or that it confirmed
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/recipient-notices", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NoticeDone,
    responses((status = 204, description = "Put down"), Refusals, Conflicts)
)]
pub(super) async fn done(call: Call, body: Body<NoticeDone>) -> Result<StatusCode, Problem> {
    call.at_gate(move |at| {
        let step = work::step(&body.content.step).ok_or_else(|| wire::not_declared("step"))?;
        at.gate.recipient_told(at.ask, body.content.notice, step)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
