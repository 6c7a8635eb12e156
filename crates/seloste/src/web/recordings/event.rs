//! Naming the event that listening verifies (R6-014, R7-012): asked for when somebody opens a recording that is heard for that
//! alone, from the person's events; on record as what the recording is needed for. Not here: which recordings belong to it.

use super::address;
use crate::{
    app::Shared,
    messages::{quality as quality_say, recording as say},
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble, problem_list},
        form::{Posted, see_other},
        object::FAMILY,
        page::{Banner, banner},
        when,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::ToSpan as _;
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{ObjectRef, OpenedObject, Page, SubjectRef},
    errors::Refusal,
    recorded::NeedDraft,
};
use seloste_register::{id::ObjectKindId, statement::model::ObjectKind, text::Lang};

/// Days for which an event is named, as offered.
const DAYS: i64 = 14;

/// The page that asks for the event, in place of the recording's own.
pub(crate) fn ask(desk: &Desk<'_>, refusal: Refusal) -> Result<Response, Trouble> {
    let below = desk.at("recording/");
    let named = desk.frame.path.strip_prefix(&below).and_then(|rest| rest.split('/').next());
    match named {
        Some(name) => page(desk, &ObjectRef(name.to_owned()), &html! {}),
        None => Err(Trouble::Refused(refusal)),
    }
}

fn page(desk: &Desk<'_>, recording: &ObjectRef, told: &Markup) -> Result<Response, Trouble> {
    let (subject, opened) = desk.gate.open_object(&desk.ask, recording)?;
    let kind = desk.rules.object(&opened.kind).ok_or(Trouble::Absent)?;
    let events = choices(desk, kind, (&subject, &opened))?;
    let title = desk.say(&say::EVENT_TITLE);
    let today = when::date_of(desk.app.clock().now());
    let ends = today.saturating_add(DAYS.days());
    let content = html! {
        div.narrow {
            h1 { (title) }
            p { (desk.say(&say::EVENT_LEAD)) }
            (told)
            @if events.is_empty() { div.empty { p { (desk.say(&say::NO_EVENT)) } } }
            @else {
                form method="post" action={ (address(desk, recording)) "/event" } autocomplete="off" {
                    (desk.frame.token())
                    div.field {
                        label for="event" { (desk.say(&say::EVENT)) }
                        select #event name="event" required {
                            @for (object, name) in &events { option value=(object.0) { (name) } }
                        }
                    }
                    div.field {
                        label for="ends" { (desk.say(&quality_say::UNTIL)) }
                        input #ends name="ends" inputmode="decimal" required maxlength="10" value=(when::day(ends, Lang::Fi));
                    }
                    p.actions { button.primary type="submit" { (desk.say(&crate::messages::page::GO_ON)) } }
                }
            }
        }
    };
    Ok(errors::with(StatusCode::FORBIDDEN, desk.frame.page(title, &content)))
}

/// Events of the person that a recording may verify, each with its name.
pub(super) fn choices(
    desk: &Desk<'_>,
    kind: &ObjectKind,
    (subject, opened): (&SubjectRef, &OpenedObject),
) -> Result<Vec<(ObjectRef, String)>, Trouble> {
    if !is_wanted(desk, kind) {
        return Ok(Vec::new());
    }
    let (family, _) = desk.gate.timeline(&desk.ask, subject, &Page { after: None, rows: FAMILY })?;
    let wanted = kinds(desk, kind);
    let belongs =
        |one: &OpenedObject| !kind.parents.contains(&one.kind) || opened.parent.as_ref() == Some(&one.object);
    let events = family.iter().filter(|one| wanted.contains(&&one.kind) && belongs(one));
    Ok(events.map(|one| (one.object.clone(), name(desk, one))).collect())
}

/// Whether an event has to be named for the purpose at hand.
pub(super) fn is_wanted(desk: &Desk<'_>, kind: &ObjectKind) -> bool {
    !kinds(desk, kind).is_empty()
}

/// The kinds of event that this asker verifies for the purpose at hand.
fn kinds<'d>(desk: &'d Desk<'_>, kind: &'d ObjectKind) -> Vec<&'d ObjectKindId> {
    super::listeners(kind, &desk.ask.actor, &desk.ask.purpose).flat_map(|one| &one.events).collect()
}

fn name(desk: &Desk<'_>, one: &OpenedObject) -> String {
    let kind = desk.rules.object(&one.kind).map_or("", |kind| desk.read(&kind.name));
    format!("{kind}, {}", when::day(one.starts, desk.lang()))
}

/// `POST .../recording/{object}/event`.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let recording = ObjectRef(object);
        let draft = NeedDraft {
            reason: desk.ask.reason.clone().unwrap_or_default(),
            ends: when::read_day(fields.get("ends")).unwrap_or_default(),
            set: None,
            event: Some(ObjectRef(fields.get("event").to_owned())),
        };
        match desk.gate.add_need(&desk.ask, &recording, &draft) {
            Ok(_) => Ok(see_other(&address(desk, &recording))),
            Err(GateError::Problems(found)) => {
                let told = banner(Banner::Error, "", &problem_list(&found, &desk.frame, &desk.rules));
                let mut response = page(desk, &recording, &told)?;
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(response)
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}
