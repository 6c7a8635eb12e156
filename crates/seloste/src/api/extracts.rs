//! Lists for processors: made for one assignment, destroyed by its end.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    cards::HitBody,
    problem::Problem,
    wire::{Moment, Name},
};
use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
    http::StatusCode,
};
use jiff::{Timestamp, civil::Date};
use seloste_gate::{
    card::{Filter, Hit},
    extracts::{Extract, ExtractDraft},
};
use seloste_register::id::{AssignmentId, GroupId, PurposeId, RecipientId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A list to be made, for the purpose of the call.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewExtract {
    /// To whom: a processor that the statement declares.
    #[schema(value_type = Name)]
    recipient: RecipientId,
    /// For which of its assignments; it has to be in force today.
    #[schema(value_type = Name)]
    assignment: AssignmentId,
    /// Only this group; everybody whom the purpose reaches when left out.
    #[schema(value_type = Option<Name>)]
    group: Option<GroupId>,
}

/// What stands on record of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = Extract)]
pub(super) struct ExtractBody {
    /// Its name in addresses.
    extract: String,
    /// To whom.
    #[schema(value_type = Name)]
    recipient: RecipientId,
    /// For which assignment.
    #[schema(value_type = Name)]
    assignment: AssignmentId,
    /// For which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// What each reference in it begins with.
    mark: String,
    /// When it was made.
    #[schema(value_type = Moment)]
    made: Timestamp,
    /// The last day on which the recipient may have it.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// How many people were on it.
    people: u64,
    /// When its destruction was confirmed.
    #[schema(value_type = Option<Moment>)]
    destroyed: Option<Timestamp>,
}

/// A line of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = ExtractLine)]
struct LineBody {
    /// By which the recipient knows it, and a leak is traced.
    reference: String,
    /// Who, with contact items alone.
    hit: HitBody,
}

/// A list as it is handed over.
#[derive(Serialize, ToSchema)]
#[schema(as = HandedExtract)]
pub(super) struct HandedBody {
    /// What stands on record of it.
    extract: ExtractBody,
    /// One a person.
    lines: Vec<LineBody>,
}

/// Lists that were made.
#[derive(Serialize, ToSchema)]
pub(super) struct Extracts {
    /// Newest first.
    extracts: Vec<ExtractBody>,
}

impl From<Extract> for ExtractBody {
    fn from(one: Extract) -> Self {
        let Extract { extract, recipient, assignment, purpose, mark, made, due, people, destroyed, .. } = one;
        Self { extract, recipient, assignment, purpose, mark, made, due, people, destroyed }
    }
}

/// Hand a processor the list that one assignment needs
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/extracts", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewExtract,
    responses((status = 201, description = "The list; each person's record says so", body = HandedBody), Refusals, Writes)
)]
pub(super) async fn make(
    call: Call,
    body: Body<NewExtract>,
) -> Result<(StatusCode, Json<HandedBody>), Problem> {
    let NewExtract { recipient, assignment, group } = body.content;
    let draft = ExtractDraft { recipient, assignment, filter: Filter { group, ..Filter::default() } };
    call.at_gate(move |at| {
        let handed = at.gate.extract(at.ask, &draft)?;
        let line = |(reference, hit): (String, Hit)| LineBody { reference, hit: HitBody::from(hit) };
        let lines = handed.people.into_iter().map(line).collect();
        Ok((StatusCode::CREATED, Json(HandedBody { extract: handed.extract.into(), lines })))
    })
    .await
}

/// See the lists that were made
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/extracts", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "Newest first", body = Extracts), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Extracts>, Problem> {
    call.at_gate(move |at| {
        let found = at.gate.extracts(at.ask)?;
        Ok(Json(Extracts { extracts: found.into_iter().map(ExtractBody::from).collect() }))
    })
    .await
}

/// Put down that a list was destroyed, or given back
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/extracts/{extract}/destroyed", tag = "selections",
    params(("register" = String, Path, description = "The register"), ("extract" = String, Path, description = "The list"), Purposeful),
    responses((status = 204, description = "Put down"), Refusals, Writes)
)]
pub(super) async fn destroyed(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
) -> Result<StatusCode, Problem> {
    let Path((_, extract)) = place.map_err(|_| Problem::absent())?;
    call.at_gate(move |at| {
        at.gate.extract_destroyed(at.ask, &extract)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
