//! What a step from one version to the next asks of whoever takes it: what it may not do at all, and what somebody has to
//! decide first. Not here: the check of a statement by itself.

use super::{Change, Follow, places::passages, words::say};
use crate::{
    diagnostics::{Place, Problem},
    statement::Rules,
    text::Text,
};
use std::collections::BTreeMap;

/// How much of what a statement declares is in use: by `item.phone`, `consent.newsletter`, `role.agent`,
/// `subject-group.customers`, `object.order`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InUse(pub BTreeMap<String, Use>);

/// How many use something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Use {
    /// People of the register.
    pub people: u64,
    /// Accounts of staff.
    pub staff: u64,
}

impl InUse {
    fn of(&self, about: &str) -> Use {
        self.0.get(about).copied().unwrap_or_default()
    }
}

/// What stands in the way of a step, or needs a recorded decision, with the place in the newer text, or in the older where
/// the passage is gone. `people`: how many are in the register.
#[must_use]
pub fn obstacles(
    (old, new): (&Rules, &Rules),
    (old_text, new_text): (&str, &str),
    changes: &[Change],
    (used, people): (&InUse, u64),
) -> Vec<Problem> {
    let (before, after) = (passages(old_text), passages(new_text));
    let place = |about: &str| find(&after, about).or_else(|| find(&before, about));
    let mut found: Vec<Problem> = Vec::new();
    let mut add = |problem: Problem, about: &str| {
        found.push(Problem { place: place(about), passages: vec![about.to_owned()], ..problem });
    };
    let (was, is) = (old.statement(), new.statement());
    if was.register.id != is.register.id {
        add(other_register(), "register");
    }
    if was.controller.id != is.controller.id {
        add(other_controller(), "controller");
    }
    for change in changes {
        if let Some(problem) = in_the_way(change, used) {
            add(problem, &change.about);
        }
        if people > 0 && change.follows.contains(&Follow::Weaker) {
            add(weaker(change, people), &change.about);
        }
    }
    let reworded = changes.iter().filter(|change| people > 0 && change.follows.contains(&Follow::Reworded));
    let mut passages_told: Vec<&str> = Vec::new();
    for change in reworded {
        // Its name and its description are decided about at once.
        if !passages_told.contains(&change.about.as_str()) {
            passages_told.push(&change.about);
            add(said_otherwise(change, people), &change.about);
        }
    }
    for (problem, about) in purposes_in_use((old, new), used) {
        add(problem, &about);
    }
    found.sort_by_key(|problem| (problem.severity, problem.place));
    found
}

fn find(places: &BTreeMap<String, Place>, about: &str) -> Option<Place> {
    let mut here = Some(about);
    while let Some(path) = here {
        if let Some(place) = places.get(path) {
            return Some(*place);
        }
        here = path.rsplit_once('.').map(|(around, _)| around).filter(|around| around.contains('.'));
    }
    None
}

/// What stored data does not let a step do.
fn in_the_way(change: &Change, used: &InUse) -> Option<Problem> {
    let count = used.of(&change.about);
    let of_item = matches!(change.kind, "item-moved" | "item-stricter") && change.about.starts_with("item.");
    match change.kind {
        "item-moved" | "item-removed" | "object-removed" if count.people > 0 => {
            Some(loses_data(change, count.people))
        }
        "item-stricter" if of_item && count.people > 0 => Some(may_not_fit(change, count.people)),
        "removed" if change.about.starts_with("subject-group.") && count.people > 0 => {
            Some(group_in_use(change, count.people))
        }
        "removed" if change.about.starts_with("consent.") && count.people > 0 => {
            Some(consent_in_use(change, count.people))
        }
        "role-removed" if count.staff > 0 => Some(role_in_use(change, count.staff)),
        _ => None,
    }
}

/// Purposes that are gone while consents to them are open, people work for them, or recipients get data for them.
fn purposes_in_use((old, new): (&Rules, &Rules), used: &InUse) -> Vec<(Problem, String)> {
    let mut found = Vec::new();
    for purpose in &old.statement().purposes {
        if new.purpose(&purpose.id).is_some() {
            continue;
        }
        let mut users = Vec::new();
        if let Some(consent) = &purpose.consent
            && let open @ 1.. = used.of(&format!("consent.{consent}")).people
        {
            users.push(counted(
                ["voimassa olevia suostumuksia", "gällande samtycken", "consents in force"],
                open,
            ));
        }
        let serves = |role: &&crate::statement::model::Role| {
            role.grants.iter().any(|grant| grant.purposes.contains(&purpose.id))
        };
        let staff: u64 = old
            .statement()
            .roles
            .iter()
            .filter(serves)
            .map(|role| used.of(&format!("role.{}", role.id)).staff)
            .sum();
        if staff > 0 {
            users.push(counted(
                [
                    "rooleja hoitavia käyttäjiä",
                    "användare med en roll för det",
                    "staff in roles that serve it",
                ],
                staff,
            ));
        }
        let recipients =
            old.statement().recipients.iter().filter(|one| one.purposes.contains(&purpose.id)).count() as u64;
        if recipients > 0 {
            users.push(counted(["tietojen saajia", "mottagare", "recipients"], recipients));
        }
        if !users.is_empty() {
            let problem = purpose_in_use(&purpose.name, &super::words::listed(&users));
            found.push((problem, format!("purpose.{}", purpose.id)));
        }
    }
    found
}

fn counted([fi, sv, en]: [&str; 3], count: u64) -> Text {
    Text { fi: format!("{fi} {count}"), sv: format!("{sv} {count}"), en: format!("{en} {count}") }
}

fn number(count: u64) -> Text {
    super::words::plain(&count.to_string())
}

fn decision(rule: &'static str, what: Text, remedy: [&str; 3]) -> Problem {
    Problem::decision(rule, what, say(remedy, &[]))
}

fn error(rule: &'static str, what: Text, remedy: [&str; 3]) -> Problem {
    Problem::error(rule, what, say(remedy, &[]))
}

fn other_register() -> Problem {
    error(
        "other-register",
        say(
            [
                "Versio kuvaa toista rekisteriä.",
                "Versionen beskriver ett annat register.",
                "The version describes another register.",
            ],
            &[],
        ),
        [
            "Pidä rekisterin tunnus (id) ennallaan; uusi rekisteri perustetaan omalla selosteellaan.",
            "Behåll registrets id; ett nytt register inrättas med en egen beskrivning.",
            "Keep the register's id; a new register is made with a statement of its own.",
        ],
    )
}

fn other_controller() -> Problem {
    error(
        "other-controller",
        say(
            [
                "Rekisterinpitäjän tunnus (id) vaihtuu.",
                "Den personuppgiftsansvarigas id ändras.",
                "The controller's id changes.",
            ],
            &[],
        ),
        [
            "Tunnus nimeää tietokannan ja avaimet, eikä se voi vaihtua. Jos rekisteri siirtyy toiselle yritykselle, vaihda nimi ja yhteystiedot ja pidä tunnus.",
            "Id anger databas och nycklar och kan inte ändras. Om registret övergår till ett annat företag, ändra namn och kontaktuppgifter och behåll id.",
            "The id names database and keys and can't change. When the register passes to another company, change name and contact details and keep the id.",
        ],
    )
}

fn weaker(change: &Change, people: u64) -> Problem {
    decision(
        "promise-weaker",
        say(
            [
                "Lupaus rekisterissä jo oleville heikkenee (rekisteröityjä {people}): {what}",
                "Ett löfte till dem som redan finns i registret blir svagare (registrerade: {people}): {what}",
                "A promise to those already in the register becomes weaker ({people} people): {what}",
            ],
            &[("people", &number(people)), ("what", &change.what)],
        ),
        [
            "Kirjaa päätös: miksi lupaus saa heiketä, miten asiasta kerrotaan ennen muutosta ja tarvitaanko suostumus. Tai pidä vanha lupaus.",
            "Anteckna ett beslut: varför löftet får bli svagare, hur de registrerade informeras före ändringen och om samtycke behövs. Eller behåll löftet.",
            "Record a decision: why it may become weaker, how people are told before it does, and whether consent is needed. Or keep the promise.",
        ],
    )
}

fn said_otherwise(change: &Change, people: u64) -> Problem {
    decision(
        "purpose-reworded",
        say(
            [
                "Käyttötarkoituksesta kerrotaan toisin kuin rekisterissä jo oleville on kerrottu (rekisteröityjä {people}): {what}",
                "Ett ändamål beskrivs på ett annat sätt än vad de som redan finns i registret har fått veta (registrerade: {people}): {what}",
                "A purpose is told in other words than those already in the register were told ({people} people): {what}",
            ],
            &[("people", &number(people)), ("what", &change.what)],
        ),
        [
            "Kirjaa päätös: merkitys on sama, tai miten laajemmasta käytöstä kerrotaan ennen muutosta. Uudelle käytölle kuuluu oma käyttötarkoitus.",
            "Anteckna ett beslut: betydelsen är densamma, eller hur de registrerade informeras om den vidare användningen före ändringen. En ny användning bör ha ett eget ändamål.",
            "Record a decision: it means the same, or how people are told of the wider use before it is done. A new use belongs in a purpose of its own.",
        ],
    )
}

fn loses_data(change: &Change, people: u64) -> Problem {
    decision(
        "data-becomes-undeclared",
        say(
            [
                "{what} Tietoa on tallennettu (henkilöitä {people}); seuraava säilytysajo hävittää sen.",
                "{what} Uppgiften har sparats (personer: {people}); nästa gallring förstör den.",
                "{what} It is stored of {people} people; the next retention run destroys it.",
            ],
            &[("what", &change.what), ("people", &number(people))],
        ),
        [
            "Kirjaa päätös, jos tiedot saa hävittää. Muuten pidä tieto selosteessa tai siirrä sen sisältö ensin muualle.",
            "Anteckna ett beslut om uppgifterna får förstöras. Behåll annars uppgiften i beskrivningen eller flytta först innehållet.",
            "Record a decision when the data may be destroyed. Otherwise keep it declared, or move its content first.",
        ],
    )
}

fn may_not_fit(change: &Change, people: u64) -> Problem {
    decision(
        "stored-values-may-not-fit",
        say(
            [
                "{what} Tieto on tallennettu (henkilöitä {people}), eivätkä kaikki arvot ehkä sovi uuteen sääntöön.",
                "{what} Uppgiften har sparats (personer: {people}), och alla värden passar kanske inte den nya regeln.",
                "{what} It is stored of {people} people, and not every value may fit the new rule.",
            ],
            &[("what", &change.what), ("people", &number(people))],
        ),
        [
            "Kirjaa päätös siitä, miten vanhat arvot korjataan, tai anna uudelle tiedolle uusi tunnus.",
            "Anteckna ett beslut om hur gamla värden rättas, eller ge den nya uppgiften ett nytt id.",
            "Record a decision on how older values are put right, or give the new item an id of its own.",
        ],
    )
}

fn group_in_use(change: &Change, people: u64) -> Problem {
    error(
        "group-in-use",
        say(
            [
                "{what} Ryhmään kuuluu yhä henkilöitä ({people}).",
                "{what} Gruppen har fortfarande medlemmar ({people}).",
                "{what} It still has members ({people}).",
            ],
            &[("what", &change.what), ("people", &number(people))],
        ),
        [
            "Pidä ryhmä selosteessa, kunnes siihen ei enää kuulu ketään.",
            "Behåll gruppen i beskrivningen tills den inte längre har medlemmar.",
            "Keep the group declared until nobody is in it.",
        ],
    )
}

fn consent_in_use(change: &Change, people: u64) -> Problem {
    decision(
        "consent-in-use",
        say(
            [
                "{what} Suostumuksia on voimassa ({people}).",
                "{what} Samtycken gäller fortfarande ({people}).",
                "{what} Consents to it are in force ({people}).",
            ],
            &[("what", &change.what), ("people", &number(people))],
        ),
        [
            "Kirjaa päätös: suostumukset raukeavat, ja niistä jää vain todiste. Tai pidä suostumus selosteessa.",
            "Anteckna ett beslut: samtyckena förfaller, och endast beviset finns kvar. Eller behåll samtycket i beskrivningen.",
            "Record a decision: the consents lapse, and only their evidence stays. Or keep the consent declared.",
        ],
    )
}

fn role_in_use(change: &Change, staff: u64) -> Problem {
    decision(
        "role-in-use",
        say(
            [
                "{what} Roolin haltijoita on {staff}.",
                "{what} Rollen innehas av {staff}.",
                "{what} It is held by {staff}.",
            ],
            &[("what", &change.what), ("staff", &number(staff))],
        ),
        [
            "Kirjaa päätös tai anna haltijoille ensin toinen rooli.",
            "Anteckna ett beslut eller ge innehavarna först en annan roll.",
            "Record a decision, or give its holders another role first.",
        ],
    )
}

fn purpose_in_use(name: &Text, users: &Text) -> Problem {
    decision(
        "purpose-in-use",
        say(
            [
                "Poistuva käyttötarkoitus ”{name}” on yhä käytössä: {users}.",
                "Ändamålet ”{name}” som tas bort används fortfarande: {users}.",
                "The purpose “{name}” that is to go is still in use: {users}.",
            ],
            &[("name", name), ("users", users)],
        ),
        [
            "Kirjaa päätös siitä, mitä suostumuksille, rooleille ja luovutuksille tapahtuu, tai pidä käyttötarkoitus selosteessa.",
            "Anteckna ett beslut om vad som händer med samtycken, roller och utlämnanden, eller behåll ändamålet i beskrivningen.",
            "Record a decision on what becomes of consents, roles and disclosures, or keep the purpose declared.",
        ],
    )
}
