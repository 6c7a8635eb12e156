//! No two things of a kind have the same name.

use super::{Check, every_item, text};
use crate::{diagnostics::Problem, text::Text};
use std::collections::BTreeMap;

impl Check<'_> {
    pub(super) fn ids(&mut self) {
        let s = self.written;
        let mut lists: Vec<(String, Vec<&str>)> = vec![
            ("system".to_owned(), s.systems.iter().map(|x| x.id.as_str()).collect()),
            ("purpose".to_owned(), s.purposes.iter().map(|x| x.id.as_str()).collect()),
            ("subject-group".to_owned(), s.subject_groups.iter().map(|x| x.id.as_str()).collect()),
            ("source".to_owned(), s.sources.iter().map(|x| x.id.as_str()).collect()),
            ("category".to_owned(), s.categories.iter().map(|x| x.id.as_str()).collect()),
            ("item".to_owned(), s.items.iter().map(|x| x.id.as_str()).collect()),
            ("object".to_owned(), s.objects.iter().map(|x| x.id.as_str()).collect()),
            ("catalogue".to_owned(), s.catalogues.iter().map(|x| x.id.as_str()).collect()),
            ("space".to_owned(), s.spaces.iter().map(|x| x.id.as_str()).collect()),
            ("component".to_owned(), s.components.iter().map(|x| x.id.as_str()).collect()),
            ("embed".to_owned(), s.embeds.iter().map(|x| x.id.as_str()).collect()),
            ("tracking".to_owned(), s.trackings.iter().map(|x| x.id.as_str()).collect()),
            ("area".to_owned(), s.areas.iter().map(|x| x.id.as_str()).collect()),
            ("role".to_owned(), s.roles.iter().map(|x| x.id.as_str()).collect()),
            ("recipient".to_owned(), s.recipients.iter().map(|x| x.id.as_str()).collect()),
            ("prohibition".to_owned(), s.prohibitions.iter().map(|x| x.id.as_str()).collect()),
            ("consent".to_owned(), s.consents.iter().map(|x| x.id.as_str()).collect()),
            ("site".to_owned(), s.sites.iter().map(|x| x.id.as_str()).collect()),
            ("host".to_owned(), s.hosts.iter().map(|x| x.name.as_str()).collect()),
            ("paper-store".to_owned(), s.paper_stores.iter().map(|x| x.id.as_str()).collect()),
            ("measure".to_owned(), s.measures.iter().map(|x| x.id.as_str()).collect()),
        ];
        for (o, object) in s.objects.iter().enumerate() {
            lists.push((format!("object[{o}].item"), object.items.iter().map(|x| x.id.as_str()).collect()));
            lists.push((
                format!("object[{o}].line-item"),
                object.line_items.iter().map(|x| x.id.as_str()).collect(),
            ));
            lists.push((format!("object[{o}].link"), object.links.iter().map(|x| x.id.as_str()).collect()));
            lists
                .push((format!("object[{o}].states"), object.states.iter().map(|x| x.id.as_str()).collect()));
        }
        for placed in every_item(s) {
            let choices = placed.item.choices.iter().map(|choice| choice.id.as_str());
            lists.push((format!("{}.choices", placed.path), choices.collect()));
        }
        let found: Vec<(String, Problem)> = lists.iter().flat_map(|(path, ids)| twice(path, ids)).collect();
        for (path, problem) in found {
            self.at(&path, problem);
        }
        self.companies();
    }

    /// The controller and the companies of its group share one list of names.
    fn companies(&mut self) {
        let own = self.written.controller.id.as_str();
        for (at, company) in self.written.group_companies.iter().enumerate() {
            let id = company.id.as_str();
            let earlier = self.written.group_companies.iter().take(at).find(|other| other.id == company.id);
            // The same company twice is one that came back; another under its name is a mistake.
            if id == own || earlier.is_some_and(|earlier| earlier.name != company.name) {
                self.at(&format!("group-company[{at}].id"), duplicate(id));
            }
        }
    }
}

fn twice(path: &str, ids: &[&str]) -> Vec<(String, Problem)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        if seen.insert(id, at).is_some() {
            found.push((format!("{path}[{at}].id"), duplicate(id)));
        }
    }
    found
}

pub(super) fn duplicate(id: &str) -> Problem {
    Problem::error(
        "duplicate-id",
        text(
            format!("Tunnus ”{id}” on jo käytössä ylempänä samassa luettelossa."),
            format!("Namnet ”{id}” används redan högre upp i samma lista."),
            format!("The name “{id}” is already used above in the same list."),
        ),
        Text::new(
            "Anna toiselle oma tunnus tai poista toinen.",
            "Ge den andra ett eget namn eller ta bort den ena.",
            "Give one of them a name of its own, or remove it.",
        ),
    )
}
