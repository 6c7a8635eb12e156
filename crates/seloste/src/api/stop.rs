//! Links that end messages, for programs that send them.

use super::{
    answers::Refusals,
    caller::{Call, Purposeful},
    cards::ChannelName,
    problem::Problem,
};
use crate::work::own::stop;
use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A link that ends messages.
#[derive(Serialize, ToSchema)]
pub(super) struct StopLink {
    /// Its path at this service. It belongs at the end of each message and, with the service's address before it, into the head:
    /// `List-Unsubscribe: <https://.../my/...>` and `List-Unsubscribe-Post: List-Unsubscribe=One-Click` (RFC 8058).
    path: String,
}

/// A link that ends messages for the purpose of the call, in one channel, without signing in
///
/// Refused where the person may not be approached for the purpose at all.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/stop-link/{channel}", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), ("channel" = ChannelName, Path, description = "How the messages go out"), Purposeful),
    responses((status = 200, description = "The link", body = StopLink), Refusals)
)]
pub(super) async fn stop_link(
    call: Call,
    place: Result<Path<(String, String, ChannelName)>, PathRejection>,
) -> Result<Json<StopLink>, Problem> {
    let Path((_, _, channel)) = place.map_err(|_| Problem::absent())?;
    let subject = call.subject();
    call.at_gate(move |at| {
        let path = stop::link(at.gate, at.ask, &subject, channel.into())?;
        Ok(Json(StopLink { path }))
    })
    .await
}
