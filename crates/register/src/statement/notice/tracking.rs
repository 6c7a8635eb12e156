//! What a notice says of cookies and other techniques by which use is followed (R7-018).

use super::{
    Block, Entry,
    build::{Of, led},
    words,
};
use crate::{
    statement::{
        model::{Technique, Tracking},
        period::Period,
    },
    text::{Lang, Phrase},
};

const TECHNIQUES: Phrase = Phrase::new(
    "Palvelujen käyttöä seurataan vain näillä tekniikoilla:",
    "Användningen av tjänsterna följs bara med dessa tekniker:",
    "Use of the services is followed by these techniques alone:",
);
const WHAT_FOR: Phrase = Phrase::new("Käyttötarkoitus", "Ändamål", "Purpose");
const LASTS: Phrase = Phrase::new("Säilyy laitteella", "Finns kvar på enheten", "Stays in the device");
const UNTIL_CLOSED: Phrase =
    Phrase::new("kunnes selain suljetaan", "tills webbläsaren stängs", "until the browser is closed");
const PROVIDER: Phrase = Phrase::new("Tarjoaja", "Leverantör", "Provider");

/// The techniques that the statement declares, each with what it is for, how long it lasts and on what it depends.
pub(super) fn techniques(of: Of<'_>) -> Option<Block> {
    let techniques = of.rules.statement().trackings.iter().map(|one| technique(of, one)).collect();
    led("tracking", of.say(TECHNIQUES), techniques)
}

fn technique(of: Of<'_>, one: &Tracking) -> Entry {
    let id = format!("tracking--{}", one.id);
    let kind = of.say(technique_name(one.technique));
    let kind = match one.known_as.as_slice() {
        [] => kind.to_owned(),
        names => format!("{kind}: {}", names.join(", ")),
    };
    let lead = format!("{} ({kind})", one.name.get(of.lang));
    let purpose = of.rules.purpose(&one.purpose).map(|purpose| purpose.name.get(of.lang).to_owned());
    let period = Period::parse(&one.keep).filter(|period| !period.is_zero());
    let lasts =
        period.map_or_else(|| of.say(UNTIL_CLOSED).to_owned(), |period| words::period(period, of.lang));
    let mut inner: Vec<Entry> = purpose
        .map(|purpose| Entry::led(format!("{id}--purpose"), of.say(WHAT_FOR), format!("{purpose}.")))
        .into_iter()
        .collect();
    inner.push(Entry::led(format!("{id}--keep"), of.say(LASTS), format!("{lasts}.")));
    if let Some(provider) = &one.provider {
        inner.push(Entry::led(format!("{id}--provider"), of.say(PROVIDER), format!("{provider}.")));
    }
    Entry::led(id, lead, depends(of, one)).with(inner)
}

/// On what it depends: a consent, or that the service can't do without it.
fn depends(of: Of<'_>, one: &Tracking) -> String {
    if let Some(necessary) = &one.necessary {
        let why = necessary.get(of.lang);
        return match of.lang {
            Lang::Fi => format!("Välttämätön, eikä kysy suostumusta. {why}"),
            Lang::Sv => format!("Nödvändig, kräver inte samtycke. {why}"),
            Lang::En => format!("Necessary, and asks for no consent. {why}"),
        };
    }
    let consents = of.rules.statement().consents.iter();
    let consent = consents.into_iter().find(|consent| one.consent.as_ref() == Some(&consent.id));
    let name = consent.map_or("", |consent| consent.name.get(of.lang));
    match of.lang {
        Lang::Fi => format!("Pois päältä, kunnes olet antanut suostumuksen: {name}."),
        Lang::Sv => format!("Avstängd tills du har gett ditt samtycke: {name}."),
        Lang::En => format!("Off until you have given your consent: {name}."),
    }
}

const fn technique_name(technique: Technique) -> Phrase {
    match technique {
        Technique::Cookie => Phrase::new("eväste", "kaka", "cookie"),
        Technique::BrowserStorage => {
            Phrase::new("selaimen muisti", "webbläsarens lagring", "browser storage")
        }
        Technique::Pixel => Phrase::new("seurantakuva", "spårningspixel", "tracking pixel"),
        Technique::DeviceId => Phrase::new("laitetunniste", "enhetsidentifierare", "device identifier"),
        Technique::Log => Phrase::new("käyttöloki", "användningslogg", "log of use"),
    }
}
