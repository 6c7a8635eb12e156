//! People's rights over recordings: whether a call was recorded, what keeps a recording, training sets.

use super::{
    answers::{self, Conflicts, Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    cards::ObjectBody,
    personal,
    problem::Problem,
    wire::Day,
};
use crate::work::requests::{
    calls::{self, When},
    recordings::{self, TypedRecording},
};
use axum::{Json, http::StatusCode, response::Response};
use jiff::civil::Date;
use seloste_gate::{
    card::ObjectRef,
    recorded::{Need, NeedDraft, TrainingSet},
};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// A need of a recording.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewNeed)]
pub(super) struct NewNeed {
    /// Why. Stored sealed.
    reason: String,
    /// Its last day.
    #[schema(value_type = Day)]
    ends: Date,
    /// The training set that the recording goes into, for a purpose of training; left out: it proves a case.
    set: Option<i64>,
    /// The event that it proves, where the statement wants one named: an object of the same person.
    event: Option<String>,
}

/// A need that is over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndedNeed {
    /// Its number.
    need: i64,
}

/// A training set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSet {
    /// Its name. Stored sealed.
    #[schema(max_length = 120)]
    name: String,
}

/// Tell whether a call was recorded
///
/// In a case in which it is certain who asks: of calls of the person, or, in a case about somebody of the staff, of calls that
/// they answered, with the assessments of them.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/calls", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = When,
    responses((status = 200, description = "Each call: recorded, not-recorded, or deleted and when", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn calls(call: Call, body: Body<When>) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let object = |object| serde_json::to_value(ObjectBody::from(object)).unwrap_or_default();
        Ok(Json(calls::told(at.gate, at.ask, (&request, &body.content), &object)?))
    })
    .await
}

/// Recordings that a request names, and what is given of each
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/requests/{request}/recordings", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    responses((status = 200, description = "The recordings", body = serde_json::Value), Refusals)
)]
pub(super) async fn asked(call: Call) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| Ok(Json(recordings::told(at.gate, at.ask, &request)?))).await
}

/// Name a recording in a request, and weigh what is given of it
///
/// From when it is named it is held until the copy is ready or the case ends. What is given is weighed against the rights of
/// whoever else is heard in it; the copy of the case carries it whole or with spans covered, and says why.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/recordings", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = TypedRecording,
    responses((status = 200, description = "The recordings of the request", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn ask_for(call: Call, body: Body<TypedRecording>) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        recordings::take((at.gate, at.ask), &request, body.content)?;
        Ok(Json(recordings::told(at.gate, at.ask, &request)?))
    })
    .await
}

/// What keeps a recording
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/objects/{object}/needs", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The recording"), Purposeful),
    responses((status = 200, description = "The needs, oldest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn needs(call: Call) -> Result<Json<Value>, Problem> {
    let recording = call.object();
    call.at_gate(move |at| {
        let told = |need: &Need| {
            json!({
                "need": need.number, "kind": need.kind.code(), "ends": need.ends.to_string(),
                "placed": need.placed.to_string(), "reason": personal::text(&need.reason).to_string(),
                "event": need.event.as_ref().map(|event| &event.0),
            })
        };
        let needs = at.gate.needs(at.ask, &recording)?;
        Ok(Json(json!({ "needs": needs.iter().map(told).collect::<Vec<_>>() })))
    })
    .await
}

/// Say why a recording is needed, and until when
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/objects/{object}/needs", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The recording"), Purposeful),
    request_body = NewNeed,
    responses((status = 201, description = "On record", body = serde_json::Value, headers(("Location" = String))), Refusals, Conflicts)
)]
pub(super) async fn need(call: Call, body: Body<NewNeed>) -> Result<Response, Problem> {
    let (register, recording) = (call.register_name(), call.object());
    let name = recording.0.clone();
    let number = call
        .at_gate(move |at| {
            let NewNeed { reason, ends, set, event } = body.content;
            let event = event.map(ObjectRef);
            Ok(at.gate.add_need(at.ask, &recording, &NeedDraft { reason, ends, set, event })?)
        })
        .await?;
    let address = format!("/api/v1/registers/{register}/objects/{name}/needs");
    Ok(answers::created(&address, &json!({ "need": number })))
}

/// Say that a recording is not needed any longer
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/objects/{object}/needs/end", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The recording"), Purposeful),
    request_body = EndedNeed,
    responses((status = 204, description = "Ended"), Refusals, Conflicts)
)]
pub(super) async fn end_need(call: Call, body: Body<EndedNeed>) -> Result<StatusCode, Problem> {
    let recording = call.object();
    call.at_gate(move |at| {
        at.gate.end_need(at.ask, &recording, body.content.need)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Training sets with what is in them
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/training-sets", tag = "quality",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "The sets, newest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn sets(call: Call) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| {
        let told = |set: &TrainingSet| {
            let recordings: Vec<&str> = set.recordings.iter().map(|one| one.0.as_str()).collect();
            json!({
                "set": set.number, "name": personal::text(&set.name).to_string(), "made": set.made.to_string(),
                "recordings": recordings,
            })
        };
        let sets = at.gate.training_sets(at.ask)?;
        Ok(Json(json!({ "sets": sets.iter().map(told).collect::<Vec<_>>() })))
    })
    .await
}

/// Make a training set
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/training-sets", tag = "quality",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewSet,
    responses((status = 201, description = "Made", body = serde_json::Value, headers(("Location" = String))), Refusals, Writes)
)]
pub(super) async fn make_set(call: Call, body: Body<NewSet>) -> Result<Response, Problem> {
    let register = call.register_name();
    let number = call.at_gate(move |at| Ok(at.gate.make_training_set(at.ask, &body.content.name)?)).await?;
    let address = format!("/api/v1/registers/{register}/training-sets");
    Ok(answers::created(&address, &json!({ "set": number })))
}
