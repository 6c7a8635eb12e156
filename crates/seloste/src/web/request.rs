//! One request: where it stands, what has happened, and the steps that may come next. Not here: the queue (`requests.rs`), the
//! forms of the steps (`request/steps.rs`), what leaves the case: carrying out, passing on, letters, data (`request/acts.rs`).

pub(crate) mod acts;
pub(crate) mod calls;
pub(crate) mod files;
pub(crate) mod recordings;
pub(crate) mod scan;
mod steps;

use crate::{
    app::Shared,
    messages::{mention as mention_say, requests as say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Posted, see_other},
        page::{Banner, banner},
        personal,
        requests::clock,
        visit::AtWork,
        when,
    },
    work::{requests as work, statements::today},
};
use axum::{
    extract::{Path, State as Shares},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    request::{Happened, OpenedRequest, RequestRef},
};
use seloste_register::right::{
    Named as _, RightKind,
    case::{State, Terms},
};
use std::collections::HashMap;

type Place = Path<(String, String, String)>;

/// `GET /r/{register}/for/{purpose}/requests/{request}`.
pub(crate) async fn get(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let opened = desk.gate.open_request(&desk.ask, &RequestRef(request))?;
        page(desk, &opened)
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/requests/{request}`: takes a step.
pub(crate) async fn post(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let order = steps::order(&fields).map_err(Trouble::Problems)?;
        work::step(desk.gate, &desk.ask, &RequestRef(request.clone()), order)?;
        Ok(see_other(&desk.at(&format!("requests/{request}"))))
    })
    .await
}

fn page(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Response, Trouble> {
    let lang = desk.lang();
    let everybody = opened.happened.iter().filter_map(|one| one.by).chain(opened.line.assigned);
    let names = account_names(desk, everybody)?;
    let title = opened.case.kind.name().get(lang).to_owned();
    let year = opened.year_before.to_string();
    let content = html! {
        p { a href=(desk.at("requests")) { (desk.say(&say::BACK)) } }
        h1 { (title) }
        @if !opened.same.is_empty() { (banner(Banner::Warning, "", &html! {
            p { (desk.say(&say::SAME)) }
            p.actions { @for one in &opened.same { a.button href=(desk.at(&format!("requests/{}", one.0))) { (one.0) } } }
        })) }
        div.sheets {
            (facts(desk, opened, &names)?)
            (steps::forms(desk, opened)?)
        }
        @if opened.year_before > 0 { p.muted { (say::YEAR.fill(lang, &[("count", &year)])) } }
        (tasks(desk, opened))
        (files::sheet(desk, opened))
        (acts::letters(desk, opened))
        (calls::form(desk, &opened.line.request))
        (recordings::way(desk, &opened.line.request))
        (history(desk, opened, &names))
    };
    Ok(desk.frame.page(&title, &content))
}

fn facts(
    desk: &Desk<'_>,
    opened: &OpenedRequest,
    names: &HashMap<AccountId, String>,
) -> Result<Markup, Trouble> {
    let (lang, line, case) = (desk.lang(), &opened.line, &opened.case);
    let terms = Terms::of(&desk.rules, case.kind, today(desk.gate.clock().as_ref()));
    let needed = case.needs(&terms).name();
    Ok(html! {
        section.sheet {
            dl {
                dt { (desk.say(&say::STATE)) } dd { (case.state.name().get(lang)) @if let Some(outcome) = case.outcome { ", " (outcome.name().get(lang)) } }
                dt { (desk.say(&say::DUE)) } dd { (when::day(line.due, lang)) " " (clock(desk, line)) }
                dt { (desk.say(&say::RECEIVED)) } dd { (when::day(when::date_of(line.received), lang)) ", " (line.channel.name().get(lang)) }
                dt { (desk.say(&say::PARTY)) } dd { (case.party.name().get(lang)) }
                dt { (desk.say(&say::PERSON)) }
                dd {
                    @match &opened.subject {
                        Some(subject) => { a href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&say::OPEN_CARD)) } }
                        None => { (desk.say(&say::UNLINKED)) }
                    }
                }
                dt { (desk.say(&say::IDENTITY)) }
                dd {
                    (case.assurance.name().get(lang))
                    @if let Some(method) = case.method { ", " (method.name().get(lang)) }
                    @if let Some(document) = case.document { ": " (document.name().get(lang)) }
                    " (" (say::NEEDED.fill(lang, &[("level", needed.get(lang))])) ")"
                }
                @if let Some(form) = case.form {
                    dt { (desk.say(&say::FORM)) }
                    dd { (form.name().get(lang)) @if case.copy_wanted { ", " (desk.say(&say::COPY_WANTED)) } }
                }
                dt { (desk.say(&say::ASSIGNED)) }
                dd { (line.assigned.and_then(|id| names.get(&id)).map_or("–", String::as_str)) }
                @if let Some(into) = &opened.merged_into {
                    dt { (State::Merged.name().get(lang)) }
                    dd { a href=(desk.at(&format!("requests/{}", into.0))) { (into.0) } }
                }
            }
            (acts::leaving(desk, opened)?)
            @if opened.case.kind == RightKind::Erase && opened.case.done {
                p { a href=(desk.at(&format!("mentions?request={}", opened.line.request.0))) { (desk.say(&mention_say::TITLE)) } }
            }
        }
    })
}

fn tasks(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    if opened.tasks.is_empty() {
        return html! {};
    }
    html! {
        section.sheet {
            h2 { (desk.say(&say::TASKS)) }
            ul.related {
                @for task in &opened.tasks {
                    li {
                        span { (steps::asked_of(desk, &task.asked_of)) @if let Some(words) = &task.words { span.origin { (personal::text(words)) } } }
                        @if task.answered.is_some() { span.tag.good { (desk.say(&say::ANSWERED)) } } @else { span.tag.warn { (desk.say(&say::WAITING)) } }
                    }
                }
            }
            (steps::answers(desk, opened))
        }
    }
}

fn history(desk: &Desk<'_>, opened: &OpenedRequest, names: &HashMap<AccountId, String>) -> Markup {
    let heads = [&say::WHEN, &say::WHO, &say::STEP, &say::SAID];
    let row = |one: &Happened| {
        let who = one.by.and_then(|by| names.get(&by)).map_or("–", String::as_str);
        html! {
            tr {
                td.nowrap { (when::moment(one.at, desk.lang())) }
                td { (who) }
                td { (say::step(&one.code).map_or(one.code.as_str(), |name| desk.say(name))) }
                td { @for text in [&one.asker, &one.words].into_iter().flatten() { div { (personal::text(text)) } } }
            }
        }
    };
    html! {
        h2 { (desk.say(&say::HAPPENED)) }
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::HAPPENED)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                tbody { @for one in &opened.happened { (row(one)) } }
            }
        }
    }
}
