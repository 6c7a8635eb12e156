//! Rules about the controller, the contact, sources and measures.

use super::{Check, disclosure::is_country, items::leaves_list_open, text};
use crate::{
    diagnostics::Problem,
    law::LawPack,
    statement::model::{Measure, RecipientKind, Source, SourceKind},
    text::Text,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// Names that say "public sources" and not which ones (claim R4-026).
const NAMELESS: [&str; 9] = [
    "julkiset lähteet",
    "julkiset tietolähteet",
    "julkinen lähde",
    "offentliga källor",
    "offentlig källa",
    "public sources",
    "public source",
    "public",
    "julkinen",
];

impl Check<'_> {
    pub(super) fn parties(&mut self) {
        self.controller();
        let contact = &self.written.contact;
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        if blank(&contact.phone) && blank(&contact.email) && !self.unsure("contact") {
            self.at("contact", unreachable());
        }
        if let Some(officer) = &self.written.data_protection_officer
            && blank(&officer.phone)
            && blank(&officer.email)
        {
            self.at("data-protection-officer", unreachable());
        }
        if self.written.requests.offered.is_empty() {
            self.at("requests.offered", no_channel());
        }
        if self.written.register.law != self.law.id {
            self.at("register.law", other_law(&self.written.register.law, &self.laws.names()));
        } else if self.is_elsewhere() && !self.unsure("controller.country") {
            let (here, there) = (&self.written.controller.country, &self.law);
            let mut problem = other_country(here, there);
            problem.passages = vec!["controller.country".to_owned(), "register.law".to_owned()];
            self.at("controller.country", problem);
        }
        let checked = self.law.checked();
        if checked.checked_add(1.year()).is_ok_and(|due| due < self.on) {
            self.at("register.law", law_is_old(&checked.to_string()));
        }
        for (at, source) in self.written.sources.iter().enumerate() {
            self.source(at, source);
        }
        for (at, measure) in self.written.measures.iter().enumerate() {
            self.measure(at, measure);
        }
        self.agreements();
        self.open_ended_names();
        let adds = self.written.sources.iter().any(|source| source.adds_persons);
        if !adds && !self.unsure("source") {
            self.at("register", nobody_comes_in());
        }
    }

    /// Whether the controller is in another country than the law's. What is no country is told as that.
    fn is_elsewhere(&self) -> bool {
        let country = &self.written.controller.country;
        is_country(country) && *country != self.law.country
    }

    /// Who works for the controller does so under an agreement (GDPR 28(3)); an assignment without one is an error of its own.
    fn agreements(&mut self) {
        for (at, recipient) in self.written.recipients.iter().enumerate() {
            let is_processor = recipient.kind == RecipientKind::Processor;
            if is_processor && recipient.agreement.is_none() && recipient.assignments.is_empty() {
                self.at(&format!("recipient[{at}]"), processor_without_agreement(&recipient.name));
            }
        }
    }

    /// Names that leave open what belongs to what they name: guests etc., other sources (claims R5-050, R6-019).
    fn open_ended_names(&mut self) {
        let written = self.written;
        let groups = written.subject_groups.iter().map(|one| ("subject-group", &one.name));
        let sources = written.sources.iter().map(|one| ("source", &one.name));
        let purposes = written.purposes.iter().map(|one| ("purpose", &one.name));
        let categories = written.categories.iter().map(|one| ("category", &one.name));
        let recipients = written.recipients.iter().map(|one| ("recipient", &one.name));
        let (mut list, mut number) = ("", 0);
        for (of, name) in groups.chain(sources).chain(purposes).chain(categories).chain(recipients) {
            number = if of == list { number + 1 } else { 0 };
            list = of;
            if leaves_list_open(name) {
                self.at(&format!("{of}[{number}].name"), open_ended_name(name));
            }
        }
    }

    fn controller(&mut self) {
        let controller = &self.written.controller;
        if controller.name.trim().is_empty() {
            self.at("controller.name", no_name());
        }
        let lines = controller.address.iter().filter(|line| !line.trim().is_empty()).count();
        if lines < 2 && !self.unsure("controller.address") {
            self.at("controller.address", no_address());
        }
        let companies = [("controller".to_owned(), &controller.country, &controller.business_id)];
        let joint = self.written.joint_controllers.iter().enumerate();
        let joint =
            joint.map(|(at, one)| (format!("joint-controller[{at}]"), &one.country, &one.business_id));
        for (path, country, id) in companies.into_iter().chain(joint) {
            let bad = id.as_ref().is_some_and(|id| !crate::item::is_business_id(id));
            if bad && country == "FI" {
                self.at(&format!("{path}.business-id"), bad_business_id());
            }
        }
        if Date::strptime("%Y-%m-%d", format!("2027-{}", controller.financial_year_end)).is_err()
            || controller.financial_year_end.len() != 5
        {
            self.at("controller.financial-year-end", bad_year_end());
        }
    }

    fn source(&mut self, at: usize, source: &Source) {
        if source.adds_persons && matches!(source.kind, SourceKind::UpdateService | SourceKind::System) {
            self.at(&format!("source[{at}].adds-persons"), cannot_add(&source.name));
        }
        if (source.kind == SourceKind::OwnRegister) != source.register.is_some() {
            self.at(&format!("source[{at}].register"), which_register(&source.name));
        }
        let names = [&source.name.fi, &source.name.sv, &source.name.en];
        let nameless = names.iter().any(|name| NAMELESS.contains(&name.trim().to_lowercase().as_str()));
        if matches!(source.kind, SourceKind::Public | SourceKind::Partner) && nameless {
            self.at(&format!("source[{at}].name"), which_source());
        }
    }

    fn measure(&mut self, at: usize, measure: &Measure) {
        if measure.review_months == 0 {
            self.at(&format!("measure[{at}].review-months"), never_reviewed(&measure.text));
        }
        if !in_force(measure, self.on) {
            self.at(&format!("measure[{at}]"), unproven(&measure.text));
        }
        for (number, stops) in measure.stops.iter().enumerate() {
            if !self.can_stop(stops) {
                self.at(&format!("measure[{at}].stops[{number}]"), stops_nothing(stops));
            }
        }
    }

    /// Whether a measure may stop something of that name.
    fn can_stop(&self, name: &str) -> bool {
        let written = self.written;
        match name.split_once('.') {
            Some(("role", id)) => written.roles.iter().any(|one| one.id.as_str() == id),
            Some(("purpose", id)) => written.purposes.iter().any(|one| one.id.as_str() == id),
            Some(("recipient", id)) => written.recipients.iter().any(|one| one.id.as_str() == id),
            Some(("source", id)) => written.sources.iter().any(|one| one.id.as_str() == id),
            _ => false,
        }
    }
}

/// Whether a measure's evidence is in date on a day; only then does the notice state it as a fact (claim R1-043).
pub(in crate::statement) fn in_force(measure: &Measure, on: Date) -> bool {
    let Some(evidence) = measure.evidence else { return false };
    let due = i64::from(measure.review_months.min(1200)).months();
    evidence <= on && evidence.checked_add(due).is_ok_and(|due| on <= due)
}

fn which_register(name: &Text) -> Problem {
    Problem::error(
        "source-without-register",
        text(
            format!("”{}”: lähteenä on oma rekisteri, jos ja vain jos rekisteri on nimetty.", name.fi),
            format!("”{}”: källan är ett eget register om och endast om registret anges.", name.sv),
            format!(
                "“{}”: the source is a register of one's own if and only if the register is named.",
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

fn no_name() -> Problem {
    Problem::error(
        "controller-without-name",
        Text::new(
            "Rekisterinpitäjän nimi puuttuu.",
            "Den personuppgiftsansvariges namn saknas.",
            "The controller's name is missing.",
        ),
        Text::new(
            "Kirjoita yrityksen virallinen nimi.",
            "Skriv företagets officiella namn.",
            "Write the company's registered name.",
        ),
    )
}

fn bad_business_id() -> Problem {
    Problem::error(
        "bad-business-id",
        Text::new(
            "Y-tunnus ei täsmää: siinä on seitsemän numeroa, väliviiva ja tarkistusnumero.",
            "FO-numret stämmer inte: det har sju siffror, ett bindestreck och en kontrollsiffra.",
            "The business id does not check: it has seven digits, a hyphen and a check digit.",
        ),
        Text::new(
            "Tarkista tunnus YTJ:stä.",
            "Kontrollera numret i FODS.",
            "Check the id in the Business Information System.",
        ),
    )
}

fn no_address() -> Problem {
    Problem::error(
        "controller-without-address",
        Text::new(
            "Rekisterinpitäjän postiosoite on vajaa.",
            "Den personuppgiftsansvariges postadress är ofullständig.",
            "The controller's postal address is not complete.",
        ),
        Text::new(
            "Kirjoita osoite riveittäin: address = [\"Mallikatu 1\", \"00100 Helsinki\"].",
            "Skriv adressen rad för rad: address = [\"Modellgatan 1\", \"00100 Helsingfors\"].",
            "Write the address line by line: address = [\"Mallikatu 1\", \"00100 Helsinki\"].",
        ),
    )
}

fn bad_year_end() -> Problem {
    Problem::error(
        "bad-financial-year-end",
        Text::new(
            "Tilikauden päättymispäivää ei ymmärretä.",
            "Räkenskapsperiodens slutdag kan inte läsas.",
            "The end of the financial year can't be read.",
        ),
        Text::new(
            "Kirjoita kuukausi ja päivä: \"12-31\" on vuoden viimeinen päivä. Karkauspäivää ei voi käyttää.",
            "Skriv månad och dag: \"12-31\" är årets sista dag. Skottdagen kan inte användas.",
            "Write month and day: \"12-31\" is the last day of the year. The leap day can't be used.",
        ),
    )
}

fn open_ended_name(name: &Text) -> Problem {
    Problem::error(
        "open-ended-name",
        text(
            format!("”{}” jättää avoimeksi, mitä siihen kuuluu.", name.fi),
            format!("”{}” lämnar öppet vad som hör dit.", name.sv),
            format!("“{}” leaves open what belongs to it.", name.en),
        ),
        Text::new(
            "Nimeä kaikki, mikä siihen kuuluu, kukin omana kohtanaan, ja jätä loput pois.",
            "Namnge allt som hör dit, vart och ett för sig, och utelämna resten.",
            "Name all that belongs to it, each as an entry of its own, and leave out the rest.",
        ),
    )
}

fn unreachable() -> Problem {
    Problem::error(
        "contact-unreachable",
        Text::new(
            "Yhteyshenkilöllä ei ole puhelinnumeroa eikä sähköpostiosoitetta.",
            "Kontaktpersonen har varken telefonnummer eller e-postadress.",
            "The contact has neither a telephone number nor an e-mail address.",
        ),
        Text::new(
            "Lisää ainakin toinen: phone = \"...\" tai email = \"...\".",
            "Lägg till åtminstone det ena: phone = \"...\" eller email = \"...\".",
            "Add one of them at least: phone = \"...\" or email = \"...\".",
        ),
    )
}

fn no_channel() -> Problem {
    Problem::error(
        "no-request-channel",
        Text::new(
            "Selosteessa ei sanota, miten rekisteröity voi esittää pyynnön.",
            "Beskrivningen säger inte hur den registrerade kan framställa en begäran.",
            "The statement does not say how a person can make a request.",
        ),
        Text::new(
            "Lisää ainakin yksi tapa: offered = [\"letter\"].",
            "Lägg till åtminstone ett sätt: offered = [\"letter\"].",
            "Add one way at least: offered = [\"letter\"].",
        ),
    )
}

/// A controller under the law of another country: the notice would name that country's authority and periods.
fn other_country(country: &str, law: &LawPack) -> Problem {
    let name = &law.name;
    Problem::decision(
        "law-of-another-country",
        text(
            format!("Rekisterinpitäjän maa on {country}, mutta selosteen laki on ”{}”.", name.fi),
            format!(
                "Den personuppgiftsansvariges land är {country}, men beskrivningens lag är ”{}”.",
                name.sv
            ),
            format!("The controller's country is {country}, but the statement's law is “{}”.", name.en),
        ),
        Text::new(
            "Valitse toimipaikan maan lakipaketti, tai kirjaa päätös, miksi tätä lakia sovelletaan.",
            "Välj lagpaketet för landet där den ansvarige är etablerad, eller anteckna ett beslut om varför den här lagen tillämpas.",
            "Choose the law pack of the country where the controller is, or record a decision why this law applies.",
        ),
    )
}

fn other_law(named: &str, packs: &[&str]) -> Problem {
    let written = |or: &str| {
        let each: Vec<String> = packs.iter().map(|id| format!("law = \"{id}\"")).collect();
        each.join(&format!(" {or} "))
    };
    Problem::error(
        "unknown-law",
        text(
            format!("Lakipakettia ”{named}” ei ole."),
            format!("Lagpaketet ”{named}” finns inte."),
            format!("There is no law pack “{named}”."),
        ),
        text(
            format!("Kirjoita {}.", written("tai")),
            format!("Skriv {}.", written("eller")),
            format!("Write {}.", written("or")),
        ),
    )
}

fn law_is_old(day: &str) -> Problem {
    Problem::note(
        "law-not-checked-lately",
        text(
            format!("Lakipaketin vanhin kohta on tarkistettu {day}, yli vuosi sitten."),
            format!("Den äldsta punkten i lagpaketet kontrollerades {day}, för mer än ett år sedan."),
            format!("The oldest rule of the law pack was checked on {day}, more than a year ago."),
        ),
        Text::new(
            "Päivitä ohjelma, tai tarkista lakipaketin lähteet ja korjaa päivät.",
            "Uppdatera programmet, eller kontrollera lagpaketets källor och rätta datumen.",
            "Update the program, or check the sources of the law pack and correct the days.",
        ),
    )
}

fn cannot_add(name: &Text) -> Problem {
    Problem::error(
        "source-cannot-add-persons",
        text(
            format!(
                "”{}” täydentää henkilöiden tietoja; sen lajinen lähde ei tuo uusia henkilöitä.",
                name.fi
            ),
            format!(
                "”{}” kompletterar uppgifter om personer; en källa av den sorten för inte in nya.",
                name.sv
            ),
            format!(
                "“{}” adds to what is known of people; a source of its kind brings no new ones.",
                name.en
            ),
        ),
        Text::new(
            "Poista adds-persons, tai jos kyse on henkilöstä itsestään, kumppanista tai julkisesta lähteestä, anna sille oikea kind.",
            "Ta bort adds-persons, eller om det gäller personen själv, en partner eller en offentlig källa, ge den rätt kind.",
            "Remove adds-persons or, if it is the person, a partner or a public source, give it its proper kind.",
        ),
    )
}

fn which_source() -> Problem {
    Problem::decision(
        "source-not-named",
        Text::new(
            "Lähteen nimestä ei selviä, mikä se on.",
            "Av källans namn framgår inte vilken den är.",
            "The name of the source does not tell which one it is.",
        ),
        Text::new(
            "Nimeä lähde, esimerkiksi ”Yritys- ja yhteisötietojärjestelmä”. Luettele useat lähteet erikseen.",
            "Namnge källan, till exempel ”Företags- och organisationsdatasystemet”. Räkna upp flera källor var för sig.",
            "Name it, for example “Business Information System”. List several sources one by one.",
        ),
    )
}

fn processor_without_agreement(name: &Text) -> Problem {
    Problem::decision(
        "processor-without-agreement",
        text(
            format!("Käsittelijän ”{}” kanssa ei ole sopimusta (GDPR 28(3)).", name.fi),
            format!("Det finns inget avtal med biträdet ”{}” (GDPR 28.3).", name.sv),
            format!("There is no agreement with the processor “{}” (GDPR 28(3)).", name.en),
        ),
        Text::new(
            "Lisää agreement = \"...\": sopimuksen nimi tai numero ja päivä. Jos sopimus on tekeillä, kirjaa päätös.",
            "Lägg till agreement = \"...\": avtalets namn eller nummer och datum. Anteckna ett beslut om avtalet är under arbete.",
            "Add agreement = \"...\": the agreement's name or number, and its day. Record a decision if it is being made.",
        ),
    )
}

fn nobody_comes_in() -> Problem {
    Problem::note(
        "nobody-comes-in",
        Text::new(
            "Mikään lähde ei tuo rekisteriin uusia henkilöitä.",
            "Ingen källa för in nya personer i registret.",
            "No source brings new persons to the register.",
        ),
        Text::new(
            "Lisää adds-persons = true lähteelle, josta henkilöt tulevat.",
            "Lägg till adds-persons = true för den källa som personerna kommer från.",
            "Add adds-persons = true to the source that persons come from.",
        ),
    )
}

fn never_reviewed(name: &Text) -> Problem {
    Problem::error(
        "measure-never-reviewed",
        text(
            format!("Suojaustoimea ”{}” ei tarkistettaisi koskaan.", name.fi),
            format!("Åtgärden ”{}” skulle aldrig granskas.", name.sv),
            format!("The measure “{}” would never be reviewed.", name.en),
        ),
        Text::new(
            "Anna tarkistusväli kuukausina, esimerkiksi review-months = 12.",
            "Ange granskningsintervallet i månader, till exempel review-months = 12.",
            "Give the months between reviews, for example review-months = 12.",
        ),
    )
}

fn stops_nothing(name: &str) -> Problem {
    Problem::error(
        "measure-stops-nothing",
        text(
            format!(
                "Selosteessa ei ole roolia, tarkoitusta, vastaanottajaa eikä lähdettä ”{name}”, jonka voisi pysäyttää."
            ),
            format!(
                "Beskrivningen har ingen roll, inget ändamål, ingen mottagare och ingen källa ”{name}” att stoppa."
            ),
            format!(
                "The statement has no role, purpose, recipient or source “{name}” that could be stopped."
            ),
        ),
        Text::new(
            "Kirjoita esimerkiksi role.TUNNUS, purpose.TUNNUS, recipient.TUNNUS tai source.TUNNUS.",
            "Skriv till exempel role.NAMN, purpose.NAMN, recipient.NAMN eller source.NAMN.",
            "Write role.ID, purpose.ID, recipient.ID or source.ID.",
        ),
    )
}

fn unproven(name: &Text) -> Problem {
    Problem::note(
        "measure-unproven",
        text(
            format!("Suojaustoimesta ei ole voimassa olevaa näyttöä: ”{}”", name.fi),
            format!("Det finns inget aktuellt bevis på åtgärden: ”{}”", name.sv),
            format!("There is no current evidence of the measure: “{}”", name.en),
        ),
        Text::new(
            "Lisää näytön päivä (evidence). Siihen asti julkaistu seloste ei väitä, että toimi on voimassa.",
            "Lägg till bevisets datum (evidence). Till dess påstår den publicerade beskrivningen inte att åtgärden gäller.",
            "Add the day of the evidence. Until then the published notice does not claim that it is in force.",
        ),
    )
}
