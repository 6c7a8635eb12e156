//! Rules about derived items, coarser dates, masks, and what is never done with data.

use super::{Check, Placed, every_item, text};
use crate::{
    diagnostics::Problem,
    item::knows_postal_codes_of,
    statement::model::{Item, ItemType, Purpose, Statement},
    text::Text,
};
use std::collections::HashMap;

impl Check<'_> {
    pub(super) fn derived(&mut self) {
        let index = self.index;
        let names: HashMap<String, usize> =
            index.items.iter().enumerate().map(|(at, placed)| (full_name(placed), at)).collect();
        let inputs: Vec<Vec<Option<usize>>> = index
            .items
            .iter()
            .map(|placed| placed.item.inputs.iter().map(|name| names.get(name).copied()).collect())
            .collect();
        for (placed, inputs) in index.items.iter().zip(&inputs) {
            self.inputs(placed, inputs);
            self.coarse(placed);
        }
        self.cycles(&inputs);
        // What items take from their category or kind is told once, where it stands.
        for placed in every_item(self.written) {
            self.never(&format!("{}.purposes", placed.path), &placed.item.name, &placed.item.purposes);
        }
        for (at, category) in self.filled.categories.iter().enumerate() {
            self.never(&format!("category[{at}].purposes"), &category.name, &category.purposes);
        }
        for (at, object) in self.filled.objects.iter().enumerate() {
            self.never(&format!("object[{at}].purposes"), &object.name, &object.purposes);
        }
    }

    fn inputs(&mut self, placed: &Placed<'_>, inputs: &[Option<usize>]) {
        let Placed { path, item, .. } = placed;
        if !item.inputs.is_empty() && item.derived.is_none() {
            self.at(&format!("{path}.inputs"), derived_without_words(&item.name));
        }
        for (number, name) in item.inputs.iter().enumerate() {
            let kind = self.filled.objects.iter().any(|kind| kind.id.as_str() == name);
            if inputs.get(number).is_some_and(Option::is_none)
                && !kind
                && !self.unsure("item")
                && !self.unsure("object")
            {
                self.at(&format!("{path}.inputs[{number}]"), unknown_input(&item.name, name));
            }
        }
    }

    /// What is derived from itself never comes about. Each circle is told once, at its first item.
    fn cycles(&mut self, inputs: &[Vec<Option<usize>>]) {
        let mut done = vec![false; inputs.len()];
        for start in 0..inputs.len() {
            let mut way: Vec<(usize, usize)> = Vec::new();
            if let Some((item, number)) = circle(inputs, start, &mut way, &mut done) {
                let items = &self.index.items;
                let (Some(from), Some(to)) = (items.get(item), items.get(start)) else { continue };
                let problem = derived_from_itself(&to.item.name);
                let (path, other) = (to.path.clone(), format!("{}.inputs[{number}]", from.path));
                self.both((&path, &other), problem);
            }
        }
    }

    fn coarse(&mut self, placed: &Placed<'_>) {
        let Placed { path, item, .. } = placed;
        if item.precision.is_some() && !matches!(item.item_type, ItemType::Date | ItemType::BirthDate) {
            self.at(&format!("{path}.precision"), not_a_date(&item.name));
        }
        let fits = |decimals: &u32| item.item_type == ItemType::Decimal && (1..=6).contains(decimals);
        if item.decimals.is_some_and(|decimals| !fits(&decimals)) {
            self.at(&format!("{path}.decimals"), not_decimals(&item.name));
        }
        for (number, country) in item.countries.iter().enumerate() {
            let fits = item.item_type == ItemType::PostalCode && knows_postal_codes_of(country);
            if !fits {
                self.at(&format!("{path}.countries[{number}]"), no_codes_of(&item.name, country));
            }
        }
        let Some(mask) = &item.mask else { return };
        for (number, purpose) in mask.whole_for.iter().enumerate() {
            if !item.purposes.contains(purpose) && self.index.purposes.contains_key(purpose) {
                self.at(&format!("{path}.mask.whole-for[{number}]"), mask_for_stranger(&item.name));
            }
        }
        if matches!(item.item_type, ItemType::Flag | ItemType::Choice) {
            self.at(&format!("{path}.mask"), mask_on_choice(&item.name));
        }
    }

    /// What one purpose rules out, another may not do with the same data (claims R2-003, R7-009).
    fn never(&mut self, path: &str, name: &Text, purposes: &[crate::id::PurposeId]) {
        let filled = self.filled;
        for (at, purpose) in filled.purposes.iter().enumerate() {
            if purpose.never.is_empty() || !purposes.contains(&purpose.id) {
                continue;
            }
            let ruled_out = |it: &&Purpose| purposes.contains(&it.id) && purpose.never.contains(&it.class);
            if let Some(other) = filled.purposes.iter().find(ruled_out) {
                self.both(
                    (path, &format!("purpose[{at}].never")),
                    never_and_used(name, &purpose.name, &other.name),
                );
                return;
            }
        }
    }
}

/// Purposes for which something is kept, without those that another of its purposes rules out: the stricter passage holds
/// until somebody decides.
pub(in crate::statement) fn ruled_out(
    statement: &Statement,
    purposes: &[crate::id::PurposeId],
) -> Vec<crate::id::PurposeId> {
    let of = |id: &crate::id::PurposeId| statement.purposes.iter().find(|it| it.id == *id);
    let never: Vec<_> = purposes.iter().filter_map(of).flat_map(|it| &it.never).collect();
    let out = |id: &&crate::id::PurposeId| of(id).is_some_and(|it| never.contains(&&it.class));
    purposes.iter().filter(out).cloned().collect()
}

fn full_name(placed: &Placed<'_>) -> String {
    let Item { id, .. } = placed.item;
    placed.object.map_or_else(|| id.to_string(), |object| format!("{}.{id}", object.id))
}

/// The input by which a walk from `start` comes back to `start`.
fn circle(
    inputs: &[Vec<Option<usize>>],
    start: usize,
    way: &mut Vec<(usize, usize)>,
    done: &mut [bool],
) -> Option<(usize, usize)> {
    if done.get(start).copied().unwrap_or(true) {
        return None;
    }
    let mut seen = vec![false; inputs.len()];
    way.push((start, 0));
    while let Some((item, number)) = way.pop() {
        let Some(next) = inputs.get(item).and_then(|list| list.get(number)) else {
            if let Some(mark) = done.get_mut(item) {
                *mark = true;
            }
            continue;
        };
        way.push((item, number + 1));
        match next {
            Some(next) if *next == start => {
                for (item, _) in way.drain(..) {
                    if let Some(mark) = done.get_mut(item) {
                        *mark = true;
                    }
                }
                return Some((item, number));
            }
            Some(next) => {
                let fresh = !done.get(*next).copied().unwrap_or(true);
                if let Some(mark) = seen.get_mut(*next).filter(|mark| !**mark && fresh) {
                    *mark = true;
                    way.push((*next, 0));
                }
            }
            None => {}
        }
    }
    None
}

fn derived_without_words(name: &Text) -> Problem {
    Problem::error(
        "derived-without-words",
        text(
            format!("Tieto ”{}” johdetaan muista, mutta henkilölle ei kerrota miten.", name.fi),
            format!("Uppgiften ”{}” härleds ur andra, men personen får inte veta hur.", name.sv),
            format!("“{}” is derived from other items, but the person is not told how.", name.en),
        ),
        Text::new(
            "Lisää derived = { fi = ..., sv = ..., en = ... }: mistä ja miten tieto päätellään (GDPR 13(2)(f)).",
            "Lägg till derived = { fi = ..., sv = ..., en = ... }: ur vad och hur uppgiften härleds (GDPR 13.2 f).",
            "Add derived = { fi = ..., sv = ..., en = ... }: from what and how it is derived (GDPR 13(2)(f)).",
        ),
    )
}

fn unknown_input(name: &Text, input: &str) -> Problem {
    Problem::error(
        "unknown-input",
        text(
            format!("Tieto ”{}” johdetaan tiedosta ”{input}”, jota selosteessa ei ole.", name.fi),
            format!("Uppgiften ”{}” härleds ur ”{input}”, som inte finns i beskrivningen.", name.sv),
            format!("“{}” is derived from “{input}”, which is not in the statement.", name.en),
        ),
        Text::new(
            "Kirjoita henkilön tiedon tunnus sellaisenaan (\"birth-date\") ja tapahtuman tieto muodossa \"order.product\".",
            "Skriv namnet på en uppgift om personen som det är (\"birth-date\") och en uppgift i ett objekt som \"order.product\".",
            "Write an item of the person by its name (\"birth-date\"), and an item of an object as \"order.product\".",
        ),
    )
}

fn derived_from_itself(name: &Text) -> Problem {
    Problem::error(
        "derived-from-itself",
        text(
            format!("Tieto ”{}” johdetaan mutkan kautta itsestään.", name.fi),
            format!("Uppgiften ”{}” härleds på omvägar ur sig själv.", name.sv),
            format!("“{}” is derived, by way of others, from itself.", name.en),
        ),
        Text::new(
            "Poista jokin kehän tiedoista luettelosta inputs.",
            "Ta bort någon av uppgifterna i cirkeln ur inputs.",
            "Take one of the items of the circle out of inputs.",
        ),
    )
}

fn not_a_date(name: &Text) -> Problem {
    Problem::error(
        "precision-not-a-date",
        text(
            format!(
                "Tieto ”{}” ei ole päivä, joten sitä ei voi karkeistaa vuodeksi tai kuukaudeksi.",
                name.fi
            ),
            format!("Uppgiften ”{}” är inget datum och kan inte göras grövre till år eller månad.", name.sv),
            format!("“{}” is not a date, so it can't be coarsened to a year or a month.", name.en),
        ),
        Text::new(
            "Poista precision tai anna tyypiksi date tai birth-date.",
            "Ta bort precision eller ange typen date eller birth-date.",
            "Remove precision, or make its type date or birth-date.",
        ),
    )
}

fn no_codes_of(name: &Text, country: &str) -> Problem {
    Problem::error(
        "countries-not-postal",
        text(
            format!("Tieto ”{}” ei voi olla maan ”{country}” postinumero.", name.fi),
            format!("Uppgiften ”{}” kan inte vara ett postnummer i landet ”{country}”.", name.sv),
            format!("“{}” can't be a postal code of the country “{country}”.", name.en),
        ),
        Text::new(
            "Luettele countries-kohdassa ETA-maita, Sveitsi tai Iso-Britannia kaksikirjaimisin koodein ja vain tyypille postal-code. Muiden maiden numerot ovat tyyppiä text.",
            "Ange i countries EES-länder, Schweiz eller Storbritannien med tvåbokstavskoder, och bara för typen postal-code. Andra länders nummer är av typen text.",
            "Name in countries those of the EEA, Switzerland or the United Kingdom by their two letters, and for the type postal-code alone. Codes of other countries are of type text.",
        ),
    )
}

fn not_decimals(name: &Text) -> Problem {
    Problem::error(
        "decimals-without-number",
        text(
            format!("Tiedolla ”{}” ei voi olla tällaista määrää desimaaleja.", name.fi),
            format!("Uppgiften ”{}” kan inte ha så många decimaler.", name.sv),
            format!("“{}” can't have so many decimals.", name.en),
        ),
        Text::new(
            "Anna decimals väliltä 1–6 ja tyypiksi decimal, tai poista decimals.",
            "Ange decimals mellan 1 och 6 och typen decimal, eller ta bort decimals.",
            "Make decimals 1 to 6 and the type decimal, or remove decimals.",
        ),
    )
}

fn mask_for_stranger(name: &Text) -> Problem {
    Problem::error(
        "mask-for-a-stranger",
        text(
            format!("Tieto ”{}” näytettäisiin kokonaan tarkoitukseen, joka ei tarvitse tietoa.", name.fi),
            format!(
                "Uppgiften ”{}” skulle visas i sin helhet för ett ändamål som inte behöver den.",
                name.sv
            ),
            format!("“{}” would be shown whole for a purpose that does not need it.", name.en),
        ),
        Text::new(
            "Poista tarkoitus luettelosta whole-for tai lisää se tiedon tarkoituksiin.",
            "Ta bort ändamålet ur whole-for eller lägg till det bland uppgiftens ändamål.",
            "Remove the purpose from whole-for, or add it to the item's purposes.",
        ),
    )
}

fn mask_on_choice(name: &Text) -> Problem {
    Problem::error(
        "mask-on-a-choice",
        text(
            format!("Tieto ”{}” on valinta, eikä siitä voi näyttää vain loppua.", name.fi),
            format!("Uppgiften ”{}” är ett val, och det går inte att visa bara slutet av det.", name.sv),
            format!("“{}” is a choice, of which one can't show just the end.", name.en),
        ),
        Text::new(
            "Poista mask; anna tiedolle oma tietoryhmä, jos kaikki eivät saa nähdä sitä.",
            "Ta bort mask; ge uppgiften en egen kategori om inte alla får se den.",
            "Remove mask; give it a category of its own if not everyone may see it.",
        ),
    )
}

fn never_and_used(name: &Text, purpose: &Text, other: &Text) -> Problem {
    Problem::decision(
        "never-and-used",
        text(
            format!(
                "”{}” säilytetään tarkoitukseen ”{}”, joka sulkee pois tarkoituksen ”{}”; toinen kohta sallii sen. Kieltoa noudatetaan.",
                name.fi, purpose.fi, other.fi
            ),
            format!(
                "”{}” bevaras för ”{}”, som utesluter ”{}”; ett annat ställe tillåter det. Uteslutningen följs.",
                name.sv, purpose.sv, other.sv
            ),
            format!(
                "“{}” is kept for “{}”, which rules out “{}”; another passage allows that. It stays ruled out.",
                name.en, purpose.en, other.en
            ),
        ),
        Text::new(
            "Poista tarkoitus tiedolta, tai poista käytön laji luettelosta never, ja kirjaa päätös.",
            "Ta bort ändamålet från uppgiften eller användningen ur never och anteckna beslutet.",
            "Take the purpose from the item, or the kind of use from never, and record the decision.",
        ),
    )
}
