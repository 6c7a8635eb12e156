//! The parts of a notice about others: who gets data, what leaves the area, how it is protected.

use super::{
    Block, Entry,
    build::{Of, led, list},
    ids, phrases as say, words,
};
use crate::{
    item::country_name as country,
    law::{TerritoryStatus, holds},
    statement::model::{
        Authorities, CompanyRole, Component, DisclosureGround, GroupCompany, OutsideEea, Paper, Recipient,
        RecipientKind, RegularDisclosure, Role, SignIn, Territory,
    },
    statement::{Rules, check::inside, evidence::Shown},
    text::{Lang, Phrase},
};

pub(super) fn disclosures(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let outsiders = statement.recipients.iter().filter(|one| one.kind != RecipientKind::Processor);
    let outsiders: Vec<Entry> = outsiders.map(|recipient| one_recipient(of, recipient)).collect();
    let mut blocks = Vec::new();
    let sentence = match statement.disclosure.regular {
        RegularDisclosure::GroupOnly => say::GROUP_ONLY,
        RegularDisclosure::DeclaredRecipients => say::DECLARED,
        RegularDisclosure::None => say::NOBODY,
    };
    let sentence = if outsiders.is_empty() { say::NOBODY } else { sentence };
    blocks.push(Block::Line(Entry::new("regular-disclosure", of.say(sentence)).with(outsiders)));
    let processors = told(of).filter(|one| one.kind == RecipientKind::Processor);
    let processors = processors.map(|recipient| one_recipient(of, recipient)).collect();
    blocks.extend(led("processors", of.say(say::PROCESSORS), processors));
    blocks.extend(components(of));
    blocks.extend(led("embeds", of.say(say::EMBEDS), embeds(of)));
    blocks.extend(led("group-without-data", of.say(say::GROUP_WITHOUT), group_without_data(of)));
    blocks.extend(grounds(of));
    blocks
}

/// The recipients that a notice tells of: not those who get data by a chosen part of another service alone (claim R5-036).
pub(super) fn told(of: Of<'_>) -> impl Iterator<Item = &Recipient> {
    let recipients = of.rules.statement().recipients.iter();
    recipients.filter(move |one| !by_choice_alone(of, one) || parts(of).any(|part| part.recipient == one.id))
}

/// Whether somebody gets data by a chosen part of a service alone: a vendor outside, where nothing else goes out.
fn by_choice_alone(of: Of<'_>, recipient: &Recipient) -> bool {
    let statement = of.rules.statement();
    let (law, on) = (of.rules.law(), of.rules.on());
    statement.disclosure.outside_eea == OutsideEea::Never
        && !inside(statement, law, &recipient.country, on)
        && statement.components.iter().any(|part| part.recipient == recipient.id)
}

/// Parts of services that the service's customer has chosen and acknowledged.
pub(super) fn chosen(rules: &Rules) -> impl Iterator<Item = &Component> {
    rules.statement().components.iter().filter(|part| part.is_used(rules.on()))
}

/// Those of the service whose notice it is.
fn parts(of: Of<'_>) -> impl Iterator<Item = &Component> {
    chosen(of.rules).filter(move |part| Some(&part.service) == of.service)
}

/// Whether a part that some service's customer has chosen takes data out of the area.
pub(super) fn some_chosen_outside(of: Of<'_>) -> bool {
    let vendors = of.rules.statement().recipients.iter();
    let (law, on) = (of.rules.law(), of.rules.on());
    let mut outside = vendors.filter(|one| !law.in_eea(&one.country, on));
    outside.any(|one| chosen(of.rules).any(|part| part.recipient == one.id))
}

/// Companies that belong to the group on the day and get nothing.
fn group_without_data(of: Of<'_>) -> Vec<Entry> {
    let statement = of.rules.statement();
    let gets = |id: &crate::id::CompanyId| {
        statement.recipients.iter().any(|recipient| recipient.company.as_ref() == Some(id))
    };
    // Who decides together with the controller is told of as that.
    let apart = |one: &GroupCompany| one.role != CompanyRole::JointController && !gets(&one.id);
    let companies = statement.group_companies.iter();
    let companies = companies.filter(|one| holds(one.from, one.until, of.rules.on()) && apart(one));
    companies
        .map(|one| {
            Entry::new(
                format!("company--{}", one.id),
                format!("{} ({})", one.name, country(&one.country, of.lang)),
            )
        })
        .collect()
}

/// A recipient with its country.
pub(super) fn named(of: Of<'_>, recipient: &Recipient) -> String {
    format!("{} ({})", recipient.name.get(of.lang), country(&recipient.country, of.lang))
}

fn one_recipient(of: Of<'_>, recipient: &Recipient) -> Entry {
    let statement = of.rules.statement();
    let categories =
        statement.categories.iter().filter(|category| recipient.categories.contains(&category.id));
    let categories: Vec<&str> = categories.map(|category| category.name.get(of.lang)).collect();
    let lead = named(of, recipient);
    let mut text = words::sentence(recipient.task.get(of.lang));
    if !recipient.work.is_empty() {
        let work: Vec<&str> = recipient.work.iter().map(|one| of.say(words::work(*one))).collect();
        text.push_str(&format!(" {}: {}.", of.say(say::WORK), words::joined(&work, words::AND, of.lang)));
    }
    if !categories.is_empty() {
        text.push_str(&format!(" {}: {}.", of.say(say::DATA), categories.join(", ")));
    }
    // R5-025: a processor works for the controller alone.
    if recipient.kind == RecipientKind::Processor {
        text.push_str(&format!(" {}", of.say(say::NO_OWN_USE)));
    }
    if let Some(agreement) = &recipient.agreement {
        text.push_str(&format!(" {}: {}.", of.say(say::AGREEMENT), agreement.get(of.lang)));
    }
    if let Some(provision) = &recipient.provision {
        text.push_str(&format!(" {}: {}.", of.say(say::PROVISION), provision.get(of.lang)));
    }
    let id = format!("recipient--{}", recipient.id);
    Entry::led(id.as_str(), lead, text).with(assignments(of, &id, recipient))
}

/// The tasks that a processor has, each with its end.
fn assignments(of: Of<'_>, id: &str, recipient: &Recipient) -> Vec<Entry> {
    let told = recipient.assignments.iter().map(|task| {
        let mut text = format!("{}–{}", words::day(task.from, of.lang), words::day(task.until, of.lang));
        // R5-024: what it gets beside contact details, and why.
        let more = of.rules.statement().items.iter().filter(|item| task.items.contains(&item.id));
        let more: Vec<&str> = more.map(|item| item.name.get(of.lang)).collect();
        if let Some(why) = task.why.as_ref().filter(|_| !more.is_empty()) {
            text.push_str(&format!(
                ". {}: {}. {}",
                of.say(say::MORE),
                more.join(", "),
                words::sentence(why.get(of.lang))
            ));
        }
        Entry::led(format!("{id}--assignment--{}", task.id), task.name.get(of.lang), text)
    });
    told.collect()
}

/// Parts of a service whose vendor gets data only where the service's customer chose them (claims R5-036, R5-037).
fn components(of: Of<'_>) -> Option<Block> {
    let statement = of.rules.statement();
    let told = parts(of).map(|one| {
        let vendor = statement.recipients.iter().find(|recipient| recipient.id == one.recipient);
        let vendor = vendor.map(|vendor| named(of, vendor)).unwrap_or_default();
        let passes: Vec<&str> = one.passes.iter().map(|what| what.get(of.lang)).collect();
        let text = format!("{vendor}. {}: {}.", of.say(say::DATA), passes.join(", "));
        Entry::led(format!("component--{}", one.id), one.name.get(of.lang), text)
    });
    led("components", of.say(say::COMPONENTS), told.collect())
}

/// Others' content on the controller's pages, each with a way to its provider's own statement (claims R5-038, R5-039).
fn embeds(of: Of<'_>) -> Vec<Entry> {
    let told = of.rules.statement().embeds.iter().map(|one| {
        let id = format!("embed--{}", one.id);
        let passes: Vec<&str> = one.passes.iter().map(|what| what.get(of.lang)).collect();
        let lead =
            format!("{}: {} ({})", one.name.get(of.lang), one.provider, country(&one.country, of.lang));
        let text = format!("{}: {}.", of.say(say::EMBED_LEARNS), passes.join(", "));
        let way = Entry::led(
            format!("{id}--privacy-statement"),
            of.say(say::THEIR_STATEMENT),
            one.privacy_statement.as_str(),
        );
        Entry::led(id, lead, text).with(vec![way])
    });
    told.collect()
}

fn grounds(of: Of<'_>) -> Option<Block> {
    let disclosure = &of.rules.statement().disclosure;
    let grounds = &disclosure.grounds;
    let when = disclosure.authorities;
    let words: Vec<&str> = grounds.iter().map(|ground| of.say(ground_words(*ground, when))).collect();
    let sentence = format!("{} {}.", of.say(say::SINGLE), words::joined(&words, words::OR, of.lang));
    (!grounds.is_empty()).then(|| Block::Line(Entry::new("single-disclosure", sentence)))
}

const fn ground_words(ground: DisclosureGround, authorities: Authorities) -> Phrase {
    match (ground, authorities) {
        (DisclosureGround::Law, _) => {
            Phrase::new("laki velvoittaa siihen", "lagen förpliktar till det", "the law obliges us to")
        }
        (DisclosureGround::OwnRequest, _) => {
            Phrase::new("itse pyydät sitä", "du själv begär det", "you ask for it yourself")
        }
        (DisclosureGround::Authority, Authorities::Obliged) => Phrase::new(
            "viranomainen vaatii tietoja ja laki velvoittaa antamaan ne",
            "en myndighet kräver uppgifterna och lagen förpliktar oss att lämna ut dem",
            "an authority demands the data and the law obliges us to give it",
        ),
        (DisclosureGround::Authority, Authorities::Permitted) => Phrase::new(
            "viranomainen esittää laillisen pyynnön",
            "en myndighet framställer en laglig begäran",
            "an authority makes a lawful request",
        ),
    }
}

pub(super) fn transfers(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let (law, on) = (of.rules.law(), of.rules.on());
    if statement.disclosure.outside_eea == OutsideEea::Never {
        let group = statement.group_companies.iter().any(|one| holds(one.from, one.until, on));
        let never = if group { say::NEVER_OUTSIDE } else { say::NEVER_OUTSIDE_ALONE };
        let mut blocks = vec![Block::Line(Entry::new("transfer-none", within(of, never)))];
        blocks.extend(by_choice(of));
        return blocks;
    }
    let outside = statement.recipients.iter().filter(|recipient| !law.in_eea(&recipient.country, on));
    let entries: Vec<Entry> = outside
        .map(|recipient| {
            Entry::led(format!("transfer--{}", recipient.id), named(of, recipient), safeguard(of, recipient))
        })
        .collect();
    let none = vec![Block::Line(Entry::new("transfer-none", of.say(say::NONE_OUTSIDE)))];
    led("transfer-to", of.say(say::OUTSIDE), entries).map_or(none, |block| vec![block])
}

/// The exception that a service's customer has chosen: told in that service's own notice, and elsewhere where to find it.
fn by_choice(of: Of<'_>) -> Option<Block> {
    if of.service.is_some() {
        return led("transfer-components", of.say(say::OUTSIDE_BY_CHOICE), components_outside(of));
    }
    let services = super::services(of.rules);
    let services = services.map(|one| Entry::new(format!("service--{}", one.id), one.name.get(of.lang)));
    led("transfer-services", of.say(say::OUTSIDE_TOLD_THERE), services.collect())
}

/// A promise about the area that data stays in: the Union where the statement says so, else the European Economic Area.
fn within(of: Of<'_>, promise: Phrase) -> String {
    let area = match of.rules.statement().disclosure.territory {
        Territory::Eu => say::UNION,
        Territory::Eea => say::ECONOMIC_AREA,
    };
    of.say(promise).replace("{area}", of.say(area))
}

/// Parts of the service whose vendor is outside of the area, with what the transfer rests on: data goes there where the service's
/// customer has chosen the part, whatever else is promised (claims R5-036, R5-037).
fn components_outside(of: Of<'_>) -> Vec<Entry> {
    let statement = of.rules.statement();
    let (law, on) = (of.rules.law(), of.rules.on());
    let told = parts(of).filter_map(|one| {
        let vendor = statement.recipients.iter().find(|recipient| recipient.id == one.recipient)?;
        if law.in_eea(&vendor.country, on) {
            return None;
        }
        let lead = format!("{}: {}", one.name.get(of.lang), named(of, vendor));
        Some(Entry::led(format!("transfer--component--{}", one.id), lead, safeguard(of, vendor)))
    });
    told.collect()
}

/// What the transfer rests on: adequacy first, else the safeguard that the statement names.
pub(super) fn safeguard(of: Of<'_>, recipient: &Recipient) -> String {
    let territory = of.rules.law().territory(&recipient.country, of.rules.on());
    let adequate = territory.filter(|territory| territory.status == TerritoryStatus::Adequacy);
    let written = recipient.safeguard.as_ref().map(|safeguard| safeguard.get(of.lang));
    match (adequate, written, territory) {
        (Some(territory), _, _) => format!("{} ({}).", of.say(say::ADEQUACY), territory.called(of.lang)),
        (None, Some(safeguard), _) => {
            format!("{}: {safeguard}. {}", of.say(say::SAFEGUARD), of.say(say::SAFEGUARD_COPY))
        }
        (None, None, Some(territory)) => {
            let limits = territory.limits.as_ref().map_or("", |limits| limits.get(of.lang));
            format!("{} ({}). {limits}", of.say(say::ADEQUACY), territory.called(of.lang))
        }
        (None, None, None) => String::new(),
    }
}

pub(super) fn protection(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let principles = statement.register.principles.iter();
    let principles = principles.map(|text| Entry::new(ids::principle(&text.en), text.get(of.lang)));
    let mut blocks = list(ids::distinct(principles.chain(sign_in(of)).chain(paper(of)).collect()));
    let measures = statement.measures.iter().map(|measure| (measure, of.rules.shown(measure)));
    let (mut shown, mut stated, mut unshown) = (Vec::new(), Vec::new(), Vec::new());
    for (measure, how) in measures {
        let id = format!("measure--{}", measure.id);
        let text = measure.text.get(of.lang);
        let dated = |phrase, day| {
            format!("{} {} {}.", words::sentence(text), of.say(phrase), words::day(day, of.lang))
        };
        match how {
            Shown::Shown(day) => shown.push(Entry::new(id, dated(say::EVIDENCE, day))),
            Shown::Stated(day) => stated.push(Entry::new(id, dated(say::STATED_ON, day))),
            Shown::Not => unshown.push(Entry::led(id, of.say(say::UNPROVEN), quoted(text, of.lang))),
        }
    }
    blocks.extend(led("measures", of.say(say::SHOWN), shown));
    blocks.extend(led("measures-stated", of.say(say::STATED), stated));
    blocks.extend(led("measures-not-shown", of.say(say::NOT_SHOWN), unshown));
    blocks
}

/// That the register has no paper (claim R7-022); its stores are told as places.
fn paper(of: Of<'_>) -> Option<Entry> {
    let none = of.rules.statement().register.paper == Some(Paper::None);
    none.then(|| Entry::new("paper".to_owned(), of.say(say::NO_PAPER)))
}

/// Who shows more than a password to sign in; nothing where nobody has to.
fn sign_in(of: Of<'_>) -> Option<Entry> {
    let statement = of.rules.statement();
    let strict = |role: &&Role| role.sign_in == SignIn::SecondFactor;
    let roles: Vec<&str> = statement.roles.iter().filter(strict).map(|role| role.name.get(of.lang)).collect();
    let all = roles.len() == statement.roles.len();
    let text = match (roles.is_empty(), all) {
        (true, _) => return None,
        (false, true) => of.say(say::SIGN_IN_ALL).to_owned(),
        (false, false) => format!("{}: {}.", of.say(say::SIGN_IN_SOME), roles.join("; ")),
    };
    Some(Entry::new("sign-in".to_owned(), text))
}

/// A text in the quotation marks of its language.
fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("”{text}”"),
        Lang::En => format!("“{text}”"),
    }
}
