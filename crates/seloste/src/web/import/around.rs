//! What columns may tell of an object beside the person, such as the contract that ties them to the register: what is offered,
//! and what was chosen. A file tells of objects of one kind. Not here: the person's own items (`columns.rs`).

use super::columns::{column, item_options, value};
use crate::{
    messages::{import as say, people, person},
    web::desk::Desk,
};
use maud::{Markup, html};
use seloste_register::{
    id::ObjectKindId,
    import::{Column, Mapping, ObjectColumns},
    statement::model::{Item, ObjectKind},
};

/// Before a choice that is about an object: no name of an item begins so.
const MARK: char = '@';
/// The parts that are no items; no name of an item ends so.
const PARTS: [&str; 3] = ["starts:", "ends:", "state:"];

/// What was said of a header.
pub(super) fn said(mapping: &Mapping, header: &str) -> Option<String> {
    let object = mapping.object.as_ref()?;
    let parts = [Some(&object.starts), object.ends.as_ref(), object.state.as_ref()];
    let part = parts.into_iter().zip(PARTS).find(|(said, _)| said.is_some_and(|said| said == header));
    let item = || object.columns.iter().find(|column| column.header == header);
    let said = match part {
        Some((_, part)) => part.to_owned(),
        None => item().map(|column| value(&column.item, column.label.as_ref()))?,
    };
    Some(format!("{MARK}{} {said}", object.kind))
}

/// The objects of people that a column may tell of.
pub(super) fn options(desk: &Desk<'_>, chosen: &str) -> Markup {
    let alone =
        |kind: &&ObjectKind| !kind.parent_required && kind.recording.is_none() && kind.confirmation.is_none();
    html! {
        @for kind in desk.rules.statement().objects.iter().filter(alone) {
            optgroup label=(desk.read(&kind.name)) {
                @for (part, name) in parts(desk, kind) {
                    @let value = format!("{MARK}{} {part}", kind.id);
                    option value=(value) selected[chosen == value] { (name) }
                }
                @for item in kind.items.iter().filter(|item: &&Item| item.rule.is_none()) {
                    (item_options(desk, item, (&format!("{MARK}{} ", kind.id), chosen)))
                }
            }
        }
    }
}

fn parts<'d>(desk: &'d Desk<'_>, kind: &ObjectKind) -> Vec<(&'static str, &'d str)> {
    let [starts, ends, state] = PARTS;
    let mut parts = vec![(starts, desk.say(if kind.period { &person::STARTS } else { &person::DATE }))];
    if kind.period {
        parts.push((ends, desk.say(&person::ENDS)));
    }
    if !kind.states.is_empty() {
        parts.push((state, desk.say(&people::STATE)));
    }
    parts
}

/// Choices about an object, as they come in column by column.
#[derive(Default)]
pub(super) struct Chosen {
    kinds: Vec<ObjectKindId>,
    parts: [Option<String>; 3],
    columns: Vec<Column>,
}

impl Chosen {
    /// Takes in a choice; whether it is about an object.
    pub(super) fn take(&mut self, header: &str, chosen: &str) -> bool {
        let Some((kind, rest)) = chosen.strip_prefix(MARK).and_then(|rest| rest.split_once(' ')) else {
            return false;
        };
        let Ok(kind) = ObjectKindId::new(kind) else { return false };
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        match self.parts.iter_mut().zip(PARTS).find(|(_, part)| *part == rest) {
            Some((place, _)) => *place = Some(header.to_owned()),
            None => self.columns.extend(column(header, rest)),
        }
        true
    }

    /// What the columns tell of an object; or what is still to be said.
    pub(super) fn mapping(self, desk: &Desk<'_>) -> Result<Option<ObjectColumns>, String> {
        let Self { mut kinds, parts: [starts, ends, state], columns } = self;
        let Some(kind) = kinds.pop() else { return Ok(None) };
        if !kinds.is_empty() {
            return Err(desk.say(&say::ONE_KIND).to_owned());
        }
        let starts = starts.ok_or_else(|| desk.say(&say::OBJECT_DAY).to_owned())?;
        Ok(Some(ObjectColumns { kind, starts, ends, state, columns, constants: Vec::new() }))
    }
}
