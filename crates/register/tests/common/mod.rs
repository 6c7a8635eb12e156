//! Statements as tests read them: with the law pack in force, on one day.

use seloste_register::{
    diagnostics::{Problem, Severity},
    law::{LawPack, Laws},
    statement::{Read, Rules, read_among},
};

/// The day.
const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

/// The law pack in force.
pub(crate) fn law() -> LawPack {
    LawPack::read(include_str!("../../../../law/fi.toml")).expect("the law pack is sound")
}

/// A statement with its problems.
pub(crate) fn load(text: &str) -> Read {
    let sweden = LawPack::read(include_str!("../../../../law/se.toml")).expect("the law pack is sound");
    read_among(text, &Laws::new(law(), vec![sweden]), ON)
}

/// The rules of a statement that has no errors.
pub(crate) fn rules(text: &str) -> Rules {
    let read = load(text);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.rules.expect("a statement without errors has rules")
}

/// Problems as `severity rule line`, to compare at a glance.
#[allow(dead_code, reason = "not every test compares whole lists")]
pub(crate) fn short(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|p| format!("{:?} {} {}", p.severity, p.rule, p.place.map_or(0, |place| place.line)))
        .collect()
}
