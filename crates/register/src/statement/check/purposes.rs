//! Rules about purposes, prohibitions and consents.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    law::MarketingNeed,
    statement::model::{Basis, Channel, Customers, Output, Purpose, PurposeClass},
    text::Text,
};

/// A group of fewer than this many people may let someone be recognised.
const SMALL_GROUP: u32 = 5;

impl Check<'_> {
    pub(super) fn purposes(&mut self) {
        let statement = self.filled;
        for (at, purpose) in statement.purposes.iter().enumerate() {
            let path = format!("purpose[{at}]");
            // A basis that is missing or misspelt says nothing about what it would need.
            if !self.unsure(&format!("{path}.basis")) {
                self.basis(&path, purpose);
            }
            self.output(&path, purpose);
            self.need(&path, purpose);
            if is_marketing(purpose.class) {
                self.marketing(&path, purpose);
            }
        }
        for (at, prohibition) in statement.prohibitions.iter().enumerate() {
            let stops = |purpose: &Purpose| prohibition.stops.contains(&purpose.class);
            if prohibition.stops.is_empty() {
                self.at(&format!("prohibition[{at}].stops"), stops_no_class(&prohibition.name));
            } else if !statement.purposes.iter().any(stops) {
                self.at(&format!("prohibition[{at}].stops"), stops_nothing(&prohibition.name));
            }
        }
        for (at, consent) in statement.consents.iter().enumerate() {
            if !statement.purposes.iter().any(|purpose| purpose.consent.as_ref() == Some(&consent.id)) {
                self.at(&format!("consent[{at}]"), consent_for_nothing(&consent.name));
            }
        }
    }

    fn basis(&mut self, path: &str, purpose: &Purpose) {
        let blank = purpose.balancing_test.as_ref().is_none_or(|test| test.trim().is_empty());
        if purpose.basis == Basis::LegitimateInterests && blank {
            self.at(&format!("{path}.balancing-test"), no_balancing_test(&purpose.name));
        }
        match (purpose.basis, &purpose.consent) {
            (Basis::Consent, None) => {
                self.at(&format!("{path}.consent"), basis_without_consent(&purpose.name))
            }
            (Basis::Consent, Some(_)) | (_, None) => {}
            (_, Some(_)) => self.at(&format!("{path}.consent"), consent_without_basis(&purpose.name)),
        }
    }

    fn output(&mut self, path: &str, purpose: &Purpose) {
        match (purpose.output, purpose.min_group) {
            (Output::Aggregate, None) => self.at(&format!("{path}.min-group"), no_min_group(&purpose.name)),
            (Output::Aggregate, Some(least)) if least < SMALL_GROUP => {
                self.at(&format!("{path}.min-group"), small_group(&purpose.name, least));
            }
            (Output::Rows, Some(_)) => {
                self.at(&format!("{path}.min-group"), min_group_of_rows(&purpose.name))
            }
            (Output::Rows, None) if purpose.class == PurposeClass::Statistics => {
                self.at(&format!("{path}.output"), statistics_of_rows(&purpose.name));
            }
            (Output::Aggregate, Some(_)) | (Output::Rows, None) => {}
        }
    }

    /// A purpose that nothing is collected for is either said too much or collected for under another name.
    fn need(&mut self, path: &str, purpose: &Purpose) {
        // What a technique on the controller's own pages is used for may need nothing of the register.
        let followed = self.filled.trackings.iter().any(|one| one.purpose == purpose.id);
        let needed = followed || self.index.needed.contains(&purpose.id);
        if !needed && !self.unsure("item") && !self.unsure("object") && !self.unsure("category") {
            self.at(path, purpose_without_items(&purpose.name));
        }
    }

    fn marketing(&mut self, path: &str, purpose: &Purpose) {
        let statement = self.filled;
        let stopped =
            |class| statement.prohibitions.iter().any(|prohibition| prohibition.stops.contains(&class));
        if !stopped(purpose.class) && !self.unsure("prohibition") {
            self.at(path, no_prohibition(&purpose.name));
        }
        if purpose.class == PurposeClass::Targeting {
            return;
        }
        if purpose.channels.is_empty() {
            self.at(&format!("{path}.channels"), marketing_without_channels(&purpose.name));
        }
        for (at, channel) in purpose.channels.iter().enumerate() {
            self.marketing_channel(&format!("{path}.channels[{at}]"), purpose, *channel);
        }
    }

    /// The stricter of statement and law decides what a channel needs.
    fn marketing_channel(&mut self, path: &str, purpose: &Purpose, channel: Channel) {
        let statement = self.filled;
        if purpose.basis == Basis::Consent {
            let consent =
                statement.consents.iter().find(|consent| purpose.consent.as_ref() == Some(&consent.id));
            if consent.is_some_and(|consent| !consent.channels.contains(&channel)) {
                self.at(path, consent_lacks_channel(&purpose.name, channel));
            }
            return;
        }
        let bought = match purpose.bought_similar {
            Some(_) => Customers::BoughtSimilar,
            None => Customers::Any,
        };
        let mut rules =
            statement.subject_groups.iter().filter(|group| purpose.concerns(&group.id)).filter_map(|group| {
                self.law.approach(purpose.approach(channel, group.kind, bought), self.on)
            });
        if let Some(rule) = rules.find(|rule| rule.needs == MarketingNeed::Consent) {
            self.at(path, marketing_needs_consent(&purpose.name, channel, &rule.called()));
        }
    }
}

pub(super) const fn is_marketing(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Marketing
            | PurposeClass::DistanceSelling
            | PurposeClass::OtherMarketing
            | PurposeClass::Targeting
    )
}

fn channel_name(channel: Channel) -> Text {
    match channel {
        Channel::Post => Text::new("kirjeitse", "per brev", "by post"),
        Channel::Phone => Text::new("puhelimitse", "per telefon", "by telephone"),
        Channel::Text => Text::new("tekstiviestillä", "med textmeddelande", "by text message"),
        Channel::Email => Text::new("sähköpostilla", "per e-post", "by e-mail"),
    }
}

fn no_balancing_test(name: &Text) -> Problem {
    Problem::error(
        "no-balancing-test",
        text(
            format!("”{}” perustuu oikeutettuun etuun, mutta tasapainotestiä ei ole mainittu.", name.fi),
            format!("”{}” grundar sig på berättigat intresse, men ingen avvägning har angetts.", name.sv),
            format!("“{}” rests on legitimate interests, but no balancing test is named.", name.en),
        ),
        Text::new(
            "Tee tasapainotesti ja kerro, mistä se löytyy: balancing-test = \"Tasapainotesti 1, 31.1.2026\" (GDPR 6(1)(f)).",
            "Gör en avvägning och ange var den finns: balancing-test = \"Avvägning 1, 31.1.2026\" (GDPR 6.1 f).",
            "Make a balancing test and say where it is: balancing-test = \"Balancing test 1, 31 January 2026\" (GDPR 6(1)(f)).",
        ),
    )
}

fn basis_without_consent(name: &Text) -> Problem {
    Problem::error(
        "consent-basis-without-consent",
        text(
            format!("”{}” perustuu suostumukseen, mutta mihin suostumukseen, sitä ei ole sanottu.", name.fi),
            format!("”{}” grundar sig på samtycke, men vilket samtycke sägs inte.", name.sv),
            format!("“{}” rests on consent, but on which one is not said.", name.en),
        ),
        Text::new(
            "Lisää consent = \"...\" ja esittele suostumus sanamuotoineen kohdassa [[consent]] (GDPR 7(1)).",
            "Lägg till consent = \"...\" och deklarera samtycket med dess ordalydelse under [[consent]] (GDPR 7.1).",
            "Add consent = \"...\" and declare the consent with its wording under [[consent]] (GDPR 7(1)).",
        ),
    )
}

fn consent_without_basis(name: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!("”{}” nimeää suostumuksen, mutta sen oikeusperuste on jokin muu.", name.fi),
            format!("”{}” anger ett samtycke men har en annan rättslig grund.", name.sv),
            format!("“{}” names a consent but has another legal basis.", name.en),
        ),
        Text::new(
            "Valitse basis = \"consent\" tai poista consent. Yhdellä käyttötarkoituksella on yksi peruste.",
            "Välj basis = \"consent\" eller ta bort consent. Ett ändamål har en grund.",
            "Choose basis = \"consent\", or remove consent. One purpose has one basis.",
        ),
    )
}

fn no_min_group(name: &Text) -> Problem {
    Problem::error(
        "aggregate-without-min-group",
        text(
            format!("”{}” antaa vain koosteita, mutta pienintä ryhmää ei ole sanottu.", name.fi),
            format!("”{}” ger bara sammanställningar, men den minsta gruppen anges inte.", name.sv),
            format!("“{}” gives aggregates only, but the smallest group is not said.", name.en),
        ),
        Text::new(
            "Lisää esimerkiksi min-group = 10: sitä pienempiä ryhmiä ei näytetä.",
            "Lägg till exempelvis min-group = 10: mindre grupper visas inte.",
            "Add, for example, min-group = 10: smaller groups are not shown.",
        ),
    )
}

fn small_group(name: &Text, least: u32) -> Problem {
    Problem::decision(
        "small-group",
        text(
            format!("”{}” näyttää jo {least} hengen ryhmän, josta joku voidaan tunnistaa.", name.fi),
            format!("”{}” visar redan en grupp på {least}, där någon kan identifieras.", name.sv),
            format!("“{}” shows a group of {least} already, in which someone may be recognised.", name.en),
        ),
        text(
            format!("Nosta min-group vähintään arvoon {SMALL_GROUP} tai kirjaa päätös perusteluineen."),
            format!("Höj min-group till minst {SMALL_GROUP} eller anteckna ett motiverat beslut."),
            format!("Raise min-group to {SMALL_GROUP} or more, or record a decision with its reasons."),
        ),
    )
}

fn min_group_of_rows(name: &Text) -> Problem {
    Problem::error(
        "two-rules-disagree",
        text(
            format!(
                "”{}” antaa henkilöiden tietoja riveittäin, joten pienin ryhmä ei rajaa mitään.",
                name.fi
            ),
            format!(
                "”{}” ger uppgifter om enskilda personer, så den minsta gruppen begränsar ingenting.",
                name.sv
            ),
            format!("“{}” gives rows about persons, so that a smallest group limits nothing.", name.en),
        ),
        Text::new(
            "Lisää output = \"aggregate\" tai poista min-group.",
            "Lägg till output = \"aggregate\" eller ta bort min-group.",
            "Add output = \"aggregate\", or remove min-group.",
        ),
    )
}

fn statistics_of_rows(name: &Text) -> Problem {
    Problem::decision(
        "statistics-of-rows",
        text(
            format!("”{}” on tilastointia, mutta antaa henkilöiden tietoja riveittäin.", name.fi),
            format!("”{}” är statistik men ger uppgifter om enskilda personer.", name.sv),
            format!("“{}” is statistics, yet gives rows about persons.", name.en),
        ),
        Text::new(
            "Lisää output = \"aggregate\" ja min-group = 10, tai kirjaa päätös perusteluineen.",
            "Lägg till output = \"aggregate\" och min-group = 10, eller anteckna ett motiverat beslut.",
            "Add output = \"aggregate\" and min-group = 10, or record a decision with its reasons.",
        ),
    )
}

fn purpose_without_items(name: &Text) -> Problem {
    Problem::decision(
        "purpose-without-items",
        text(
            format!("Mikään tieto ei palvele käyttötarkoitusta ”{}”.", name.fi),
            format!("Ingen uppgift tjänar ändamålet ”{}”.", name.sv),
            format!("No item serves the purpose “{}”.", name.en),
        ),
        Text::new(
            "Lisää käyttötarkoitus niille tiedoille, joita se tarvitsee, tai poista se.",
            "Lägg till ändamålet för de uppgifter som det behöver eller ta bort det.",
            "Add it to the items that it needs, or remove it.",
        ),
    )
}

fn no_prohibition(name: &Text) -> Problem {
    Problem::error(
        "marketing-without-prohibition",
        text(
            format!("Asiakas ei voi kieltää käyttöä ”{}”: mikään kielto ei pysäytä sitä.", name.fi),
            format!("Kunden kan inte förbjuda ”{}”: inget förbud stoppar det.", name.sv),
            format!("A person can't prohibit “{}”: no prohibition stops it.", name.en),
        ),
        Text::new(
            "Lisää [[prohibition]], jonka stops sisältää tämän käyttötarkoituksen luokan (GDPR 21(2) ja (3)).",
            "Lägg till ett [[prohibition]] vars stops innehåller ändamålets klass (GDPR 21.2 och 21.3).",
            "Add a [[prohibition]] whose stops contains the class of this purpose (GDPR 21(2) and (3)).",
        ),
    )
}

fn marketing_without_channels(name: &Text) -> Problem {
    Problem::error(
        "marketing-without-channels",
        text(
            format!(
                "”{}” on markkinointia, mutta tapaa, jolla ihmisiin otetaan yhteyttä, ei ole sanottu.",
                name.fi
            ),
            format!("”{}” är marknadsföring, men hur personerna kontaktas sägs inte.", name.sv),
            format!("“{}” is marketing, but how people are approached is not said.", name.en),
        ),
        Text::new(
            "Lisää esimerkiksi channels = [\"post\", \"phone\"]. Laki vaatii eri tavoilta eri asioita.",
            "Lägg till exempelvis channels = [\"post\", \"phone\"]. Lagen ställer olika krav på olika kanaler.",
            "Add, for example, channels = [\"post\", \"phone\"]. The law asks different things of different channels.",
        ),
    )
}

fn consent_lacks_channel(name: &Text, channel: Channel) -> Problem {
    let way = channel_name(channel);
    Problem::error(
        "consent-lacks-channel",
        text(
            format!("”{}” tapahtuisi {}, mutta siihen ei pyydetä suostumusta.", name.fi, way.fi),
            format!("”{}” skulle ske {}, men samtycke till det begärs inte.", name.sv, way.sv),
            format!("“{}” would happen {}, but consent to that is not asked for.", name.en, way.en),
        ),
        Text::new(
            "Lisää tapa suostumuksen kanaviin (channels) tai poista se täältä.",
            "Lägg till kanalen i samtyckets channels eller ta bort den här.",
            "Add the channel to the consent's channels, or remove it here.",
        ),
    )
}

fn marketing_needs_consent(name: &Text, channel: Channel, law: &Text) -> Problem {
    let way = channel_name(channel);
    Problem::error(
        "marketing-needs-consent",
        text(
            format!("”{}” {} vaatii etukäteen annetun suostumuksen ({}).", name.fi, way.fi, law.fi),
            format!("”{}” {} kräver samtycke på förhand ({}).", name.sv, way.sv, law.sv),
            format!("“{}” {} needs consent beforehand ({}).", name.en, way.en, law.en),
        ),
        Text::new(
            "Tee siitä oma käyttötarkoituksensa, jolla on basis = \"consent\", tai poista tapa kanavista.",
            "Gör det till ett eget ändamål med basis = \"consent\" eller ta bort kanalen.",
            "Make it a purpose of its own with basis = \"consent\", or remove the channel.",
        ),
    )
}

fn stops_no_class(name: &Text) -> Problem {
    Problem::error(
        "prohibition-without-effect",
        text(
            format!("Kielto ”{}” ei kiellä mitään.", name.fi),
            format!("Förbudet ”{}” förbjuder ingenting.", name.sv),
            format!("The prohibition “{}” prohibits nothing.", name.en),
        ),
        Text::new(
            "Luettele, mitä se pysäyttää, esimerkiksi stops = [\"marketing\"].",
            "Räkna upp vad det stoppar, till exempel stops = [\"marketing\"].",
            "List what it stops, for example stops = [\"marketing\"].",
        ),
    )
}

fn stops_nothing(name: &Text) -> Problem {
    Problem::note(
        "prohibition-stops-nothing",
        text(
            format!("Rekisterissä ei ole käyttöä, jonka ”{}” pysäyttäisi.", name.fi),
            format!("Registret har ingen användning som ”{}” skulle stoppa.", name.sv),
            format!("The register has no use that “{}” would stop.", name.en),
        ),
        Text::new(
            "Kielto otetaan vastaan ja säilytetään silti. Mitään ei tarvitse tehdä, jos niin on luvattu.",
            "Förbudet tas ändå emot och bevaras. Inget behöver göras om detta har utlovats.",
            "It is taken and kept all the same. Nothing needs to be done if that is what was promised.",
        ),
    )
}

fn consent_for_nothing(name: &Text) -> Problem {
    Problem::note(
        "consent-for-nothing",
        text(
            format!("Mikään käyttötarkoitus ei perustu suostumukseen ”{}”.", name.fi),
            format!("Inget ändamål grundar sig på ”{}”.", name.sv),
            format!("No purpose rests on “{}”.", name.en),
        ),
        Text::new(
            "Poista suostumus tai nimeä se siinä käyttötarkoituksessa, jota varten sitä pyydetään.",
            "Ta bort samtycket eller ange det i det ändamål som det begärs för.",
            "Remove it, or name it in the purpose that it is asked for.",
        ),
    )
}
