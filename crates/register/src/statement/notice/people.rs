//! The parts of a notice about people: controller, contact, groups, prohibitions and consents, rights, complaint.

use super::{
    Block, Entry,
    build::{Of, led, list},
    phrases as say, words,
};
use crate::{
    item::country_name as country,
    law::{Right, holds},
    statement::{
        model::{Channel, Consent, Delivery, GroupKind, RequestChannel, Tie},
        period::Period,
    },
    text::{Lang, Phrase},
};

pub(super) fn controller(of: Of<'_>) -> Vec<Block> {
    let company = &of.rules.statement().controller;
    let mut entries = vec![Entry::new("controller-name", &company.name)];
    if let Some(id) = &company.business_id {
        entries.push(Entry::led(
            "controller-business-id",
            of.rules.law().wording.business_id.get(of.lang),
            id,
        ));
    }
    let mut address = company.address.join(", ");
    if company.country != "FI" {
        address = format!("{address}, {}", country(&company.country, of.lang));
    }
    entries.push(Entry::led("controller-address", of.say(say::ADDRESS), address));
    entries.extend(reach(of, "controller", company.phone.as_deref(), company.email.as_deref()));
    let mut blocks = list(entries);
    blocks.extend(led("joint-controllers", of.say(say::JOINT), joint(of)));
    blocks
}

/// Companies that decide with the controller, each with what it does (GDPR 26(2)).
fn joint(of: Of<'_>) -> Vec<Entry> {
    let all = of.rules.statement().joint_controllers.iter();
    let told = all.map(|one| {
        let id = format!("joint-controller--{}", one.id);
        let mut inner =
            vec![Entry::led(format!("{id}--address"), of.say(say::ADDRESS), one.address.join(", "))];
        inner.extend(reach(of, &id, one.phone.as_deref(), one.email.as_deref()));
        Entry::led(id, format!("{} ({})", one.name, country(&one.country, of.lang)), one.duties.get(of.lang))
            .with(inner)
    });
    told.collect()
}

fn reach(of: Of<'_>, who: &str, phone: Option<&str>, email: Option<&str>) -> Vec<Entry> {
    let phone = phone.map(|phone| Entry::led(format!("{who}-phone"), of.say(say::PHONE), phone));
    let email = email.map(|email| Entry::led(format!("{who}-email"), of.say(say::EMAIL), email));
    phone.into_iter().chain(email).collect()
}

pub(super) fn contact(of: Of<'_>) -> Vec<Block> {
    let contact = &of.rules.statement().contact;
    let mut entries = vec![Entry::new("contact-role", words::alone(contact.role.get(of.lang)))];
    entries.extend(reach(of, "contact", contact.phone.as_deref(), contact.email.as_deref()));
    let mut blocks = list(entries);
    if let Some(officer) = &of.rules.statement().data_protection_officer {
        let reached = reach(of, "officer", officer.phone.as_deref(), officer.email.as_deref());
        let name = officer.name.as_deref().unwrap_or_default();
        blocks.extend(list(vec![
            Entry::led("data-protection-officer", of.say(say::OFFICER), name).with(reached),
        ]));
    }
    blocks
}

pub(super) fn groups(of: Of<'_>) -> Vec<Block> {
    let groups = of.rules.statement().subject_groups.iter();
    let told = groups.map(|group| {
        let name = group.name.get(of.lang);
        let text = match group.kind {
            GroupKind::SoleTrader => format!("{name} ({})", of.say(say::SOLE_TRADERS)),
            _ => name.to_owned(),
        };
        let id = format!("group--{}", group.id);
        let until = tied(of, &group.tied_by)
            .map(|ties| Entry::led(format!("{id}--tied"), of.say(say::MEMBERS_TIED), ties))
            .or_else(|| {
                let leaves = tied(of, &group.leaves_with)?;
                Some(Entry::led(format!("{id}--leaves"), of.say(say::MEMBERS_LEAVE), leaves))
            });
        Entry::new(id, text).with(until.into_iter().collect())
    });
    list(told.collect())
}

/// What ties somebody to the register, in words (R5-003, R6-003): “contract; contract (user)”.
pub(super) fn tied(of: Of<'_>, ties: &[Tie]) -> Option<String> {
    let words = |tie: &Tie| {
        let kind = of.rules.object(&tie.object)?;
        let name = kind.name.get(of.lang).to_lowercase();
        let Some(link) = &tie.link else { return Some(name) };
        let role = kind.links.iter().find(|role| role.id == *link)?;
        Some(format!("{name} ({})", role.name.get(of.lang).to_lowercase()))
    };
    let ties: Vec<String> = ties.iter().filter_map(words).collect();
    (!ties.is_empty()).then(|| format!("{}.", ties.join("; ")))
}

pub(super) fn choices(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let prohibitions = statement.prohibitions.iter().map(|prohibition| {
        let id = format!("prohibition--{}", prohibition.id);
        let name = with_channels(of, prohibition.name.get(of.lang), &prohibition.channels);
        let later = prohibition.later_consent_counts.then(|| of.say(say::LATER_CONSENT));
        Entry::new(id, later.map_or(name.clone(), |later| format!("{name}. {later}")))
    });
    let consents = statement.consents.iter().map(|consent| {
        let name = with_channels(of, consent.name.get(of.lang), &consent.channels);
        let id = format!("consent--{}", consent.id);
        let wording = consent.wording.get(of.lang);
        let known =
            format!("{} {}, SHA-256 {}", of.say(say::WORDING), consent.version, super::wording_hash(wording));
        Entry::led(id.as_str(), name, wording).with(wording_and_age(of, &id, consent, known))
    });
    let prohibitions = led("prohibitions", of.say(say::PROHIBIT), prohibitions.collect());
    let consents = led("consents", of.say(say::CONSENT), consents.collect());
    prohibitions.into_iter().chain(consents).chain(subscription(of)).collect()
}

/// How somebody comes into the register by their own doing, and what becomes of what nobody confirms (R3-013).
fn subscription(of: Of<'_>) -> Option<Block> {
    let statement = of.rules.statement();
    let form = statement.subscription.as_ref()?;
    let waits = words::period(Period::parse(&form.confirm_within)?, of.lang);
    let asked = statement.items.iter().filter(|item| form.asks.contains(&item.id));
    let asked: Vec<&str> = asked.map(|item| item.name.get(of.lang)).collect();
    let asked = asked.join(", ");
    let text = match of.lang {
        Lang::Fi => format!(
            "Tilauslomake kysyy: {asked}. Tilaus on voimassa, kun se on vahvistettu osoitteeseen lähetetystä viestistä. Vahvistamatta jäänyt poistetaan, kun on kulunut {waits}."
        ),
        Lang::Sv => format!(
            "Prenumerationsformuläret frågar efter: {asked}. Prenumerationen gäller när den har bekräftats i meddelandet som skickas till adressen. Det som inte bekräftas raderas efter {waits}."
        ),
        Lang::En => format!(
            "The subscription form asks for: {asked}. A subscription counts once it is confirmed from the message sent to the address. What is not confirmed is deleted after {waits}."
        ),
    };
    Some(Block::Line(Entry::new("subscription", text)))
}

/// By what a wording is known, and from which age it may be given alone.
fn wording_and_age(of: Of<'_>, id: &str, consent: &Consent, known: String) -> Vec<Entry> {
    let years = consent.minimum_age.as_ref().and_then(|age| of.rules.law().age(age, of.rules.on()));
    let age = years.map(|years| {
        let text = match of.lang {
            Lang::Fi => format!("{years} vuotta"),
            Lang::Sv => format!("{years} år"),
            Lang::En => format!("{years} years"),
        };
        Entry::led(format!("{id}--age"), of.say(say::MINIMUM_AGE), text)
    });
    [Entry::new(format!("{id}--wording"), known)].into_iter().chain(age).collect()
}

/// "Consent to direct marketing (separately: post, e-mail)".
fn with_channels(of: Of<'_>, name: &str, channels: &[Channel]) -> String {
    const EACH: Phrase = Phrase::new("erikseen", "separat för", "separately for");
    if channels.is_empty() {
        return name.to_owned();
    }
    let names: Vec<&str> = channels.iter().map(|channel| of.say(words::channel(*channel))).collect();
    match names.as_slice() {
        [only] => format!("{name} ({only})"),
        _ => format!("{name} ({}: {})", of.say(EACH), names.join(", ")),
    }
}

pub(super) fn rights(of: Of<'_>) -> Vec<Block> {
    let mut blocks =
        list(held(of).filter(|right| right.id != "complaint").map(|right| entry(of, right)).collect());
    blocks.extend(how(of));
    blocks
}

/// The older description's parts on rights: inspection, correction, the others.
pub(super) fn inspection(of: Of<'_>) -> Vec<Block> {
    let mut blocks = one_right(of, "access");
    blocks.extend(how(of));
    blocks
}

pub(super) fn correction(of: Of<'_>) -> Vec<Block> {
    one_right(of, "rectification")
}

pub(super) fn other_rights(of: Of<'_>) -> Vec<Block> {
    let own = ["access", "rectification", "complaint"];
    list(held(of).filter(|right| !own.contains(&right.id.as_str())).map(|right| entry(of, right)).collect())
}

fn one_right(of: Of<'_>, id: &str) -> Vec<Block> {
    let right = held(of).find(|right| right.id == id);
    right.map(|right| Block::Line(Entry { lead: None, ..entry(of, right) })).into_iter().collect()
}

/// How a request is made and by when it is answered.
fn how(of: Of<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Line(Entry::new("requests", requests(of)))];
    blocks.extend(answer(of).map(|answer| Block::Line(Entry::new("request-answer", answer))));
    blocks.extend(super::requests::conditions(of));
    blocks
}

/// The rights of the law that exist with the legal bases and uses of this register.
pub(super) fn held(of: Of<'_>) -> impl Iterator<Item = &Right> {
    let purposes = &of.rules.statement().purposes;
    let on = of.rules.on();
    let rights = of.rules.law().rights.iter().filter(move |right| holds(right.from, right.until, on));
    rights.filter(move |right| right.exists_with(purposes))
}

fn entry(of: Of<'_>, right: &Right) -> Entry {
    let text = format!("{}{}", right.text.get(of.lang), super::requests::added(of, right));
    Entry::led(format!("right--{}", right.id), right.name.get(of.lang), text)
}

pub(super) fn requests(of: Of<'_>) -> String {
    let requests = &of.rules.statement().requests;
    let ways: Vec<&str> = requests.offered.iter().map(|way| of.say(offered(*way))).collect();
    let delivery = match requests.delivery {
        Delivery::Agreed => say::AGREED,
        Delivery::AsAsked => say::AS_ASKED,
    };
    format!(
        "{} {}. {} {}",
        of.say(say::HOW),
        words::joined(&ways, words::OR, of.lang),
        of.say(say::ANY_WAY),
        of.say(delivery)
    )
}

pub(super) const fn offered(way: RequestChannel) -> Phrase {
    match way {
        RequestChannel::Letter => Phrase::new("kirjeitse", "per brev", "by letter"),
        RequestChannel::Outlet => {
            Phrase::new("toimipaikassamme", "på vårt verksamhetsställe", "at our outlets")
        }
        RequestChannel::Phone => Phrase::new("puhelimitse", "per telefon", "by telephone"),
        RequestChannel::Email => Phrase::new("sähköpostitse", "per e-post", "by e-mail"),
        RequestChannel::WebForm => {
            Phrase::new("verkkolomakkeella", "med ett webbformulär", "with a form on our site")
        }
    }
}

/// The deadline of the law in words.
fn answer(of: Of<'_>) -> Option<String> {
    let deadline = of.rules.law().deadline("request-response", of.rules.on())?;
    let length = words::period(Period::parse(&deadline.length)?, of.lang);
    let answer = match of.lang {
        Lang::Fi => format!("Vastaamme viivytyksettä; määräaika on {length} pyynnön saapumisesta."),
        Lang::Sv => {
            format!("Vi svarar utan dröjsmål; tidsfristen är {length} från det att begäran har kommit in.")
        }
        Lang::En => {
            format!("We answer without delay; the time limit is {length} from the arrival of the request.")
        }
    };
    let Some(more) = deadline.extension.as_ref().and_then(|more| Period::parse(more)) else {
        return Some(answer);
    };
    let more = words::period(more, of.lang);
    let extension = match of.lang {
        Lang::Fi => format!(
            "Jos asia vaatii lisäaikaa (pisimmillään {more}), kerromme siitä ja syystä määräajan kuluessa."
        ),
        Lang::Sv => {
            format!("Om ärendet kräver mer tid (högst {more}) meddelar vi det och orsaken inom tidsfristen.")
        }
        Lang::En => format!(
            "If the matter needs more time (at most {more}), we tell you so, and why, within the limit."
        ),
    };
    Some(format!("{answer} {extension}"))
}

pub(super) fn complaint(of: Of<'_>) -> Vec<Block> {
    let authority = &of.rules.law().authority;
    let right = held(of).find(|right| right.id == "complaint");
    let mut blocks: Vec<Block> = right
        .map(|right| Block::Line(Entry::new("right--complaint", right.text.get(of.lang))))
        .into_iter()
        .collect();
    let mut entries = vec![
        Entry::new("authority-name", authority.name.get(of.lang)),
        Entry::led("authority-address", of.say(say::ADDRESS), authority.address.get(of.lang)),
    ];
    entries.extend(reach(of, "authority", Some(&authority.phone), Some(&authority.email)));
    entries.push(Entry::led("authority-site", of.say(say::SITE), &authority.site));
    blocks.extend(list(entries));
    blocks
}
