//! Recordings of a request: named by the desk or the person, held until they are handed over, each weighed against the rights of
//! whoever else is heard in it. Not here: whether calls were recorded (`calls.rs`), the copy (`acts.rs`).

use crate::{
    app::Shared,
    messages::{asked as say, recording as recording_say, requests as requests_say},
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble, problem_list},
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal, recordings,
        visit::AtWork,
        when,
    },
    work::requests::recordings::{self as work, TypedRecording, TypedSpan},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::ObjectRef,
    errors::ItemProblem,
    recorded::{AskedRecording, CallFact, Given, Wish},
    request::RequestRef,
};

type Place = Path<(String, String, String)>;

/// `GET /r/{register}/for/{purpose}/requests/{request}/recordings`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, request)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| page(desk, &RequestRef(request), &[])).await
}

/// `POST .../recordings`: names one, or weighs one.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        match work::take((desk.gate, &desk.ask), &request, typed(&fields)) {
            Ok(()) => Ok(see_other(&address(desk, &request))),
            Err(GateError::Problems(found)) => {
                Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page(desk, &request, &found)?))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn typed(fields: &Fields) -> TypedRecording {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let spans = recordings::read_spans(fields.get("spans"));
    TypedRecording {
        recording: fields.get("recording").to_owned(),
        wish: given("wish"),
        given: given("given"),
        spans: spans.iter().map(|span| TypedSpan { from_ms: span.start, to_ms: span.end }).collect(),
        words: given("words"),
    }
}

fn address(desk: &Desk<'_>, request: &RequestRef) -> String {
    desk.at(&format!("requests/{}/recordings", request.0))
}

/// The way here from the case, in registers that keep recordings.
pub(super) fn way(desk: &Desk<'_>, request: &RequestRef) -> Markup {
    html! {
        @if desk.rules.statement().objects.iter().any(|kind| kind.recording.is_some()) {
            p.actions { a.button href=(address(desk, request)) { (desk.say(&say::TITLE)) } }
        }
    }
}

fn page(desk: &Desk<'_>, request: &RequestRef, wrong: &[ItemProblem]) -> Result<Response, Trouble> {
    let title = desk.say(&say::TITLE);
    let named = desk.gate.asked_recordings(&desk.ask, request)?;
    let (others, pending) = match facts(desk, request) {
        Ok(facts) => (nameable(&facts, &named), Vec::new()),
        // Until it is certain who asks, no calls are told of.
        Err(GateError::Problems(found)) => (Vec::new(), found),
        Err(error) => return Err(error.into()),
    };
    let content = html! {
        p { a href=(desk.at(&format!("requests/{}", request.0))) { (desk.say(&requests_say::TO_CASE)) } }
        h1 { (title) }
        p.lead { (desk.say(&say::LEAD)) }
        @if !wrong.is_empty() { (banner(Banner::Error, "", &problem_list(wrong, &desk.frame, &desk.rules))) }
        @if named.is_empty() { div.empty { p { (desk.say(&say::NONE_NAMED)) } } }
        @for (at, one) in named.iter().enumerate() { (weigh(desk, request, (at, one))) }
        @if !pending.is_empty() { (banner(Banner::Note, "", &problem_list(&pending, &desk.frame, &desk.rules))) }
        @else {
            section.sheet {
                h2 { (desk.say(&say::TO_NAME)) }
                @if others.is_empty() { p.muted { (desk.say(&say::NONE)) } }
                @for (object, began) in &others { (nameable_row(desk, request, (object, *began))) }
            }
        }
    };
    Ok(desk.frame.page(title, &content))
}

/// All calls of whoever the case is about.
fn facts(desk: &Desk<'_>, request: &RequestRef) -> Result<Vec<CallFact>, GateError> {
    let until = desk.app.clock().now() + SignedDuration::from_hours(24);
    desk.gate.call_facts(&desk.ask, request, (Timestamp::UNIX_EPOCH, until))
}

/// Recordings that are there and not named yet, newest first.
fn nameable(facts: &[CallFact], named: &[AskedRecording]) -> Vec<(ObjectRef, Timestamp)> {
    let there = facts.iter().rev().filter_map(|fact| Some((fact.recording.clone()?, fact.began)));
    there.filter(|(object, _)| named.iter().all(|one| one.object != *object)).collect()
}

fn nameable_row(desk: &Desk<'_>, request: &RequestRef, (object, began): (&ObjectRef, Timestamp)) -> Markup {
    let when = when::moment(began, desk.lang());
    html! {
        form.actions method="post" action=(address(desk, request)) {
            (desk.frame.token())
            input type="hidden" name="recording" value=(object.0);
            strong { (when) }
            button type="submit" name="wish" value=(Wish::Copy.code()) { (desk.say(&say::NAME_COPY)) span.hidden { ": " (when) } }
            button type="submit" name="wish" value=(Wish::Listen.code()) { (desk.say(&say::NAME_LISTEN)) span.hidden { ": " (when) } }
        }
    }
}

/// One that is named: what is given of it, and why.
fn weigh(desk: &Desk<'_>, request: &RequestRef, (at, one): (usize, &AskedRecording)) -> Markup {
    let wish = if one.wish == Wish::Copy { &say::NAME_COPY } else { &say::NAME_LISTEN };
    html! {
        section.sheet {
            div.sheet-head {
                h2 { (work::name(one, &desk.rules, desk.lang())) }
                span.tag { (desk.say(wish)) }
            }
            @if let Some(handed) = one.handed {
                p { (say::HANDED.fill(desk.lang(), &[("time", &when::moment(handed, desk.lang()))])) }
            }
            @if one.there.is_some() && one.handed.is_none() { (form(desk, request, (at, one))) }
            @else if let Some(words) = &one.words { p { (personal::text(words)) } }
        }
    }
}

fn form(desk: &Desk<'_>, request: &RequestRef, (at, one): (usize, &AskedRecording)) -> Markup {
    let code = one.given.as_ref().map(Given::code);
    let choice = |value: &str, name: &crate::messages::Message| {
        html! { label.check { input type="radio" name="given" value=(value) required checked[code == Some(value)]; span { (desk.say(name)) } } }
    };
    let spans = match &one.given {
        Some(Given::Covered(spans)) => work::clocks(spans).replace(", ", "\n"),
        _ => String::new(),
    };
    html! {
        @if recordings::hears_some(desk) {
            p { a href=(recordings::address(desk, &one.object)) { (desk.say(&say::LISTEN_FIRST)) } }
        }
        form method="post" action=(address(desk, request)) autocomplete="off" {
            (desk.frame.token())
            input type="hidden" name="recording" value=(one.object.0);
            fieldset {
                legend { (desk.say(&say::GIVEN)) }
                (choice("whole", &say::WHOLE)) (choice("covered", &say::COVERED)) (choice("withheld", &say::WITHHELD))
            }
            div.field {
                label for={ "spans-" (at) } { (desk.say(&recording_say::SPANS)) }
                textarea id={ "spans-" (at) } name="spans" rows="3" maxlength="2000" aria-describedby={ "spans-hint-" (at) } { (spans) }
                p.hint id={ "spans-hint-" (at) } { (desk.say(&recording_say::SPANS_HINT)) }
            }
            div.field {
                label for={ "words-" (at) } { (desk.say(&say::WHY)) }
                textarea id={ "words-" (at) } name="words" rows="3" required maxlength="2000" { @if let Some(words) = &one.words { (personal::text(words)) } }
            }
            p.actions { button.primary type="submit" { (desk.say(&say::SAVE)) } }
        }
    }
}
