//! Rules about what bounds keeping: outer limits, backups, marks of use, holds, and words that promise no number
//! (contradictions A2 of a legacy text).

use super::{Check, retention::length, text};
use crate::{
    diagnostics::Problem,
    statement::{
        model::{Anchor, Retention, RetentionAction},
        period::Period,
    },
    text::Text,
};

/// A language of a text.
type Language = fn(&Text) -> &str;

/// Words that promise an interval and name none, with the language that they are of.
const VAGUE: [(&str, Language); 9] = [
    ("säännöllisesti", |text| &text.fi),
    ("säännöllisin", |text| &text.fi),
    ("ajoittain", |text| &text.fi),
    ("regelbundet", |text| &text.sv),
    ("med jämna mellanrum", |text| &text.sv),
    ("tidvis", |text| &text.sv),
    ("regularly", |text| &text.en),
    ("at regular intervals", |text| &text.en),
    ("from time to time", |text| &text.en),
];

impl Check<'_> {
    pub(super) fn keeping(&mut self) {
        let written = self.written;
        if let Some(backups) = &written.backups {
            let lengths = [("every", &backups.every), ("keep", &backups.keep)];
            for (key, written) in lengths.iter().filter(|(_, length)| !is_some_time(length)) {
                self.at(&format!("backups.{key}"), no_length(written));
            }
            if Period::parse(&backups.keys).is_none() {
                self.at("backups.keys", length());
            }
            if about_days(&backups.every) > about_days(&backups.keep) {
                self.at("backups.every", leaves_gaps());
            }
            if backups.restore_test_months == 0 {
                self.at("backups.restore-test-months", never_tested());
            }
        }
        if let Some(log) = written.log.as_ref().filter(|log| !is_some_time(&log.keep)) {
            self.at("log.keep", no_length(&log.keep));
        }
        let security = written.log.as_ref().and_then(|log| log.security.as_ref());
        if let Some(keep) = security.filter(|keep| !is_some_time(keep)) {
            self.at("log.security", no_length(keep));
        }
        for (at, hold) in written.holds.iter().enumerate() {
            if hold.review_months == 0 {
                self.at(&format!("hold[{at}].review-months"), hold_without_review(&hold.name));
            }
        }
        for (at, principle) in written.register.principles.iter().enumerate() {
            self.vague(&format!("register.principles[{at}]"), principle);
        }
        for (at, measure) in written.measures.iter().enumerate() {
            self.vague(&format!("measure[{at}].text"), &measure.text);
        }
    }

    /// "Regularly" promises nothing that can be checked: a number is asked for.
    fn vague(&mut self, path: &str, said: &Text) {
        let found = VAGUE.iter().find(|(word, of)| of(said).to_lowercase().contains(word));
        if let Some((word, _)) = found {
            self.at(path, no_number(word));
        }
    }

    /// "Only stored" needs a law that it is stored for, and an end: without either it would be hidden, and never go.
    pub(super) fn stored_only(&mut self, path: &str, retention: &Retention) {
        if retention.action == RetentionAction::Restrict && retention.floor.is_none() {
            self.at(&format!("{path}.action"), stored_for_nothing());
        }
    }

    /// A time that ends with a need or at the person's wish may never end: it needs an outer limit, and the limit an anchor
    /// that comes by itself (GDPR 5(1)(e)).
    pub(super) fn outer_limit(&mut self, path: &str, retention: &Retention) {
        let open = |anchor| matches!(anchor, Anchor::NeedEnd | Anchor::OwnRequest);
        match &retention.at_latest {
            None if open(retention.after) => {
                self.at(&format!("{path}.after"), no_outer_limit(retention.after))
            }
            Some(limit) if open(limit.after) => {
                self.at(&format!("{path}.at-latest.after"), no_outer_limit(limit.after));
            }
            Some(limit) if !is_some_time(&limit.keep) => self.at(&format!("{path}.at-latest.keep"), length()),
            Some(_) | None => {}
        }
    }
}

fn is_some_time(text: &str) -> bool {
    Period::parse(text).is_some_and(|period| !period.is_zero())
}

fn stored_for_nothing() -> Problem {
    Problem::error(
        "restrict-without-floor",
        Text::new(
            "Tieto jäisi talteen käytön päätyttyä, eikä mikään laki vaadi sitä.",
            "Uppgiften skulle bevaras efter användningen, och ingen lag kräver det.",
            "The data would stay stored after its use is over, and no law demands it.",
        ),
        Text::new(
            "Nimeä lain vähimmäisaika (floor = \"bookkeeping-voucher\") tai valitse action = \"erase\".",
            "Ange lagens minimitid (floor = \"bookkeeping-voucher\") eller välj action = \"erase\".",
            "Name the law's minimum (floor = \"bookkeeping-voucher\"), or choose action = \"erase\".",
        ),
    )
}

/// How long a length is, a month taken as 30 days; `None` for what is no length.
fn about_days(length: &str) -> Option<u64> {
    let (years, months, days) = Period::parse(length)?.parts();
    Some(u64::from(years) * 365 + u64::from(months) * 30 + u64::from(days))
}

fn leaves_gaps() -> Problem {
    Problem::error(
        "backups-leave-gaps",
        Text::new(
            "Kopio poistettaisiin, ennen kuin seuraava on otettu: välillä ei olisi yhtään.",
            "En kopia skulle raderas innan nästa har tagits: däremellan skulle det inte finnas någon.",
            "A copy would be deleted before the next is made: between them there would be none.",
        ),
        Text::new(
            "Ota kopioita useammin (every) tai säilytä ne pidempään (keep).",
            "Ta kopior oftare (every) eller bevara dem längre (keep).",
            "Make copies more often (every), or keep them longer (keep).",
        ),
    )
}

fn never_tested() -> Problem {
    Problem::error(
        "backups-never-tested",
        Text::new(
            "Varmuuskopioiden palauttamista ei kokeiltaisi koskaan.",
            "Återställning från säkerhetskopiorna skulle aldrig testas.",
            "Restoring from the backups would never be tried.",
        ),
        Text::new(
            "Anna kuukausien määrä, esimerkiksi restore-test-months = 3.",
            "Ange antalet månader, till exempel restore-test-months = 3.",
            "Give a number of months, for example restore-test-months = 3.",
        ),
    )
}

/// A length that is none, or that is no time at all where some is needed.
pub(super) fn no_length(written: &str) -> Problem {
    if Period::parse(written).is_none() {
        return length();
    }
    Problem::error(
        "length-of-nothing",
        text(
            format!("”{written}” ei ole aikaa lainkaan."),
            format!("”{written}” är ingen tid alls."),
            format!("“{written}” is no time at all."),
        ),
        Text::new(
            "Anna pituus, joka on ainakin päivä, esimerkiksi \"P30D\".",
            "Ange en längd på minst en dag, till exempel \"P30D\".",
            "Give a length of one day at least, for example \"P30D\".",
        ),
    )
}

fn hold_without_review(name: &Text) -> Problem {
    Problem::error(
        "hold-without-review",
        text(
            format!("”{}” voisi jatkua ikuisesti, koska sitä ei koskaan harkita uudelleen.", name.fi),
            format!("”{}” kunde fortsätta för evigt, eftersom det aldrig omprövas.", name.sv),
            format!("“{}” could go on for ever, because it is never looked at again.", name.en),
        ),
        Text::new(
            "Anna kuukausien määrä, esimerkiksi review-months = 3.",
            "Ange antalet månader, till exempel review-months = 3.",
            "Give a number of months, for example review-months = 3.",
        ),
    )
}

fn no_number(word: &str) -> Problem {
    Problem::decision(
        "interval-in-words",
        text(
            format!("”{word}” ei kerro, kuinka usein. Sellaista lupausta ei voi näyttää toteen."),
            format!("”{word}” säger inte hur ofta. Ett sådant löfte går inte att styrka."),
            format!("“{word}” does not say how often. Such a promise can't be proven."),
        ),
        Text::new(
            "Kirjoita luku: joka yö, kolmen kuukauden välein. Varmuuskopiot kuvataan taulussa [backups].",
            "Skriv ett tal: varje natt, var tredje månad. Säkerhetskopiorna beskrivs i tabellen [backups].",
            "Write a number: every night, every three months. Backups are described in the table [backups].",
        ),
    )
}

fn no_outer_limit(anchor: Anchor) -> Problem {
    let what = match anchor {
        Anchor::OwnRequest => Text::new(
            "Tietoa säilytettäisiin, kunnes henkilö pyytää poistamista, eikä muuta loppua ole.",
            "Uppgiften skulle bevaras tills personen begär radering, och något annat slut finns inte.",
            "The data would be kept until the person asks for its erasure, and there is no other end.",
        ),
        _ => Text::new(
            "Tietoa säilytettäisiin, kunnes sitä ei enää tarvita, eikä muuta loppua ole.",
            "Uppgiften skulle bevaras tills den inte längre behövs, och något annat slut finns inte.",
            "The data would be kept until it is no longer needed, and there is no other end.",
        ),
    };
    Problem::error(
        "retention-without-outer-limit",
        what,
        Text::new(
            "Lisää viimeinen raja, joka tulee itsestään: at-latest = { keep = \"P2Y\", after = \"recorded\" } (GDPR 5(1)(e)).",
            "Lägg till en yttersta gräns som kommer av sig själv: at-latest = { keep = \"P2Y\", after = \"recorded\" } (GDPR 5.1 e).",
            "Add an outer limit that comes by itself: at-latest = { keep = \"P2Y\", after = \"recorded\" } (GDPR 5(1)(e)).",
        ),
    )
}
