//! Rules about who gets data, and where. Two rules that disagree are told, and the stricter one is followed: a recipient
//! that the statement's own promises don't allow is dropped from the effective rules until someone decides.

use super::{
    Check,
    purposes::is_marketing,
    territory::{inside, of_component},
    text,
    twice::{against, strictest_regular},
};
use crate::{
    diagnostics::Problem,
    id::PurposeId,
    law::{LawPack, TerritoryStatus, holds},
    statement::model::{GroupCompany, OutsideEea, Recipient, RecipientKind, Statement},
    text::Text,
};
use jiff::civil::Date;

/// Why a recipient gets nothing although it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::statement) enum Dropped {
    /// It is a company that does not belong to the group on the day (claim R1-039).
    NotInGroup,
    /// It is outside the European Economic Area, and nothing may go there (claim R1-040).
    OutsideEea,
    /// It would get data for its own marketing, against the confidentiality that is promised (claim R4-031).
    Marketing,
    /// A stricter passage about disclosures does not have it (claim R3-019).
    NotPromised,
}

/// Whether, and why, a declared recipient gets nothing on a day.
pub(in crate::statement) fn dropped(
    statement: &Statement,
    law: &LawPack,
    recipient: &Recipient,
    on: Date,
) -> Option<Dropped> {
    if let Some(company) = recipient.company.as_ref().filter(|_| recipient.kind == RecipientKind::Group) {
        let listed = statement.group_companies.iter().filter(|one| one.id == *company);
        if !listed.into_iter().any(|one| holds(one.from, one.until, on)) {
            return Some(Dropped::NotInGroup);
        }
    }
    let never = statement.disclosure.outside_eea == OutsideEea::Never;
    if never && recipient.kind == RecipientKind::Group && !inside(statement, law, &recipient.country, on) {
        return Some(Dropped::OutsideEea);
    }
    if against(strictest_regular(statement), recipient.kind) {
        return Some(Dropped::NotPromised);
    }
    let marketing =
        |id| statement.purposes.iter().any(|purpose| purpose.id == id && is_marketing(purpose.class));
    let for_marketing = recipient.purposes.iter().cloned().any(marketing);
    (recipient.kind == RecipientKind::ThirdParty && for_marketing).then_some(Dropped::Marketing)
}

impl Check<'_> {
    pub(super) fn disclosure(&mut self) {
        let statement = self.written;
        self.country("controller.country", &statement.controller.country);
        for (at, company) in statement.group_companies.iter().enumerate() {
            self.group_company(at, company);
        }
        for (at, recipient) in statement.recipients.iter().enumerate() {
            let path = format!("recipient[{at}]");
            self.recipient(&path, recipient);
            self.transfer(&path, recipient);
        }
        for (r, role) in statement.roles.iter().enumerate() {
            for (at, id) in role.companies.iter().enumerate() {
                let company = statement.group_companies.iter().find(|company| company.id == *id);
                if company.is_some_and(|company| self.leaves(&company.country)) {
                    self.both(
                        (&format!("role[{r}].companies[{at}]"), "disclosure.outside-eea"),
                        staff_outside(&role.name),
                    );
                }
            }
        }
    }

    fn leaves(&self, country: &str) -> bool {
        self.written.disclosure.outside_eea == OutsideEea::Never
            && !inside(self.written, self.law, country, self.on)
    }

    pub(super) fn country(&mut self, path: &str, country: &str) {
        if !is_country(country) {
            self.at(path, bad_country());
        }
    }

    fn group_company(&mut self, at: usize, company: &GroupCompany) {
        let path = format!("group-company[{at}]");
        self.country(&format!("{path}.country"), &company.country);
        if company.until.is_some_and(|until| until < company.from) {
            self.at(&format!("{path}.until"), ends_before_it_begins());
        } else if company.until.is_some_and(|until| until < self.on) {
            self.at(&format!("{path}.until"), has_left(&company.name));
        }
        if !inside(self.written, self.law, &company.country, self.on) {
            let promised = self.written.disclosure.outside_eea == OutsideEea::Never;
            let path = format!("{path}.country");
            if promised {
                let name = Text::new(&company.name, &company.name, &company.name);
                self.both((&path, "disclosure.outside-eea"), outside_though_promised(&name));
            } else if !self.written.recipients.iter().any(|one| one.company.as_ref() == Some(&company.id)) {
                self.at(&path, outside(&company.name));
            }
        }
    }

    fn recipient(&mut self, path: &str, recipient: &Recipient) {
        self.country(&format!("{path}.country"), &recipient.country);
        if recipient.purposes.is_empty() {
            self.at(&format!("{path}.purposes"), for_nothing(&recipient.name));
        }
        self.minimum(path, recipient);
        let regular = self.written.disclosure.regular;
        let group = recipient.kind == RecipientKind::Group;
        if against(regular, recipient.kind) {
            self.both((&format!("{path}.kind"), "disclosure.regular"), against_regular(&recipient.name));
        }
        if group && recipient.company.is_none() {
            self.at(&format!("{path}.company"), which_company(&recipient.name));
        }
        let same = |company: &&GroupCompany| Some(&company.id) == recipient.company.as_ref();
        let company = self.written.group_companies.iter().find(same);
        if company.is_some_and(|company| company.country != recipient.country) {
            self.at(&format!("{path}.country"), two_countries(&recipient.name));
        }
        match dropped(self.written, self.law, recipient, self.on) {
            Some(Dropped::NotInGroup) => self.at(&format!("{path}.company"), not_in_group(&recipient.name)),
            Some(Dropped::OutsideEea) => {
                let looser = format!("{path}.country");
                self.both((&looser, "disclosure.outside-eea"), outside_though_promised(&recipient.name));
            }
            Some(Dropped::Marketing) => {
                let looser = format!("{path}.purposes");
                self.both((&looser, "disclosure.grounds"), marketing_disclosure(&recipient.name));
            }
            // The passages that differ are told where they stand.
            Some(Dropped::NotPromised) | None => {}
        }
    }

    /// A recipient gets no more than its task needs (GDPR 5(1)(c)).
    fn minimum(&mut self, path: &str, recipient: &Recipient) {
        let index = self.index;
        for (at, id) in recipient.categories.iter().enumerate() {
            let (Some(category), Some(contents)) = (index.categories.get(id), index.contents.get(id)) else {
                continue;
            };
            let needless =
                |needs: &[PurposeId]| !recipient.purposes.iter().any(|purpose| needs.contains(purpose));
            let extra = contents.parts.iter().find(|(_, needs)| needless(needs));
            if let Some((name, _)) = extra.filter(|_| !recipient.purposes.is_empty()) {
                self.at(&format!("{path}.categories[{at}]"), too_much(&recipient.name, &category.name, name));
            }
        }
    }

    /// GDPR chapter V: out of the area only with adequacy or a safeguard, and not at all if that is promised.
    fn transfer(&mut self, path: &str, recipient: &Recipient) {
        let law = self.law;
        if inside(self.written, law, &recipient.country, self.on) || recipient.country.len() != 2 {
            return;
        }
        if self.written.disclosure.outside_eea == OutsideEea::Never {
            // The vendor of a chosen component is the one exception, and chapter V binds it all the same (R5-036).
            if recipient.kind == RecipientKind::Group {
                return;
            }
            if !of_component(self.written, recipient, self.on) {
                let path = format!("{path}.country");
                self.both((&path, "disclosure.outside-eea"), against_promise(&recipient.name));
                return;
            }
        }
        let guarded = recipient.safeguard.as_ref().is_some_and(|safeguard| !safeguard.en.trim().is_empty());
        match law.territory(&recipient.country, self.on) {
            None if !guarded => self.at(&format!("{path}.safeguard"), no_safeguard(&recipient.name)),
            Some(territory) if territory.status == TerritoryStatus::PartialAdequacy && !guarded => {
                let limits = territory.limits.clone().unwrap_or_else(|| Text::new("", "", ""));
                self.at(&format!("{path}.country"), partial(&recipient.name, &limits));
            }
            Some(_) | None => {}
        }
    }
}

fn bad_country() -> Problem {
    Problem::error(
        "bad-country",
        Text::new("Maata ei tunneta.", "Landet är okänt.", "The country is not known."),
        Text::new(
            "Kirjoita maan kaksikirjaiminen tunnus isoin kirjaimin: \"FI\", \"SE\", \"EE\".",
            "Skriv landets kod med två stora bokstäver: \"FI\", \"SE\", \"EE\".",
            "Write the country's two-letter code in capitals: \"FI\", \"SE\", \"EE\".",
        ),
    )
}

fn ends_before_it_begins() -> Problem {
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

fn has_left(name: &str) -> Problem {
    Problem::note(
        "company-has-left-the-group",
        text(
            format!("{name} ei enää kuulu konserniin, eikä sille luovuteta tietoja."),
            format!("{name} hör inte längre till koncernen, och inga uppgifter lämnas ut dit."),
            format!("{name} no longer belongs to the group, and no data is disclosed to it."),
        ),
        Text::new(
            "Rivi voi jäädä, jotta vanhat luovutukset ymmärretään.",
            "Raden kan finnas kvar så att gamla utlämnanden förstås.",
            "The line may stay, so that old disclosures can be understood.",
        ),
    )
}

/// Whether a text has the form of a country's code.
pub(super) fn is_country(country: &str) -> bool {
    country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase())
}

fn outside(name: &str) -> Problem {
    Problem::note(
        "company-outside-eea",
        text(
            format!("{name} on ETA-alueen ulkopuolella. Tietojen vienti sinne on siirto kolmanteen maahan."),
            format!("{name} finns utanför EES. Att föra uppgifter dit är en överföring till tredje land."),
            format!("{name} is outside the EEA. Sending data there is a transfer to a third country."),
        ),
        Text::new(
            "Luettele yritys vastaanottajana (recipient), jos sille luovutetaan tietoja.",
            "Ange företaget som mottagare (recipient) om uppgifter lämnas ut till det.",
            "List it as a recipient if it gets data.",
        ),
    )
}

fn outside_though_promised(name: &Text) -> Problem {
    let Text { fi, sv, en } = name;
    Problem::decision(
        "company-outside-eea",
        text(
            format!(
                "{fi} on ETA-alueen ulkopuolella, ja seloste lupaa, ettei tietoja viedä sinne. Lupausta noudatetaan."
            ),
            format!(
                "{sv} finns utanför EES, och beskrivningen lovar att inga uppgifter förs dit. Löftet följs."
            ),
            format!(
                "{en} is outside the EEA, and the statement promises that no data goes there. The promise is kept."
            ),
        ),
        Text::new(
            "Kirjaa päätös: joko yritys ei saa tietoja, tai seloste muutetaan sallimaan siirto suojatoimin (outside-eea = \"with-safeguard\").",
            "Anteckna ett beslut: antingen får företaget inga uppgifter, eller så ändras beskrivningen så att överföring med skyddsåtgärder tillåts (outside-eea = \"with-safeguard\").",
            "Record a decision: either the company gets no data, or the statement is changed to allow a transfer with a safeguard (outside-eea = \"with-safeguard\").",
        ),
    )
}

fn staff_outside(role: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!(
                "Roolissa ”{}” olisi väkeä ETA-alueen ulkopuolelta, vaikka tietoja ei luvata viedä sinne.",
                role.fi
            ),
            format!(
                "Rollen ”{}” skulle ha personal utanför EES, trots att inga uppgifter lovas föras dit.",
                role.sv
            ),
            format!(
                "The role “{}” would have people outside the EEA, though no data is promised to go there.",
                role.en
            ),
        ),
        Text::new(
            "Poista yritys roolista tai muuta kohtaa disclosure.outside-eea.",
            "Ta bort företaget ur rollen eller ändra disclosure.outside-eea.",
            "Remove the company from the role, or change disclosure.outside-eea.",
        ),
    )
}

fn for_nothing(name: &Text) -> Problem {
    Problem::error(
        "recipient-without-purpose",
        text(
            format!("Ei ole sanottu, mihin ”{}” tarvitsee tietoja.", name.fi),
            format!("Det sägs inte vad ”{}” behöver uppgifter till.", name.sv),
            format!("What “{}” needs data for is not said.", name.en),
        ),
        Text::new(
            "Lisää purposes = [\"...\"].",
            "Lägg till purposes = [\"...\"].",
            "Add purposes = [\"...\"].",
        ),
    )
}

fn against_regular(name: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!(
                "”{}” on vastaanottaja, mutta kohta disclosure.regular lupaa, ettei tietoja luovuteta sellaiselle.",
                name.fi
            ),
            format!(
                "”{}” är mottagare, men disclosure.regular lovar att inget lämnas ut till sådana.",
                name.sv
            ),
            format!(
                "“{}” is a recipient, but disclosure.regular promises that nothing is disclosed to such.",
                name.en
            ),
        ),
        Text::new(
            "Poista vastaanottaja tai väljennä lupausta: regular = \"declared-recipients\". Ennen kuin se on ratkaistu, selostetta ei voi ottaa käyttöön.",
            "Ta bort mottagaren eller utvidga löftet: regular = \"declared-recipients\". Innan detta är avgjort kan beskrivningen inte tas i bruk.",
            "Remove the recipient, or widen the promise: regular = \"declared-recipients\". Until then the statement can't be activated.",
        ),
    )
}

fn too_much(recipient: &Text, category: &Text, extra: &Text) -> Problem {
    Problem::error(
        "recipient-gets-too-much",
        text(
            format!(
                "”{}” saisi tietoryhmän ”{}” mukana tiedon ”{}”, jota se ei tehtävässään tarvitse.",
                recipient.fi, category.fi, extra.fi
            ),
            format!(
                "”{}” skulle med kategorin ”{}” få uppgiften ”{}”, som den inte behöver för sin uppgift.",
                recipient.sv, category.sv, extra.sv
            ),
            format!(
                "With the category “{}” the recipient “{}” would get “{}”, which its task does not need.",
                category.en, recipient.en, extra.en
            ),
        ),
        Text::new(
            "Poista tietoryhmä vastaanottajalta tai siirrä tarpeeton tieto omaan tietoryhmäänsä.",
            "Ta bort kategorin från mottagaren eller flytta den onödiga uppgiften till en egen kategori.",
            "Remove the category from the recipient, or move what is not needed to a category of its own.",
        ),
    )
}

fn which_company(name: &Text) -> Problem {
    Problem::error(
        "recipient-without-company",
        text(
            format!("Ei ole sanottu, mikä konsernin yritys ”{}” on.", name.fi),
            format!("Det sägs inte vilket av koncernens företag ”{}” är.", name.sv),
            format!("Which company of the group “{}” is, is not said.", name.en),
        ),
        Text::new(
            "Lisää company = \"...\" ja esittele yritys kohdassa [[group-company]].",
            "Lägg till company = \"...\" och deklarera företaget under [[group-company]].",
            "Add company = \"...\" and declare it under [[group-company]].",
        ),
    )
}

fn two_countries(name: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!("Vastaanottajalla ”{}” on kaksi eri maata.", name.fi),
            format!("Mottagaren ”{}” har två olika länder.", name.sv),
            format!("The recipient “{}” has two different countries.", name.en),
        ),
        Text::new(
            "Kirjoita sama maa tähän ja kohtaan [[group-company]].",
            "Skriv samma land här och under [[group-company]].",
            "Write the same country here and under [[group-company]].",
        ),
    )
}

fn not_in_group(name: &Text) -> Problem {
    Problem::decision(
        "company-not-in-group",
        text(
            format!("”{}” ei kuulu konserniin tänä päivänä. Tietoja ei luovuteta sille.", name.fi),
            format!("”{}” hör inte till koncernen i dag. Inga uppgifter lämnas ut dit.", name.sv),
            format!("“{}” does not belong to the group today. No data is disclosed to it.", name.en),
        ),
        Text::new(
            "Poista vastaanottaja tai korjaa yrityksen päivät kohdassa [[group-company]].",
            "Ta bort mottagaren eller rätta företagets datum under [[group-company]].",
            "Remove the recipient, or correct the company's days under [[group-company]].",
        ),
    )
}

fn marketing_disclosure(name: &Text) -> Problem {
    Problem::decision(
        "disclosure-for-marketing",
        text(
            format!(
                "”{}” saisi tietoja markkinointiin, mutta sivullisille ei luvata kertoa mitään. Tietoja ei luovuteta.",
                name.fi
            ),
            format!(
                "”{}” skulle få uppgifter för marknadsföring, men utomstående lovas inte få veta något. Inget lämnas ut.",
                name.sv
            ),
            format!(
                "“{}” would get data for marketing, but outsiders are promised to be told nothing. Nothing is disclosed.",
                name.en
            ),
        ),
        Text::new(
            "Poista käyttötarkoitus vastaanottajalta tai kirjaa päätös, kumpi kohta väistyy, kuka päätti ja miksi.",
            "Ta bort ändamålet hos mottagaren eller anteckna ett beslut: vilket ställe som viker, vem som beslutade och varför.",
            "Remove the purpose from the recipient, or record a decision: which passage yields, who decided, and why.",
        ),
    )
}

fn against_promise(name: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!(
                "”{}” on ETA-alueen ulkopuolella, mutta seloste lupaa, ettei tietoja viedä sinne.",
                name.fi
            ),
            format!("”{}” finns utanför EES, men beskrivningen lovar att inga uppgifter förs dit.", name.sv),
            format!("“{}” is outside the EEA, but the statement promises that no data goes there.", name.en),
        ),
        Text::new(
            "Vaihda vastaanottaja tai muuta kohtaa disclosure.outside-eea.",
            "Byt mottagare eller ändra disclosure.outside-eea.",
            "Change the recipient, or change disclosure.outside-eea.",
        ),
    )
}

fn no_safeguard(name: &Text) -> Problem {
    Problem::error(
        "transfer-without-safeguard",
        text(
            format!(
                "”{}” on maassa, jonka tietosuojan riittävyydestä ei ole voimassa olevaa päätöstä.",
                name.fi
            ),
            format!("”{}” finns i ett land som saknar gällande beslut om adekvat skyddsnivå.", name.sv),
            format!("“{}” is in a country without an adequacy decision in force.", name.en),
        ),
        Text::new(
            "Lisää suojatoimi, esimerkiksi safeguard = \"Vakiosopimuslausekkeet (EU) 2021/914, arvio 31.1.2026\" (GDPR 46).",
            "Lägg till en skyddsåtgärd, till exempel safeguard = \"Standardavtalsklausuler (EU) 2021/914, bedömning 31.1.2026\" (GDPR 46).",
            "Add a safeguard, for example safeguard = \"Standard contractual clauses (EU) 2021/914, assessment of 31 January 2026\" (GDPR 46).",
        ),
    )
}

fn partial(name: &Text, limits: &Text) -> Problem {
    Problem::decision(
        "partial-adequacy",
        text(
            format!("”{}”: maan tietosuojasta on vain rajattu päätös. {}", name.fi, limits.fi),
            format!("”{}”: beslutet om landets skyddsnivå är begränsat. {}", name.sv, limits.sv),
            format!("“{}”: the adequacy decision on the country is limited. {}", name.en, limits.en),
        ),
        Text::new(
            "Tarkista, koskeeko päätös tätä vastaanottajaa, ja kirjaa se, tai lisää suojatoimi (safeguard).",
            "Kontrollera om beslutet gäller mottagaren och anteckna det, eller lägg till en skyddsåtgärd (safeguard).",
            "Check whether it covers this recipient and record that, or add a safeguard.",
        ),
    )
}
