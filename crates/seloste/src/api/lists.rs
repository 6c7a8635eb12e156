//! Ways to subjects: find by words, go through a list, count, ask whether an identifier is taken. Words and filters stand in
//! the body: an address ends up in histories and logs.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    cards::{HitBody, ListBody},
    problem::Problem,
    wire::{self, Day, Name},
};
use crate::messages::api as say;
use axum::Json;
use jiff::civil::Date;
use seloste_gate::card::{Filter, Page, Taken};
use seloste_register::{
    id::{AreaId, ChoiceId, GroupId, ItemId, ObjectKindId},
    item,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Rows of a page, at most.
pub(super) const MOST_ROWS: u32 = 200;
/// Longest search, in characters.
const LONGEST_WORDS: usize = 200;

/// A search.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    /// Beginnings of names, a phone number in any written form, an e-mail address, a customer number ...
    #[schema(max_length = 200)]
    words: String,
    /// At most so many hits.
    #[serde(default = "some_rows")]
    #[schema(minimum = 1, maximum = 200)]
    rows: u32,
}

/// What was found, best first.
#[derive(Serialize, ToSchema)]
pub(super) struct Found {
    /// The hits.
    hits: Vec<HitBody>,
}

/// What a list shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    /// The filter.
    #[serde(default)]
    filter: Filters,
    /// Where to go on: `next` of the page before.
    after: Option<String>,
    /// At most so many rows.
    #[serde(default = "some_rows")]
    #[schema(minimum = 1, maximum = 200)]
    rows: u32,
}

/// What is counted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Counting {
    /// The filter.
    #[serde(default)]
    filter: Filters,
}

/// How many there are.
#[derive(Serialize, ToSchema)]
pub(super) struct Counted {
    /// Subjects that the filter matches.
    count: u64,
}

/// Which subjects. All that is given must hold.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(as = Filter)]
pub(super) struct Filters {
    /// Of this group.
    #[schema(value_type = Option<Name>)]
    group: Option<GroupId>,
    /// Of this area.
    #[schema(value_type = Option<Name>)]
    area: Option<AreaId>,
    /// With an object of this kind ...
    #[schema(value_type = Option<Name>)]
    object: Option<ObjectKindId>,
    /// ... in this state ...
    #[schema(value_type = Option<Name>)]
    state: Option<ChoiceId>,
    /// ... in force on this day, for kinds with a period.
    #[schema(value_type = Option<Day>)]
    in_force_on: Option<Date>,
    /// Also those whose relationship is closed.
    #[serde(default)]
    with_closed: bool,
    /// Words that must match, as in a search.
    #[schema(max_length = 200)]
    words: Option<String>,
}

/// An identifier that may be taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Identifier {
    /// Which item.
    #[schema(value_type = Name)]
    item: ItemId,
    /// Its value.
    value: String,
}

/// Who has it. Whoever the key may not see has nothing.
#[derive(Serialize, ToSchema)]
pub(super) struct TakenBy {
    /// Whether somebody whom the key may open has it.
    taken: bool,
    /// Who.
    hits: Vec<HitBody>,
}

/// Rows of a page that names no number.
pub(super) fn some_rows() -> u32 {
    20
}

/// Find subjects by words
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/find", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Search,
    responses((status = 200, description = "Best first", body = Found), Refusals, Writes)
)]
pub(super) async fn find(call: Call, body: Body<Search>) -> Result<Json<Found>, Problem> {
    let Search { words, rows } = body.content;
    short("words", &words)?;
    let rows = page(None, rows)?.rows;
    call.at_gate(move |at| {
        let hits = at.gate.find(at.ask, &words, rows)?;
        Ok(Json(Found { hits: hits.into_iter().map(HitBody::from).collect() }))
    })
    .await
}

/// Go through a list of subjects
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/list", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Listing,
    responses((status = 200, description = "A page", body = ListBody), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Listing>) -> Result<Json<ListBody>, Problem> {
    let Listing { filter, after, rows } = body.content;
    let (filter, page) = (read(filter)?, page(after, rows)?);
    call.at_gate(move |at| Ok(Json(at.gate.list(at.ask, &filter, &page)?.into()))).await
}

/// Count subjects; refused where the group is smaller than the purpose lets out
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/count", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Counting,
    responses((status = 200, description = "How many", body = Counted), Refusals, Writes)
)]
pub(super) async fn count(call: Call, body: Body<Counting>) -> Result<Json<Counted>, Problem> {
    let filter = read(body.content.filter)?;
    call.at_gate(move |at| Ok(Json(Counted { count: at.gate.count(at.ask, &filter)? }))).await
}

/// Ask whether an identifier is already in the register
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/subjects/taken", tag = "subjects",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Identifier,
    responses((status = 200, description = "Whether, and by whom", body = TakenBy), Refusals, Writes)
)]
pub(super) async fn taken(call: Call, body: Body<Identifier>) -> Result<Json<TakenBy>, Problem> {
    call.at_gate(move |at| {
        let value = valid(at, &body.content)?;
        let hits = match at.gate.taken(at.ask, &body.content.item, &value)? {
            Taken::Free => Vec::new(),
            Taken::By(hits) => hits,
        };
        Ok(Json(TakenBy { taken: !hits.is_empty(), hits: hits.into_iter().map(HitBody::from).collect() }))
    })
    .await
}

fn valid(at: &AtGate<'_>, identifier: &Identifier) -> Result<item::Valid, Problem> {
    let name = identifier.item.as_str();
    let declared = at.rules.item(&identifier.item).ok_or_else(|| wire::not_declared(name))?;
    item::read(declared, &identifier.value, None).map_err(|found| wire::found(name, found))
}

/// A filter as asked for.
pub(super) fn read(filters: Filters) -> Result<Filter, Problem> {
    let Filters { group, area, object, state, in_force_on, with_closed, words } = filters;
    if let Some(words) = &words {
        short("filter.words", words)?;
    }
    Ok(Filter { group, area, object, state, in_force_on, with_closed, words })
}

/// Refuses what is too long to be looked for.
pub(super) fn short(place: &str, words: &str) -> Result<(), Problem> {
    if words.chars().count() <= LONGEST_WORDS {
        return Ok(());
    }
    let limit = LONGEST_WORDS.to_string();
    Err(Problem::other_shape("too-long", say::TOO_LONG.fill_all(&[("place", place), ("limit", &limit)])))
}

/// A page as asked for.
pub(super) fn page(after: Option<String>, rows: u32) -> Result<Page, Problem> {
    if (1..=MOST_ROWS).contains(&rows) {
        return Ok(Page { after, rows });
    }
    let limit = MOST_ROWS.to_string();
    Err(Problem::other_shape("rows-out-of-range", say::ROWS.fill_all(&[("limit", &limit)])))
}
