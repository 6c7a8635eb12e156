//! The registers of customers, of a newsletter and of a service company: clean, and as their old texts were. Tests are named
//! after the claims that they show.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use jiff::civil::{Date, date};
use seloste_register::{
    diagnostics::Severity,
    id::PurposeId,
    law::{LawPack, MarketingNeed},
    right::{RightKind, case::Terms, clock::Clock},
    statement::{
        Origin, Read, Rules,
        model::{
            Anchor, AnswerForm, Channel, CompanyRole, Customers, GroupKind, IdentityMethod, ItemType,
            OutsideEea, Purpose, Territory,
        },
        read,
    },
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);
const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const NEWSLETTER: &str = include_str!("../../../registers/newsletter.toml");
const CALLS: &str = include_str!("../../../registers/call-recordings.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");
const SERVICE: &str = include_str!("../../../registers/service-customers.toml");
const AS_WERE: [&str; 4] = [
    include_str!("../../../registers/faithful/retail-customers.toml"),
    include_str!("../../../registers/faithful/newsletter.toml"),
    include_str!("../../../registers/faithful/webshop-customers.toml"),
    include_str!("../../../registers/faithful/service-customers.toml"),
];

fn load(text: &str) -> Read {
    read(text, &LawPack::read(include_str!("../../../law/fi.toml")).unwrap(), ON)
}

fn rules(text: &str) -> Rules {
    load(text).rules.unwrap()
}

fn purpose(rules: &Rules, id: &str) -> Purpose {
    rules.purpose(&PurposeId::new(id).unwrap()).unwrap().clone()
}

fn need(rules: &Rules, id: &str, channel: Channel, kind: GroupKind, bought: Customers) -> MarketingNeed {
    rules.marketing_need(&purpose(rules, id), channel, kind, bought).needs
}

#[test]
fn the_clean_registers_leave_nothing_to_decide() {
    for text in [RETAIL, NEWSLETTER, WEBSHOP, SERVICE] {
        let open: Vec<_> =
            load(text).problems.into_iter().filter(|one| one.severity != Severity::Note).collect();
        assert!(open.is_empty(), "{open:#?}");
    }
}

#[test]
fn the_faithful_copies_pass_only_with_the_decisions_that_they_record() {
    for text in AS_WERE {
        let read = load(text);
        assert!(read.problems.iter().all(|one| one.severity == Severity::Note), "{:#?}", read.problems);
        assert!(read.settled.len() >= 5, "each says what it settled");
        let (before, _) = text
            .split_once("# ---- decisions")
            .unwrap_or_else(|| text.split_at(text.find("\n[[decision]]").unwrap()));
        let asked = load(before).problems.iter().filter(|one| one.severity == Severity::Decision).count();
        assert!(asked >= 4, "without decisions it asks for them");
    }
}

#[test]
fn r1_002_one_controller_keeps_several_registers() {
    let registers: Vec<Rules> = [RETAIL, NEWSLETTER, CALLS].into_iter().map(rules).collect();
    let controllers: Vec<_> = registers.iter().map(|one| &one.statement().controller).collect();
    assert!(controllers.iter().all(|one| one.id == controllers[0].id && one.name == controllers[0].name));
    let mut ids: Vec<_> = registers.iter().map(|one| one.statement().register.id.clone()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn r1_015_every_channel_needs_consent_and_nobody_elses_products_are_advertised() {
    let rules = rules(RETAIL);
    for channel in [Channel::Post, Channel::Phone, Channel::Text, Channel::Email] {
        let own = need(&rules, "marketing", channel, GroupKind::Person, Customers::BoughtSimilar);
        assert_eq!(own, MarketingNeed::Consent);
        let mut partner = purpose(&rules, "marketing");
        partner.whose = seloste_register::statement::model::Whose::Partner;
        let need = rules.marketing_need(&partner, channel, GroupKind::Person, Customers::Any);
        assert_eq!(need.needs, MarketingNeed::Forbidden);
    }
}

#[test]
fn r1_040_of_two_passages_about_territory_the_narrower_holds() {
    let rules = rules(AS_WERE[0]);
    let disclosure = &rules.statement().disclosure;
    assert_eq!((disclosure.territory, disclosure.outside_eea), (Territory::Eu, OutsideEea::Never));
}

#[test]
fn r1_046_a_request_is_answered_by_the_law_and_free_of_charge_whatever_the_old_text_says() {
    let rules = rules(AS_WERE[0]);
    assert_eq!(due(&rules, RightKind::Inspect, date(2026, 3, 5)), date(2026, 4, 7), "by the law's month");
    let settled = load(AS_WERE[0]).settled;
    assert!(settled.iter().any(|one| one.problem.rule == "request-fee-against-law"));
}

#[test]
fn r3_025_what_an_old_text_demands_is_neither_demanded_nor_published() {
    let newsletter = rules(AS_WERE[1]);
    let requests = &newsletter.statement().requests;
    assert_eq!(requests.identity, [IdentityMethod::SignedLetter, IdentityMethod::StrongIdentification]);
    assert_eq!(requests.fee.as_ref().unwrap().free_a_year, None, "R3-022");
    let retail = rules(AS_WERE[0]);
    assert!(retail.statement().requests.prohibitions.is_empty(), "R4-051: any way counts");
    let service = rules(AS_WERE[3]);
    assert!(service.statement().requests.forms.contains(&AnswerForm::ElectronicCopy));
    assert!(service.statement().marketing.iter().all(|row| row.needs != MarketingNeed::NoProhibition));
    for rules in [&newsletter, &retail, &service] {
        assert!(
            rules.tightened().iter().any(|one| matches!(&one.from, Origin::Law(law) if law.contains("GDPR")))
        );
    }
}

#[test]
fn r3_007_a_purpose_without_the_items_that_it_needs_is_reported() {
    let settled = load(AS_WERE[1]).settled;
    let lacking: Vec<_> = settled.iter().filter(|one| one.problem.rule == "purpose-lacks-item").collect();
    assert_eq!(lacking.len(), 2, "delivery and invoicing");
    let (clean, _) = NEWSLETTER.split_once("[[right]]").unwrap();
    assert!(!clean.contains("requires = [\"street\"]"));
}

#[test]
fn r3_012_a_subscriber_is_a_name_an_address_and_a_year() {
    let rules = rules(NEWSLETTER);
    let items = &rules.statement().items;
    let types: Vec<ItemType> = items.iter().map(|item| item.item_type).collect();
    assert_eq!(types, [ItemType::Text, ItemType::Email, ItemType::Date]);
    assert!(items[2].precision.is_some(), "of the date the year alone");
    assert!(rules.statement().objects.is_empty());
}

#[test]
fn r3_018_and_019_of_two_passages_about_disclosure_the_stricter_holds() {
    let rules = rules(AS_WERE[1]);
    let disclosure = &rules.statement().disclosure;
    assert_eq!(disclosure.territory, Territory::Eu);
    assert!(format!("{:?}", disclosure.regular).contains("GroupOnly"));
}

#[test]
fn r3_022_a_shorter_time_than_the_laws_is_kept() {
    let rules = rules(NEWSLETTER);
    assert_eq!(due(&rules, RightKind::Inspect, date(2026, 11, 2)), date(2026, 11, 16));
    assert_eq!(
        due(&rules, RightKind::Erase, date(2026, 11, 2)),
        date(2026, 12, 2),
        "for the others the law's month"
    );
}

/// By when a request that came in on a day is answered.
fn due(rules: &Rules, kind: RightKind, received: Date) -> Date {
    let terms = Terms::of(rules, kind, received);
    Clock::from(received).due(terms.law, terms.length, received)
}

#[test]
fn r4_014_the_kind_of_customer_decides_which_rule_of_marketing_holds() {
    let rules = rules(WEBSHOP);
    let by = |kind| need(&rules, "company-marketing", Channel::Email, kind, Customers::Any);
    assert_eq!(by(GroupKind::Organisation), MarketingNeed::NoProhibition);
    assert_eq!(by(GroupKind::Person), MarketingNeed::Consent);
    let post = need(&rules, "direct-advertising", Channel::Post, GroupKind::Person, Customers::Any);
    assert_eq!(post, MarketingNeed::NoProhibition, "R4-008");
}

#[test]
fn r4_031_of_two_passages_the_one_that_tells_outsiders_nothing_holds() {
    let rules = rules(AS_WERE[2]);
    assert!(rules.statement().recipients.iter().all(|one| one.id.as_str() != "advertiser"));
    assert!(AS_WERE[2].contains("id = \"advertiser\""));
}

#[test]
fn r6_001_a_repealed_provision_is_known_with_its_successor() {
    let settled = load(AS_WERE[3]).settled;
    let told: Vec<_> = settled.iter().filter(|one| one.problem.rule == "reference-repealed").collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].problem.what.en.contains("Regulation (EU) 2016/679"), "{}", told[0].problem.what.en);
}

#[test]
fn r6_009_the_exception_for_those_who_bought_the_like_is_for_own_services_by_email() {
    let rules = rules(SERVICE);
    let by = |id, bought| need(&rules, id, Channel::Email, GroupKind::Person, bought);
    assert_eq!(by("similar-services", Customers::BoughtSimilar), MarketingNeed::NoProhibition);
    assert_eq!(by("similar-services", Customers::Any), MarketingNeed::Consent);
    assert_eq!(by("electronic-marketing", Customers::BoughtSimilar), MarketingNeed::Consent);
    assert_eq!(by("partner-offers", Customers::BoughtSimilar), MarketingNeed::Forbidden, "R6-010");
    // "Within the limits of the law" does not loosen the law.
    let old = self::rules(AS_WERE[3]);
    let by_email = need(&old, "own-marketing", Channel::Email, GroupKind::Person, Customers::Any);
    assert_eq!(by_email, MarketingNeed::Consent);
}

#[test]
fn r6_016_a_recording_lives_as_long_as_it_is_needed_and_never_past_its_outer_limit() {
    let rules = rules(SERVICE);
    for kind in rules.statement().objects.iter().filter(|kind| kind.recording.is_some()) {
        assert_eq!(kind.retention.after, Anchor::NeedEnd);
        let limit = kind.retention.at_latest.as_ref().unwrap();
        assert_eq!((limit.keep.as_str(), limit.after), ("P2Y", Anchor::ObjectDate));
    }
}

#[test]
fn r6_023_and_024_a_user_has_three_items_and_company_people_no_code_and_no_birth_date() {
    let rules = rules(SERVICE);
    let of = |group: &str| -> Vec<ItemType> {
        let items = rules.statement().items.iter();
        let has =
            items.filter(|item| item.groups.is_empty() || item.groups.iter().any(|id| id.as_str() == group));
        has.map(|item| item.item_type).collect()
    };
    let users = of("users");
    for kind in [ItemType::IdentityCode, ItemType::Phone, ItemType::Email] {
        assert!(!users.contains(&kind), "{kind:?}");
    }
    assert!(users.contains(&ItemType::BirthDate));
    let people = of("company-people");
    assert!(!people.contains(&ItemType::IdentityCode) && !people.contains(&ItemType::BirthDate));
}

#[test]
fn r6_029_collection_is_read_by_finance_and_by_whoever_answers_for_rights() {
    let rules = rules(SERVICE);
    let readers: Vec<&str> = rules
        .statement()
        .roles
        .iter()
        .filter(|role| {
            role.grants.iter().any(|grant| grant.read.iter().any(|id| id.as_str() == "collection"))
        })
        .map(|role| role.id.as_str())
        .collect();
    // Whoever hands out what a law or the person asks for reads what is handed out (R6-036).
    assert_eq!(readers, ["finance", "privacy-officer", "disclosure-officer"]);
}

#[test]
fn r6_037_every_company_that_is_named_has_a_role() {
    let rules = rules(SERVICE);
    let joint = &rules.statement().joint_controllers[0];
    assert_eq!(joint.name, "Esimerkki Viestintä Oy");
    assert_eq!(rules.statement().group_companies[0].role, CompanyRole::JointController);
    let nameless = SERVICE.replacen("Palvelu Esimerkki Oy ja Esimerkki Viestintä Oy", "Vieras Yritys Oy", 1);
    assert!(load(&nameless).problems.iter().any(|one| one.rule == "company-without-role"));
}

#[test]
fn rules_change_when_the_law_a_company_a_measure_or_a_decision_does() {
    let rules = rules(RETAIL);
    // The evidence of the locked premises is a year old on 5 October 2027.
    assert_eq!(rules.next_change(ON), Some(date(2027, 10, 6)));
    assert_eq!(rules.next_change(date(2027, 10, 6)), Some(date(2027, 11, 3)), "the decision is reviewed");
    assert_eq!(
        rules.next_change(date(2027, 11, 3)),
        Some(date(2031, 12, 28)),
        "the adequacy of a country ends"
    );
}
