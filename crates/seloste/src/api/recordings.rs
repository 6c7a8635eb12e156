//! Recorded calls and messages on their way in. A program says what it has, sends the bytes in as many parts as it takes, and is
//! told what became of it. In the manner of resumable uploads over HTTP: `Upload-Offset` says how far the bytes are.

use super::{
    answers::{self, Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{self, Name},
};
use crate::{
    messages::api as say,
    session::standing,
    store::intake::Outcome,
    work::recording::intake::{
        plan::Medium,
        shares,
        take::{Came, News},
        upload::{self, About},
    },
};
use axum::{
    Json,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, HeaderName, StatusCode},
    response::{IntoResponse as _, Response},
};
use seloste_gate::{GateError, incoming::IncomingRef};
use seloste_register::statement::model::Duty;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// How many bytes came.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// How many will.
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// Largest part of an upload, in bytes.
pub(super) const MOST_AT_ONCE: usize = 16 << 20;

/// A call to be recorded: what the sender knows of it. Beside the fields here any item may stand that the statement declares for
/// such a recording; anything else is refused by name.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewRecording {
    /// The kind of recording; the statement's first when left out.
    #[schema(value_type = Option<Name>)]
    kind: Option<String>,
    /// The declared source; the kind's first when left out.
    #[schema(value_type = Option<Name>)]
    source: Option<String>,
    /// The person, when the sender knows; otherwise found by number.
    subject: Option<String>,
    /// How many bytes of sound will come; left out or 0: the call was not recorded.
    #[serde(default)]
    bytes: u64,
    /// `delivery` (the sender's id, always), `linked`, `direction`, `caller-number`, `number-called`, `started`, `answered`,
    /// `ended` or `seconds`, `answered-by`, `queue`, `told`, `told-at`, and declared items.
    #[serde(flatten)]
    call: Map<String, Value>,
}

/// A message or a chat.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewMessage {
    /// The kind of recording.
    #[schema(value_type = Name)]
    kind: String,
    /// The declared source; the kind's first when left out.
    #[schema(value_type = Option<Name>)]
    source: Option<String>,
    /// The person, when the sender knows; otherwise found by number.
    subject: Option<String>,
    /// How it came.
    medium: Way,
    /// A chat: `{"lines": [{"at", "by": "person"|"agent", "text"}]}`; a text: `{"text"}`; an e-mail: its source as a string.
    content: Value,
    /// As of a recording.
    #[serde(flatten)]
    call: Map<String, Value>,
}

/// How a message came.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Chat,
    Email,
    Text,
}

/// Where the bytes go.
#[derive(Serialize, ToSchema)]
struct Upload {
    /// Name of the upload; the address to send the bytes to is in `Location`.
    upload: String,
    /// How many bytes may come at once.
    most_at_once: usize,
}

/// What became of a call or a message.
#[derive(Serialize, ToSchema)]
#[schema(as = TakenRecording)]
struct CameBody {
    /// `recorded`, `not-recorded`, or `already` when it had come before.
    outcome: &'static str,
    /// Whose it is.
    subject: Option<String>,
    /// The object that stands for the call itself, where the statement has one.
    call: Option<String>,
    /// The recording.
    recording: Option<String>,
}

impl From<Came> for CameBody {
    fn from(came: Came) -> Self {
        let outcome = match came.news {
            News::Recorded => "recorded",
            News::NotRecorded => "not-recorded",
            News::Already => "already",
        };
        Self {
            outcome,
            subject: came.subject.map(|subject| subject.0),
            call: came.call.map(|call| call.0),
            recording: came.recordings.into_iter().next().map(|recording| recording.0),
        }
    }
}

/// How the intake of a register goes.
#[derive(Serialize, ToSchema)]
#[schema(as = Intake)]
pub(super) struct IntakeBody {
    /// Each kind of recording, over the last three months.
    kinds: Vec<KindBody>,
    /// What was not taken, newest first; names and rules, never values.
    refusals: Vec<RefusalBody>,
}

/// What came of a kind's calls.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeKind)]
struct KindBody {
    /// The kind.
    kind: String,
    /// Recorded.
    recorded: i64,
    /// Answered and not recorded.
    not_recorded: i64,
    /// Refused.
    refused: i64,
    /// Share recorded of those answered, in percent.
    share_percent: Option<i64>,
    /// The share that the statement promises.
    promised_percent: u32,
    /// Whether more is recorded than promised.
    exceeds: bool,
}

/// Something that was not taken.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeRefusal)]
struct RefusalBody {
    /// When.
    #[schema(value_type = wire::Moment)]
    at: String,
    /// Stable name of the rule.
    rule: String,
    /// Name of what was refused.
    item: String,
    /// How it came: `cli`, `api` or `folder`.
    way: String,
}

impl NewRecording {
    fn about(self) -> About {
        let Self { kind, source, subject, bytes, call } = self;
        About { kind, source, subject, bytes, call }
    }
}

/// Tell of a call, and begin to send its recording
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/recordings", tag = "recordings",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewRecording,
    responses(
        (status = 201, description = "Send the bytes to Location", body = Upload, headers(("Location" = String), ("Upload-Offset" = u64))),
        (status = 200, description = "The call was not recorded, and that is laid down", body = CameBody),
        Refusals, Conflicts
    )
)]
pub(super) async fn begin(call: Call, body: Body<NewRecording>) -> Result<Response, Problem> {
    let (register, app, about) = (call.register_name(), call.app(), body.content.about());
    call.at_gate(move |at| {
        if about.bytes == 0 {
            let came = upload::not_recorded(&app, at.ask, &about)?;
            return Ok(Json(CameBody::from(came)).into_response());
        }
        let IncomingRef(upload) = upload::begin(&app, at.ask, about)?;
        let address = format!("/api/v1/registers/{register}/recordings/incoming/{upload}");
        let mut answer = answers::created(&address, &Upload { upload, most_at_once: MOST_AT_ONCE });
        answer.headers_mut().insert(OFFSET, 0.into());
        Ok(answer)
    })
    .await
}

/// Ask how far an upload is
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/recordings/incoming/{upload}", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("upload" = String, Path, description = "The upload"), Purposeful),
    responses((status = 204, description = "How far it is", headers(("Upload-Offset" = u64), ("Upload-Length" = u64))), Refusals)
)]
pub(super) async fn state(call: Call) -> Result<Response, Problem> {
    let (app, upload) = (call.app(), call.upload());
    call.at_gate(move |at| Ok(so_far(upload::state(&app, at.ask, &upload)?))).await
}

/// Send bytes of a recording; the last ones take it in
#[utoipa::path(
    patch, path = "/api/v1/registers/{register}/recordings/incoming/{upload}", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("upload" = String, Path, description = "The upload"),
        ("Upload-Offset" = u64, Header, description = "How many bytes came before these"), Purposeful),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The next bytes; none, to finish again. `application/offset+octet-stream` serves as well"),
    responses(
        (status = 204, description = "More are awaited", headers(("Upload-Offset" = u64), ("Upload-Length" = u64))),
        (status = 200, description = "All came, and this became of it", body = CameBody),
        Refusals, Conflicts
    )
)]
pub(super) async fn add(
    call: Call,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let bytes = bytes.map_err(|unread| match unread.into_response().status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            let limit = say::TOO_LARGE.fill_all(&[("limit", &MOST_AT_ONCE.to_string())]);
            Problem::new(status, "too-large", limit)
        }
        _ => Problem::bad_request("body-unread", say::BODY_UNREAD.all()),
    })?;
    let (app, upload) = (call.app(), call.upload());
    let after =
        headers.get(OFFSET).and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    let after: u64 = after.ok_or_else(|| Problem::bad_header("Upload-Offset", "a number of bytes"))?;
    call.at_gate(move |at| {
        let state = upload::add(&app, at.ask, &upload, (after, &bytes))?;
        if state.came < state.of {
            return Ok(so_far(state));
        }
        let came = upload::finish(&app, at.ask, &upload)?;
        Ok(Json(CameBody::from(came)).into_response())
    })
    .await
}

/// Give an upload up
#[utoipa::path(
    delete, path = "/api/v1/registers/{register}/recordings/incoming/{upload}", tag = "recordings",
    params(("register" = String, Path, description = "The register"), ("upload" = String, Path, description = "The upload"), Purposeful),
    responses((status = 204, description = "Its bytes are forgotten"), Refusals)
)]
pub(super) async fn forget(call: Call) -> Result<StatusCode, Problem> {
    let (app, upload) = (call.app(), call.upload());
    call.at_gate(move |at| {
        upload::forget(&app, at.ask, &upload)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Take in a chat, an e-mail or a text message
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/messages", tag = "recordings",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewMessage,
    responses((status = 200, description = "What became of it", body = CameBody), Refusals, Conflicts)
)]
pub(super) async fn message(call: Call, body: Body<NewMessage>) -> Result<Response, Problem> {
    let app = call.app();
    let NewMessage { kind, source, subject, medium, content, call: told } = body.content;
    let content = match content {
        Value::String(source) => source.into_bytes(),
        other => other.to_string().into_bytes(),
    };
    let bytes = content.len() as u64;
    let about = About { kind: Some(kind), source, subject, bytes, call: told };
    let medium = match medium {
        Way::Chat => Medium::Chat,
        Way::Email => Medium::Email,
        Way::Text => Medium::Text,
    };
    call.at_gate(move |at| {
        let came = upload::message(&app, at.ask, (&about, medium), &content)?.into_iter().next();
        let came = came.ok_or_else(|| Problem::bad_request("body-unread", say::BODY_UNREAD.all()))?;
        Ok(Json(CameBody::from(came)).into_response())
    })
    .await
}

/// See how the intake of recordings goes: shares, and what was not taken
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/intake", tag = "recordings",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "For whoever keeps accounts", body = IntakeBody), Refusals)
)]
pub(super) async fn intake(call: Call) -> Result<Json<IntakeBody>, Problem> {
    let app = call.app();
    call.at_gate(move |at| {
        if !standing::has_duty(&app, &at.ask.register, &at.ask.actor, Duty::Accounts) {
            return Err(GateError::Absent.into());
        }
        let shares = shares::of(&app, &at.ask.register, 200)?;
        let kinds = shares.kinds.iter().map(|kind| KindBody {
            kind: kind.kind.clone(),
            recorded: kind.many(Outcome::Recorded),
            not_recorded: kind.many(Outcome::NotRecorded),
            refused: kind.many(Outcome::Refused),
            share_percent: kind.percent(),
            promised_percent: kind.promised,
            exceeds: kind.exceeds(),
        });
        let refusals = shares.refusals.iter().map(|refusal| RefusalBody {
            at: refusal.at.to_string(),
            rule: refusal.rule.clone(),
            item: refusal.named.clone(),
            way: refusal.way.clone(),
        });
        Ok(Json(IntakeBody { kinds: kinds.collect(), refusals: refusals.collect() }))
    })
    .await
}

fn so_far(state: upload::State) -> Response {
    let mut answer = StatusCode::NO_CONTENT.into_response();
    answer.headers_mut().insert(OFFSET, state.came.into());
    answer.headers_mut().insert(LENGTH, state.of.into());
    answer
}
