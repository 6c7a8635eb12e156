//! What is wrong with a statement that has its shape: the rules that a reader of law and of this house would look for.
//! One file for each part of a statement; texts stand beside the rule that says them.

mod derived;
mod disclosure;
mod ids;
mod index;
mod items;
mod parties;
mod purposes;
mod recordings;
mod references;
mod retention;
mod roles;
mod spaces;
mod territory;
mod unused;

pub(super) use derived::ruled_out;
pub(super) use disclosure::{Dropped, dropped};
pub(super) use index::Index;
pub(super) use parties::in_force;
pub(crate) use retention::not_a_length;

use super::model::{Item, ObjectKind, Statement};
use crate::{
    diagnostics::{Found, Problem},
    document::Document,
    law::LawPack,
    text::Text,
};
use jiff::civil::Date;

/// A statement under check.
pub(super) struct Check<'a> {
    /// As it is written.
    pub(super) written: &'a Statement,
    /// With what items take from their category or object kind.
    pub(super) filled: &'a Statement,
    /// The law.
    pub(super) law: &'a LawPack,
    /// The day.
    pub(super) on: Date,
    /// Places, and what was already found broken.
    pub(super) document: &'a Document,
    /// The filled-in statement by names.
    pub(super) index: &'a Index<'a>,
    /// What was found.
    pub(super) problems: Found,
}

/// An item with where it stands.
#[derive(Clone)]
struct Placed<'a> {
    path: String,
    item: &'a Item,
    /// The kind of object that it belongs to; `None` for an item of a subject.
    object: Option<&'a ObjectKind>,
}

impl Check<'_> {
    /// Applies every rule.
    pub(super) fn all(&mut self) {
        self.ids();
        self.references();
        self.parties();
        self.items();
        self.retention();
        self.purposes();
        self.roles();
        self.disclosure();
        self.spaces();
        self.recordings();
        self.derived();
        self.territory();
        self.unused();
    }

    /// Records a problem at a path, unless what stands there was already found broken.
    fn at(&mut self, path: &str, mut problem: Problem) {
        if self.problems.has_room(problem.severity) && !self.document.broken.covers(path) {
            problem.place = self.document.places.of(path);
            self.problems.push(problem);
        }
    }

    /// Records that two passages disagree, with the places of both.
    fn both(&mut self, (path, other): (&str, &str), problem: Problem) {
        let also = self.document.places.of(other);
        self.at(path, Problem { also, ..problem });
    }

    /// Whether anything below a path was found broken, so that nothing can be concluded from what is missing there.
    fn unsure(&self, path: &str) -> bool {
        self.document.broken.below(path)
    }
}

/// Every item of a statement, with its place.
fn every_item(statement: &Statement) -> Vec<Placed<'_>> {
    let place = |path: String, item, object| Placed { path, item, object };
    let mut all: Vec<Placed<'_>> = Vec::new();
    for (at, item) in statement.items.iter().enumerate() {
        all.push(place(format!("item[{at}]"), item, None));
    }
    for (o, object) in statement.objects.iter().enumerate() {
        for (at, item) in object.items.iter().enumerate() {
            all.push(place(format!("object[{o}].item[{at}]"), item, Some(object)));
        }
        for (at, item) in object.line_items.iter().enumerate() {
            all.push(place(format!("object[{o}].line-item[{at}]"), item, Some(object)));
        }
    }
    all
}

/// A text whose parts are made at run time.
const fn text(fi: String, sv: String, en: String) -> Text {
    Text { fi, sv, en }
}
