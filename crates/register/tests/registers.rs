//! The registers in `registers/` load without errors, and say what they are known to say.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{law, load, rules, short};
use jiff::civil::date;
use seloste_register::{
    diagnostics::Severity,
    id::{CategoryId, ItemId, ObjectKindId, PurposeId, RoleId},
    statement::{
        Origin, Rules, claims,
        model::{
            Action, Basis, Channel, GroupKind, ItemType, Output, PurposeClass, Scope, SourceKind,
            UndertakingKind,
        },
        notice, read,
    },
    text::Lang,
};
use std::collections::BTreeSet;

const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const HOUSING: &str = include_str!("../../../registers/housing-company.toml");
const SWIMMING: &str = include_str!("../../../registers/swim-club.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");

#[test]
fn the_retail_register_has_no_errors() {
    rules(RETAIL);
    assert_eq!(short(&load(RETAIL).problems), ["Note measure-unproven 934"]);
}

#[test]
fn the_webshop_register_has_no_errors() {
    rules(WEBSHOP);
    let expected = [
        "Note prohibition-stops-nothing 782",
        "Note prohibition-stops-nothing 792",
        "Note prohibition-stops-nothing 797",
        "Note measure-unproven 873",
        "Note measure-unproven 883",
    ];
    assert_eq!(short(&load(WEBSHOP).problems), expected);
}

/// Two registers of other trades, written from the reference alone.
#[test]
fn registers_of_other_trades_and_of_another_country_have_no_errors() {
    for text in [HOUSING, SWIMMING] {
        assert!(
            short(&load(text).problems).iter().all(|one| one.contains("law-keeps-longer")),
            "{:?}",
            load(text).problems
        );
    }
    let (housing, swimming) = (rules(HOUSING), rules(SWIMMING));
    assert_eq!((housing.law().id.as_str(), swimming.law().id.as_str()), ("fi", "se"));
    let said = |rules: &Rules, lang| notice::markdown(rules, lang);
    let swedish = said(&swimming, Lang::Sv);
    for sentence in [
        "Bevaras i 1 år efter det att medlemskapet upphör.",
        "- **Organisationsnummer**: 802400-0000",
        "## Klagomål till Integritetsskyddsmyndigheten",
        "minst 7 år från utgången av det år då räkenskapsperioden avslutades",
    ] {
        assert!(swedish.contains(sentence), "{sentence}\n{swedish}");
    }
    assert!(!swedish.contains("dataombudsman") && !swedish.contains("kundrelation"), "{swedish}");
    let finnish = said(&housing, Lang::Fi);
    assert!(finnish.contains("Säilytetään 1 vuosi siitä, kun asuminen tai osakkuus päättyy."), "{finnish}");
    assert!(!finnish.contains("asiakas") && !finnish.contains("konserni"), "{finnish}");
}

fn purpose<'a>(rules: &'a Rules, id: &str) -> &'a seloste_register::statement::model::Purpose {
    rules.purpose(&PurposeId::new(id).unwrap()).unwrap()
}

/// What a role may read for a purpose.
fn readable(rules: &Rules, role: &str, purpose: &str) -> BTreeSet<String> {
    let purpose = PurposeId::new(purpose).unwrap();
    let role = rules.role(&RoleId::new(role).unwrap()).unwrap();
    let grants = role.grants.iter().filter(|grant| grant.purposes.contains(&purpose));
    grants.flat_map(|grant| grant.read.iter().map(ToString::to_string)).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn every_item_of_effective_rules_knows_its_category_sources_purposes_and_retention() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let statement = rules.statement();
        let objects =
            statement.objects.iter().flat_map(|object| object.items.iter().chain(&object.line_items));
        for item in statement.items.iter().chain(objects) {
            assert!(item.category.is_some() && item.retention.is_some(), "{}", item.id);
            assert!(!item.sources.is_empty() && !item.purposes.is_empty(), "{}", item.id);
        }
    }
}

#[test]
fn r1_008_a_warranty_has_a_start_and_an_end() {
    let rules = rules(RETAIL);
    let warranty = rules.object(&ObjectKindId::new("warranty").unwrap()).unwrap();
    assert!(warranty.period);
    let order = rules.object(&ObjectKindId::new("order").unwrap()).unwrap();
    assert!(!order.period);
}

#[test]
fn r1_009_statistics_give_aggregates_and_open_no_category() {
    for (text, role) in [(RETAIL, "assortment-analyst"), (WEBSHOP, "assortment-analyst")] {
        let rules = rules(text);
        let role = rules.role(&RoleId::new(role).unwrap()).unwrap();
        for grant in &role.grants {
            assert!(grant.read.is_empty() && grant.change.is_empty());
            assert_eq!(grant.actions, [Action::Count]);
            for id in &grant.purposes {
                let purpose = rules.purpose(id).unwrap();
                assert_eq!((purpose.output, purpose.class), (Output::Aggregate, PurposeClass::Statistics));
                assert!(purpose.min_group.unwrap() >= 5);
            }
        }
    }
}

#[test]
fn r1_010_a_delivery_clerk_sees_what_a_delivery_needs_of_the_deliveries_assigned() {
    let rules = rules(RETAIL);
    let clerk = rules.role(&RoleId::new("delivery-clerk").unwrap()).unwrap();
    assert_eq!(clerk.scope, Scope::Assigned);
    assert_eq!(readable(&rules, "delivery-clerk", "delivery"), set(&["identity", "contact", "deliveries"]));
}

#[test]
fn r1_014_and_016_marketing_and_targeting_rest_each_on_its_own_consent() {
    let rules = rules(RETAIL);
    let (marketing, targeting) = (purpose(&rules, "marketing"), purpose(&rules, "targeting"));
    assert_eq!((marketing.basis, targeting.basis), (Basis::Consent, Basis::Consent));
    assert_ne!(marketing.consent, targeting.consent);
    assert_eq!(purpose(&rules, "customer-bulletins").class, PurposeClass::Service);
}

#[test]
fn r1_015_and_025_each_channel_is_consented_to_and_prohibited_by_itself() {
    let rules = rules(RETAIL);
    let statement = rules.statement();
    let all = [Channel::Post, Channel::Phone, Channel::Text, Channel::Email];
    let consent = statement.consents.iter().find(|consent| consent.id.as_str() == "marketing").unwrap();
    assert_eq!(consent.channels, all);
    let prohibition =
        statement.prohibitions.iter().find(|one| one.id.as_str() == "direct-marketing").unwrap();
    assert_eq!(prohibition.channels, all);
}

#[test]
fn r1_020_only_customers_are_kept() {
    let rules = rules(RETAIL);
    let groups: Vec<&str> = rules.statement().subject_groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(groups, ["customers"]);
}

#[test]
fn r1_024_and_r4_018_many_numbers_and_addresses_each_with_its_kind() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let phone = rules.item(&ItemId::new("phone").unwrap()).unwrap();
        let kinds: Vec<&str> = phone.choices.iter().map(|choice| choice.id.as_str()).collect();
        assert_eq!(kinds, ["home", "work", "mobile"]);
        assert!(phone.max_values > 1);
        assert!(rules.item(&ItemId::new("email").unwrap()).unwrap().max_values > 1);
    }
}

#[test]
fn r1_028_a_return_needs_an_earlier_purchase_and_both_have_a_place() {
    let rules = rules(RETAIL);
    for kind in ["order", "return"] {
        let object = rules.object(&ObjectKindId::new(kind).unwrap()).unwrap();
        assert!(object.items.iter().any(|item| item.id.as_str() == "outlet" && item.required));
    }
    let back = rules.object(&ObjectKindId::new("return").unwrap()).unwrap();
    assert!(back.parent_required && back.parents == [ObjectKindId::new("order").unwrap()]);
}

#[test]
fn r1_029_service_history_is_for_the_service_desk_and_not_for_marketing() {
    let rules = rules(RETAIL);
    assert!(readable(&rules, "service-agent", "customer-care").contains("service-history"));
    for purpose in ["marketing", "targeting"] {
        assert!(!readable(&rules, "marketer", purpose).contains("service-history"));
    }
}

#[test]
fn r1_030_the_method_of_payment_is_a_value_of_a_list() {
    let rules = rules(RETAIL);
    let invoice = rules.object(&ObjectKindId::new("invoice").unwrap()).unwrap();
    let method = invoice.items.iter().find(|item| item.id.as_str() == "payment-method").unwrap();
    assert_eq!(method.item_type, ItemType::Choice);
    assert!(method.choices.len() > 2);
}

#[test]
fn r1_031_additional_information_comes_from_the_customer_alone() {
    let rules = rules(RETAIL);
    let item = rules.item(&ItemId::new("additional-information").unwrap()).unwrap();
    let kinds: Vec<SourceKind> = item.sources.iter().map(|id| rules.source(id).unwrap().kind).collect();
    assert_eq!(kinds, [SourceKind::Subject]);
    assert!(item.max_length.is_some());
}

#[test]
fn r1_037_and_r4_028_address_services_change_addresses_and_add_nobody() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let statement = rules.statement();
        let services = statement.sources.iter().filter(|source| source.kind == SourceKind::UpdateService);
        for service in services {
            assert!(!service.adds_persons);
            let written: BTreeSet<String> = statement
                .items
                .iter()
                .filter(|item| item.sources.contains(&service.id))
                .map(|item| item.id.to_string())
                .collect();
            assert_eq!(written, set(&["street", "postal-code", "town"]));
        }
    }
}

#[test]
fn r1_039_a_company_that_has_left_the_group_gets_nothing_from_the_next_day() {
    let left = RETAIL.replacen("from = 2014-01-01\n", "from = 2014-01-01\nuntil = 2026-12-31\n", 1);
    let recipients = |on| {
        let rules = read(&left, &law(), on).rules.unwrap();
        let names: Vec<String> = rules.statement().recipients.iter().map(|one| one.id.to_string()).collect();
        (names, rules.tightened().iter().filter(|one| one.from == Origin::Statement).count())
    };
    assert_eq!(
        recipients(date(2026, 12, 31)),
        (vec!["logistics-company".to_owned(), "service-company".to_owned()], 0)
    );
    assert_eq!(recipients(date(2027, 1, 1)), (vec!["service-company".to_owned()], 1));
}

#[test]
fn r1_040_a_group_company_outside_the_area_gets_nothing_though_it_is_declared() {
    let moved = RETAIL.replacen(
        "id = \"esimerkkilogistiikka\"\nname = \"Esimerkkilogistiikka Oy\"\ncountry = \"FI\"",
        "id = \"esimerkkilogistiikka\"\nname = \"Esimerkkilogistiikka Oy\"\ncountry = \"GB\"",
        1,
    );
    let moved = moved.replacen(
        "company = \"esimerkkilogistiikka\"\ncountry = \"FI\"",
        "company = \"esimerkkilogistiikka\"\ncountry = \"GB\"",
        1,
    );
    // Staff of that company can't hold a role either: that is a contradiction, and an error.
    assert!(load(&moved).problems.iter().any(|problem| problem.rule == "two-rules-disagree"));
    let without_staff = moved.replacen("companies = [\"esimerkkilogistiikka\"]\n", "", 1);
    let read = load(&without_staff);
    assert_eq!(read.problems.iter().filter(|problem| problem.rule == "company-outside-eea").count(), 2);
    let rules = read.rules.unwrap();
    assert!(
        rules.statement().recipients.iter().all(|recipient| recipient.id.as_str() != "logistics-company")
    );
}

#[test]
fn r4_012_a_company_customer_has_contact_persons_of_its_own() {
    let rules = rules(WEBSHOP);
    let groups = &rules.statement().subject_groups;
    let contacts = groups.iter().find(|group| group.kind == GroupKind::ContactPerson).unwrap();
    let companies = groups.iter().find(|group| group.kind == GroupKind::Organisation).unwrap();
    assert_eq!(contacts.contact_of.as_ref(), Some(&companies.id));
}

#[test]
fn r4_013_the_customer_number_is_made_by_the_system_and_unique() {
    let rules = rules(WEBSHOP);
    let number = rules.item(&ItemId::new("customer-number").unwrap()).unwrap();
    assert!(number.generated && number.unique && number.required);
    assert_eq!(number.item_type, ItemType::CustomerNumber);
}

#[test]
fn r4_020_a_birth_date_has_a_purpose_and_an_identity_code_no_place() {
    let rules = rules(WEBSHOP);
    let birth = rules.item(&ItemId::new("birth-date").unwrap()).unwrap();
    assert!(birth.purposes.iter().any(|id| id.as_str() == "age-limits"));
    let statement = rules.statement();
    let objects = statement.objects.iter().flat_map(|object| object.items.iter().chain(&object.line_items));
    assert!(statement.items.iter().chain(objects).all(|item| item.item_type != ItemType::IdentityCode));
    // Without the purpose that needs it, the birth date may not stay.
    let needless = WEBSHOP.replacen(
        "purposes = [\"age-limits\", \"register-keeping\"]",
        "purposes = [\"register-keeping\"]",
        1,
    );
    assert!(load(&needless).problems.iter().any(|problem| problem.rule == "item-nobody-needs"));
}

#[test]
fn r4_021_other_data_is_refused_until_it_is_named() {
    let open = WEBSHOP.replacen(
        "[[category]]\nid = \"orders\"",
        "[[item]]\nid = \"other-customer-data\"\nname = { fi = \"Muut asiakaskohtaiset tiedot\", sv = \"Övriga kunduppgifter\", en = \"Other customer-specific data\" }\ntype = \"text\"\ncategory = \"relationship\"\n\n[[category]]\nid = \"orders\"",
        1,
    );
    let read = load(&open);
    assert!(read.rules.is_none());
    assert!(read.problems.iter().any(|problem| problem.rule == "open-ended-item"));
}

#[test]
fn r4_008_and_030_post_and_phone_are_opt_out_and_electronic_channels_need_consent() {
    let rules = rules(WEBSHOP);
    let own = purpose(&rules, "direct-advertising");
    assert_eq!(
        (own.basis, own.channels.as_slice()),
        (Basis::LegitimateInterests, [Channel::Post, Channel::Phone].as_slice())
    );
    let electronic = purpose(&rules, "electronic-marketing");
    assert_eq!(electronic.basis, Basis::Consent);
    // The law does not let the statement say otherwise.
    let looser = WEBSHOP.replacen(
        "channels = [\"post\", \"phone\"]",
        "channels = [\"post\", \"phone\", \"email\"]",
        1,
    );
    assert!(load(&looser).problems.iter().any(|problem| problem.rule == "marketing-needs-consent"));
}

#[test]
fn r4_031_a_disclosure_for_marketing_yields_to_confidentiality_until_it_is_decided() {
    let advertiser = WEBSHOP.replacen(
        "purposes = [\"order-handling\"]\ncategories = [\"identity\", \"contact\", \"deliveries\"]",
        "purposes = [\"direct-advertising\"]\ncategories = [\"identity\", \"contact\"]",
        1,
    );
    let read = load(&advertiser);
    assert!(
        read.problems
            .iter()
            .any(|problem| problem.rule == "disclosure-for-marketing"
                && problem.severity == Severity::Decision)
    );
    let rules = read.rules.unwrap();
    assert!(rules.statement().recipients.iter().all(|recipient| recipient.id.as_str() != "carrier"));
    assert_eq!(rules.tightened().iter().filter(|one| one.from == Origin::Statement).count(), 1);
}

#[test]
fn r4_032_a_transfer_needs_adequacy_or_a_safeguard_on_the_day() {
    let to = |country: &str, safeguard: &str| {
        let text =
            WEBSHOP.replacen("country = \"EE\"\n", &format!("country = \"{country}\"\n{safeguard}"), 1);
        load(&text)
            .problems
            .iter()
            .map(|problem| problem.rule)
            .filter(|rule| rule.contains("transfer") || rule.contains("adequacy"))
            .collect::<Vec<_>>()
    };
    assert_eq!(to("IN", ""), ["transfer-without-safeguard"]);
    assert_eq!(to("IN", "safeguard = \"Standard contractual clauses (EU) 2021/914\"\n"), Vec::<&str>::new());
    assert_eq!(to("GB", ""), Vec::<&str>::new());
    assert_eq!(to("US", ""), ["partial-adequacy"]);
}

#[test]
fn r4_037_reading_and_changing_are_granted_apart() {
    let rules = rules(WEBSHOP);
    let reader = rules.role(&RoleId::new("reader").unwrap()).unwrap();
    assert!(reader.grants.iter().all(|grant| grant.change.is_empty() && !grant.read.is_empty()));
}

#[test]
fn r4_039_no_role_sees_an_item_that_its_purpose_does_not_need() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        for role in &rules.statement().roles {
            for grant in &role.grants {
                for item in &rules.statement().items {
                    if grant.read.contains(item.category.as_ref().unwrap()) {
                        assert!(
                            grant.purposes.iter().all(|purpose| item.purposes.contains(purpose)),
                            "{} {}",
                            role.id,
                            item.id
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn r4_040_users_are_bound_by_a_duty_of_secrecy() {
    assert_eq!(rules(WEBSHOP).statement().register.undertaking.kind, UndertakingKind::Duty);
    assert_eq!(rules(RETAIL).statement().register.undertaking.kind, UndertakingKind::Statutory);
}

#[test]
fn r4_047_to_050_six_prohibitions_stop_six_different_things() {
    let rules = rules(WEBSHOP);
    let stops = |id: &str| {
        rules.statement().prohibitions.iter().find(|one| one.id.as_str() == id).unwrap().stops.clone()
    };
    assert_eq!(stops("direct-advertising"), [PurposeClass::Marketing, PurposeClass::Targeting]);
    assert_eq!(stops("distance-selling"), [PurposeClass::DistanceSelling]);
    assert_eq!(stops("other-direct-marketing"), [PurposeClass::OtherMarketing]);
    assert_eq!(stops("market-research"), [PurposeClass::Research]);
    assert_eq!(stops("personal-directory"), [PurposeClass::Directory]);
    assert_eq!(stops("genealogy"), [PurposeClass::Genealogy]);
}

#[test]
fn an_administrator_touches_no_subject() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let administrator = rules.role(&RoleId::new("administrator").unwrap()).unwrap();
        assert!(administrator.grants.is_empty() && !administrator.duties.is_empty());
    }
}

#[test]
fn the_webshop_takes_the_columns_of_an_old_customer_file() {
    let rules = rules(WEBSHOP);
    let shop = seloste_register::id::SourceId::new("shop").unwrap();
    assert!(rules.source(&shop).unwrap().adds_persons);
    for item in [
        "customer-number",
        "first-names",
        "surname",
        "birth-date",
        "street",
        "postal-code",
        "town",
        "phone",
        "email",
    ] {
        let item = rules.item(&ItemId::new(item).unwrap()).unwrap();
        assert!(item.sources.contains(&shop), "{}", item.id);
    }
    assert!(rules.category(&CategoryId::new("age").unwrap()).is_some());
}

#[test]
fn r2_003_a_role_that_reaches_what_is_never_used_so_is_found() {
    let rules = rules(include_str!("../../../registers/call-recordings.toml"));
    let mut statement = rules.statement().clone();
    let own = statement.purposes.iter().find(|one| !one.never.is_empty()).unwrap().clone();
    assert!(claims::against_never(&statement, &own.id).is_empty());
    // A use that the purpose rules out is declared, and a role is let to what is kept for the purpose.
    let class = *own.never.first().unwrap();
    let other = statement.purposes.iter_mut().find(|one| one.id != own.id).unwrap();
    other.class = class;
    let other = other.id.clone();
    let kind =
        statement.objects.iter().find(|kind| kind.purposes.contains(&own.id)).unwrap().category.clone();
    let grant = statement.roles.iter_mut().find_map(|role| role.grants.first_mut()).unwrap();
    grant.purposes.push(other);
    grant.read.push(kind.clone());
    assert!(claims::against_never(&statement, &own.id).contains(&kind));
}

#[test]
fn r5_060_the_notice_shows_an_example_card_of_declared_items_with_invented_values() {
    let rules = rules(include_str!("../../../registers/b2b-customers.toml"));
    let text = notice::markdown(&rules, Lang::En);
    let example = text.split("An example with invented data (Customers' people):").nth(1).unwrap();
    let example = example.split("\n## ").next().unwrap();
    let group = rules.statement().subject_groups.iter().find(|group| group.example).unwrap();
    let own = rules.statement().items.iter();
    for item in own.filter(|item| item.groups.is_empty() || item.groups.contains(&group.id)) {
        assert!(example.contains(&item.name.en), "{}\n{example}", item.id);
    }
}

#[test]
fn r5_039_the_notice_leads_to_the_own_statements_of_embedded_services() {
    let rules = rules(include_str!("../../../registers/b2b-customers.toml"));
    let page = notice::html(&rules, Lang::En);
    assert!(page.contains("href=\"https://video.example.com/privacy\""), "{page}");
    assert!(page.contains("Esimerkkivideo Inc. (United States)"), "{page}");
}
