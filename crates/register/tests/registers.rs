//! The registers in `registers/` load without errors.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

use seloste_register::{
    diagnostics::Severity,
    law::LawPack,
    statement::{Read, read},
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn load(text: &str) -> Read {
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    read(text, &law, ON)
}

fn free_of_errors(text: &str) {
    let read = load(text);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.rules.expect("a statement without errors has rules");
}

#[test]
fn the_retail_register_has_no_errors() {
    free_of_errors(include_str!("../../../registers/retail-customers.toml"));
}

#[test]
fn the_webshop_register_has_no_errors() {
    free_of_errors(include_str!("../../../registers/webshop-customers.toml"));
}
