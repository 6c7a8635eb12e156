//! One object of any declared kind: its items, lines, what it belongs to and what belongs to it.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        card::fact,
        connected,
        desk::{Desk, at_desk},
        errors::Trouble,
        fields, personal,
        timeline::{self, address, with_items},
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::card::{ObjectRef, OpenedObject, Page, SubjectRef};
use seloste_register::statement::model::ObjectKind;

type Place = Path<(String, String, String, String)>;

/// Objects of one subject that are looked through for parents and children.
pub(crate) const FAMILY: u32 = 200;

/// `GET .../s/{subject}/o/{object}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject, object)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let (kind, object) = open(desk, &subject, &ObjectRef(object))?;
        let (family, _) = desk.gate.timeline(&desk.ask, &subject, &Page { after: None, rows: FAMILY })?;
        let people = connected::people(desk, &subject, (&kind, &object))?;
        Ok(page(desk, &subject, (&kind, &object), (&family, &people)))
    })
    .await
}

/// Opens an object of a subject. One of another subject is absent.
pub(crate) fn open(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    object: &ObjectRef,
) -> Result<(ObjectKind, OpenedObject), Trouble> {
    let (owner, opened) = desk.gate.open_object(&desk.ask, object)?;
    let kind = desk.rules.object(&opened.kind).filter(|_| owner == *subject);
    Ok((kind.ok_or(Trouble::Absent)?.clone(), opened))
}

fn page(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (kind, object): (&ObjectKind, &OpenedObject),
    (family, people): (&[OpenedObject], &Markup),
) -> Response {
    let title = desk.read(&kind.name);
    let card = desk.at(&format!("s/{}", subject.0));
    let content = html! {
        div.person {
            div {
                h1 { (title) ", " (when::day(object.starts, desk.lang())) }
                div.tags { (timeline::state(desk, kind, object)) }
            }
            div.actions {
                @if super::recordings::hears_kind(desk, kind) {
                    a.button.primary href=(super::recordings::address(desk, &object.object)) { (desk.say(&crate::messages::recording::LISTEN)) }
                }
                @if object.may_change { a.button href={ (address(desk, subject, object)) "/edit" } { (desk.say(&say::EDIT)) } }
                a.button href=(card) { (desk.say(&frame_say::BACK)) }
            }
        }
        div.card {
            div.first {
                (facts(desk, kind, object))
                (people)
                @if object.may_change { (super::tied::adders(desk, kind, &object.object)) }
            }
            div.second { (lines(desk, kind, object)) (relatives(desk, subject, (kind, object), family)) }
        }
    };
    desk.frame.page(title, &content)
}

/// What an object holds.
pub(crate) fn facts(desk: &Desk<'_>, kind: &ObjectKind, object: &OpenedObject) -> Markup {
    let lang = desk.lang();
    html! {
        section.sheet {
            dl.facts {
                @if kind.period {
                    div { dt { (desk.say(&say::STARTS)) } dd { (when::day(object.starts, lang)) } }
                    div { dt { (desk.say(&say::ENDS)) } dd { @match object.ends { Some(ends) => { (when::day(ends, lang)) } None => { "–" } } } }
                } @else {
                    div { dt { (desk.say(&say::DATE)) } dd { (when::day(object.starts, lang)) } }
                }
                @for (opened, item) in with_items(&kind.items, &object.items) { (fact(desk, opened, item)) }
                div {
                    dt { (desk.say(&say::RECORDED)) }
                    dd {
                        (when::day(when::date_of(object.recorded), lang))
                        @if let Some(source) = desk.rules.source(&object.source) { span.origin { (desk.read(&source.name)) } }
                    }
                }
            }
        }
    }
}

fn lines(desk: &Desk<'_>, kind: &ObjectKind, object: &OpenedObject) -> Markup {
    if object.lines.is_empty() {
        return html! {};
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::LINES)) {
            table {
                caption { (desk.say(&say::LINES)) }
                thead { tr { @for item in &kind.line_items { th scope="col" { (desk.read(&item.name)) } } } }
                tbody {
                    @for line in &object.lines {
                        tr {
                            @for item in &kind.line_items {
                                td { @if let Some(opened) = line.iter().find(|one| one.item == item.id) { (personal::values(opened, item, desk.lang())) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What an object belongs to, and what belongs to it.
fn relatives(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (kind, object): (&ObjectKind, &OpenedObject),
    family: &[OpenedObject],
) -> Markup {
    let parent = family.iter().find(|one| Some(&one.object) == object.parent.as_ref());
    let children: Vec<_> = family.iter().filter(|one| one.parent.as_ref() == Some(&object.object)).collect();
    let addable = fields::addable_kinds(desk).filter(|child| child.parents.contains(&kind.id));
    let addable: Vec<_> = addable.collect();
    html! {
        @if let Some(parent) = parent {
            section.sheet { h2 { (desk.say(&say::BELONGS_TO)) } ul.related { (relative(desk, subject, parent)) } }
        }
        @if !children.is_empty() || !addable.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::BELONGING)) }
                ul.related { @for child in children { (relative(desk, subject, child)) } }
                p.actions {
                    @for child in addable {
                        a.button.small-button href={ (desk.at(&format!("s/{}/add/{}", subject.0, child.id))) "?parent=" (object.object.0) } {
                            (desk.say(&say::ADD)) ": " (desk.read(&child.name).to_lowercase())
                        }
                    }
                }
            }
        }
    }
}

fn relative(desk: &Desk<'_>, subject: &SubjectRef, object: &OpenedObject) -> Markup {
    let Some(kind) = desk.rules.object(&object.kind) else { return html! {} };
    html! {
        li {
            a href=(address(desk, subject, object)) { (desk.read(&kind.name)) ", " (when::day(object.starts, desk.lang())) }
            span { (timeline::state(desk, kind, object)) }
        }
    }
}
