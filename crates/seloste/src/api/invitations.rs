//! Inviting somebody to their own pages.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{self, Moment},
};
use crate::work::own::invite::{self, KeyCode, Typed};
use axum::{Json, http::StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// An invitation to be sent.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewInvitation {
    /// The address, one of those on the person's record; the first of them when left out.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Whether a key code is set, without which the link alone does not let in.
    key: bool,
    /// For how many days it works: 1 to 30, 7 when left out.
    #[schema(minimum = 1, maximum = 30)]
    days: Option<u8>,
    /// fi, sv or en: in which language the mail is; Finnish when left out.
    lang: Option<String>,
}

/// An invitation that was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(super) struct InvitationBody {
    /// Until when it works, once.
    #[schema(value_type = Moment)]
    ends: Timestamp,
    /// The key code, shown this once: tell it to the person by another way than e-mail.
    key: Option<String>,
}

/// Invite somebody to their own pages: a link to an address on record, which works once and for some days
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/invitation", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = NewInvitation,
    responses((status = 201, description = "Sent", body = InvitationBody), Refusals, Conflicts)
)]
pub(super) async fn post(
    call: Call,
    body: Body<NewInvitation>,
) -> Result<(StatusCode, Json<InvitationBody>), Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let NewInvitation { email, key, days, lang } = body.content;
        let lang = wire::language(lang.as_deref())?;
        let key = if key { KeyCode::Set } else { KeyCode::None };
        let typed = Typed { email: email.map(Zeroizing::new), key, days };
        let invited = invite::invite(at.app, (at.gate, at.ask, at.rules), &subject, (&typed, lang))?;
        Ok((StatusCode::CREATED, Json(InvitationBody { ends: invited.ends, key: invited.key })))
    })
    .await
}
