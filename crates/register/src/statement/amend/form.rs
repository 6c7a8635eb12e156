//! A passage of a statement as a form: its keys with what may stand there, and changes of single keys that leave every other
//! byte of the text as it stood.

use super::super::read::SHAPE;
use crate::{
    document::{Need, Shape, Table},
    text::Lang,
};
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

/// One key of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its path below the passage, such as `retention.keep`.
    pub path: String,
    /// What it says, from the language's own reference (English).
    pub about: String,
    /// Whether it can't be left out.
    pub needed: bool,
    /// What may stand there.
    pub kind: Kind,
    /// What stands there: a word, the three languages, the words of a list. Empty when it is left out.
    pub values: Vec<String>,
}

/// What may stand at a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text in Finnish, Swedish and English.
    Languages,
    /// One of some words.
    OneOf(Vec<String>),
    /// Some of some words; none named: any word.
    Words(Vec<String>),
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A day.
    Day,
}

/// A declared passage of a text, for an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its declared names: `item.phone`, `controller`.
    pub about: String,
    /// The list or table that it is of: `item`.
    pub list: String,
    /// Its name in the three languages, or its declared name.
    pub name: [String; 3],
}

/// Why a text was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAmended {
    /// The text is no TOML: it is changed by hand until it is.
    NoToml,
    /// There is no such passage or key.
    NoPassage,
    /// What was given can't stand there.
    NotFitting,
}

/// The passages of a text that can be shown as forms, in their order. None when the text is no TOML.
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    let Ok(document) = text.parse::<DocumentMut>() else { return Vec::new() };
    let mut found = Vec::new();
    let Shape::Table(root) = &*SHAPE else { return found };
    for field in &root.fields {
        match document.get(&field.key) {
            Some(Item::Table(_)) => {
                let name = [field.key.clone(), field.key.clone(), field.key.clone()];
                found.push(Passage { about: field.key.clone(), list: field.key.clone(), name });
            }
            Some(Item::ArrayOfTables(tables)) => {
                for table in tables {
                    let Some(id) = table.get("id").and_then(Item::as_str) else { continue };
                    let about = format!("{}.{id}", field.key);
                    found.push(Passage { about, list: field.key.clone(), name: name_of(table, id) });
                }
            }
            _ => {}
        }
    }
    found
}

fn name_of(table: &dyn TableLike, id: &str) -> [String; 3] {
    let names = table.get("name").or_else(|| table.get("text"));
    Lang::ALL.map(|lang| {
        let plain = names.and_then(Item::as_str);
        let own = names.and_then(Item::as_table_like).and_then(|names| names.get(lang.code()));
        plain.or_else(|| own.and_then(Item::as_str)).unwrap_or(id).to_owned()
    })
}

/// The keys of a passage.
///
/// # Errors
/// When the text is no TOML, or has no such passage.
pub fn fields(text: &str, about: &str) -> Result<Vec<Field>, NotAmended> {
    let mut document: DocumentMut = text.parse().map_err(|_| NotAmended::NoToml)?;
    let shape = shape_of(about).ok_or(NotAmended::NoPassage)?;
    let table = find(&mut document, about).ok_or(NotAmended::NoPassage)?;
    let mut found = Vec::new();
    collect(shape, table, "", &mut found);
    Ok(found)
}

fn collect(shape: &Table, table: &dyn TableLike, before: &str, found: &mut Vec<Field>) {
    for field in &shape.fields {
        let path = if before.is_empty() { field.key.clone() } else { format!("{before}.{}", field.key) };
        let item = table.get(&field.key);
        if let (Shape::Table(inner), false) = (&field.shape, field.shape.is_three_languages()) {
            if before.is_empty() {
                let empty = InlineTable::new();
                collect(inner, item.and_then(Item::as_table_like).unwrap_or(&empty), &path, found);
            }
            continue;
        }
        // The name by which everything else refers to a passage is no field: changing it makes another passage.
        let Some(kind) = kind(&field.shape).filter(|_| path != "id") else { continue };
        let values = values(item, &kind);
        let needed = field.need == Need::Required && before.is_empty();
        found.push(Field { path, about: field.about.clone(), needed, kind, values });
    }
}

fn kind(shape: &Shape) -> Option<Kind> {
    let words = |words: &[crate::document::Word]| words.iter().map(|one| one.word.clone()).collect();
    Some(match shape {
        Shape::Table(_) if shape.is_three_languages() => Kind::Languages,
        Shape::Words(_) => Kind::Languages,
        Shape::OneOf(all) => Kind::OneOf(words(all)),
        Shape::Id | Shape::Text => Kind::Text,
        Shape::Date => Kind::Day,
        Shape::Integer(_) => Kind::Number,
        Shape::Flag => Kind::Flag,
        Shape::List(inner) => match &**inner {
            Shape::OneOf(all) => Kind::Words(words(all)),
            Shape::Id | Shape::Text => Kind::Words(Vec::new()),
            _ => return None,
        },
        Shape::Table(_) => return None,
    })
}

fn values(item: Option<&Item>, kind: &Kind) -> Vec<String> {
    let Some(item) = item else { return Vec::new() };
    let plain = |value: &Value| match value {
        Value::String(text) => text.value().clone(),
        other => other.to_string().trim().to_owned(),
    };
    match kind {
        Kind::Languages => {
            let of = |lang: Lang| {
                let text = item.as_table_like().and_then(|names| names.get(lang.code()));
                // Words that stand there once are the same in every language.
                text.unwrap_or(item).as_str().unwrap_or_default().to_owned()
            };
            Lang::ALL.map(of).to_vec()
        }
        Kind::Words(_) => item.as_array().into_iter().flatten().map(plain).collect(),
        _ => item.as_value().map(plain).into_iter().collect(),
    }
}

/// The text with a key of a passage changed; the same text when it says so already. No values take an optional key out.
///
/// # Errors
/// When the text is no TOML, has no such passage or key, or the values can't stand there.
pub fn set(text: &str, about: &str, (path, given): (&str, &[String])) -> Result<String, NotAmended> {
    let known = fields(text, about)?;
    let field = known.iter().find(|field| field.path == path).ok_or(NotAmended::NoPassage)?;
    let given: Vec<String> =
        given.iter().map(|value| value.replace("\r\n", "\n").trim().to_owned()).collect();
    let empty = given.iter().all(String::is_empty);
    if given == field.values || (empty && field.values.is_empty()) {
        return Ok(text.to_owned());
    }
    let new = if empty { None } else { Some(written(&field.kind, &given)?) };
    let mut document: DocumentMut = text.parse().map_err(|_| NotAmended::NoToml)?;
    let table = find(&mut document, about).ok_or(NotAmended::NoPassage)?;
    match path.split_once('.') {
        None => put(table, path, new),
        Some((outer, key)) => {
            if table.get(outer).is_none() {
                table.insert(outer, Item::Value(Value::InlineTable(InlineTable::new())));
            }
            let inner =
                table.get_mut(outer).and_then(Item::as_table_like_mut).ok_or(NotAmended::NotFitting)?;
            put(inner, key, new);
            if inner.is_empty() {
                table.remove(outer);
            }
        }
    }
    Ok(document.to_string())
}

/// Puts a value at a key, with what stood around the older one.
fn put(table: &mut dyn TableLike, key: &str, new: Option<Value>) {
    let Some(mut new) = new else {
        table.remove(key);
        return;
    };
    // A text in three languages that stands as a table of its own stays one.
    if let (Some(Item::Table(old)), Value::InlineTable(texts)) = (table.get_mut(key), &new) {
        for (lang, text) in texts {
            put(old, lang, Some(text.clone()));
        }
        return;
    }
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
}

fn written(kind: &Kind, given: &[String]) -> Result<Value, NotAmended> {
    let one = given.first().map(String::as_str).unwrap_or_default();
    Ok(match kind {
        Kind::Text | Kind::OneOf(_) => Value::from(one),
        Kind::Flag => Value::from(matches!(one, "true")),
        Kind::Number => Value::from(one.parse::<i64>().map_err(|_| NotAmended::NotFitting)?),
        Kind::Day => {
            let day: jiff::civil::Date = one.parse().map_err(|_| NotAmended::NotFitting)?;
            Value::from(super::day(day))
        }
        Kind::Words(_) => {
            let words = given.iter().filter(|word| !word.is_empty()).map(String::as_str);
            Value::Array(words.collect::<Array>())
        }
        Kind::Languages => {
            let mut texts = InlineTable::new();
            for (lang, text) in Lang::ALL.into_iter().zip(given) {
                texts.insert(lang.code(), Value::from(text.as_str()));
            }
            Value::InlineTable(texts)
        }
    })
}

/// The table of a passage.
fn find<'d>(document: &'d mut DocumentMut, about: &str) -> Option<&'d mut dyn TableLike> {
    let mut parts = about.split('.');
    let first = document.get_mut(parts.next()?)?;
    match parts.next() {
        None => first.as_table_like_mut(),
        Some(id) if parts.next().is_none() => {
            let mut tables = first.as_array_of_tables_mut()?.iter_mut();
            let table = tables.find(|table| table.get("id").and_then(Item::as_str) == Some(id))?;
            Some(table)
        }
        Some(_) => None,
    }
}

/// What a passage may hold.
fn shape_of(about: &str) -> Option<&'static Table> {
    let Shape::Table(root) = &*SHAPE else { return None };
    let list = about.split('.').next()?;
    match &root.fields.iter().find(|field| field.key == list)?.shape {
        Shape::Table(table) => Some(table),
        Shape::List(inner) => match &**inner {
            Shape::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}
