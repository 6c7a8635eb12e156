//! Changes of a statement's text keep everything else as it stood.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

use jiff::civil::date;
use seloste_register::{
    law::LawPack,
    statement::{
        amend::{Decided, with_decision},
        read,
    },
};

const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");

#[test]
fn a_decision_is_added_and_no_other_byte_changes() {
    let passages =
        ["group-company.example-retail-holdings.country", "disclosure.outside-eea"].map(str::to_owned);
    let decided = Decided {
        rule: "company-outside-eea",
        passages: &passages,
        yields: Some("group-company.example-retail-holdings.country"),
        who: "Aino Malli",
        when: date(2026, 11, 22),
        why: "Emoyhtiö ei saa tietoja.",
        review: date(2027, 11, 1),
    };
    let text = with_decision(RETAIL, &decided).unwrap();
    assert!(text.starts_with(RETAIL.trim_end()), "the rest of the file changed");
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    let read = read(&text, &law, date(2026, 11, 22));
    let problems = read.problems;
    let rules = read.rules.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(rules.statement().decisions.iter().any(|one| one.who == "Aino Malli"));
    assert_eq!(with_decision("not = [ toml", &decided), None);
}
