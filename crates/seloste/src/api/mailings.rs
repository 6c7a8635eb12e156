//! Mailings: one text by e-mail to everybody whom a purpose reaches.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{Moment, Name},
};
use crate::work::mailing;
use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
    http::StatusCode,
};
use jiff::Timestamp;
use seloste_gate::mailing::{Mailing, MailingDraft};
use seloste_register::id::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The register and the mailing that a path names.
type Place = Result<Path<(String, String)>, PathRejection>;

/// A text to be sent to everybody whom the purpose of the call reaches by e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMailing {
    /// The subject line.
    #[schema(max_length = 150)]
    title: String,
    /// The text, plain. What it must say of itself (advertising, the link that ends it) is added.
    #[schema(max_length = 50000)]
    text: String,
}

/// A mailing as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Mailing)]
pub(super) struct MailingBody {
    /// Its name in addresses.
    mailing: String,
    /// For which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// The subject line.
    title: String,
    /// When it was begun.
    #[schema(value_type = Moment)]
    made: Timestamp,
    /// When the last mail was put in line; null while it goes on.
    #[schema(value_type = Option<Moment>)]
    ended: Option<Timestamp>,
    /// How many mails were put in line.
    queued: u64,
    /// How many people it passed over.
    left_out: u64,
    /// `going-on` while people are put in line, `in-line` while mails wait, `over`, or `stopped`.
    state: &'static str,
    /// When somebody stopped it for good; null otherwise.
    #[schema(value_type = Option<Moment>)]
    stopped: Option<Timestamp>,
    /// How many mails have left.
    sent: u64,
    /// How many were in line and did not leave: cancelled meanwhile, or the address took none.
    unsent: u64,
}

/// Mailings for the purpose of the call.
#[derive(Serialize, ToSchema)]
pub(super) struct Mailings {
    /// Newest first.
    mailings: Vec<MailingBody>,
}

impl From<Mailing> for MailingBody {
    fn from(one: Mailing) -> Self {
        let state = one.state().as_str();
        let Mailing { mailing, purpose, title, made, ended, queued, left_out, stopped, sent, unsent, .. } =
            one;
        Self { mailing, purpose, title, made, ended, queued, left_out, state, stopped, sent, unsent }
    }
}

/// Send a text to everybody whom the purpose reaches
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/mailings", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewMailing,
    responses((status = 201, description = "Ordered; a job puts everybody in line", body = MailingBody), Refusals, Writes)
)]
pub(super) async fn send(
    call: Call,
    body: Body<NewMailing>,
) -> Result<(StatusCode, Json<MailingBody>), Problem> {
    let NewMailing { title, text } = body.content;
    let app = call.app();
    call.at_gate(move |at| {
        let draft = MailingDraft { title, words: text };
        let sent = mailing::begin((&app, at.gate), at.ask, &draft, None)?;
        Ok((StatusCode::CREATED, Json(sent.into())))
    })
    .await
}

/// See what was sent for the purpose
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/mailings", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "Newest first", body = Mailings), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Mailings>, Problem> {
    call.at_gate(move |at| {
        let found = at.gate.mailings(at.ask)?;
        Ok(Json(Mailings { mailings: found.into_iter().map(MailingBody::from).collect() }))
    })
    .await
}

/// See how far a mailing has come
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/mailings/{mailing}", tag = "selections",
    params(("register" = String, Path, description = "The register"), ("mailing" = String, Path, description = "The mailing"), Purposeful),
    responses((status = 200, description = "As it stands", body = MailingBody), Refusals)
)]
pub(super) async fn one(place: Place, call: Call) -> Result<Json<MailingBody>, Problem> {
    let Path((_, mailing)) = place.map_err(|_| Problem::absent())?;
    call.at_gate(move |at| Ok(Json(at.gate.mailing(at.ask, &mailing)?.into()))).await
}

/// Stop a mailing for good
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/mailings/{mailing}/stop", tag = "selections",
    params(("register" = String, Path, description = "The register"), ("mailing" = String, Path, description = "The mailing"), Purposeful),
    responses((status = 200, description = "Stopped: what waits in line leaves no more", body = MailingBody), Refusals, Writes)
)]
pub(super) async fn stop(place: Place, call: Call) -> Result<Json<MailingBody>, Problem> {
    let Path((_, mailing)) = place.map_err(|_| Problem::absent())?;
    call.at_gate(move |at| Ok(Json(at.gate.stop_mailing(at.ask, &mailing)?.into()))).await
}
