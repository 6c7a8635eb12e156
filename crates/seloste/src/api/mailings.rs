//! Mailings: one text by e-mail to everybody whom a purpose reaches.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{Moment, Name},
};
use crate::work::mailing;
use axum::{Json, http::StatusCode};
use jiff::Timestamp;
use seloste_gate::mailing::{Mailing, MailingDraft};
use seloste_register::id::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
}

/// Mailings for the purpose of the call.
#[derive(Serialize, ToSchema)]
pub(super) struct Mailings {
    /// Newest first.
    mailings: Vec<MailingBody>,
}

impl From<Mailing> for MailingBody {
    fn from(one: Mailing) -> Self {
        let Mailing { mailing, purpose, title, made, ended, queued, left_out, .. } = one;
        Self { mailing, purpose, title, made, ended, queued, left_out }
    }
}

/// Send a text to everybody whom the purpose reaches
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/mailings", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewMailing,
    responses((status = 201, description = "Put in line", body = MailingBody), Refusals, Writes)
)]
pub(super) async fn send(
    call: Call,
    body: Body<NewMailing>,
) -> Result<(StatusCode, Json<MailingBody>), Problem> {
    let NewMailing { title, text } = body.content;
    let app = call.app();
    call.at_gate(move |at| {
        let draft = MailingDraft { title, words: text };
        let sent = mailing::send((&app, at.gate), at.ask, &draft)?;
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
