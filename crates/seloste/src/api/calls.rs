//! Lists of recorded calls and messages. What is looked for stands in the body: a number and words are somebody's.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    lists::{page, short, some_rows},
    problem::Problem,
    wire::{self, Name},
};
use crate::work::recording::list::{self, Row};
use axum::Json;
use jiff::Timestamp;
use seloste_gate::{
    ask::AccountId,
    recording::{CallFilter, Typed},
};
use seloste_register::id::ObjectKindId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Nobody: what a name that no account has answered.
const NOBODY: AccountId = AccountId(i64::MIN);

/// Which recordings. All that is given must hold.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordingFilter)]
pub(super) struct Filters {
    /// Of this kind.
    #[schema(value_type = Option<Name>)]
    kind: Option<ObjectKindId>,
    /// Begun at this moment or later ...
    #[schema(value_type = Option<wire::Moment>)]
    from: Option<Timestamp>,
    /// ... and before this one.
    #[schema(value_type = Option<wire::Moment>)]
    before: Option<Timestamp>,
    /// Of this telephone number, in any written form.
    #[schema(max_length = 200)]
    number: Option<String>,
    /// Answered by this user.
    #[schema(max_length = 200)]
    agent: Option<String>,
    /// At least so long.
    at_least_seconds: Option<u32>,
    /// In which all of these words, or beginnings of words, are written; where the statement lets words be searched.
    #[schema(max_length = 200)]
    words: Option<String>,
}

/// What a list of recordings shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordingListing)]
pub(super) struct Listing {
    /// The filter.
    #[serde(default)]
    filter: Filters,
    /// Where to go on: `next` of the page before.
    after: Option<String>,
    /// At most so many rows.
    #[serde(default = "some_rows")]
    #[schema(minimum = 1, maximum = 200)]
    rows: u32,
}

/// A page of recordings, newest first. Those that the key may not hear are in no row and no count.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordingList)]
pub(super) struct ListBody {
    /// The rows.
    recordings: Vec<RecordingBody>,
    /// Where to go on; missing at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A recording of a list: what it is, not what is in it.
#[derive(Serialize, ToSchema)]
#[schema(as = ListedRecording)]
struct RecordingBody {
    /// The recording.
    recording: String,
    /// Whose.
    subject: String,
    /// What it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    /// Its kind.
    #[schema(value_type = Name)]
    kind: String,
    /// When it began.
    #[schema(value_type = wire::Moment)]
    began: String,
    /// When it ended, as far as that is known.
    #[schema(value_type = Option<wire::Moment>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    /// Length of its sound.
    seconds: u64,
    /// Who answered.
    agents: Vec<String>,
}

impl From<Row> for RecordingBody {
    fn from(Row { call, agents }: Row) -> Self {
        Self {
            recording: call.object.0,
            subject: call.subject.0,
            parent: call.parent.map(|parent| parent.0),
            kind: call.kind.to_string(),
            began: call.began.to_string(),
            ended: call.ended.map(|ended| ended.to_string()),
            seconds: call.length_ms / 1_000,
            agents,
        }
    }
}

/// List recorded calls and messages
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/recordings/list", tag = "recordings",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Listing,
    responses((status = 200, description = "Newest first", body = ListBody), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Listing>) -> Result<Json<ListBody>, Problem> {
    let Listing { filter, after, rows } = body.content;
    let page = page(after, rows)?;
    for (place, text) in [("number", &filter.number), ("agent", &filter.agent), ("words", &filter.words)] {
        short(&format!("filter.{place}"), text.as_deref().unwrap_or_default())?;
    }
    call.at_gate(move |at| {
        let agent = filter.agent.as_deref().map(|name| list::account(at.gate, name)).transpose()?;
        let filter = CallFilter {
            kind: filter.kind,
            from: filter.from,
            before: filter.before,
            number: filter.number,
            agent: agent.map(|found| found.unwrap_or(NOBODY)),
            at_least_ms: filter.at_least_seconds.map(|seconds| u64::from(seconds) * 1_000),
            words: filter.words.as_deref().and_then(Typed::new),
            ..CallFilter::default()
        };
        let (rows, next) = list::page(at.gate, at.ask, &filter, &page)?;
        Ok(Json(ListBody { recordings: rows.into_iter().map(RecordingBody::from).collect(), next }))
    })
    .await
}
