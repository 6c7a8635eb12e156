//! From the text of a statement to its effective rules and its problems.

use super::{
    Rules,
    check::{Check, Index, Settled},
    claims, effective,
    model::Statement,
};
use crate::{
    diagnostics::{Found, Problem},
    document::{self, Document, Shape},
    law::{LawPack, Laws},
    text::Text,
};
use jiff::civil::Date;
use std::sync::LazyLock;

/// What came of reading a statement.
#[derive(Debug, Clone)]
pub struct Read {
    /// The effective rules; `None` when any problem is an error.
    pub rules: Option<Rules>,
    /// All that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// What would be a decision needed, had the statement not recorded it.
    pub settled: Vec<Settled>,
}

impl Read {
    /// A file that could not be judged, with why.
    #[must_use]
    pub const fn unread(problems: Vec<Problem>) -> Self {
        Self { rules: None, problems, settled: Vec::new() }
    }
}

/// What a statement may hold.
pub(super) static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Statement>);

/// Reads a statement and compiles it with the law as it stands `on` a day. Never fails: what is wrong is in the list,
/// all of it at once.
#[must_use]
pub fn read(text: &str, law: &LawPack, on: Date) -> Read {
    read_among(text, &Laws::new(law.clone(), Vec::new()), on)
}

/// Reads a statement with the law pack that it names.
#[must_use]
pub fn read_among(text: &str, laws: &Laws, on: Date) -> Read {
    let document = match document::read(text, &SHAPE) {
        Ok(document) => document,
        Err(problem) => return Read::unread(vec![*problem]),
    };
    let written = match serde_json::from_value::<Statement>(document.tree.clone()) {
        Ok(statement) => statement,
        Err(error) => {
            let mut problems = document.problems;
            problems.push(document::unreadable(&error.to_string()));
            return Read::unread(problems);
        }
    };
    let law = laws.named(&written.register.law);
    let (mut problems, settled) = judge(&document, &written, (law, laws), on);
    let mut rules = (!document::has_errors(&problems)).then(|| Rules::new(written, law.clone(), on));
    if let Some(whole) = &rules {
        let unknown = unknown_sentences(&document, whole);
        if !unknown.is_empty() {
            problems.extend(unknown);
            rules = None;
        }
    }
    document::in_order(&mut problems);
    Read { rules, problems, settled }
}

/// Sentences that measures are said to show and that the notice does not have: only effective rules tell which it has.
fn unknown_sentences(document: &Document, rules: &Rules) -> Vec<Problem> {
    let measures = &rules.statement().measures;
    if measures.iter().all(|measure| measure.sentences.is_empty()) {
        return Vec::new();
    }
    let known = claims::claims(rules);
    let mut problems = Vec::new();
    for (at, measure) in measures.iter().enumerate() {
        for (number, name) in measure.sentences.iter().enumerate() {
            if !known.iter().any(|claim| claim.id == *name) {
                let mut problem = no_such_sentence(name);
                problem.place = document.places.of(&format!("measure[{at}].sentences[{number}]"));
                problems.push(problem);
            }
        }
    }
    problems
}

fn no_such_sentence(name: &str) -> Problem {
    Problem::error(
        "measure-sentence-unknown",
        Text {
            fi: format!("Julkaistussa selosteessa ei ole kohtaa ”{name}”, jonka toimen näyttö osoittaisi."),
            sv: format!(
                "Den publicerade beskrivningen har ingen punkt ”{name}” som åtgärdens bevisning skulle styrka."
            ),
            en: format!(
                "The published notice has no sentence “{name}” that the evidence of the measure could show."
            ),
        },
        Text::new(
            "Kohtien nimet näkee komennolla seloste notice TIEDOSTO --format html (id=...) tai todistusraportista.",
            "Punkternas namn syns med kommandot seloste notice FIL --format html (id=...) eller i bevisrapporten.",
            "See the names with seloste notice FILE --format html (id=...), or in the proof report.",
        ),
    )
}

fn judge(
    document: &Document,
    written: &Statement,
    (law, laws): (&LawPack, &Laws),
    on: Date,
) -> (Vec<Problem>, Vec<Settled>) {
    let mut problems = document.problems.clone();
    let mut settled = Vec::new();
    // Of a file that is not whole nothing can be said to be missing.
    if document.whole {
        let mut filled = written.clone();
        effective::fill_in(&mut filled);
        let index = Index::of(&filled);
        let mut check = Check {
            written,
            filled: &filled,
            law,
            laws,
            on,
            document,
            index: &index,
            problems: Found::default(),
        };
        settled = check.all();
        problems.extend(check.problems.into_inner());
    }
    (problems, settled)
}

/// Reads a statement from bytes that may not be text at all.
#[must_use]
pub fn read_bytes(bytes: &[u8], laws: &Laws, on: Date) -> Read {
    match std::str::from_utf8(bytes) {
        Ok(text) => read_among(text, laws, on),
        Err(error) => Read::unread(vec![document::not_text(bytes, error.valid_up_to())]),
    }
}
