//! Where the passages of a change stand in both files.

use crate::{diagnostics::Place, document, statement::read::SHAPE};
use std::collections::BTreeMap;

/// Where a passage stands before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Span {
    /// In the older version; `None` when it is not there.
    pub old: Option<Place>,
    /// In the newer version; `None` when it is not there.
    pub new: Option<Place>,
}

/// Where the passages of changes stand in the texts of both versions, in the order of the changes.
#[must_use]
pub fn locate(changes: &[super::Change], old: &str, new: &str) -> Vec<Span> {
    let (old, new) = (passages(old), passages(new));
    let find = |places: &BTreeMap<String, Place>, about: &str| {
        let mut about = Some(about);
        while let Some(here) = about {
            if let Some(place) = places.get(here) {
                return Some(*place);
            }
            // Of what can't be found, the list that it stands in is no place.
            about = here.rsplit_once('.').map(|(around, _)| around).filter(|around| around.contains('.'));
        }
        None
    };
    changes
        .iter()
        .map(|change| Span { old: find(&old, &change.about), new: find(&new, &change.about) })
        .collect()
}

/// Places of all that a statement declares, by `list.name`.
pub(super) fn passages(text: &str) -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    let Ok(document) = document::read(text, &SHAPE) else { return found };
    let Some(root) = document.tree.as_object() else { return found };
    for (key, value) in root {
        if let Some(place) = document.places.of(key) {
            found.insert(key.clone(), place);
        }
        for (at, entry) in value.as_array().into_iter().flatten().enumerate() {
            let path = format!("{key}[{at}]");
            let Some(id) = entry.get("id").and_then(serde_json::Value::as_str) else { continue };
            if let Some(place) = document.places.of(&path) {
                found.entry(format!("{key}.{id}")).or_insert(place);
            }
            for inner in ["item", "line-item"] {
                for (within, item) in super::tree::entries(entry, inner).iter().enumerate() {
                    let Some(name) = item.get("id").and_then(serde_json::Value::as_str) else { continue };
                    if let Some(place) = document.places.of(&format!("{path}.{inner}[{within}]")) {
                        found.entry(format!("{key}.{id}.{inner}.{name}")).or_insert(place);
                    }
                }
            }
        }
    }
    found
}
