//! What is wrong with a statement that has its shape: the rules that a reader of law and of this house would look for.
//! One file for each part of a statement; texts stand beside the rule that says them.

mod confirmations;
mod decisions;
mod derived;
mod disclosure;
mod extracts;
mod ids;
mod index;
mod items;
mod keeping;
mod marketing;
mod of_objects;
mod parties;
mod passages;
mod places;
mod purposes;
mod quality;
mod recordings;
mod references;
mod requests;
mod retention;
mod roles;
mod rules;
mod spaces;
mod special;
mod subscription;
mod territory;
mod ties;
mod tracking;
mod twice;
mod unused;

pub use decisions::Settled;
pub(super) use derived::ruled_out;
pub(super) use disclosure::{Dropped, dropped};
pub(super) use index::Index;
pub(super) use parties::in_force;
pub(crate) use retention::not_a_length;
pub(super) use territory::{inside, of_component};
pub(super) use twice::{narrowest_territory, strictest_regular, strictest_transfer};

use super::model::{Item, ObjectKind, Statement};
use crate::{
    diagnostics::{Found, Problem},
    document::Document,
    law::{LawPack, Laws},
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
    /// The law packs that there are.
    pub(super) laws: &'a Laws,
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
    pub(super) fn all(&mut self) -> Vec<Settled> {
        self.ids();
        self.references();
        self.parties();
        self.items();
        self.items_of_objects();
        self.retention();
        self.purposes();
        self.roles();
        self.disclosure();
        self.spaces();
        self.special();
        self.ties();
        self.recordings();
        self.quality();
        self.confirmations();
        self.extracts();
        self.derived();
        self.rules();
        self.taken_back();
        self.territory();
        self.tracking();
        self.marketing_matrix();
        self.subscription();
        self.requests();
        self.keeping();
        self.places();
        self.passages();
        self.unused();
        self.settle()
    }

    /// Records a problem at a path, unless what stands there was already found broken.
    fn at(&mut self, path: &str, mut problem: Problem) {
        if self.problems.has_room(problem.severity) && !self.document.broken.covers(path) {
            decisions::name_passages(&mut problem, &self.document.places, &self.document.tree, &[path]);
            self.problems.push(problem);
        }
    }

    /// Records that two passages disagree. The first is the less protective one: it yields, and the problem is told there.
    fn both(&mut self, (looser, stricter): (&str, &str), mut problem: Problem) {
        let broken = &self.document.broken;
        if self.problems.has_room(problem.severity) && !broken.covers(looser) && !broken.covers(stricter) {
            let paths = [looser, stricter];
            problem.also = self.document.places.of(stricter);
            decisions::name_passages(&mut problem, &self.document.places, &self.document.tree, &paths);
            self.problems.push(problem);
        }
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
