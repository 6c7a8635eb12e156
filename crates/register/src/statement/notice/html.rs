//! A notice as HTML. The only place that knows its tags.

use super::{Block, Entry, Page, phrases as say};

/// Where a notice stands on a page: several can stand on one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Stands before every `id`; empty for a notice that is alone.
    pub(super) prefix: &'a str,
    /// Level of its title.
    pub(super) level: u8,
}

impl Place<'_> {
    pub(super) const ALONE: Self = Self { prefix: "", level: 1 };
}

pub(super) fn document(page: &Page, stylesheet: &str) -> String {
    let lang = page.lang.code();
    let mut out = String::new();
    out.push_str("<!doctype html>\n<html lang=\"");
    out.push_str(lang);
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    escape(&page.title, &mut out);
    out.push_str("</title>\n<link rel=\"stylesheet\" href=\"");
    escape(stylesheet, &mut out);
    out.push_str("\">\n</head>\n<body>\n<main>\n");
    out.push_str(&fragment(page, Place::ALONE));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

pub(super) fn fragment(page: &Page, place: Place<'_>) -> String {
    let mut writer = Writer { place, out: String::new() };
    writer.article(page);
    writer.out
}

/// Writes one notice.
struct Writer<'a> {
    place: Place<'a>,
    out: String,
}

impl Writer<'_> {
    fn article(&mut self, page: &Page) {
        let (top, below) = (heading(self.place.level), heading(self.place.level.saturating_add(1)));
        self.out.push_str("<article class=\"notice\" id=\"");
        escape(self.place.prefix, &mut self.out);
        self.out.push_str("notice\" lang=\"");
        self.out.push_str(page.lang.code());
        self.out.push_str("\">\n");
        self.element(top, "notice-title", &page.title);
        self.element("p", "notice-date", &page.dated);
        self.element("p", "notice-about", &page.about);
        self.contents(page);
        for section in &page.sections {
            self.out.push_str("<section id=\"");
            escape(self.place.prefix, &mut self.out);
            escape(section.id, &mut self.out);
            self.out.push_str("\">\n");
            self.element(below, &format!("{}-title", section.id), &section.title);
            section.blocks.iter().for_each(|block| self.block(block));
            self.out.push_str("</section>\n");
        }
        self.out.push_str("</article>\n");
    }

    /// Ways to the parts, for a reader who looks for one thing.
    fn contents(&mut self, page: &Page) {
        self.out.push_str("<nav class=\"contents\" aria-label=\"");
        escape(say::CONTENTS.get(page.lang), &mut self.out);
        self.out.push_str(": ");
        escape(&page.title, &mut self.out);
        self.out.push_str("\">\n");
        for section in &page.sections {
            self.out.push_str("<a href=\"#");
            escape(self.place.prefix, &mut self.out);
            escape(section.id, &mut self.out);
            self.out.push_str("\">");
            escape(&section.title, &mut self.out);
            self.out.push_str("</a>\n");
        }
        self.out.push_str("</nav>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Line(entry) => {
                self.open("p", &entry.id);
                words(entry, &mut self.out);
                self.out.push_str("</p>\n");
                self.list(&entry.inner);
            }
            Block::List(entries) => self.list(entries),
        }
    }

    fn list(&mut self, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        self.out.push_str("<ul>\n");
        for entry in entries {
            self.open("li", &entry.id);
            words(entry, &mut self.out);
            if !entry.inner.is_empty() {
                self.out.push('\n');
                self.list(&entry.inner);
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    fn element(&mut self, tag: &str, id: &str, text: &str) {
        self.open(tag, id);
        escape(text, &mut self.out);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    fn open(&mut self, tag: &str, id: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(" id=\"");
        escape(self.place.prefix, &mut self.out);
        escape(id, &mut self.out);
        self.out.push_str("\">");
    }
}

const fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    }
}

fn words(entry: &Entry, out: &mut String) {
    if let Some(lead) = &entry.lead {
        out.push_str("<strong>");
        escape(lead, out);
        out.push_str("</strong>");
        if !entry.text.is_empty() {
            // A question ends itself.
            out.push_str(if lead.ends_with('?') { " " } else { ": " });
        }
    }
    // Addresses that the check or the law pack vouches for; no other text becomes a link.
    if entry.id == "authority-site" || entry.id.ends_with("--privacy-statement") {
        link(&entry.text, out);
    } else {
        escape(&entry.text, out);
    }
}

fn link(address: &str, out: &mut String) {
    out.push_str("<a rel=\"noreferrer\" href=\"");
    escape(address, out);
    out.push_str("\">");
    escape(address, out);
    out.push_str("</a>");
}

/// A text that is text and nothing else, between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Writes a text so that it is text and nothing else, between tags and in attributes. Control characters go.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
