//! A list with filters, a page at a time; and totals, for purposes that give nothing else.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        filter::{self, With},
        find,
        form::{Fields, Posted, see_other},
        visit::AtWork,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use maud::html;
use seloste_gate::card::{Filter, ListPage, Page};

/// Rows on a page.
const ROWS: u32 = 50;

fn asked(query: Option<String>) -> Fields {
    Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default()
}

/// `GET .../list`: filters of declared names stand in the address, so that a list can be kept as a bookmark.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = asked(query);
        // Words about people have no place in an address: a link that carries them is not followed.
        let filter = Filter { words: None, ..filter::read(&fields) };
        show(desk, &filter, fields.get("after"))
    })
    .await
}

/// `POST .../list`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let filter = filter::read(&fields);
        if filter.words.is_none() {
            return Ok(see_other(&format!("{}?{}", desk.at("list"), filter::query(&filter))));
        }
        show(desk, &filter, fields.get("after"))
    })
    .await
}

fn show(desk: &Desk<'_>, filter: &Filter, after: &str) -> Result<Response, Trouble> {
    let page = Page { after: (!after.is_empty()).then(|| after.to_owned()), rows: ROWS };
    let found = desk.gate.list(&desk.ask, filter, &page)?;
    let title = desk.say(&frame_say::LIST);
    let content = html! {
        h1 { (title) }
        form.sheet method="post" action=(desk.at("list")) {
            (desk.frame.token())
            div.filters { (filter::fields(desk, filter, With::Words)) div.field { button.primary type="submit" { (desk.say(&say::FILTER)) } } }
        }
        @if found.hits.is_empty() { div.empty { p { (desk.say(&say::LIST_EMPTY)) } } }
        @else { (find::rows(desk, &found.hits)) }
        (pager(desk, filter, &found, after))
    };
    Ok(desk.frame.page(title, &content))
}

fn pager(desk: &Desk<'_>, filter: &Filter, found: &ListPage, after: &str) -> maud::Markup {
    let query = filter::query(filter);
    html! {
        nav.actions aria-label=(desk.say(&say::NEXT_PAGE)) {
            @if !after.is_empty() && filter.words.is_none() { a.button href={ (desk.at("list")) "?" (query) } { (desk.say(&say::FIRST_PAGE)) } }
            @if let Some(next) = &found.next {
                @if filter.words.is_some() {
                    form method="post" action=(desk.at("list")) {
                        (desk.frame.token()) (filter::hidden(filter))
                        input type="hidden" name="after" value=(next);
                        button type="submit" { (desk.say(&say::NEXT_PAGE)) }
                    }
                } @else { a.button rel="next" href={ (desk.at("list")) "?" (query) "&after=" (next) } { (desk.say(&say::NEXT_PAGE)) } }
            }
        }
    }
}

/// `GET .../totals`: how many, and nothing about anybody.
pub(crate) async fn totals(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let filter = Filter { words: None, ..filter::read(&asked(query)) };
        let count = desk.gate.count(&desk.ask, &filter)?;
        let title = desk.say(&say::TOTALS);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::TOTALS_ABOUT)) }
            form.sheet method="get" action=(desk.at("totals")) {
                div.filters { (filter::fields(desk, &filter, With::Names)) div.field { button.primary type="submit" { (desk.say(&say::COUNT)) } } }
            }
            div role="status" { ul.figures { li { span.figure { b { (count) } span { (desk.say(&say::PEOPLE)) } } } } }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}
