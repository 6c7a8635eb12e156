//! The editor: the text of a draft, the check of it live, and each passage as a form beside it. All works without a script;
//! with it the check runs while one types.

use super::{apart, as_statement_keeper, at_draft, fields, must, named, words};
use crate::{
    app::Shared,
    messages::editor as say,
    store::draft::Draft,
    web::{
        desk::Hall,
        errors::{self, Trouble},
        form::{Posted, see_other},
        own::time,
        page::{Banner, banner},
        visit::AtWork,
    },
    work::versions::{Keeper, VersionError},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use maud::{Markup, html};
use seloste_register::statement::amend::{self, NotAmended};
use serde::Deserialize;

type Place = Path<(String, String)>;

/// Which passage stands beside the text.
#[derive(Deserialize)]
pub(super) struct Beside {
    at: Option<String>,
}

/// `GET .../draft/{draft}`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path((register, id)): Place,
    Query(beside): Query<Beside>,
    at: AtWork,
) -> Response {
    as_statement_keeper(app, at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        let passage = beside.at.as_deref().filter(|passage| !passage.is_empty());
        page(hall, keeper, &Shown::stored(&draft, passage))
    })
    .await
}

/// `POST .../draft/{draft}`: saves the text, or checks it without saving.
pub(super) async fn post(State(app): State<Shared>, Path((register, id)): Place, posted: Posted) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        let typed = posted.fields.get("text").replace("\r\n", "\n");
        let why = posted.fields.get("why");
        let shown = Shown { text: &typed, why, ..Shown::stored(&draft, None) };
        if posted.fields.get("do") == "check" {
            return page(hall, keeper, &shown);
        }
        let seen = posted.fields.get("revision").parse().unwrap_or(0);
        match apart(keeper.change(draft.id, seen, (&typed, why)))? {
            Ok(saved) if posted.fields.get("do") == "preview" => {
                Ok(see_other(&format!("{}/preview", at_draft(hall, &saved))))
            }
            Ok(saved) => Ok(see_other(&at_draft(hall, &saved))),
            // What was typed is shown again, so that nothing is lost.
            Err(error) => page(hall, keeper, &Shown { wrong: Some(&error), ..shown }),
        }
    })
    .await
}

/// `POST .../draft/{draft}/check`: what the check finds in a text, as a part of the page.
pub(super) async fn check(
    State(app): State<Shared>,
    Path((register, id)): Place,
    posted: Posted,
) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        let part = judged(hall, keeper, &draft, &posted.fields.get("text").replace("\r\n", "\n"))?;
        Ok(Html(part.into_string()).into_response())
    })
    .await
}

/// `POST .../draft/{draft}/passage`: changes the keys of a passage from its form.
pub(super) async fn passage(
    State(app): State<Shared>,
    Path((register, id)): Place,
    posted: Posted,
) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        let passage = posted.fields.get("passage");
        let known = amend::fields(&draft.text, passage).map_err(|_| Trouble::Absent)?;
        let mut text = draft.text.clone();
        let shown = |unfit| Shown { unfit, ..Shown::stored(&draft, Some(passage)) };
        for field in &known {
            let given = fields::given(&posted.fields, field);
            match amend::set(&text, passage, (&field.path, &given)) {
                Ok(changed) => text = changed,
                Err(NotAmended::NotFitting) => return page(hall, keeper, &shown(Some(&field.path))),
                Err(NotAmended::NoToml | NotAmended::NoPassage) => return Err(Trouble::Absent),
            }
        }
        let seen = posted.fields.get("revision").parse().unwrap_or(0);
        match apart(keeper.change(draft.id, seen, (&text, &draft.why)))? {
            Ok(saved) => Ok(see_other(&format!("{}?at={passage}#beside", at_draft(hall, &saved)))),
            Err(error) => page(hall, keeper, &Shown { wrong: Some(&error), ..shown(None) }),
        }
    })
    .await
}

/// What the page shows.
struct Shown<'a> {
    draft: &'a Draft,
    text: &'a str,
    /// What the change is for, as it was typed.
    why: &'a str,
    passage: Option<&'a str>,
    wrong: Option<&'a VersionError>,
    /// The key whose value can't stand there.
    unfit: Option<&'a str>,
}

impl<'a> Shown<'a> {
    /// A draft as it is stored.
    fn stored(draft: &'a Draft, passage: Option<&'a str>) -> Self {
        Self { draft, text: &draft.text, why: &draft.why, passage, wrong: None, unfit: None }
    }
}

fn page(hall: &Hall<'_>, keeper: &Keeper<'_>, shown: &Shown<'_>) -> Result<Response, Trouble> {
    let (lang, draft) = (hall.lang(), shown.draft);
    let address = at_draft(hall, draft);
    let active = must(keeper.active())?;
    let title = say::DRAFT.get(lang);
    let content = html! {
        h1 { (title) @if !draft.why.is_empty() { ": " (draft.why) } }
        p { (words::state(draft.state, lang)) " " span.muted {
            (say::FROM_VERSION.get(lang)) " " (draft.based_on) " · " (time(draft.changed, lang))
        } }
        (words::wrong(shown.wrong, lang))
        @if draft.state.is_live() && draft.based_on != active.number { (stale(hall, draft, active.number)) }
        @if draft.state.is_live() { (editor(hall, shown, &address, &judged(hall, keeper, draft, shown.text)?)) }
        @else { (words::numbered(shown.text, title)) }
        p.actions {
            a.button href={ (address) "/preview" } { (say::PREVIEW.get(lang)) }
            a.button href=(super::base(hall)) { (say::BACK.get(lang)) }
        }
    };
    let fine = shown.wrong.is_none() && shown.unfit.is_none();
    let status = if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(errors::with(status, hall.frame.page(title, &content)))
}

fn editor(hall: &Hall<'_>, shown: &Shown<'_>, address: &str, judged: &Markup) -> Markup {
    let (lang, draft) = (hall.lang(), shown.draft);
    html! {
        div.editor {
            form.editor-text method="post" action=(address) data-check={ (address) "/check" } {
                (hall.frame.token())
                input type="hidden" name="revision" value=(draft.revision);
                div.field.whole {
                    label for="why" { (say::WHY.get(lang)) }
                    input #why name="why" maxlength="500" value=(shown.why);
                }
                div.field.whole {
                    label for="text" { (say::TEXT.get(lang)) }
                    // The first line break after the tag is not part of the text.
                    textarea #text.code name="text" rows="30" spellcheck="false" autocapitalize="off" wrap="off" { "\n" (shown.text) }
                }
                p.actions {
                    button.primary type="submit" name="do" value="save" { (say::SAVE.get(lang)) }
                    button type="submit" name="do" value="check" { (say::CHECK.get(lang)) }
                    button type="submit" name="do" value="preview" { (say::SAVE_AND_PREVIEW.get(lang)) }
                }
            }
            div.editor-side {
                section.sheet {
                    h2 { (say::FOUND.get(lang)) }
                    div data-found="" aria-live="polite" { (judged) }
                }
                section.sheet #beside { (fields::beside(hall, draft, (shown.passage, shown.unfit))) }
            }
        }
    }
}

/// What the check finds, and how many changes there are.
fn judged(hall: &Hall<'_>, keeper: &Keeper<'_>, draft: &Draft, text: &str) -> Result<Markup, Trouble> {
    let lang = hall.lang();
    let judged = match apart(keeper.judge(text, Some(draft.id)))? {
        Ok(judged) => judged,
        Err(error) => return Ok(words::wrong(Some(&error), lang)),
    };
    Ok(html! {
        (words::found(&judged.problems, lang))
        @if judged.rules.is_some() { p.muted { (say::CHANGES_SO_FAR.fill(lang, &[("n", &judged.changes.len().to_string())])) } }
    })
}

/// That another version came into force meanwhile, what it changed, and how to go on.
fn stale(hall: &Hall<'_>, draft: &Draft, active: i64) -> Markup {
    let lang = hall.lang();
    let error = VersionError::Stale { based_on: draft.based_on, active };
    banner(
        Banner::Warning,
        "",
        &html! {
            p { (crate::messages::versions::wrong(&error, lang)) }
            form.actions method="post" action={ (at_draft(hall, draft)) "/move" } {
                (hall.frame.token())
                input type="hidden" name="revision" value=(draft.revision);
                a.button href={ (super::base(hall)) "/version/" (active) } { (say::SEE_VERSION.fill(lang, &[("n", &active.to_string())])) }
                button type="submit" name="do" value="rebase" { (say::REBASE.fill(lang, &[("n", &active.to_string())])) }
            }
        },
    )
}
