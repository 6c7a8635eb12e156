//! The order of a notice, and its head.

use super::{Block, Entry, Page, Profile, Section, content, ids, people, phrases as say, words};
use crate::{
    id::SystemId,
    statement::{Origin, Rules},
    text::{Lang, Phrase, Text},
};

/// What every part of a notice is made from.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) rules: &'a Rules,
    pub(super) lang: Lang,
    /// The service whose own notice it is; `None`: the register's.
    pub(super) service: Option<&'a SystemId>,
}

impl<'a> Of<'a> {
    /// What the register's own notice is made from.
    pub(super) const fn register(rules: &'a Rules, lang: Lang) -> Self {
        Self { rules, lang, service: None }
    }

    pub(super) const fn say(self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang)
    }
}

pub(super) fn page(of: Of<'_>, profile: Profile) -> Page {
    let Of { rules, lang, service } = of;
    let register = &rules.statement().register;
    let service = rules.statement().systems.iter().find(|system| Some(&system.id) == service);
    let name = register.name.get(lang);
    let name = service.map_or_else(|| name.to_owned(), |one| format!("{name}, {}", one.name.get(lang)));
    let (title, sections) = match profile {
        Profile::Privacy => (say::TITLE, privacy(of)),
        Profile::Register => (say::REGISTER_TITLE, description(of)),
    };
    Page {
        lang,
        title: format!("{}: {name}", of.say(title)),
        dated: format!("{} {}", of.say(say::DRAWN_UP), words::day(register.drawn_up, lang)),
        about: register.about.get(lang).to_owned(),
        sections,
    }
}

type Part<'a> = (&'static str, &'a str, Vec<Block>);

/// The parts that both kinds of notice begin with: the customary nine, in the customary order.
fn customary(of: Of<'_>) -> Vec<Part<'_>> {
    vec![
        ("controller", of.say(say::CONTROLLER), people::controller(of)),
        ("contact", of.say(say::CONTACT), people::contact(of)),
        ("name", of.say(say::NAME), name(of)),
        ("groups", of.say(say::GROUPS), people::groups(of)),
        ("purposes", of.say(say::PURPOSES), content::purposes(of)),
        ("content", of.say(say::CONTENT), content::content(of)),
        ("sources", of.say(say::SOURCES), content::sources(of)),
        ("disclosures", of.say(say::DISCLOSURES), super::sharing::disclosures(of)),
        ("transfers", of.say(say::TRANSFERS), super::sharing::transfers(of)),
        ("protection", of.say(say::PROTECTION), super::sharing::protection(of)),
    ]
}

fn written(parts: Vec<Part<'_>>) -> Vec<Section> {
    let written = parts.into_iter().filter(|(_, _, blocks)| !blocks.is_empty());
    written.map(|(id, title, blocks)| Section { id, title: title.to_owned(), blocks }).collect()
}

fn privacy(of: Of<'_>) -> Vec<Section> {
    let wording = &of.rules.law().wording;
    let mut parts = vec![("summary", of.say(say::SUMMARY), super::summary::summary(of))];
    parts.extend(customary(of));
    parts.extend([
        ("retention", of.say(say::RETENTION), content::retention(of)),
        ("choices", of.say(say::CHOICES), people::choices(of)),
        ("rights", of.say(say::RIGHTS), people::rights(of)),
        ("complaint", wording.complaint.get(of.lang), people::complaint(of)),
        ("tightened", of.say(say::TIGHTENED), tightened(of)),
        ("law", of.say(say::LAW), law(of, &wording.applies)),
    ]);
    written(parts)
}

fn description(of: Of<'_>) -> Vec<Section> {
    let wording = &of.rules.law().wording;
    let mut parts = customary(of);
    parts.extend([
        ("access", of.say(say::INSPECTION), people::inspection(of)),
        ("rectification", of.say(say::CORRECTION), people::correction(of)),
        ("rights", of.say(say::OTHER_RIGHTS), people::other_rights(of)),
        ("choices", of.say(say::CHOICES), people::choices(of)),
        ("retention", of.say(say::RETENTION), content::retention(of)),
        ("complaint", wording.complaint.get(of.lang), people::complaint(of)),
        ("tightened", of.say(say::TIGHTENED), tightened(of)),
        ("law", of.say(say::LAW), law(of, wording.older_form.as_ref().unwrap_or(&wording.applies))),
    ]);
    let sections = written(parts).into_iter().enumerate();
    sections.map(|(at, one)| Section { title: format!("{}. {}", at + 1, one.title), ..one }).collect()
}

/// The law that the notice fulfils. One that was repealed stands beside its successor (claim R6-001).
fn law(of: Of<'_>, sentence: &Text) -> Vec<Block> {
    let mut blocks = vec![Block::Line(Entry::new("law-followed", sentence.get(of.lang)))];
    let law = of.rules.law();
    let under = of.rules.statement().register.drawn_up_under.iter().filter_map(|id| {
        let written = law.reference(id)?.name.get(of.lang);
        let now = law.in_force(id, of.rules.on()).filter(|now| now.id != *id);
        let text =
            now.map_or_else(|| written.to_owned(), |now| replaced(written, now.name.get(of.lang), of.lang));
        Some(Entry::new(format!("law--{id}"), text))
    });
    blocks.extend(list(under.collect()));
    blocks
}

/// A provision that is no longer in force, with what came in its place.
fn replaced(was: &str, now: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi => format!("{was} (kumottu; sen tilalla: {now})"),
        Lang::Sv => format!("{was} (upphävd; i dess ställe: {now})"),
        Lang::En => format!("{was} (repealed; in its place: {now})"),
    }
}

/// Where the effective rule is stricter than a passage of the statement (claims R3-016 to R3-019).
fn tightened(of: Of<'_>) -> Vec<Block> {
    let stricter = of.rules.tightened().iter().filter(|one| one.from == Origin::Statement);
    let told = stricter.map(|one| Entry::new(ids::tightened(&one.what.en), one.what.get(of.lang)));
    led("tightened-rules", of.say(say::TIGHTENED_LEAD), ids::distinct(told.collect())).into_iter().collect()
}

fn name(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let mut blocks = vec![Block::Line(Entry::new("register-name", statement.register.name.get(of.lang)))];
    if !statement.systems.is_empty() {
        let systems = statement.systems.iter();
        let systems =
            systems.map(|system| Entry::new(format!("system--{}", system.id), system.name.get(of.lang)));
        blocks.push(Block::Line(Entry::new("systems", of.say(say::SYSTEMS)).with(systems.collect())));
    }
    blocks
}

/// Entries as one list; nothing for none.
pub(super) fn list(entries: Vec<Entry>) -> Vec<Block> {
    if entries.is_empty() { Vec::new() } else { vec![Block::List(entries)] }
}

/// A sentence that leads in a list; nothing when the list is empty.
pub(super) fn led(id: &str, sentence: &str, entries: Vec<Entry>) -> Option<Block> {
    (!entries.is_empty()).then(|| Block::Line(Entry::new(id, sentence).with(entries)))
}
