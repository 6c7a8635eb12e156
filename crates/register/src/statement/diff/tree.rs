//! Looking things up in the tree of a statement.

use crate::{
    id::Id,
    statement::Rules,
    text::{Lang, Text},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// One version: its effective rules and the tree of its statement.
pub(super) struct Side<'a> {
    pub(super) rules: &'a Rules,
    pub(super) tree: &'a Value,
}

impl<'a> Side<'a> {
    pub(super) fn new(rules: &'a Rules, tree: &'a Value) -> Self {
        Self { rules, tree }
    }

    /// Entries of a list of the statement.
    pub(super) fn all(&self, list: &str) -> &'a [Value] {
        entries(self.tree, list)
    }

    /// A declared thing by name.
    pub(super) fn one(&self, list: &str, id: &str) -> Option<&'a Value> {
        self.all(list).iter().find(|entry| text(entry, "id") == id)
    }
}

/// Keys of two tables, in the order of the newer, then those that only the older has.
pub(super) fn keys(old: &Value, new: &Value) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let of = |value: &Value| -> Vec<String> {
        value.as_object().map(|table| table.keys().cloned().collect()).unwrap_or_default()
    };
    of(new).into_iter().chain(of(old)).filter(|key| seen.insert(key.clone())).collect()
}

/// Keys at which two tables differ. What is left out and what stands empty are the same.
pub(super) fn differing(old: &Value, new: &Value) -> Vec<String> {
    keys(old, new).into_iter().filter(|key| at(old, key) != at(new, key)).collect()
}

/// What stands at a key; nothing when it is left out.
pub(super) fn at<'v>(table: &'v Value, key: &str) -> &'v Value {
    table.get(key).unwrap_or(&Value::Null)
}

/// Text at a key; empty when it is left out.
pub(super) fn text<'v>(table: &'v Value, key: &str) -> &'v str {
    at(table, key).as_str().unwrap_or_default()
}

/// Entries of a list at a key.
pub(super) fn entries<'v>(table: &'v Value, key: &str) -> &'v [Value] {
    at(table, key).as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Words of a list at a key.
pub(super) fn strings(table: &Value, key: &str) -> Vec<String> {
    entries(table, key).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What is in the second list and not in the first.
pub(super) fn added(old: &[String], new: &[String]) -> Vec<String> {
    new.iter().filter(|word| !old.contains(word)).cloned().collect()
}

/// Entries by their declared names; `None` when some have none.
pub(super) fn by_name(list: &Value) -> Option<Vec<(&str, &Value)>> {
    if list.is_null() {
        return Some(Vec::new());
    }
    list.as_array()?.iter().map(|entry| Some((entry.get("id")?.as_str()?, entry))).collect()
}

/// Declared names, as far as they are names.
pub(super) fn ids<K>(names: &[String]) -> Vec<Id<K>> {
    names.iter().filter_map(|name| Id::new(name).ok()).collect()
}

/// The name of a declared thing for people, or its declared name.
pub(super) fn name(entry: &Value, id: &str) -> Text {
    let named = at(entry, "name");
    match named.as_str() {
        Some(plain) => Text::new(plain, plain, plain),
        None => as_text(named).unwrap_or_else(|| Text::new(id, id, id)),
    }
}

/// A text in three languages, when it is one.
pub(super) fn as_text(value: &Value) -> Option<Text> {
    let table = value.as_object().filter(|table| table.len() == Lang::ALL.len())?;
    let of = |lang: Lang| table.get(lang.code()).and_then(Value::as_str);
    Some(Text::new(of(Lang::Fi)?, of(Lang::Sv)?, of(Lang::En)?))
}
