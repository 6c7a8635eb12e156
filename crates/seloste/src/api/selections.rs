//! Whom a campaign reaches in one channel, and why it passes over others.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    cards::{ChannelName, HitBody},
    lists::{self, Filters},
    problem::Problem,
    wire::Name,
};
use axum::Json;
use seloste_gate::campaign::Campaign;
use seloste_register::{id::PurposeId, statement::model::Whose};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Whom somebody wants to reach, for the purpose of the call.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Selecting {
    /// By which way.
    channel: ChannelName,
    /// Whose products it is about; what the purpose says when left out.
    whose: Option<WhoseName>,
    /// The purpose under which people are picked by what they have done; needed when the filter names a kind of object.
    #[schema(value_type = Option<Name>)]
    targeting: Option<PurposeId>,
    /// Whom it is meant for.
    #[serde(default)]
    filter: Filters,
    /// Where to go on: `next` of the page before.
    after: Option<String>,
    /// At most so many rows.
    #[serde(default = "lists::some_rows")]
    #[schema(minimum = 1, maximum = 200)]
    rows: u32,
}

/// Whose products a campaign is about.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Whose)]
enum WhoseName {
    /// The controller's own.
    Own,
    /// Another company's of the group.
    Group,
    /// A partner's or another advertiser's.
    Partner,
}

impl From<WhoseName> for Whose {
    fn from(name: WhoseName) -> Self {
        match name {
            WhoseName::Own => Self::Own,
            WhoseName::Group => Self::Group,
            WhoseName::Partner => Self::Partner,
        }
    }
}

/// A page of a selection.
#[derive(Serialize, ToSchema)]
pub(super) struct Selection {
    /// Who is reached: name, language and the item of the channel.
    hits: Vec<HitBody>,
    /// Who was passed over on this page, and why.
    left_out: Vec<Passed>,
    /// Where to go on; null at the end.
    next: Option<String>,
}

/// Somebody who was passed over.
#[derive(Serialize, ToSchema)]
#[schema(as = LeftOut)]
struct Passed {
    /// The subject's name in addresses.
    subject: String,
    /// `no-consent`, `prohibited`, `not-this-way`, `no-contact-detail`, `no-consent-to-targeting` or `targeting-prohibited`.
    reason: &'static str,
}

/// A selection in figures.
#[derive(Serialize, ToSchema)]
pub(super) struct SelectionFigures {
    /// How many are reached.
    reached: u64,
    /// How many are left out, by reason.
    left_out: BTreeMap<&'static str, u64>,
}

/// How a person stands to every purpose that approaches people.
#[derive(Serialize, ToSchema)]
pub(super) struct Approaches {
    /// One for each purpose and channel.
    approaches: Vec<ApproachBody>,
}

/// How a person stands to a purpose in a channel.
#[derive(Serialize, ToSchema)]
#[schema(as = Approach)]
struct ApproachBody {
    /// The purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// The channel.
    channel: ChannelName,
    /// Whether the person may be approached.
    allowed: bool,
    /// Why not.
    reason: Option<&'static str>,
}

fn read(body: Selecting) -> Result<(Campaign, seloste_gate::card::Page), Problem> {
    let Selecting { channel, whose, targeting, filter, after, rows } = body;
    let page = lists::page(after, rows)?;
    let (channel, whose) = (channel.into(), whose.map(Whose::from));
    Ok((Campaign { channel, whose, targeting, filter: lists::read(filter)? }, page))
}

/// Select whom a campaign reaches
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/selections", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Selecting,
    responses((status = 200, description = "A page", body = Selection), Refusals, Writes)
)]
pub(super) async fn page(call: Call, body: Body<Selecting>) -> Result<Json<Selection>, Problem> {
    let (campaign, page) = read(body.content)?;
    call.at_gate(move |at| {
        let found = at.gate.select(at.ask, &campaign, &page)?;
        let left_out = found.left_out.into_iter();
        let left_out = left_out.map(|(subject, why)| Passed { subject: subject.0, reason: why.as_str() });
        let hits = found.hits.into_iter().map(HitBody::from).collect();
        Ok(Json(Selection { hits, left_out: left_out.collect(), next: found.next }))
    })
    .await
}

/// Count whom a campaign reaches, and whom it leaves out for which reason
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/selections/figures", tag = "selections",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Selecting,
    responses((status = 200, description = "Figures, nothing about anybody", body = SelectionFigures), Refusals, Writes)
)]
pub(super) async fn figures(call: Call, body: Body<Selecting>) -> Result<Json<SelectionFigures>, Problem> {
    let (campaign, _) = read(body.content)?;
    call.at_gate(move |at| {
        let totals = at.gate.selection_totals(at.ask, &campaign)?;
        let left_out = totals.left_out.iter().map(|(why, count)| (why.as_str(), *count)).collect();
        Ok(Json(SelectionFigures { reached: totals.reached, left_out }))
    })
    .await
}

/// Ask how a subject may be approached, and why not
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/subjects/{subject}/approaches", tag = "permissions",
    params(("register" = String, Path, description = "The register"), ("subject" = String, Path, description = "The subject"), Purposeful),
    responses((status = 200, description = "By purpose and channel", body = Approaches), Refusals)
)]
pub(super) async fn approaches(call: Call) -> Result<Json<Approaches>, Problem> {
    let subject = call.subject();
    call.at_gate(move |at| {
        let found = at.gate.approachable(at.ask, &subject)?.into_iter();
        let approaches = found.map(|one| ApproachBody {
            purpose: one.purpose,
            channel: one.channel.into(),
            allowed: one.left_out.is_none(),
            reason: one.left_out.map(|why| why.as_str()),
        });
        Ok(Json(Approaches { approaches: approaches.collect() }))
    })
    .await
}
