//! The queue of people to be told of changes: who, of what, by when, and that it was done.

use super::{apart, as_statement_keeper, base, must, words};
use crate::{
    app::Shared,
    messages::editor as say,
    store::information::Duty,
    web::{
        desk::Hall,
        errors::{self, Trouble},
        form::{Posted, see_other},
        own::time,
        visit::AtWork,
        when,
    },
    work::versions::{Keeper, VersionError},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};

/// `GET /r/{register}/statement/duties`.
pub(super) async fn get(State(app): State<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    as_statement_keeper(app, at, register, |hall, keeper| page(hall, keeper, None)).await
}

/// `POST /r/{register}/statement/duties`: notes that people were told.
pub(super) async fn post(
    State(app): State<Shared>,
    Path(register): Path<String>,
    posted: Posted,
) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let duty = posted.fields.get("duty").parse().map_err(|_| Trouble::Absent)?;
        match apart(keeper.was_told(duty, posted.fields.get("how")))? {
            Ok(()) => Ok(see_other(&format!("{}/duties", base(hall)))),
            Err(error) => page(hall, keeper, Some(&error)),
        }
    })
    .await
}

fn page(hall: &Hall<'_>, keeper: &Keeper<'_>, wrong: Option<&VersionError>) -> Result<Response, Trouble> {
    let lang = hall.lang();
    let duties = must(keeper.to_tell())?;
    let (done, open): (Vec<&Duty>, Vec<&Duty>) = duties.iter().partition(|duty| duty.done.is_some());
    let title = say::DUTIES.get(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (say::DUTIES_LEAD.get(lang)) }
        (words::wrong(wrong, lang))
        @if open.is_empty() { div.empty { p { (say::NO_DUTIES.get(lang)) } } }
        @for duty in &open { (one(hall, duty)) }
        @if !done.is_empty() { details { summary { (say::DONE.get(lang)) " (" (done.len()) ")" } @for duty in &done { (one(hall, duty)) } } }
        p.actions { a.button href=(base(hall)) { (say::BACK.get(lang)) } }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(errors::with(status, hall.frame.page(title, &content)))
}

fn one(hall: &Hall<'_>, duty: &Duty) -> Markup {
    let lang = hall.lang();
    let id = format!("how-{}", duty.id);
    html! {
        section.sheet {
            p { strong { (duty.told.what.get(lang)) } }
            dl.plain {
                dt { (say::WHOM.get(lang)) } dd { (duty.told.whom.get(lang)) " (" (duty.people) ")" }
                dt { (say::DUE.get(lang)) } dd { (when::day(duty.due, lang)) " · GDPR " (duty.told.articles.join(", ")) }
                dt { (say::VERSION.get(lang)) } dd { a href={ (base(hall)) "/version/" (duty.version) } { (duty.version) } }
                @if let Some((at, _, how)) = &duty.done { dt { (say::DONE.get(lang)) } dd { (time(*at, lang)) ": " (how) } }
            }
            @if duty.done.is_none() {
                form.row method="post" action={ (base(hall)) "/duties" } {
                    (hall.frame.token())
                    input type="hidden" name="duty" value=(duty.id);
                    label.hidden for=(id) { (say::HOW.get(lang)) }
                    input #(id) name="how" required maxlength="500" placeholder=(say::HOW.get(lang));
                    button type="submit" { (say::MARK_DONE.get(lang)) }
                }
            }
        }
    }
}
