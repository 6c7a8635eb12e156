//! The same document as Markdown: to be edited further in any editor, or pasted into a form.

use crate::{Address, Block, Document, Level, Line, Table};
use std::fmt::Write as _;

/// The document as Markdown. What would be read as markup is escaped.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out =
        format!("# {}\n\n{}, {}\n", escaped(&document.title), escaped(&document.author), document.date);
    document.blocks.iter().for_each(|one| block(&mut out, one));
    let _ = writeln!(out, "\n---\n\n{}", escaped(&document.footer));
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Address(one) => address(out, one),
        Block::Heading(level, text) => {
            let marks = match level {
                Level::One => "##",
                Level::Two => "###",
                Level::Three => "####",
            };
            let _ = write!(out, "\n{marks} {}\n", escaped(text));
        }
        Block::Paragraph(line) => {
            let _ = write!(out, "\n{}\n", text_of(line).replace('\n', "  \n"));
        }
        Block::List(lines) => {
            out.push('\n');
            list(out, lines, 0);
        }
        Block::Table(one) => table(out, one),
        Block::Pairs(pairs) => {
            out.push('\n');
            for (name, value) in pairs {
                let _ = writeln!(out, "- **{}:** {}", escaped(name), in_one_line(value));
            }
        }
        Block::NewPage => out.push_str("\n---\n"),
    }
}

fn address(out: &mut String, address: &Address) {
    for lines in [&address.from, &address.to].into_iter().filter(|lines| !lines.is_empty()) {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        let _ = write!(out, "\n{}\n", lines.join("  \n"));
    }
}

fn list(out: &mut String, lines: &[Line], depth: usize) {
    for line in lines {
        let _ = writeln!(out, "{:depth$}- {}", "", text_of(line).replace('\n', " "), depth = depth * 2);
        list(out, &line.inner, depth + 1);
    }
}

fn table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| -> String {
        let cells: Vec<String> = cells.iter().map(|cell| in_one_line(cell).replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let _ = write!(out, "\n{}|{}\n", row(&table.head), " --- |".repeat(table.head.len()));
    table.rows.iter().for_each(|cells| out.push_str(&row(cells)));
}

fn text_of(line: &Line) -> String {
    match &line.lead {
        Some(lead) => format!("**{}** {}", escaped(lead), escaped(&line.text)),
        None => escaped(&line.text),
    }
}

fn in_one_line(text: &str) -> String {
    escaped(text).replace('\n', " ")
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() || *c == '\n') {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use seloste_register::text::Lang;

    #[test]
    fn hostile_text_is_text() {
        let document = Document {
            lang: Lang::En,
            title: "A *title*".to_owned(),
            author: "Example".to_owned(),
            date: date(2026, 11, 22),
            blocks: vec![
                Block::Heading(Level::One, "# one".to_owned()),
                Block::Paragraph("<script>".into()),
                Block::Table(Table { head: vec!["a".to_owned()], rows: vec![vec!["b\nc".to_owned()]] }),
            ],
            footer: "foot".to_owned(),
        };
        let text = markdown(&document);
        assert!(text.starts_with("# A \\*title\\*\n"), "{text}");
        assert!(text.contains("## \\# one") && text.contains("\\<script\\>"), "{text}");
        assert!(text.contains("| a |\n| --- |\n| b c |"), "{text}");
    }
}
