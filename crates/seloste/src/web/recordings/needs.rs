//! What keeps a recording (R6-016), and the sets that people are trained with (R2-004): put on record and ended by those who may
//! hear it for what it is needed. Not here: the event that listening verifies (`event.rs`).

use super::address;
use crate::{
    app::Shared,
    messages::{quality as quality_say, recording as say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::{self, Trouble, problem_list},
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    ask::AccountId,
    card::ObjectRef,
    errors::ItemProblem,
    recorded::{Need, NeedDraft, NeedKind, TrainingSet},
};
use seloste_register::{
    statement::model::{ObjectKind, PurposeClass},
    text::Lang,
};
use std::collections::HashMap;

type Place = Path<(String, String, String)>;

/// Whether the purpose at hand is training.
pub(super) fn trains(desk: &Desk<'_>) -> bool {
    desk.rules.purpose(&desk.ask.purpose).is_some_and(|purpose| purpose.class == PurposeClass::Training)
}

/// The way to the needs of a recording.
pub(super) fn way(desk: &Desk<'_>, recording: &ObjectRef) -> Markup {
    html! { li { a href={ (address(desk, recording)) "/needs" } { (desk.say(&say::NEEDS)) } } }
}

/// `GET .../recording/{object}/needs`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| page(desk, &ObjectRef(object), &[])).await
}

/// `POST .../recording/{object}/needs`: puts one on record, or ends one.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let recording = ObjectRef(object);
        let done = match fields.get("end").parse::<i64>() {
            Ok(need) => desk.gate.end_need(&desk.ask, &recording, need),
            Err(_) => desk.gate.add_need(&desk.ask, &recording, &draft(&fields)).map(drop),
        };
        match done {
            Ok(()) => Ok(see_other(&format!("{}/needs", address(desk, &recording)))),
            Err(GateError::Problems(found)) => {
                Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page(desk, &recording, &found)?))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn draft(fields: &Fields) -> NeedDraft {
    let event = fields.get("event").trim();
    NeedDraft {
        reason: fields.get("reason").to_owned(),
        ends: when::read_day(fields.get("ends")).unwrap_or_default(),
        set: fields.get("set").parse().ok(),
        event: (!event.is_empty()).then(|| ObjectRef(event.to_owned())),
    }
}

fn page(desk: &Desk<'_>, recording: &ObjectRef, wrong: &[ItemProblem]) -> Result<Response, Trouble> {
    let needs = desk.gate.needs(&desk.ask, recording)?;
    let (subject, opened) = desk.gate.open_object(&desk.ask, recording)?;
    let kind = desk.rules.object(&opened.kind).ok_or(Trouble::Absent)?;
    let names = account_names(desk, needs.iter().map(|need| need.by))?;
    let sets = if trains(desk) { desk.gate.training_sets(&desk.ask)? } else { Vec::new() };
    let events = super::event::choices(desk, kind, (&subject, &opened))?;
    let title = desk.say(&say::NEEDS);
    let content = html! {
        p { a href=(desk.at("recordings")) { (desk.say(&say::TITLE)) } }
        h1 { (title) }
        p.lead { (desk.say(&say::NEEDS_LEAD)) }
        @if !wrong.is_empty() { (banner(Banner::Error, "", &problem_list(wrong, &desk.frame, &desk.rules))) }
        @if needs.is_empty() { div.empty { p { (desk.say(&say::NO_NEEDS)) } } }
        @else { (table(desk, recording, (&needs, &names))) }
        section.sheet { h2 { (desk.say(&say::NEW_NEED)) } (form(desk, recording, (&sets, &events, kind))) }
    };
    Ok(desk.frame.page(title, &content))
}

fn table(
    desk: &Desk<'_>,
    recording: &ObjectRef,
    (needs, names): (&[Need], &HashMap<AccountId, String>),
) -> Markup {
    let today = when::date_of(desk.app.clock().now());
    let kind = |need: &Need| match need.kind {
        NeedKind::Case => desk.say(&say::NEED_CASE),
        NeedKind::Training => desk.say(&say::NEED_TRAINING),
    };
    let heads = [&say::NEED_WHAT, &quality_say::UNTIL, &say::WHO, &say::NEED_WHY];
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::NEEDS)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } td {} } }
                tbody {
                    @for need in needs {
                        tr {
                            th scope="row" { (kind(need)) }
                            td.nowrap { (when::day(need.ends, desk.lang())) }
                            td { (names.get(&need.by).map_or("–", String::as_str)) }
                            td { (personal::text(&need.reason)) }
                            td {
                                @if need.ends >= today {
                                    form method="post" action={ (address(desk, recording)) "/needs" } {
                                        (desk.frame.token())
                                        button.small-button type="submit" name="end" value=(need.number) { (desk.say(&say::END_NEED)) span.hidden { ": " (kind(need)) " " (when::day(need.ends, desk.lang())) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(
    desk: &Desk<'_>,
    recording: &ObjectRef,
    (sets, events, kind): (&[TrainingSet], &[(ObjectRef, String)], &ObjectKind),
) -> Markup {
    let wants_event = super::event::is_wanted(desk, kind);
    html! {
        @if trains(desk) && sets.is_empty() {
            p { (desk.say(&say::NO_SETS)) " " a href=(desk.at("sets")) { (desk.say(&say::SETS)) } }
        } @else {
            form method="post" action={ (address(desk, recording)) "/needs" } autocomplete="off" {
                (desk.frame.token())
                @if trains(desk) {
                    div.field {
                        label for="set" { (desk.say(&say::SET)) }
                        select #set name="set" required { @for set in sets { option value=(set.number) { (personal::text(&set.name)) } } }
                    }
                }
                @if wants_event {
                    div.field {
                        label for="event" { (desk.say(&say::EVENT)) }
                        select #event name="event" required { @for (object, name) in events { option value=(object.0) { (name) } } }
                    }
                }
                div.field {
                    label for="reason" { (desk.say(&say::NEED_WHY)) }
                    textarea #reason name="reason" rows="3" required maxlength="1000" {}
                }
                div.field {
                    label for="ends" { (desk.say(&say::NEED_ENDS)) }
                    input #ends name="ends" inputmode="decimal" required maxlength="10" placeholder=(when::day(when::date_of(desk.app.clock().now()), Lang::Fi));
                }
                p.actions { button.primary type="submit" { (desk.say(&say::ADD_NEED)) } }
            }
        }
    }
}

/// `GET .../sets`: the training sets with what is in them.
pub(super) async fn sets(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| sets_page(desk, &[])).await
}

/// `POST .../sets`: makes one.
pub(super) async fn make_set(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        match desk.gate.make_training_set(&desk.ask, fields.get("name")) {
            Ok(_) => Ok(see_other(&desk.at("sets"))),
            Err(GateError::Problems(found)) => {
                Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, sets_page(desk, &found)?))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn sets_page(desk: &Desk<'_>, wrong: &[ItemProblem]) -> Result<Response, Trouble> {
    let sets = desk.gate.training_sets(&desk.ask)?;
    let title = desk.say(&say::SETS);
    let content = html! {
        p { a href=(desk.at("recordings")) { (desk.say(&say::TITLE)) } }
        h1 { (title) }
        p.lead { (desk.say(&say::SETS_LEAD)) }
        @if !wrong.is_empty() { (banner(Banner::Error, "", &problem_list(wrong, &desk.frame, &desk.rules))) }
        form.sheet method="post" action=(desk.at("sets")) autocomplete="off" {
            (desk.frame.token())
            div.field {
                label for="name" { (desk.say(&say::SET_NAME)) }
                input #name name="name" required maxlength="120";
            }
            p.actions { button.primary type="submit" { (desk.say(&say::MAKE_SET)) } }
        }
        @if sets.is_empty() { div.empty { p { (desk.say(&say::NO_SETS)) } } }
        @for set in &sets { (one_set(desk, set)) }
    };
    Ok(desk.frame.page(title, &content))
}

fn one_set(desk: &Desk<'_>, set: &TrainingSet) -> Markup {
    html! {
        section.sheet {
            h2 { (personal::text(&set.name)) }
            p.muted { (when::moment(set.made, desk.lang())) }
            @if set.recordings.is_empty() { p.muted { (desk.say(&say::SET_EMPTY)) } }
            ul.related {
                @for (at, object) in set.recordings.iter().enumerate() {
                    li { a href={ (address(desk, object)) "/needs" } { (say::RECORDING_N.fill(desk.lang(), &[("n", &(at + 1).to_string())])) } }
                }
            }
        }
    }
}
