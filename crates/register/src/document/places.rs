//! Where keys and values stand in a file.

use crate::diagnostics::Place;
use std::collections::HashMap;

/// The places of a file's keys and values, by path: `item[3].retention.keep`.
pub(crate) struct Places {
    text: String,
    line_starts: Vec<usize>,
    by_path: HashMap<String, usize>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text: text.to_owned(), line_starts, by_path: HashMap::new() }
    }

    pub(super) fn set(&mut self, path: &str, offset: usize) {
        self.by_path.insert(path.to_owned(), offset);
    }

    /// The place of a byte offset.
    pub(super) fn at(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        // A character is counted by its first byte.
        let column = before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
        Place { line, column }
    }

    /// The place of a path or, when it is not in the file, of the nearest thing around it.
    pub(crate) fn of(&self, path: &str) -> Option<Place> {
        let mut path = path;
        loop {
            if let Some(offset) = self.by_path.get(path) {
                return Some(self.at(*offset));
            }
            path = around(path)?;
        }
    }
}

/// The path that a path stands in: `item[3].retention` for `item[3].retention.keep`, `item` for `item[3]`.
pub(super) fn around(path: &str) -> Option<&str> {
    path.rfind(['.', '[']).and_then(|cut| path.get(..cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let places = Places::new("ä = 1\nöljy = 2\n");
        assert_eq!(places.at(0), Place { line: 1, column: 1 });
        assert_eq!(places.at("ä = 1\nöljy".len()), Place { line: 2, column: 5 });
        assert_eq!(places.at("ä = 1\nöljy = 2\n".len()), Place { line: 3, column: 1 });
    }

    #[test]
    fn a_path_that_is_not_there_has_the_place_around_it() {
        let mut places = Places::new("[[item]]\nid = 1\n");
        places.set("item[0]", 0);
        places.set("item[0].id", 9);
        assert_eq!(places.of("item[0].id"), Some(Place { line: 2, column: 1 }));
        assert_eq!(places.of("item[0].retention.keep"), Some(Place { line: 1, column: 1 }));
        assert_eq!(places.of("purpose"), None);
    }
}
