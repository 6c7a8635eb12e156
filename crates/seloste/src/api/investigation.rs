//! Searching the log and the security events under a named case.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::Moment,
};
use crate::work::investigation::{self as work, Typed};
use axum::Json;
use jiff::Timestamp;
use seloste_gate::investigation::Ended;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// How what was asked ended.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum How {
    Done,
    Refused,
}

/// What is searched for; what is left out is not narrowed by.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LogWanted {
    /// What this user did.
    user: Option<String>,
    /// What a program did by the key that begins so.
    key: Option<String>,
    /// What was done to this subject's data.
    subject: Option<String>,
    /// What was done: open, find, edit ...
    action: Option<String>,
    /// How it ended.
    ended: Option<How>,
    /// From this moment on.
    #[schema(value_type = Option<Moment>)]
    from: Option<Timestamp>,
    /// Up to before this moment.
    #[schema(value_type = Option<Moment>)]
    to: Option<Timestamp>,
    /// Where to go on, as the answer before says.
    after: Option<String>,
}

/// Between which moments.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EventsWanted {
    /// From this moment on.
    #[schema(value_type = Option<Moment>)]
    from: Option<Timestamp>,
    /// Up to before this moment.
    #[schema(value_type = Option<Moment>)]
    to: Option<Timestamp>,
}

/// Search the log under a case, which the reason names: every read, search, refusal and change
///
/// For those who may see who used everybody's data. The search stands in the log itself.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/log/find", tag = "about",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = LogWanted,
    responses((status = 200, description = "Newest first, at most 200", body = Value), Refusals, Writes)
)]
pub(super) async fn log(call: Call, body: Body<LogWanted>) -> Result<Json<Value>, Problem> {
    let wanted = body.content;
    let typed = Typed {
        user: wanted.user,
        key: wanted.key,
        subject: wanted.subject,
        action: wanted.action,
        ended: match wanted.ended {
            None => Ended::Anyhow,
            Some(How::Done) => Ended::Done,
            Some(How::Refused) => Ended::Refused,
        },
        from: wanted.from,
        to: wanted.to,
        after: wanted.after,
    };
    call.at_gate(move |at| Ok(Json(work::log(at.app, (at.gate, at.ask), &typed)?))).await
}

/// Security events: failed sign-ins, refusals and exports, under a case, which the reason names
///
/// They are kept apart from the log, for the time that the statement gives, and told for a purpose of evidence or administration.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/security-events/find", tag = "about",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = EventsWanted,
    responses((status = 200, description = "Newest first, at most 1,000", body = Value), Refusals, Writes)
)]
pub(super) async fn events(call: Call, body: Body<EventsWanted>) -> Result<Json<Value>, Problem> {
    let EventsWanted { from, to } = body.content;
    let typed = Typed { from, to, ..Typed::default() };
    call.at_gate(move |at| Ok(Json(work::events((at.gate, at.ask), &typed)?))).await
}
