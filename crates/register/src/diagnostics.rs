//! Problems: what is wrong with input, where, and what to do about it.

use crate::text::Text;
use serde::Serialize;

/// How bad a problem is (a statement with an error can't be activated).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Can't be activated.
    Error,
    /// Can be activated with a recorded decision.
    Decision,
    /// Worth knowing.
    Note,
}

/// A place in a file: 1-based line and column (in characters).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One problem with a statement, an item's value or an imported row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the rule that found it, such as `item-without-purpose`.
    pub rule: &'static str,
    /// Where it stands; `None` when it concerns the whole input.
    pub place: Option<Place>,
    /// Where the other passage stands, when two disagree.
    pub also: Option<Place>,
    /// What is wrong.
    pub what: Text,
    /// What to do about it.
    pub remedy: Text,
    /// The passages of a statement that it is about, by names that stay when lines move. Where two disagree the first is
    /// the less protective one. Empty for other input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<String>,
}

impl Problem {
    /// A problem that keeps the input from being used; it has no place yet.
    #[must_use]
    pub fn error(rule: &'static str, what: Text, remedy: Text) -> Self {
        Self { severity: Severity::Error, rule, place: None, also: None, what, remedy, passages: Vec::new() }
    }

    /// A problem that somebody has to decide about; it has no place yet.
    #[must_use]
    pub fn decision(rule: &'static str, what: Text, remedy: Text) -> Self {
        Self { severity: Severity::Decision, ..Self::error(rule, what, remedy) }
    }

    /// Something worth knowing; it has no place yet.
    #[must_use]
    pub fn note(rule: &'static str, what: Text, remedy: Text) -> Self {
        Self { severity: Severity::Note, ..Self::error(rule, what, remedy) }
    }
}

/// Problems as they are found. Of each severity so many are kept that a person can still read them: a file can hold
/// more mistakes than that, but not more that are worth listing before the first are mended.
#[derive(Debug, Default)]
pub(crate) struct Found {
    problems: Vec<Problem>,
    counts: [usize; 3],
}

/// How many problems of one severity are kept.
const MOST: usize = 1000;

impl Found {
    /// Keeps a problem, unless there are too many of its severity already.
    pub(crate) fn push(&mut self, problem: Problem) {
        let count = self.counts.get_mut(problem.severity as usize);
        if let Some(count) = count.filter(|count| **count < MOST) {
            *count += 1;
            self.problems.push(problem);
        }
    }

    /// Whether another problem of a severity would be kept.
    pub(crate) fn has_room(&self, severity: Severity) -> bool {
        self.counts.get(severity as usize).is_some_and(|count| *count < MOST)
    }

    /// Whether any problem so far is of a kind.
    pub(crate) fn any(&self, is: impl Fn(&Problem) -> bool) -> bool {
        self.problems.iter().any(is)
    }

    /// The problems.
    pub(crate) fn into_inner(self) -> Vec<Problem> {
        self.problems
    }
}
