//! The law pack of Finland says what the law says, with its dates and sources.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use jiff::civil::{Date, date};
use seloste_register::{
    law::{LawPack, MarketingNeed, TerritoryStatus},
    statement::{
        model::{Anchor, Channel, GroupKind, Retention, RetentionAction},
        read,
    },
};

const FI: &str = include_str!("../../../law/fi.toml");
const SE: &str = include_str!("../../../law/se.toml");
const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");

fn law() -> LawPack {
    LawPack::read(FI).unwrap()
}

fn status(country: &str, on: Date) -> Option<TerritoryStatus> {
    law().territory(country, on).map(|territory| territory.status)
}

#[test]
fn rules_of_the_union_are_the_same_in_every_pack() {
    let (fi, se) = (law(), LawPack::read(SE).unwrap());
    assert_eq!(fi.territories, se.territories);
    assert_eq!(fi.deadlines, se.deadlines);
    assert_eq!(fi.fees, se.fees);
    let complaint = |pack: &LawPack| {
        let others = pack.rights.iter().filter(|right| right.id != "complaint");
        others.cloned().collect::<Vec<_>>()
    };
    assert_eq!(complaint(&fi), complaint(&se));
}

#[test]
fn vouchers_are_kept_for_seven_years_in_sweden_and_six_in_finland() {
    let on = date(2026, 11, 22);
    let kept = |pack: &LawPack| pack.floor("bookkeeping-voucher", on).map(|floor| floor.keep.clone());
    assert_eq!(kept(&law()).as_deref(), Some("P6Y"));
    assert_eq!(kept(&LawPack::read(SE).unwrap()).as_deref(), Some("P7Y"));
}

#[test]
fn the_united_kingdom_left_and_its_adequacy_has_an_end() {
    assert_eq!(status("GB", date(2019, 6, 1)), Some(TerritoryStatus::Eu));
    assert_eq!(status("GB", date(2021, 1, 1)), Some(TerritoryStatus::Adequacy));
    assert_eq!(status("GB", date(2025, 12, 28)), Some(TerritoryStatus::Adequacy));
    assert_eq!(status("GB", date(2032, 1, 1)), None);
    assert!(!law().in_eea("GB", date(2026, 11, 22)));
}

#[test]
fn the_area_has_its_thirty_countries() {
    let law = law();
    let on = date(2026, 11, 22);
    let all = law.territories.iter().flat_map(|territory| &territory.countries);
    assert_eq!(all.filter(|country| law.in_eea(country, on)).count(), 30, "27 of the Union and three");
    assert_eq!(status("IN", on), None);
    assert_eq!(status("US", on), Some(TerritoryStatus::PartialAdequacy));
}

#[test]
fn electronic_marketing_to_persons_needs_consent() {
    let need = |channel, kind| law().marketing(channel, kind, date(2026, 11, 22)).map(|rule| rule.needs);
    assert_eq!(need(Channel::Email, GroupKind::Person), Some(MarketingNeed::Consent));
    assert_eq!(need(Channel::Text, GroupKind::ContactPerson), Some(MarketingNeed::Consent));
    assert_eq!(need(Channel::Post, GroupKind::Person), Some(MarketingNeed::NoProhibition));
    assert_eq!(need(Channel::Email, GroupKind::Organisation), Some(MarketingNeed::NoProhibition));
}

#[test]
fn a_rule_without_source_or_date_of_checking_does_not_load() {
    let sourceless = FI.replacen("source = \"GDPR Art. 12(3)\"\n", "", 1);
    let undated = FI.replacen("checked = 2026-11-22\n", "", 1);
    for text in [sourceless, undated] {
        let problems = LawPack::read(&text).expect_err("a rule without its origin");
        assert_eq!(problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["missing-key"]);
    }
}

#[test]
fn a_length_in_words_does_not_load_in_a_law_pack_either() {
    let problems = LawPack::read(&FI.replacen("\"P6Y\"", "\"six years\"", 1)).expect_err("a length in words");
    assert_eq!(problems[0].rule, "retention-not-a-length");
    assert!(problems[0].place.is_some());
}

#[test]
fn every_right_of_the_regulation_is_there() {
    let rights: Vec<String> = law().rights.iter().map(|right| right.source.clone()).collect();
    for article in ["7(3)", "15", "16", "17", "18", "20", "21(1)", "21(2)", "22", "77"] {
        assert!(rights.iter().any(|source| source.contains(&format!("Art. {article}"))), "{article}");
    }
}

#[test]
fn r1_012_a_voucher_is_kept_six_years_from_the_end_of_the_year_in_which_the_financial_year_ended() {
    let on = date(2026, 11, 22);
    let retail = read(RETAIL, &law(), on).rules.unwrap();
    let webshop = read(WEBSHOP, &law(), on).rules.unwrap();
    let voucher = Retention {
        keep: "P6Y".to_owned(),
        after: Anchor::ObjectDate,
        floor: Some("bookkeeping-voucher".to_owned()),
        why: None,
        at_latest: None,
        action: RetentionAction::Erase,
    };
    // The year of the retail company is the calendar year; that of the web shop ends with June.
    assert_eq!(retail.kept_until(&voucher, date(2026, 3, 5)), Some(date(2032, 12, 31)));
    assert_eq!(webshop.kept_until(&voucher, date(2026, 6, 30)), Some(date(2032, 12, 31)));
    assert_eq!(webshop.kept_until(&voucher, date(2026, 7, 1)), Some(date(2033, 12, 31)));
    let plain = Retention { floor: None, ..voucher.clone() };
    assert_eq!(webshop.kept_until(&plain, date(2026, 7, 1)), Some(date(2032, 7, 1)));
    let longer = Retention { keep: "P10Y".to_owned(), ..voucher };
    assert_eq!(
        webshop.kept_until(&longer, date(2026, 7, 1)),
        Some(date(2036, 7, 1)),
        "a longer promise stands"
    );
}

#[test]
fn a_law_pack_that_nobody_has_checked_for_a_year_is_noted() {
    let rules = |on| read(RETAIL, &law(), on).problems.iter().map(|problem| problem.rule).collect::<Vec<_>>();
    assert!(!rules(date(2027, 11, 22)).contains(&"law-not-checked-lately"));
    assert!(rules(date(2027, 11, 23)).contains(&"law-not-checked-lately"));
}

#[test]
fn a_child_of_thirteen_may_consent_to_services_of_the_information_society() {
    assert_eq!(law().age("information-society-consent", date(2026, 11, 22)), Some(13));
    assert_eq!(law().age("information-society-consent", date(2018, 12, 31)), None);
}
