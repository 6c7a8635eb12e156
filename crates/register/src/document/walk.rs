//! The walk through a file with its shape in hand.

use super::{
    Broken, messages,
    places::Places,
    shape::{Field, Need, Shape, Table},
};
use crate::{
    diagnostics::{Found, Place, Problem, Severity},
    id::Id,
    text::Lang,
};
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) struct Walk<'a> {
    pub(super) places: &'a mut Places,
    /// What the whole file may hold.
    pub(super) root: &'a Shape,
    pub(super) problems: Found,
    pub(super) broken: Broken,
}

impl Walk<'_> {
    /// A table whose shape is a table; anything else gives an empty one.
    pub(super) fn table(&mut self, path: &str, found: &DeTable<'_>, start: usize, shape: &Shape) -> Value {
        let Shape::Table(declared) = shape else { return Value::Object(Map::new()) };
        if !path.is_empty() {
            self.places.set(path, start);
        }
        let mut tree = Map::new();
        for (key, value) in found {
            let name: &str = key.get_ref();
            let Some(field) = declared.fields.iter().find(|field| field.key == name) else {
                self.unknown_key(name, key.span().start, declared);
                continue;
            };
            let inner = join(path, name);
            self.places.set(&inner, key.span().start);
            match self.value(&inner, value, &field.shape) {
                Some(value) => drop(tree.insert(name.to_owned(), value)),
                None => drop(self.broken.insert(inner)),
            }
        }
        self.missing(path, start, declared, &mut tree);
        Value::Object(tree)
    }

    fn unknown_key(&mut self, key: &str, offset: usize, declared: &Table) {
        let known: Vec<&str> = declared.fields.iter().map(|field| field.key.as_str()).collect();
        let elsewhere = self.root.headings(key);
        self.problem(offset, |place| messages::unknown_key(key, (&known, &elsewhere), place));
    }

    /// Says which required keys are missing, and makes up values for them so that the rest can be judged.
    fn missing(&mut self, path: &str, start: usize, declared: &Table, tree: &mut Map<String, Value>) {
        let languages = declared.name == "Text";
        for field in declared.fields.iter().filter(|field| field.need == Need::Required) {
            if tree.contains_key(&field.key) {
                continue;
            }
            let inner = join(path, &field.key);
            if self.broken.insert(inner) {
                self.problem(start, |place| {
                    if languages {
                        messages::missing_language(&field.key, place)
                    } else {
                        messages::missing_key(field, path, place)
                    }
                });
            }
            tree.insert(field.key.clone(), made_up(&field.shape, self.broken.len()));
        }
    }

    /// A value, or `None` when it does not fit; then a problem says so.
    fn value(&mut self, path: &str, found: &Spanned<DeValue<'_>>, shape: &Shape) -> Option<Value> {
        let start = found.span().start;
        match (shape, found.get_ref()) {
            (Shape::Table(_), DeValue::Table(table)) => Some(self.text_checked(path, table, start, shape)),
            (Shape::List(inner), DeValue::Array(values)) => Some(self.list(path, values, inner)),
            (Shape::OneOf(words), DeValue::String(text)) => {
                if words.iter().any(|word| word.word == text.as_ref()) {
                    return Some(Value::String(text.to_string()));
                }
                let known: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
                self.problem(start, |place| messages::unknown_word(last(path), text, &known, place))
            }
            (Shape::Id, DeValue::String(text)) => {
                if Id::<()>::new(text).is_ok() {
                    return Some(Value::String(text.to_string()));
                }
                self.problem(start, |place| messages::bad_name(last(path), place))
            }
            (Shape::Date, DeValue::Datetime(date)) => {
                let text = date.to_string();
                if text.parse::<jiff::civil::Date>().is_ok() && date.time.is_none() {
                    return Some(Value::String(text));
                }
                self.problem(start, |place| messages::bad_date(last(path), place))
            }
            (Shape::Text | Shape::Words(_), DeValue::String(text)) if text.chars().any(is_hidden) => {
                self.problem(start, |place| messages::hidden_character(last(path), place))
            }
            (Shape::Text, DeValue::String(text)) => Some(Value::String(text.to_string())),
            (Shape::Words(_), DeValue::String(text)) => Some(alike(text)),
            (Shape::Words(each), DeValue::Table(table)) => Some(self.text_checked(path, table, start, each)),
            (Shape::Integer(least), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                match number.filter(|number| number >= least && u32::try_from(*number).is_ok()) {
                    Some(number) => Some(Value::from(number)),
                    None => self.problem(start, |place| messages::bad_number(last(path), place)),
                }
            }
            (Shape::Flag, DeValue::Boolean(flag)) => Some(Value::Bool(*flag)),
            (shape, other) => {
                self.problem(start, |place| messages::wrong_type(last(path), shape, other, place))
            }
        }
    }

    /// A table; if it is a text in three languages, none of them may be blank.
    fn text_checked(&mut self, path: &str, table: &DeTable<'_>, start: usize, shape: &Shape) -> Value {
        let tree = self.table(path, table, start, shape);
        if shape.is_three_languages() {
            for (language, text) in table {
                if text.get_ref().as_str().is_some_and(|text| text.trim().is_empty()) {
                    let at = text.span().start;
                    self.problem(at, |place| messages::missing_language(language.get_ref(), place));
                }
            }
        }
        tree
    }

    fn list(&mut self, path: &str, values: &[Spanned<DeValue<'_>>], inner: &Shape) -> Value {
        let mut list = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let path = format!("{path}[{index}]");
            self.places.set(&path, value.span().start);
            // What does not fit keeps its number, so that the paths of the others stay right.
            let fitting = self.value(&path, value, inner).unwrap_or_else(|| {
                self.broken.insert(path.clone());
                made_up(inner, self.broken.len())
            });
            list.push(fitting);
        }
        Value::Array(list)
    }

    /// Records a problem at an offset; there is no value then. A place costs a look at its whole line, so that it is
    /// found only for problems that are kept.
    fn problem(&mut self, offset: usize, make: impl FnOnce(Place) -> Problem) -> Option<Value> {
        if self.problems.has_room(Severity::Error) {
            self.problems.push(make(self.places.at(offset)));
        }
        None
    }
}

/// Characters that change how a text reads without being seen: controls, direction marks, zero-width ones. What is
/// reviewed must be what is published.
pub(super) const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn last(path: &str) -> &str {
    let key = path.rsplit('.').next().unwrap_or(path);
    key.split('[').next().unwrap_or(key)
}

/// A text that is the same in every language.
fn alike(text: &str) -> Value {
    Value::Object(Lang::ALL.into_iter().map(|lang| (lang.code().to_owned(), Value::from(text))).collect())
}

/// A value that fits a shape; it only keeps the rest of the file readable, and a file with one is never used.
fn made_up(shape: &Shape, number: usize) -> Value {
    match shape {
        Shape::Table(table) => {
            let needed = |field: &&Field| field.need == Need::Required;
            let fields = table.fields.iter().filter(needed);
            Value::Object(fields.map(|field| (field.key.clone(), made_up(&field.shape, number))).collect())
        }
        Shape::List(_) => Value::Array(Vec::new()),
        Shape::OneOf(words) => Value::String(words.first().map(|word| word.word.clone()).unwrap_or_default()),
        Shape::Id => Value::String(format!("made-up-{number}")),
        Shape::Date => Value::String("1970-01-01".to_owned()),
        Shape::Text => Value::String(String::new()),
        Shape::Words(_) => alike(""),
        Shape::Integer(least) => Value::from(*least.max(&0)),
        Shape::Flag => Value::Bool(false),
    }
}
