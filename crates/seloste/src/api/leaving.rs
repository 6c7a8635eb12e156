//! Erasures before they are done, holds and restrictions.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire,
};
use crate::work::mentions;
use axum::{Json, http::StatusCode};
use jiff::civil::Date;
use seloste_gate::{
    card::{ObjectRef, Set},
    erasure::{Course, Erasure, HoldDraft, What, Why},
};
use seloste_register::id::HoldId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an erasure would take, and what would stay.
#[derive(Serialize, ToSchema)]
pub(super) struct ErasureBody {
    /// `whole`, `partly`, or `waits` for a case to end.
    course: &'static str,
    /// What goes.
    goes: Vec<PartBody>,
    /// What stays, why, until when.
    stays: Vec<KeptBody>,
    /// Items of which a keyed fingerprint stays, used only to keep the person from being brought in again.
    fingerprints: Vec<String>,
    /// Recipients who will be told.
    recipients: u64,
    /// Texts of others that may mention the person, as far as they were looked through.
    mentions: u64,
    /// Whether others' texts are still being looked through.
    searching: bool,
}

/// So many of something.
#[derive(Serialize, ToSchema)]
struct PartBody {
    /// A category, a kind of object, `permissions`, `earlier-values`, `reasons` or `undeclared`.
    what: String,
    /// How many.
    many: u64,
}

/// Something that stays.
#[derive(Serialize, ToSchema)]
struct KeptBody {
    /// As in what goes.
    what: String,
    /// How many.
    many: u64,
    /// `law` or `case`.
    why: &'static str,
    /// The provision, where it is the law.
    source: Option<String>,
    /// The last day; for a case, the day by which it is looked at again.
    #[schema(value_type = String, format = Date)]
    until: Date,
}

/// Holds of a subject.
#[derive(Serialize, ToSchema)]
pub(super) struct Holds {
    /// Oldest first.
    holds: Vec<HoldBody>,
}

/// A hold, without the words of its case.
#[derive(Serialize, ToSchema)]
struct HoldBody {
    /// Its number.
    hold: i64,
    /// Which kind of hold of the statement; none for what the program holds by itself.
    kind: Option<String>,
    /// The object that is held; everything that its kind is for when left out.
    object: Option<String>,
    /// The day by which somebody looks at it again.
    #[schema(value_type = String, format = Date)]
    review: Date,
}

/// A hold to be placed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewHold {
    /// Which case, and why it needs the data; stored sealed.
    #[schema(max_length = 1000)]
    case: String,
    /// Which kind of hold that the statement declares; needed where it declares any. It keeps the categories of its kind alone.
    #[serde(default)]
    kind: Option<String>,
    /// Objects that it needs; everything about the person that its kind is for when left out.
    #[serde(default)]
    objects: Vec<String>,
    /// The day by which somebody looks whether it is still needed.
    #[schema(value_type = String, format = Date)]
    review: Date,
}

/// A hold to be released.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Release {
    /// Its number.
    hold: i64,
}

/// A restriction put in force, or ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Restriction {
    /// Whether the use of the data is restricted.
    restricted: bool,
}

impl From<Erasure> for ErasureBody {
    fn from(told: Erasure) -> Self {
        let course = match told.course {
            Course::Whole => "whole",
            Course::Partly => "partly",
            Course::Waits => "waits",
        };
        let goes = told.goes.iter().map(|part| PartBody { what: name(&part.what), many: part.many });
        let stays = told.stays.iter().map(|kept| {
            let (why, source) = match &kept.why {
                Why::Law { source, .. } => ("law", Some(source.clone())),
                Why::Case => ("case", None),
            };
            KeptBody { what: name(&kept.what), many: kept.many, why, source, until: kept.until }
        });
        Self {
            course,
            goes: goes.collect(),
            stays: stays.collect(),
            fingerprints: told.fingerprints.iter().map(ToString::to_string).collect(),
            recipients: told.recipients,
            mentions: told.mentions,
            searching: told.searching,
        }
    }
}

fn name(what: &What) -> String {
    match what {
        What::Category(id) => id.to_string(),
        What::Objects(id) => id.to_string(),
        What::Permissions => "permissions".to_owned(),
        What::Past => "earlier-values".to_owned(),
        What::Reasons => "reasons".to_owned(),
        What::Undeclared => "undeclared".to_owned(),
    }
}

/// What an erasure of a subject would take, and what would stay, why, until when
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/erasure", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Nothing was changed", body = ErasureBody), Refusals)
)]
pub(super) async fn preview(call: Call) -> Result<Json<ErasureBody>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| Ok(Json(mentions::preview(at.gate, at.ask, &subject, mentions::A_MOMENT)?.into())))
        .await
}

/// The holds on a subject's data
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/holds", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Oldest first", body = Holds), Refusals)
)]
pub(super) async fn holds(call: Call) -> Result<Json<Holds>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let holds = at.gate.holds(at.ask, &subject)?;
        let body = |hold: seloste_gate::erasure::Hold| HoldBody {
            hold: hold.number,
            kind: hold.kind.map(|kind| kind.to_string()),
            object: hold.object.map(|object| object.0),
            review: hold.review,
        };
        Ok(Json(Holds { holds: holds.into_iter().map(body).collect() }))
    })
    .await
}

/// Hold a subject's data, or some objects, for a case
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/holds", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = NewHold,
    responses((status = 204, description = "Held"), Refusals, Conflicts)
)]
pub(super) async fn hold(call: Call, body: Body<NewHold>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let NewHold { case, kind, objects, review } = body.content;
        let named = |kind: &String| HoldId::new(kind).map_err(|_| wire::not_declared(kind));
        let kind = kind.as_ref().map(named).transpose()?;
        let objects = objects.into_iter().map(ObjectRef).collect();
        let draft = HoldDraft { kind, case, objects, review };
        at.gate.hold(at.ask, &subject, draft)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Release a hold; an erasure that waited for it is carried out
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/release", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Release,
    responses((status = 204, description = "Released"), Refusals, Conflicts)
)]
pub(super) async fn release(call: Call, body: Body<Release>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        mentions::release(at.gate, at.ask, (&subject, body.content.hold), mentions::A_MOMENT)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Restrict the use of a subject's data, or end that
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/restriction", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Restriction,
    responses((status = 204, description = "In effect"), Refusals, Conflicts)
)]
pub(super) async fn restrict(call: Call, body: Body<Restriction>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let set = if body.content.restricted { Set::InForce } else { Set::TakenBack };
        at.gate.restrict(at.ask, &subject, set)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
