//! Subjects: add, open, change, close, begin again, erase.

use super::{
    answers::{self, Conflicts, Refusals},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    cards::CardBody,
    duplicates::DuplicateBody,
    objects::{self, NewObject},
    once::Once,
    problem::Problem,
    wire::{self, Name, Written},
};
use crate::work::mentions;
use axum::{Json, http::StatusCode, response::Response};
use seloste_gate::{
    Along, GateError, LookAlikes,
    card::{Draft, Edit, ObjectRef, SubjectRef},
};
use seloste_register::{
    id::{AreaId, CategoryId, GroupId, LinkId, SourceId},
    right::Flaw,
};
use serde::{Deserialize, Serialize};
use std::{cell::Cell, collections::BTreeMap};
use utoipa::ToSchema;

/// A subject to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSubject {
    /// The group of subjects.
    #[schema(value_type = Name)]
    group: GroupId,
    /// Areas that the subject belongs to.
    #[serde(default)]
    #[schema(value_type = Vec<Name>)]
    areas: Vec<AreaId>,
    /// The source of the values that name none.
    #[schema(value_type = Option<Name>)]
    source: Option<SourceId>,
    /// Items by name, each with all its values.
    items: Written,
    /// Objects that it has from the start, such as the contract without which the statement wants nobody in the group.
    #[serde(default)]
    objects: Vec<NewObject>,
    /// Objects of others that it is linked to from the start, such as the contract of whom it acts for.
    #[serde(default)]
    links: Vec<NewPlace>,
}

/// An object of somebody else's that a new subject is linked to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPlace {
    /// The object's name in addresses.
    object: String,
    /// In which role.
    #[schema(value_type = Name)]
    role: LinkId,
}

/// The name of a subject that was added.
#[derive(Serialize, ToSchema)]
pub(super) struct Added {
    /// The subject's name in addresses.
    subject: String,
    /// Others, whom the caller reaches, who may be the same person: merge the two, or say that they are two people.
    duplicates: Vec<DuplicateBody>,
}

/// Who may be the same person as somebody who was just added. The subject is there: a failure here is no failure of that.
fn duplicates_of(at: &AtGate<'_>, added: &str, alike: Option<LookAlikes>) -> Vec<DuplicateBody> {
    let added = SubjectRef(added.to_owned());
    let found = match alike {
        Some(alike) => at.gate.duplicates_among(at.ask, &added, &alike),
        None => at.gate.duplicates(at.ask, &added),
    };
    match found {
        Ok(found) => found.into_iter().map(DuplicateBody::from).collect(),
        Err(GateError::Failed(cause)) => {
            tracing::error!(%cause, "duplicates of a newcomer were not looked for");
            Vec::new()
        }
        Err(_) => Vec::new(),
    }
}

/// A change to a subject's items.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectChange {
    /// Versions of the categories as they were read; a change made since then is a conflict.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, i64>)]
    seen: BTreeMap<CategoryId, i64>,
    /// The source of the values that name none.
    #[schema(value_type = Option<Name>)]
    source: Option<SourceId>,
    /// Why what stood there is put right: `wrong` (it is replaced) or `outdated` (it ends now). Readers of earlier contents see which.
    #[schema(value_type = Option<String>, example = "outdated")]
    flaw: Option<Flaw>,
    /// The object that the values are taken from, such as a recording, for sources that have to say so.
    from: Option<String>,
    /// Items by name, each with all the values that it has from now on; an empty list takes the item away.
    items: Written,
}

/// Add a subject
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful, Once),
    request_body = NewSubject,
    responses((status = 201, description = "Added", body = Added, headers(("Location" = String))), Refusals, Conflicts)
)]
pub(super) async fn create(call: Call, once: Once, body: Body<NewSubject>) -> Result<Response, Problem> {
    let register = call.register_name();
    let added = call
        .at_gate(move |at| {
            // An answer that is given again looks again.
            let alike = Cell::new(None);
            let subject = once.for_body(&body.bytes).run(at, |note| {
                let NewSubject { group, areas, source, items, objects, links } = body.content;
                let items = wire::changes(&at.rules.statement().items, items, source.as_ref())?;
                let draft = Draft { group, areas, items };
                let objects =
                    objects.into_iter().map(|new| objects::draft(at, new)).collect::<Result<_, _>>()?;
                let links = links.into_iter().map(|link| (ObjectRef(link.object), link.role)).collect();
                let along = Along { objects, links };
                alike.set(Some(at.gate.look_alikes(at.ask, &draft)?));
                Ok(at.gate.create_along(at.ask, draft, along, |tx, name| note.write(tx, &name.0))?.0)
            })?;
            let duplicates = duplicates_of(at, &subject, alike.take());
            Ok(Added { subject, duplicates })
        })
        .await?;
    let address = format!("/api/v1/registers/{register}/subjects/{}", added.subject);
    Ok(answers::created(&address, &added))
}

/// Open a subject's card
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "What the key may see", body = CardBody), Refusals)
)]
pub(super) async fn open(call: Call) -> Result<Json<CardBody>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| match at.gate.open_card(at.ask, &subject) {
        // The card of somebody who was there twice answers with the one that stayed, under its own name.
        Err(GateError::Absent) => {
            let now = at.gate.now_known_as(at.ask, &subject)?.ok_or_else(Problem::absent)?;
            Ok(Json(at.gate.open_card(at.ask, &now)?.into()))
        }
        opened => Ok(Json(opened?.into())),
    })
    .await
}

/// Change a subject's items
#[utoipa::path(
    patch, path = "/api/v1/registers/{register}/subjects/{subject}", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = SubjectChange,
    responses((status = 204, description = "Changed"), Refusals, Conflicts)
)]
pub(super) async fn edit(call: Call, body: Body<SubjectChange>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let SubjectChange { seen, source, flaw, from, items } = body.content;
        let items = wire::changes(&at.rules.statement().items, items, source.as_ref())?;
        let edit = Edit { seen: seen.into_iter().collect(), items, from: from.map(ObjectRef) };
        match flaw {
            Some(flaw) => at.gate.correct(at.ask, &subject, edit, flaw)?,
            None => at.gate.edit(at.ask, &subject, edit)?,
        }
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// End the relationship with a subject
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/close", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 204, description = "Closed"), Refusals, Conflicts)
)]
pub(super) async fn close(call: Call) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| Ok(at.gate.close(at.ask, &subject)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begin the relationship with a subject again
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/reopen", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 204, description = "Begun again"), Refusals, Conflicts)
)]
pub(super) async fn reopen(call: Call) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| Ok(at.gate.reopen(at.ask, &subject)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erase a subject: key, ciphertexts, search tokens and objects
#[utoipa::path(
    delete, path = "/api/v1/registers/{register}/subjects/{subject}", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 204, description = "Erased"), Refusals, Conflicts)
)]
pub(super) async fn erase(call: Call) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| Ok(mentions::erase(at.gate, at.ask, &subject, mentions::A_MOMENT)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
