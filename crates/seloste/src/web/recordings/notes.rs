//! Notes at a time of a recording, of the kind that the statement declares for it: they belong to the recording, are read
//! with their category and go with the recording.

use super::{address, clock, player, read_clock};
use crate::{
    app::Shared,
    messages::recording as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        fields,
        form::{Posted, see_other},
        personal,
        timeline::with_items,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{ItemChange, NewValue, ObjectDraft, ObjectRef, OpenedObject},
};
use seloste_register::{
    id::{ItemId, ObjectKindId},
    statement::model::{Item, Note, ObjectKind},
};
use zeroize::Zeroizing;

/// What was typed, when it could not be stored.
#[derive(Default)]
pub(super) struct Typed {
    at: Zeroizing<String>,
    text: Zeroizing<String>,
    wrong: bool,
}

/// `POST .../recording/{object}/note`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let object = ObjectRef(object);
        let typed = |field: &str| Zeroizing::new(fields.get(field).trim().to_owned());
        let mut typed = Typed { at: typed("at"), text: typed("text"), wrong: false };
        if add(desk, &object, &typed)? {
            return Ok(see_other(&address(desk, &object)));
        }
        typed.wrong = true;
        let page = player::show(desk, &object, (None, &typed))?;
        Ok(crate::web::errors::with(axum::http::StatusCode::UNPROCESSABLE_ENTITY, page))
    })
    .await
}

/// Stores a note; `false` when what was typed is none.
fn add(desk: &Desk<'_>, object: &ObjectRef, typed: &Typed) -> Result<bool, Trouble> {
    let (subject, recording) = desk.gate.open_object(&desk.ask, object)?;
    let (kind, note) = kind(desk, &recording.kind).ok_or(Trouble::Absent)?;
    let Some(second) = read_clock(&typed.at).filter(|_| !typed.text.is_empty()) else { return Ok(false) };
    if second * 1_000 > desk.gate.medium(&desk.ask, object)?.length_ms {
        return Ok(false);
    }
    let Some(source) = kind.sources.first() else { return Err(Trouble::Absent) };
    let value = |id: &ItemId, text: &str| {
        let item = kind.items.iter().find(|item| item.id == *id)?;
        let value = seloste_register::item::read(item, text, None).ok()?;
        Some(ItemChange { item: id.clone(), values: vec![NewValue { value, source: source.clone() }] })
    };
    let (Some(at), Some(text)) =
        (value(&note.second_item, &second.to_string()), value(&note.text_item, &typed.text))
    else {
        return Ok(false);
    };
    let draft = ObjectDraft {
        kind: kind.id.clone(),
        parent: Some(object.clone()),
        state: None,
        starts: when::date_of(desk.app.clock().now()),
        ends: None,
        source: source.clone(),
        assigned: None,
        items: vec![at, text],
        lines: Vec::new(),
    };
    match desk.gate.add_object(&desk.ask, &subject, draft) {
        Ok(_) => Ok(true),
        Err(GateError::Problems(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The kind of note that a kind of recording has.
fn kind<'d>(desk: &'d Desk<'_>, recording: &ObjectKindId) -> Option<(&'d ObjectKind, &'d Note)> {
    let kinds = desk.rules.statement().objects.iter();
    kinds.filter(|kind| kind.parents.contains(recording)).find_map(|kind| Some((kind, kind.note.as_ref()?)))
}

/// The notes of a recording among what belongs to its subject, and the form for one more.
pub(super) fn section(
    desk: &Desk<'_>,
    recording: &OpenedObject,
    family: &[OpenedObject],
    typed: &Typed,
) -> Markup {
    let Some((kind, note)) = kind(desk, &recording.kind) else { return html! {} };
    let mine = |one: &&OpenedObject| one.kind == kind.id && one.parent.as_ref() == Some(&recording.object);
    let mut noted: Vec<(u64, &OpenedObject)> =
        family.iter().filter(mine).filter_map(|one| Some((second(desk, kind, note, one)?, one))).collect();
    noted.sort_by_key(|(second, _)| *second);
    let may_add = fields::may_change(desk, &kind.category);
    if noted.is_empty() && !may_add {
        return html! {};
    }
    html! {
        section.sheet {
            h2 { (desk.say(&say::NOTES)) }
            @if noted.is_empty() { p.muted { (desk.say(&say::NO_NOTES)) } }
            ol.notes { @for (second, one) in &noted { (row(desk, (kind, note), (*second, one), &recording.object)) } }
            @if may_add { (form(desk, &recording.object, typed)) }
        }
    }
}

fn second(desk: &Desk<'_>, kind: &ObjectKind, note: &Note, one: &OpenedObject) -> Option<u64> {
    let (opened, item) = found(kind, one, &note.second_item)?;
    personal::in_field(opened.values.first()?, item, desk.lang()).parse().ok()
}

fn found<'o>(
    kind: &'o ObjectKind,
    one: &'o OpenedObject,
    id: &ItemId,
) -> Option<(&'o seloste_gate::card::OpenedItem, &'o Item)> {
    with_items(&kind.items, &one.items).find(|(opened, _)| opened.item == *id)
}

fn row(
    desk: &Desk<'_>,
    (kind, note): (&ObjectKind, &Note),
    (second, one): (u64, &OpenedObject),
    recording: &ObjectRef,
) -> Markup {
    let at = clock(second);
    html! {
        li {
            a href={ (address(desk, recording)) "?t=" (second) } data-at=(second)
                aria-label=(say::GO_TO.fill(desk.lang(), &[("at", &at)])) { (at) }
            span {
                @if let Some((opened, item)) = found(kind, one, &note.text_item) { (personal::values(opened, item, desk.lang())) }
            }
        }
    }
}

fn form(desk: &Desk<'_>, recording: &ObjectRef, typed: &Typed) -> Markup {
    html! {
        form.note-form method="post" action={ (address(desk, recording)) "/note" } data-note="" autocomplete="off" {
            (desk.frame.token())
            div.field {
                label for="note-at" { (desk.say(&say::NOTE_AT)) }
                input #note-at name="at" inputmode="numeric" maxlength="8" required value=(typed.at.as_str())
                    aria-invalid=[typed.wrong.then_some("true")] aria-describedby=[typed.wrong.then_some("note-wrong")];
            }
            div.field {
                label for="note-text" { (desk.say(&say::NOTE_TEXT)) }
                input #note-text name="text" maxlength="500" required value=(typed.text.as_str());
            }
            button type="submit" { (desk.say(&say::ADD_NOTE)) }
            @if typed.wrong { p.wrong #note-wrong role="alert" { (desk.say(&say::NOTE_WRONG)) } }
        }
    }
}
