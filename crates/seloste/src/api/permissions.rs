//! Consents and prohibitions: dated records, never one flag (claim R1-025).

use super::{
    answers::{Conflicts, Refusals},
    body::Body,
    caller::{Call, Purposeful},
    cards::{ChannelName, PermissionBody, PermissionWhat, WayName},
    personal::{self, ValueBody},
    problem::Problem,
    wire::{self, Name},
};
use axum::{Json, http::StatusCode};
use seloste_gate::{
    card::{Permission, PermissionChange, PermissionKind, Set},
    personal::Personal,
};
use seloste_register::{
    id::{ConsentId, ProhibitionId},
    statement::Rules,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All permissions that a subject ever had.
#[derive(Serialize, ToSchema)]
pub(super) struct Permissions {
    /// Newest first.
    permissions: Vec<PermissionBody>,
}

/// A consent or a prohibition, put in force or taken back. Takes effect at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPermission {
    /// What it is.
    what: PermissionWhat,
    /// Which one, as the statement names it.
    #[schema(value_type = Name)]
    id: String,
    /// Limited to this channel; all when left out.
    channel: Option<ChannelName>,
    /// Limited to this one of the subject's telephone numbers or e-mail addresses, however it is written; all when left out.
    #[schema(max_length = 254)]
    address: Option<String>,
    /// Whether it is put in force or taken back.
    set: Turn,
    /// How it reached the controller.
    by: WayName,
    /// The notice itself in short.
    #[schema(max_length = 2000)]
    notice: Option<String>,
    /// Whether the guardian of a child who is too young to consent alone gives it; the notice then says who.
    #[serde(default)]
    guardian: bool,
}

/// A person's word against all direct marketing.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoMarketing {
    /// How it reached the controller.
    by: WayName,
    /// The notice itself in short.
    #[schema(max_length = 2000)]
    notice: Option<String>,
}

/// The prohibitions that stand now.
#[derive(Serialize, ToSchema)]
pub(super) struct Forbidden {
    /// As the statement names them.
    #[schema(value_type = Vec<Name>)]
    prohibitions: Vec<String>,
}

/// A telephone number or an e-mail address, with what the subject has said about it alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Address)]
pub(super) struct AddressBody {
    /// Which item it is a value of.
    #[schema(value_type = Name)]
    item: String,
    /// What it is.
    value: Vec<ValueBody>,
    /// The channels in which it reaches the subject.
    channels: Vec<ChannelName>,
    /// Consents and prohibitions in force about it alone.
    permissions: Vec<PermissionBody>,
}

/// A subject's numbers and addresses.
#[derive(Serialize, ToSchema)]
pub(super) struct Addresses {
    /// In the order of the statement.
    addresses: Vec<AddressBody>,
}

/// Given or set, or else withdrawn or lifted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Turn {
    /// Given, set.
    InForce,
    /// Withdrawn, lifted.
    TakenBack,
}

/// All consents and prohibitions that a subject ever had
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/permissions", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "Newest first", body = Permissions), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Permissions>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let permissions = at.gate.worded_permissions(at.ask, &subject)?;
        let word = |(one, notice): &(Permission, Option<Personal>)| {
            let mut body = PermissionBody::from(one);
            body.notice = notice.as_ref().map(|notice| personal::text(notice).to_string());
            body
        };
        Ok(Json(Permissions { permissions: permissions.iter().map(word).collect() }))
    })
    .await
}

/// Record a consent or a prohibition, or take one back
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/permissions", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = NewPermission,
    responses((status = 204, description = "Recorded; in effect"), Refusals, Conflicts)
)]
pub(super) async fn record(call: Call, body: Body<NewPermission>) -> Result<StatusCode, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let (by_guardian, address) = (body.content.guardian, body.content.address.clone());
        let change = change(at.rules, body.content)?;
        if let Some(address) = address {
            at.gate.permit_address(at.ask, &subject, change, &address)?;
        } else if by_guardian {
            at.gate.permit_by_guardian(at.ask, &subject, change)?;
        } else {
            at.gate.permit(at.ask, &subject, change)?;
        }
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Set every prohibition of direct marketing at once, in all channels
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/{subject}/permissions/no-marketing", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    request_body = NoMarketing,
    responses((status = 200, description = "Recorded; in effect", body = Forbidden), Refusals, Conflicts)
)]
pub(super) async fn forbid_all(call: Call, body: Body<NoMarketing>) -> Result<Json<Forbidden>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let NoMarketing { by, notice } = body.content;
        let set = at.gate.forbid_direct_marketing(at.ask, &subject, (by.into(), notice))?;
        Ok(Json(Forbidden { prohibitions: set.iter().map(ToString::to_string).collect() }))
    })
    .await
}

fn change(rules: &Rules, new: NewPermission) -> Result<PermissionChange, Problem> {
    let unknown = || wire::not_declared(&new.id);
    let statement = rules.statement();
    let what = match new.what {
        PermissionWhat::Consent => {
            let id = ConsentId::new(&new.id).map_err(|_| unknown())?;
            let declared = statement.consents.iter().any(|consent| consent.id == id);
            declared.then_some(PermissionKind::Consent(id)).ok_or_else(unknown)?
        }
        PermissionWhat::Prohibition => {
            let id = ProhibitionId::new(&new.id).map_err(|_| unknown())?;
            let declared = statement.prohibitions.iter().any(|prohibition| prohibition.id == id);
            declared.then_some(PermissionKind::Prohibition(id)).ok_or_else(unknown)?
        }
    };
    let set = match new.set {
        Turn::InForce => Set::InForce,
        Turn::TakenBack => Set::TakenBack,
    };
    let (channel, by) = (new.channel.map(Into::into), new.by.into());
    Ok(PermissionChange { what, channel, set, by, notice: new.notice })
}

/// A subject's numbers and addresses, and what the subject has said about each alone
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/addresses", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "One by one", body = Addresses), Refusals)
)]
pub(super) async fn addresses(call: Call) -> Result<Json<Addresses>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let held = at.gate.permissions(at.ask, &subject)?;
        let found = at.gate.addresses(at.ask, &subject)?;
        let addresses = found.into_iter().map(|one| {
            let about = held.iter().filter(|held| held.until.is_none() && held.address == Some(one.mark));
            AddressBody {
                item: one.item.to_string(),
                permissions: about.map(PermissionBody::from).collect(),
                channels: one.channels.iter().copied().map(ChannelName::from).collect(),
                value: personal::values(std::slice::from_ref(&one.value)),
            }
        });
        Ok(Json(Addresses { addresses: addresses.collect() }))
    })
    .await
}
