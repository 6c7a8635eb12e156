//! Rules about the register's own marketing matrix: it may tighten the law and nothing else, and purposes obey it.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    law::{Approach, MarketingNeed},
    statement::{
        model::{Basis, Channel, Customers, GroupKind, MarketingRow, Purpose, PurposeClass, Whose},
        permitted::is_direct_marketing,
    },
    text::Text,
};

const CHANNELS: [Channel; 4] = [Channel::Post, Channel::Phone, Channel::Text, Channel::Email];

impl Check<'_> {
    pub(super) fn marketing_matrix(&mut self) {
        let statement = self.filled;
        for (at, row) in statement.marketing.iter().enumerate() {
            if let Some(law) = self.looser_than_law(row) {
                self.at(&format!("marketing[{at}].needs"), looser_than_law(&law));
            }
        }
        for (at, purpose) in statement.purposes.iter().enumerate() {
            if is_direct_marketing(purpose.class) {
                self.against_matrix(at, purpose);
            }
            self.bought_similar(&format!("purpose[{at}]"), purpose);
        }
        for (at, prohibition) in statement.prohibitions.iter().enumerate() {
            let stops = &prohibition.stops;
            let path = format!("prohibition[{at}].stops");
            let serving = [PurposeClass::Service, PurposeClass::Administration];
            if let Some(class) = stops.iter().position(|class| serving.contains(class)) {
                self.at(&format!("{path}[{class}]"), stops_service(&prohibition.name));
            }
            if stops.contains(&PurposeClass::DirectoryPublication) && stops.len() > 1 {
                self.at(&path, mixes_directory(&prohibition.name));
            }
        }
        for (at, consent) in statement.consents.iter().enumerate() {
            self.age(&format!("consent[{at}].minimum-age"), consent.minimum_age.as_deref());
        }
    }

    /// The source of a rule of law that asks for more than a row does, if there is one.
    fn looser_than_law(&self, row: &MarketingRow) -> Option<Text> {
        let kinds = self.filled.subject_groups.iter().map(|group| group.kind);
        let act = |channel, recipient, whose, customers| Approach { channel, recipient, whose, customers };
        let channels =
            CHANNELS.into_iter().filter(|one| row.channels.is_empty() || row.channels.contains(one));
        let acts = channels.flat_map(move |channel| kinds.clone().map(move |kind| (channel, kind)));
        acts.filter(|(_, kind)| row.recipients.is_empty() || row.recipients.contains(kind))
            .flat_map(|(channel, kind)| {
                let whose = [Whose::Own, Whose::Group, Whose::Partner];
                let customers = [Customers::Any, Customers::BoughtSimilar];
                whose.into_iter().flat_map(move |w| customers.map(|c| act(channel, kind, w, c)))
            })
            // A row that speaks of everybody is measured by the general rule.
            .filter(|act| row.customers.is_some() || act.customers == Customers::Any)
            .filter(|act| row.fits(*act))
            .filter_map(|act| self.law.approach(act, self.on))
            .find(|rule| rule.needs > row.needs)
            .map(|rule| rule.called())
    }

    /// A purpose that would do what the matrix does not allow: the matrix holds.
    fn against_matrix(&mut self, at: usize, purpose: &Purpose) {
        let statement = self.filled;
        let concerned = |kind: GroupKind| {
            statement.subject_groups.iter().any(|group| group.kind == kind && purpose.concerns(&group.id))
        };
        let kinds =
            [GroupKind::Person, GroupKind::ContactPerson, GroupKind::Organisation, GroupKind::SoleTrader];
        let basis = if purpose.basis == Basis::Consent {
            MarketingNeed::Consent
        } else {
            MarketingNeed::NoProhibition
        };
        for (number, channel) in purpose.channels.iter().enumerate() {
            let bought = match purpose.bought_similar {
                Some(_) => Customers::BoughtSimilar,
                None => Customers::Any,
            };
            let stricter = (0..).zip(&statement.marketing).find(|(_, row)| {
                kinds.into_iter().any(|kind| {
                    concerned(kind) && row.fits(purpose.approach(*channel, kind, bought)) && row.needs > basis
                })
            });
            if let Some((row, found)) = stricter {
                let row: usize = row;
                let looser = format!("purpose[{at}].channels[{number}]");
                let problem = against_matrix(&purpose.name, found.needs);
                self.both((&looser, &format!("marketing[{row}].needs")), problem);
            }
        }
    }

    fn bought_similar(&mut self, path: &str, purpose: &Purpose) {
        let Some(exception) = &purpose.bought_similar else { return };
        let declared = |id| self.filled.objects.iter().any(|object| object.id == id);
        let at = format!("{path}.bought-similar");
        if exception.objects.is_empty() || !exception.objects.iter().cloned().all(declared) {
            self.at(&format!("{at}.objects"), bought_nothing(&purpose.name));
        }
        if purpose.whose != Whose::Own
            || !is_direct_marketing(purpose.class)
            || purpose.basis == Basis::Consent
        {
            self.at(&at, no_such_exception(&purpose.name));
        }
    }

    fn age(&mut self, path: &str, id: Option<&str>) {
        let Some(id) = id else { return };
        if self.law.age(id, self.on).is_none() {
            let known: Vec<&str> = self.law.ages.iter().map(|age| age.id.as_str()).collect();
            self.at(path, unknown_age(id, &known.join(", ")));
        }
    }
}

fn looser_than_law(law: &Text) -> Problem {
    Problem::decision(
        "marketing-looser-than-law",
        text(
            format!("Seloste sallisi markkinoinnin väljemmin kuin laki ({}). Noudatetaan lakia.", law.fi),
            format!("Beskrivningen skulle tillåta marknadsföring friare än lagen ({}). Lagen följs.", law.sv),
            format!(
                "The statement would allow marketing more freely than the law ({}). The law is followed.",
                law.en
            ),
        ),
        Text::new(
            "Tiukenna riviä (needs) tai kirjaa päätös, jossa todetaan, että laki menee edelle.",
            "Skärp raden (needs) eller anteckna ett beslut som konstaterar att lagen går före.",
            "Tighten the row (needs), or record a decision that says that the law comes first.",
        ),
    )
}

fn against_matrix(name: &Text, needs: MarketingNeed) -> Problem {
    let asks = match needs {
        MarketingNeed::Forbidden => {
            Text::new("kieltää sen kokonaan", "förbjuder det helt", "forbids it altogether")
        }
        MarketingNeed::Consent | MarketingNeed::NoProhibition => {
            Text::new("vaatii siihen suostumuksen", "kräver samtycke", "asks for consent to it")
        }
    };
    Problem::decision(
        "marketing-against-matrix",
        text(
            format!(
                "”{}” sallisi yhteydenoton, mutta toinen kohta {}. Tiukempaa noudatetaan.",
                name.fi, asks.fi
            ),
            format!(
                "”{}” skulle tillåta kontakten, men ett annat ställe {}. Det strängare följs.",
                name.sv, asks.sv
            ),
            format!(
                "“{}” would allow the contact, but another passage {}. The stricter is followed.",
                name.en, asks.en
            ),
        ),
        Text::new(
            "Poista kanava käyttötarkoituksesta, rajaa käyttötarkoitus niihin ryhmiin, joita toinen kohta ei koske (groups), tee suostumuksesta sen peruste, jos se riittää, tai kirjaa päätös siitä, että käyttötarkoitus väistyy.",
            "Ta bort kanalen från ändamålet, begränsa ändamålet till de grupper som det andra stället inte gäller (groups), gör samtycke till dess grund om det räcker, eller anteckna ett beslut om att ändamålet viker.",
            "Remove the channel from the purpose, limit the purpose to groups that the other passage is not about (groups), rest it on consent where that is enough, or record a decision that the purpose yields.",
        ),
    )
}

fn bought_nothing(name: &Text) -> Problem {
    Problem::error(
        "bought-similar-of-nothing",
        text(
            format!("”{}” koskee aiemmin ostaneita, mutta ei ole sanottu, mistä ostaminen näkyy.", name.fi),
            format!("”{}” gäller dem som har köpt förut, men det sägs inte var köpet syns.", name.sv),
            format!("“{}” is about those who have bought before, but where that shows is not said.", name.en),
        ),
        Text::new(
            "Luettele tapahtumien lajit, joista ostaminen näkyy: objects = [\"order\"].",
            "Räkna upp de objekt där köpet syns: objects = [\"order\"].",
            "List the kinds of object that show it: objects = [\"order\"].",
        ),
    )
}

fn no_such_exception(name: &Text) -> Problem {
    Problem::error(
        "bought-similar-not-possible",
        text(
            format!("”{}” ei voi nojata siihen, että ihminen on ostanut samankaltaista.", name.fi),
            format!("”{}” kan inte stödja sig på att personen har köpt något liknande.", name.sv),
            format!("“{}” can't rest on people having bought the like.", name.en),
        ),
        Text::new(
            "Poikkeus koskee vain omien tuotteiden suoramarkkinointia ilman suostumusta (sähköisen viestinnän palveluista annettu laki 200 § 3 mom.). Poista bought-similar.",
            "Undantaget gäller bara direktmarknadsföring av egna produkter utan samtycke (lagen om tjänster inom elektronisk kommunikation 200 § 3 mom.). Ta bort bought-similar.",
            "The exception is for direct marketing of own products without consent (Act on Electronic Communications Services, section 200(3)). Remove bought-similar.",
        ),
    )
}

fn stops_service(name: &Text) -> Problem {
    Problem::error(
        "prohibition-stops-service",
        text(
            format!("”{}” estäisi myös palveluviestit ja rekisterin hoitamisen.", name.fi),
            format!("”{}” skulle också stoppa servicemeddelanden och skötseln av registret.", name.sv),
            format!("“{}” would stop service messages and the keeping of the register too.", name.en),
        ),
        Text::new(
            "Markkinointikielto ei saa estää esimerkiksi takaisinvetoa. Poista service ja administration kohdasta stops.",
            "Ett marknadsföringsförbud får inte stoppa till exempel en återkallelse. Ta bort service och administration från stops.",
            "A prohibition of marketing must not stop, say, a recall. Remove service and administration from stops.",
        ),
    )
}

fn mixes_directory(name: &Text) -> Problem {
    Problem::decision(
        "prohibition-mixes-directory",
        text(
            format!("”{}” kieltää samalla sekä luettelojulkaisun että muuta.", name.fi),
            format!("”{}” förbjuder på en gång både publicering i kataloger och annat.", name.sv),
            format!("“{}” prohibits publication in directories and something else at once.", name.en),
        ),
        Text::new(
            "Tee luettelokiellosta oma kieltonsa: se on eri asia kuin markkinointikielto.",
            "Gör katalogförbudet till ett eget förbud: det är något annat än ett marknadsföringsförbud.",
            "Make it a prohibition of its own: it is another thing than a prohibition of marketing.",
        ),
    )
}

fn unknown_age(id: &str, known: &str) -> Problem {
    Problem::error(
        "unknown-age",
        text(
            format!("Lakipaketissa ei ole ikää ”{id}”."),
            format!("Lagpaketet har ingen ålder ”{id}”."),
            format!("The law pack has no age “{id}”."),
        ),
        text(
            format!("Valitse jokin näistä: {known}."),
            format!("Välj något av dessa: {known}."),
            format!("Choose one of: {known}."),
        ),
    )
}
