//! What is declared and never used: not wrong, but worth knowing, because a notice prints it.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::{CategoryId, PurposeId, SourceId},
    text::Text,
};
use std::collections::HashSet;

impl Check<'_> {
    pub(super) fn unused(&mut self) {
        if self.unsure("role") || self.unsure("item") || self.unsure("object") {
            return;
        }
        let statement = self.filled;
        let grants = || statement.roles.iter().flat_map(|role| &role.grants);
        let served: HashSet<&PurposeId> = grants().flat_map(|grant| &grant.purposes).collect();
        for (at, purpose) in statement.purposes.iter().enumerate() {
            if !served.contains(&purpose.id) {
                self.at(&format!("purpose[{at}]"), nobody_serves(&purpose.name));
            }
        }
        let read: HashSet<&CategoryId> = grants().flat_map(|grant| &grant.read).collect();
        for (at, category) in statement.categories.iter().enumerate() {
            if !read.contains(&category.id) && self.index.contents.contains_key(&category.id) {
                self.at(&format!("category[{at}]"), nobody_reads(&category.name));
            }
        }
        let items = self.index.items.iter().flat_map(|placed| &placed.item.sources);
        let objects = statement.objects.iter().flat_map(|object| &object.sources);
        let used: HashSet<&SourceId> = items.chain(objects).collect();
        for (at, source) in statement.sources.iter().enumerate() {
            if !used.contains(&source.id) {
                self.at(&format!("source[{at}]"), brings_nothing(&source.name));
            }
        }
    }
}

fn nobody_serves(name: &Text) -> Problem {
    Problem::note(
        "purpose-nobody-serves",
        text(
            format!("Millään roolilla ei ole käyttötarkoitusta ”{}”.", name.fi),
            format!("Ingen roll har ändamålet ”{}”.", name.sv),
            format!("No role has the purpose “{}”.", name.en),
        ),
        Text::new(
            "Anna se jollekin roolille kohdassa [[role.grant]] tai poista se, jos kukaan ei tee sitä työtä.",
            "Ge det till en roll under [[role.grant]] eller ta bort det om ingen gör det arbetet.",
            "Give it to a role under [[role.grant]], or remove it if nobody does that work.",
        ),
    )
}

fn nobody_reads(name: &Text) -> Problem {
    Problem::note(
        "category-nobody-reads",
        text(
            format!("Kukaan ei saa nähdä tietoryhmää ”{}”.", name.fi),
            format!("Ingen får se kategorin ”{}”.", name.sv),
            format!("Nobody may see the category “{}”.", name.en),
        ),
        Text::new(
            "Tietoa, jota kukaan ei tarvitse, ei pidä kerätä. Lisää lukuoikeus roolille, joka sitä tarvitsee, tai poista tietoryhmä.",
            "En uppgift som ingen behöver ska inte samlas in. Lägg till läsrätt för den roll som behöver den eller ta bort kategorin.",
            "What nobody needs should not be collected. Let the role that needs it read it, or remove the category.",
        ),
    )
}

fn brings_nothing(name: &Text) -> Problem {
    Problem::note(
        "source-brings-nothing",
        text(
            format!("Lähteestä ”{}” ei tule mitään tietoa.", name.fi),
            format!("Från källan ”{}” kommer ingen uppgift.", name.sv),
            format!("Nothing comes from the source “{}”.", name.en),
        ),
        Text::new(
            "Lisää se niiden tietojen lähteisiin, jotka siitä tulevat, tai poista se. Seloste luettelee sen tietolähteenä.",
            "Lägg till den som källa för de uppgifter som kommer därifrån eller ta bort den. Beskrivningen nämner den som källa.",
            "Add it to the sources of what comes from it, or remove it. The notice lists it as a source.",
        ),
    )
}
