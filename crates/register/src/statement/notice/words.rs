//! Rules in words: days, lengths, legal bases, channels.

use super::phrases::keeping as say;
use crate::{
    law::FloorStart,
    statement::{
        Rules,
        model::{Anchor, Basis, Channel, Retention, RetentionAction, Work},
        period::Period,
    },
    text::{Lang, Phrase},
};
use jiff::civil::Date;

/// A day as people of a language write it: 9.11.2026, 9 November 2026.
#[must_use]
pub fn day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        Lang::En => day.strftime("%-d %B %Y").to_string(),
    }
}

/// A kind of a subcontractor's work (claim R5-027).
pub(super) const fn work(work: Work) -> Phrase {
    match work {
        Work::Implementation => Phrase::new("toteutus", "genomförande", "implementation"),
        Work::Processing => Phrase::new("käsittely", "behandling", "processing"),
        Work::Upkeep => Phrase::new("ylläpito", "drift", "upkeep"),
        Work::Support => Phrase::new("tuki", "support", "support"),
        Work::Delivery => Phrase::new("toimitus", "leverans", "delivery"),
    }
}

/// A length in words: "2 vuotta 6 kuukautta". Empty for no time at all.
#[must_use]
pub fn period(period: Period, lang: Lang) -> String {
    let (years, months, days) = period.parts();
    let words = |one: Phrase, many: Phrase, count: u32| match count {
        0 => None,
        1 => Some(format!("1 {}", one.get(lang))),
        more => Some(format!("{more} {}", many.get(lang))),
    };
    let parts = [
        words(Phrase::new("vuosi", "år", "year"), Phrase::new("vuotta", "år", "years"), years),
        words(
            Phrase::new("kuukausi", "månad", "month"),
            Phrase::new("kuukautta", "månader", "months"),
            months,
        ),
        words(Phrase::new("päivä", "dag", "day"), Phrase::new("päivää", "dagar", "days"), days),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A retention as a sentence, with what the law adds to it.
#[must_use]
pub fn retention(retention: &Retention, rules: &Rules, lang: Lang) -> String {
    let length = Period::parse(&retention.keep).map(|length| (length.is_zero(), period(length, lang)));
    let (zero, length) = length.unwrap_or((false, retention.keep.clone()));
    let mut sentence = if zero {
        format!("{}.", until(retention.after, rules, lang))
    } else {
        let keeps = Phrase::new("Säilytetään", "Bevaras i", "Kept for").get(lang);
        format!("{keeps} {length} {}.", after(retention.after, rules, lang))
    };
    sentence.push_str(&at_latest(retention, rules, lang));
    match retention.action {
        RetentionAction::Erase => {}
        RetentionAction::Anonymise => sentence.push_str(&format!(" {}", say::ANONYMISE.get(lang))),
        RetentionAction::Restrict => sentence.push_str(&format!(" {}", say::RESTRICT.get(lang))),
    }
    if let Some(floor) = retention.floor.as_ref().and_then(|id| rules.law().floor(id, rules.on())) {
        let least = Period::parse(&floor.keep).map(|length| period(length, lang)).unwrap_or_default();
        let name = floor.name.get(lang);
        let start = start(floor.counted_from).get(lang);
        sentence.push(' ');
        sentence.push_str(&match lang {
            Lang::Fi => format!(
                "Laki vaatii säilyttämään vähintään {least} {start} ({name}). Pidempi aika ratkaisee."
            ),
            Lang::Sv => format!("Lagen kräver minst {least} {start} ({name}). Den längre tiden gäller."),
            Lang::En => {
                format!("The law demands at least {least} {start} ({name}). The longer of the two applies.")
            }
        });
    }
    if let Some(why) = &retention.why {
        sentence.push(' ');
        sentence.push_str(why.get(lang));
    }
    sentence
}

/// The outer limit, when there is one.
fn at_latest(retention: &Retention, rules: &Rules, lang: Lang) -> String {
    let Some(limit) = &retention.at_latest else { return String::new() };
    let length = Period::parse(&limit.keep).map(|length| period(length, lang)).unwrap_or_default();
    let after = after(limit.after, rules, lang);
    match lang {
        Lang::Fi => format!(" Enintään kuitenkin {length} {after}."),
        Lang::Sv => format!(" Dock högst {length} {after}."),
        Lang::En => format!(" In any case for {length} {after} at most."),
    }
}

const fn start(start: FloorStart) -> Phrase {
    match start {
        FloorStart::CalendarYearOfFinancialYear => Phrase::new(
            "sen vuoden lopusta, jona tilikausi päättyi",
            "från utgången av det år då räkenskapsperioden avslutades",
            "from the end of the year in which the financial year ended",
        ),
        FloorStart::FinancialYear => Phrase::new(
            "tilikauden päättymisestä",
            "från räkenskapsperiodens slut",
            "from the end of the financial year",
        ),
    }
}

/// The end of a person's relationship as a clause, in the statement's words.
pub(super) fn relationship_ends(rules: &Rules, lang: Lang) -> &str {
    const CUSTOMERS: Phrase =
        Phrase::new("asiakassuhde päättyy", "kundrelationen upphör", "the relationship ends");
    let own = rules.statement().register.relationship_ends.as_ref();
    own.map_or_else(|| CUSTOMERS.get(lang), |text| text.get(lang))
}

fn after(anchor: Anchor, rules: &Rules, lang: Lang) -> String {
    after_event(anchor).get(lang).replace("{ends}", relationship_ends(rules, lang))
}

fn until(anchor: Anchor, rules: &Rules, lang: Lang) -> String {
    until_event(anchor).get(lang).replace("{ends}", relationship_ends(rules, lang))
}

/// `{ends}` stands for the end of the person's relationship.
const fn after_event(anchor: Anchor) -> Phrase {
    match anchor {
        Anchor::Recorded => Phrase::new(
            "siitä, kun tieto on tallennettu",
            "efter att uppgiften sparades",
            "after it was recorded",
        ),
        Anchor::RelationshipEnd => Phrase::new("siitä, kun {ends}", "efter det att {ends}", "after {ends}"),
        Anchor::LastActivity => {
            Phrase::new("viimeisestä asioinnista", "efter den senaste kontakten", "after the last dealing")
        }
        Anchor::ObjectEnd => Phrase::new("päättymispäivästä", "efter slutdatumet", "after its end"),
        Anchor::ObjectDate => Phrase::new("tapahtuman päivästä", "efter händelsens datum", "after its date"),
        Anchor::Replaced => Phrase::new(
            "siitä, kun uusi tieto on korvannut sen",
            "efter att en ny uppgift har ersatt den",
            "after newer data has replaced it",
        ),
        Anchor::NeedEnd => Phrase::new(
            "siitä, kun viimeinen ilmoitettu tarve on päättynyt",
            "efter att det sista angivna behovet har upphört",
            "after the last stated need has ended",
        ),
        Anchor::OwnRequest => Phrase::new(
            "siitä, kun henkilö on pyytänyt poistamista",
            "efter att personen har begärt radering",
            "after the person has asked for erasure",
        ),
    }
}

const fn until_event(anchor: Anchor) -> Phrase {
    match anchor {
        Anchor::RelationshipEnd => {
            Phrase::new("Poistetaan, kun {ends}", "Raderas när {ends}", "Erased when {ends}")
        }
        Anchor::LastActivity => Phrase::new(
            "Poistetaan viimeisen asioinnin jälkeen",
            "Raderas efter den senaste kontakten",
            "Erased after the last dealing",
        ),
        Anchor::ObjectEnd => {
            Phrase::new("Poistetaan päättymispäivänä", "Raderas på slutdatumet", "Erased at its end")
        }
        Anchor::Replaced => Phrase::new(
            "Poistetaan, kun uusi tieto korvaa sen",
            "Raderas när en ny uppgift ersätter den",
            "Erased when newer data replaces it",
        ),
        Anchor::NeedEnd => Phrase::new(
            "Poistetaan, kun tietoa ei enää tarvita mihinkään ilmoitettuun tarpeeseen",
            "Raderas när uppgiften inte längre behövs för något angivet behov",
            "Erased when no stated need for it is left",
        ),
        Anchor::OwnRequest => Phrase::new(
            "Poistetaan, kun henkilö pyytää sitä",
            "Raderas när personen begär det",
            "Erased when the person asks for it",
        ),
        Anchor::Recorded | Anchor::ObjectDate => {
            Phrase::new("Poistetaan samana päivänä", "Raderas samma dag", "Erased on the same day")
        }
    }
}

/// A legal basis with its article.
#[must_use]
pub const fn basis(basis: Basis) -> Phrase {
    match basis {
        Basis::Consent => Phrase::new(
            "suostumus (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan a alakohta)",
            "samtycke (allmänna dataskyddsförordningen, artikel 6.1 a)",
            "consent (GDPR, Article 6(1)(a))",
        ),
        Basis::Contract => Phrase::new(
            "sopimus (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan b alakohta)",
            "avtal (allmänna dataskyddsförordningen, artikel 6.1 b)",
            "contract (GDPR, Article 6(1)(b))",
        ),
        Basis::LegalObligation => Phrase::new(
            "lakisääteinen velvoite (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan c alakohta)",
            "rättslig förpliktelse (allmänna dataskyddsförordningen, artikel 6.1 c)",
            "legal obligation (GDPR, Article 6(1)(c))",
        ),
        Basis::VitalInterests => Phrase::new(
            "elintärkeä etu (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan d alakohta)",
            "grundläggande intressen (allmänna dataskyddsförordningen, artikel 6.1 d)",
            "vital interests (GDPR, Article 6(1)(d))",
        ),
        Basis::PublicTask => Phrase::new(
            "yleinen etu (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan e alakohta)",
            "allmänt intresse (allmänna dataskyddsförordningen, artikel 6.1 e)",
            "public task (GDPR, Article 6(1)(e))",
        ),
        Basis::LegitimateInterests => Phrase::new(
            "oikeutettu etu (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan f alakohta)",
            "berättigat intresse (allmänna dataskyddsförordningen, artikel 6.1 f)",
            "legitimate interests (GDPR, Article 6(1)(f))",
        ),
    }
}

/// A channel of contact as a noun.
#[must_use]
pub const fn channel(channel: Channel) -> Phrase {
    match channel {
        Channel::Post => Phrase::new("posti", "post", "post"),
        Channel::Phone => Phrase::new("puhelin", "telefon", "telephone"),
        Channel::Text => Phrase::new("tekstiviesti", "textmeddelande", "text message"),
        Channel::Email => Phrase::new("sähköposti", "e-post", "e-mail"),
    }
}

/// A name as it stands inside a sentence: its first letter small, unless the word is an abbreviation.
pub(super) fn inside(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.chars().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}

/// A text as a sentence that others follow: what a statement gives as a few words gets its full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let whole = text.trim_end_matches(['”', '"', '»', ')']).ends_with(['.', '!', '?', '…']);
    if whole || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

/// A name as a line of its own begins.
pub(super) fn alone(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words joined as in a sentence: "a, b ja c".
pub(super) fn joined(words: &[&str], last: Phrase, lang: Lang) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{} {} {end}", first.join(", "), last.get(lang)),
    }
}

pub(super) const AND: Phrase = Phrase::new("ja", "och", "and");
pub(super) const OR: Phrase = Phrase::new("tai", "eller", "or");
