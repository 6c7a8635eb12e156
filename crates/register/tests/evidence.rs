//! What evidence on record makes of a statement: measures that may be stated as facts, and what stops when theirs has lapsed.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{load, rules};
use jiff::civil::date;
use seloste_register::{
    id::{MeasureId, RecipientId},
    statement::{Rules, evidence::Shown, notice},
    text::Lang,
};

const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");

/// The sample with keys added to its first measure, `locked-premises`, whose evidence is of 2026.
fn with(keys: &str) -> String {
    RETAIL.replacen("id = \"locked-premises\"", &format!("id = \"locked-premises\"\n{keys}"), 1)
}

fn id() -> MeasureId {
    MeasureId::new("locked-premises").unwrap()
}

fn shown(rules: &Rules) -> Shown {
    rules.shown(rules.statement().measures.iter().find(|one| one.id == id()).unwrap())
}

#[test]
fn r1_043_what_the_statement_says_of_itself_is_no_evidence_where_it_runs() {
    let file = rules(RETAIL);
    let Shown::Shown(day) = shown(&file) else { unreachable!("the file names a day in date") };
    let runs = file.clone().with_evidence([].into());
    assert_eq!(shown(&runs), Shown::Stated(day));
    let page = notice::html(&runs, Lang::En);
    assert!(page.contains("id=\"measures-stated\"") && !page.contains("id=\"measures\""), "{page}");
    let recorded = file.with_evidence([(id(), date(2026, 11, 1))].into());
    assert_eq!(shown(&recorded), Shown::Shown(date(2026, 11, 1)));
    let old = rules(&RETAIL.replace("evidence = 2026", "evidence = 2016"));
    assert_eq!(shown(&old.with_evidence([(id(), date(2017, 1, 1))].into())), Shown::Not);
}

#[test]
fn a_lapsed_measure_stops_what_it_says_and_nothing_else() {
    let text = with("stops = [\"recipient.service-company\", \"role.marketer\", \"purpose.delivery\"]");
    let recipient = RecipientId::new("service-company").unwrap();
    let fine = rules(&text).with_evidence([].into());
    assert!(!fine.is_stopped("recipient", &recipient));
    let lapsed = rules(&text.replace("evidence = 2026", "evidence = 2016")).with_evidence([].into());
    assert!(lapsed.is_stopped("recipient", &recipient));
    let grants = |rules: &Rules, role: &str| {
        rules.statement().roles.iter().find(|one| one.id.as_str() == role).unwrap().grants.len()
    };
    assert_eq!(grants(&lapsed, "marketer"), 0);
    assert_eq!(grants(&lapsed, "service-agent"), grants(&fine, "service-agent"));
    let delivers = |rules: &Rules| {
        let grants = rules.statement().roles.iter().flat_map(|role| &role.grants);
        grants.filter(|grant| grant.purposes.iter().any(|one| one.as_str() == "delivery")).count()
    };
    assert!(delivers(&fine) > 0 && delivers(&lapsed) == 0);
    assert!(lapsed.tightened().len() > fine.tightened().len(), "the notice says so");
    let again = rules(&text).with_evidence([(id(), date(2026, 11, 20))].into());
    assert!(!again.is_stopped("recipient", &recipient));
}

#[test]
fn a_measure_names_what_there_is() {
    for (keys, rule) in [
        ("stops = [\"role.nobody\"]", "measure-stops-nothing"),
        ("stops = [\"marketer\"]", "measure-stops-nothing"),
        ("sentences = [\"no-such-sentence\"]", "measure-sentence-unknown"),
    ] {
        let read = load(&with(keys));
        assert!(read.rules.is_none(), "{keys}");
        let found = read.problems.iter().find(|one| one.rule == rule).unwrap();
        assert!(found.place.is_some(), "{keys}: where");
    }
    assert!(load(&with("sentences = [\"controller-name\", \"balance\"]")).rules.is_some());
}
