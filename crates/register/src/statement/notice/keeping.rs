//! What a notice says of keeping beyond each time limit: groups with a limit of their own, holds, backups and the day by
//! which nothing erased is left in one, marks of use.

use super::{
    Block, Entry,
    build::{Of, led},
    phrases::keeping as say,
    words,
};
use crate::{
    statement::{
        model::{HoldCause, LogTerm},
        period::Period,
    },
    text::{Lang, Phrase},
};

pub(super) fn keeping(of: Of<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(led("retention-groups", of.say(say::GROUPS), groups(of)));
    blocks.extend(led("holds", of.say(say::HOLDS), holds(of)));
    blocks.extend(backups(of).map(|text| Block::Line(Entry::new("backups", text))));
    blocks.extend(log(of).map(|text| Block::Line(Entry::new("log-term", text))));
    let security = words::period(LogTerm::security_kept(of.rules.statement().log.as_ref()), of.lang);
    blocks.push(Block::Line(Entry::new("security-term", security_events(&security, of.lang))));
    let requests = words::period(of.rules.statement().requests.kept(), of.lang);
    blocks.push(Block::Line(Entry::new("requests-term", cases(&requests, of.lang))));
    blocks.extend(fingerprints(of).map(|text| Block::Line(Entry::new("fingerprint", text))));
    blocks
}

fn groups(of: Of<'_>) -> Vec<Entry> {
    let groups = of.rules.statement().subject_groups.iter();
    let told = groups.filter_map(|group| {
        let sentence = words::retention(group.retention.as_ref()?, of.rules, of.lang);
        Some(Entry::led(format!("retention-group--{}", group.id), group.name.get(of.lang), sentence))
    });
    told.collect()
}

fn holds(of: Of<'_>) -> Vec<Entry> {
    let statement = of.rules.statement();
    let told = statement.holds.iter().map(|hold| {
        let cause = of.say(cause(hold.because));
        let months = hold.review_months;
        let review = match (of.lang, months) {
            (Lang::Fi, 1) => "Peruste tarkistetaan vähintään kuukausittain.".to_owned(),
            (Lang::Sv, 1) => "Grunden kontrolleras minst varje månad.".to_owned(),
            (Lang::En, 1) => "The reason is looked at again every month at the latest.".to_owned(),
            (Lang::Sv, 2) => "Grunden kontrolleras minst varannan månad.".to_owned(),
            (Lang::Fi, _) => format!("Peruste tarkistetaan vähintään {months} kuukauden välein."),
            (Lang::Sv, _) => format!("Grunden kontrolleras minst var {months}:e månad."),
            (Lang::En, _) => format!("The reason is looked at again every {months} months at the latest."),
        };
        let categories = statement.categories.iter().filter(|one| hold.categories.contains(&one.id));
        let categories: Vec<&str> = categories.map(|one| one.name.get(of.lang)).collect();
        let which =
            if categories.is_empty() { String::new() } else { format!(" ({})", categories.join(", ")) };
        Entry::led(format!("hold--{}", hold.id), hold.name.get(of.lang), format!("{cause}{which}. {review}"))
    });
    told.collect()
}

const fn cause(cause: HoldCause) -> Phrase {
    match cause {
        HoldCause::Misuse => Phrase::new(
            "epäilty väärinkäytös selvitetään",
            "misstänkt missbruk utreds",
            "suspected misuse is looked into",
        ),
        HoldCause::OpenRequest => Phrase::new(
            "henkilön oma pyyntö on kesken",
            "personens egen begäran behandlas",
            "a request of the person is open",
        ),
        HoldCause::Authority => Phrase::new(
            "viranomainen on esittänyt laillisen pyynnön",
            "en myndighet har framställt en laglig begäran",
            "an authority has made a lawful request",
        ),
        HoldCause::Dispute => Phrase::new(
            "riita tai vaade on kesken",
            "en tvist eller ett anspråk är öppet",
            "a dispute or a claim is open",
        ),
        HoldCause::Collection => {
            Phrase::new("saatavaa peritään", "en fordran drivs in", "a debt is being collected")
        }
    }
}

/// How long an erased value may still be in a backup, encrypted and without its key: as long as the oldest backup lives.
fn backups(of: Of<'_>) -> Option<String> {
    let backups = of.rules.statement().backups.as_ref()?;
    let made = made(Period::parse(&backups.every)?, of.lang);
    let keep = words::period(Period::parse(&backups.keep)?, of.lang);
    let horizon = Period::parse(&backups.keys)?;
    if !horizon.is_zero() {
        let keys = words::period(horizon, of.lang);
        return Some(with_copies_of_keys((&made, &keep, &keys), of.lang));
    }
    Some(match of.lang {
        Lang::Fi => format!(
            "{made}, ja kukin kopio säilytetään {keep}. Poistetun tiedon avain tuhotaan heti, joten sitä ei voi enää lukea kopioistakaan; viimeinenkin salattu kopio häviää, kun poistosta on kulunut {keep}."
        ),
        Lang::Sv => format!(
            "{made}, och varje kopia bevaras i {keep}. En raderad uppgifts nyckel förstörs genast, så uppgiften kan inte längre läsas i kopiorna heller; den sista krypterade kopian är borta {keep} efter raderingen."
        ),
        Lang::En => format!(
            "{made}, and each is kept for {keep}. The key of erased data is destroyed at once, so that it can't be read from a backup either; the last encrypted copy is gone {keep} after the erasure."
        ),
    })
}

/// How often a backup is made, as people would say it.
fn made(every: Period, lang: Lang) -> String {
    let (fi, sv, en) = match every.parts() {
        (0, 0, 1) => ("joka päivä".to_owned(), "varje dag".to_owned(), "every day".to_owned()),
        (0, 0, 7) => ("kerran viikossa".to_owned(), "en gång i veckan".to_owned(), "every week".to_owned()),
        (0, 1, 0) => {
            ("kerran kuukaudessa".to_owned(), "en gång i månaden".to_owned(), "every month".to_owned())
        }
        (0, 0, days) => (
            format!("{days} päivän välein"),
            format!("med {days} dagars mellanrum"),
            format!("every {days} days"),
        ),
        _ => (
            format!("vähintään näin usein: {}", words::period(every, Lang::Fi)),
            format!("minst så här ofta: {}", words::period(every, Lang::Sv)),
            format!("at least this often: {}", words::period(every, Lang::En)),
        ),
    };
    match lang {
        Lang::Fi => format!("Varmuuskopio otetaan {fi}"),
        Lang::Sv => format!("En säkerhetskopia tas {sv}"),
        Lang::En => format!("A backup is made {en}"),
    }
}

/// The same where copies of keys are made: the erasure horizon is as long as those are kept.
fn with_copies_of_keys((made, keep, keys): (&str, &str, &str), lang: Lang) -> String {
    match lang {
        Lang::Fi => format!(
            "{made}, ja kukin kopio säilytetään {keep}. Poistetun tiedon avain tuhotaan heti. Avainten omat kopiot säilytetään enintään {keys}, joten kun poistosta on kulunut {keys}, tietoa ei voi enää lukea mistään kopiosta; viimeinenkin salattu kopio häviää, kun poistosta on kulunut {keep}."
        ),
        Lang::Sv => format!(
            "{made}, och varje kopia bevaras i {keep}. En raderad uppgifts nyckel förstörs genast. Nycklarnas egna kopior bevaras i högst {keys}, så {keys} efter raderingen kan uppgiften inte längre läsas i någon kopia; den sista krypterade kopian är borta {keep} efter raderingen."
        ),
        Lang::En => format!(
            "{made}, and each is kept for {keep}. The key of erased data is destroyed at once. Copies of the keys themselves are kept for {keys} at most, so that {keys} after the erasure it can't be read from any copy; the last encrypted copy is gone {keep} after the erasure."
        ),
    }
}

fn log(of: Of<'_>) -> Option<String> {
    let log = of.rules.statement().log.as_ref()?;
    let keep = words::period(Period::parse(&log.keep)?, of.lang);
    let why = log.why.as_ref().map_or(String::new(), |why| format!(" {}", why.get(of.lang)));
    let marks = match of.lang {
        Lang::Fi => format!("Käyttömerkinnät säilytetään {keep} merkinnän tekemisestä.{why}"),
        Lang::Sv => format!("Anteckningar om användningen bevaras i {keep} efter att de gjordes.{why}"),
        Lang::En => format!("Marks of use are kept for {keep} after they were made.{why}"),
    };
    Some(marks)
}

/// What is kept apart for the register's security, and for how long (claim R5-019).
fn security_events(keep: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi => format!(
            "Epäonnistuneista kirjautumisista, estetyistä toimista ja tietojen luovutuksista jää erillinen merkintä turvallisuuden valvontaa varten. Sitä ei käytetä muuhun, ja se säilytetään {keep}."
        ),
        Lang::Sv => format!(
            "Misslyckade inloggningar, nekade åtgärder och utlämnanden antecknas separat för övervakning av säkerheten. Anteckningarna används inte för annat och bevaras i {keep}."
        ),
        Lang::En => format!(
            "Failed sign-ins, refusals and exports are marked apart, to watch over security. These marks are used for nothing else and are kept for {keep}."
        ),
    }
}

/// How long people's own requests are kept, which hold what was written and what was answered.
fn cases(keep: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi => format!(
            "Rekisteriä koskevat pyynnöt, niiden liitteet ja niihin annetut vastaukset säilytetään {keep} asian päättymisestä, jotta vastaaminen voidaan osoittaa. Avoin asia säilytetään, kunnes se on päättynyt."
        ),
        Lang::Sv => format!(
            "Begäranden som gäller registret, deras bilagor och våra svar bevaras i {keep} efter att ärendet har avslutats, så att vi kan visa att de har besvarats. Ett öppet ärende bevaras tills det är avslutat."
        ),
        Lang::En => format!(
            "Requests about the register, with what came with them and what was answered, are kept for {keep} after the case is over, to show that they were answered. An open case is kept until it is over."
        ),
    }
}

/// What an erasure leaves: digests of the ways to reach somebody, so that others do not bring them in again (claim R3-024).
fn fingerprints(of: Of<'_>) -> Option<String> {
    let statement = of.rules.statement();
    let approaches = statement.purposes.iter().any(|purpose| purpose.class.approaches());
    let told = Phrase::new(
        "Kun joku poistetaan omasta pyynnöstään tai hänen kieltonsa on voimassa, hänen yhteystiedoistaan ja tunnisteistaan jää avaimellinen tarkiste, josta tietoja ei voi lukea takaisin. Sitä käytetään vain siihen, ettei muu kuin hän itse tuo häntä rekisteriin uudelleen ja että kielto pysyy voimassa. Tarkiste säilytetään niin kauan kuin rekisteri on olemassa.",
        "När någon raderas på egen begäran eller har ett förbud i kraft återstår av personens kontaktuppgifter och beteckningar ett nycklat fingeravtryck som inte kan läsas tillbaka. Det används bara för att ingen annan än personen själv ska föra in personen i registret på nytt och för att förbudet ska förbli i kraft. Fingeravtrycket bevaras så länge registret finns.",
        "When somebody is erased at their own wish, or has a prohibition in force, a keyed fingerprint of their contact details and identifiers stays, which can't be read back. It is used only to keep others from bringing the person in again and to keep the prohibition in force. It is kept for as long as the register exists.",
    );
    (approaches || !statement.prohibitions.is_empty()).then(|| of.say(told).to_owned())
}
