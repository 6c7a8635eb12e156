//! Files: tried, brought in, what became of their rows, undone. Small ones; large ones come by `seloste import`, which can be
//! stopped and goes on.

use super::{
    answers::{self, Conflicts, Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    problem::Problem,
    wire::{self, Moment, Name},
};
use crate::{
    store::batch::{Batch, BatchId, Counts, State},
    work::import::{self, ImportError, Job, Report, Upload, Why},
};
use axum::{
    Json,
    extract::RawPathParams,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jiff::{Timestamp, civil::Date};
use seloste_gate::{GateError, errors::ItemProblem};
use seloste_register::{
    diagnostics::Problem as Found,
    id::{AreaId, GroupId, ItemId, SourceId},
    import::{Bought, Column, Mapping},
    text::{Lang, Text},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::ControlFlow};
use utoipa::ToSchema;

/// Batches in a list, and rows on a page when nothing is said.
const ROWS: u32 = 100;

/// A file to be tried or brought in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewImport {
    /// Where the data comes from.
    #[schema(value_type = Name)]
    source: SourceId,
    /// Name of the file, for the list of batches.
    #[schema(max_length = 100, example = "stand-2026-11.csv")]
    name: String,
    /// The file: text with delimiters, the first row names the columns.
    text: String,
    /// The item that each column holds. Left out: each column is named after its item.
    #[schema(value_type = Option<BTreeMap<String, String>>)]
    columns: Option<BTreeMap<String, ItemId>>,
    /// Columns that are left out.
    #[serde(default)]
    ignore: Vec<String>,
    /// Group that new people belong to; the first that the statement declares when left out.
    #[schema(value_type = Option<Name>)]
    group: Option<GroupId>,
    /// Areas that new people belong to.
    #[serde(default)]
    #[schema(value_type = Vec<Name>)]
    areas: Vec<AreaId>,
    /// How the list was bought, for a source that is a bought list.
    bought: Option<BoughtBody>,
    /// Decide about each row and store nothing.
    #[serde(default)]
    trial: bool,
}

/// How a list was bought.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Bought)]
struct BoughtBody {
    /// Who sold it.
    #[schema(max_length = 120)]
    seller: String,
    /// On which day.
    #[schema(value_type = wire::Day)]
    on: Date,
    /// On which terms.
    #[schema(max_length = 1000)]
    terms: String,
}

/// What came of the rows.
#[derive(Serialize, ToSchema)]
struct CountsBody {
    created: i64,
    updated: i64,
    unchanged: i64,
    duplicate: i64,
    refused: i64,
    failed: i64,
}

/// What came of a file.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportReport)]
pub(super) struct ReportBody {
    /// The batch; null of a trial.
    batch: Option<String>,
    /// What came of the rows.
    rows: CountsBody,
    /// Why rows failed.
    reasons: Vec<ReasonBody>,
    /// Of a trial: each row with what would become of it.
    tried: Vec<TriedBody>,
}

/// Why rows failed.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportReason)]
struct ReasonBody {
    /// Stable name of the rule.
    rule: String,
    /// The column or item.
    column: String,
    /// What is wrong.
    #[schema(value_type = wire::Words)]
    what: Text,
    /// What to do about it.
    #[schema(value_type = wire::Words)]
    remedy: Text,
    /// How many rows; null where one row's reasons are told.
    rows: Option<i64>,
}

/// What would become of a row.
#[derive(Serialize, ToSchema)]
#[schema(as = TriedRow)]
struct TriedBody {
    /// Its number; the header is row 1.
    row: i64,
    /// create, update, unchanged, duplicate, refused or error.
    outcome: &'static str,
    /// Why it failed.
    rule: Option<String>,
}

/// A batch.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportBatch)]
pub(super) struct BatchBody {
    /// Its name in addresses.
    batch: String,
    /// Name of the file.
    name: String,
    /// Where the data came from.
    source: String,
    /// running, done, undoing or undone.
    state: &'static str,
    /// When it began.
    #[schema(value_type = Moment)]
    started: Timestamp,
    /// When it came to its end.
    #[schema(value_type = Option<Moment>)]
    ended: Option<Timestamp>,
    /// What came of the rows.
    rows: CountsBody,
    /// People whom the undo left alone because they were changed since.
    kept: i64,
    /// How the list was bought, for a source that is a bought list.
    bought: Option<BoughtBody>,
}

/// The newest batches.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportBatches)]
pub(super) struct BatchesBody {
    /// Newest first.
    batches: Vec<BatchBody>,
}

/// Which rows of a batch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportRowsWanted)]
pub(super) struct RowsWanted {
    /// created, updated, unchanged, duplicate or failed.
    #[schema(example = "failed")]
    outcome: String,
    /// Rows after this one.
    #[serde(default)]
    after: i64,
    /// At most so many, 1 to 1000.
    #[schema(minimum = 1, maximum = 1000)]
    rows: Option<u32>,
}

/// Rows of a batch.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportRows)]
pub(super) struct RowsBody {
    /// In the file's order.
    rows: Vec<RowBody>,
    /// Where to go on; null at the end.
    next: Option<i64>,
}

/// A row of a batch.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportRow)]
struct RowBody {
    /// Its number in the file.
    row: i64,
    /// The person it met, for those who may open the card.
    subject: Option<String>,
    /// Why it failed.
    reasons: Vec<ReasonBody>,
}

/// Try a file, or bring it in
///
/// The same file, source and mapping again go on where an earlier try was cut off. The body holds at most a mebibyte: bring
/// larger files in parts, or with `seloste import`.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/imports", tag = "imports",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = NewImport,
    responses(
        (status = 200, description = "A trial: nothing was stored", body = ReportBody),
        (status = 201, description = "Brought in", body = ReportBody, headers(("Location" = String))),
        Refusals, Conflicts
    )
)]
pub(super) async fn bring(call: Call, body: Body<NewImport>) -> Result<Response, Problem> {
    let register = call.register_name();
    let report = call
        .at_gate(move |at| {
            import::may(at.gate, at.rules, at.ask)?;
            let NewImport { source, name, text, columns, ignore, group, areas, bought, trial } = body.content;
            let bought = bought.map(|BoughtBody { seller, on, terms }| Bought { seller, on, terms });
            let upload = Upload::bytes(&name, text.into_bytes());
            let columns = columns.map_or_else(|| named(&upload, at), |given| Ok(given_columns(given)));
            let mapping = Mapping { columns: columns?, ignore, group, areas, bought, ..in_text() };
            let job = Job { gate: at.gate, ask: at.ask.clone(), source, upload: &upload, mapping: &mapping };
            let go_on = |_: &import::Progress| ControlFlow::Continue(());
            let done = if trial { import::dry_run(&job, go_on) } else { import::run(&job, go_on) };
            Ok(ReportBody::from(done.map_err(wrong)?))
        })
        .await?;
    Ok(match &report.batch {
        Some(batch) => answers::created(&format!("/api/v1/registers/{register}/imports/{batch}"), &report),
        None => Json(report).into_response(),
    })
}

/// The newest batches of a register
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/imports", tag = "imports",
    params(("register" = String, Path, description = "The register"), Purposeful),
    responses((status = 200, description = "The batches, newest first", body = BatchesBody), Refusals)
)]
pub(super) async fn all(call: Call) -> Result<Json<BatchesBody>, Problem> {
    call.at_gate(|at| {
        import::may(at.gate, at.rules, at.ask)?;
        let found = import::batches(at.gate, &at.ask.register, ROWS).map_err(wrong)?;
        Ok(Json(BatchesBody { batches: found.into_iter().map(BatchBody::from).collect() }))
    })
    .await
}

/// One batch
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/imports/{batch}", tag = "imports",
    params(
        ("register" = String, Path, description = "The register"),
        ("batch" = String, Path, description = "The batch"), Purposeful
    ),
    responses((status = 200, description = "The batch", body = BatchBody), Refusals)
)]
pub(super) async fn one(call: Call, params: RawPathParams) -> Result<Json<BatchBody>, Problem> {
    let id = batch(&params);
    call.at_gate(move |at| {
        import::may(at.gate, at.rules, at.ask)?;
        let found = import::batch(at.gate, &at.ask.register, id?).map_err(wrong)?;
        Ok(Json(BatchBody::from(found)))
    })
    .await
}

/// What became of the rows of a batch
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/imports/{batch}/rows", tag = "imports",
    params(
        ("register" = String, Path, description = "The register"),
        ("batch" = String, Path, description = "The batch"), Purposeful
    ),
    request_body = RowsWanted,
    responses((status = 200, description = "Rows in the file's order", body = RowsBody), Refusals, Writes)
)]
pub(super) async fn rows(
    call: Call,
    params: RawPathParams,
    body: Body<RowsWanted>,
) -> Result<Json<RowsBody>, Problem> {
    let id = batch(&params);
    call.at_gate(move |at| {
        import::may(at.gate, at.rules, at.ask)?;
        let RowsWanted { outcome, after, rows } = body.content;
        let many = rows.unwrap_or(ROWS).clamp(1, 1_000);
        let rows: Vec<RowBody> = match import::outcome(&outcome) {
            Some(met) => {
                let found = import::met(at.gate, at.ask, id?, met, (after, many)).map_err(wrong)?;
                let row = |one: seloste_gate::import::MetRow| RowBody {
                    row: one.row,
                    subject: Some(one.subject.0),
                    reasons: Vec::new(),
                };
                found.into_iter().map(row).collect()
            }
            None if outcome == "failed" => {
                let found = import::failed(at.gate, &at.ask.register, id?, (after, many)).map_err(wrong)?;
                let row = |one: import::Failed| RowBody {
                    row: one.row,
                    subject: None,
                    reasons: one.whys.into_iter().map(|why| ReasonBody::of(why, None)).collect(),
                };
                found.into_iter().map(row).collect()
            }
            None => return Err(wire::not_declared("outcome")),
        };
        let full = u32::try_from(rows.len()).is_ok_and(|found| found >= many);
        let next = rows.last().filter(|_| full).map(|last| last.row);
        Ok(Json(RowsBody { rows, next }))
    })
    .await
}

/// Undo a batch
///
/// People whom it added are erased, what it changed is restored, and whoever was changed since stays. It goes on by itself: the
/// batch tells how far it is.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/imports/{batch}/undo", tag = "imports",
    params(
        ("register" = String, Path, description = "The register"),
        ("batch" = String, Path, description = "The batch"), Purposeful
    ),
    responses((status = 202, description = "Begun"), Refusals, Conflicts)
)]
pub(super) async fn undo(call: Call, params: RawPathParams) -> Result<StatusCode, Problem> {
    let (id, app) = (batch(&params), call.app());
    call.at_gate(move |at| {
        import::may(at.gate, at.rules, at.ask)?;
        let found = import::batch(at.gate, &at.ask.register, id?).map_err(wrong)?;
        if found.state == State::Undone {
            return Err(wrong(ImportError::NotNow));
        }
        import::undo_apart(&app, at.ask.clone(), found.id).map_err(wrong)?;
        Ok(StatusCode::ACCEPTED)
    })
    .await
}

/// The batch that the path names.
fn batch(params: &RawPathParams) -> Result<BatchId, Problem> {
    let named = params.iter().find(|(name, _)| *name == "batch");
    named.and_then(|(_, id)| id.parse().ok()).map(BatchId).ok_or_else(Problem::absent)
}

/// A file that came as JSON text is UTF-8.
fn in_text() -> Mapping {
    Mapping { encoding: Some("utf-8".to_owned()), ..Mapping::default() }
}

fn given_columns(given: BTreeMap<String, ItemId>) -> Vec<Column> {
    given.into_iter().map(|(header, item)| Column { header, item, label: None }).collect()
}

/// Columns that are named after the items that they hold.
fn named(upload: &Upload<'_>, at: &AtGate<'_>) -> Result<Vec<Column>, Problem> {
    let seen = import::inspect(upload, &in_text(), at.rules.statement())
        .map_err(|error| wrong(ImportError::File(error)))?;
    let columns = seen.headers.into_iter().filter_map(|header| {
        let item = ItemId::new(&header).ok()?;
        Some(Column { header, item, label: None })
    });
    Ok(columns.collect())
}

impl From<&Counts> for CountsBody {
    fn from(counts: &Counts) -> Self {
        Self {
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            duplicate: counts.duplicate,
            refused: counts.refused,
            failed: counts.failed,
        }
    }
}

impl ReasonBody {
    fn of(why: Why, rows: Option<i64>) -> Self {
        Self { rule: why.rule, column: why.column, what: why.what, remedy: why.remedy, rows }
    }
}

impl From<Report> for ReportBody {
    fn from(report: Report) -> Self {
        let tried = report.rows.iter().map(|one| TriedBody {
            row: one.row,
            outcome: one.came.as_str(),
            rule: one.why.and_then(|at| report.whys.get(at)).map(|why| why.rule.clone()),
        });
        Self {
            batch: report.batch.map(|batch| batch.0.to_string()),
            rows: CountsBody::from(&report.counts),
            tried: tried.collect(),
            reasons: report.reasons.into_iter().map(|one| ReasonBody::of(one.why, Some(one.rows))).collect(),
        }
    }
}

impl From<Batch> for BatchBody {
    fn from(batch: Batch) -> Self {
        let state = match batch.state {
            State::Running => "running",
            State::Done => "done",
            State::Undoing => "undoing",
            State::Undone => "undone",
        };
        let bought = import::bought(&batch);
        let bought = bought.map(|Bought { seller, on, terms }| BoughtBody { seller, on, terms });
        Self {
            batch: batch.id.0.to_string(),
            name: batch.file_name,
            source: batch.source,
            state,
            started: batch.started,
            ended: batch.ended,
            rows: CountsBody::from(&batch.counts),
            kept: batch.kept,
            bought,
        }
    }
}

/// An import's error as a problem.
fn wrong(error: ImportError) -> Problem {
    match error {
        ImportError::Gate(error) => error.into(),
        ImportError::NoBatch => Problem::absent(),
        ImportError::NotGranted => GateError::Absent.into(),
        ImportError::Mapping(found) => Problem::items(found.into_iter().map(in_columns).collect()),
        ImportError::File(_) => Problem::other_shape("file-unreadable", said(&error)),
        ImportError::NotNow | ImportError::OtherFile | ImportError::Busy | ImportError::Stopped => {
            Problem::new(StatusCode::CONFLICT, "import-not-now", said(&error))
        }
    }
}

fn in_columns(problem: Found) -> ItemProblem {
    ItemProblem { item: "columns".to_owned(), problem }
}

fn said(error: &ImportError) -> Text {
    let [fi, sv, en] = [Lang::Fi, Lang::Sv, Lang::En].map(|lang| error.told(lang).join(" "));
    Text::new(&fi, &sv, &en)
}
