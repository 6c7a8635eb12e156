//! Names of passages that stay when lines move: `item.birth-date.retention` for what the reader calls
//! `item[3].retention`. Checks print them and decisions name them.

use serde_json::Value;

/// Keys by which an entry of a list is known, in the order in which they are looked for.
const NAMES: [&str; 2] = ["id", "right"];

/// The name of a path: entries of lists by their name, by the word itself, or by their number from 1.
pub(super) fn name(tree: &Value, path: &str) -> String {
    let mut node = Some(tree);
    let mut names: Vec<String> = Vec::new();
    for part in path.split('.') {
        let (key, index) = part.split_once('[').map_or((part, None), |(key, rest)| {
            (key, rest.strip_suffix(']').and_then(|number| number.parse::<usize>().ok()))
        });
        names.push(key.to_owned());
        node = node.and_then(|node| node.get(key));
        if let Some(index) = index {
            node = node.and_then(|node| node.get(index));
            names.push(node.and_then(known_as).map_or_else(|| (index + 1).to_string(), str::to_owned));
        }
    }
    names.join(".")
}

/// What an entry of a list is called.
fn known_as(entry: &Value) -> Option<&str> {
    entry.as_str().or_else(|| NAMES.iter().find_map(|key| entry.get(key)?.as_str()))
}

/// Whether a statement has a passage of a name. A key that is left out counts: a decision may be about what is missing.
pub(super) fn exists(tree: &Value, name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let Some((last, before)) = parts.split_last() else { return false };
    let mut node = tree;
    for part in before {
        match step(node, part) {
            Some(next) => node = next,
            None => return false,
        }
    }
    // The last part may be a key that nobody wrote, as long as it stands in something that is there.
    step(node, last).is_some() || (!before.is_empty() && node.is_object() && is_key(last))
}

fn step<'a>(node: &'a Value, part: &str) -> Option<&'a Value> {
    match node {
        Value::Object(table) => table.get(part),
        Value::Array(entries) => {
            let named = entries.iter().find(|entry| known_as(entry) == Some(part));
            named.or_else(|| entries.get(part.parse::<usize>().ok()?.checked_sub(1)?))
        }
        _ => None,
    }
}

fn is_key(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// Whether a name covers a passage: it is the passage, or what it stands in.
pub(super) fn covers(name: &str, passage: &str) -> bool {
    passage.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tree() -> Value {
        json!({
            "disclosure": { "outside-eea": "never" },
            "group-company": [{ "id": "parent", "country": "GB" }, { "id": "sister", "country": "FI" }],
            "purpose": [{ "id": "letters", "channels": ["post", "email"] }],
            "disclosure-passage": [{ "regular": "none" }],
        })
    }

    #[test]
    fn a_path_has_a_name_that_does_not_move_with_its_number() {
        for (path, expected) in [
            ("disclosure.outside-eea", "disclosure.outside-eea"),
            ("group-company[1].country", "group-company.sister.country"),
            ("purpose[0].channels[1]", "purpose.letters.channels.email"),
            ("disclosure-passage[0].regular", "disclosure-passage.1.regular"),
        ] {
            assert_eq!(name(&tree(), path), expected);
            assert!(exists(&tree(), expected), "{expected}");
        }
    }

    #[test]
    fn a_name_of_nothing_is_told_apart_from_a_key_that_is_left_out() {
        assert!(exists(&tree(), "group-company.parent.role"));
        for wrong in
            ["", "nothing", "group-company.aunt", "group-company.parent.name.more", "purpose.letters.A"]
        {
            assert!(!exists(&tree(), wrong), "{wrong}");
        }
    }

    #[test]
    fn a_shorter_name_covers_what_stands_in_it_and_not_its_neighbours() {
        assert!(covers("group-company.parent", "group-company.parent.country"));
        assert!(covers("group-company.parent", "group-company.parent"));
        assert!(!covers("group-company.par", "group-company.parent"));
    }
}
