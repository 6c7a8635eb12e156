//! Who may be the same person twice, and putting two cards together.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    cards::HitBody,
    problem::Problem,
};
use axum::{Json, http::StatusCode};
use seloste_gate::{
    card::SubjectRef,
    merging::{Duplicate, MergePlan},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who may be the same person.
#[derive(Serialize, ToSchema)]
#[schema(as = Duplicate)]
pub(super) struct DuplicateBody {
    /// Who.
    hit: HitBody,
    /// Items in which both have the same value.
    same: Vec<String>,
}

/// Others who may be the same person.
#[derive(Serialize, ToSchema)]
pub(super) struct Duplicates {
    /// In no order.
    duplicates: Vec<DuplicateBody>,
}

/// Which card goes into the one that the path names.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Merging {
    /// The subject whose card goes.
    other: String,
    /// Whether it is only told what would be done.
    #[serde(default)]
    preview: bool,
}

/// Two who are two people.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Apart {
    /// The other subject.
    other: String,
}

/// What becomes of an item.
#[derive(Serialize, ToSchema)]
#[schema(as = MergedItem)]
struct ItemBody {
    /// Which.
    item: String,
    /// `same`, `kept`, `taken-over`, `both`, or `kept-wins`: the other value goes to the history.
    outcome: &'static str,
}

/// What was done, or would be.
#[derive(Serialize, ToSchema)]
#[schema(as = Merge)]
pub(super) struct MergeBody {
    /// The card that stays.
    subject: String,
    /// Items that either had.
    items: Vec<ItemBody>,
    /// Objects that move.
    objects: u64,
    /// Prohibitions in force of either; all of them stand afterwards.
    prohibitions: u64,
    /// Consents that end, because the person has withdrawn the same on the other card.
    consents_ending: u64,
}

fn body(subject: &SubjectRef, plan: MergePlan) -> MergeBody {
    let MergePlan { items, objects, prohibitions, consents_ending } = plan;
    let item = |(id, settled): (seloste_register::id::ItemId, seloste_gate::merging::Settled)| ItemBody {
        item: id.to_string(),
        outcome: settled.as_str(),
    };
    MergeBody {
        subject: subject.0.clone(),
        items: items.into_iter().map(item).collect(),
        objects,
        prohibitions,
        consents_ending,
    }
}

impl From<Duplicate> for DuplicateBody {
    fn from(one: Duplicate) -> Self {
        Self { hit: HitBody::from(one.hit), same: one.same.iter().map(ToString::to_string).collect() }
    }
}

/// Ask who may be the same person
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/duplicates", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Those whom the caller reaches", body = Duplicates), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Duplicates>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let found = at.gate.duplicates(at.ask, &subject)?;
        Ok(Json(Duplicates { duplicates: found.into_iter().map(DuplicateBody::from).collect() }))
    })
    .await
}

/// Put the card of the same person into this one
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/merge", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject that stays"), Purposeful),
    request_body = Merging,
    responses((status = 200, description = "Done, or told what it would do", body = MergeBody), Refusals, Writes)
)]
pub(super) async fn merge(call: Call, body_of: Body<Merging>) -> Result<Json<MergeBody>, Problem> {
    let stays = call.subject();
    let Merging { other, preview } = body_of.content;
    let goes = SubjectRef(other);
    call.at_gate(move |at| {
        let plan = match preview {
            true => at.gate.preview_merge(at.ask, &stays, &goes)?,
            false => at.gate.merge(at.ask, &stays, &goes)?,
        };
        Ok(Json(body(&stays, plan)))
    })
    .await
}

/// Say that two who look alike are two people
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/not-duplicate", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = Apart,
    responses((status = 204, description = "Remembered"), Refusals, Writes)
)]
pub(super) async fn apart(call: Call, body: Body<Apart>) -> Result<StatusCode, Problem> {
    let one = call.subject();
    let other = SubjectRef(body.content.other);
    call.at_gate(move |at| {
        at.gate.not_duplicates(at.ask, &one, &other)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
