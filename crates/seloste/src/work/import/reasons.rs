//! Why rows failed: each reason once, by number, so that a hundred thousand rows with one fault take little room.

use crate::store::batch::Reason;
use seloste_gate::{errors::ItemProblem, errors::Refusal};
use seloste_register::{diagnostics::Problem, import::CellProblem, text::Text};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What is wrong with a row, for people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Why {
    /// Name of the rule.
    pub rule: String,
    /// Header of the column, or the item; empty when the whole row is meant.
    pub column: String,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub remedy: Text,
}

/// Whether the statement says no, or something is wrong with the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The statement says no.
    Refused,
    /// The row can't be read or is wrong.
    Error,
}

impl Fault {
    /// The number in the `import_failure` table.
    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Refused => 5,
            Self::Error => 6,
        }
    }
}

impl Why {
    fn of_problem(column: &str, problem: &Problem) -> Self {
        Self {
            rule: problem.rule.to_owned(),
            column: column.to_owned(),
            what: problem.what.clone(),
            remedy: problem.remedy.clone(),
        }
    }
    /// A problem that was found while the row was read.
    pub(super) fn of_cell(problem: &CellProblem) -> Self {
        Self::of_problem(problem.column.as_deref().unwrap_or_default(), &problem.problem)
    }
    /// A problem that the gate found.
    pub(super) fn of_item(problem: &ItemProblem) -> Self {
        Self::of_problem(&problem.item, &problem.problem)
    }
    /// A refusal.
    pub(super) fn of_refusal(refusal: &Refusal) -> Self {
        let remedy = Text::new(
            "Katso rekisteriselosteesta, mitä saa tuoda ja mistä lähteestä.",
            "Se i registerbeskrivningen vad som får föras in och från vilken källa.",
            "See in the statement what may be brought in, and from which source.",
        );
        Self {
            rule: refusal.code.as_str().to_owned(),
            column: String::new(),
            what: refusal.words.clone(),
            remedy,
        }
    }
}

/// Whether a rule is the statement's word rather than a slip in the file.
pub(super) fn fault_of(rule: &str) -> Fault {
    match rule {
        "identity-code" | "card-number" | "account-number" | "too-many-values" | "number-used" => {
            Fault::Refused
        }
        _ => Fault::Error,
    }
}

/// The reasons of one batch.
#[derive(Default)]
pub(super) struct Reasons {
    numbers: HashMap<Why, i64>,
    list: Vec<Why>,
}

impl Reasons {
    /// Reasons that were written down before.
    pub(super) fn known(stored: Vec<Reason>) -> Self {
        let mut reasons = Self::default();
        for reason in stored {
            let whys = why(&reason);
            reasons.number(whys);
        }
        reasons
    }
    /// The number of a reason; a new one gets the next.
    pub(super) fn number(&mut self, why: Why) -> i64 {
        let next = i64::try_from(self.list.len()).unwrap_or(i64::MAX) + 1;
        *self.numbers.entry(why).or_insert_with_key(|why| {
            self.list.push(why.clone());
            next
        })
    }
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    /// Reasons after the first `known`, as rows.
    pub(super) fn after(&self, known: usize) -> impl Iterator<Item = Reason> + '_ {
        self.list.iter().enumerate().skip(known).map(|(at, why)| row(at, why))
    }
    /// All of them, in the order of their numbers, which begin at 1.
    pub(super) fn into_list(self) -> Vec<Why> {
        self.list
    }
    pub(super) fn get(&self, number: i64) -> Option<&Why> {
        self.list.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }
}

fn row(at: usize, why: &Why) -> Reason {
    Reason {
        id: i64::try_from(at).unwrap_or(i64::MAX) + 1,
        rule: why.rule.clone(),
        column: why.column.clone(),
        // A struct of strings always becomes JSON.
        words: serde_json::to_string(&(&why.what, &why.remedy)).unwrap_or_default(),
    }
}

/// A stored reason in words.
pub(super) fn why(reason: &Reason) -> Why {
    let blank = || (Text::new("", "", ""), Text::new("", "", ""));
    let (what, remedy) = serde_json::from_str(&reason.words).unwrap_or_else(|_| blank());
    Why { rule: reason.rule.clone(), column: reason.column.clone(), what, remedy }
}
