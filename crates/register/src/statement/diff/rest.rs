//! Changes that need no explanation of their own: told with their key, before and after.

use super::{
    Entry, Follow, Notes, Whom, tree,
    words::{plain, say},
};
use crate::text::{Lang, Text};
use serde_json::Value;

impl Notes<'_> {
    /// An entry of a list that has no room of its own.
    pub(super) fn generic_entry(&mut self, entry: Entry<'_>) {
        if !self.came_or_went(&entry, Whom::Nobody) {
            let Some((old, new)) = entry.both() else { return };
            self.generic_table(entry.list, &entry.about, old, new);
        }
    }

    /// Says that an entry is new or gone, when it is.
    pub(super) fn came_or_went(&mut self, entry: &Entry<'_>, whom: Whom) -> bool {
        let (kind, templates) = match (entry.old, entry.new) {
            (None, Some(_)) => {
                ("added", ["{list}: uusi {name}.", "{list}: {name} är ny.", "{list}: {name} is new."])
            }
            (Some(_), None) => (
                "removed",
                ["{list}: {name} poistuu.", "{list}: {name} tas bort.", "{list}: {name} is removed."],
            ),
            _ => return false,
        };
        let name = super::words::quoted(&[entry.name()]);
        self.add(
            kind,
            &entry.about,
            say(templates, &[("list", &list_name(entry.list)), ("name", &name)]),
            (whom, &[]),
        );
        true
    }

    /// Every key at which two tables differ.
    pub(super) fn generic_table(&mut self, list: &str, about: &str, old: &Value, new: &Value) {
        for key in tree::differing(old, new) {
            self.generic_key(list, about, (&key, old, new), Whom::Nobody);
        }
    }

    /// A key at which two tables differ.
    pub(super) fn generic_key(
        &mut self,
        list: &str,
        about: &str,
        (key, old, new): (&str, &Value, &Value),
        whom: Whom,
    ) {
        let holder = tree::name(if new.is_null() { old } else { new }, "");
        let holder = if holder.en.is_empty() { list_name(list) } else { super::words::quoted(&[holder]) };
        let (was, is) = told_apart(tree::at(old, key), tree::at(new, key));
        let what = say(
            [
                "{holder}, {key}: {was} → {is}.",
                "{holder}, {key}: {was} → {is}.",
                "{holder}, {key}: {was} → {is}.",
            ],
            &[("holder", &holder), ("key", &key_name(key)), ("was", &was), ("is", &is)],
        );
        self.add("changed", about, what, (whom, &[]));
    }

    /// What people were told of a use, in other words.
    pub(super) fn reworded(
        &mut self,
        entry: &Entry<'_>,
        (key, old, new): (&str, &Value, &Value),
        (whom, follows): (Whom, &[Follow]),
    ) {
        self.generic_key(entry.list, &entry.about, (key, old, new), whom);
        if let Some(last) = self.changes.last_mut() {
            last.kind = "purpose-reworded";
            last.follows.extend_from_slice(follows);
        }
    }

    /// Two values without names to pair them by.
    pub(super) fn generic_value(&mut self, list: &str, about: &str, (old, new): (&Value, &Value)) {
        let what = say(
            ["{key}: {was} → {is}.", "{key}: {was} → {is}.", "{key}: {was} → {is}."],
            &[("key", &list_name(list)), ("was", &in_words(old)), ("is", &in_words(new))],
        );
        self.add("changed", about, what, (Whom::Nobody, &[]));
    }
}

/// The longest value that is told whole, in characters.
const LONGEST: usize = 200;

/// Two values in words; of tables, the keys at which they differ.
fn told_apart(old: &Value, new: &Value) -> (Text, Text) {
    let is_table = |value: &Value| value.is_object() && tree::as_text(value).is_none();
    if !is_table(old) || !is_table(new) {
        return (in_words(old), in_words(new));
    }
    let keys = tree::differing(old, new);
    let part =
        |of: &Value| Value::Object(keys.iter().map(|key| (key.clone(), tree::at(of, key).clone())).collect());
    (in_words(&part(old)), in_words(&part(new)))
}

/// A value of the statement in words.
pub(super) fn in_words(value: &Value) -> Text {
    if let Some(text) = tree::as_text(value) {
        let one = |lang: Lang, open: &str| format!("{open}{}”", short(text.get(lang)));
        return Text { fi: one(Lang::Fi, "”"), sv: one(Lang::Sv, "”"), en: one(Lang::En, "“") };
    }
    match value {
        Value::Null => say(["ei mitään", "ingenting", "nothing"], &[]),
        Value::Bool(true) => say(["kyllä", "ja", "yes"], &[]),
        Value::Bool(false) => say(["ei", "nej", "no"], &[]),
        Value::String(text) => plain(&short(text)),
        Value::Number(number) => plain(&number.to_string()),
        Value::Array(entries) if entries.is_empty() => in_words(&Value::Null),
        Value::Object(table) if table.values().all(Value::is_null) => in_words(&Value::Null),
        Value::Array(entries) => super::words::listed(&entries.iter().map(in_words).collect::<Vec<_>>()),
        Value::Object(table) => {
            let pair = |(key, value): (&String, &Value)| {
                say(
                    ["{key} {value}", "{key} {value}", "{key} {value}"],
                    &[("key", &key_name(key)), ("value", &in_words(value))],
                )
            };
            let told = table.iter().filter(|(_, value)| !value.is_null()).map(pair);
            super::words::listed(&told.collect::<Vec<_>>())
        }
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}

/// What a list or table of the statement is called.
#[must_use]
pub fn list_name(list: &str) -> Text {
    let [fi, sv, en] = match list {
        "register" => ["Rekisteri", "Registret", "Register"],
        "controller" => ["Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller"],
        "contact" => ["Yhteyshenkilö", "Kontaktperson", "Contact"],
        "requests" => ["Pyynnöt", "Begäranden", "Requests"],
        "disclosure" => ["Luovutukset", "Utlämnande", "Disclosure"],
        "system" => ["Järjestelmä", "System", "System"],
        "group-company" => ["Konsernin yritys", "Koncernföretag", "Company of the group"],
        "purpose" => ["Käyttötarkoitus", "Ändamål", "Purpose"],
        "subject-group" => ["Rekisteröityjen ryhmä", "Grupp av registrerade", "Group of people"],
        "source" => ["Tietolähde", "Uppgiftskälla", "Source"],
        "category" => ["Tietoryhmä", "Uppgiftskategori", "Category"],
        "item" => ["Tieto", "Uppgift", "Item"],
        "line-item" => ["Rivin tieto", "Uppgift på rad", "Item of a line"],
        "object" => ["Tapahtuma", "Objekt", "Kind of object"],
        "area" => ["Alue", "Område", "Area"],
        "role" => ["Rooli", "Roll", "Role"],
        "recipient" => ["Vastaanottaja", "Mottagare", "Recipient"],
        "prohibition" => ["Kielto", "Förbud", "Prohibition"],
        "consent" => ["Suostumus", "Samtycke", "Consent"],
        "measure" => ["Suojaustoimi", "Skyddsåtgärd", "Measure"],
        "subscription" => ["Tilauslomake", "Prenumerationsformulär", "Subscription form"],
        other => return plain(other),
    };
    Text::new(fi, sv, en)
}

/// What a key of the statement is called. Keys without a name of their own stand as the statement writes them.
#[must_use]
pub fn key_name(key: &str) -> Text {
    let [fi, sv, en] = match key {
        "name" => ["nimi", "namn", "name"],
        "about" => ["kuvaus", "beskrivning", "description"],
        "text" => ["teksti", "text", "text"],
        "address" => ["osoite", "adress", "address"],
        "phone" => ["puhelin", "telefon", "telephone"],
        "email" => ["sähköposti", "e-post", "e-mail"],
        "country" => ["maa", "land", "country"],
        "business-id" => ["Y-tunnus", "FO-nummer", "business ID"],
        "role" => ["tehtävä", "uppdrag", "role"],
        "account" => ["käyttäjätunnus", "användarnamn", "account"],
        "drawn-up" => ["laadittu", "upprättad", "drawn up"],
        "law" => ["lakipaketti", "lagpaket", "law pack"],
        "from" => ["alkaen", "från och med", "from"],
        "sign-in" => ["kirjautuminen", "inloggning", "signing in"],
        "until" => ["päättyen", "till och med", "until"],
        "version" => ["versio", "version", "version"],
        "evidence" => ["näyttö", "bevis", "evidence"],
        "task" => ["tehtävä", "uppgift", "task"],
        "kind" => ["laji", "slag", "kind"],
        "delivery" => ["vastauksen toimitustapa", "leverans av svaret", "how the answer is delivered"],
        "wording" => ["sanamuoto", "lydelse", "wording"],
        "balancing-test" => ["tasapainotesti", "intresseavvägning", "balancing test"],
        "financial-year-end" => ["tilikauden loppu", "räkenskapsårets slut", "end of the financial year"],
        other => return plain(other),
    };
    Text::new(fi, sv, en)
}
