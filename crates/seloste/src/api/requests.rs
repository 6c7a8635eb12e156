//! People's requests: the queue, one case, its steps.

use super::{
    answers::{self, Conflicts, Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    personal,
    problem::Problem,
    wire::Moment,
};
use crate::work::{
    requests::{self as work, Order, Typed},
    statements::today,
};
use axum::{Json, response::Response};
use seloste_gate::request::{RequestFilter, Taker};
use seloste_register::right::{Named, RightKind, case::State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// A request that has arrived.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRequest {
    /// inspect, rectify, erase, restrict, object, portability, withdraw-consent or complaint.
    #[schema(example = "inspect")]
    kind: String,
    /// letter, outlet, phone, email, web or account.
    #[schema(example = "phone")]
    channel: String,
    /// When it first arrived anywhere: a day or a moment; now when left out.
    received: Option<String>,
    /// The company of the group that received it; the controller when left out.
    company: Option<String>,
    /// The outlet that received it.
    outlet: Option<String>,
    /// On whose behalf: own, minor, guardian, representative, deceased, shared-address or wrong-person.
    party: Option<String>,
    /// Whom it is about, when that is known.
    subject: Option<String>,
    /// For rectify: wrong or outdated.
    #[schema(example = "outdated")]
    flaw: Option<String>,
    /// Who asks and how to reach them, as they say. Stored sealed.
    #[schema(max_length = 20000)]
    asker: Option<String>,
    /// What they say. Stored sealed.
    #[schema(max_length = 20000)]
    words: Option<String>,
}

/// What the person gets as a receipt.
#[derive(Serialize, ToSchema)]
pub(super) struct RequestReceipt {
    /// The request's name in addresses.
    request: String,
    /// When it first arrived.
    #[schema(value_type = Moment)]
    received: String,
    /// The day by which it is answered.
    due: String,
    /// pending or known.
    identity: String,
}

/// Which part of the queue, and which page of it.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RequestsWanted)]
pub(super) struct Wanted {
    /// Only this kind.
    kind: Option<String>,
    /// Only in this state.
    state: Option<String>,
    /// Only what the key's owner looks after.
    mine: bool,
    /// Also what is over.
    all: bool,
    /// Where to go on, as the page before says.
    after: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    #[schema(minimum = 1, maximum = 200)]
    rows: Option<u32>,
}

/// The queue of what is open, soonest due first: its beginning
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/requests", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "The first page of the queue", body = serde_json::Value), Refusals)
)]
pub(super) async fn queue(call: Call) -> Result<Json<Value>, Problem> {
    call.at_gate(|at| page(at, &Wanted::default())).await
}

/// Go through the queue with filters
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/list", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Wanted,
    responses((status = 200, description = "A page of the queue", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Wanted>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| page(at, &body.content)).await
}

fn page(at: &AtGate<'_>, wanted: &Wanted) -> Result<Json<Value>, Problem> {
    let filter = RequestFilter {
        kind: known(wanted.kind.as_deref(), RightKind::understood)?,
        state: known(wanted.state.as_deref(), State::read)?,
        mine: wanted.mine,
        due_before: None,
        with_over: wanted.all,
    };
    let place = (wanted.after.as_deref(), wanted.rows.unwrap_or(50));
    let page = at.gate.requests(at.ask, &filter, place)?;
    let today = today(at.gate.clock().as_ref());
    let lines: Vec<Value> = page.lines.iter().map(|line| work::line(line, today)).collect();
    Ok(Json(serde_json::json!({ "requests": lines, "next": page.next })))
}

fn known<T>(code: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match code {
        None => Ok(None),
        Some(code) => read(code).map(Some).ok_or_else(|| super::wire::not_declared("kind, state")),
    }
}

/// Take a request in
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests", tag = "requests",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewRequest,
    responses((status = 201, description = "Taken in; the clock runs", body = RequestReceipt, headers(("Location" = String))), Refusals, Conflicts)
)]
pub(super) async fn open(call: Call, body: Body<NewRequest>) -> Result<Response, Problem> {
    let register = call.register_name();
    let new = body.content;
    let receipt = call
        .at_gate(move |at| {
            let typed = Typed {
                kind: new.kind,
                channel: new.channel,
                received: new.received,
                company: new.company,
                outlet: new.outlet,
                party: new.party,
                subject: new.subject,
                asker: new.asker.map(Zeroizing::new),
                words: new.words.map(Zeroizing::new),
                files: Vec::new(),
                flaw: new.flaw,
            };
            Ok(work::take(at.gate, at.rules, &Taker::Staff(at.ask), typed.read()?)?)
        })
        .await?;
    let address = format!("/api/v1/registers/{register}/requests/{}", receipt.request.0);
    Ok(answers::created(&address, &work::receipt(&receipt)))
}

/// Open a case
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/requests/{request}", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    responses((status = 200, description = "The case and what happened in it", body = serde_json::Value), Refusals)
)]
pub(super) async fn show(call: Call) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let opened = at.gate.open_request(at.ask, &request)?;
        let today = today(at.gate.clock().as_ref());
        Ok(Json(work::request(&opened, at.rules, today, &personal::text)))
    })
    .await
}

/// Take a step in a case
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/requests/{request}/steps", tag = "requests",
    params(("register" = String, Path, description = "The register"), ("request" = String, Path, description = "The request"), Purposeful),
    request_body = Order,
    responses((status = 200, description = "Where the case stands now", body = serde_json::Value), Refusals, Conflicts)
)]
pub(super) async fn step(call: Call, body: Body<Order>) -> Result<Json<Value>, Problem> {
    let request = call.request();
    call.at_gate(move |at| {
        let line = work::step(at.gate, at.ask, &request, body.content)?;
        Ok(Json(work::line(&line, today(at.gate.clock().as_ref()))))
    })
    .await
}
