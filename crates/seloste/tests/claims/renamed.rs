//! A statement in which everything that has a name of its own is called something else.

use std::collections::BTreeSet;

/// What other names end in.
const OTHER: &str = "-too";

/// Keys whose values are words of the format, not names of the statement.
const WORDS: [&str; 42] = [
    "actions",
    "after",
    "basis",
    "because",
    "channels",
    "class",
    "country",
    "delivery",
    "directions",
    "drawn-up-under",
    "duties",
    "engagements",
    "evidence",
    "floor",
    "forms",
    "grounds",
    "how",
    "identity",
    "kind",
    "lapse",
    "law",
    "letters-to",
    "minimum-age",
    "needs",
    "never",
    "offered",
    "only",
    "output",
    "precision",
    "prohibitions",
    "regular",
    "relation",
    "requires",
    "retention",
    "right",
    "scope",
    "search",
    "stops",
    "type",
    "visibility",
    "whose",
    "work",
];
/// Choices whose names the format gives.
const GIVEN: [&str; 2] = ["inbound", "outbound"];

/// The names that a statement gives.
pub(crate) fn names(text: &str) -> BTreeSet<String> {
    // Other keys end in `id` too: `business-id`.
    let starts = text.match_indices("id = \"").filter(|(at, _)| !text[..*at].ends_with('-'));
    let named = starts.filter_map(|(at, key)| text[at + key.len()..].split('"').next());
    named.filter(|name| !GIVEN.contains(name)).map(str::to_owned).collect()
}

/// The statement with other names.
pub(crate) fn statement(text: &str, names: &BTreeSet<String>) -> String {
    let (mut table, mut key) = ("", String::new());
    let lines = text.lines().map(|line| {
        if line.starts_with('[') {
            table = line;
        }
        let starts = line
            .split(" = ")
            .next()
            .filter(|key| *key != line && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        if let Some(starts) = starts {
            starts.clone_into(&mut key);
        }
        // A request form asks for types of items, a form to subscribe for items.
        let words = match key.as_str() {
            "asks" => table == "[requests]",
            "recipients" => !line.contains("id ="),
            key => WORDS.contains(&key),
        };
        if words {
            return line.to_owned();
        }
        let parts = line.split('"').enumerate();
        parts
            .map(|(at, part)| if at % 2 == 1 { passage(part, names) } else { part.to_owned() })
            .collect::<Vec<_>>()
            .join("\"")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A name, or a passage made of names, in other names.
fn passage(part: &str, names: &BTreeSet<String>) -> String {
    part.split('.').map(|part| other(part, names)).collect::<Vec<_>>().join(".")
}

/// A name's other name; anything else as it is.
pub(crate) fn other(name: &str, names: &BTreeSet<String>) -> String {
    if names.contains(name) { format!("{name}{OTHER}") } else { name.to_owned() }
}

/// The name that another name stands for.
pub(crate) fn first(name: &str, names: &BTreeSet<String>) -> String {
    let stripped = name.strip_suffix(OTHER).filter(|first| names.contains(*first));
    stripped.unwrap_or(name).to_owned()
}
