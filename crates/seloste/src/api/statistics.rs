//! Statistics: objects counted by what they are, never about one person.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    lists::{self, Filters},
    problem::Problem,
    wire::{Day, Name},
};
use axum::Json;
use jiff::civil::Date;
use seloste_gate::tally::{By, Tally};
use seloste_register::id::{ItemId, ObjectKindId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is counted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatisticsWanted {
    /// Objects of this kind.
    #[schema(value_type = Name)]
    object: ObjectKindId,
    /// By what, one to three: `group`, `state`, `month`, `year`, or an item of the kind or of its lines.
    #[schema(value_type = Vec<Name>)]
    by: Vec<ItemId>,
    /// Began on this day or later.
    #[schema(value_type = Option<Day>)]
    from: Option<Date>,
    /// Began on this day or earlier.
    #[schema(value_type = Option<Day>)]
    until: Option<Date>,
    /// Of these people.
    #[serde(default)]
    filter: Filters,
}

/// Figures.
#[derive(Serialize, ToSchema)]
pub(super) struct Statistics {
    /// Rows of at least as many people as the purpose may show.
    rows: Vec<FiguresBody>,
    /// How many rows were left out because they are about too few.
    withheld: u64,
}

/// One row.
#[derive(Serialize, ToSchema)]
#[schema(as = Figures)]
struct FiguresBody {
    /// What it is about, in the order of `by`; empty for what is not filled in.
    about: Vec<String>,
    /// How many objects; with a line's item, how many lines.
    objects: u64,
    /// How many people they belong to.
    people: u64,
}

/// Count objects by what they are
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/statistics", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body(content = StatisticsWanted),
    responses((status = 200, description = "Figures, nothing about anybody", body = Statistics), Refusals, Writes)
)]
pub(super) async fn count(call: Call, body: Body<StatisticsWanted>) -> Result<Json<Statistics>, Problem> {
    let StatisticsWanted { object, by, from, until, filter } = body.content;
    let by = by.into_iter().map(By::named).collect();
    let what = Tally { kind: object, by, from, until, filter: lists::read(filter)? };
    call.at_gate(move |at| {
        let found = at.gate.tally(at.ask, &what)?;
        let rows = found.rows.into_iter();
        let rows = rows.map(|row| FiguresBody { about: row.about, objects: row.objects, people: row.people });
        Ok(Json(Statistics { rows: rows.collect(), withheld: found.withheld }))
    })
    .await
}
