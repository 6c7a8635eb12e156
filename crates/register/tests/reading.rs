//! Whatever text is handed in, reading ends with an answer: rules or problems, never a panic.
#![expect(clippy::expect_used, clippy::string_slice, reason = "a test says what went wrong by failing")]

use proptest::prelude::*;
use seloste_register::{
    diagnostics::Severity,
    law::{LawPack, Laws},
    statement::{matrix, notice, read, read_bytes},
    text::Lang,
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");
const SMALL: &str = include_str!("../../../registers/broken/good.toml");
const LAW: &str = include_str!("../../../law/fi.toml");

fn law() -> LawPack {
    LawPack::read(LAW).expect("the law pack is sound")
}

/// Reads, and checks what must hold of any answer: rules or an error, and every place inside the text.
fn sound(text: &str) {
    let read = read(text, &law(), ON);
    let errors = read.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    assert_eq!(read.rules.is_some(), errors == 0);
    if let Some(rules) = &read.rules {
        assert!(!matrix(rules).is_empty());
        for lang in Lang::ALL {
            assert!(!notice::html(rules, lang).is_empty() && !notice::markdown(rules, lang).is_empty());
        }
    }
    let lines = text.split('\n').count();
    for place in read.problems.iter().filter_map(|problem| problem.place) {
        assert!((1..=lines).contains(&place.line) && place.column >= 1, "{place:?} of {lines} lines");
    }
}

/// A good statement with one piece taken out and another put in somewhere.
fn torn(cut: usize, length: usize, put: &str) -> String {
    let mut chars: Vec<char> = SMALL.chars().collect();
    let cut = cut % chars.len();
    let end = (cut + length).min(chars.len());
    chars.splice(cut..end, put.chars());
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,300}") {
        sound(&text);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let read = read_bytes(&bytes, &Laws::new(law(), Vec::new()), ON);
        prop_assert!(read.rules.is_none());
    }

    #[test]
    fn a_torn_statement_never_panics(cut in any::<usize>(), length in 0_usize..80, put in "[\\[\\]{}=\",.#a-z0-9\n -]{0,12}") {
        sound(&torn(cut, length, &put));
    }

    #[test]
    fn a_statement_without_some_of_its_lines_never_panics(keep in proptest::collection::vec(any::<bool>(), 110)) {
        let kept: Vec<&str> = SMALL.lines().zip(&keep).filter(|(_, keep)| **keep).map(|(line, _)| line).collect();
        sound(&kept.join("\n"));
    }

    #[test]
    fn an_arbitrary_law_pack_never_panics(cut in any::<usize>(), length in 0_usize..200) {
        let chars: Vec<char> = LAW.chars().collect();
        let cut = cut % chars.len();
        let text: String = chars.iter().take(cut).chain(chars.iter().skip(cut + length)).collect();
        let _: Result<_, _> = LawPack::read(&text);
    }
}

#[test]
fn a_statement_nested_ten_thousand_deep_is_refused_and_not_followed() {
    sound(&format!("x = {}", "[".repeat(10_000)));
    sound(&format!("x = {}", "{a=".repeat(10_000)));
    sound(&format!("[{}]", "a.".repeat(20_000)));
    sound(&format!("{}a = 1", "a.".repeat(20_000)));
}

#[test]
fn a_file_cut_anywhere_is_read_as_far_as_it_goes() {
    for (at, _) in WEBSHOP.char_indices().step_by(1499) {
        sound(&WEBSHOP[..at]);
    }
}

#[test]
fn reading_is_deterministic() {
    let (one, two) = (read(WEBSHOP, &law(), ON), read(WEBSHOP, &law(), ON));
    assert_eq!(one.problems, two.problems);
}

/// Hostile statements: checking them takes time in proportion, and the list of problems
/// stays one that a person can read.
#[test]
fn a_file_of_mistakes_is_read_in_time_and_its_problems_stay_countable() {
    let many = |count: usize, one: fn(usize) -> String| (0..count).map(one).collect::<String>();
    let names = |count: usize| (0..count).map(|at| format!("\"p{at}\"")).collect::<Vec<_>>().join(",");
    let text = "{fi=\"a\",sv=\"a\",en=\"a\"}";
    let purposes: String =
        (0..800).map(|at| format!("[[purpose]]\nid=\"p{at}\"\nname={text}\nbasis=\"contract\"\n")).collect();
    let wide = format!(
        "{purposes}[[category]]\nid=\"c\"\nname={text}\npurposes=[{}]\n{}[[role]]\nid=\"r\"\nname={text}\nscope=\"all\"\n{}",
        names(800),
        (0..900)
            .map(|at| format!("[[item]]\nid=\"i{at}\"\nname={text}\ntype=\"flag\"\ncategory=\"c\"\n"))
            .collect::<String>(),
        format!("[[role.grant]]\npurposes=[{}]\nread=[{}]\n", names(800), "\"c\",".repeat(800)).repeat(2),
    );
    let hostile = [
        many(30_000, |at| format!("k{at}=1\n")),
        many(12_000, |_| "[[item]]\n".to_owned()),
        many(8_000, |at| format!("[[item]]\nid=\"i{at}\"\n")),
        format!("[[role]]\n[[role.grant]]\npurposes=[{}]\n", "\"nobody\",".repeat(50_000)),
        format!("[{}]", "a".repeat(500_000)),
        format!("a = \"{}\"", "\u{202e}ä".repeat(90_000)),
        wide,
    ];
    for text in hostile {
        assert!(text.len() < 512 * 1024, "{}", text.len());
        sound(&text);
        assert!(read(&text, &law(), ON).problems.len() <= 4_000);
    }
}
