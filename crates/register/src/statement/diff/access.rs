//! Changes in who may see and do what: roles, compared right by right.

use super::{
    Entry, Follow, Notes, Whom, tree,
    words::{plain, quoted, say},
};
use crate::{statement::model::Action, text::Text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// For a purpose and an action (`read`, `change`, `find`, ...), the categories that a role may do it with; an action
/// without categories has one empty name.
type Rights = BTreeMap<(String, String), BTreeSet<String>>;

impl Notes<'_> {
    pub(super) fn role(&mut self, entry: Entry<'_>) {
        let Some(id) = tree::ids(&[entry.id.to_owned()]).into_iter().next() else { return };
        let whom = Whom::Staff(id);
        let name = quoted(&[entry.name()]);
        match (entry.old, entry.new) {
            (None, Some(_)) => {
                let what = say(
                    ["Uusi rooli: {name}.", "En ny roll: {name}.", "A new role: {name}."],
                    &[("name", &name)],
                );
                self.add("role-added", &entry.about, what, (whom.clone(), &[]));
            }
            (Some(_), None) => {
                let what = say(
                    [
                        "Rooli {name} poistuu: sen haltijat eivät enää pääse tietoihin sen nojalla.",
                        "Rollen {name} tas bort: den ger inte längre tillgång till uppgifter.",
                        "The role {name} is removed: it gives no access any longer.",
                    ],
                    &[("name", &name)],
                );
                return self.add("role-removed", &entry.about, what, (whom, &[Follow::NarrowerAccess]));
            }
            _ => {}
        }
        let empty = Value::Object(serde_json::Map::new());
        let (old, new) = (entry.old.unwrap_or(&empty), entry.new.unwrap_or(&empty));
        let told = self.changes.len();
        self.rights(&entry, (&rights(old), &rights(new)), &whom);
        if entry.old.is_none() {
            return;
        }
        for key in tree::differing(old, new) {
            match key.as_str() {
                "grant" if self.changes.len() > told => {}
                "scope" => self.scope(&entry, (old, new), &whom),
                "duties" | "companies" => self.more_or_fewer(&entry, (&key, old, new), &whom),
                _ => self.generic_key(entry.list, &entry.about, (&key, old, new), Whom::Nobody),
            }
        }
    }

    fn rights(&mut self, entry: &Entry<'_>, (old, new): (&Rights, &Rights), whom: &Whom) {
        let name = quoted(&[entry.name()]);
        let keys: BTreeSet<&(String, String)> = old.keys().chain(new.keys()).collect();
        let none = BTreeSet::new();
        for key in keys {
            let (was, is) = (old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none));
            let come: Vec<String> = is.difference(was).cloned().collect();
            let gone: Vec<String> = was.difference(is).cloned().collect();
            let (purpose, action) = key;
            let purpose = self.names("purpose", std::slice::from_ref(purpose));
            for (kind, follow, some, templates) in [
                (
                    "access-wider",
                    Follow::WiderAccess,
                    come,
                    [
                        "{role} saa uuden oikeuden: {what} ({purpose}).",
                        "{role} får en ny rätt: {what} ({purpose}).",
                        "{role} may now {what} ({purpose}).",
                    ],
                ),
                (
                    "access-narrower",
                    Follow::NarrowerAccess,
                    gone,
                    [
                        "{role} menettää oikeuden: {what} ({purpose}).",
                        "{role} mister rätten: {what} ({purpose}).",
                        "{role} may no longer {what} ({purpose}).",
                    ],
                ),
            ] {
                if some.is_empty() {
                    continue;
                }
                let categories: Vec<String> = some.into_iter().filter(|id| !id.is_empty()).collect();
                let what = say(
                    ["{action} {categories}", "{action} {categories}", "{action} {categories}"],
                    &[("action", &action_name(action)), ("categories", &self.names("category", &categories))],
                );
                let what = trimmed(&what);
                let what = say(templates, &[("role", &name), ("what", &what), ("purpose", &purpose)]);
                self.add(kind, &entry.about, what, (whom.clone(), &[follow]));
            }
        }
    }

    fn scope(&mut self, entry: &Entry<'_>, (old, new): (&Value, &Value), whom: &Whom) {
        // None of two scopes beside each other holds the other: a change between them lets in somebody new.
        let at = |side: &Value| match tree::text(side, "scope") {
            "own" => 0,
            "participant" | "assigned" => 1,
            "own-maintained" => 2,
            "organisation" | "area" => 3,
            _ => 4,
        };
        let (kind, follow) = if at(new) >= at(old) {
            ("access-wider", Follow::WiderAccess)
        } else {
            ("access-narrower", Follow::NarrowerAccess)
        };
        let what = say(
            ["{role} tavoittaa: {was} → {is}.", "{role} når: {was} → {is}.", "{role} reaches: {was} → {is}."],
            &[
                ("role", &quoted(&[entry.name()])),
                ("was", &scope_name(tree::text(old, "scope"))),
                ("is", &scope_name(tree::text(new, "scope"))),
            ],
        );
        self.add(kind, &entry.about, what, (whom.clone(), &[follow]));
    }

    fn more_or_fewer(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value), whom: &Whom) {
        let (was, is) = (tree::strings(old, key), tree::strings(new, key));
        let (come, gone) = (!tree::added(&was, &is).is_empty(), !tree::added(&is, &was).is_empty());
        self.generic_key(entry.list, &entry.about, (key, old, new), whom.clone());
        if let Some(last) = self.changes.last_mut() {
            last.kind = if come { "access-wider" } else { "access-narrower" };
            last.follows.extend(
                [(come, Follow::WiderAccess), (gone, Follow::NarrowerAccess)]
                    .into_iter()
                    .filter(|(is, _)| *is)
                    .map(|(_, follow)| follow),
            );
        }
    }
}

/// What a role may do, right by right. What else a grant says (conditions that the language learns later) is a right with
/// its key, so that no change of it goes unsaid.
fn rights(role: &Value) -> Rights {
    let mut rights = Rights::new();
    for grant in tree::entries(role, "grant") {
        for purpose in tree::strings(grant, "purposes") {
            let mut add = |action: &str, category: String| {
                rights.entry((purpose.clone(), action.to_owned())).or_default().insert(category);
            };
            tree::strings(grant, "read").into_iter().for_each(|id| add("read", id));
            tree::strings(grant, "change").into_iter().for_each(|id| add("change", id));
            tree::strings(grant, "actions").iter().for_each(|action| add(action, String::new()));
            for (key, value) in grant.as_object().into_iter().flatten() {
                let known = ["purposes", "read", "change", "actions"].contains(&key.as_str());
                let empty = value.is_null()
                    || value.as_array().is_some_and(Vec::is_empty)
                    || *value == Value::Bool(false);
                if !known && !empty {
                    add(&format!("{key}: {value}"), String::new());
                }
            }
        }
    }
    rights
}

fn trimmed(text: &Text) -> Text {
    Text::new(text.fi.trim(), text.sv.trim(), text.en.trim())
}

fn action_name(action: &str) -> Text {
    match action {
        "read" => Text::new("nähdä", "se", "see"),
        "change" => Text::new("muuttaa", "ändra", "change"),
        other => Action::ALL
            .into_iter()
            .find(|action| action.as_str() == other)
            .map_or_else(|| plain(other), Action::deed),
    }
}

fn scope_name(scope: &str) -> Text {
    let [fi, sv, en] = match scope {
        "all" => ["kaikki", "alla", "everyone"],
        "area" => ["oman alueen", "det egna området", "people of the own areas"],
        "own-maintained" => ["itse hoidetut", "de egna", "people maintained by oneself"],
        "assigned" => ["oman työn kohteet", "dem som arbetet gäller", "people of one's own tasks"],
        "own" => ["itse käsitellyt", "de som man själv har behandlat", "what one handled oneself"],
        "participant" => ["ne, joihin osallistuu", "dem som man deltar i", "what one takes part in"],
        "organisation" => [
            "itse hoidetut organisaatiot ja niiden ihmiset",
            "de egna organisationerna och deras människor",
            "organisations maintained by oneself, and their people",
        ],
        other => return plain(other),
    };
    Text::new(fi, sv, en)
}
