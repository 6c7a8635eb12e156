//! One request: where it stands, what has happened, and the steps that may come next. Not here: the queue (`requests.rs`).

use crate::{
    app::Shared,
    messages::{Message, requests as say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal,
        requests::{choose, clock},
        visit::AtWork,
        when,
    },
    work::{
        package::{self, Extent, Told},
        requests::{self as work, Order},
        statements::today,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    package::Behalf,
    request::{Happened, OpenedRequest, RequestRef},
};
use seloste_register::right::{
    Assurance, Form, Ground, Method, Named, Outcome, RightKind,
    case::{State as Stage, Terms},
};
use std::collections::HashMap;

type Place = Path<(String, String, String)>;

/// `GET /r/{register}/for/{purpose}/requests/{request}`.
pub(crate) async fn get(
    State(app): State<Shared>,
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
    State(app): State<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        work::step(desk.gate, &desk.ask, &RequestRef(request.clone()), order(&fields))?;
        Ok(see_other(&desk.at(&format!("requests/{request}"))))
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/requests/{request}/package`: everything about the person, as a file that is kept nowhere.
pub(crate) async fn package(
    State(app): State<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        let opened = desk.gate.open_request(&desk.ask, &request)?;
        let subject = opened.subject.as_ref().ok_or(Trouble::Absent)?;
        let package = package::open(desk.gate, &desk.ask, subject, Behalf::Case(&request))?;
        let told = Told::new(&package, &desk.rules, desk.lang(), Extent::of(opened.case.kind));
        let bytes = told.zip().map_err(|error| Trouble::Failed(error.to_string()))?;
        let mut response = bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
        let name = HeaderValue::from_static("attachment; filename=\"tiedot.zip\"");
        headers.insert(header::CONTENT_DISPOSITION, name);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    })
    .await
}

fn order(fields: &Fields) -> Order {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    Order {
        step: fields.get("step").to_owned(),
        seen: fields.get("seen").parse().ok(),
        words: given("why"),
        subject: given("subject"),
        method: given("method"),
        level: given("level"),
        form: given("form"),
        copy: fields.has("copy"),
        outcome: given("outcome"),
        grounds: given("ground").into_iter().collect(),
        ..Order::default()
    }
}

fn page(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Response, Trouble> {
    let lang = desk.lang();
    let names = account_names(desk, opened.happened.iter().filter_map(|one| one.by))?;
    let title = opened.case.kind.name().get(lang).to_owned();
    let year = opened.year_before.to_string();
    let content = html! {
        p { a href=(desk.at("requests")) { (desk.say(&say::BACK)) } }
        h1 { (title) }
        @if !opened.same.is_empty() { (banner(Banner::Warning, "", &html! {
            p { (desk.say(&say::SAME)) }
            ul { @for one in &opened.same { li { a href=(desk.at(&format!("requests/{}", one.0))) { (one.0) } } } }
        })) }
        div.sheets {
            (facts(desk, opened))
            (steps(desk, opened))
        }
        @if opened.year_before > 0 { p.muted { (say::YEAR.fill(lang, &[("count", &year)])) } }
        (tasks(desk, opened))
        (history(desk, opened, &names))
    };
    Ok(desk.frame.page(&title, &content))
}

fn facts(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let (lang, line, case) = (desk.lang(), &opened.line, &opened.case);
    let terms = Terms::of(&desk.rules, case.kind, today(desk.gate.clock().as_ref()));
    let needed = case.needs(&terms).name();
    html! {
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
                    " (" (say::NEEDED.fill(lang, &[("level", needed.get(lang))])) ")"
                }
                @if let Some(form) = case.form { dt { (desk.say(&say::FORM)) } dd { (form.name().get(lang)) } }
            }
            @if may_be_packed(opened) {
                form method="post" action=(desk.at(&format!("requests/{}/package", line.request.0))) {
                    (desk.frame.token())
                    p.actions { button.primary type="submit" { (desk.say(&say::PACKAGE)) } }
                }
            }
        }
    }
}

fn may_be_packed(opened: &OpenedRequest) -> bool {
    matches!(opened.case.kind, RightKind::Inspect | RightKind::Portability)
        && matches!(opened.case.state, Stage::Decided | Stage::Answered)
        && opened.subject.is_some()
        && opened.case.outcome != Some(Outcome::Refused)
}

/// Forms of the steps that may come next; the case itself refuses what is too early.
fn steps(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let case = &opened.case;
    html! {
        section.sheet {
            h2 { (desk.say(&say::NEXT_STEP)) }
            @match case.state {
                Stage::Open => {
                    @if opened.subject.is_none() {
                        (step(desk, opened, ("link", &say::LINK), &html! { (text(desk, ("link", "subject"), &say::SUBJECT)) }))
                    }
                    (step(desk, opened, ("identify", &say::IDENTIFY), &choose(desk, "method", &say::METHOD, Method::ALL)))
                    (step(desk, opened, ("doubt", &say::DOUBT), &html! { (choose(desk, "level", &say::LEVEL, Assurance::ALL)) (why(desk, "doubt")) }))
                    (step(desk, opened, ("decide", &say::DECIDE), &decision(desk, case.kind)))
                }
                Stage::Proposed => {
                    (step(desk, opened, ("confirm", &say::CONFIRM), &html! {}))
                    (step(desk, opened, ("return", &say::SEND_BACK), &why(desk, "return")))
                }
                Stage::Decided => {
                    @if case.kind.is_carried_out() && !case.done && case.outcome != Some(Outcome::Refused) {
                        (step(desk, opened, ("done", &say::DONE), &why(desk, "done")))
                    }
                    (step(desk, opened, ("agree", &say::AGREE), &html! {
                        (choose(desk, "form", &say::FORM, Form::ALL))
                        label.check { input type="checkbox" name="copy" value="1"; span { (desk.say(&say::COPY)) } }
                        (why(desk, "agree"))
                    }))
                    (step(desk, opened, ("answer", &say::ANSWER), &html! {
                        div.field {
                            label for="answer-form" { (desk.say(&say::FORM)) }
                            select #answer-form name="form" {
                                @for form in Form::ALL { option value=(form.code()) selected[case.form == Some(*form)] { (form.name().get(desk.lang())) } }
                            }
                        }
                    }))
                }
                Stage::Answered => { (step(desk, opened, ("close", &say::CLOSE), &html! {})) }
                Stage::Closed | Stage::Merged | Stage::Passed => {}
            }
            (step(desk, opened, ("note", &say::NOTE), &why(desk, "note")))
        }
    }
}

fn step(desk: &Desk<'_>, opened: &OpenedRequest, (code, name): (&str, &Message), fields: &Markup) -> Markup {
    html! {
        details {
            summary { (desk.say(name)) }
            form method="post" action=(desk.at(&format!("requests/{}", opened.line.request.0))) autocomplete="off" {
                (desk.frame.token())
                input type="hidden" name="step" value=(code);
                input type="hidden" name="seen" value=(opened.line.version);
                (fields)
                p.actions { button type="submit" { (desk.say(name)) } }
            }
        }
    }
}

fn decision(desk: &Desk<'_>, kind: RightKind) -> Markup {
    html! {
        (choose(desk, "outcome", &say::OUTCOME, Outcome::ALL))
        div.field {
            label for="ground" { (desk.say(&say::GROUND)) }
            select #ground name="ground" {
                option value="" { (desk.say(&say::NO_GROUND)) }
                @for ground in Ground::ALL.iter().filter(|ground| ground.stands_against(kind)) {
                    option value=(ground.code()) { (ground.name().get(desk.lang())) }
                }
            }
        }
        (why(desk, "decide"))
    }
}

fn why(desk: &Desk<'_>, step: &str) -> Markup {
    let id = format!("why-{step}");
    html! {
        div.field { label for=(id) { (desk.say(&say::WHY)) } textarea id=(id) name="why" rows="2" maxlength="20000" {} }
    }
}

fn text(desk: &Desk<'_>, (step, name): (&str, &str), label: &Message) -> Markup {
    let id = format!("{step}-{name}");
    html! { div.field { label for=(id) { (desk.say(label)) } input id=(id) name=(name) maxlength="26" required spellcheck="false"; } }
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
                        span { (task.asked_of) @if let Some(words) = &task.words { span.origin { (personal::text(words)) } } }
                        @if task.answered.is_some() { span.tag.good { (desk.say(&say::ANSWERED)) } } @else { span.tag.warn { (desk.say(&say::WAITING)) } }
                    }
                }
            }
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
                td { (one.code) }
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
