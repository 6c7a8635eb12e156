//! The registers in `registers/` load without errors, and say what they are known to say.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

use seloste_register::{
    diagnostics::{Problem, Severity},
    law::LawPack,
    statement::{Read, Rules, read},
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);
const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");

fn law() -> LawPack {
    LawPack::read(include_str!("../../../law/fi.toml")).unwrap()
}

fn load(text: &str) -> Read {
    read(text, &law(), ON)
}

fn rules(text: &str) -> Rules {
    let read = load(text);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.rules.expect("a statement without errors has rules")
}

/// Problems as `severity rule line`, to compare at a glance.
fn short(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|p| format!("{:?} {} {}", p.severity, p.rule, p.place.map_or(0, |place| place.line)))
        .collect()
}

#[test]
fn the_retail_register_has_no_errors() {
    rules(RETAIL);
    assert_eq!(
        short(&load(RETAIL).problems),
        ["Decision company-outside-eea 67", "Note measure-unproven 873"]
    );
}

#[test]
fn the_webshop_register_has_no_errors() {
    rules(WEBSHOP);
    let expected = [
        "Note prohibition-stops-nothing 748",
        "Note prohibition-stops-nothing 758",
        "Note prohibition-stops-nothing 763",
        "Note measure-unproven 788",
        "Note measure-unproven 794",
    ];
    assert_eq!(short(&load(WEBSHOP).problems), expected);
}
