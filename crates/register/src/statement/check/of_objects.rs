//! Rules about keys that say something of a person's items alone, or of an object's alone. On an item of the other kind they would
//! be a promise that nothing keeps: an object is found, counted, kept and destroyed as a whole, through its person.

use super::{Check, Placed, every_item, text};
use crate::{
    diagnostics::Problem,
    statement::model::{Item, ObjectKind},
    text::Text,
};

impl Check<'_> {
    pub(super) fn items_of_objects(&mut self) {
        for Placed { path, item, object } in every_item(self.written) {
            let Some(object) = object else {
                for key in of_objects_alone(item) {
                    self.at(&format!("{path}.{key}"), of_object(&item.name, key));
                }
                continue;
            };
            for key in of_persons_alone(item) {
                self.at(&format!("{path}.{key}"), of_person(&item.name, key));
            }
            if item.retention.as_ref().is_some_and(|own| *own != object.retention) {
                self.at(&format!("{path}.retention"), goes_with_its_object(&item.name, object));
            }
        }
    }
}

/// The keys of an item that nothing would heed on an item of an object.
fn of_persons_alone(item: &Item) -> impl Iterator<Item = &'static str> {
    let given = [
        ("unique", item.unique),
        ("search", !item.search.is_empty()),
        ("generated", item.generated),
        ("groups", !item.groups.is_empty()),
        ("keep-replaced", item.keep_replaced.is_some()),
    ];
    given.into_iter().filter_map(|(key, given)| given.then_some(key))
}

/// The keys of an item that nothing would heed on an item of a person.
fn of_objects_alone(item: &Item) -> impl Iterator<Item = &'static str> {
    let given = [("required-in", !item.required_in.is_empty()), ("only-with", item.only_with.is_some())];
    given.into_iter().filter_map(|(key, given)| given.then_some(key))
}

fn of_object(item: &Text, key: &str) -> Problem {
    Problem::error(
        "key-of-an-objects-item",
        text(
            format!("”{}” on henkilön tieto, eikä ”{key}” vaikuta siihen mitenkään.", item.fi),
            format!("”{}” är en uppgift om personen, och ”{key}” har ingen verkan på den.", item.sv),
            format!("“{}” is an item of a person, where “{key}” has no effect.", item.en),
        ),
        text(
            format!("Poista {key}: se koskee vain tapahtumien tietoja ([[object.item]])."),
            format!("Ta bort {key}: det gäller bara objektens uppgifter ([[object.item]])."),
            format!("Remove {key}: it is for items of objects ([[object.item]]) alone."),
        ),
    )
}

fn of_person(item: &Text, key: &str) -> Problem {
    Problem::error(
        "key-of-a-persons-item",
        text(
            format!("”{}” on tapahtuman tieto, eikä ”{key}” vaikuta siihen mitenkään.", item.fi),
            format!("”{}” är en uppgift i ett objekt, och ”{key}” har ingen verkan på den.", item.sv),
            format!("“{}” is an item of an object, where “{key}” has no effect.", item.en),
        ),
        text(
            format!("Poista {key}: se koskee vain henkilön omia tietoja ([[item]])."),
            format!("Ta bort {key}: det gäller bara personens egna uppgifter ([[item]])."),
            format!("Remove {key}: it is for a person's own items ([[item]]) alone."),
        ),
    )
}

fn goes_with_its_object(item: &Text, object: &ObjectKind) -> Problem {
    Problem::error(
        "item-outlives-object",
        text(
            format!(
                "”{}” ei voi säilyä eri aikaa kuin ”{}”, johon se kuuluu: kaikki poistetaan yhdessä.",
                item.fi, object.name.fi
            ),
            format!(
                "”{}” kan inte bevaras en annan tid än ”{}”, som den hör till: allt raderas samtidigt.",
                item.sv, object.name.sv
            ),
            format!(
                "“{}” can't be kept for another time than “{}”, to which it belongs: all of it is destroyed together.",
                item.en, object.name.en
            ),
        ),
        Text::new(
            "Poista retention tästä, tai tee siitä oma tapahtumalaji, jolla on oma säilytysaika.",
            "Ta bort retention här, eller gör den till ett eget objektslag med en egen bevaringstid.",
            "Remove retention here, or make it a kind of object of its own with its own retention.",
        ),
    )
}
