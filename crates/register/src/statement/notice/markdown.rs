//! A notice as Markdown (CommonMark).

use super::{Block, Entry, Page};

pub(super) fn document(page: &Page) -> String {
    let mut out = String::new();
    out.push_str("# ");
    inner(&page.title, &mut out);
    out.push_str("\n\n");
    paragraph(&page.dated, &mut out);
    paragraph(&page.about, &mut out);
    for section in &page.sections {
        out.push_str("## ");
        inner(&section.title, &mut out);
        out.push_str("\n\n");
        for block in &section.blocks {
            match block {
                Block::Line(entry) => {
                    words(entry, &mut out);
                    out.push_str("\n\n");
                    list(&entry.inner, 0, &mut out);
                    if !entry.inner.is_empty() {
                        out.push('\n');
                    }
                }
                Block::List(entries) => {
                    list(entries, 0, &mut out);
                    out.push('\n');
                }
            }
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

fn paragraph(text: &str, out: &mut String) {
    escape(text, out);
    out.push_str("\n\n");
}

fn list(entries: &[Entry], depth: usize, out: &mut String) {
    for entry in entries {
        out.push_str(&"  ".repeat(depth));
        out.push_str("- ");
        words(entry, out);
        out.push('\n');
        list(&entry.inner, depth + 1, out);
    }
}

fn words(entry: &Entry, out: &mut String) {
    if let Some(lead) = &entry.lead {
        out.push_str("**");
        inner(lead, out);
        out.push_str("**");
        if !entry.text.is_empty() {
            // A question ends itself.
            out.push_str(if lead.ends_with('?') { " " } else { ": " });
        }
        return inner(&entry.text, out);
    }
    escape(&entry.text, out);
}

/// Writes a text at the beginning of a line, where it must not begin a list or a heading.
fn escape(text: &str, out: &mut String) {
    let text = text.trim_start();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let numbers = digits > 0 && text.chars().nth(digits).is_some_and(|c| matches!(c, '.' | ')'));
    match text.split_at_checked(digits) {
        Some((number, rest)) if numbers => {
            out.push_str(number);
            out.push('\\');
            inner(rest, out);
        }
        _ => {
            if text.starts_with(['-', '+', '=']) {
                out.push('\\');
            }
            inner(text, out);
        }
    }
}

/// Writes a text so that it is text and nothing else. Control characters go.
fn inner(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        match c {
            '\n' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
