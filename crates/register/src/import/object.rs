//! What a file's rows tell of an object beside the person, such as the contract that ties them to the register: columns bound
//! to a declared kind, and what a row says of it. Not here: the person's own items (`plan.rs`).

use super::{
    CellProblem, ObjectColumns,
    plan::{Does, Field, Ground, bind_all, has_label},
    problems::*,
};
use crate::{
    diagnostics::Problem,
    id::{ChoiceId, ItemId, ObjectKindId},
    item::{self, Valid},
    statement::model::{Item, ObjectKind},
    text::Lang,
};
use jiff::civil::Date;

/// An object that a row tells of.
pub struct ReadObject {
    /// What kind of object.
    pub kind: ObjectKindId,
    /// Its day, or the first day of its period.
    pub starts: Date,
    /// The last day of its period, where the row gives one.
    pub ends: Option<Date>,
    /// Its state, where the row gives one.
    pub state: Option<ChoiceId>,
    /// Values of its items.
    pub items: Vec<(ItemId, Vec<Valid>)>,
}

/// A column that tells of an object's days or state: its place and its header.
type Place = (usize, String);

/// An object's columns, made ready.
pub(super) struct ObjectPlan {
    kind: ObjectKind,
    starts: Place,
    ends: Option<Place>,
    state: Option<Place>,
    fields: Vec<Field>,
}

impl ObjectPlan {
    /// Makes columns ready; `None`, and a problem, for what the statement does not let the source bring for the group.
    pub(super) fn new(
        columns: &ObjectColumns,
        headers: &[String],
        (rules, source, group): Ground<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let Some(kind) = rules.object(&columns.kind) else {
            problems.push(undeclared("object-not-declared", columns.kind.as_str()));
            return None;
        };
        if !kind.sources.contains(source) {
            problems.push(source_refused(kind.id.as_str(), source.as_str()));
        }
        if !kind.groups.is_empty() && group.is_some_and(|group| !kind.groups.contains(group)) {
            problems.push(not_of_group(kind.id.as_str()));
        }
        if kind.parent_required || kind.recording.is_some() || kind.confirmation.is_some() {
            problems.push(not_by_itself(kind.id.as_str()));
        }
        let bind = |id: &ItemId, (label, named): (Option<&ChoiceId>, &str)| {
            let item = kind.items.iter().find(|item| item.id == *id);
            let item = item.ok_or_else(|| undeclared("item-not-declared", id.as_str()))?;
            if !item.sources.is_empty() && !item.sources.contains(source) {
                return Err(source_refused(named, source.as_str()));
            }
            has_label(item, label)?;
            Ok((item.clone(), Does::Write))
        };
        let mut fields = bind_all((&columns.columns, &columns.constants), headers, problems, bind);
        let order = |item: &Item| kind.items.iter().position(|declared| declared.id == item.id);
        fields.sort_by_key(|field| order(field.item()));
        let place = |header: &String| Some((headers.iter().position(|one| one == header)?, header.clone()));
        // A header that is missing was told of with all the others.
        let starts = place(&columns.starts)?;
        let (ends, state) = (columns.ends.as_ref().and_then(place), columns.state.as_ref().and_then(place));
        Some(Self { kind: kind.clone(), starts, ends, state, fields })
    }

    /// What a row says of the object; nothing when its cells are all empty, or when something is wrong with them.
    pub(super) fn read(&self, cells: &[&str], problems: &mut Vec<CellProblem>) -> Option<ReadObject> {
        let cell = |(at, _): &Place| cells.get(*at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let (starts, ends) = (cell(&self.starts), self.ends.as_ref().and_then(cell));
        let state = self.state.as_ref().and_then(cell);
        let said = [starts, ends, state].iter().any(Option::is_some);
        if !said && !self.fields.iter().any(|field| field.is_filled(cells)) {
            return None;
        }
        let before = problems.len();
        let mut note = |place: Option<&Place>, problem| {
            problems.push(CellProblem { column: place.map(|(_, header)| header.clone()), problem });
        };
        let day = |written: Option<&str>| written.map(item::read_day).transpose();
        let starts = day(starts).unwrap_or_else(|problem| {
            note(Some(&self.starts), problem);
            None
        });
        let ends = day(ends).unwrap_or_else(|problem| {
            note(self.ends.as_ref(), problem);
            None
        });
        let state = state.map(|written| self.state(written)).transpose().unwrap_or_else(|problem| {
            note(self.state.as_ref(), problem);
            None
        });
        let mut items = Vec::new();
        for field in &self.fields {
            field.read(cells, &mut items, problems);
        }
        if problems.len() > before {
            return None;
        }
        let Some(starts) = starts else {
            problems.push(CellProblem { column: Some(self.starts.1.clone()), problem: day_missing() });
            return None;
        };
        Some(ReadObject { kind: self.kind.id.clone(), starts, ends, state, items })
    }

    /// A state of the kind, by its id or its name in any language.
    fn state(&self, written: &str) -> Result<ChoiceId, Problem> {
        let wanted = written.to_lowercase();
        let named = |name: &str| name.to_lowercase() == wanted;
        let mut states = self.kind.states.iter();
        let found = states.find(|state| {
            named(state.id.as_str()) || Lang::ALL.iter().any(|lang| named(state.name.get(*lang)))
        });
        found.map(|state| state.id.clone()).ok_or_else(unknown_state)
    }
}
