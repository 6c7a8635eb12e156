//! What a statement may hold, for editors (JSON Schema) and for people (the reference in `docs/`). Both come from the
//! types of [`super::model`], so that they can't say anything else than the reader does.

use super::{model::Statement, read::SHAPE};
use crate::document::{Need, Shape, Table};
use serde_json::{Value, json};
use std::fmt::Write;

/// The JSON Schema of statements (draft 2020-12), for editors that check and complete TOML.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Statement).to_value();
    without_null(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), json!("Statement of a register"));
    }
    let mut text = format!("{schema:#}");
    text.push('\n');
    text
}

/// TOML has no null: what may be left out is left out.
fn without_null(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get("type")
                && let Some(first) = types.iter().find(|name| *name != "null").cloned()
            {
                map.insert("type".to_owned(), first);
            }
            if let Some(Value::Array(any)) = map.remove("anyOf") {
                let inner = any.into_iter().find(|one| one.get("type") != Some(&json!("null")));
                for (key, value) in inner.as_ref().and_then(Value::as_object).into_iter().flatten() {
                    map.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// The reference of statements as Markdown: every table and key, with what may stand there.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    let mut seen = Vec::new();
    if let Shape::Table(root) = &*SHAPE {
        tables(root, "", &mut seen, &mut out);
    }
    out.push_str(FOOT);
    out
}

const HEAD: &str = "# The statement of a register

A statement is one TOML file. It says what a register may hold, for what, from whom, for whom and for how long; the
running register obeys it, and the public notice is written from it. Unknown keys are errors. `seloste check FILE` reports
every problem at once, with its place and what to do; `seloste schema` writes a JSON Schema for editors.

This page is made from the program's own types (`UPDATE_DOCS=1 cargo test -p seloste-register --test reference`).

`registers/` and `registers/examples/` hold whole statements to begin from. A smallest one has `[register]`, `[controller]`,
`[contact]`, `[requests]`, `[disclosure]`, and one at least of each of purpose, subject-group, source (with `adds-persons = true`),
category, item and role (one of which has the action `requests`).

Some things are the same everywhere. A **name** (`id`) is 1 to 64 lower-case letters a-z, digits and single hyphens and
begins with a letter. A **text** is given in three languages: `{ fi = \"...\", sv = \"...\", en = \"...\" }`. A **date** is
written without quotation marks: `2026-01-31`. A **length of time** counts in years, months, weeks or days: `\"P2Y\"`,
`\"P6M\"`, `\"P30D\"`. Items of an object, and items whose category says so, may leave out sources, purposes and retention.
";

const FOOT: &str = "
## How rules are combined

The effective rule is the stricter of the statement and the law pack it names. Where two passages of a statement disagree
the more protective one holds until somebody decides, and the check names both. A recipient that the statement's own
promises don't allow gets nothing. What the law keeps longer is kept longer, and the notice says so.

Direct marketing needs the strictest of three: the law (by channel, kind of recipient, whose product, and whether the
recipient has bought the like), the rows of `marketing`, and the basis of its purpose. A prohibition comes before all of
them. The exception for those who have bought the like is declared with the purpose (`bought-similar`).

What the check calls a decision is settled in the file itself, with the rule and the passages as the check prints them:

```toml
[[decision]]
rule = \"company-outside-eea\"
passages = [\"group-company.parent.country\", \"disclosure.outside-eea\"]
yields = \"group-company.parent.country\"
who = \"aino.malli\"
when = 2026-11-02
why = { fi = \"...\", sv = \"...\", en = \"...\" }
review = 2027-11-02
```

Only the less protective of two passages may yield. A decision that names nothing, settles nothing or gives up protection
is an error; after its review day the matter is open again.
";

fn tables(table: &Table, path: &str, seen: &mut Vec<String>, out: &mut String) {
    if seen.contains(&table.name) {
        return;
    }
    seen.push(table.name.clone());
    let title = if path.is_empty() { "The file".to_owned() } else { format!("`{path}`") };
    // A String takes whatever is written to it.
    let _ = write!(
        out,
        "\n## {title}\n\n{}\n\n| key | what stands there | if left out | what it says |\n|---|---|---|---|\n",
        table.about
    );
    for field in &table.fields {
        let left_out = match (field.need, &field.default) {
            (Need::Required, _) => "**needed**".to_owned(),
            (Need::Optional, Some(Value::Array(_)) | None) => "nothing".to_owned(),
            (Need::Optional, Some(default)) => format!("`{default}`"),
        };
        let about = field.about.replace('|', "\\|");
        let _ = writeln!(out, "| `{}` | {} | {left_out} | {about} |", field.key, kind(&field.shape));
    }
    for field in &table.fields {
        if let Some(inner) = table_of(&field.shape) {
            tables(inner, &inner_path(path, &field.key, &field.shape), seen, out);
        }
        words(&field.key, &field.shape, out, seen);
    }
}

fn inner_path(path: &str, key: &str, shape: &Shape) -> String {
    let plain = path.trim_matches(['[', ']']);
    let whole = if plain.is_empty() { key.to_owned() } else { format!("{plain}.{key}") };
    if matches!(shape, Shape::List(_)) { format!("[[{whole}]]") } else { format!("[{whole}]") }
}

/// The table inside a shape, when it is worth a chapter of its own.
fn table_of(shape: &Shape) -> Option<&Table> {
    match shape {
        Shape::List(inner) => table_of(inner),
        Shape::Table(table) if !shape.is_three_languages() => Some(table),
        _ => None,
    }
}

/// A list of words with what they mean, after the table in which it is used first.
fn words(key: &str, shape: &Shape, out: &mut String, seen: &mut Vec<String>) {
    let words = match shape {
        Shape::OneOf(words) => words,
        Shape::List(inner) => match &**inner {
            Shape::OneOf(words) => words,
            _ => return,
        },
        _ => return,
    };
    let name =
        format!("words of {}", words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(" "));
    if seen.contains(&name) {
        return;
    }
    seen.push(name);
    let _ = write!(out, "\n`{key}` is one of:\n\n");
    for word in words {
        let _ = writeln!(out, "- `{}`: {}", word.word, word.about);
    }
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Table(_) if shape.is_three_languages() => "text in three languages".to_owned(),
        Shape::Table(_) => "table".to_owned(),
        Shape::List(inner) if table_of(inner).is_some() => "tables".to_owned(),
        Shape::List(inner) => format!("list: {}", kind(inner)),
        Shape::OneOf(words) if words.len() <= 4 => {
            words.iter().map(|word| format!("`\"{}\"`", word.word)).collect::<Vec<_>>().join(", ")
        }
        Shape::OneOf(_) => "one of the words below".to_owned(),
        Shape::Id => "name".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Text => "words".to_owned(),
        Shape::Words(_) => "words, or text in three languages".to_owned(),
        Shape::Integer(_) => "whole number".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
    }
}
