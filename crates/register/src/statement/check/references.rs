//! Every name that is used is declared. Not here: what the lists are (`references/declared.rs`).

mod declared;

use super::{Check, Placed, every_item, ties::every_tie};
use crate::{
    id::Id,
    statement::model::{Approach, ItemType, ObjectKind, Statement},
};
use declared::{Declared, Listed, names};
use std::collections::{BTreeMap, HashSet};

/// Names in use, each with its place, beside those that are declared.
struct Used<'a> {
    declared: Declared<'a>,
    uses: Vec<(String, &'a str)>,
}

/// All names in use: those of lists by the list's key, and those that are declared and used within one part of the statement.
struct Names<'a> {
    statement: &'a Statement,
    of_lists: BTreeMap<&'static str, Used<'a>>,
    of_parts: Vec<Used<'a>>,
}

impl<'a> Names<'a> {
    /// Names that stand in one of the statement's lists.
    fn many<K: Listed + 'a>(&mut self, path: &str, ids: &'a [Id<K>]) {
        let uses = placed(path, ids);
        self.of_list::<K>().extend(uses);
    }

    /// One such name, where there is one.
    fn one<K: Listed + 'a>(&mut self, path: &str, id: impl Into<Option<&'a Id<K>>>) {
        let id = id.into();
        self.of_list::<K>().extend(id.map(|id| (path.to_owned(), id.as_str())));
    }

    fn of_list<K: Listed>(&mut self) -> &mut Vec<(String, &'a str)> {
        let fresh = || Used { declared: K::declared(self.statement), uses: Vec::new() };
        &mut self.of_lists.entry(K::KEY).or_insert_with(fresh).uses
    }
}

/// Names of a list, each with its own place.
fn placed<'a, K: 'a>(path: &str, ids: &'a [Id<K>]) -> impl Iterator<Item = (String, &'a str)> {
    ids.iter().enumerate().map(move |(at, id)| (format!("{path}[{at}]"), id.as_str()))
}

impl Check<'_> {
    pub(super) fn references(&mut self) {
        let mut names = Names { statement: self.written, of_lists: BTreeMap::new(), of_parts: Vec::new() };
        names.of_items();
        names.of_objects();
        names.of_recordings();
        names.of_people();
        names.of_purposes();
        names.of_others();
        names.of_places();
        for used in names.of_lists.into_values().chain(names.of_parts) {
            self.undeclared(&used);
        }
    }

    fn undeclared(&mut self, used: &Used<'_>) {
        let Used { declared, uses } = used;
        // When a declaration itself is broken, its name may be just the one that is missed.
        if self.document.broken.names_of(declared.key) {
            return;
        }
        let known: HashSet<&str> = declared.ids.iter().copied().collect();
        for (path, id) in uses.iter().filter(|(_, id)| !known.contains(id)) {
            self.at(path, declared.lack(id));
        }
    }
}

/// What an object says of people being contacted, with its place below the object.
fn approaches(object: &ObjectKind) -> impl Iterator<Item = (String, &Approach)> {
    let own = object.approach.iter().map(|approach| (".approach".to_owned(), approach));
    let links = object.links.iter().enumerate();
    own.chain(links.filter_map(|(at, link)| Some((format!(".link[{at}].approach"), link.approach.as_ref()?))))
}

/// The names that each part of a statement uses.
impl<'a> Names<'a> {
    fn of_items(&mut self) {
        for Placed { path, item, .. } in every_item(self.statement) {
            self.many(&format!("{path}.purposes"), &item.purposes);
            self.many(&format!("{path}.sources"), &item.sources);
            self.many(&format!("{path}.groups"), &item.groups);
            self.one(&format!("{path}.category"), &item.category);
            if let Some(mask) = &item.mask {
                self.many(&format!("{path}.mask.whole-for"), &mask.whole_for);
            }
        }
        for (at, category) in self.statement.categories.iter().enumerate() {
            self.many(&format!("category[{at}].purposes"), &category.purposes);
            self.many(&format!("category[{at}].sources"), &category.sources);
        }
        for (at, source) in self.statement.sources.iter().enumerate() {
            self.many(&format!("source[{at}].taken-from"), &source.taken_from);
        }
    }

    fn of_objects(&mut self) {
        for (at, object) in self.statement.objects.iter().enumerate() {
            let path = format!("object[{at}]");
            self.many(&format!("{path}.purposes"), &object.purposes);
            self.many(&format!("{path}.sources"), &object.sources);
            self.many(&format!("{path}.groups"), &object.groups);
            self.many(&format!("{path}.parents"), &object.parents);
            self.one(&format!("{path}.category"), &object.category);
            self.one(&format!("{path}.space"), &object.space);
            for (below, approach) in approaches(object) {
                self.one(&format!("{path}{below}.purpose"), &approach.purpose);
            }
            for (number, link) in object.links.iter().enumerate() {
                self.many(&format!("{path}.link[{number}].groups"), &link.groups);
                self.many(&format!("{path}.link[{number}].of"), &link.of);
            }
            self.of_states(&path, object);
            self.of_flags(&path, object);
        }
    }

    /// States are declared by each kind of object.
    fn of_states(&mut self, path: &str, object: &'a ObjectKind) {
        let declared = Declared {
            key: "states",
            called: ["Tilaa", "Tillståndet", "The state"],
            ids: names(&object.states, |state| &state.id),
        };
        let mut uses: Vec<_> = placed(&format!("{path}.closed-states"), &object.closed_states).collect();
        uses.extend(placed(&format!("{path}.frozen-states"), &object.frozen_states));
        for (number, item) in object.items.iter().enumerate() {
            uses.extend(placed(&format!("{path}.item[{number}].required-in"), &item.required_in));
        }
        self.of_parts.push(Used { declared, uses });
    }

    /// So are the flags with which alone an item is told.
    fn of_flags(&mut self, path: &str, object: &'a ObjectKind) {
        let flags = object.items.iter().filter(|item| item.item_type == ItemType::Flag);
        let declared = Declared {
            key: "item",
            called: ["Lipputietoa", "Flagguppgiften", "The flag"],
            ids: flags.map(|item| item.id.as_str()).collect(),
        };
        let items = object.items.iter().enumerate();
        let uses = items.filter_map(|(number, item)| {
            Some((format!("{path}.item[{number}].only-with"), item.only_with.as_ref()?.as_str()))
        });
        self.of_parts.push(Used { declared, uses: uses.collect() });
    }

    fn of_recordings(&mut self) {
        let recordings = self.statement.objects.iter().enumerate();
        for (at, recording) in recordings.filter_map(|(at, object)| Some((at, object.recording.as_ref()?))) {
            let path = format!("object[{at}].recording");
            self.many(&format!("{path}.entitled"), &recording.entitled);
            for (number, listener) in recording.listeners.iter().enumerate() {
                let path = format!("{path}.listen[{number}]");
                self.many(&format!("{path}.roles"), &listener.roles);
                self.many(&format!("{path}.events"), &listener.events);
                self.many(&format!("{path}.purposes"), &listener.purposes);
            }
        }
    }

    fn of_people(&mut self) {
        let s = self.statement;
        for (at, group) in s.subject_groups.iter().enumerate() {
            self.one(&format!("subject-group[{at}].contact-of"), &group.contact_of);
        }
        for (path, tie) in every_tie(s) {
            self.one(&format!("{path}.object"), &tie.object);
        }
        for (at, role) in s.roles.iter().enumerate() {
            self.many(&format!("role[{at}].companies"), &role.companies);
            for (number, grant) in role.grants.iter().enumerate() {
                let path = format!("role[{at}].grant[{number}]");
                self.many(&format!("{path}.purposes"), &grant.purposes);
                self.many(&format!("{path}.read"), &grant.read);
                self.many(&format!("{path}.change"), &grant.change);
            }
        }
    }

    fn of_purposes(&mut self) {
        let s = self.statement;
        for (at, purpose) in s.purposes.iter().enumerate() {
            self.many(&format!("purpose[{at}].groups"), &purpose.groups);
            self.one(&format!("purpose[{at}].consent"), &purpose.consent);
            self.one(&format!("purpose[{at}].marketer"), &purpose.marketer);
        }
        for (at, tracking) in s.trackings.iter().enumerate() {
            self.one(&format!("tracking[{at}].purpose"), &tracking.purpose);
            self.one(&format!("tracking[{at}].consent"), &tracking.consent);
        }
        if let Some(form) = &s.subscription {
            self.one("subscription.group", &form.group);
            self.one("subscription.consent", &form.consent);
            self.many("subscription.also", &form.also);
        }
    }

    fn of_others(&mut self) {
        let s = self.statement;
        for (at, recipient) in s.recipients.iter().enumerate() {
            self.many(&format!("recipient[{at}].purposes"), &recipient.purposes);
            self.many(&format!("recipient[{at}].categories"), &recipient.categories);
            self.one(&format!("recipient[{at}].company"), &recipient.company);
        }
        for (at, component) in s.components.iter().enumerate() {
            self.one(&format!("component[{at}].service"), &component.service);
            self.one(&format!("component[{at}].recipient"), &component.recipient);
        }
        for (at, hold) in s.holds.iter().enumerate() {
            self.many(&format!("hold[{at}].categories"), &hold.categories);
        }
    }

    fn of_places(&mut self) {
        let s = self.statement;
        for (at, measure) in s.measures.iter().enumerate() {
            self.one(&format!("measure[{at}].owner"), &measure.owner);
            self.one(&format!("measure[{at}].deputy"), &measure.deputy);
        }
        for (at, site) in s.sites.iter().enumerate() {
            self.many(&format!("site[{at}].measures"), &site.measures);
        }
        for (at, host) in s.hosts.iter().enumerate() {
            self.one(&format!("host[{at}].site"), &host.site);
        }
        for (at, store) in s.paper_stores.iter().enumerate() {
            self.one(&format!("paper-store[{at}].site"), &store.site);
            self.many(&format!("paper-store[{at}].roles"), &store.roles);
        }
    }
}
