//! Objects of the declared kinds: orders, deliveries, warranties. One engine for all kinds.

use super::{
    answers::{self, Conflicts, Paged, Refusals},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    cards::{ObjectBody, ObjectPageBody, OwnedObjectBody},
    links::{self, Warning},
    lists,
    once::Once,
    problem::Problem,
    wire::{self, Day, Name, Written},
};
use axum::{
    Json,
    extract::{Query, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use jiff::civil::Date;
use seloste_gate::card::{ObjectDraft, ObjectRef};
use seloste_register::id::{ChoiceId, ObjectKindId, SourceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An object to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewObject {
    /// What it is.
    #[schema(value_type = Name)]
    kind: ObjectKindId,
    /// The object that it belongs to.
    parent: Option<String>,
    /// Its state; the first of its kind when left out.
    #[schema(value_type = Option<Name>)]
    state: Option<ChoiceId>,
    /// Its date, or the start of its period.
    #[schema(value_type = Day)]
    starts: Date,
    /// The end of its period.
    #[schema(value_type = Option<Day>)]
    ends: Option<Date>,
    /// Its source.
    #[schema(value_type = Name)]
    source: SourceId,
    /// User name of the person to whom it is assigned.
    assigned: Option<String>,
    /// Items by name, each with all its values.
    #[serde(default)]
    items: Written,
    /// Its lines.
    #[serde(default)]
    lines: Vec<Written>,
}

/// An object as it is from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectChange {
    /// The version that was read; a change made since then is a conflict.
    seen: i64,
    /// All of the object.
    object: NewObject,
}

/// The name of an object that was added.
#[derive(Serialize, ToSchema)]
pub(super) struct AddedObject {
    /// The object's name in addresses.
    object: String,
    /// What is to be known of whom it says to contact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
}

/// Where to go on in a list of objects.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Onward {
    /// Where to go on: `next` of the page before, or `more_objects` of the card.
    after: Option<String>,
    /// At most so many objects.
    #[serde(default = "some_objects")]
    #[param(minimum = 1, maximum = 200)]
    rows: u32,
}

fn some_objects() -> u32 {
    20
}

/// Add an object to a subject
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/objects", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful, Once),
    request_body = NewObject,
    responses((status = 201, description = "Added", body = AddedObject, headers(("Location" = String))), Refusals, Conflicts)
)]
pub(super) async fn add(call: Call, once: Once, body: Body<NewObject>) -> Result<Response, Problem> {
    let (register, subject) = (call.register_name(), call.subject());
    let (object, warnings) = call
        .at_gate(move |at| {
            let object = once.for_body(&body.bytes).run(at, |note| {
                let draft = draft(at, body.content)?;
                Ok(at.gate.add_object_with(at.ask, &subject, draft, |tx, name| note.write(tx, &name.0))?.0)
            })?;
            let warnings = links::warnings(at, &ObjectRef(object.clone()))?;
            Ok((object, warnings))
        })
        .await?;
    let address = format!("/api/v1/registers/{register}/objects/{object}");
    Ok(answers::created(&address, &AddedObject { object, warnings }))
}

/// Go through a subject's objects, newest first
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/objects", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Onward, Purposeful),
    responses((status = 200, description = "A page", body = ObjectPageBody), Refusals, Paged)
)]
pub(super) async fn timeline(
    call: Call,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<ObjectPageBody>, Problem> {
    let Query(Onward { after, rows }) = onward.map_err(|_| Problem::bad_query("?after=...&rows=1..200"))?;
    let (subject, page) = (call.subject(), lists::page(after, rows)?);
    call.at_gate(move |at| {
        let (objects, next) = at.gate.timeline(at.ask, &subject, &page)?;
        Ok(Json(ObjectPageBody { objects: objects.into_iter().map(ObjectBody::from).collect(), next }))
    })
    .await
}

/// Open an object
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/objects/{object}", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The object"), Purposeful),
    responses((status = 200, description = "The object and its subject", body = OwnedObjectBody), Refusals)
)]
pub(super) async fn open(call: Call) -> Result<Json<OwnedObjectBody>, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        let (subject, object) = at.gate.open_object(at.ask, &object)?;
        Ok(Json(OwnedObjectBody { subject: subject.0, object: object.into() }))
    })
    .await
}

/// Change an object
#[utoipa::path(
    put, path = "/api/v1/registers/{register}/objects/{object}", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The object"), Purposeful),
    request_body = ObjectChange,
    responses((status = 204, description = "Changed"), Refusals, Conflicts)
)]
pub(super) async fn edit(call: Call, body: Body<ObjectChange>) -> Result<StatusCode, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        let ObjectChange { seen, object: changed } = body.content;
        at.gate.edit_object(at.ask, &object, seen, draft(at, changed)?)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

pub(super) fn draft(at: &AtGate<'_>, new: NewObject) -> Result<ObjectDraft, Problem> {
    let NewObject { kind, parent, state, starts, ends, source, assigned, items, lines } = new;
    let declared = at.rules.object(&kind).ok_or_else(|| wire::not_declared(kind.as_str()))?;
    let assigned = match assigned {
        None => None,
        Some(user_name) => Some(at.account(&user_name)?.ok_or_else(|| wire::nobody("assigned"))?),
    };
    let items = wire::changes(&declared.items, items, Some(&source))?;
    let line = |line| wire::changes(&declared.line_items, line, Some(&source));
    let lines = lines.into_iter().map(line).collect::<Result<_, _>>()?;
    Ok(ObjectDraft {
        kind,
        parent: parent.map(ObjectRef),
        state,
        starts,
        ends,
        source,
        assigned,
        items,
        lines,
    })
}
