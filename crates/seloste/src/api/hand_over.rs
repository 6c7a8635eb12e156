//! Handing somebody's data over to a colleague.

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
};
use crate::work::hand_over;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who maintains it from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOver {
    /// The colleague's user name.
    #[schema(max_length = 64)]
    to: String,
}

/// Hand a subject's data over to a colleague, who maintains it from then on
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/maintainer", tag = "subjects",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = HandOver,
    responses((status = 204, description = "Handed over"), Refusals, Conflicts)
)]
pub(super) async fn post(call: Call, body: Body<HandOver>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        hand_over::hand_over(at.gate, at.ask, &subject, &body.content.to)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
