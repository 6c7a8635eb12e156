//! A notice as HTML. The only place that knows its tags.

use super::{Block, Entry, Page};

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
    out.push_str(&fragment(page));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

pub(super) fn fragment(page: &Page) -> String {
    let mut out = String::new();
    out.push_str("<article class=\"notice\" id=\"notice\" lang=\"");
    out.push_str(page.lang.code());
    out.push_str("\">\n");
    element("h1", "notice-title", &page.title, &mut out);
    element("p", "notice-date", &page.dated, &mut out);
    element("p", "notice-about", &page.about, &mut out);
    for section in &page.sections {
        out.push_str("<section id=\"");
        escape(section.id, &mut out);
        out.push_str("\">\n");
        element("h2", &format!("{}-title", section.id), &section.title, &mut out);
        for block in &section.blocks {
            match block {
                Block::Line(entry) => {
                    open("p", &entry.id, &mut out);
                    words(entry, &mut out);
                    out.push_str("</p>\n");
                    list(&entry.inner, &mut out);
                }
                Block::List(entries) => list(entries, &mut out),
            }
        }
        out.push_str("</section>\n");
    }
    out.push_str("</article>\n");
    out
}

fn list(entries: &[Entry], out: &mut String) {
    if entries.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    for entry in entries {
        open("li", &entry.id, out);
        words(entry, out);
        if !entry.inner.is_empty() {
            out.push('\n');
            list(&entry.inner, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn words(entry: &Entry, out: &mut String) {
    if let Some(lead) = &entry.lead {
        out.push_str("<strong>");
        escape(lead, out);
        out.push_str("</strong>");
        if !entry.text.is_empty() {
            out.push_str(": ");
        }
    }
    escape(&entry.text, out);
}

fn element(tag: &str, id: &str, text: &str, out: &mut String) {
    open(tag, id, out);
    escape(text, out);
    out.push_str("</");
    out.push_str(tag);
    out.push_str(">\n");
}

fn open(tag: &str, id: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag);
    out.push_str(" id=\"");
    escape(id, out);
    out.push_str("\">");
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
