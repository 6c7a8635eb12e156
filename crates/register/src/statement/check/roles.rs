//! Rules about roles: nobody sees or does more than their purpose needs.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::CategoryId,
    statement::model::{Action, Category, Grant, Output, Purpose, Role, Scope},
    text::Text,
};

impl Check<'_> {
    pub(super) fn roles(&mut self) {
        let statement = self.filled;
        for (r, role) in statement.roles.iter().enumerate() {
            let path = format!("role[{r}]");
            if role.grants.is_empty() && role.duties.is_empty() && !self.unsure(&path) {
                self.at(&path, does_nothing(&role.name));
            }
            if role.scope == Scope::Area && statement.areas.is_empty() && !self.unsure("area") {
                self.at(&format!("{path}.scope"), no_areas(&role.name));
            }
            for (g, grant) in role.grants.iter().enumerate() {
                self.grant(&format!("{path}.grant[{g}]"), role, grant);
            }
        }
        for (at, category) in statement.categories.iter().enumerate() {
            self.empty_category(at, category);
        }
    }

    fn grant(&mut self, path: &str, role: &Role, grant: &Grant) {
        if grant.purposes.is_empty() {
            self.at(&format!("{path}.purposes"), grant_without_purpose(&role.name));
        }
        for (at, category) in grant.change.iter().enumerate() {
            if !grant.read.contains(category) {
                self.at(&format!("{path}.change[{at}]"), change_without_read(&role.name, category));
            }
        }
        let index = self.index;
        let purposes: Vec<&Purpose> =
            grant.purposes.iter().filter_map(|id| index.purposes.get(id).copied()).collect();
        if let Some(purpose) = purposes.iter().find(|purpose| purpose.output == Output::Aggregate) {
            let key = if grant.read.is_empty() { "actions" } else { "read" };
            if !grant.read.is_empty() || grant.actions.iter().any(|action| *action != Action::Count) {
                self.at(&format!("{path}.{key}"), aggregate_opens_rows(&role.name, &purpose.name));
            }
            return;
        }
        for (at, category) in grant.read.iter().enumerate() {
            self.readable(&format!("{path}.read[{at}]"), role, &purposes, category);
        }
    }

    /// A category is opened whole: each of its items must be needed by each purpose that the role opens it for.
    fn readable(&mut self, path: &str, role: &Role, purposes: &[&Purpose], id: &CategoryId) {
        let index = self.index;
        let (Some(category), Some(contents)) = (index.categories.get(id), index.contents.get(id)) else {
            return;
        };
        let needed = |purpose: &Purpose| contents.needed_by.get(&purpose.id).copied().unwrap_or(0);
        let Some(purpose) = purposes.iter().find(|purpose| needed(purpose) < contents.parts.len()) else {
            return;
        };
        let problem = if needed(purpose) == 0 {
            not_needed(&role.name, &category.name, &purpose.name)
        } else {
            let extra = contents.parts.iter().filter(|(_, needs)| !needs.contains(&purpose.id));
            let extra: Vec<&Text> = extra.map(|(name, _)| *name).take(5).collect();
            mixes_access(&role.name, &category.name, &purpose.name, &extra)
        };
        self.at(path, problem);
    }

    fn empty_category(&mut self, at: usize, category: &Category) {
        let held = self.index.contents.contains_key(&category.id);
        if !held && !self.unsure("item") && !self.unsure("object") {
            self.at(&format!("category[{at}]"), empty_category(&category.name));
        }
    }
}

fn change_without_read(role: &Text, category: &CategoryId) -> Problem {
    Problem::error(
        "change-without-read",
        text(
            format!("Rooli ”{}” saa muuttaa tietoryhmää ”{category}”, mutta ei nähdä sitä.", role.fi),
            format!("Rollen ”{}” får ändra kategorin ”{category}” men inte se den.", role.sv),
            format!("The role “{}” may change the category “{category}” but not see it.", role.en),
        ),
        Text::new(
            "Lisää tietoryhmä myös luetteloon read tai poista se luettelosta change.",
            "Lägg till kategorin också i listan read eller ta bort den ur change.",
            "Add the category to read as well, or remove it from change.",
        ),
    )
}

fn grant_without_purpose(role: &Text) -> Problem {
    Problem::error(
        "grant-without-purpose",
        text(
            format!("Roolin ”{}” oikeudelle ei ole käyttötarkoitusta.", role.fi),
            format!("Rollen ”{}” har en rättighet utan ändamål.", role.sv),
            format!("A grant of the role “{}” serves no purpose.", role.en),
        ),
        Text::new(
            "Kerro, mitä varten tietoja käytetään: purposes = [\"...\"].",
            "Ange vad uppgifterna används till: purposes = [\"...\"].",
            "Say what the data is used for: purposes = [\"...\"].",
        ),
    )
}

fn aggregate_opens_rows(role: &Text, purpose: &Text) -> Problem {
    Problem::error(
        "aggregate-opens-rows",
        text(
            format!(
                "”{}” antaa vain koosteita, mutta rooli ”{}” pääsisi siinä henkilöiden tietoihin.",
                purpose.fi, role.fi
            ),
            format!(
                "”{}” ger bara sammanställningar, men rollen ”{}” skulle komma åt personernas uppgifter.",
                purpose.sv, role.sv
            ),
            format!(
                "“{}” gives aggregates only, but the role “{}” would get at persons' data.",
                purpose.en, role.en
            ),
        ),
        Text::new(
            "Poista read ja change; jätä actions = [\"count\"].",
            "Ta bort read och change; lämna actions = [\"count\"].",
            "Remove read and change; leave actions = [\"count\"].",
        ),
    )
}

fn mixes_access(role: &Text, category: &Text, purpose: &Text, extra: &[&Text]) -> Problem {
    let names = |open: char, get: fn(&Text) -> &str| {
        let mut names: Vec<String> =
            extra.iter().take(4).map(|name| format!("{open}{}”", get(name))).collect();
        if extra.len() > 4 {
            names.push("…".to_owned());
        }
        names.join(", ")
    };
    let (fi, sv, en) =
        (names('”', |name| &name.fi), names('”', |name| &name.sv), names('“', |name| &name.en));
    Problem::error(
        "category-mixes-access",
        text(
            format!(
                "Rooli ”{}” näkisi tietoryhmästä ”{}” myös sellaista, mitä ”{}” ei tarvitse: {fi}.",
                role.fi, category.fi, purpose.fi
            ),
            format!(
                "Rollen ”{}” skulle i kategorin ”{}” se även sådant som ”{}” inte behöver: {sv}.",
                role.sv, category.sv, purpose.sv
            ),
            format!(
                "The role “{}” would see in the category “{}” what “{}” does not need: {en}.",
                role.en, category.en, purpose.en
            ),
        ),
        Text::new(
            "Siirrä nuo tiedot omaan tietoryhmäänsä, tai lisää käyttötarkoitus niille, jos se todella tarvitsee ne.",
            "Flytta uppgifterna till en egen kategori, eller lägg till ändamålet för dem om det verkligen behöver dem.",
            "Move them to a category of their own, or add the purpose to them if it really needs them.",
        ),
    )
}

fn not_needed(role: &Text, category: &Text, purpose: &Text) -> Problem {
    Problem::error(
        "category-not-needed",
        text(
            format!(
                "”{}” ei tarvitse mitään tietoryhmästä ”{}”, mutta rooli ”{}” näkisi sen.",
                purpose.fi, category.fi, role.fi
            ),
            format!(
                "”{}” behöver inget ur kategorin ”{}”, men rollen ”{}” skulle se den.",
                purpose.sv, category.sv, role.sv
            ),
            format!(
                "“{}” needs nothing of the category “{}”, but the role “{}” would see it.",
                purpose.en, category.en, role.en
            ),
        ),
        Text::new(
            "Poista tietoryhmä luettelosta read tai lisää käyttötarkoitus niille tiedoille, joita se tarvitsee.",
            "Ta bort kategorin ur read eller lägg till ändamålet för de uppgifter som det behöver.",
            "Remove the category from read, or add the purpose to the items that it needs.",
        ),
    )
}

fn does_nothing(role: &Text) -> Problem {
    Problem::note(
        "role-does-nothing",
        text(
            format!("Rooli ”{}” ei saa tehdä mitään.", role.fi),
            format!("Rollen ”{}” får inte göra någonting.", role.sv),
            format!("The role “{}” may do nothing.", role.en),
        ),
        Text::new(
            "Lisää [[role.grant]] tai duties, tai poista rooli.",
            "Lägg till [[role.grant]] eller duties, eller ta bort rollen.",
            "Add a [[role.grant]] or duties, or remove the role.",
        ),
    )
}

fn no_areas(role: &Text) -> Problem {
    Problem::error(
        "scope-without-areas",
        text(
            format!("Rooli ”{}” on rajattu alueisiin, mutta selosteessa ei ole alueita.", role.fi),
            format!("Rollen ”{}” är begränsad till områden, men beskrivningen har inga områden.", role.sv),
            format!("The role “{}” is limited to areas, but the statement has none.", role.en),
        ),
        Text::new(
            "Lisää [[area]] tai valitse jokin muu scope.",
            "Lägg till [[area]] eller välj en annan scope.",
            "Add an [[area]], or choose another scope.",
        ),
    )
}

fn empty_category(name: &Text) -> Problem {
    Problem::note(
        "empty-category",
        text(
            format!("Tietoryhmässä ”{}” ei ole mitään.", name.fi),
            format!("Kategorin ”{}” är tom.", name.sv),
            format!("The category “{}” is empty.", name.en),
        ),
        Text::new(
            "Poista tietoryhmä tai lisää siihen tietoja.",
            "Ta bort kategorin eller lägg till uppgifter i den.",
            "Remove it, or put items in it.",
        ),
    )
}
