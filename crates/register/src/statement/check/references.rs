//! Every name that is used is declared.

use std::collections::HashSet;

use super::{Check, Placed, every_item, text};
use crate::{
    diagnostics::Problem,
    document::nearest,
    statement::model::{Approach, ItemType, ObjectKind},
};

/// A list of declared names: the key of its tables, and what it is called.
struct Declared<'a> {
    key: &'static str,
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
    ids: Vec<&'a str>,
}

/// A place that names something.
struct Use<'a> {
    path: String,
    id: &'a str,
}

fn one<'a>(path: String, id: &'a str) -> Vec<Use<'a>> {
    vec![Use { path, id }]
}

fn many<'a, I: Iterator<Item = &'a str>>(path: &str, ids: I) -> Vec<Use<'a>> {
    ids.enumerate().map(|(at, id)| Use { path: format!("{path}[{at}]"), id }).collect()
}

/// What an object says of people being contacted, with its place below the object.
fn approaches(object: &ObjectKind) -> impl Iterator<Item = (String, &Approach)> {
    let own = object.approach.iter().map(|approach| (".approach".to_owned(), approach));
    let links = object.links.iter().enumerate();
    own.chain(links.filter_map(|(at, link)| Some((format!(".link[{at}].approach"), link.approach.as_ref()?))))
}

impl Check<'_> {
    pub(super) fn references(&mut self) {
        self.purposes_named();
        self.sources_named();
        self.categories_named();
        self.others_named();
        self.roles_and_companies_named();
        self.object_names();
        self.spaces_named();
        self.recordings_named();
        self.places_named();
    }

    fn purposes_named(&mut self) {
        let s = self.written;
        let declared = Declared {
            key: "purpose",
            fi: "Käyttötarkoitusta",
            sv: "Ändamålet",
            en: "The purpose",
            ids: s.purposes.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for Placed { path, item, .. } in every_item(self.written) {
            uses.extend(many(&format!("{path}.purposes"), item.purposes.iter().map(|x| x.as_str())));
        }
        for (at, category) in s.categories.iter().enumerate() {
            uses.extend(many(
                &format!("category[{at}].purposes"),
                category.purposes.iter().map(|x| x.as_str()),
            ));
        }
        for (at, object) in s.objects.iter().enumerate() {
            uses.extend(many(&format!("object[{at}].purposes"), object.purposes.iter().map(|x| x.as_str())));
        }
        for (at, object) in s.objects.iter().enumerate() {
            for (path, approach) in approaches(object) {
                uses.extend(one(format!("object[{at}]{path}.purpose"), approach.purpose.as_str()));
            }
        }
        for (at, recipient) in s.recipients.iter().enumerate() {
            uses.extend(many(
                &format!("recipient[{at}].purposes"),
                recipient.purposes.iter().map(|x| x.as_str()),
            ));
        }
        for (r, role) in s.roles.iter().enumerate() {
            for (g, grant) in role.grants.iter().enumerate() {
                let path = format!("role[{r}].grant[{g}].purposes");
                uses.extend(many(&path, grant.purposes.iter().map(|x| x.as_str())));
            }
        }
        self.unknown(&declared, &uses);
    }

    fn sources_named(&mut self) {
        let s = self.written;
        let declared = Declared {
            key: "source",
            fi: "Tietolähdettä",
            sv: "Källan",
            en: "The source",
            ids: s.sources.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for Placed { path, item, .. } in every_item(self.written) {
            uses.extend(many(&format!("{path}.sources"), item.sources.iter().map(|x| x.as_str())));
        }
        for (at, category) in s.categories.iter().enumerate() {
            uses.extend(many(
                &format!("category[{at}].sources"),
                category.sources.iter().map(|x| x.as_str()),
            ));
        }
        for (at, object) in s.objects.iter().enumerate() {
            uses.extend(many(&format!("object[{at}].sources"), object.sources.iter().map(|x| x.as_str())));
        }
        self.unknown(&declared, &uses);
    }

    fn categories_named(&mut self) {
        let s = self.written;
        let declared = Declared {
            key: "category",
            fi: "Tietoryhmää",
            sv: "Kategorin",
            en: "The category",
            ids: s.categories.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for Placed { path, item, .. } in every_item(self.written) {
            uses.extend(item.category.iter().flat_map(|id| one(format!("{path}.category"), id.as_str())));
        }
        for (at, object) in s.objects.iter().enumerate() {
            uses.extend(one(format!("object[{at}].category"), object.category.as_str()));
        }
        for (at, recipient) in s.recipients.iter().enumerate() {
            uses.extend(many(
                &format!("recipient[{at}].categories"),
                recipient.categories.iter().map(|x| x.as_str()),
            ));
        }
        for (r, role) in s.roles.iter().enumerate() {
            for (g, grant) in role.grants.iter().enumerate() {
                let path = format!("role[{r}].grant[{g}]");
                uses.extend(many(&format!("{path}.read"), grant.read.iter().map(|x| x.as_str())));
                uses.extend(many(&format!("{path}.change"), grant.change.iter().map(|x| x.as_str())));
            }
        }
        for (at, hold) in s.holds.iter().enumerate() {
            uses.extend(many(&format!("hold[{at}].categories"), hold.categories.iter().map(|x| x.as_str())));
        }
        self.unknown(&declared, &uses);
    }

    fn others_named(&mut self) {
        let s = self.written;
        let groups = Declared {
            key: "subject-group",
            fi: "Rekisteröityjen ryhmää",
            sv: "Gruppen av registrerade",
            en: "The group of people",
            ids: s.subject_groups.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for Placed { path, item, .. } in every_item(self.written) {
            uses.extend(many(&format!("{path}.groups"), item.groups.iter().map(|x| x.as_str())));
        }
        for (at, object) in s.objects.iter().enumerate() {
            uses.extend(many(&format!("object[{at}].groups"), object.groups.iter().map(|x| x.as_str())));
            for (number, link) in object.links.iter().enumerate() {
                let path = format!("object[{at}].link[{number}].groups");
                uses.extend(many(&path, link.groups.iter().map(|x| x.as_str())));
            }
        }
        for (at, group) in s.subject_groups.iter().enumerate() {
            let of = group.contact_of.iter();
            uses.extend(of.flat_map(|id| one(format!("subject-group[{at}].contact-of"), id.as_str())));
        }
        for (at, purpose) in s.purposes.iter().enumerate() {
            uses.extend(many(&format!("purpose[{at}].groups"), purpose.groups.iter().map(|x| x.as_str())));
        }
        for form in s.subscription.iter() {
            uses.extend(one("subscription.group".to_owned(), form.group.as_str()));
        }
        self.unknown(&groups, &uses);

        let consents = Declared {
            key: "consent",
            fi: "Suostumusta",
            sv: "Samtycket",
            en: "The consent",
            ids: s.consents.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for (at, purpose) in s.purposes.iter().enumerate() {
            let consent = purpose.consent.iter();
            uses.extend(consent.flat_map(|id| one(format!("purpose[{at}].consent"), id.as_str())));
        }
        for form in s.subscription.iter() {
            uses.extend(one("subscription.consent".to_owned(), form.consent.as_str()));
            uses.extend(many("subscription.also", form.also.iter().map(|x| x.as_str())));
        }
        self.unknown(&consents, &uses);
    }

    fn roles_and_companies_named(&mut self) {
        let s = self.written;
        let roles = Declared {
            key: "role",
            fi: "Roolia",
            sv: "Rollen",
            en: "The role",
            ids: s.roles.iter().map(|x| x.id.as_str()).collect(),
        };
        let owners = s.measures.iter().enumerate();
        let mut uses: Vec<_> =
            owners.flat_map(|(at, x)| one(format!("measure[{at}].owner"), x.owner.as_str())).collect();
        for (at, measure) in s.measures.iter().enumerate() {
            let deputy = measure.deputy.iter();
            uses.extend(deputy.flat_map(|id| one(format!("measure[{at}].deputy"), id.as_str())));
        }
        for (at, store) in s.paper_stores.iter().enumerate() {
            uses.extend(many(&format!("paper-store[{at}].roles"), store.roles.iter().map(|x| x.as_str())));
        }
        self.unknown(&roles, &uses);

        let own = std::iter::once(s.controller.id.as_str());
        let companies = Declared {
            key: "group-company",
            fi: "Yritystä",
            sv: "Företaget",
            en: "The company",
            ids: own
                .chain(s.group_companies.iter().map(|x| x.id.as_str()))
                .chain(s.joint_controllers.iter().map(|x| x.id.as_str()))
                .collect(),
        };
        let mut uses = Vec::new();
        for (at, role) in s.roles.iter().enumerate() {
            uses.extend(many(&format!("role[{at}].companies"), role.companies.iter().map(|x| x.as_str())));
        }
        for (at, recipient) in s.recipients.iter().enumerate() {
            let company = recipient.company.iter();
            uses.extend(company.flat_map(|id| one(format!("recipient[{at}].company"), id.as_str())));
        }
        for (at, purpose) in s.purposes.iter().enumerate() {
            let marketer = purpose.marketer.iter();
            uses.extend(marketer.flat_map(|id| one(format!("purpose[{at}].marketer"), id.as_str())));
        }
        self.unknown(&companies, &uses);
    }

    fn object_names(&mut self) {
        let s = self.written;
        let objects = Declared {
            key: "object",
            fi: "Tapahtumalajia",
            sv: "Objektslaget",
            en: "The kind of object",
            ids: s.objects.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for (at, object) in s.objects.iter().enumerate() {
            uses.extend(many(&format!("object[{at}].parents"), object.parents.iter().map(|x| x.as_str())));
        }
        self.unknown(&objects, &uses);
        for (at, object) in s.objects.iter().enumerate() {
            let states = Declared {
                key: "states",
                fi: "Tilaa",
                sv: "Tillståndet",
                en: "The state",
                ids: object.states.iter().map(|x| x.id.as_str()).collect(),
            };
            let path = format!("object[{at}]");
            let mut uses =
                many(&format!("{path}.closed-states"), object.closed_states.iter().map(|x| x.as_str()));
            let frozen = object.frozen_states.iter().map(|x| x.as_str());
            uses.extend(many(&format!("{path}.frozen-states"), frozen));
            for (number, item) in object.items.iter().enumerate() {
                let required = item.required_in.iter().map(|x| x.as_str());
                uses.extend(many(&format!("{path}.item[{number}].required-in"), required));
            }
            self.unknown(&states, &uses);
            let flags = Declared {
                key: "item",
                fi: "Lipputietoa",
                sv: "Flagguppgiften",
                en: "The flag",
                ids: object
                    .items
                    .iter()
                    .filter(|x| x.item_type == ItemType::Flag)
                    .map(|x| x.id.as_str())
                    .collect(),
            };
            let mut uses = Vec::new();
            for (number, item) in object.items.iter().enumerate() {
                let flag = item.only_with.iter();
                uses.extend(flag.flat_map(|id| one(format!("{path}.item[{number}].only-with"), id.as_str())));
            }
            self.unknown(&flags, &uses);
        }
    }

    fn spaces_named(&mut self) {
        let s = self.written;
        let spaces = Declared {
            key: "space",
            fi: "Tilaa",
            sv: "Utrymmet",
            en: "The space",
            ids: s.spaces.iter().map(|x| x.id.as_str()).collect(),
        };
        let kinds = s.objects.iter().enumerate();
        let uses: Vec<_> = kinds
            .filter_map(|(at, x)| Some(one(format!("object[{at}].space"), x.space.as_ref()?.as_str())))
            .flatten()
            .collect();
        self.unknown(&spaces, &uses);
        let systems = Declared {
            key: "system",
            fi: "Järjestelmää",
            sv: "Systemet",
            en: "The system",
            ids: s.systems.iter().map(|x| x.id.as_str()).collect(),
        };
        let components = s.components.iter().enumerate();
        let uses: Vec<_> = components
            .flat_map(|(at, x)| one(format!("component[{at}].service"), x.service.as_str()))
            .collect();
        self.unknown(&systems, &uses);
        let recipients = Declared {
            key: "recipient",
            fi: "Vastaanottajaa",
            sv: "Mottagaren",
            en: "The recipient",
            ids: s.recipients.iter().map(|x| x.id.as_str()).collect(),
        };
        let components = s.components.iter().enumerate();
        let uses: Vec<_> = components
            .flat_map(|(at, x)| one(format!("component[{at}].recipient"), x.recipient.as_str()))
            .collect();
        self.unknown(&recipients, &uses);
    }

    fn places_named(&mut self) {
        let s = self.written;
        let sites = Declared {
            key: "site",
            fi: "Toimipaikkaa",
            sv: "Platsen",
            en: "The site",
            ids: s.sites.iter().map(|x| x.id.as_str()).collect(),
        };
        let hosts = s.hosts.iter().enumerate();
        let mut uses: Vec<_> =
            hosts.flat_map(|(at, x)| one(format!("host[{at}].site"), x.site.as_str())).collect();
        for (at, store) in s.paper_stores.iter().enumerate() {
            let site = store.site.iter();
            uses.extend(site.flat_map(|id| one(format!("paper-store[{at}].site"), id.as_str())));
        }
        self.unknown(&sites, &uses);
        let measures = Declared {
            key: "measure",
            fi: "Toimenpidettä",
            sv: "Åtgärden",
            en: "The measure",
            ids: s.measures.iter().map(|x| x.id.as_str()).collect(),
        };
        let mut uses = Vec::new();
        for (at, site) in s.sites.iter().enumerate() {
            uses.extend(many(&format!("site[{at}].measures"), site.measures.iter().map(|x| x.as_str())));
        }
        self.unknown(&measures, &uses);
    }

    /// Categories and kinds of object that the rules of recordings name.
    fn recorded_kinds(&mut self, categories: &[Use<'_>], events: &[Use<'_>]) {
        let s = self.written;
        let declared = Declared {
            key: "category",
            fi: "Tietoryhmää",
            sv: "Kategorin",
            en: "The category",
            ids: s.categories.iter().map(|x| x.id.as_str()).collect(),
        };
        self.unknown(&declared, categories);
        let declared = Declared {
            key: "object",
            fi: "Tapahtumalajia",
            sv: "Objektslaget",
            en: "The kind of object",
            ids: s.objects.iter().map(|x| x.id.as_str()).collect(),
        };
        self.unknown(&declared, events);
    }

    fn recordings_named(&mut self) {
        let s = self.written;
        let (mut roles, mut purposes) = (Vec::new(), Vec::new());
        let (mut categories, mut events) = (Vec::new(), Vec::new());
        for (at, object) in s.objects.iter().enumerate() {
            let entitled = object.recording.iter().flat_map(|it| &it.entitled).map(|x| x.as_str());
            categories.extend(many(&format!("object[{at}].recording.entitled"), entitled));
            let listeners = object.recording.iter().flat_map(|it| &it.listeners).enumerate();
            for (number, listener) in listeners {
                let path = format!("object[{at}].recording.listen[{number}]");
                roles.extend(many(&format!("{path}.roles"), listener.roles.iter().map(|x| x.as_str())));
                events.extend(many(&format!("{path}.events"), listener.events.iter().map(|x| x.as_str())));
                purposes
                    .extend(many(&format!("{path}.purposes"), listener.purposes.iter().map(|x| x.as_str())));
            }
        }
        self.recorded_kinds(&categories, &events);
        for Placed { path, item, .. } in every_item(s) {
            let whole = item.mask.iter().flat_map(|mask| &mask.whole_for).map(|x| x.as_str());
            purposes.extend(many(&format!("{path}.mask.whole-for"), whole));
        }
        let declared = Declared {
            key: "role",
            fi: "Roolia",
            sv: "Rollen",
            en: "The role",
            ids: s.roles.iter().map(|x| x.id.as_str()).collect(),
        };
        self.unknown(&declared, &roles);
        let declared = Declared {
            key: "purpose",
            fi: "Käyttötarkoitusta",
            sv: "Ändamålet",
            en: "The purpose",
            ids: s.purposes.iter().map(|x| x.id.as_str()).collect(),
        };
        self.unknown(&declared, &purposes);
    }

    fn unknown(&mut self, declared: &Declared<'_>, uses: &[Use<'_>]) {
        // When a declaration itself is broken, its name may be just the one that is missed.
        if self.document.broken.names_of(declared.key) {
            return;
        }
        let known: HashSet<&str> = declared.ids.iter().copied().collect();
        for used in uses.iter().filter(|used| !known.contains(used.id)) {
            self.at(&used.path, not_declared(declared, used.id));
        }
    }
}

fn not_declared(declared: &Declared<'_>, id: &str) -> Problem {
    let Declared { key, fi, sv, en, ids } = declared;
    let remedy = match nearest(id, ids) {
        Some(near) => text(
            format!("Tarkoititko ”{near}”? Muussa tapauksessa esittele se kohdassa [[{key}]]."),
            format!("Menade du ”{near}”? Deklarera den annars under [[{key}]]."),
            format!("Did you mean “{near}”? If not, declare it under [[{key}]]."),
        ),
        None if ids.is_empty() => text(
            format!("Esittele se kohdassa [[{key}]]."),
            format!("Deklarera den under [[{key}]]."),
            format!("Declare it under [[{key}]]."),
        ),
        None => {
            let shown = ids.iter().take(20).copied().collect::<Vec<_>>().join(", ");
            let all = if ids.len() > 20 { format!("{shown}, …") } else { shown };
            text(
                format!("Esittele se kohdassa [[{key}]] tai valitse jokin näistä: {all}."),
                format!("Deklarera den under [[{key}]] eller välj något av dessa: {all}."),
                format!("Declare it under [[{key}]], or choose one of: {all}."),
            )
        }
    };
    Problem::error(
        "unknown-reference",
        text(
            format!("{fi} ”{id}” ei ole selosteessa."),
            format!("{sv} ”{id}” finns inte i beskrivningen."),
            format!("{en} “{id}” is not in the statement."),
        ),
        remedy,
    )
}
