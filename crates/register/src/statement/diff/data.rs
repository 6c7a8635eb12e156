//! Changes in what is kept: groups, categories, items, kinds of object.

use super::{
    Entry, Follow, Notes, Whom, tree,
    words::{quoted, say},
};
use crate::{
    id::{ItemId, ObjectKindId},
    text::Text,
};
use serde_json::Value;

/// What an item takes from its category or kind when it says nothing itself: said once, where it stands.
const INHERITED: [&str; 3] = ["sources", "purposes", "retention"];

impl Notes<'_> {
    pub(super) fn group(&mut self, entry: Entry<'_>) {
        let whom = Whom::Groups(tree::ids(&[entry.id.to_owned()]));
        if self.came_or_went(&entry, whom.clone()) {
            return;
        }
        let Some((old, new)) = entry.both() else { return };
        for key in tree::differing(old, new) {
            match key.as_str() {
                "retention" => {
                    let limits = (tree::at(old, &key), tree::at(new, &key));
                    self.limit(&entry.about, &entry.name(), limits, whom.clone());
                }
                _ => self.generic_key(entry.list, &entry.about, (&key, old, new), whom.clone()),
            }
        }
    }

    pub(super) fn category(&mut self, entry: Entry<'_>) {
        if self.came_or_went(&entry, Whom::Nobody) {
            return;
        }
        let Some((old, new)) = entry.both() else { return };
        let followers: Vec<String> = self
            .new
            .all("item")
            .iter()
            .filter(|item| tree::text(item, "category") == entry.id)
            .map(|item| tree::text(item, "id").to_owned())
            .collect();
        for key in tree::differing(old, new) {
            let following = self.following(&followers, &key, (tree::at(old, &key), tree::at(new, &key)));
            let whom = Whom::Holders(tree::ids(&following), Vec::new());
            match key.as_str() {
                key if INHERITED.contains(&key) && !following.is_empty() => {
                    self.inherited(&entry, (key, old, new), whom);
                }
                _ => self.generic_key(entry.list, &entry.about, (&key, old, new), Whom::Nobody),
            }
        }
    }

    /// Items that say at a key what their category says, before and after.
    fn following(&self, items: &[String], key: &str, (old, new): (&Value, &Value)) -> Vec<String> {
        let as_said = |id: &&String| {
            let was = self.old.one("item", id).map(|item| tree::at(item, key));
            let is = self.new.one("item", id).map(|item| tree::at(item, key));
            was.is_some_and(|was| was == old) && is.is_some_and(|is| is == new)
        };
        items.iter().filter(as_said).cloned().collect()
    }

    fn inherited(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value), whom: Whom) {
        let name = entry.name();
        match key {
            "retention" => {
                self.retention(&entry.about, &name, (tree::at(old, key), tree::at(new, key)), whom)
            }
            "sources" => self.sources(&entry.about, &name, (old, new), whom),
            _ => self.purposes(&entry.about, &name, (old, new), whom),
        }
    }

    pub(super) fn item(&mut self, entry: Entry<'_>) {
        let whom = Whom::Holders(tree::ids(&[entry.id.to_owned()]), Vec::new());
        let category = |side: &super::Side<'_>, item: Option<&Value>| {
            item.and_then(|item| side.one("category", tree::text(item, "category"))).cloned()
        };
        let around = category(&self.old, entry.old).zip(category(&self.new, entry.new));
        let around = around.filter(|(was, is)| tree::at(was, "id") == tree::at(is, "id"));
        self.item_of(&entry, whom, around.as_ref().map(|(was, is)| (was, is)));
    }

    /// An item of a subject or of an object; `around` is what it inherits from, before and after.
    fn item_of(&mut self, entry: &Entry<'_>, whom: Whom, around: Option<(&Value, &Value)>) {
        match (entry.old, entry.new) {
            (Some(_), None) => {
                let what = say(
                    [
                        "Tietoa {name} ei enää ole selosteessa.",
                        "Uppgiften {name} ingår inte längre i beskrivningen.",
                        "{name} is no longer declared.",
                    ],
                    &[("name", &quoted(&[entry.name()]))],
                );
                self.add("item-removed", &entry.about, what, (whom, &[Follow::Undeclared]));
            }
            (None, Some(new)) => self.item_came(entry, new, whom),
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    let said = around.is_some_and(|(was, is)| {
                        INHERITED.contains(&key.as_str())
                            && tree::at(was, &key) == tree::at(old, &key)
                            && tree::at(is, &key) == tree::at(new, &key)
                    });
                    if !said {
                        self.item_key(entry, (&key, old, new), whom.clone());
                    }
                }
            }
            (None, None) => {}
        }
    }

    fn item_came(&mut self, entry: &Entry<'_>, new: &Value, holders: Whom) {
        let derived = !tree::at(new, "derived").is_null();
        let groups = tree::strings(new, "groups");
        let whom = match (&entry.within, groups.is_empty()) {
            (Some(_), _) => holders,
            (None, true) => Whom::Everyone,
            (None, false) => Whom::Groups(tree::ids(&groups)),
        };
        let sources = tree::strings(new, "sources");
        let mut follows = self.articles(&sources);
        // What a person gives is told where it is asked for (GDPR 13(1)); what is worked out from it is not (13(2)(f)).
        if !derived {
            follows.retain(|follow| *follow == Follow::Told14);
        }
        let what = say(
            [
                "Uusi tieto: {name}. Lähteet: {sources}. Käyttötarkoitukset: {purposes}.",
                "Ny uppgift: {name}. Källor: {sources}. Ändamål: {purposes}.",
                "A new item: {name}. Sources: {sources}. Purposes: {purposes}.",
            ],
            &[
                ("name", &quoted(&[entry.name()])),
                ("sources", &self.names("source", &sources)),
                ("purposes", &self.names("purpose", &tree::strings(new, "purposes"))),
            ],
        );
        self.add("item-added", &entry.about, what, (whom, &follows));
    }

    fn item_key(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value), whom: Whom) {
        let (about, name) = (&entry.about, entry.name());
        let (was, is) = (tree::at(old, key), tree::at(new, key));
        match key {
            "retention" => self.retention(about, &name, (was, is), whom),
            "keep-replaced" => self.replaced(about, &name, (was, is), whom),
            "sources" => self.sources(about, &name, (old, new), whom),
            "purposes" => self.purposes(about, &name, (old, new), whom),
            "groups" => self.narrowed(entry, (key, old, new), whom),
            "choices" => self.choices(entry, key, (old, new), whom),
            "category" => self.moved(entry, (was, is), whom),
            "search" => self.search(entry, (old, new), whom),
            "derived" if was.is_null() => self.derived(entry, new, whom),
            "type" | "max-values" | "max-length" | "required" | "unique" => {
                self.generic_key(entry.list, about, (key, old, new), whom.clone());
                if is_stricter(key, was, is) {
                    self.mark("item-stricter", Follow::MayNotFit);
                }
            }
            _ => self.generic_key(entry.list, about, (key, old, new), Whom::Nobody),
        }
    }

    /// Adds a consequence to the change told last.
    fn mark(&mut self, kind: &'static str, follow: Follow) {
        if let Some(last) = self.changes.last_mut() {
            last.kind = kind;
            last.follows.push(follow);
        }
    }

    fn moved(&mut self, entry: &Entry<'_>, (was, is): (&Value, &Value), whom: Whom) {
        let name = |id: &Value| self.names("category", &[id.as_str().unwrap_or_default().to_owned()]);
        let what = say(
            [
                "{name} siirtyy tietoryhmästä {was} tietoryhmään {is}. Tallennetut arvot on suojattu vanhan ryhmän avaimella, eikä niitä enää näe.",
                "{name} flyttas från kategorin {was} till kategorin {is}. Sparade värden är skyddade i den gamla kategorin och syns inte längre.",
                "{name} moves from the category {was} to {is}. Stored values are sealed with the old category and can no longer be seen.",
            ],
            &[("name", &quoted(&[entry.name()])), ("was", &name(was)), ("is", &name(is))],
        );
        self.add("item-moved", &entry.about, what, (whom, &[Follow::Undeclared]));
    }

    /// Groups that may have an item; none named are all.
    fn narrowed(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value), whom: Whom) {
        let (was, is) = (tree::strings(old, key), tree::strings(new, key));
        let lost = if was.is_empty() {
            !is.is_empty()
        } else {
            !is.is_empty() && !tree::added(&is, &was).is_empty()
        };
        self.generic_key(entry.list, &entry.about, (key, old, new), whom);
        if lost {
            self.mark("item-for-fewer", Follow::Undeclared);
        }
    }

    /// Values to choose from: a choice of an item, a state of an object.
    fn choices(&mut self, entry: &Entry<'_>, key: &str, (old, new): (&Value, &Value), whom: Whom) {
        let ids = |side: &Value| -> Vec<String> {
            tree::entries(side, key).iter().map(|one| tree::text(one, "id").to_owned()).collect()
        };
        let (was, is) = (ids(old), ids(new));
        let named = |side: &Value, wanted: &[String]| -> Text {
            let of = tree::entries(side, key)
                .iter()
                .filter(|one| wanted.contains(&tree::text(one, "id").to_owned()));
            quoted(&of.map(|one| tree::name(one, tree::text(one, "id"))).collect::<Vec<_>>())
        };
        let (gone, come) = (tree::added(&is, &was), tree::added(&was, &is));
        let name = quoted(&[entry.name()]);
        if !gone.is_empty() {
            let what = say(
                [
                    "{name}: vaihtoehto poistuu: {gone}.",
                    "{name}: alternativet tas bort: {gone}.",
                    "{name}: no longer a choice: {gone}.",
                ],
                &[("name", &name), ("gone", &named(old, &gone))],
            );
            self.add("choice-removed", &entry.about, what, (whom, &[Follow::Undeclared]));
        }
        if !come.is_empty() {
            let what = say(
                [
                    "{name}: uusi vaihtoehto: {come}.",
                    "{name}: nytt alternativ: {come}.",
                    "{name}: a new choice: {come}.",
                ],
                &[("name", &name), ("come", &named(new, &come))],
            );
            self.add("choice-added", &entry.about, what, (Whom::Nobody, &[]));
        }
        if gone.is_empty() && come.is_empty() {
            self.generic_key(entry.list, &entry.about, (key, old, new), Whom::Nobody);
        }
    }

    fn search(&mut self, entry: &Entry<'_>, (old, new): (&Value, &Value), whom: Whom) {
        let wider = !tree::added(&tree::strings(old, "search"), &tree::strings(new, "search")).is_empty();
        self.generic_key(entry.list, &entry.about, ("search", old, new), whom);
        let (kind, follow) = if wider {
            ("search-wider", Follow::WiderAccess)
        } else {
            ("search-narrower", Follow::NarrowerAccess)
        };
        self.mark(kind, follow);
    }

    fn derived(&mut self, entry: &Entry<'_>, new: &Value, whom: Whom) {
        let what = say(
            [
                "{name} päätellään muista tiedoista: {how}",
                "{name} härleds ur andra uppgifter: {how}",
                "{name} is derived from other data: {how}",
            ],
            &[
                ("name", &quoted(&[entry.name()])),
                ("how", &tree::as_text(tree::at(new, "derived")).unwrap_or_else(|| entry.name())),
            ],
        );
        let told = self.told(&whom);
        self.add("item-derived", &entry.about, what, (whom, &told));
    }

    /// Where something may come from changes (GDPR 14(2)(f)).
    pub(super) fn sources(&mut self, about: &str, name: &Text, (old, new): (&Value, &Value), whom: Whom) {
        let (was, is) = (tree::strings(old, "sources"), tree::strings(new, "sources"));
        let (come, gone) = (tree::added(&was, &is), tree::added(&is, &was));
        let named = quoted(std::slice::from_ref(name));
        if !come.is_empty() {
            let mut follows = self.articles(&come);
            follows.retain(|follow| *follow == Follow::Told14);
            let what = say(
                [
                    "{name}: uusi tietolähde {sources}.",
                    "{name}: ny uppgiftskälla {sources}.",
                    "{name}: a new source, {sources}.",
                ],
                &[("name", &named), ("sources", &self.names("source", &come))],
            );
            self.add("source-added", about, what, (whom, &follows));
        }
        if !gone.is_empty() {
            let what = say(
                [
                    "{name}: ei enää lähteestä {sources}.",
                    "{name}: inte längre från {sources}.",
                    "{name}: no longer from {sources}.",
                ],
                &[("name", &named), ("sources", &self.names("source", &gone))],
            );
            self.add("source-removed", about, what, (Whom::Nobody, &[]));
        }
        if come.is_empty() && gone.is_empty() {
            self.generic_key("source", about, ("sources", old, new), Whom::Nobody);
        }
    }

    /// What something is used for changes (GDPR 13(3), 14(4)). A purpose that is new or gone itself is told once, there.
    pub(super) fn purposes(&mut self, about: &str, name: &Text, (old, new): (&Value, &Value), whom: Whom) {
        let (was, is) = (tree::strings(old, "purposes"), tree::strings(new, "purposes"));
        let (mut come, mut gone) = (tree::added(&was, &is), tree::added(&is, &was));
        let only_order = come.is_empty() && gone.is_empty();
        come.retain(|id| self.old.one("purpose", id).is_some());
        gone.retain(|id| self.new.one("purpose", id).is_some());
        let named = quoted(std::slice::from_ref(name));
        if !come.is_empty() {
            let what = say(
                [
                    "{name} otetaan myös tähän käyttöön: {purposes}.",
                    "{name} börjar också användas för: {purposes}.",
                    "{name} comes to be used for {purposes} as well.",
                ],
                &[("name", &named), ("purposes", &self.names("purpose", &come))],
            );
            let told = self.told(&whom);
            self.add("used-for-more", about, what, (whom, &told));
        }
        if !gone.is_empty() {
            let what = say(
                [
                    "{name}: ei enää tähän käyttöön: {purposes}.",
                    "{name} används inte längre för: {purposes}.",
                    "{name} is no longer used for {purposes}.",
                ],
                &[("name", &named), ("purposes", &self.names("purpose", &gone))],
            );
            self.add("used-for-less", about, what, (Whom::Nobody, &[]));
        }
        if only_order {
            self.generic_key("purpose", about, ("purposes", old, new), Whom::Nobody);
        }
    }

    pub(super) fn object(&mut self, entry: Entry<'_>) {
        let whom = Whom::Holders(Vec::new(), tree::ids(&[entry.id.to_owned()]));
        match (entry.old, entry.new) {
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    self.object_key(&entry, (&key, old, new), whom.clone());
                }
            }
            (Some(_), None) => {
                let what = say(
                    [
                        "Tapahtumaa {name} ei enää ole selosteessa.",
                        "Objektet {name} ingår inte längre i beskrivningen.",
                        "{name} is no longer declared.",
                    ],
                    &[("name", &quoted(&[entry.name()]))],
                );
                self.add("object-removed", &entry.about, what, (whom, &[Follow::Undeclared]));
            }
            (None, Some(new)) => {
                let mut follows = self.articles(&tree::strings(new, "sources"));
                follows.retain(|follow| *follow == Follow::Told14);
                let what = say(
                    [
                        "Uusi tapahtuma: {name}. Käyttötarkoitukset: {purposes}.",
                        "Nytt objekt: {name}. Ändamål: {purposes}.",
                        "A new kind of object: {name}. Purposes: {purposes}.",
                    ],
                    &[
                        ("name", &quoted(&[entry.name()])),
                        ("purposes", &self.names("purpose", &tree::strings(new, "purposes"))),
                    ],
                );
                self.add("object-added", &entry.about, what, (Whom::Everyone, &follows));
            }
            (None, None) => {}
        }
    }

    fn object_key(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value), whom: Whom) {
        let (about, name) = (&entry.about, entry.name());
        let (was, is) = (tree::at(old, key), tree::at(new, key));
        match key {
            "retention" => self.retention(about, &name, (was, is), whom),
            "sources" => self.sources(about, &name, (old, new), whom),
            "purposes" => self.purposes(about, &name, (old, new), whom),
            "states" => self.choices(entry, key, (old, new), whom),
            "category" => self.moved(entry, (was, is), whom),
            "item" | "line-item" => self.object_items(entry, key, (old, new)),
            _ => self.generic_key(entry.list, about, (key, old, new), whom),
        }
    }

    fn object_items(&mut self, entry: &Entry<'_>, key: &str, (old, new): (&Value, &Value)) {
        let whom = Whom::Holders(Vec::new(), tree::ids(&[entry.id.to_owned()]));
        let names = |side: &Value| -> Vec<String> {
            tree::entries(side, key).iter().map(|item| tree::text(item, "id").to_owned()).collect()
        };
        let (was, is) = (names(old), names(new));
        let mut all = is.clone();
        all.extend(tree::added(&is, &was));
        let mut differs = false;
        for id in &all {
            let find = |side| tree::entries(side, key).iter().find(|item| tree::text(item, "id") == id);
            let (before, after) = (find(old), find(new));
            if before == after {
                continue;
            }
            differs = true;
            let about = format!("{}.{key}.{id}", entry.about);
            let within = Some(entry.name());
            let inner = Entry { list: key, about, id, within, old: before, new: after };
            self.item_of(&inner, whom.clone(), Some((old, new)));
        }
        if !differs {
            self.add("order-changed", &entry.about, super::words::order(key), (Whom::Nobody, &[]));
        }
    }

    /// The articles under which holders of something must be told of a change, by where their data comes from.
    pub(super) fn told(&self, whom: &Whom) -> Vec<Follow> {
        let sources: Vec<String> = match whom {
            Whom::Holders(items, kinds) => {
                let of = |list: &str, id: &str| {
                    let entry = self.old.one(list, id).or_else(|| self.new.one(list, id));
                    entry.map(|entry| tree::strings(entry, "sources")).unwrap_or_default()
                };
                let items = items.iter().flat_map(|id: &ItemId| of("item", id.as_str()));
                items.chain(kinds.iter().flat_map(|id: &ObjectKindId| of("object", id.as_str()))).collect()
            }
            _ => self.old.all("source").iter().map(|source| tree::text(source, "id").to_owned()).collect(),
        };
        self.articles(&sources)
    }

    /// GDPR 13 for what the person gives or brings about, 14 for what comes from elsewhere.
    fn articles(&self, sources: &[String]) -> Vec<Follow> {
        let mut follows: Vec<Follow> = sources
            .iter()
            .filter_map(|id| self.new.one("source", id).or_else(|| self.old.one("source", id)))
            .map(|source| match tree::text(source, "kind") {
                "subject" | "relationship" | "staff" | "system" => Follow::Told13,
                _ => Follow::Told14,
            })
            .collect();
        follows.sort();
        follows.dedup();
        follows
    }

    /// Holders of everything that serves a purpose.
    pub(super) fn served_by(&self, purpose: &str, side: &super::Side<'_>) -> Whom {
        let serves = |list: &str| -> Vec<String> {
            let of = side
                .all(list)
                .iter()
                .filter(|entry| tree::strings(entry, "purposes").iter().any(|id| id == purpose));
            of.map(|entry| tree::text(entry, "id").to_owned()).collect()
        };
        Whom::Holders(tree::ids(&serves("item")), tree::ids(&serves("object")))
    }

    /// Holders of everything in some categories.
    pub(super) fn in_categories(&self, categories: &[String]) -> Whom {
        let within = |list: &str| -> Vec<String> {
            let of = self
                .new
                .all(list)
                .iter()
                .filter(|entry| categories.iter().any(|id| id == tree::text(entry, "category")));
            of.map(|entry| tree::text(entry, "id").to_owned()).collect()
        };
        Whom::Holders(tree::ids(&within("item")), tree::ids(&within("object")))
    }
}

/// Whether a rule on values allows less than before.
fn is_stricter(key: &str, was: &Value, is: &Value) -> bool {
    match key {
        "type" => true,
        "required" | "unique" => is.as_bool() == Some(true),
        _ => is.as_u64().is_some_and(|is| was.as_u64().is_none_or(|was| is < was)),
    }
}
