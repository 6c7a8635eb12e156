//! Changes of a statement's text keep everything else as it stood.

use jiff::civil::date;
use seloste_register::{
    law::LawPack,
    statement::{
        amend::{Decided, Kind, NotAmended, fields, passages, set, with_decision},
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
    let same = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let turned = |text: &str| text.chars().rev().collect::<String>();
    let before = same(RETAIL, &text);
    let after = same(&turned(RETAIL), &turned(&text));
    assert!(text.len() > RETAIL.len() && before + after >= RETAIL.len(), "the rest of the file changed");
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    let read = read(&text, &law, date(2026, 11, 22));
    let problems = read.problems;
    let rules = read.rules.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(rules.statement().decisions.iter().any(|one| one.who == "Aino Malli"));
    assert_eq!(with_decision("not = [ toml", &decided), None);
}

#[test]
fn one_key_changes_and_every_comment_stays() {
    let name = ["Puhelin".to_owned(), "Telefon".to_owned(), "Telephone".to_owned()];
    let text = set(RETAIL, "item.phone", ("name", &name)).unwrap();
    let differing: Vec<(&str, &str)> =
        RETAIL.lines().zip(text.lines()).filter(|(was, is)| was != is).collect();
    assert_eq!(differing.len(), 1, "{differing:#?}");
    assert!(differing.first().unwrap().1.contains("Telephone"));
    assert_eq!(RETAIL.lines().count(), text.lines().count());
    // A table of its own stays one.
    let about = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
    let text = set(RETAIL, "register", ("about", &about)).unwrap();
    assert!(text.contains("[register.about]\nfi = \"A\"\nsv = \"B\"\nen = \"C\""));
}

#[test]
fn setting_every_field_to_what_it_says_changes_nothing() {
    let outline = passages(RETAIL);
    assert!(outline.len() > 60, "{}", outline.len());
    for passage in outline {
        for field in fields(RETAIL, &passage.about).unwrap() {
            assert_eq!(
                set(RETAIL, &passage.about, (&field.path, &field.values)).unwrap(),
                RETAIL,
                "{field:?}"
            );
        }
    }
}

#[test]
fn keys_come_and_go_and_what_does_not_fit_is_refused() {
    let one = |value: &str| vec![value.to_owned()];
    let text = set(RETAIL, "item.phone", ("required", &one("true"))).unwrap();
    assert!(text.contains("required = true"));
    let text = set(&text, "item.phone", ("retention.keep", &one("P7Y"))).unwrap();
    let text = set(&text, "item.phone", ("retention.after", &one("relationship-end"))).unwrap();
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    assert!(read(&text, &law, date(2026, 11, 22)).rules.is_some());
    let keep = fields(&text, "item.phone")
        .unwrap()
        .into_iter()
        .find(|field| field.path == "retention.keep")
        .unwrap();
    assert_eq!((keep.kind, keep.values), (Kind::Text, one("P7Y")));
    let text = set(&text, "item.phone", ("retention.keep", &[])).unwrap();
    let text = set(&text, "item.phone", ("retention.after", &[])).unwrap();
    assert!(!text.contains("P7Y"), "an empty table was left");
    assert_eq!(set(&text, "item.phone", ("max-values", &one("many"))), Err(NotAmended::NotFitting));
    assert_eq!(set(&text, "item.no-such", ("name", &one("x"))), Err(NotAmended::NoPassage));
    assert_eq!(set(&text, "item.phone", ("id", &one("x"))), Err(NotAmended::NoPassage));
    assert_eq!(set("= [", "item.phone", ("name", &one("x"))), Err(NotAmended::NoToml));
}
