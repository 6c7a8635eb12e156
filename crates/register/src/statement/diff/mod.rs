//! What changes from one version of a statement to the next, in words, and for whom. It compares the trees that the
//! statement's own types write, so that nothing that the language learns later goes unsaid: what no room here knows how to
//! explain is told plainly, with its key. Not here: what a change asks of whoever puts it into force (`step`), counts of
//! real people.

mod access;
mod data;
mod parties;
mod places;
mod rest;
mod step;
mod terms;
mod tree;
mod uses;
mod words;

pub use places::{Span, locate};
pub use rest::{key_name, list_name};
pub use step::{InUse, Use, obstacles};

use super::Rules;
use crate::{
    id::{ConsentId, GroupId, ItemId, ObjectKindId, ProhibitionId, RoleId},
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tree::Side;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Stable name of the kind of change, such as `retention-shorter`.
    pub kind: &'static str,
    /// The passage that changes, by declared names: `item.phone`, `purpose.delivery`, `controller`.
    pub about: String,
    /// What changes, in words.
    pub what: Text,
    /// Whom it concerns.
    pub whom: Whom,
    /// Whom it concerns, in words.
    pub whom_said: Text,
    /// What follows for them.
    pub follows: Vec<Follow>,
}

/// People whom a change concerns, so that they can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Nobody's position changes.
    Nobody,
    /// Everyone in the register.
    Everyone,
    /// Members of groups.
    Groups(Vec<GroupId>),
    /// Those who have a value of any of these items, or an object of any of these kinds.
    Holders(Vec<ItemId>, Vec<ObjectKindId>),
    /// Those who have given a consent.
    Consented(ConsentId),
    /// Those who have set a prohibition.
    Prohibited(ProhibitionId),
    /// Staff in a role.
    Staff(RoleId),
    /// All staff.
    AllStaff,
}

/// What follows from a change for those whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follow {
    /// Their data is no longer declared: out of reach at once, destroyed by the next retention run.
    Undeclared,
    /// Their data is kept for a shorter time.
    Shorter,
    /// Their data is kept for a longer time.
    Longer,
    /// They must be told before it is done with data that they gave (GDPR 13(3)).
    #[serde(rename = "must-be-told-13-3")]
    Told13,
    /// They must be told before it is done with data from elsewhere (GDPR 14(4)), or within a month of new data (14(3)).
    #[serde(rename = "must-be-told-14")]
    Told14,
    /// A promise to them becomes weaker (claims R5-032, R5-022).
    Weaker,
    /// More people or programs may see or do more.
    WiderAccess,
    /// Fewer may see or do less.
    NarrowerAccess,
    /// Their consent was to other words, and does not cover the new ones.
    NewConsent,
    /// What is stored may not fit the new rule.
    MayNotFit,
    /// Staff are asked for their undertaking again.
    StaffAgain,
    /// What they were told of a use is said in other words: whether it means the same, somebody has to say.
    Reworded,
}

impl Follow {
    /// Every kind of consequence.
    pub const ALL: [Self; 12] = [
        Self::Undeclared,
        Self::Shorter,
        Self::Longer,
        Self::Told13,
        Self::Told14,
        Self::Weaker,
        Self::WiderAccess,
        Self::NarrowerAccess,
        Self::NewConsent,
        Self::MayNotFit,
        Self::StaffAgain,
        Self::Reworded,
    ];

    /// Whether people must be told of it.
    #[must_use]
    pub const fn is_duty(self) -> bool {
        matches!(self, Self::Told13 | Self::Told14)
    }

    /// What follows, in words.
    #[must_use]
    pub fn words(self) -> Text {
        words::follow(self)
    }
}

/// Every change between two versions of a statement, in the order of the statement. Equal rules give none.
#[must_use]
pub fn diff(old: &Rules, new: &Rules) -> Vec<Change> {
    let (old_tree, new_tree) = (tree_of(old), tree_of(new));
    let mut notes =
        Notes { old: Side::new(old, &old_tree), new: Side::new(new, &new_tree), changes: Vec::new() };
    for key in tree::keys(&old_tree, &new_tree) {
        let (was, is) = (old_tree.get(&key), new_tree.get(&key));
        if was != is {
            notes.passage(&key, was.unwrap_or(&Value::Null), is.unwrap_or(&Value::Null));
        }
    }
    notes.tightened(old, new);
    notes.changes
}

fn tree_of(rules: &Rules) -> Value {
    // A statement's types write themselves without fail: they hold no map with keys that are no text.
    serde_json::to_value(rules.statement()).unwrap_or_default()
}

/// Changes as they are found, and both sides to look things up in.
struct Notes<'a> {
    old: Side<'a>,
    new: Side<'a>,
    changes: Vec<Change>,
}

impl Notes<'_> {
    fn add(&mut self, kind: &'static str, about: &str, what: Text, (whom, follows): (Whom, &[Follow])) {
        let mut follows = follows.to_vec();
        follows.sort();
        follows.dedup();
        let whom_said = self.said(&whom);
        self.changes.push(Change { kind, about: about.to_owned(), what, whom, whom_said, follows });
    }

    fn passage(&mut self, key: &str, was: &Value, is: &Value) {
        match key {
            "register" => self.register(was, is),
            "controller" => self.controller(was, is),
            "contact" => self.generic_table("contact", "contact", was, is),
            "requests" => self.requests(was, is),
            "disclosure" => self.disclosure(was, is),
            "purpose" => self.list(key, was, is, Self::purpose),
            "prohibition" => self.list(key, was, is, Self::prohibition),
            "consent" => self.list(key, was, is, Self::consent),
            "category" => self.list(key, was, is, Self::category),
            "item" => self.list(key, was, is, Self::item),
            "object" => self.list(key, was, is, Self::object),
            "recipient" => self.list(key, was, is, Self::recipient),
            "measure" => self.list(key, was, is, Self::measure),
            "role" => self.list(key, was, is, Self::role),
            "subject-group" => self.list(key, was, is, Self::group),
            _ => self.list(key, was, is, Self::generic_entry),
        }
    }

    /// Pairs the entries of a list by their names.
    fn list(&mut self, list: &str, was: &Value, is: &Value, each: impl Fn(&mut Self, Entry<'_>)) {
        let (Some(before), Some(after)) = (tree::by_name(was), tree::by_name(is)) else {
            return self.generic_value(list, list, (was, is));
        };
        for (id, old) in &before {
            let new = after.iter().find(|(name, _)| name == id).map(|(_, new)| *new);
            if new != Some(old) {
                each(
                    self,
                    Entry { list, about: format!("{list}.{id}"), id, within: None, old: Some(old), new },
                );
            }
        }
        for (id, new) in &after {
            if !before.iter().any(|(name, _)| name == id) {
                each(
                    self,
                    Entry {
                        list,
                        about: format!("{list}.{id}"),
                        id,
                        within: None,
                        old: None,
                        new: Some(new),
                    },
                );
            }
        }
        let order = |entries: &[(&str, &Value)]| -> Vec<String> {
            entries.iter().map(|(id, _)| (*id).to_owned()).collect()
        };
        let (old_order, new_order) = (order(&before), order(&after));
        let same = old_order.len() == new_order.len() && old_order.iter().all(|id| new_order.contains(id));
        if same && old_order != new_order {
            self.add("order-changed", list, words::order(list), (Whom::Nobody, &[]));
        }
    }

    fn tightened(&mut self, old: &Rules, new: &Rules) {
        for gone in old.tightened().iter().filter(|one| !new.tightened().contains(one)) {
            self.add(
                "stricter-rule-ends",
                "effective",
                words::no_longer_stricter(&gone.what),
                (Whom::Nobody, &[]),
            );
        }
        for come in new.tightened().iter().filter(|one| !old.tightened().contains(one)) {
            self.add("stricter-rule", "effective", words::stricter(&come.what), (Whom::Nobody, &[]));
        }
    }
}

/// A declared thing in both versions, or in one.
struct Entry<'e> {
    /// The list that it stands in, such as `item`.
    list: &'e str,
    /// `item.phone`.
    about: String,
    /// Its declared name.
    id: &'e str,
    /// For an item of an object, the kind of object.
    within: Option<Text>,
    old: Option<&'e Value>,
    new: Option<&'e Value>,
}

impl<'e> Entry<'e> {
    /// Its name for people, as the newer version has it, after the name of what it is an item of.
    fn name(&self) -> Text {
        let name = tree::name(self.new.or(self.old).unwrap_or(&Value::Null), self.id);
        let Some(within) = &self.within else { return name };
        words::say(["{within}: {name}"; 3], &[("within", within), ("name", &name)])
    }

    /// Both versions, when it stands in both.
    fn both(&self) -> Option<(&'e Value, &'e Value)> {
        self.old.zip(self.new)
    }
}
