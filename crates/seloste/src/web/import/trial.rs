//! What a trial says: counts, reasons, and every row with what would become of it. Not here: rows of a batch that was run
//! (`batches`).

use super::{outcome, words};
use crate::{
    messages::import as say,
    web::{
        desk::Desk,
        page::{Banner, banner},
    },
    work::import::{Came, Listed, Report},
};
use maud::{Markup, html};
use serde::Deserialize;

/// Rows on a page.
const ROWS: usize = 100;

/// Which rows of a trial are asked for.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    rows: Option<String>,
    after: Option<i64>,
}

/// A trial that is over.
pub(super) fn page(desk: &Desk<'_>, token: &str, report: &Report, asked: &Asked) -> Markup {
    let place = format!("import/{token}");
    html! {
        (banner(Banner::Note, "", &html! { p { (desk.say(&say::TRIED)) } }))
        (outcome(desk, report, Some(&place)))
        @if let Some(word) = asked.rows.as_deref() { (rows(desk, report, (&place, word), asked.after.unwrap_or(0))) }
    }
}

/// Rows of which one thing would become, after a row.
fn rows(desk: &Desk<'_>, report: &Report, (place, word): (&str, &str), after: i64) -> Markup {
    let wanted = |one: &&Listed| one.row > after && in_words(one.came) == word;
    let mut rest = report.rows.iter().filter(wanted);
    let page: Vec<&Listed> = rest.by_ref().take(ROWS).collect();
    // A row that fails for several reasons stands there once for each, and is not cut between two pages.
    let last = page.last().map(|one| one.row);
    let same = rest.by_ref().take_while(|one| Some(one.row) == last);
    let page: Vec<&Listed> = page.into_iter().chain(same).collect();
    let more = report.rows.iter().filter(wanted).any(|one| last.is_some_and(|last| one.row > last));
    let next = last.filter(|_| more).map(|last| format!("{place}?rows={word}&after={last}"));
    let heads = html! { th.n scope="col" { (desk.say(&say::ROW)) } th scope="col" { (desk.say(&say::WHY)) } };
    let body = html! {
        @for one in &page { tr { td.n { (one.row) } td { (why(desk, report, one)) } } }
    };
    words::listed(desk, next.as_deref(), (&heads, &body))
}

fn why(desk: &Desk<'_>, report: &Report, one: &Listed) -> Markup {
    let Some(why) = one.why.and_then(|at| report.whys.get(at)) else {
        return html! { (desk.say(said(one.came))) };
    };
    html! {
        @if !why.column.is_empty() { strong { (words::column(desk, &why.column)) } ": " }
        (desk.read(&why.what)) " " (desk.read(&why.remedy))
    }
}

/// The word by which an address asks for rows; refusals and errors are one list, as in a batch.
const fn in_words(came: Came) -> &'static str {
    match came {
        Came::Create => "created",
        Came::Update => "updated",
        Came::Unchanged => "unchanged",
        Came::Duplicate => "duplicate",
        Came::Refused | Came::Error => "failed",
    }
}

const fn said(came: Came) -> &'static crate::messages::Message {
    match came {
        Came::Create => &say::CREATED,
        Came::Update => &say::UPDATED,
        Came::Unchanged => &say::UNCHANGED,
        Came::Duplicate => &say::DUPLICATE,
        Came::Refused => &say::REFUSED,
        Came::Error => &say::FAILED,
    }
}
