//! Data that is given to others, and what they have to be told since.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    personal::{self, ItemsBody},
    problem::Problem,
    wire::{self, Moment},
};
use crate::{
    session::standing,
    work::disclosure::{self as work, Outcome, Typed},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use seloste_gate::{
    GateError,
    disclosures::{Parcel, RecipientNotice, asked::Asked},
};
use seloste_register::id::RegisterId;
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

/// What somebody asked to be given, and how it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureAsked)]
pub(super) struct WaitingBody {
    /// Its number.
    asked: i64,
    /// waiting or refused.
    state: &'static str,
}

/// A decision about what a colleague put forward.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureDecided)]
pub(super) struct Decided {
    /// Its number.
    asked: i64,
    /// Why not; agreed when left out. Stored sealed.
    #[schema(max_length = 2000)]
    refuse: Option<String>,
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

/// Who was given a subject's data: which items in which version of the statement, what the log tells, who went over it
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Value>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let given = at.gate.disclosures(at.ask, &subject)?;
        let laid = work::replayed(at.gate, &at.ask.register, &given)?;
        let told = given.iter().zip(&laid).map(|(one, laid)| {
            let words = personal::text(&one.words);
            work::told(one, laid, &words)
        });
        Ok(Json(json!({ "disclosures": told.collect::<Vec<_>>() })))
    })
    .await
}

/// What was gone over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureChecked)]
pub(super) struct CheckedBody {
    /// The reference of the disclosure.
    #[schema(example = "d-0123456789ab")]
    reference: String,
}

/// Put down that a disclosure was gone over and found right, by somebody else than who made it
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/checked", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = CheckedBody,
    responses((status = 204, description = "Put down"), Refusals, Conflicts)
)]
pub(super) async fn checked(call: Call, body: Body<CheckedBody>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        at.gate.disclosure_checked(at.ask, &subject, &body.content.reference)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Give categories of a subject's data to a recipient
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Typed,
    responses(
        (status = 201, description = "On record; what is to be handed over", body = ParcelBody),
        (status = 202, description = "It waits for a second person", body = WaitingBody),
        (status = 200, description = "Refused, and the refusal is on record", body = WaitingBody),
        Refusals, Conflicts
    )
)]
pub(super) async fn give(call: Call, body: Body<Typed>) -> Result<Response, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let waits = |number, state| Json(WaitingBody { asked: number, state });
        let home = &at.ask.actor.company;
        let there = |register: &RegisterId| {
            standing::actor(at.app, home, at.ask.actor.account, register).map_err(GateError::from)
        };
        Ok(match work::make(at.gate, at.ask, &subject, (body.content, &there))? {
            Outcome::Copied(moved) => {
                (StatusCode::CREATED, Json(work::copied_in_json(&moved))).into_response()
            }
            Outcome::Given(parcel) => (StatusCode::CREATED, Json(ParcelBody::from(parcel))).into_response(),
            Outcome::Waiting(number) => (StatusCode::ACCEPTED, waits(number, "waiting")).into_response(),
            Outcome::Refused(number) => waits(number, "refused").into_response(),
        })
    })
    .await
}

/// What others asked to be given about a subject, and what became of it
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/asked", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn asked(call: Call) -> Result<Json<Value>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let found = at.gate.asked_to_give(at.ask, &subject)?;
        Ok(Json(json!({ "asked": found.iter().map(one_asked).collect::<Vec<_>>() })))
    })
    .await
}

fn one_asked(one: &Asked) -> Value {
    json!({
        "asked": one.number,
        "state": one.state.as_str(),
        "ground": one.ground,
        "words": personal::text(&one.words).as_str(),
        "categories": one.categories.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "put_forward": one.asked.to_string(),
        "decided": one.decided.map(|at| at.to_string()),
        "why": one.why.as_ref().map(|why| personal::text(why).to_string()),
    })
}

/// Agree, as the second person, to what a colleague put forward, or refuse it
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/asked", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Decided,
    responses(
        (status = 201, description = "Agreed; what is to be handed over", body = ParcelBody),
        (status = 200, description = "Refused", body = WaitingBody),
        Refusals, Conflicts
    )
)]
pub(super) async fn decide(call: Call, body: Body<Decided>) -> Result<Response, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let Decided { asked, refuse } = body.content;
        if let Some(why) = refuse {
            at.gate.refuse_asked(at.ask, &subject, (asked, &why))?;
            return Ok(Json(WaitingBody { asked, state: "refused" }).into_response());
        }
        let parcel = at.gate.agree_to_give(at.ask, &subject, asked)?;
        Ok((StatusCode::CREATED, Json(ParcelBody::from(parcel))).into_response())
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
