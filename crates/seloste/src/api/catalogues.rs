//! Catalogues that derived items are looked up in: no personal data.

use super::{
    answers::{Refusals, Writes},
    body::Body,
    caller::{Call, Purposeful},
    problem::Problem,
    wire::{Moment, Name},
};
use crate::work::derive;
use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
};
use jiff::Timestamp;
use seloste_gate::catalogues::Fit;
use seloste_register::id::CatalogueId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A catalogue as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = CatalogueState)]
struct StateBody {
    /// Which.
    #[schema(value_type = Name)]
    catalogue: CatalogueId,
    /// When it was last loaded; null when it never was.
    #[schema(value_type = Option<Moment>)]
    loaded: Option<Timestamp>,
    /// How many rows it has.
    rows: u64,
}

/// The catalogues of a register.
#[derive(Serialize, ToSchema)]
pub(super) struct Catalogues {
    /// In the statement's order.
    catalogues: Vec<StateBody>,
}

/// What fits what.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Fit)]
struct FitBody {
    /// What is looked up, such as a product. Letter case makes no difference.
    of: String,
    /// What fits it, such as an accessory.
    gives: String,
}

/// All rows of a catalogue.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CatalogueRows {
    /// One for each thing that fits.
    rows: Vec<FitBody>,
}

/// What came of loading a catalogue.
#[derive(Serialize, ToSchema)]
pub(super) struct CatalogueLoaded {
    /// How many rows it has now.
    rows: u64,
    /// Whether everybody's derived items follow it already; otherwise they do within minutes.
    derived: bool,
}

/// See the catalogues of a register
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/catalogues", tag = "registers",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "As they stand", body = Catalogues), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<Catalogues>, Problem> {
    call.at_gate(move |at| {
        let found = at.gate.catalogues(at.ask)?.into_iter();
        let state = |one: seloste_gate::catalogues::CatalogueState| StateBody {
            catalogue: one.catalogue,
            loaded: one.loaded,
            rows: one.rows,
        };
        Ok(Json(Catalogues { catalogues: found.map(state).collect() }))
    })
    .await
}

/// See the rows of a catalogue
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/catalogues/{catalogue}", tag = "registers",
    params(("register" = String, Path, description = "The register"), ("catalogue" = Name, Path, description = "The catalogue"), Purposeful),
    responses((status = 200, description = "All of them", body = CatalogueRows), Refusals)
)]
pub(super) async fn one(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
) -> Result<Json<CatalogueRows>, Problem> {
    let catalogue = named(place)?;
    call.at_gate(move |at| {
        let rows = at.gate.catalogue_rows(at.ask, &catalogue, u32::MAX)?;
        let rows = rows.into_iter().map(|row| FitBody { of: row.of, gives: row.gives }).collect();
        Ok(Json(CatalogueRows { rows }))
    })
    .await
}

/// Put rows in the place of all that a catalogue has
///
/// Everybody's derived items are computed anew by it.
#[utoipa::path(
    put, path = "/api/v1/registers/{register}/catalogues/{catalogue}", tag = "registers",
    params(("register" = String, Path, description = "The register"), ("catalogue" = Name, Path, description = "The catalogue"), Purposeful),
    request_body = CatalogueRows,
    responses((status = 200, description = "Loaded", body = CatalogueLoaded), Refusals, Writes)
)]
pub(super) async fn load(
    place: Result<Path<(String, String)>, PathRejection>,
    call: Call,
    body: Body<CatalogueRows>,
) -> Result<Json<CatalogueLoaded>, Problem> {
    let catalogue = named(place)?;
    call.at_gate(move |at| {
        let rows = body.content.rows.into_iter().map(|row| Fit { of: row.of, gives: row.gives });
        let rows: Vec<Fit> = rows.collect();
        at.gate.load_catalogue(at.ask, &catalogue, &rows)?;
        let done = derive::begin(at.gate, &at.ask.register)?;
        Ok(Json(CatalogueLoaded { rows: rows.len() as u64, derived: done.ended }))
    })
    .await
}

fn named(place: Result<Path<(String, String)>, PathRejection>) -> Result<CatalogueId, Problem> {
    let Path((_, catalogue)) = place.map_err(|_| Problem::absent())?;
    CatalogueId::new(&catalogue).map_err(|_| Problem::absent())
}
