//! Changes in who answers for the register, to whom data goes, and what protects it.

use super::{
    Entry, Follow, Notes, Whom,
    rest::list_name,
    tree,
    words::{quoted, say},
};
use crate::text::Text;
use serde_json::Value;

impl Notes<'_> {
    pub(super) fn register(&mut self, was: &Value, is: &Value) {
        for key in tree::differing(was, is) {
            match key.as_str() {
                "undertaking" => self.undertaking(tree::at(was, &key), tree::at(is, &key)),
                "principles" => self.principles(tree::entries(was, &key), tree::entries(is, &key)),
                _ => self.generic_key("register", "register", (&key, was, is), Whom::Nobody),
            }
        }
    }

    fn undertaking(&mut self, was: &Value, is: &Value) {
        for key in tree::differing(was, is) {
            let what = say(
                [
                    "Käyttäjien salassapitositoumus muuttuu ({key}).",
                    "Användarnas tystnadsförbindelse ändras ({key}).",
                    "The undertaking of staff changes ({key}).",
                ],
                &[("key", &super::words::plain(&key))],
            );
            let follows: &[Follow] = if key == "version" { &[Follow::StaffAgain] } else { &[] };
            self.add("undertaking-changed", "register", what, (Whom::AllStaff, follows));
        }
    }

    fn principles(&mut self, was: &[Value], is: &[Value]) {
        let before = self.changes.len();
        let told = |one: &Value| tree::as_text(one).unwrap_or_else(|| super::words::plain(&one.to_string()));
        for gone in was.iter().filter(|one| !is.contains(one)) {
            let what = say(
                [
                    "Suojausperiaate poistuu: {text}",
                    "En skyddsprincip tas bort: {text}",
                    "A principle of protection is dropped: {text}",
                ],
                &[("text", &told(gone))],
            );
            self.add("principle-removed", "register", what, (Whom::Everyone, &[Follow::Weaker]));
        }
        for come in is.iter().filter(|one| !was.contains(one)) {
            let what = say(
                [
                    "Uusi suojausperiaate: {text}",
                    "En ny skyddsprincip: {text}",
                    "A new principle of protection: {text}",
                ],
                &[("text", &told(come))],
            );
            self.add("principle-added", "register", what, (Whom::Everyone, &[]));
        }
        if self.changes.len() == before {
            self.add("order-changed", "register", super::words::order("principles"), (Whom::Nobody, &[]));
        }
    }

    pub(super) fn controller(&mut self, was: &Value, is: &Value) {
        for key in tree::differing(was, is) {
            let other = matches!(key.as_str(), "id" | "name" | "business-id");
            let whom = if other { Whom::Everyone } else { Whom::Nobody };
            self.generic_key("controller", "controller", (&key, was, is), whom.clone());
            if other
                && let told = self.told(&whom)
                && let Some(last) = self.changes.last_mut()
            {
                // GDPR 13(1)(a); what binds the old controller binds the new one (claims R5-032, R5-022).
                last.kind = "controller-changed";
                last.follows = told;
            }
        }
    }

    pub(super) fn requests(&mut self, was: &Value, is: &Value) {
        for key in tree::differing(was, is) {
            let lost = key == "offered"
                && !tree::added(&tree::strings(is, &key), &tree::strings(was, &key)).is_empty();
            self.generic_key("requests", "requests", (&key, was, is), Whom::Everyone);
            if lost && let Some(last) = self.changes.last_mut() {
                last.kind = "request-channel-removed";
                last.follows.push(Follow::Weaker);
            }
        }
    }

    pub(super) fn disclosure(&mut self, was: &Value, is: &Value) {
        for key in tree::differing(was, is) {
            let (old, new) = (tree::at(was, &key), tree::at(is, &key));
            let wider = match key.as_str() {
                "regular" => rank(&["none", "group-only", "declared-recipients"], old, new),
                "outside-eea" => rank(&["never", "with-safeguard"], old, new),
                "grounds" => !tree::added(&tree::strings(was, &key), &tree::strings(is, &key)).is_empty(),
                _ => false,
            };
            let templates = match key.as_str() {
                "regular" => [
                    "Säännönmukaiset luovutukset: {was} → {is}.",
                    "Regelmässigt utlämnande: {was} → {is}.",
                    "Regular disclosure: {was} → {is}.",
                ],
                "outside-eea" => [
                    "Siirrot ETA-alueen ulkopuolelle: {was} → {is}.",
                    "Överföring utanför EES: {was} → {is}.",
                    "Transfer outside the EEA: {was} → {is}.",
                ],
                "grounds" => [
                    "Yksittäisen luovutuksen perusteet: {was} → {is}.",
                    "Grunder för ett enskilt utlämnande: {was} → {is}.",
                    "Grounds of a single disclosure: {was} → {is}.",
                ],
                _ => {
                    self.generic_key("disclosure", "disclosure", (&key, was, is), Whom::Everyone);
                    continue;
                }
            };
            let what = say(templates, &[("was", &disclosed(old)), ("is", &disclosed(new))]);
            let mut follows = if wider { vec![Follow::Weaker] } else { Vec::new() };
            if wider {
                follows.extend(self.told(&Whom::Everyone));
            }
            let kind = if wider { "disclosure-wider" } else { "disclosure-changed" };
            self.add(kind, "disclosure", what, (Whom::Everyone, &follows));
        }
    }

    pub(super) fn recipient(&mut self, entry: Entry<'_>) {
        let name = quoted(&[entry.name()]);
        match (entry.old, entry.new) {
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    self.recipient_key(&entry, (&key, old, new));
                }
            }
            (None, Some(new)) => {
                let categories = tree::strings(new, "categories");
                let whom = self.in_categories(&categories);
                let mut follows = self.told(&whom);
                // A processor works on the controller's behalf; to anybody else data is given out.
                if tree::text(new, "kind") != "processor" {
                    follows.push(Follow::Weaker);
                }
                let what = say(
                    [
                        "Uusi tietojen saaja: {name} ({country}). Tietoryhmät: {categories}.",
                        "En ny mottagare: {name} ({country}). Kategorier: {categories}.",
                        "A new recipient: {name} ({country}). Categories: {categories}.",
                    ],
                    &[
                        ("name", &name),
                        ("country", &super::words::plain(tree::text(new, "country"))),
                        ("categories", &self.names("category", &categories)),
                    ],
                );
                self.add("recipient-added", &entry.about, what, (whom, &follows));
            }
            (Some(old), None) => {
                let whom = self.in_categories(&tree::strings(old, "categories"));
                let what = say(
                    [
                        "{name} ei enää saa tietoja.",
                        "{name} får inte längre uppgifter.",
                        "{name} gets no data any longer.",
                    ],
                    &[("name", &name)],
                );
                self.add("recipient-removed", &entry.about, what, (whom, &[]));
            }
            (None, None) => {}
        }
    }

    fn recipient_key(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value)) {
        let listed = matches!(key, "categories" | "purposes");
        let come = tree::added(&tree::strings(old, key), &tree::strings(new, key));
        let eea = |side: &super::Side<'_>, value: &Value| {
            side.rules.law().in_eea(tree::text(value, "country"), side.rules.on())
        };
        let leaves = key == "country" && eea(&self.old, old) && !eea(&self.new, new);
        let freer = key == "kind" && tree::text(old, "kind") == "processor";
        let unguarded = key == "safeguard" && tree::at(new, key).is_null();
        let wider = (listed && !come.is_empty()) || leaves || freer || unguarded;
        let concerned =
            if key == "categories" && !come.is_empty() { come } else { tree::strings(new, "categories") };
        let whom = if wider { self.in_categories(&concerned) } else { Whom::Nobody };
        self.generic_key(entry.list, &entry.about, (key, old, new), whom.clone());
        if wider {
            let mut follows = self.told(&whom);
            if leaves || freer || unguarded || tree::text(new, "kind") != "processor" {
                follows.push(Follow::Weaker);
            }
            follows.sort();
            if let Some(last) = self.changes.last_mut() {
                last.kind = "recipient-gets-more";
                last.follows = follows;
            }
        }
    }

    pub(super) fn measure(&mut self, entry: Entry<'_>) {
        let text = |value: Option<&Value>| {
            value.and_then(|value| tree::as_text(tree::at(value, "text"))).unwrap_or_else(|| entry.name())
        };
        match (entry.old, entry.new) {
            (Some(old), None) => {
                let what = say(
                    [
                        "Luvattu suojaustoimi poistuu: {text}",
                        "En utlovad skyddsåtgärd tas bort: {text}",
                        "A promised measure is dropped: {text}",
                    ],
                    &[("text", &text(Some(old)))],
                );
                self.add("measure-removed", &entry.about, what, (Whom::Everyone, &[Follow::Weaker]));
            }
            (None, Some(new)) => {
                let what = say(
                    ["Uusi suojaustoimi: {text}", "En ny skyddsåtgärd: {text}", "A new measure: {text}"],
                    &[("text", &text(Some(new)))],
                );
                self.add("measure-added", &entry.about, what, (Whom::Everyone, &[]));
            }
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    let rarer =
                        key == "review-months" && tree::at(new, &key).as_u64() > tree::at(old, &key).as_u64();
                    let what = say(
                        [
                            "{list} ({text}): {key} {was} → {is}.",
                            "{list} ({text}): {key} {was} → {is}.",
                            "{list} ({text}): {key} {was} → {is}.",
                        ],
                        &[
                            ("list", &list_name("measure")),
                            ("text", &text(Some(old))),
                            ("key", &super::words::plain(&key)),
                            ("was", &super::rest::in_words(tree::at(old, &key))),
                            ("is", &super::rest::in_words(tree::at(new, &key))),
                        ],
                    );
                    let follows: &[Follow] = if rarer { &[Follow::Weaker] } else { &[] };
                    let whom = if rarer { Whom::Everyone } else { Whom::Nobody };
                    self.add("measure-changed", &entry.about, what, (whom, follows));
                }
            }
            (None, None) => {}
        }
    }
}

/// Whether a word stands later in a list than it did.
fn rank(order: &[&str], old: &Value, new: &Value) -> bool {
    let at = |value: &Value| value.as_str().and_then(|word| order.iter().position(|one| *one == word));
    at(new) > at(old)
}

fn disclosed(value: &Value) -> Text {
    if let Some(entries) = value.as_array() {
        let all: Vec<Text> = entries.iter().map(disclosed).collect();
        return if all.is_empty() { disclosed(&Value::Null) } else { super::words::listed(&all) };
    }
    let [fi, sv, en] = match value.as_str().unwrap_or_default() {
        "" => ["ei mitään", "ingenting", "nothing"],
        "none" => ["ei kenellekään", "till ingen", "to nobody"],
        "group-only" => ["vain konsernin sisällä", "endast inom koncernen", "within the group alone"],
        "declared-recipients" => [
            "selosteessa nimetyille",
            "till dem som anges i beskrivningen",
            "to those declared as recipients",
        ],
        "never" => ["ei koskaan", "aldrig", "never"],
        "with-safeguard" => ["suojatoimin", "med skyddsåtgärder", "with a safeguard"],
        "law" => ["laki velvoittaa", "lagen kräver det", "the law obliges"],
        "own-request" => {
            ["rekisteröidyn oma pyyntö", "den registrerades egen begäran", "the person's own request"]
        }
        "authority" => [
            "viranomaisen laillinen pyyntö",
            "en myndighets lagliga begäran",
            "an authority's lawful request",
        ],
        other => return super::words::plain(other),
    };
    Text::new(fi, sv, en)
}
