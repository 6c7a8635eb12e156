//! Changes in purposes, and in what people may say about them.

use super::{
    Entry, Follow, Notes, Whom, tree,
    words::{quoted, say},
};
use crate::{
    statement::{model::Basis, notice},
    text::{Lang, Text},
};
use serde_json::Value;

impl Notes<'_> {
    pub(super) fn purpose(&mut self, entry: Entry<'_>) {
        match (entry.old, entry.new) {
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    self.purpose_key(&entry, (&key, old, new));
                }
            }
            (None, Some(new)) => {
                let whom = self.served_by(entry.id, &self.new);
                let told = self.told(&whom);
                let what = say(
                    [
                        "Uusi käyttötarkoitus: {name}. Oikeusperuste: {basis}.",
                        "Nytt ändamål: {name}. Rättslig grund: {basis}.",
                        "A new purpose: {name}. Legal basis: {basis}.",
                    ],
                    &[("name", &quoted(&[entry.name()])), ("basis", &basis(tree::at(new, "basis")))],
                );
                self.add("purpose-added", &entry.about, what, (whom, &told));
            }
            (Some(_), None) => {
                let whom = self.served_by(entry.id, &self.old);
                let what = say(
                    [
                        "Käyttötarkoitus {name} poistuu: siihen ei enää käytetä tietoja.",
                        "Ändamålet {name} tas bort: uppgifter används inte längre för det.",
                        "The purpose {name} ends: no data is used for it any longer.",
                    ],
                    &[("name", &quoted(&[entry.name()]))],
                );
                self.add("purpose-removed", &entry.about, what, (whom, &[]));
            }
            (None, None) => {}
        }
    }

    fn purpose_key(&mut self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value)) {
        let whom = self.served_by(entry.id, &self.new);
        let (was, is) = (tree::at(old, key), tree::at(new, key));
        let mut follows = match key {
            "basis" | "class" | "output" | "consent" | "channels" | "min-group" | "reason-required" => {
                Vec::new()
            }
            "name" | "about" => {
                let told: &[Follow] = &[Follow::Reworded];
                return self.reworded(entry, (key, old, new), (whom, told));
            }
            _ => return self.generic_key(entry.list, &entry.about, (key, old, new), Whom::Nobody),
        };
        let weaker = match key {
            "basis" => was.as_str() == Some("consent"),
            "class" => self.escapes((tree::text(old, key), tree::text(new, key))),
            "output" => is.as_str() == Some("rows"),
            "min-group" => is.as_u64().unwrap_or(0) < was.as_u64().unwrap_or(0),
            "reason-required" => is.as_bool() != Some(true),
            _ => false,
        };
        let told = match key {
            "channels" => channels_added(old, new),
            "min-group" | "reason-required" => false,
            _ => true,
        };
        if weaker {
            follows.push(Follow::Weaker);
        }
        if key == "consent" && !is.is_null() {
            follows.push(Follow::NewConsent);
        }
        if told {
            follows.extend(self.told(&whom));
        }
        let kind = match key {
            "basis" => "basis-changed",
            "class" => "class-changed",
            "output" => "output-changed",
            "consent" => "consent-of-purpose-changed",
            "channels" => "channels-changed",
            "min-group" => "group-size-changed",
            _ => "reason-rule-changed",
        };
        let what = self.purpose_words(entry, (key, old, new));
        self.add(kind, &entry.about, what, (whom, &follows));
    }

    fn purpose_words(&self, entry: &Entry<'_>, (key, old, new): (&str, &Value, &Value)) -> Text {
        let told = |side: &Value| match (key, tree::at(side, key)) {
            ("basis", value) => basis(value),
            ("class", value) => class(value),
            ("output", value) => output(value),
            ("min-group", value) => number(value),
            ("channels", _) => channels(side, key),
            ("consent", Value::String(id)) => self.names("consent", std::slice::from_ref(id)),
            ("consent", _) => nothing(),
            (_, value) => yes(value),
        };
        let name = quoted(&[entry.name()]);
        say(purpose_sentence(key), &[("name", &name), ("was", &told(old)), ("is", &told(new))])
    }

    /// Whether a use leaves the reach of a prohibition that stopped it.
    fn escapes(&self, (was, is): (&str, &str)) -> bool {
        self.old
            .all("prohibition")
            .iter()
            .map(|one| tree::strings(one, "stops"))
            .any(|stops| stops.iter().any(|class| class == was) && !stops.iter().any(|class| class == is))
    }

    pub(super) fn prohibition(&mut self, entry: Entry<'_>) {
        let Some(id) = tree::ids(&[entry.id.to_owned()]).into_iter().next() else { return };
        let whom = Whom::Prohibited(id);
        let name = quoted(&[entry.name()]);
        match (entry.old, entry.new) {
            (Some(old), Some(new)) => {
                for key in tree::differing(old, new) {
                    let fewer = match key.as_str() {
                        "stops" => {
                            !tree::added(&tree::strings(new, &key), &tree::strings(old, &key)).is_empty()
                        }
                        _ => false,
                    };
                    let follows: &[Follow] = if fewer { &[Follow::Weaker] } else { &[] };
                    match key.as_str() {
                        "stops" => {
                            let of = |side| {
                                super::words::listed(
                                    &tree::strings(side, "stops")
                                        .iter()
                                        .map(|one| class(&Value::from(one.as_str())))
                                        .collect::<Vec<_>>(),
                                )
                            };
                            let what = say(
                                [
                                    "Kielto {name} pysäyttää: {was} → {is}.",
                                    "Förbudet {name} stoppar: {was} → {is}.",
                                    "The prohibition {name} stops: {was} → {is}.",
                                ],
                                &[("name", &name), ("was", &of(old)), ("is", &of(new))],
                            );
                            self.add("prohibition-changed", &entry.about, what, (whom.clone(), follows));
                        }
                        _ => self.generic_key(entry.list, &entry.about, (&key, old, new), Whom::Nobody),
                    }
                }
            }
            (Some(_), None) => {
                let what = say(
                    [
                        "Kieltoa {name} ei enää ole: se ei enää pysäytä mitään.",
                        "Förbudet {name} finns inte längre: det stoppar ingenting.",
                        "The prohibition {name} is gone: it no longer stops anything.",
                    ],
                    &[("name", &name)],
                );
                self.add("prohibition-removed", &entry.about, what, (whom, &[Follow::Weaker]));
            }
            _ => {
                self.came_or_went(&entry, Whom::Nobody);
            }
        }
    }

    pub(super) fn consent(&mut self, entry: Entry<'_>) {
        let Some(id) = tree::ids(&[entry.id.to_owned()]).into_iter().next() else { return };
        let whom = Whom::Consented(id);
        if self.came_or_went(&entry, whom.clone()) {
            return;
        }
        let Some((old, new)) = entry.both() else { return };
        for key in tree::differing(old, new) {
            let binds = matches!(key.as_str(), "wording" | "version" | "channels");
            self.generic_key(
                entry.list,
                &entry.about,
                (&key, old, new),
                if binds { whom.clone() } else { Whom::Nobody },
            );
            if binds && let Some(last) = self.changes.last_mut() {
                last.kind = "consent-reworded";
                last.follows.push(Follow::NewConsent);
            }
        }
    }
}

/// How a change of a purpose's key is told.
fn purpose_sentence(key: &str) -> [&'static str; 3] {
    match key {
        "basis" => [
            "{name}, oikeusperuste: {was} → {is}.",
            "{name}, rättslig grund: {was} → {is}.",
            "{name}, legal basis: {was} → {is}.",
        ],
        "class" => [
            "{name}, käytön laji: {was} → {is}. Kiellot, jotka pysäyttävät sen, vaihtuvat.",
            "{name}, slag av användning: {was} → {is}. De förbud som stoppar den ändras.",
            "{name}, kind of use: {was} → {is}. The prohibitions that stop it change.",
        ],
        "channels" => [
            "{name}, yhteydenoton tavat: {was} → {is}.",
            "{name}, kontaktsätt: {was} → {is}.",
            "{name}, how people are approached: {was} → {is}.",
        ],
        "output" => [
            "{name}, mitä annetaan ulos: {was} → {is}.",
            "{name}, vad som ges ut: {was} → {is}.",
            "{name}, what may come out: {was} → {is}.",
        ],
        "consent" => [
            "{name}, suostumus: {was} → {is}.",
            "{name}, samtycke: {was} → {is}.",
            "{name}, consent: {was} → {is}.",
        ],
        "min-group" => [
            "{name}, pienin ryhmä tilastossa: {was} → {is}.",
            "{name}, minsta grupp i statistiken: {was} → {is}.",
            "{name}, smallest group in statistics: {was} → {is}.",
        ],
        _ => [
            "{name}, perustelu vaaditaan joka katselulle: {was} → {is}.",
            "{name}, skäl krävs för varje visning: {was} → {is}.",
            "{name}, a written reason for each opening: {was} → {is}.",
        ],
    }
}

fn channels_added(old: &Value, new: &Value) -> bool {
    !tree::added(&tree::strings(old, "channels"), &tree::strings(new, "channels")).is_empty()
}

fn nothing() -> Text {
    Text::new("ei mitään", "ingenting", "nothing")
}

fn number(value: &Value) -> Text {
    let digits = value.as_u64().unwrap_or(0).to_string();
    super::words::plain(&digits)
}

fn yes(value: &Value) -> Text {
    if value.as_bool() == Some(true) {
        Text::new("kyllä", "ja", "yes")
    } else {
        Text::new("ei", "nej", "no")
    }
}

fn output(value: &Value) -> Text {
    match value.as_str() {
        Some("aggregate") => Text::new("vain yhteenvetoja", "endast sammandrag", "aggregates only"),
        _ => Text::new("henkilöiden tietoja", "uppgifter om personer", "rows about persons"),
    }
}

fn channels(side: &Value, key: &str) -> Text {
    let of = |lang: Lang| {
        let read = tree::entries(side, key).iter().filter_map(|one| serde_json::from_value(one.clone()).ok());
        read.map(|one| notice::channel(one).get(lang)).collect::<Vec<_>>().join(", ")
    };
    let named = Text { fi: of(Lang::Fi), sv: of(Lang::Sv), en: of(Lang::En) };
    if named.en.is_empty() { nothing() } else { named }
}

fn basis(value: &Value) -> Text {
    let Ok(read) = serde_json::from_value::<Basis>(value.clone()) else { return nothing() };
    let of = |lang: Lang| notice::basis(read).get(lang).to_owned();
    Text { fi: of(Lang::Fi), sv: of(Lang::Sv), en: of(Lang::En) }
}

fn class(value: &Value) -> Text {
    let [fi, sv, en] = match value.as_str().unwrap_or_default() {
        "service" => ["palvelu", "tjänst", "service"],
        "marketing" => ["suoramarkkinointi", "direktmarknadsföring", "direct marketing"],
        "distance-selling" => ["etämyynti", "distansförsäljning", "distance selling"],
        "other-marketing" => {
            ["muu suoramarkkinointi", "annan direktmarknadsföring", "other direct marketing"]
        }
        "targeting" => ["mainonnan kohdentaminen", "riktad reklam", "targeting of advertising"],
        "research" => [
            "markkina- ja mielipidetutkimus",
            "marknads- och opinionsundersökning",
            "market and opinion research",
        ],
        "directory" => ["henkilömatrikkeli", "personmatrikel", "personal directory"],
        "genealogy" => ["sukututkimus", "släktforskning", "genealogy"],
        "statistics" => ["tilastointi", "statistik", "statistics"],
        "administration" => ["rekisterin hoito", "skötsel av registret", "keeping the register"],
        other => return super::words::plain(other),
    };
    Text::new(fi, sv, en)
}
