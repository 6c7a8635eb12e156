//! A subject's objects on a timeline, of whatever kinds the statement declares.

use crate::{
    app::Shared,
    messages::person as say,
    web::{
        desk::{Desk, at_desk},
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::card::{OpenedItem, OpenedObject, Page, SubjectRef};
use seloste_register::statement::model::{Item, ItemType, ObjectKind};
use serde::Deserialize;

/// Objects on one page of a timeline.
const ROWS: u32 = 50;
/// Items that an entry of the timeline shows.
const GLIMPSE: usize = 3;

/// Where to go on.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<String>,
}

/// `GET .../s/{subject}/timeline`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    Query(after): Query<After>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let (objects, next) = desk.gate.timeline(&desk.ask, &subject, &Page { after: after.after, rows: ROWS })?;
        let content = html! {
            h1 { (desk.say(&say::TIMELINE)) }
            p.actions {
                a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&crate::messages::page::BACK)) }
            }
            section.sheet { (entries(desk, &subject, &objects)) (older(desk, &subject, next.as_deref())) }
        };
        Ok(desk.frame.page(desk.say(&say::TIMELINE), &content))
    })
    .await
}

/// The way to older entries.
pub(crate) fn older(desk: &Desk<'_>, subject: &SubjectRef, next: Option<&str>) -> Markup {
    html! {
        @if let Some(next) = next {
            p.actions { a.button href={ (desk.at(&format!("s/{}/timeline", subject.0))) "?after=" (next) } { (desk.say(&say::OLDER)) } }
        }
    }
}

/// Entries, newest first, by year.
pub(crate) fn entries(desk: &Desk<'_>, subject: &SubjectRef, objects: &[OpenedObject]) -> Markup {
    if objects.is_empty() {
        return html! { p.muted { (desk.say(&say::TIMELINE_EMPTY)) } };
    }
    let mut year = None;
    html! {
        ol.timeline {
            @for object in objects {
                @if year.replace(object.starts.year()) != Some(object.starts.year()) { li.year { (object.starts.year()) } }
                (entry(desk, subject, object))
            }
        }
    }
}

fn entry(desk: &Desk<'_>, subject: &SubjectRef, object: &OpenedObject) -> Markup {
    let Some(kind) = desk.rules.object(&object.kind) else { return html! {} };
    html! {
        li.entry {
            time datetime=(object.starts) { (when::day(object.starts, desk.lang())) }
            div {
                div.entry-head {
                    a href=(address(desk, subject, object)) { (desk.read(&kind.name)) }
                    (state(desk, kind, object))
                    @if object.parent.is_some() { span.muted aria-hidden="true" { "↳" } }
                }
                div.entry-text { (glimpse(desk, kind, object)) }
            }
        }
    }
}

/// An object's page.
pub(crate) fn address(desk: &Desk<'_>, subject: &SubjectRef, object: &OpenedObject) -> String {
    desk.at(&format!("s/{}/o/{}", subject.0, object.object.0))
}

/// Opened items of an object with their declarations.
pub(crate) fn with_items<'i>(
    declared: &'i [Item],
    opened: &'i [OpenedItem],
) -> impl Iterator<Item = (&'i OpenedItem, &'i Item)> {
    opened.iter().filter_map(|one| Some((one, declared.iter().find(|item| item.id == one.item)?)))
}

/// The first items of an object, else of its lines, in short.
pub(crate) fn glimpse(desk: &Desk<'_>, kind: &ObjectKind, object: &OpenedObject) -> Markup {
    let own = with_items(&kind.items, &object.items).filter(|(opened, _)| !opened.values.is_empty());
    let lines = object.lines.iter().filter_map(|line| with_items(&kind.line_items, line).next());
    let texts = own.chain(lines).filter(|(_, item)| item.item_type != ItemType::Flag).take(GLIMPSE);
    html! {
        @for (place, (opened, item)) in texts.enumerate() {
            @if place > 0 { " · " }
            (personal::values(opened, item, desk.lang()))
        }
    }
}

/// Whether an object is still going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It goes on.
    Open,
    /// It is over.
    Over,
}

/// Whether an object goes on: by its state, or by its period on a day (computed, never typed: claim R1-033).
pub(crate) fn stage(kind: &ObjectKind, object: &OpenedObject, today: Date) -> Option<Stage> {
    if let Some(state) = &object.state {
        return Some(if kind.closed_states.contains(state) { Stage::Over } else { Stage::Open });
    }
    if !kind.period {
        return None;
    }
    let over = object.ends.is_some_and(|ends| ends < today);
    Some(if over { Stage::Over } else { Stage::Open })
}

/// An object's state, or whether its period is in force today, as a tag.
pub(crate) fn state(desk: &Desk<'_>, kind: &ObjectKind, object: &OpenedObject) -> Markup {
    let today = when::date_of(desk.app.clock().now());
    let class = match stage(kind, object, today) {
        Some(Stage::Open) => "tag accent",
        Some(Stage::Over) | None => "tag",
    };
    let state = object.state.as_ref().and_then(|id| kind.states.iter().find(|state| state.id == *id));
    let period = match stage(kind, object, today) {
        _ if !kind.period => None,
        Some(Stage::Over) => Some(&say::OVER),
        _ if object.starts > today => Some(&say::TO_COME),
        _ => Some(&say::IN_FORCE),
    };
    html! {
        @if let Some(state) = state { span class=(class) { (desk.read(&state.name)) } }
        @if let Some(period) = period { span class=(class) { (desk.say(period)) } }
    }
}
