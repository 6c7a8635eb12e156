//! A notice as a document that can be set in pages.

use seloste_letter::{Block, Document, Level, Line};
use seloste_register::{
    statement::{
        Rules,
        notice::{self, Entry, Profile},
    },
    text::Lang,
};

/// The notice as a document. Its date is the day on which the statement was drawn up.
#[must_use]
pub fn letter(rules: &Rules, lang: Lang, profile: Profile) -> Document {
    let page = notice::content(rules, lang, profile);
    let statement = rules.statement();
    let mut blocks = vec![Block::Paragraph(page.dated.into()), Block::Paragraph(page.about.into())];
    for section in page.sections {
        blocks.push(Block::Heading(Level::One, section.title));
        blocks.extend(section.blocks.into_iter().map(|block| match block {
            notice::Block::Line(entry) => Block::Paragraph(line(entry)),
            notice::Block::List(entries) => Block::List(entries.into_iter().map(line).collect()),
        }));
    }
    Document {
        lang,
        title: page.title,
        author: statement.controller.name.clone(),
        date: statement.register.drawn_up,
        blocks,
        footer: format!("{} · {}", statement.controller.name, statement.register.name.get(lang)),
    }
}

fn line(entry: Entry) -> Line {
    Line { lead: entry.lead, text: entry.text, inner: entry.inner.into_iter().map(line).collect() }
}
