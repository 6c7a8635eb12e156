//! From the text of a statement to its effective rules and its problems.

use super::{Rules, model::Statement};
use crate::{
    diagnostics::{Problem, Severity},
    law::LawPack,
    text::Text,
};
use jiff::civil::Date;
use serde::Deserialize;

/// What came of reading a statement.
#[derive(Debug, Clone)]
pub struct Read {
    /// The effective rules; `None` when any problem is an error.
    pub rules: Option<Rules>,
    /// All that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads a statement and compiles it with the law as it stands `on` a day.
#[must_use]
pub fn read(text: &str, _law: &LawPack, _on: Date) -> Read {
    match toml::from_str::<toml::Table>(text)
        .and_then(|table| Statement::deserialize(plain(toml::Value::Table(table))))
    {
        Ok(statement) => Read { rules: Some(Rules::new(statement)), problems: Vec::new() },
        Err(error) => Read {
            rules: None,
            problems: vec![Problem {
                severity: Severity::Error,
                rule: "not-readable",
                place: None,
                what: Text::new(&error.to_string(), &error.to_string(), &error.to_string()),
                remedy: Text::new("Korjaa kohta.", "Rätta stället.", "Correct the place."),
            }],
        },
    }
}

/// Reads a statement from bytes that may not be text at all.
#[must_use]
pub fn read_bytes(bytes: &[u8], law: &LawPack, on: Date) -> Read {
    read(&String::from_utf8_lossy(bytes), law, on)
}

/// Dates as text, as the model reads them.
fn plain(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::Array(values) => toml::Value::Array(values.into_iter().map(plain).collect()),
        toml::Value::Table(table) => {
            toml::Value::Table(table.into_iter().map(|(key, value)| (key, plain(value))).collect())
        }
        other => other,
    }
}
