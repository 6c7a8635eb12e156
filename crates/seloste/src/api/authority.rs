//! Recordings that an authority asks for: named, held, fetched piece by piece by whoever hands them over, put down as given.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    personal,
    problem::Problem,
    wire::{self, Moment},
};
use crate::work::disclosure::ground;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use seloste_gate::{
    card::ObjectRef,
    recorded::{AuthorityOrder, NewOrder},
    recording::MOST_BYTES,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an authority asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAuthorityOrder)]
pub(super) struct New {
    /// Who asks. Stored sealed.
    #[schema(max_length = 500)]
    to: String,
    /// On what ground: authority or law.
    #[schema(example = "authority")]
    ground: String,
    /// The provision, and the request. Stored sealed.
    #[schema(max_length = 500)]
    provision: String,
    /// The number under which the authority keeps the matter; needed where a second person agrees. Stored sealed.
    #[serde(default)]
    #[schema(max_length = 500)]
    case_number: String,
    /// Recordings of the subject: these alone.
    recordings: Vec<String>,
}

/// The order that was put down.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthorityOrderMade)]
pub(super) struct Made {
    /// Its number.
    order: i64,
}

/// Orders, newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthorityOrders)]
pub(super) struct Orders {
    /// The orders.
    orders: Vec<OrderBody>,
}

/// An order of an authority.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthorityOrder)]
struct OrderBody {
    /// Its number.
    order: i64,
    /// Who asks, by which provision and under which number: a line each.
    words: String,
    /// The recordings that it names.
    recordings: Vec<String>,
    /// When it was put down.
    #[schema(value_type = Moment)]
    asked: String,
    /// waiting, handed-over or refused.
    state: &'static str,
    /// When it ended.
    #[schema(value_type = Option<Moment>)]
    ended: Option<String>,
}

impl From<&AuthorityOrder> for OrderBody {
    fn from(one: &AuthorityOrder) -> Self {
        Self {
            order: one.order,
            words: personal::text(&one.words).to_string(),
            recordings: one.recordings.iter().map(|object| object.0.clone()).collect(),
            asked: one.asked.to_string(),
            state: one.end.map_or("waiting", seloste_gate::recorded::OrderEnd::as_str),
            ended: one.ended.map(|at| at.to_string()),
        }
    }
}

/// Which bytes of a recording are fetched.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AuthorityFetch)]
pub(super) struct Fetch {
    /// The order.
    order: i64,
    /// The recording.
    recording: String,
    /// From which byte on; the answer's `Content-Range` says how far it goes.
    #[serde(default)]
    from: u64,
}

/// How an order ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AuthorityEnd)]
pub(super) struct End {
    /// The order.
    order: i64,
    /// handed-over or refused.
    #[schema(example = "handed-over")]
    outcome: String,
}

/// What an order came to.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthorityEnded)]
pub(super) struct Ended {
    /// The reference of the disclosure that is on record now; none when nothing was handed over.
    reference: Option<String>,
}

/// Put down which recordings of a subject an authority asks for; they are held until they were handed over
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = New,
    responses((status = 201, description = "Put down", body = Made), Refusals, Conflicts)
)]
pub(super) async fn order(call: Call, body: Body<New>) -> Result<Response, Problem> {
    let (subject, new) = (call.subject(), body.content);
    call.at_gate(move |at| {
        let new = NewOrder {
            to: new.to,
            ground: ground(Some(&new.ground)).ok_or_else(|| wire::not_declared("ground"))?,
            provision: new.provision,
            case_number: new.case_number,
            recordings: new.recordings.into_iter().map(ObjectRef).collect(),
        };
        let order = at.gate.order_recordings(at.ask, &subject, &new)?;
        Ok((StatusCode::CREATED, Json(Made { order })).into_response())
    })
    .await
}

/// What authorities have asked for of a subject's recordings
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = Orders), Refusals)
)]
pub(super) async fn orders(call: Call) -> Result<Json<Orders>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let found = at.gate.authority_orders(at.ask, &subject)?;
        Ok(Json(Orders { orders: found.iter().map(OrderBody::from).collect() }))
    })
    .await
}

/// Fetch bytes of a recording that an order names, at most 4 MiB at once
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings/fetch", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Fetch,
    responses((status = 200, description = "The bytes", content_type = "application/octet-stream", headers(("Content-Range" = String))), Refusals, Conflicts)
)]
pub(super) async fn fetch(call: Call, body: Body<Fetch>) -> Result<Response, Problem> {
    let (subject, Fetch { order, recording, from }) = (call.subject(), body.content);
    call.at_gate(move |at| {
        let range = from..from.saturating_add(MOST_BYTES);
        let heard =
            at.gate.listen_for_authority(at.ask, (&subject, order), (&ObjectRef(recording), range))?;
        let place = format!("bytes {}-{}/{}", heard.range.start, heard.range.end.saturating_sub(1), heard.of);
        let mut answer = personal::sound(&heard).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        if let Ok(place) = HeaderValue::try_from(place) {
            headers.insert(header::CONTENT_RANGE, place);
        }
        Ok(answer)
    })
    .await
}

/// End an order: what it names was handed over, or nothing of it is
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/disclosures/recordings/end", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = End,
    responses((status = 200, description = "Ended; the holds are gone", body = Ended), Refusals, Conflicts)
)]
pub(super) async fn end(call: Call, body: Body<End>) -> Result<Json<Ended>, Problem> {
    let (subject, End { order, outcome }) = (call.subject(), body.content);
    call.at_gate(move |at| {
        let reference = match outcome.as_str() {
            "handed-over" => Some(at.gate.handed_to_authority(at.ask, (&subject, order))?),
            "refused" => {
                at.gate.refuse_authority(at.ask, (&subject, order))?;
                None
            }
            _ => return Err(wire::not_declared("outcome")),
        };
        Ok(Json(Ended { reference }))
    })
    .await
}
