//! Rules about sites, the hosts in them, and stores of paper.

use super::{Check, text};
use crate::{diagnostics::Problem, statement::model::Paper, text::Text};

impl Check<'_> {
    pub(super) fn places(&mut self) {
        let s = self.written;
        for (at, site) in s.sites.iter().enumerate() {
            let used = s.hosts.iter().any(|host| host.site == site.id);
            if used && site.measures.is_empty() {
                self.at(&format!("site[{at}].measures"), open_room(&site.name));
            }
        }
        for (at, store) in s.paper_stores.iter().enumerate() {
            if s.register.paper == Some(Paper::None) {
                self.at(&format!("paper-store[{at}]"), paper_after_all(&store.name));
            }
            if store.roles.is_empty() {
                self.at(&format!("paper-store[{at}].roles"), nobodys_store(&store.name));
            }
        }
        if s.register.paper == Some(Paper::Stores) && s.paper_stores.is_empty() {
            self.at("register.paper", no_store());
        }
    }
}

fn open_room(site: &Text) -> Problem {
    Problem::error(
        "site-without-measure",
        text(
            format!("Toimipaikassa ”{}” on palvelin, mutta mikään toimenpide ei sulje sitä.", site.fi),
            format!("På platsen ”{}” står en server, men ingen åtgärd stänger den.", site.sv),
            format!("A host stands in “{}”, but no measure closes it.", site.en),
        ),
        Text::new(
            "Nimeä site-kohdassa toimenpide ([[measure]]), jolla tila on suljettu.",
            "Nämn i site den åtgärd ([[measure]]) som håller utrymmet stängt.",
            "Name in site the measure ([[measure]]) by which the room is closed.",
        ),
    )
}

fn paper_after_all(store: &Text) -> Problem {
    Problem::error(
        "paper-after-all",
        text(
            format!(
                "Rekisterissä ei luvata olevan paperia, mutta paperivarasto ”{}” on ilmoitettu.",
                store.fi
            ),
            format!("Registret utlovas vara utan papper, men pappersarkivet ”{}” är angivet.", store.sv),
            format!("The register is promised to have no paper, yet “{}” is declared.", store.en),
        ),
        Text::new(
            "Poista paperivarasto tai lupaus.",
            "Ta bort pappersarkivet eller löftet.",
            "Remove the store or the promise.",
        ),
    )
}

fn nobodys_store(store: &Text) -> Problem {
    Problem::error(
        "store-of-nobody",
        text(
            format!("Paperivarastoon ”{}” ei pääse kukaan.", store.fi),
            format!("Ingen har tillträde till pappersarkivet ”{}”.", store.sv),
            format!("Nobody gets to the papers in “{}”.", store.en),
        ),
        Text::new(
            "Nimeä roolit, joilla on pääsy.",
            "Nämn rollerna med tillträde.",
            "Name the roles that get to it.",
        ),
    )
}

fn no_store() -> Problem {
    Problem::error(
        "paper-without-store",
        Text::new(
            "Paperia luvataan säilyttää varastoissa, mutta yhtään ei ole ilmoitettu.",
            "Papper sägs finnas i arkiv, men inget är angivet.",
            "Paper is said to be in stores, but none is declared.",
        ),
        Text::new("Lisää [[paper-store]].", "Lägg till [[paper-store]].", "Add a [[paper-store]]."),
    )
}
