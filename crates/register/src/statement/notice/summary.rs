//! The first layer of a notice: what most readers want to know, in a few sentences that are made from the same rules as
//! the rest, and can't say anything else.

use super::{
    Block, Entry,
    build::{Of, list},
    people, phrases as say, words,
};
use crate::{
    statement::model::{Basis, Disclosure, OutsideEea, Purpose, PurposeClass, RecipientKind, Territory},
    text::{Lang, Phrase},
};

pub(super) fn summary(of: Of<'_>) -> Vec<Block> {
    const WHO: Phrase = Phrase::new(
        "Kuka vastaa tiedoistasi?",
        "Vem ansvarar för dina uppgifter?",
        "Who is responsible for your data?",
    );
    const WHY: Phrase = Phrase::new(
        "Mihin tietojasi käytetään?",
        "Vad används dina uppgifter till?",
        "What is your data used for?",
    );
    const FROM: Phrase =
        Phrase::new("Mistä tietosi saadaan?", "Varifrån kommer uppgifterna?", "Where does it come from?");
    const TO: Phrase = Phrase::new("Kuka muu saa tietoja?", "Vem annan får uppgifter?", "Who else gets it?");
    const RIGHTS: Phrase = Phrase::new("Mitä voit tehdä?", "Vad kan du göra?", "What can you do?");
    let statement = of.rules.statement();
    let sources: Vec<&str> = statement.sources.iter().map(|source| source.name.get(of.lang)).collect();
    let others = statement.joint_controllers.iter().map(|one| one.name.as_str());
    let responsible: Vec<&str> = std::iter::once(statement.controller.name.as_str()).chain(others).collect();
    let mut entries = vec![
        Entry::led(
            "summary--controller",
            of.say(WHO),
            format!("{}.", words::joined(&responsible, words::AND, of.lang)),
        ),
        Entry::led("summary--purposes", of.say(WHY), "").with(purposes(of)),
    ];
    if !sources.is_empty() {
        entries.push(Entry::led("summary--sources", of.say(FROM), format!("{}.", sources.join("; "))));
    }
    entries.push(Entry::led("summary--recipients", of.say(TO), recipients(of)));
    entries.push(Entry::led("summary--rights", of.say(RIGHTS), rights(of)));
    list(entries)
}

/// The names of the purposes.
fn purposes(of: Of<'_>) -> Vec<Entry> {
    let purposes = of.rules.statement().purposes.iter();
    let names =
        purposes.map(|one| Entry::new(format!("summary--purpose--{}", one.id), one.name.get(of.lang)));
    names.chain([Entry::new("summary--marketing", marketed(of))]).collect()
}

/// Whether marketing is among the purposes, and what it takes to stop it.
fn marketed(of: Of<'_>) -> &'static str {
    let approach = |purpose: &&Purpose| {
        matches!(
            purpose.class,
            PurposeClass::Marketing | PurposeClass::DistanceSelling | PurposeClass::OtherMarketing
        )
    };
    let mut marketing = of.rules.statement().purposes.iter().filter(approach).peekable();
    let any = marketing.peek().is_some();
    let consented = marketing.all(|one| one.basis == Basis::Consent);
    of.say(match (any, consented) {
        (false, _) => Phrase::new(
            "Suoramarkkinointiin tietoja ei käytetä.",
            "För direktmarknadsföring används uppgifterna inte.",
            "It is not used for direct marketing.",
        ),
        (true, true) => Phrase::new(
            "Suoramarkkinointia saat vain, jos olet siihen suostunut.",
            "Direktmarknadsföring får du bara om du har samtyckt till det.",
            "You get direct marketing only if you have consented to it.",
        ),
        (true, false) => Phrase::new(
            "Suoramarkkinoinnin voit kieltää milloin tahansa.",
            "Direktmarknadsföring kan du förbjuda när som helst.",
            "You can prohibit direct marketing at any time.",
        ),
    })
}

fn recipients(of: Of<'_>) -> String {
    let statement = of.rules.statement();
    let named = |processor: bool| {
        let all = super::sharing::told(of).filter(|one| (one.kind == RecipientKind::Processor) == processor);
        let names: Vec<&str> = all.map(|one| one.name.get(of.lang)).collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    let mut text = match (named(false), of.lang) {
        (None, _) => of.say(say::NOBODY).to_owned(),
        (Some(names), Lang::Fi) => format!("Säännönmukaisesti vain: {names}."),
        (Some(names), Lang::Sv) => format!("Regelmässigt endast: {names}."),
        (Some(names), Lang::En) => format!("Regularly only: {names}."),
    };
    if let Some(names) = named(true) {
        let stop = if names.ends_with('.') { "" } else { "." };
        text.push_str(&format!(" {} {names}{stop}", of.say(say::PROCESSORS)));
    }
    let law = of.rules.law();
    let outside = statement.recipients.iter().any(|one| !law.in_eea(&one.country, of.rules.on()));
    if super::sharing::some_chosen_outside(of) {
        text.push(' ');
        let stays = of.say(stays(&statement.disclosure)).trim_end_matches('.');
        text.push_str(&of.say(say::STAYS_UNLESS_CHOSEN).replace("{stays}", stays));
    } else if statement.disclosure.outside_eea == OutsideEea::Never || !outside {
        text.push(' ');
        text.push_str(of.say(stays(&statement.disclosure)));
    }
    text
}

/// The area that data stays in: the Union alone where the statement promises so.
fn stays(disclosure: &Disclosure) -> Phrase {
    let union = disclosure.outside_eea == OutsideEea::Never && disclosure.territory == Territory::Eu;
    if union {
        Phrase::new(
            "Tiedot pysyvät EU:n alueella.",
            "Uppgifterna stannar inom EU.",
            "The data stays within the EU.",
        )
    } else {
        Phrase::new(
            "Tiedot pysyvät EU:n ja ETA:n alueella.",
            "Uppgifterna stannar inom EU och EES.",
            "The data stays within the EU and EEA.",
        )
    }
}

fn rights(of: Of<'_>) -> String {
    let names: Vec<String> = people::held(of).map(|right| words::inside(right.name.get(of.lang))).collect();
    let article = if of.lang == Lang::En { "the " } else { "" };
    let names: Vec<String> = names.iter().map(|name| format!("{article}{name}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let listed = words::joined(&names, words::AND, of.lang);
    match of.lang {
        Lang::Fi => format!("Sinulla on {listed}."),
        Lang::Sv => format!("Du har {listed}."),
        Lang::En => format!("You have {listed}."),
    }
}
