//! Rules about what a statement says twice, whom it names, and which law it is drawn up under.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    law::holds,
    statement::model::{
        Basis, CompanyRole, GroupKind, OutsideEea, Purpose, RecipientKind, RegularDisclosure, Statement,
        Territory,
    },
    text::Text,
};

/// Endings by which a company's name is known in running text.
const FORMS: [&str; 8] = ["Oy", "Oyj", "Ab", "Abp", "Ltd", "GmbH", "AS", "OÜ"];

/// The strictest of the passages about standing disclosures.
pub(in crate::statement) fn strictest_regular(statement: &Statement) -> RegularDisclosure {
    let all = statement.disclosure_passages.iter().map(|passage| passage.regular);
    all.chain([statement.disclosure.regular])
        .min_by_key(|one| freedom(*one))
        .unwrap_or(statement.disclosure.regular)
}

/// The strictest of the passages about transfers.
pub(in crate::statement) fn strictest_transfer(statement: &Statement) -> OutsideEea {
    let never = statement.disclosure_passages.iter().any(|passage| passage.outside_eea == OutsideEea::Never);
    if never { OutsideEea::Never } else { statement.disclosure.outside_eea }
}

/// The narrowest area that any passage means (claims R3-016, R3-018).
pub(in crate::statement) fn narrowest_territory(statement: &Statement) -> Territory {
    let disclosure = &statement.disclosure;
    let all = statement.disclosure_passages.iter().filter_map(|passage| passage.territory);
    all.chain(disclosure.group_territory).chain([disclosure.territory]).min().unwrap_or_default()
}

/// Whether some passage about standing disclosures does not allow a kind of recipient.
pub(in crate::statement) fn against(regular: RegularDisclosure, kind: RecipientKind) -> bool {
    let outsider = matches!(kind, RecipientKind::ThirdParty | RecipientKind::Authority);
    match regular {
        RegularDisclosure::None => outsider || kind == RecipientKind::Group,
        RegularDisclosure::GroupOnly => outsider,
        RegularDisclosure::DeclaredRecipients => false,
    }
}

const fn freedom(regular: RegularDisclosure) -> u8 {
    match regular {
        RegularDisclosure::None => 0,
        RegularDisclosure::GroupOnly => 1,
        RegularDisclosure::DeclaredRecipients => 2,
    }
}

impl Check<'_> {
    pub(super) fn passages(&mut self) {
        self.disclosure_passages();
        self.references_in_law();
        self.companies_named();
        for (at, purpose) in self.filled.purposes.iter().enumerate() {
            self.required(&format!("purpose[{at}]"), purpose);
            self.contract(&format!("purpose[{at}]"), purpose);
        }
        self.groups_without_purpose();
    }

    /// Two passages about disclosures that differ: the stricter holds (claims R3-018, R3-019).
    fn disclosure_passages(&mut self) {
        let main = &self.written.disclosure;
        for (at, passage) in self.written.disclosure_passages.iter().enumerate() {
            let own = format!("disclosure-passage[{at}]");
            if passage.regular != main.regular {
                let keys = (format!("{own}.regular"), "disclosure.regular".to_owned());
                let own_is_stricter = freedom(passage.regular) < freedom(main.regular);
                self.differ(keys, own_is_stricter);
            }
            if passage.outside_eea != main.outside_eea {
                let keys = (format!("{own}.outside-eea"), "disclosure.outside-eea".to_owned());
                self.differ(keys, passage.outside_eea == OutsideEea::Never);
            }
            if let Some(territory) = passage.territory.filter(|territory| *territory != main.territory) {
                let keys = (format!("{own}.territory"), "disclosure.territory".to_owned());
                self.differ(keys, territory < main.territory);
            }
        }
    }

    fn differ(&mut self, (own, main): (String, String), own_is_stricter: bool) {
        let (looser, stricter) = if own_is_stricter { (main, own) } else { (own, main) };
        self.both((&looser, &stricter), passages_differ());
    }

    /// A repealed provision is printed with its successor (claim R6-001).
    fn references_in_law(&mut self) {
        let law = self.law;
        for (at, id) in self.written.register.drawn_up_under.iter().enumerate() {
            let path = format!("register.drawn-up-under[{at}]");
            match law.reference(id) {
                None => {
                    let known: Vec<&str> = law.references.iter().map(|one| one.id.as_str()).collect();
                    self.at(&path, unknown_provision(id, &known.join(", ")));
                }
                Some(one) if !holds(one.from, one.until, self.on) => {
                    let successor = law.in_force(id, self.on).map(|successor| &successor.name);
                    self.at(&path, repealed(&one.name, successor));
                }
                Some(_) => {}
            }
        }
    }

    /// Every company that the text names has a declared role (claim R6-037).
    fn companies_named(&mut self) {
        let written = self.written;
        let mut known: Vec<&str> = vec![&written.controller.name];
        known.extend(written.joint_controllers.iter().map(|company| company.name.as_str()));
        known.extend(written.group_companies.iter().map(|company| company.name.as_str()));
        known.extend(written.recipients.iter().map(|recipient| recipient.name.fi.as_str()));
        known.extend(written.sources.iter().map(|source| source.name.fi.as_str()));
        let about = [("register.about".to_owned(), &written.register.about.fi)];
        let principles = (0..).zip(&written.register.principles);
        let principles =
            principles.map(|(at, text): (usize, _)| (format!("register.principles[{at}]"), &text.fi));
        let purposes = (0..).zip(&written.purposes);
        let purposes = purposes.filter_map(|(at, one): (usize, _)| {
            Some((format!("purpose[{at}].about"), &one.about.as_ref()?.fi))
        });
        let found: Vec<(String, String)> = about
            .into_iter()
            .chain(principles)
            .chain(purposes)
            .flat_map(|(path, text)| companies_in(text).into_iter().map(move |name| (path.clone(), name)))
            .filter(|(_, name)| !known.iter().any(|known| known.contains(name.as_str())))
            .collect();
        for (path, name) in found {
            self.at(&path, company_without_role(&name));
        }
        for (at, company) in written.group_companies.iter().enumerate() {
            let joint = written.joint_controllers.iter().any(|one| one.id == company.id);
            let gets = written.recipients.iter().any(|one| one.company.as_ref() == Some(&company.id));
            let wrong = match company.role {
                CompanyRole::JointController => !joint,
                CompanyRole::Recipient => !gets,
                CompanyRole::None => false,
            };
            if wrong {
                self.at(&format!("group-company[{at}].role"), role_without_content(&company.name));
            }
        }
        for (at, recipient) in written.recipients.iter().enumerate() {
            if (recipient.kind == RecipientKind::OwnRegister) != recipient.register.is_some() {
                self.at(&format!("recipient[{at}].register"), which_register(&recipient.name));
            }
        }
    }

    /// What a purpose can't do without must be kept for it (claims R3-007, R3-008).
    fn required(&mut self, path: &str, purpose: &Purpose) {
        for (at, kind) in purpose.requires.iter().enumerate() {
            let serves =
                self.index.items.iter().any(|placed| {
                    placed.item.item_type == *kind && placed.item.purposes.contains(&purpose.id)
                });
            if !serves && !self.unsure("item") && !self.unsure("object") {
                self.at(&format!("{path}.requires[{at}]"), lacks_item(&purpose.name));
            }
        }
    }

    /// A company's contact person has no contract with the controller (contradiction 23).
    fn contract(&mut self, path: &str, purpose: &Purpose) {
        let groups = &self.filled.subject_groups;
        let contact = groups
            .iter()
            .filter(|group| group.kind == GroupKind::ContactPerson)
            .any(|group| purpose.groups.contains(&group.id));
        if contact && purpose.basis == Basis::Contract {
            self.at(&format!("{path}.basis"), contract_with_contact_person(&purpose.name));
        }
    }

    /// A group that no purpose is about has no reason to be kept.
    fn groups_without_purpose(&mut self) {
        let filled = self.filled;
        let open = filled.purposes.iter().any(|one| one.groups.is_empty() && !is_administration(one));
        if open || filled.purposes.is_empty() || self.unsure("purpose") {
            return;
        }
        for (at, group) in filled.subject_groups.iter().enumerate() {
            if !filled.purposes.iter().any(|purpose| purpose.groups.contains(&group.id)) {
                self.at(&format!("subject-group[{at}]"), group_for_nothing(&group.name));
            }
        }
    }
}

fn is_administration(purpose: &Purpose) -> bool {
    purpose.class == crate::statement::model::PurposeClass::Administration
}

/// Names of companies in running text: the words with capitals before a company's ending.
fn companies_in(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // Finnish endings follow a colon: Oy:n, Oy:lle.
        let form = bare(word.split(':').next().unwrap_or(word));
        if !FORMS.contains(&form.as_str()) {
            continue;
        }
        let before = words.iter().take(at).rev().take_while(|word| word.starts_with(char::is_uppercase));
        let mut name: Vec<String> = before.map(|word| bare(word)).collect();
        name.reverse();
        if !name.is_empty() {
            name.push(form);
            found.push(name.join(" "));
        }
    }
    found
}

fn passages_differ() -> Problem {
    Problem::decision(
        "passages-differ",
        Text::new(
            "Kaksi kohtaa sanoo luovutuksista eri asiaa. Tiukempaa noudatetaan.",
            "Två ställen säger olika saker om utlämnande. Det strängare följs.",
            "Two passages say different things about disclosure. The stricter is followed.",
        ),
        Text::new(
            "Korjaa toinen kohta tai kirjaa päätös siitä, että väljempi väistyy.",
            "Rätta det ena stället eller anteckna ett beslut om att det friare viker.",
            "Correct one of them, or record a decision that the looser yields.",
        ),
    )
}

fn unknown_provision(id: &str, known: &str) -> Problem {
    Problem::error(
        "unknown-provision",
        text(
            format!("Lakipaketissa ei ole säännöstä ”{id}”."),
            format!("Lagpaketet har ingen bestämmelse ”{id}”."),
            format!("The law pack has no provision “{id}”."),
        ),
        text(
            format!("Valitse jokin näistä: {known}."),
            format!("Välj något av dessa: {known}."),
            format!("Choose one of: {known}."),
        ),
    )
}

fn repealed(name: &Text, successor: Option<&Text>) -> Problem {
    let none = Text::new("ei mikään säännös", "ingen bestämmelse", "no provision");
    let now = successor.unwrap_or(&none);
    Problem::decision(
        "reference-repealed",
        text(
            format!("{} on kumottu. Sen tilalla on {}.", name.fi, now.fi),
            format!("{} har upphävts. I dess ställe gäller {}.", name.sv, now.sv),
            format!("{} has been repealed. In its place stands {}.", name.en, now.en),
        ),
        Text::new(
            "Viittaa voimassa olevaan säännökseen tai kirjaa päätös: selosteeseen painetaan molemmat.",
            "Hänvisa till den gällande bestämmelsen eller anteckna ett beslut: i beskrivningen trycks båda.",
            "Refer to the provision in force, or record a decision: the notice prints both.",
        ),
    )
}

fn company_without_role(name: &str) -> Problem {
    Problem::error(
        "company-without-role",
        text(
            format!("Teksti mainitsee yrityksen {name}, jonka asemaa ei ole kerrottu."),
            format!("Texten nämner företaget {name}, vars ställning inte anges."),
            format!("The text names {name}, whose role is not declared."),
        ),
        Text::new(
            "Esittele yritys: joint-controller, group-company, recipient tai source.",
            "Deklarera företaget: joint-controller, group-company, recipient eller source.",
            "Declare the company: joint-controller, group-company, recipient or source.",
        ),
    )
}

fn role_without_content(name: &str) -> Problem {
    Problem::error(
        "role-without-content",
        text(
            format!("{name} on merkitty osalliseksi, mutta sen osuutta ei ole kerrottu."),
            format!("{name} har angetts som delaktigt, men dess del sägs inte."),
            format!("{name} is said to take part, but its part is not declared."),
        ),
        Text::new(
            "Lisää sille recipient tai joint-controller tai poista role.",
            "Lägg till recipient eller joint-controller för det eller ta bort role.",
            "Add a recipient or a joint-controller for it, or remove role.",
        ),
    )
}

fn which_register(name: &Text) -> Problem {
    Problem::error(
        "recipient-without-register",
        text(
            format!("”{}”: saajana on oma rekisteri, jos ja vain jos rekisteri on nimetty.", name.fi),
            format!("”{}”: mottagaren är ett eget register om och endast om registret anges.", name.sv),
            format!(
                "“{}”: the recipient is a register of one's own if and only if the register is named.",
                name.en
            ),
        ),
        Text::new(
            "Lisää register = \"...\" tai vaihda kind.",
            "Lägg till register = \"...\" eller ändra kind.",
            "Add register = \"...\", or change kind.",
        ),
    )
}

fn lacks_item(name: &Text) -> Problem {
    Problem::decision(
        "purpose-lacks-item",
        text(
            format!("”{}” tarvitsisi tiedon, jota rekisterissä ei ole.", name.fi),
            format!("”{}” skulle behöva en uppgift som inte finns i registret.", name.sv),
            format!("“{}” would need an item that the register does not have.", name.en),
        ),
        Text::new(
            "Poista käyttötarkoitus tai kirjaa päätös: käytetään vain sitä, mitä rekisterissä on.",
            "Ta bort ändamålet eller anteckna ett beslut: bara det som finns i registret används.",
            "Remove the purpose, or record a decision: only what the register has is used.",
        ),
    )
}

fn contract_with_contact_person(name: &Text) -> Problem {
    Problem::decision(
        "contract-with-contact-person",
        text(
            format!(
                "”{}” perustuu sopimukseen, mutta yrityksen yhteyshenkilö ei ole sopimuksen osapuoli.",
                name.fi
            ),
            format!(
                "”{}” grundar sig på avtal, men företagets kontaktperson är inte part i avtalet.",
                name.sv
            ),
            format!("“{}” rests on a contract, but a company's contact person is no party to it.", name.en),
        ),
        Text::new(
            "Tee yhteyshenkilöistä oma käyttötarkoituksensa, jonka peruste on oikeutettu etu, tai kirjaa päätös (GDPR 6(1)(b) ja (f)).",
            "Gör ett eget ändamål för kontaktpersoner med berättigat intresse som grund eller anteckna ett beslut (GDPR 6.1 b och f).",
            "Make a purpose of its own for contact persons, resting on legitimate interests, or record a decision (GDPR 6(1)(b) and (f)).",
        ),
    )
}

fn group_for_nothing(name: &Text) -> Problem {
    Problem::decision(
        "group-without-purpose",
        text(
            format!("Mikään käyttötarkoitus ei koske ryhmää ”{}”.", name.fi),
            format!("Inget ändamål gäller gruppen ”{}”.", name.sv),
            format!("No purpose is about the group “{}”.", name.en),
        ),
        Text::new(
            "Lisää ryhmä jonkin käyttötarkoituksen kohtaan groups tai poista ryhmä.",
            "Lägg till gruppen under groups för något ändamål eller ta bort gruppen.",
            "Add it to the groups of a purpose, or remove it.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_found_in_running_text_by_their_ending() {
        let text = "Rekisteriä pitää Palvelu Esimerkki Oy, ja markkinoinnista vastaa Esimerkki Viestintä Oy:n henkilöstö.";
        assert_eq!(companies_in(text), ["Palvelu Esimerkki Oy", "Esimerkki Viestintä Oy"]);
        assert!(companies_in("Oy on lyhenne. Ei yrityksiä.").is_empty());
    }
}
