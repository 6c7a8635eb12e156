//! Rules about items and kinds of object.

use super::{Check, Placed, text};
use crate::{
    diagnostics::Problem,
    law::holds,
    statement::model::{GroupKind, Item, ItemType, ObjectKind, PurposeClass, SourceKind},
    text::Text,
};

/// Words that leave open what an item holds (GDPR 5(1)(c); claim R4-021).
const OPEN_ENDED: [&str; 22] = [
    "muu",
    "muut",
    "muuta",
    "muita",
    "muun",
    "sekalaiset",
    "sekalaista",
    "ym",
    "jne",
    "övrig",
    "övriga",
    "övrigt",
    "annan",
    "annat",
    "andra",
    "diverse",
    "other",
    "others",
    "misc",
    "miscellaneous",
    "various",
    "etc",
];

/// Phrases that leave a list open, whatever they are said of (claims R5-050, R6-019).
const OPEN_LISTS: [&str; 18] = [
    "muut lähteet",
    "muista lähteistä",
    "ja muut vastaavat",
    "andra källor",
    "och liknande",
    "other sources",
    "muun muassa",
    "esimerkiksi",
    "esim.",
    "bland annat",
    "till exempel",
    "t.ex.",
    "among other",
    "such as",
    "for example",
    "for instance",
    "e.g.",
    "et cetera",
];

/// Last words that leave a list open.
const AND_SO_ON: [&str; 8] = ["ym.", "yms.", "jne.", "m.m.", "m.fl.", "osv.", "etc.", "etc"];

impl Check<'_> {
    pub(super) fn items(&mut self) {
        let index = self.index;
        for placed in &index.items {
            self.origin(placed);
            self.value(placed);
        }
        for (at, object) in self.filled.objects.iter().enumerate() {
            self.object(at, object);
        }
        self.groups();
    }

    /// Purpose, source, retention and need: without any of them nothing may be stored.
    fn origin(&mut self, placed: &Placed<'_>) {
        let Placed { path, item, object } = placed;
        let name = &item.name;
        match &item.category {
            None => return self.at(&format!("{path}.category"), without_category(name)),
            // An unknown category is told elsewhere; what it would have said is not known.
            Some(id) if object.is_none() && !self.index.categories.contains_key(id) => return,
            Some(_) => {}
        }
        if item.purposes.is_empty() {
            self.at(&format!("{path}.purposes"), without_purpose(name));
        } else if object.is_none() && self.only_administration(item) {
            self.at(path, only_administration(name));
        }
        if item.sources.is_empty() {
            self.at(&format!("{path}.sources"), without_source(name));
        }
        if item.retention.is_none() {
            self.at(&format!("{path}.retention"), without_retention(name));
        }
        let numbers = matches!(item.item_type, ItemType::CustomerNumber | ItemType::Date);
        if item.generated && !numbers {
            self.at(&format!("{path}.generated"), generated_of_this_type(name));
        } else if item.generated && !self.has_system_source(item) {
            self.at(&format!("{path}.generated"), generated_without_system(name));
        }
    }

    fn only_administration(&self, item: &Item) -> bool {
        item.purposes.iter().all(|id| {
            self.index.purposes.get(id).is_some_and(|purpose| purpose.class == PurposeClass::Administration)
        })
    }

    fn has_system_source(&self, item: &Item) -> bool {
        let system = self.filled.sources.iter().filter(|source| source.kind == SourceKind::System);
        system.into_iter().any(|source| item.sources.contains(&source.id))
    }

    /// What the type asks for.
    fn value(&mut self, placed: &Placed<'_>) {
        let Placed { path, item, .. } = placed;
        let name = &item.name;
        if item.item_type == ItemType::Text && item.max_length.is_none() {
            let problem = if open_ended(item) { open_ended_item(name) } else { text_without_length(name) };
            self.at(&format!("{path}.max-length"), problem);
        }
        if leaves_list_open(&item.name) {
            self.at(&format!("{path}.name"), open_ended_item(name));
        }
        if item.item_type == ItemType::Choice && item.choices.is_empty() {
            self.at(&format!("{path}.choices"), choice_without_choices(name));
        }
        if item.item_type == ItemType::IdentityCode {
            self.at(&format!("{path}.type"), identity_code(name, &self.grounds_of_codes()));
        }
        if item.max_values == 0 {
            self.at(&format!("{path}.max-values"), holds_nothing(name));
        }
    }

    fn object(&mut self, at: usize, object: &ObjectKind) {
        let path = format!("object[{at}]");
        if object.purposes.is_empty() {
            self.at(&format!("{path}.purposes"), without_purpose(&object.name));
        }
        if object.sources.is_empty() {
            self.at(&format!("{path}.sources"), without_source(&object.name));
        }
        if object.parent_required && object.parents.is_empty() {
            self.at(&format!("{path}.parent-required"), parent_without_kind(&object.name));
        }
        let written = self.written.objects.get(at);
        let items = written.into_iter().flat_map(|object| object.items.iter().map(|item| (item, "item")));
        let lines =
            written.into_iter().flat_map(|object| object.line_items.iter().map(|item| (item, "line-item")));
        let mut counts = [0_usize; 2];
        for (item, key) in items.chain(lines) {
            let count = if key == "item" { counts.first_mut() } else { counts.last_mut() };
            let number = count.map_or(0, |count| {
                *count += 1;
                *count - 1
            });
            if item.category.as_ref().is_some_and(|category| *category != object.category) {
                self.at(
                    &format!("{path}.{key}[{number}].category"),
                    category_of_object(&item.name, &object.name),
                );
            }
        }
    }

    fn groups(&mut self) {
        if self.filled.subject_groups.is_empty() && !self.unsure("subject-group") {
            self.at("register", no_group());
        }
        for (at, group) in self.filled.subject_groups.iter().enumerate() {
            let of = group.contact_of.as_ref();
            let target = of.and_then(|id| self.filled.subject_groups.iter().find(|other| other.id == *id));
            let wrong_target = target.is_some_and(|target| {
                !matches!(target.kind, GroupKind::Organisation | GroupKind::SoleTrader)
            });
            let wrong_self = of.is_some() && group.kind != GroupKind::ContactPerson;
            if wrong_target || wrong_self {
                self.at(&format!("subject-group[{at}].contact-of"), contact_of(&group.name));
            }
        }
    }
}

fn open_ended(item: &Item) -> bool {
    let Text { fi, sv, en } = &item.name;
    [item.id.as_str(), fi, sv, en].iter().any(|name| {
        let lower = name.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| OPEN_ENDED.contains(&word))
    })
}

/// Whether a name goes on without saying how: with such a phrase, or ending in "etc.".
pub(super) fn leaves_list_open(name: &Text) -> bool {
    let Text { fi, sv, en } = name;
    [fi, sv, en].iter().any(|name| {
        let lower = name.to_lowercase();
        let last = lower.rsplit([' ', ',']).next().unwrap_or_default();
        OPEN_LISTS.iter().any(|phrase| lower.contains(phrase)) || AND_SO_ON.contains(&last)
    })
}

impl Check<'_> {
    /// The grounds of the law on which an identity code may be processed, in a line.
    fn grounds_of_codes(&self) -> Text {
        let all = self.law.identity_code_grounds.iter();
        let mut all: Vec<&Text> =
            all.filter(|one| holds(one.from, one.until, self.on)).map(|one| &one.text).collect();
        all.dedup();
        let line = |of: fn(&Text) -> &str| all.iter().map(|text| of(text)).collect::<Vec<_>>().join(" ");
        text(line(|one| &one.fi), line(|one| &one.sv), line(|one| &one.en))
    }
}

fn without_category(name: &Text) -> Problem {
    Problem::error(
        "item-without-category",
        text(
            format!("Tieto ”{}” ei kuulu mihinkään tietoryhmään.", name.fi),
            format!("Uppgiften ”{}” hör inte till någon kategori.", name.sv),
            format!("The item “{}” belongs to no category.", name.en),
        ),
        Text::new(
            "Lisää category = \"...\". Tietoryhmä ratkaisee, ketkä näkevät tiedon.",
            "Lägg till category = \"...\". Kategorin avgör vem som ser uppgiften.",
            "Add category = \"...\". The category decides who sees the item.",
        ),
    )
}

fn without_purpose(name: &Text) -> Problem {
    Problem::error(
        "item-without-purpose",
        text(
            format!("Tiedolla ”{}” ei ole käyttötarkoitusta.", name.fi),
            format!("Uppgiften ”{}” har inget ändamål.", name.sv),
            format!("“{}” has no purpose.", name.en),
        ),
        Text::new(
            "Lisää purposes = [\"...\"] tähän tai tietoryhmään. Jos mikään käyttötarkoitus ei tarvitse tietoa, sitä ei saa kerätä (GDPR 5(1)(c)).",
            "Lägg till purposes = [\"...\"] här eller i kategorin. Om inget ändamål behöver uppgiften får den inte samlas in (GDPR 5.1 c).",
            "Add purposes = [\"...\"] here or to its category. If no purpose needs it, it may not be collected (GDPR 5(1)(c)).",
        ),
    )
}

fn only_administration(name: &Text) -> Problem {
    Problem::error(
        "item-nobody-needs",
        text(
            format!("Tietoa ”{}” ei tarvita muuhun kuin rekisterin ylläpitoon.", name.fi),
            format!("Uppgiften ”{}” behövs inte till något annat än att upprätthålla registret.", name.sv),
            format!("“{}” is needed for nothing but keeping the register itself.", name.en),
        ),
        Text::new(
            "Lisää käyttötarkoitus, joka tietoa tarvitsee, tai poista tieto selosteesta.",
            "Lägg till ett ändamål som behöver uppgiften eller ta bort den ur beskrivningen.",
            "Add a purpose that needs it, or take it out of the statement.",
        ),
    )
}

fn without_source(name: &Text) -> Problem {
    Problem::error(
        "item-without-source",
        text(
            format!("Tiedolla ”{}” ei ole tietolähdettä.", name.fi),
            format!("Uppgiften ”{}” har ingen källa.", name.sv),
            format!("“{}” has no source.", name.en),
        ),
        Text::new(
            "Lisää sources = [\"...\"] tähän tai tietoryhmään: kuka saa tiedon antaa.",
            "Lägg till sources = [\"...\"] här eller i kategorin: vem som får lämna uppgiften.",
            "Add sources = [\"...\"] here or to its category: who may provide it.",
        ),
    )
}

fn without_retention(name: &Text) -> Problem {
    Problem::error(
        "item-without-retention",
        text(
            format!("Tiedolla ”{}” ei ole säilytysaikaa.", name.fi),
            format!("Uppgiften ”{}” har ingen bevaringstid.", name.sv),
            format!("“{}” has no retention.", name.en),
        ),
        Text::new(
            "Lisää esimerkiksi retention = { keep = \"P2Y\", after = \"relationship-end\" } tähän tai tietoryhmään.",
            "Lägg till exempelvis retention = { keep = \"P2Y\", after = \"relationship-end\" } här eller i kategorin.",
            "Add, for example, retention = { keep = \"P2Y\", after = \"relationship-end\" } here or to its category.",
        ),
    )
}

fn generated_without_system(name: &Text) -> Problem {
    Problem::error(
        "generated-without-system-source",
        text(
            format!("Järjestelmän pitäisi antaa tieto ”{}”, mutta järjestelmä ei ole sen lähde.", name.fi),
            format!("Systemet ska ge uppgiften ”{}”, men systemet är inte en källa till den.", name.sv),
            format!("The system should give “{}”, but the system is not among its sources.", name.en),
        ),
        Text::new(
            "Lisää lähteisiin lähde, jonka kind = \"system\".",
            "Lägg till en källa med kind = \"system\".",
            "Add a source with kind = \"system\" to its sources.",
        ),
    )
}

fn generated_of_this_type(name: &Text) -> Problem {
    Problem::error(
        "generated-of-this-type",
        text(
            format!("Järjestelmä ei osaa antaa arvoa tiedolle ”{}”.", name.fi),
            format!("Systemet kan inte ge uppgiften ”{}” ett värde.", name.sv),
            format!("The system can't give a value to “{}”.", name.en),
        ),
        Text::new(
            "Poista generated. Järjestelmä antaa asiakasnumeron (customer-number) ja rekisteriin tulon päivän (date).",
            "Ta bort generated. Systemet ger kundnummer (customer-number) och dagen då någon kom till registret (date).",
            "Remove generated. The system gives customer numbers (customer-number) and the day of entry (date).",
        ),
    )
}

fn open_ended_item(name: &Text) -> Problem {
    Problem::error(
        "open-ended-item",
        text(
            format!("”{}” jättää avoimeksi, mitä rekisteriin tallennetaan.", name.fi),
            format!("”{}” lämnar öppet vad som sparas i registret.", name.sv),
            format!("“{}” leaves open what is stored.", name.en),
        ),
        Text::new(
            "Jaa se nimettyihin tietoihin. Jos vapaata tekstiä tarvitaan, nimeä sen aihe ja rajaa pituus: max-length = 300.",
            "Dela upp den i namngivna uppgifter. Om fri text behövs, ange vad den gäller och begränsa längden: max-length = 300.",
            "Break it down into named items. If free text is needed, name its subject and limit its length: max-length = 300.",
        ),
    )
}

fn text_without_length(name: &Text) -> Problem {
    Problem::error(
        "text-without-length",
        text(
            format!("Vapaan tekstin ”{}” pituutta ei ole rajattu.", name.fi),
            format!("Längden på fritexten ”{}” är inte begränsad.", name.sv),
            format!("The free text “{}” has no limit.", name.en),
        ),
        Text::new(
            "Lisää enimmäispituus merkkeinä, esimerkiksi max-length = 300.",
            "Lägg till en maximal längd i tecken, till exempel max-length = 300.",
            "Add a limit in characters, for example max-length = 300.",
        ),
    )
}

fn choice_without_choices(name: &Text) -> Problem {
    Problem::error(
        "choice-without-choices",
        text(
            format!("Valinnalla ”{}” ei ole vaihtoehtoja.", name.fi),
            format!("Valet ”{}” har inga alternativ.", name.sv),
            format!("The choice “{}” has nothing to choose from.", name.en),
        ),
        Text::new(
            "Luettele vaihtoehdot: choices = [{ id = \"...\", name = { fi = \"...\", sv = \"...\", en = \"...\" } }]",
            "Räkna upp alternativen: choices = [{ id = \"...\", name = { fi = \"...\", sv = \"...\", en = \"...\" } }]",
            "List the choices: choices = [{ id = \"...\", name = { fi = \"...\", sv = \"...\", en = \"...\" } }]",
        ),
    )
}

fn identity_code(name: &Text, grounds: &Text) -> Problem {
    Problem::decision(
        "identity-code-needs-ground",
        text(
            format!("”{}” on henkilötunnus. Sitä saa käsitellä vain laissa säädetyllä perusteella.", name.fi),
            format!(
                "”{}” är en personbeteckning. Den får behandlas bara på de grunder som anges i lag.",
                name.sv
            ),
            format!(
                "“{}” is a personal identity code. It may be processed only on grounds set by law.",
                name.en
            ),
        ),
        text(
            format!(
                "Kirjaa päätös siitä, mihin lain perusteeseen käsittely nojaa, tai poista tieto. Perusteet: {}",
                grounds.fi
            ),
            format!(
                "Anteckna ett beslut om vilken av lagens grunder behandlingen stöder sig på, eller ta bort uppgiften. Grunder: {}",
                grounds.sv
            ),
            format!(
                "Record a decision on which of the law's grounds is relied on, or remove the item. Grounds: {}",
                grounds.en
            ),
        ),
    )
}

fn holds_nothing(name: &Text) -> Problem {
    Problem::error(
        "item-holds-nothing",
        text(
            format!("Tiedolle ”{}” ei mahdu yhtään arvoa.", name.fi),
            format!("Uppgiften ”{}” rymmer inte ett enda värde.", name.sv),
            format!("“{}” can't hold a single value.", name.en),
        ),
        Text::new(
            "Anna max-values = 1 tai enemmän, tai poista rivi.",
            "Ange max-values = 1 eller mer, eller ta bort raden.",
            "Give max-values = 1 or more, or remove the line.",
        ),
    )
}

fn parent_without_kind(name: &Text) -> Problem {
    Problem::error(
        "parent-without-kind",
        text(
            format!("”{}” pitää liittää johonkin, mutta mihin, sitä ei ole sanottu.", name.fi),
            format!("”{}” måste höra till något, men till vad sägs inte.", name.sv),
            format!("“{}” must belong to something, but to what is not said.", name.en),
        ),
        Text::new(
            "Lisää parents = [\"...\"] tai poista parent-required.",
            "Lägg till parents = [\"...\"] eller ta bort parent-required.",
            "Add parents = [\"...\"], or remove parent-required.",
        ),
    )
}

fn category_of_object(item: &Text, object: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!(
                "Tiedolla ”{}” on eri tietoryhmä kuin lajilla ”{}”, johon se kuuluu.",
                item.fi, object.fi
            ),
            format!("Uppgiften ”{}” har en annan kategori än ”{}”, som den hör till.", item.sv, object.sv),
            format!("“{}” has another category than “{}”, to which it belongs.", item.en, object.en),
        ),
        Text::new(
            "Poista category tästä: lajin tietoryhmä koskee kaikkia sen tietoja.",
            "Ta bort category här: objektslagets kategori gäller alla dess uppgifter.",
            "Remove category here: that of the kind of object holds for all its items.",
        ),
    )
}

fn no_group() -> Problem {
    Problem::error(
        "no-subject-group",
        Text::new(
            "Selosteessa ei sanota, keitä rekisteriin saa merkitä.",
            "Beskrivningen säger inte vilka personer som får finnas i registret.",
            "The statement does not say whom the register is about.",
        ),
        Text::new(
            "Lisää ainakin yksi [[subject-group]].",
            "Lägg till minst en [[subject-group]].",
            "Add at least one [[subject-group]].",
        ),
    )
}

fn contact_of(name: &Text) -> Problem {
    Problem::error(
        "contact-of-needs-organisation",
        text(
            format!("Ryhmä ”{}” ei voi olla tuon ryhmän yhteyshenkilöitä.", name.fi),
            format!("Gruppen ”{}” kan inte vara kontaktpersoner för den gruppen.", name.sv),
            format!("“{}” can't be the contact persons of that group.", name.en),
        ),
        Text::new(
            "Yhteyshenkilöiden ryhmällä on kind = \"contact-person\", ja contact-of nimeää ryhmän, jonka kind = \"organisation\".",
            "Gruppen av kontaktpersoner har kind = \"contact-person\", och contact-of anger en grupp med kind = \"organisation\".",
            "The contact persons' group has kind = \"contact-person\", and contact-of names a group with kind = \"organisation\".",
        ),
    )
}
