//! Drafts of what is written after a breach: the notification to the supervisory authority (GDPR 33(3)) and the communication to the
//! people (GDPR 34(2)). Drafts: whoever is responsible reads, corrects and sends them.

use super::due;
use crate::messages::{Message, breach as say};
use jiff::Timestamp;
use seloste_gate::{
    breach::{Breach, Told},
    clock,
};
use seloste_letter::{Address, Block, Document, Level};
use seloste_register::{statement::Rules, text::Lang};

/// A draft for the authority or for the people.
#[must_use]
pub fn draft(rules: &Rules, breach: &Breach, told: Told, (lang, now): (Lang, Timestamp)) -> Document {
    let statement = rules.statement();
    let pen = Pen { rules, breach, lang };
    let (title, blocks) = match told {
        Told::Authority => (&say::TO_AUTHORITY, pen.to_authority()),
        Told::People => (&say::TO_PEOPLE, pen.to_people()),
    };
    Document {
        lang,
        title: title.get(lang).to_owned(),
        author: statement.controller.name.clone(),
        date: clock::day(now),
        blocks,
        footer: format!("{} · {}", statement.controller.name, statement.register.name.get(lang)),
    }
}

struct Pen<'a> {
    rules: &'a Rules,
    breach: &'a Breach,
    lang: Lang,
}

impl Pen<'_> {
    fn to_authority(&self) -> Vec<Block> {
        let (sums, words) = (&self.breach.sums, &self.breach.words);
        let authority = &self.rules.law().authority;
        let to = [authority.name.get(self.lang), authority.address.get(self.lang)];
        let to = to.into_iter().flat_map(str::lines).map(str::to_owned).collect();
        let mut blocks = vec![self.address(to)];
        blocks.push(Block::Pairs(vec![
            self.pair(&say::KNOWN, minute(self.breach.known)),
            self.pair(&say::DUE, minute(due(self.rules, self.breach.known))),
            self.pair(&say::SPAN, format!("{} – {}", minute(self.breach.from), minute(self.breach.to))),
        ]));
        self.section(&mut blocks, (&say::FACTS, &words.facts));
        blocks.push(self.heading(&say::WHOSE));
        blocks.push(Block::Pairs(vec![
            self.pair(&say::PEOPLE, sums.people.to_string()),
            self.pair(&say::ERASED, sums.erased.to_string()),
            self.pair(&say::ENTRIES, sums.done.to_string()),
        ]));
        blocks.extend(self.counts());
        self.section(&mut blocks, (&say::EFFECTS, &words.effects));
        self.section(&mut blocks, (&say::REMEDY, &words.remedy));
        blocks.push(self.heading(&say::CONTACT));
        blocks.push(Block::Paragraph(self.contact().into()));
        if self.breach.authority.is_none_or(|told| told > due(self.rules, self.breach.known)) {
            blocks.push(Block::Paragraph(say::WHY_LATE.get(self.lang).into()));
        }
        blocks
    }

    fn to_people(&self) -> Vec<Block> {
        let words = &self.breach.words;
        let mut blocks = vec![
            self.address(vec![say::RECEIVER.get(self.lang).to_owned()]),
            Block::Paragraph(
                say::DEAR
                    .fill(self.lang, &[("register", self.rules.statement().register.name.get(self.lang))])
                    .into(),
            ),
        ];
        self.section(&mut blocks, (&say::FACTS, &words.facts));
        let categories: Vec<_> =
            self.breach.sums.categories.keys().map(|id| self.category(id).into()).collect();
        if !categories.is_empty() {
            blocks.push(self.heading(&say::WHICH));
            blocks.push(Block::List(categories));
        }
        self.section(&mut blocks, (&say::EFFECTS, &words.effects));
        self.section(&mut blocks, (&say::REMEDY, &words.remedy));
        blocks.push(self.heading(&say::CONTACT));
        blocks.push(Block::Paragraph(self.contact().into()));
        let authority = self.rules.law().authority.name.get(self.lang);
        blocks.push(Block::Paragraph(say::COMPLAIN.fill(self.lang, &[("authority", authority)]).into()));
        blocks
    }

    fn counts(&self) -> Vec<Block> {
        let sums = &self.breach.sums;
        let group = |id: &seloste_register::id::GroupId| {
            let groups = &self.rules.statement().subject_groups;
            groups
                .iter()
                .find(|one| one.id == *id)
                .map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
        };
        let groups = sums.groups.iter().map(|(id, many)| vec![group(id), many.to_string()]).collect();
        let categories =
            sums.categories.iter().map(|(id, many)| vec![self.category(id), many.to_string()]).collect();
        [(&say::GROUP, groups), (&say::CATEGORY, categories)]
            .into_iter()
            .filter(|(_, rows): &(_, Vec<Vec<String>>)| !rows.is_empty())
            .map(|(name, rows)| {
                let head = vec![name.get(self.lang).to_owned(), say::PEOPLE.get(self.lang).to_owned()];
                Block::Table(seloste_letter::Table { head, rows })
            })
            .collect()
    }

    fn category(&self, id: &seloste_register::id::CategoryId) -> String {
        self.rules.category(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }

    fn address(&self, to: Vec<String>) -> Block {
        let controller = &self.rules.statement().controller;
        let from = std::iter::once(controller.name.clone()).chain(controller.address.iter().cloned());
        Block::Address(Address { from: from.collect(), to, about: Vec::new() })
    }

    fn contact(&self) -> String {
        let controller = &self.rules.statement().controller;
        let parts = [Some(&controller.name), controller.phone.as_ref(), controller.email.as_ref()];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }

    fn heading(&self, words: &Message) -> Block {
        Block::Heading(Level::One, words.get(self.lang).to_owned())
    }

    fn pair(&self, name: &Message, value: String) -> (String, String) {
        (name.get(self.lang).to_owned(), value)
    }

    fn section(&self, blocks: &mut Vec<Block>, (name, text): (&Message, &str)) {
        blocks.push(self.heading(name));
        let text = text.trim();
        let text = if text.is_empty() { say::TO_BE_SAID.get(self.lang) } else { text };
        blocks.push(Block::Paragraph(text.into()));
    }
}

fn minute(at: Timestamp) -> String {
    at.to_zoned(clock::zone()).strftime("%Y-%m-%d %H:%M").to_string()
}
