//! From the text of a TOML file to a tree that its types can be read from, with every problem at once and the place of
//! each key and value. What the file may hold comes from the types' own schema. Not here: what the values mean.

mod messages;
mod places;
mod shape;
mod walk;

pub(crate) use messages::nearest;
pub(crate) use places::Places;
pub(crate) use shape::{Need, Shape, Table, Word};

use crate::diagnostics::{Found, Place, Problem, Severity};
use std::{collections::BTreeSet, ops::Bound};

/// Longest file that is read, in bytes. The longest statement known is 60 KB.
pub(crate) const MAX_BYTES: usize = 512 * 1024;

/// A file that has been read as far as it could be.
pub(crate) struct Document {
    /// The tree: every required key is there, if need be with a value made up; what was wrong is left out.
    pub(crate) tree: serde_json::Value,
    /// Where each key and value stands.
    pub(crate) places: Places,
    /// Paths at which something was wrong; nothing can be concluded from what stands there.
    pub(crate) broken: Broken,
    /// What was wrong.
    pub(crate) problems: Vec<Problem>,
    /// Whether the text was TOML, so that a missing key really is missing.
    pub(crate) whole: bool,
}

/// Paths at which something was wrong.
#[derive(Default)]
pub(crate) struct Broken(BTreeSet<String>);

impl Broken {
    /// Adds a path; says whether it is new.
    fn insert(&mut self, path: String) -> bool {
        self.0.insert(path)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a path, or what it stands in, is broken.
    pub(crate) fn covers(&self, path: &str) -> bool {
        let mut path = Some(path);
        while let Some(here) = path {
            if self.0.contains(here) {
                return true;
            }
            path = places::around(here);
        }
        false
    }

    /// Whether anything that begins so is broken.
    pub(crate) fn below(&self, start: &str) -> bool {
        let from = (Bound::Included(start), Bound::Unbounded);
        self.0.range::<str, _>(from).next().is_some_and(|path| path.starts_with(start))
    }

    /// Whether the name of anything in a list is broken.
    pub(crate) fn names_of(&self, list: &str) -> bool {
        let from = (Bound::Included(list), Bound::Unbounded);
        let mut inside = self.0.range::<str, _>(from).take_while(|path| path.starts_with(list));
        inside.any(|path| path == list || path.ends_with(".id"))
    }
}

/// Reads a file.
///
/// # Errors
/// When nothing in it can be judged.
pub(crate) fn read(text: &str, shape: &Shape) -> Result<Document, Box<Problem>> {
    if text.len() > MAX_BYTES {
        return Err(Box::new(messages::too_large(text.len())));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut places = Places::new(text);
    let (root, errors) = toml::de::DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let at = error.span().map(|span| span.start);
            messages::syntax(error.message(), line_around(text, at), at.map(|at| places.at(at)))
        })
        .collect();
    let whole = problems.is_empty();
    let mut walk = walk::Walk {
        places: &mut places,
        root: shape,
        problems: Found::default(),
        broken: Broken::default(),
    };
    let tree = walk.table("", root.get_ref(), root.span().start, shape);
    let (found, broken) = (walk.problems.into_inner(), walk.broken);
    problems.extend(found.into_iter().filter(|problem| whole || problem.rule == "unknown-key"));
    Ok(Document { tree, places, broken, problems, whole })
}

/// The line in which an offset stands.
fn line_around(text: &str, at: Option<usize>) -> &str {
    let Some((before, after)) = at.and_then(|at| text.split_at_checked(at)) else { return "" };
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = before.len() + after.find('\n').unwrap_or(after.len());
    text.get(start..end).unwrap_or_default()
}

/// The problem of a file that is not text.
pub(crate) fn not_text(bytes: &[u8], valid_up_to: usize) -> Problem {
    let before = bytes.get(..valid_up_to).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let place = Places::new(&before).at(before.len());
    messages::not_text(place)
}

/// The problem of a tree that passed its shape and still could not be read: a mistake of the program, said aloud.
pub(crate) fn unreadable(detail: &str) -> Problem {
    messages::unreadable(detail)
}

/// Sorts problems by their place in the file; those about the whole file come first.
pub(crate) fn in_order(problems: &mut Vec<Problem>) {
    let key = |problem: &Problem| problem.place.map_or((0, 0), |Place { line, column }| (line, column));
    problems.sort_by(|a, b| key(a).cmp(&key(b)).then(a.severity.cmp(&b.severity)).then(a.rule.cmp(b.rule)));
    problems.dedup();
}

/// Whether any problem keeps the file from being used.
pub(crate) fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
