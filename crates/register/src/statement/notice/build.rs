//! The order of a notice, and its head.

use super::{Block, Entry, Page, Section, content, people, phrases as say, words};
use crate::{
    statement::Rules,
    text::{Lang, Phrase},
};

/// What every part of a notice is made from.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) rules: &'a Rules,
    pub(super) lang: Lang,
}

impl Of<'_> {
    pub(super) const fn say(self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang)
    }
}

pub(super) fn page(rules: &Rules, lang: Lang) -> Page {
    let of = Of { rules, lang };
    let register = &rules.statement().register;
    Page {
        lang,
        title: format!("{}: {}", of.say(say::TITLE), register.name.get(lang)),
        dated: format!("{} {}", of.say(say::DRAWN_UP), words::day(register.drawn_up, lang)),
        about: register.about.get(lang).to_owned(),
        sections: sections(of),
    }
}

fn sections(of: Of<'_>) -> Vec<Section> {
    let all = [
        ("controller", say::CONTROLLER, people::controller(of)),
        ("contact", say::CONTACT, people::contact(of)),
        ("name", say::NAME, name(of)),
        ("groups", say::GROUPS, people::groups(of)),
        ("purposes", say::PURPOSES, content::purposes(of)),
        ("content", say::CONTENT, content::content(of)),
        ("sources", say::SOURCES, content::sources(of)),
        ("disclosures", say::DISCLOSURES, super::sharing::disclosures(of)),
        ("transfers", say::TRANSFERS, super::sharing::transfers(of)),
        ("protection", say::PROTECTION, super::sharing::protection(of)),
        ("retention", say::RETENTION, content::retention(of)),
        ("choices", say::CHOICES, people::choices(of)),
        ("rights", say::RIGHTS, people::rights(of)),
        ("complaint", say::COMPLAINT, people::complaint(of)),
    ];
    let written = all.into_iter().filter(|(_, _, blocks)| !blocks.is_empty());
    written.map(|(id, title, blocks)| Section { id, title: of.say(title), blocks }).collect()
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
