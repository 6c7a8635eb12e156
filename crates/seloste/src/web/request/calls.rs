//! Whether calls of whoever a case is about were recorded (R2-029): asked by the time of the call, once it is certain who asks.

use crate::{
    app::Shared,
    messages::quality as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::Posted,
        when,
    },
    work::requests::calls::When,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    recorded::{CallFact, FactState},
    request::RequestRef,
};

/// `POST /r/{register}/for/{purpose}/requests/{request}/calls`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, request)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        let at = fields.get("at").trim();
        // Whoever writes a time without an offset means the time here.
        let at = when::read_moment(at).map_or_else(|| at.to_owned(), |moment| moment.to_string());
        let when = When { at: Some(at), ..When::default() };
        let facts = desk.gate.call_facts(&desk.ask, &request, when.read()?)?;
        page(desk, &request, &facts)
    })
    .await
}

fn page(desk: &Desk<'_>, request: &RequestRef, facts: &[CallFact]) -> Result<Response, Trouble> {
    let title = desk.say(&say::CALLS);
    let content = html! {
        p { a href=(desk.at(&format!("requests/{}", request.0))) { (desk.say(&crate::messages::requests::BACK)) } }
        h1 { (title) }
        @if facts.is_empty() { div.empty { p { (desk.say(&say::NO_CALL)) } } } @else {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr { th scope="col" { (desk.say(&say::CALL_AT)) } th scope="col" { (title) } } }
                    tbody { @for fact in facts { tr { th scope="row" { (when::moment(fact.began, desk.lang())) } td { (told(desk, fact)) } } } }
                }
            }
        }
        (form(desk, request))
    };
    Ok(desk.frame.page(title, &content))
}

fn told(desk: &Desk<'_>, fact: &CallFact) -> String {
    match fact.state {
        FactState::Recorded => desk.say(&say::RECORDED).to_owned(),
        FactState::NotRecorded => desk.say(&say::NOT_RECORDED).to_owned(),
        FactState::Deleted(None) => desk.say(&say::DELETED).to_owned(),
        FactState::Deleted(Some(on)) => {
            say::DELETED_ON.fill(desk.lang(), &[("day", &when::day(on, desk.lang()))])
        }
    }
}

/// The form that asks, in registers that keep recordings.
pub(super) fn form(desk: &Desk<'_>, request: &RequestRef) -> Markup {
    if !desk.rules.statement().objects.iter().any(|kind| kind.recording.is_some()) {
        return html! {};
    }
    html! {
        form.sheet method="post" action=(desk.at(&format!("requests/{}/calls", request.0))) autocomplete="off" {
            (desk.frame.token())
            h2 { (desk.say(&say::CALLS)) }
            p.muted { (desk.say(&say::CALLS_LEAD)) }
            div.field {
                label for="call-at" { (desk.say(&say::CALL_AT)) }
                input #call-at type="datetime-local" name="at" required;
            }
            p.actions { button type="submit" { (desk.say(&say::LOOK)) } }
        }
    }
}
