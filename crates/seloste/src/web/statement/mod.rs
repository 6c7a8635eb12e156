//! Pages for those whose duty a register's statement is: versions, drafts, the editor, the preview, people to be told. For
//! others they are absent. Not here: what a statement means, what a difference is.

mod doors;
mod draft;
mod duties;
mod fields;
mod preview;
mod words;

pub(super) use doors::doors;

use crate::{
    app::Shared,
    messages::editor as say,
    session::standing,
    store::{draft::Draft, version::Version},
    web::{
        desk::{Hall, in_hall},
        errors::{self, Trouble},
        form::{Posted, see_other},
        own::time,
        page::{Banner, banner},
        visit::AtWork,
    },
    work::versions::{Keeper, VersionError, draft_id},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_register::statement::{diff, model::Duty};

/// Does the work of a page for those whose duty the statement is; for others it is absent.
async fn as_statement_keeper(
    app: Shared,
    at: AtWork,
    register: String,
    work: impl FnOnce(&Hall<'_>, &Keeper<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    in_hall(app, at, register, move |hall| {
        let keeper = Keeper::new(hall.app, hall.register(), &hall.actor).map_err(|_| Trouble::Absent)?;
        work(hall, &keeper)
    })
    .await
}

/// The way here, for the start page of a register.
pub(super) fn way(hall: &Hall<'_>) -> Markup {
    let keeps = standing::carries(&hall.rules, &hall.actor, Duty::Statement);
    html! { @if keeps { p { a.button href=(base(hall)) { (say::TITLE.get(hall.lang())) } } } }
}

/// A warning for the start page that the version in force no longer passes, for those whose duty the statement is.
pub(super) fn outdated(hall: &Hall<'_>) -> Markup {
    let keeps = standing::carries(&hall.rules, &hall.actor, Duty::Statement);
    let found = hall.app.register(hall.register()).filter(|_| keeps);
    let Some(old) = found.and_then(|(home, _)| home.outdated().remove(hall.register())) else {
        return html! {};
    };
    let lang = hall.lang();
    let lead = say::OUTDATED.fill(lang, &[("day", &crate::web::when::day(old.since, lang))]);
    banner(
        Banner::Error,
        say::OUTDATED_TITLE.get(lang),
        &html! {
            p { (lead) }
            ul { @for problem in &old.problems { li { (problem.what.get(lang)) " " (problem.remedy.get(lang)) } } }
            p { a href=(base(hall)) { (say::TITLE.get(lang)) } }
        },
    )
}

/// Address of these pages.
fn base(hall: &Hall<'_>) -> String {
    format!("/r/{}/statement", hall.register())
}

/// Address of a draft's pages.
fn at_draft(hall: &Hall<'_>, draft: &Draft) -> String {
    format!("{}/draft/{}", base(hall), draft.id.0)
}

/// What was not done because of the input is a page; a broken machine is trouble.
fn apart<T>(done: Result<T, VersionError>) -> Result<Result<T, VersionError>, Trouble> {
    match done {
        Err(VersionError::Failed(why)) => Err(Trouble::Failed(why)),
        Err(VersionError::Absent) => Err(Trouble::Absent),
        other => Ok(other),
    }
}

/// The answer, or trouble.
fn must<T>(done: Result<T, VersionError>) -> Result<T, Trouble> {
    match apart(done)? {
        Ok(done) => Ok(done),
        Err(error) => Err(Trouble::Failed(error.to_string())),
    }
}

/// The draft that an address names.
fn named(keeper: &Keeper<'_>, id: &str) -> Result<Draft, Trouble> {
    must(keeper.draft(draft_id(id).ok_or(Trouble::Absent)?))
}

/// `GET /r/{register}/statement`.
async fn get(State(app): State<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    as_statement_keeper(app, at, register, |hall, keeper| page(hall, keeper, None)).await
}

/// `POST /r/{register}/statement`: begins a draft.
async fn post(State(app): State<Shared>, Path(register): Path<String>, posted: Posted) -> Response {
    let why = posted.fields.get("why").to_owned();
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        if why.trim().is_empty() {
            return page(hall, keeper, Some(&VersionError::WhyMissing));
        }
        match apart(keeper.begin(None, &why))? {
            Ok(draft) => Ok(see_other(&at_draft(hall, &draft))),
            Err(error) => page(hall, keeper, Some(&error)),
        }
    })
    .await
}

fn page(hall: &Hall<'_>, keeper: &Keeper<'_>, wrong: Option<&VersionError>) -> Result<Response, Trouble> {
    let lang = hall.lang();
    let (versions, drafts) = (must(keeper.versions())?, must(keeper.drafts())?);
    let waiting = must(keeper.to_tell())?.iter().filter(|duty| duty.done.is_none()).count();
    let (live, past): (Vec<&Draft>, Vec<&Draft>) = drafts.iter().partition(|draft| draft.state.is_live());
    let content = html! {
        h1 { (say::TITLE.get(lang)) }
        p.lead { (say::LEAD.get(lang)) }
        (words::wrong(wrong, lang))
        @if waiting > 0 {
            (banner(Banner::Warning, "", &html! { p { a href={ (base(hall)) "/duties" } { (say::WAITING.fill(lang, &[("n", &waiting.to_string())])) } } }))
        }
        section.sheet {
            h2 { (say::DRAFTS.get(lang)) }
            @if live.is_empty() { p.muted { (say::NO_DRAFTS.get(lang)) } }
            @else { (drafts_table(hall, &live)) }
            form method="post" action=(base(hall)) {
                (hall.frame.token())
                div.field {
                    label for="why" { (say::WHY.get(lang)) }
                    input #why name="why" maxlength="500" required;
                    p.hint { (say::WHY_HINT.get(lang)) }
                }
                p.actions { button.primary type="submit" { (say::BEGIN.get(lang)) } }
            }
        }
        section.sheet { h2 { (say::VERSIONS.get(lang)) } (versions_table(hall, &versions)) }
        @if !past.is_empty() { details { summary { (say::PAST_DRAFTS.get(lang)) " (" (past.len()) ")" } (drafts_table(hall, &past)) } }
        p.actions { a.button href={ (base(hall)) "/duties" } { (say::DUTIES.get(lang)) } }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(errors::with(status, hall.frame.page(say::TITLE.get(lang), &content)))
}

fn drafts_table(hall: &Hall<'_>, drafts: &[&Draft]) -> Markup {
    let lang = hall.lang();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say::DRAFTS.get(lang)) {
            table {
                thead { tr {
                    th scope="col" { (say::WHY.get(lang)) } th scope="col" { (say::STATE.get(lang)) }
                    th scope="col" { (say::FROM_VERSION.get(lang)) } th scope="col" { (say::CHANGED.get(lang)) }
                } }
                tbody { @for draft in drafts { tr {
                    td { a href=(at_draft(hall, draft)) { @if draft.why.is_empty() { (draft.id.0) } @else { (draft.why) } } }
                    td { (words::state(draft.state, lang)) }
                    td.n { (draft.based_on) }
                    td.nowrap { (time(draft.changed, lang)) }
                } } }
            }
        }
    }
}

fn versions_table(hall: &Hall<'_>, versions: &[Version]) -> Markup {
    let lang = hall.lang();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say::VERSIONS.get(lang)) {
            table {
                thead { tr {
                    th.n scope="col" { (say::VERSION.get(lang)) } th scope="col" { (say::SINCE.get(lang)) }
                    th scope="col" { (say::UNTIL.get(lang)) } th scope="col" { (say::WHY.get(lang)) }
                } }
                tbody { @for version in versions { tr {
                    td.n { a href={ (base(hall)) "/version/" (version.number) } { (version.number) } }
                    td.nowrap { (time(version.since, lang)) }
                    td.nowrap { @match version.until { Some(until) => (time(until, lang)), None => span.tag.good { (say::NOW.get(lang)) } } }
                    td { @if version.why.is_empty() { (say::FIRST.get(lang)) } @else { (version.why) } }
                } } }
            }
        }
    }
}

/// `GET /r/{register}/statement/version/{version}`: its text, and what it changed.
async fn version(
    State(app): State<Shared>,
    Path((register, number)): Path<(String, String)>,
    at: AtWork,
) -> Response {
    as_statement_keeper(app, at, register, move |hall, keeper| {
        let lang = hall.lang();
        let number: i64 = number.parse().map_err(|_| Trouble::Absent)?;
        let version = must(keeper.version(number))?;
        let changes = if number > 1 {
            let before = must(keeper.version(number - 1))?;
            apart(keeper.between(&before, &version))?
        } else {
            Ok(Vec::new())
        };
        let title = say::VERSION_NUMBER.fill(lang, &[("n", &number.to_string())]);
        let content = html! {
            h1 { (title) }
            p { (time(version.since, lang)) " – " @match version.until { Some(until) => (time(until, lang)), None => span.tag.good { (say::NOW.get(lang)) } } }
            @if !version.why.is_empty() { p.lead { (version.why) } }
            @if number > 1 { section.sheet {
                h2 { (say::CHANGES.get(lang)) }
                @match &changes { Ok(changes) => (words::changes(changes, None, lang)), Err(error) => (words::wrong(Some(error), lang)) }
            } }
            details { summary { (say::TEXT.get(lang)) } (words::numbered(&version.text, say::TEXT.get(lang))) }
            p.actions { a.button href=(base(hall)) { (say::BACK.get(lang)) } }
        };
        Ok(hall.frame.page(&title, &content))
    })
    .await
}

/// A change with its counts, where people were counted.
type Counted<'a> = Option<&'a [u64]>;
type Changes<'a> = &'a [diff::Change];
