//! Names of sentences that have no declared name of their own, made from what they say, so that a sentence keeps its name when
//! others come before it. Not here: the sentences.

use super::Entry;
use crate::statement::model::MarketingRow;
use serde::Serialize;

/// Words of a text that make its name.
const WORDS: usize = 6;

/// The name of a principle of protection: the first words of its English text.
pub(super) fn principle(en: &str) -> String {
    format!("principle--{}", words(en))
}

/// The name of what is said to be stricter than a passage.
pub(super) fn tightened(en: &str) -> String {
    format!("tightened--{}", words(en))
}

/// The name of a rule of marketing: channels, kinds of recipient, whose products, what it needs.
pub(super) fn marketing(row: &MarketingRow) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(row.channels.iter().map(declared));
    parts.extend(row.recipients.iter().map(declared));
    parts.extend(row.whose.iter().map(declared));
    parts.extend(row.customers.iter().map(declared));
    parts.push(declared(&row.needs));
    format!("marketing--{}", parts.join("-"))
}

/// A value of the statement's language as it is written there.
pub(super) fn declared(value: &impl Serialize) -> String {
    let written = serde_json::to_value(value).ok();
    written.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The first words of a text, fit for an address.
fn words(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|letter| *letter != '\'' && *letter != '’')
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' })
        .collect();
    plain.split_whitespace().take(WORDS).collect::<Vec<_>>().join("-")
}

/// Entries with names that differ: the second of two that say the same gets a number.
pub(super) fn distinct(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen: Vec<String> = Vec::new();
    for entry in &mut entries {
        let plain = entry.id.clone();
        let mut number = 1;
        while seen.contains(&entry.id) {
            number += 1;
            entry.id = format!("{plain}-{number}");
        }
        seen.push(entry.id.clone());
    }
    entries
}
