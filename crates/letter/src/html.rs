//! The same document as one page of HTML that needs nothing beside it: readable in any browser, without a network, for years.

use crate::{Address, Block, Document, Level, Line, Table};
use std::fmt::Write as _;

/// A plain style that prints well and follows the reader's own colours.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}\
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border-bottom:1px solid #8886;padding:.35rem .6rem .35rem 0;\
text-align:left;vertical-align:top;overflow-wrap:anywhere}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}\
h3{font-size:1.05rem}dt{font-weight:600}dd{margin:0 0 .5rem}footer{margin-top:3rem;font-size:.85rem}\
.scroll{overflow-x:auto}address{font-style:normal;white-space:pre-line}";

/// The document as HTML. Every text is escaped.
#[must_use]
pub fn html(document: &Document) -> String {
    let mut out = String::new();
    let title = escaped(&document.title);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{}, {}</p>",
        document.lang.code(),
        escaped(&document.author),
        document.date,
    );
    document.blocks.iter().for_each(|one| block(&mut out, one));
    let _ = writeln!(out, "</main><footer>{}</footer></body></html>", escaped(&document.footer));
    out
}

/// What the document says, without a page around it, to stand in a page of its reader's own. Headings begin at the second level.
#[must_use]
pub fn part(document: &Document) -> String {
    let mut out = String::new();
    document.blocks.iter().for_each(|one| block(&mut out, one));
    out
}

fn block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Address(one) => address(out, one),
        Block::Heading(level, text) => {
            let number = match level {
                Level::One => 2,
                Level::Two => 3,
                Level::Three => 4,
            };
            write!(out, "<h{number}>{}</h{number}>", escaped(text))
        }
        Block::Paragraph(line) => write!(out, "<p>{}</p>", text_of(line)),
        Block::List(lines) => list(out, lines),
        Block::Table(one) => table(out, one),
        Block::Pairs(pairs) => {
            out.push_str("<dl>");
            for (name, value) in pairs {
                let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value));
            }
            write!(out, "</dl>")
        }
        Block::NewPage => write!(out, "<hr>"),
    };
}

fn address(out: &mut String, address: &Address) -> std::fmt::Result {
    let lines = |lines: &[String]| escaped(&lines.join("\n"));
    write!(out, "<address>{}</address><address>{}</address>", lines(&address.from), lines(&address.to))
}

fn list(out: &mut String, lines: &[Line]) -> std::fmt::Result {
    out.push_str("<ul>");
    for line in lines {
        let _ = write!(out, "<li>{}", text_of(line));
        if !line.inner.is_empty() {
            let _ = list(out, &line.inner);
        }
        out.push_str("</li>");
    }
    write!(out, "</ul>")
}

fn table(out: &mut String, table: &Table) -> std::fmt::Result {
    out.push_str("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for name in &table.head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(name));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", escaped(cell));
        }
        out.push_str("</tr>");
    }
    write!(out, "</tbody></table></div>")
}

fn text_of(line: &Line) -> String {
    let text = escaped(&line.text).replace('\n', "<br>");
    match &line.lead {
        Some(lead) => format!("<strong>{}</strong> {text}", escaped(lead)),
        None => text,
    }
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters have no meaning in HTML; a reader would see rubbish.
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
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
        let hostile = "<script>alert(1)</script>\"'&\u{7}";
        let document = Document {
            lang: Lang::Fi,
            title: hostile.to_owned(),
            author: hostile.to_owned(),
            date: date(2026, 11, 22),
            blocks: vec![
                Block::Paragraph(Line::led(hostile, hostile)),
                Block::List(vec![hostile.into()]),
                Block::Pairs(vec![(hostile.to_owned(), hostile.to_owned())]),
                Block::Table(Table { head: vec![hostile.to_owned()], rows: vec![vec![hostile.to_owned()]] }),
            ],
            footer: hostile.to_owned(),
        };
        let page = html(&document);
        assert!(
            !page.contains("<script")
                && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;")
        );
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("lang=\"fi\""));
    }
}
