//! Rules about territory, components, assignments, collection and engagements: passages that say the same thing twice, and
//! differently.

use super::{Check, text, twice::narrowest_territory};
use crate::{
    diagnostics::Problem,
    law::{LawPack, TerritoryStatus},
    statement::model::{
        Assignment, Authorities, OutsideEea, Recipient, RecipientKind, RegularDisclosure, Statement,
        Territory,
    },
    text::Text,
};
use jiff::civil::Date;

/// Whether a country is inside the area that a statement means: the narrower one where two passages differ (claim
/// R1-040).
pub(in crate::statement) fn inside(statement: &Statement, law: &LawPack, country: &str, on: Date) -> bool {
    let status = law.territory(country, on).map(|territory| territory.status);
    match narrowest_territory(statement) {
        Territory::Eu => status == Some(TerritoryStatus::Eu),
        Territory::Eea => matches!(status, Some(TerritoryStatus::Eu | TerritoryStatus::Eea)),
    }
}

/// Whether a recipient is the vendor of a component that holds on a day, and so may be outside (claim R5-036).
pub(in crate::statement) fn of_component(statement: &Statement, recipient: &Recipient, on: Date) -> bool {
    statement.components.iter().any(|one| one.recipient == recipient.id && one.is_used(on))
}

impl Check<'_> {
    pub(super) fn territory(&mut self) {
        let disclosure = &self.written.disclosure;
        if disclosure.group_territory.is_some_and(|other| other != disclosure.territory) {
            self.both(("disclosure.group-territory", "disclosure.territory"), two_territories());
        }
        self.storage();
        self.components();
        for (at, embed) in self.written.embeds.iter().enumerate() {
            self.country(&format!("embed[{at}].country"), &embed.country);
            for (key, address) in
                [("address", &embed.address), ("privacy-statement", &embed.privacy_statement)]
            {
                if !is_address(address) {
                    self.at(&format!("embed[{at}].{key}"), no_address(address));
                }
            }
        }
        for (at, recipient) in self.written.recipients.iter().enumerate() {
            self.terms(&format!("recipient[{at}]"), recipient);
        }
        self.empty_transfer_rule();
        self.memberships();
        self.collection();
        self.engagements();
    }

    fn storage(&mut self) {
        let written = self.written;
        for (at, system) in written.systems.iter().enumerate() {
            let leaves = |country: &String| !inside(written, self.law, country, self.on);
            let never = written.disclosure.outside_eea == OutsideEea::Never;
            if never && system.country.as_ref().is_some_and(leaves) {
                self.both(
                    (&format!("system[{at}].country"), "disclosure.outside-eea"),
                    system_outside(&system.name),
                );
            }
        }
    }

    fn components(&mut self) {
        let written = self.written;
        for (at, component) in written.components.iter().enumerate() {
            let path = format!("component[{at}]");
            if component.until.is_some_and(|until| until < component.from) {
                self.at(&format!("{path}.until"), ends_first());
            }
            let chosen = component.chosen_by.as_ref().is_some_and(|name| !name.trim().is_empty());
            if !chosen || component.acknowledged.is_none() {
                self.at(&path, not_chosen(&component.name));
            }
            let Some(number) = written.recipients.iter().position(|it| it.id == component.recipient) else {
                continue;
            };
            let vendor = written.recipients.get(number);
            if vendor.is_some_and(|vendor| vendor.kind != RecipientKind::Processor) {
                self.both(
                    (&format!("{path}.recipient"), &format!("recipient[{number}].kind")),
                    vendor_not_processor(&component.name),
                );
            }
            if vendor.is_some_and(|vendor| !inside(written, self.law, &vendor.country, self.on)) {
                self.both((&path, "disclosure.outside-eea"), component_outside(&component.name));
            }
        }
    }

    fn terms(&mut self, path: &str, recipient: &Recipient) {
        if recipient.safeguard_until.is_some_and(|until| until < self.on) {
            self.at(&format!("{path}.safeguard-until"), safeguard_ended(&recipient.name));
        }
        let obliged = self.written.disclosure.authorities == Authorities::Obliged;
        if obliged && recipient.kind == RecipientKind::Authority && recipient.provision.is_none() {
            self.both((path, "disclosure.authorities"), no_provision(&recipient.name));
        }
        if !recipient.assignments.is_empty() && recipient.agreement.is_none() {
            self.at(&format!("{path}.agreement"), no_agreement(&recipient.name));
        }
        for (number, one) in recipient.assignments.iter().enumerate() {
            self.assignment(path, recipient, (number, one));
        }
    }

    fn assignment(&mut self, path: &str, recipient: &Recipient, (number, one): (usize, &Assignment)) {
        let place = format!("{path}.assignment[{number}]");
        if one.until < one.from {
            self.at(&format!("{place}.until"), ends_first());
        }
        let extra = one.categories.iter().position(|id| !recipient.categories.contains(id));
        if let Some(extra) = extra {
            self.both(
                (&format!("{place}.categories[{extra}]"), &format!("{path}.categories")),
                more_than_recipient(&recipient.name),
            );
        }
        let earlier = recipient.assignments.iter().take(number);
        let clash = earlier.enumerate().find(|(_, other)| {
            other.id == one.id && overlap((other.from, Some(other.until)), (one.from, Some(one.until)))
        });
        if let Some((other, _)) = clash {
            self.both((&place, &format!("{path}.assignment[{other}]")), overlapping());
        }
    }

    /// A rule for transfers where nothing can be transferred presumes what another passage denies (claim R7-021).
    fn empty_transfer_rule(&mut self) {
        let written = self.written;
        let rule = written.disclosure.outside_eea == OutsideEea::WithSafeguard;
        let none = written.disclosure.regular == RegularDisclosure::None;
        let goes = written.recipients.iter().any(|it| !inside(written, self.law, &it.country, self.on));
        if rule && none && !goes && !self.unsure("recipient") {
            self.both(("disclosure.outside-eea", "disclosure.regular"), rule_without_transfer());
        }
    }

    /// A company may leave the group and come back; its times in the group don't overlap.
    fn memberships(&mut self) {
        let companies = &self.written.group_companies;
        for (at, one) in companies.iter().enumerate() {
            let clash = companies.iter().take(at).position(|other| {
                other.id == one.id && overlap((other.from, other.until), (one.from, one.until))
            });
            if let Some(other) = clash {
                self.both(
                    (&format!("group-company[{at}]"), &format!("group-company[{other}]")),
                    overlapping(),
                );
            }
        }
    }

    fn collection(&mut self) {
        let written = self.written;
        let Some(promise) = &written.collection else { return };
        for (at, source) in written.sources.iter().enumerate() {
            if !promise.only.contains(&source.kind) {
                self.both(
                    (&format!("source[{at}].kind"), "collection.only"),
                    source_against_promise(&source.name),
                );
            }
        }
    }

    /// A role may narrow how its holders are engaged, never widen it (claims R2-020, R2-025).
    fn engagements(&mut self) {
        let written = self.written;
        let all = &written.register.engagements;
        for (at, role) in written.roles.iter().enumerate() {
            let wider = role.engagements.iter().position(|kind| !all.is_empty() && !all.contains(kind));
            if let Some(wider) = wider {
                self.both(
                    (&format!("role[{at}].engagements[{wider}]"), "register.engagements"),
                    engaged_otherwise(&role.name),
                );
            }
        }
    }
}

fn overlap(one: (Date, Option<Date>), other: (Date, Option<Date>)) -> bool {
    let starts = |from: Date, until: Option<Date>| until.is_none_or(|until| from <= until);
    starts(one.0, other.1) && starts(other.0, one.1)
}

fn two_territories() -> Problem {
    Problem::decision(
        "two-territories",
        Text::new(
            "Yksi kohta puhuu EU:sta, toinen ETA-alueesta. Suppeampaa eli EU:ta noudatetaan.",
            "Ett ställe talar om EU, ett annat om EES. Det snävare, EU, följs.",
            "One passage says the EU, the other the EEA. The narrower one, the EU, is followed.",
        ),
        Text::new(
            "Kirjoita molempiin sama alue tai jätä group-territory pois, ja kirjaa päätös.",
            "Skriv samma område på båda ställena eller utelämna group-territory och anteckna beslutet.",
            "Write the same area in both, or leave group-territory out, and record the decision.",
        ),
    )
}

fn system_outside(name: &Text) -> Problem {
    Problem::error(
        "system-outside",
        text(
            format!(
                "Järjestelmä ”{}” säilyttää tietoja alueella, jonne seloste lupaa olla viemättä niitä.",
                name.fi
            ),
            format!(
                "Systemet ”{}” förvarar uppgifter på ett område dit beskrivningen lovar att inga förs.",
                name.sv
            ),
            format!("The system “{}” keeps data where the statement promises that none goes.", name.en),
        ),
        Text::new(
            "Siirrä järjestelmä luvatulle alueelle tai muuta lupausta (disclosure.outside-eea).",
            "Flytta systemet till det utlovade området eller ändra löftet (disclosure.outside-eea).",
            "Move the system into the promised area, or change the promise (disclosure.outside-eea).",
        ),
    )
}

fn vendor_not_processor(name: &Text) -> Problem {
    Problem::error(
        "vendor-not-processor",
        text(
            format!("Komponentin ”{}” toimittaja ei ole käsittelijä.", name.fi),
            format!("Leverantören av komponenten ”{}” är inget personuppgiftsbiträde.", name.sv),
            format!("The vendor of the component “{}” is not a processor.", name.en),
        ),
        Text::new(
            "Merkitse toimittajalle kind = \"processor\": muulle kuin käsittelijälle tietoja ei viedä komponentin kautta.",
            "Ange kind = \"processor\" för leverantören: bara ett biträde får uppgifter via en komponent.",
            "Give the vendor kind = \"processor\": nobody else gets data through a component.",
        ),
    )
}

fn not_chosen(name: &Text) -> Problem {
    Problem::error(
        "component-not-chosen",
        text(
            format!(
                "Ei sanota, kuka palvelun asiakas on valinnut osan ”{}” ja hyväksynyt sen seuraukset.",
                name.fi
            ),
            format!(
                "Det sägs inte vilken kund hos tjänsten som har valt delen ”{}” och godkänt följderna.",
                name.sv
            ),
            format!(
                "Which customer of the service chose the component “{}”, and acknowledged what it means, is not said.",
                name.en
            ),
        ),
        Text::new(
            "Lisää chosen-by = \"...\" ja acknowledged = päivä. Kunnes asiakas on hyväksynyt valinnan, osa ei ole käytössä.",
            "Lägg till chosen-by = \"...\" och acknowledged = dag. Innan kunden har godkänt valet används delen inte.",
            "Add chosen-by = \"...\" and acknowledged = the day. Until the customer has acknowledged the choice the component is not used.",
        ),
    )
}

fn component_outside(name: &Text) -> Problem {
    Problem::note(
        "component-outside",
        text(
            format!(
                "Komponentti ”{}” vie tietoja luvatun alueen ulkopuolelle. Sitä käytetään vain, kun palvelun asiakas on valinnut sen.",
                name.fi
            ),
            format!(
                "Komponenten ”{}” för uppgifter ut ur det utlovade området. Den används bara när tjänstens kund har valt den.",
                name.sv
            ),
            format!(
                "The component “{}” takes data out of the promised area. It is used only when the service's customer has chosen it.",
                name.en
            ),
        ),
        Text::new(
            "Mitään ei tarvitse muuttaa; poikkeus kerrotaan palvelun omassa selosteessa.",
            "Inget behöver ändras; undantaget anges i tjänstens egen beskrivning.",
            "Nothing has to change; the exception is told in the service's own notice.",
        ),
    )
}

fn safeguard_ended(name: &Text) -> Problem {
    Problem::error(
        "safeguard-ended",
        text(
            format!("Vastaanottajan ”{}” suojatoimi ei ole enää voimassa.", name.fi),
            format!("Skyddsåtgärden för mottagaren ”{}” gäller inte längre.", name.sv),
            format!("The safeguard of the recipient “{}” is no longer in force.", name.en),
        ),
        Text::new(
            "Uusi suojatoimi ja sen päivä, tai poista vastaanottaja.",
            "Förnya skyddsåtgärden och dess datum eller ta bort mottagaren.",
            "Renew the safeguard and its date, or remove the recipient.",
        ),
    )
}

fn no_provision(name: &Text) -> Problem {
    Problem::error(
        "authority-without-provision",
        text(
            format!(
                "Viranomaisille luovutetaan vain, kun laki velvoittaa, mutta vastaanottajalle ”{}” ei ole nimetty säännöstä.",
                name.fi
            ),
            format!(
                "Myndigheter får uppgifter bara när lagen förpliktar, men ingen bestämmelse anges för mottagaren ”{}”.",
                name.sv
            ),
            format!(
                "Authorities get data only when the law obliges, but no provision is named for the recipient “{}”.",
                name.en
            ),
        ),
        Text::new(
            "Lisää provision = \"...\": laki ja pykälä.",
            "Lägg till provision = \"...\": lag och paragraf.",
            "Add provision = \"...\": the act and the section.",
        ),
    )
}

fn no_agreement(name: &Text) -> Problem {
    Problem::error(
        "assignment-without-agreement",
        text(
            format!("Käsittelijällä ”{}” on toimeksianto mutta ei sopimusta.", name.fi),
            format!("Biträdet ”{}” har ett uppdrag men inget avtal.", name.sv),
            format!("The processor “{}” has an assignment but no agreement.", name.en),
        ),
        Text::new(
            "Lisää agreement = \"...\": sopimuksen nimi tai numero ja päivä (GDPR 28(3)).",
            "Lägg till agreement = \"...\": avtalets namn eller nummer och datum (GDPR 28.3).",
            "Add agreement = \"...\": the agreement's name or number, and its day (GDPR 28(3)).",
        ),
    )
}

fn more_than_recipient(name: &Text) -> Problem {
    Problem::error(
        "assignment-gets-too-much",
        text(
            format!(
                "Toimeksianto antaisi vastaanottajalle ”{}” tietoryhmän, jota sille ei muuten anneta.",
                name.fi
            ),
            format!("Uppdraget skulle ge mottagaren ”{}” en kategori som den annars inte får.", name.sv),
            format!(
                "The assignment would give the recipient “{}” a category that it does not get otherwise.",
                name.en
            ),
        ),
        Text::new(
            "Poista tietoryhmä toimeksiannosta tai lisää se vastaanottajan tietoryhmiin.",
            "Ta bort kategorin ur uppdraget eller lägg till den bland mottagarens kategorier.",
            "Remove the category from the assignment, or add it to the recipient's categories.",
        ),
    )
}

/// Whether something is an address that a page may lead to.
fn is_address(written: &str) -> bool {
    let rest = written.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('.') && rest.chars().all(|one| one.is_ascii_graphic() && !"\"'<>\\".contains(one))
}

fn no_address(written: &str) -> Problem {
    Problem::error(
        "not-an-address",
        text(
            format!("”{written}” ei ole osoite, johon sivulta pääsee."),
            format!("”{written}” är ingen adress som en sida kan leda till."),
            format!("“{written}” is no address that a page can lead to."),
        ),
        Text::new(
            "Kirjoita koko osoite: \"https://video.example.com/\".",
            "Skriv hela adressen: \"https://video.example.com/\".",
            "Write the whole address: \"https://video.example.com/\".",
        ),
    )
}

fn ends_first() -> Problem {
    Problem::error(
        "ends-before-it-begins",
        Text::new(
            "Viimeinen päivä on ennen ensimmäistä.",
            "Den sista dagen är före den första.",
            "The last day is before the first.",
        ),
        Text::new("Korjaa päivät.", "Rätta datumen.", "Correct the days."),
    )
}

fn overlapping() -> Problem {
    Problem::error(
        "overlapping-validity",
        Text::new(
            "Sama asia on voimassa kahdesti samaan aikaan.",
            "Samma sak gäller två gånger samtidigt.",
            "The same thing is in force twice at the same time.",
        ),
        Text::new(
            "Päätä edellinen ennen kuin seuraava alkaa.",
            "Avsluta det föregående innan nästa börjar.",
            "End the earlier one before the next begins.",
        ),
    )
}

fn rule_without_transfer() -> Problem {
    Problem::note(
        "rule-without-transfer",
        Text::new(
            "Seloste kertoo siirroista alueen ulkopuolelle, mutta kenellekään ei luovuteta mitään eikä käsittelijää ole alueen ulkopuolella.",
            "Beskrivningen talar om överföringar ut ur området, men ingenting lämnas ut till någon och inget biträde finns utanför.",
            "The statement speaks of transfers out of the area, but nothing is disclosed to anyone and no processor is outside.",
        ),
        Text::new(
            "Kirjoita outside-eea = \"never\", tai jätä kohta, jos käsittelijä voi myöhemmin olla ulkopuolella.",
            "Skriv outside-eea = \"never\" eller låt stå om ett biträde senare kan finnas utanför.",
            "Write outside-eea = \"never\", or let it stand if a processor may be outside later.",
        ),
    )
}

fn source_against_promise(name: &Text) -> Problem {
    Problem::decision(
        "source-against-promise",
        text(
            format!(
                "Lähde ”{}” ei kuulu niihin, joista tietoja luvataan kerätä. Siitä ei oteta mitään.",
                name.fi
            ),
            format!(
                "Källan ”{}” hör inte till dem som uppgifter utlovas komma från. Inget tas därifrån.",
                name.sv
            ),
            format!(
                "The source “{}” is not among those from which data is promised to come. Nothing is taken from it.",
                name.en
            ),
        ),
        Text::new(
            "Poista lähde, tai lisää sen laji kohtaan collection.only ja kirjaa päätös.",
            "Ta bort källan eller lägg till dess slag i collection.only och anteckna beslutet.",
            "Remove the source, or add its kind to collection.only and record the decision.",
        ),
    )
}

fn engaged_otherwise(role: &Text) -> Problem {
    Problem::decision(
        "engagements-disagree",
        text(
            format!(
                "Rooli ”{}” sallisi muitakin kuin ne, joita rekisteri ottaa käyttäjiksi. Molempien ehtojen on täytyttävä.",
                role.fi
            ),
            format!(
                "Rollen ”{}” skulle tillåta andra än dem som registret godtar. Båda villkoren måste uppfyllas.",
                role.sv
            ),
            format!(
                "The role “{}” would admit others than those whom the register takes. Both conditions have to hold.",
                role.en
            ),
        ),
        Text::new(
            "Poista laji roolilta tai lisää se kohtaan register.engagements, ja kirjaa päätös.",
            "Ta bort slaget från rollen eller lägg till det i register.engagements och anteckna beslutet.",
            "Remove the kind from the role, or add it to register.engagements, and record the decision.",
        ),
    )
}
