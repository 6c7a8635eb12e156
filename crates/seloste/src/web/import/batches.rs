//! Batches: what came in, what became of each row, and undoing it.

use super::{may, words};
use crate::{
    app::Shared,
    messages::{import as say, page as frame_say, person as person_say},
    store::batch::{Batch, BatchId, State as BatchState},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::import,
};
use axum::{
    extract::{Path, Query, State},
    http::HeaderValue,
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// Batches and rows on a page.
const ROWS: u32 = 100;

type Place = Path<(String, String, String)>;

/// `GET .../batches`.
pub(crate) async fn batches(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        may(desk)?;
        let found = import::batches(desk.gate, &desk.ask.register, ROWS).map_err(|error| words::trouble(error, desk.lang()))?;
        let names = account_names(desk, found.iter().map(|one| one.account))?;
        let rows = html! {
            @for one in &found {
                tr {
                    td.nowrap { a href=(desk.at(&format!("batches/{}", one.id.0))) { (when::moment(one.started, desk.lang())) } }
                    td { (one.file_name) }
                    td { (source(desk, one)) }
                    td { (names.get(&one.account).map_or("–", String::as_str)) }
                    td.n { (one.counts.rows()) }
                    td { (state(desk, one.state)) }
                }
            }
        };
        let title = desk.say(&say::BATCHES);
        let content = html! {
            h1 { (title) }
            @if found.is_empty() { div.empty { p { (desk.say(&say::NO_BATCHES)) } } }
            @else {
                div.scroll tabindex="0" role="region" aria-label=(title) {
                    table {
                        thead { tr {
                            th scope="col" { (desk.say(&say::STARTED)) } th scope="col" { (desk.say(&say::FILE)) }
                            th scope="col" { (desk.say(&person_say::SOURCE)) } th scope="col" { (desk.say(&say::BY)) }
                            th.n scope="col" { (desk.say(&say::ROWS)) } th scope="col" { (desk.say(&say::STATE)) }
                        } }
                        tbody { (rows) }
                    }
                }
            }
            p.actions { a.button href=(desk.at("import")) { (desk.say(&say::TITLE)) } }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn source(desk: &Desk<'_>, batch: &Batch) -> String {
    let sources = desk.rules.statement().sources.iter();
    let found = sources.into_iter().find(|one| one.id.as_str() == batch.source);
    found.map_or_else(|| batch.source.clone(), |one| desk.read(&one.name).to_owned())
}

fn state(desk: &Desk<'_>, state: BatchState) -> Markup {
    let [running, done, undoing, undone] = &say::STATES;
    let (class, message) = match state {
        BatchState::Running => ("tag warn", running),
        BatchState::Done => ("tag good", done),
        BatchState::Undoing => ("tag warn", undoing),
        BatchState::Undone => ("tag", undone),
    };
    html! { span class=(class) { (desk.say(message)) } }
}

/// Which rows of a batch.
#[derive(Deserialize)]
pub(crate) struct Asked {
    rows: Option<String>,
    after: Option<i64>,
}

fn number(id: &str) -> Result<BatchId, Trouble> {
    id.parse().map(BatchId).map_err(|_| Trouble::Absent)
}

/// `GET .../batches/{batch}`.
pub(crate) async fn batch(
    State(app): State<Shared>,
    Path((register, purpose, id)): Place,
    Query(asked): Query<Asked>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        may(desk)?;
        let id = number(&id)?;
        let about = import::batch(desk.gate, &desk.ask.register, id).map_err(|error| words::trouble(error, desk.lang()))?;
        let rows = match asked.rows.as_deref() {
            Some("failed") => failed(desk, id, asked.after.unwrap_or(0))?,
            Some(word) => met(desk, id, word, asked.after.unwrap_or(0))?,
            None => html! {},
        };
        let title = desk.say(&say::BATCH);
        let place = format!("batches/{}", about.id.0);
        let content = html! {
            h1 { (title) ": " (about.file_name) }
            p { (state(desk, about.state)) " " span.muted { (when::moment(about.started, desk.lang())) " · " (source(desk, &about)) } }
            @if let Some(bought) = import::bought(&about) {
                dl.facts {
                    div { dt { (desk.say(&say::SELLER)) } dd { (bought.seller) } }
                    div { dt { (desk.say(&say::BOUGHT_ON)) } dd { (when::day(bought.on, desk.lang())) } }
                    div { dt { (desk.say(&say::TERMS)) } dd { (bought.terms) } }
                }
            }
            (words::figures(desk, &about.counts, Some(&place)))
            @if about.kept > 0 { (banner(Banner::Note, "", &html! { p { (say::KEPT.fill(desk.lang(), &[("n", &about.kept.to_string())])) } })) }
            (rows)
            @if matches!(about.state, BatchState::Running | BatchState::Done) {
                section.sheet.narrow {
                    h2 { (desk.say(&say::UNDO)) }
                    p { (desk.say(&say::UNDO_ABOUT)) }
                    form method="post" action=(desk.at(&format!("batches/{}/undo", about.id.0))) {
                        (desk.frame.token())
                        p.actions { button.danger type="submit" { (desk.say(&say::UNDO)) } }
                    }
                }
            }
            p.actions { a.button href=(desk.at("batches")) { (desk.say(&frame_say::BACK)) } }
        };
        let mut response = desk.frame.page(title, &content);
        if about.state == BatchState::Undoing {
            response.headers_mut().insert("refresh", HeaderValue::from_static("3"));
        }
        Ok(response)
    })
    .await
}

fn met(desk: &Desk<'_>, id: BatchId, word: &str, after: i64) -> Result<Markup, Trouble> {
    let outcome = import::outcome(word).ok_or(Trouble::Absent)?;
    let rows = import::met(desk.gate, &desk.ask, id, outcome, (after, ROWS))
        .map_err(|error| words::trouble(error, desk.lang()))?;
    let last = rows.last().map(|row| row.row);
    let body = html! {
        @for row in &rows {
            tr { td.n { (row.row) } td { a href=(desk.at(&format!("s/{}", row.subject.0))) { (desk.say(&say::OPEN_CARD)) span.hidden { ": " (desk.say(&say::ROW)) " " (row.row) } } } }
        }
    };
    let heads =
        html! { th.n scope="col" { (desk.say(&say::ROW)) } th scope="col" { (desk.say(&say::PERSON)) } };
    Ok(words::listed(desk, next(id, word, last, rows.len()).as_deref(), (&heads, &body)))
}

fn failed(desk: &Desk<'_>, id: BatchId, after: i64) -> Result<Markup, Trouble> {
    let rows = import::failed(desk.gate, &desk.ask.register, id, (after, ROWS))
        .map_err(|error| words::trouble(error, desk.lang()))?;
    let last = rows.last().map(|row| row.row);
    let body = html! {
        @for row in &rows {
            tr {
                td.n { (row.row) }
                td { @for why in &row.whys { div { @if !why.column.is_empty() { strong { (words::column(desk, &why.column)) } ": " } (desk.read(&why.what)) " " (desk.read(&why.remedy)) } } }
            }
        }
    };
    let heads = html! { th.n scope="col" { (desk.say(&say::ROW)) } th scope="col" { (desk.say(&say::WHY)) } };
    Ok(words::listed(desk, next(id, "failed", last, rows.len()).as_deref(), (&heads, &body)))
}

/// Where a list of rows goes on, when it does.
fn next(id: BatchId, word: &str, last: Option<i64>, count: usize) -> Option<String> {
    let full = u32::try_from(count).is_ok_and(|count| count >= ROWS);
    last.filter(|_| full).map(|last| format!("batches/{}?rows={word}&after={last}", id.0))
}

/// `POST .../batches/{batch}/undo`: begins it; the batch's page tells how it goes.
pub(crate) async fn undo(
    State(app): State<Shared>,
    Path((register, purpose, id)): Place,
    posted: Posted,
) -> Response {
    let shared = Arc::clone(&app);
    at_desk(app, posted.at, (register, purpose), move |desk| {
        may(desk)?;
        let id = number(&id)?;
        import::undo_apart(&shared, desk.ask.clone(), id)
            .map_err(|error| words::trouble(error, desk.lang()))?;
        Ok(see_other(&desk.at(&format!("batches/{}", id.0))))
    })
    .await
}
