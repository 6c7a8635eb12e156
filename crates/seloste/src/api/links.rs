//! Who takes part in an object and who is linked to it, who may know of it, and where a subject's card appears.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    problem::Problem,
    wire::{self, Moment, Name, Words},
};
use crate::store;
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use seloste_gate::{
    Caution, GateError, LinkChange, Who,
    ask::AccountId,
    card::{ObjectRef, Set, SubjectRef},
};
use seloste_register::{
    id::{LinkId, ObjectKindId},
    right::Named as _,
    statement::model::Visibility,
    text::Text,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link to be made or taken back: of a subject or of a colleague, one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLink {
    /// In which role, as the object's kind declares it.
    #[schema(value_type = Name)]
    role: LinkId,
    /// The subject's name in addresses.
    subject: Option<String>,
    /// The colleague's user name.
    user: Option<String>,
    /// Whether it is made or taken back.
    set: Turn,
}

/// Made, or taken back.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Turn {
    /// Made.
    InForce,
    /// Taken back.
    TakenBack,
}

/// The links of an object.
#[derive(Serialize, ToSchema)]
pub(super) struct Links {
    /// Those that the asker may know of.
    links: Vec<LinkBody>,
    /// What is to be known of those of them whom the object says to contact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
}

/// A link of an object.
#[derive(Serialize, ToSchema)]
#[schema(as = Link)]
struct LinkBody {
    /// In which role.
    #[schema(value_type = Name)]
    role: LinkId,
    /// The subject's name in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// The colleague's user name.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    /// What of the subject's card has been put right since the object's own day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrected: Vec<Corrected>,
}

/// That something of a card has been put right.
#[derive(Serialize, ToSchema)]
struct Corrected {
    /// `wrong` or `outdated`.
    flaw: &'static str,
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
}

/// What whoever is about to contact somebody has to know.
#[derive(Serialize, ToSchema)]
pub(super) struct Warning {
    /// Whom it is about: the subject's name in addresses.
    subject: String,
    /// Stable name of the rule: `marketing-prohibited` or `contact-prohibited`.
    rule: &'static str,
    /// What the person has said.
    #[schema(value_type = Words)]
    what: Text,
    /// What follows for whoever contacts them.
    #[schema(value_type = Words)]
    remedy: Text,
}

/// What came of linking somebody, where there is something to know.
#[derive(Serialize, ToSchema)]
pub(super) struct Linked {
    /// What is to be known of whom the object says to contact.
    warnings: Vec<Warning>,
}

/// What is to be known of those whom an object says to contact.
pub(super) fn warnings(at: &AtGate<'_>, object: &ObjectRef) -> Result<Vec<Warning>, GateError> {
    let warning = |one: Caution| Warning {
        subject: one.subject.0,
        rule: one.problem.rule,
        what: one.problem.what,
        remedy: one.problem.remedy,
    };
    Ok(at.gate.cautions(at.ask, object)?.into_iter().map(warning).collect())
}

/// Where a subject's card appears.
#[derive(Serialize, ToSchema)]
pub(super) struct Contexts {
    /// Those that the asker may see; of others there is no trace.
    contexts: Vec<ContextBody>,
}

/// One place where a subject's card appears.
#[derive(Serialize, ToSchema)]
#[schema(as = Context)]
struct ContextBody {
    /// The object's name in addresses.
    object: String,
    /// Its kind.
    #[schema(value_type = Name)]
    kind: ObjectKindId,
    /// In which role the subject is linked to it.
    #[schema(value_type = Name)]
    role: LinkId,
    /// Whose it is.
    owner: String,
    /// Whether it is over: its last day has passed, or its state means so.
    over: bool,
}

/// Who may know of an object.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewVisibility {
    /// One of those that the object's kind lets one choose.
    #[schema(value_type = String, pattern = "^(open|closed|private)$")]
    visibility: Visibility,
}

/// Who is linked to an object
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/objects/{object}/links", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The object"), Purposeful),
    responses((status = 200, description = "Those that the asker may know of", body = Links), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Links>, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        let mut links = Vec::new();
        for link in at.gate.links(at.ask, &object)? {
            let (subject, user) = match link.who {
                Who::Subject(subject) => (Some(subject.0), None),
                Who::Account(account) => (None, Some(user_name(at, account)?)),
            };
            let corrected = link.corrected.into_iter();
            let corrected = corrected.map(|(flaw, at)| Corrected { flaw: flaw.code(), at }).collect();
            links.push(LinkBody { role: link.role, subject, user, corrected });
        }
        let warnings = warnings(at, &object)?;
        Ok(Json(Links { links, warnings }))
    })
    .await
}

/// Link somebody to an object, or take the link back
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/objects/{object}/links", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The object"), Purposeful),
    request_body = NewLink,
    responses(
        (status = 200, description = "Done; in effect. There is something to know of whom the object says to contact", body = Linked),
        (status = 204, description = "Done; in effect"), Refusals, Conflicts
    )
)]
pub(super) async fn link(call: Call, body: Body<NewLink>) -> Result<Response, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        let NewLink { role, subject, user, set } = body.content;
        let who = match (subject, user) {
            (Some(subject), None) => Who::Subject(SubjectRef(subject)),
            (None, Some(user)) => Who::Account(at.account(&user)?.ok_or_else(|| wire::nobody("user"))?),
            (None, None) | (Some(_), Some(_)) => return Err(wire::nobody("subject")),
        };
        let set = match set {
            Turn::InForce => Set::InForce,
            Turn::TakenBack => Set::TakenBack,
        };
        let of = match &who {
            Who::Subject(subject) if set == Set::InForce => Some(subject.0.clone()),
            Who::Subject(_) | Who::Account(_) => None,
        };
        at.gate.link(at.ask, &object, LinkChange { role, who, set })?;
        let Some(of) = of else { return Ok(StatusCode::NO_CONTENT.into_response()) };
        let mut warnings = warnings(at, &object)?;
        warnings.retain(|warning| warning.subject == of);
        if warnings.is_empty() {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        Ok(Json(Linked { warnings }).into_response())
    })
    .await
}

/// Choose who may know of an object
#[utoipa::path(
    put, path = "/api/v1/registers/{register}/objects/{object}/visibility", tag = "objects",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The object"), Purposeful),
    request_body = NewVisibility,
    responses((status = 204, description = "Done; in effect"), Refusals, Conflicts)
)]
pub(super) async fn visibility(call: Call, body: Body<NewVisibility>) -> Result<StatusCode, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        at.gate.set_visibility(at.ask, &object, body.content.visibility)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Where a subject's card appears
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/contexts", tag = "about",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Those that the asker may see", body = Contexts), Refusals)
)]
pub(super) async fn contexts(call: Call) -> Result<Json<Contexts>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let found = at.gate.contexts(at.ask, &subject)?.into_iter();
        let body = found.map(|one| ContextBody {
            object: one.object.0,
            kind: one.kind,
            role: one.role,
            owner: one.owner.0,
            over: one.over,
        });
        Ok(Json(Contexts { contexts: body.collect() }))
    })
    .await
}

fn user_name(at: &AtGate<'_>, account: AccountId) -> Result<String, Problem> {
    let found = at.gate.data().read(|tx| store::account::by_id(tx, account));
    let account = found.map_err(|failure| Problem::broken(&failure))?;
    account.map(|account| account.user_name).ok_or_else(Problem::absent)
}
