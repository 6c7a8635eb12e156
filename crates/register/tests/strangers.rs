//! Registers of other trades, written from the reference alone: they load clean, and their notices say what only such a register has to
//! say. What any notice says is in `notice`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{load, rules, short};
use seloste_register::{
    id::Id,
    statement::{
        model::{Channel, Customers, GroupKind, MarketingNeed},
        notice::{self, Records},
    },
    text::Lang,
};
use serde_json::Value;

const NURSERY: &str = include_str!("../../../registers/examples/day-nursery.toml");
const GYM: &str = include_str!("../../../registers/examples/gym-members.toml");
const ENERGY: &str = include_str!("../../../registers/examples/energy-customers.toml");
const FRIENDS: &str = include_str!("../../../registers/examples/museum-friends.toml");
const UNION: &str = include_str!("../../../registers/examples/union-members.toml");
const WHOLESALER: &str = include_str!("../../../registers/examples/vet-wholesaler.toml");

fn records(text: &str) -> Records {
    notice::records(&rules(text), Lang::En)
}

/// The row of a purpose in the records of processing.
fn row<'a>(records: &'a Records, purpose: &str) -> &'a [String] {
    let named = |row: &&Vec<String>| row.first().is_some_and(|cell| cell.starts_with(purpose));
    records.rows.iter().find(named).unwrap()
}

#[test]
fn they_load_with_notes_alone() {
    assert_eq!(short(&load(NURSERY).problems).len(), 2, "a floor that is longer, a measure without evidence");
    assert_eq!(short(&load(GYM).problems).len(), 0);
    assert_eq!(short(&load(ENERGY).problems).len(), 1, "a floor that is longer");
    assert_eq!(short(&load(FRIENDS).problems).len(), 2, "a floor that is longer, a measure without evidence");
    assert_eq!(short(&load(UNION).problems).len(), 2, "rights that the law adds, a floor that is longer");
    assert_eq!(short(&load(WHOLESALER).problems).len(), 2, "two kinds of object with a floor that is longer");
}

#[test]
fn special_data_say_what_they_reveal_and_on_which_ground() {
    let told = [
        (
            Lang::Fi,
            "**Terveystiedot**: Erityinen henkilötietoryhmä: terveys. Peruste: nimenomainen suostumus (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan a alakohta).",
        ),
        (
            Lang::Sv,
            "**Hälsouppgifter**: Särskild kategori av personuppgifter: hälsa. Grund: uttryckligt samtycke (allmänna dataskyddsförordningen, artikel 9.2 a).",
        ),
        (
            Lang::En,
            "**Health data**: Special category of personal data: health. Ground: explicit consent (GDPR, Article 9(2)(a)).",
        ),
    ];
    for (lang, sentence) in told {
        let text = notice::markdown(&rules(NURSERY), lang);
        assert!(text.contains(sentence), "{text}");
    }
    let linked: Value = serde_json::from_str(&notice::dpv(&rules(NURSERY), Lang::En)).unwrap();
    let graph = linked["@graph"].as_array().unwrap();
    let node = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();
    assert_eq!(node("#item--allergy")["@type"], "dpv:SpecialCategoryPersonalData");
    assert_eq!(node("#process--health")["dpv:hasLegalBasis"][1]["@id"], "eu-gdpr:A9-2-a");
    assert_eq!(
        node("#process--care")["dpv:hasLegalBasis"]["@id"],
        "eu-gdpr:A6-1-b",
        "no health data for care"
    );
}

#[test]
fn a_data_protection_officer_is_told_beside_the_contact() {
    let text = notice::markdown(&rules(NURSERY), Lang::Sv);
    assert!(text.contains("**Dataskyddsombud**: Tietosuojatoimisto Esimerkki Oy"), "{text}");
    let tilt: Value = serde_json::from_str(&notice::tilt(&rules(NURSERY), Lang::Fi)).unwrap();
    assert_eq!(tilt["dataProtectionOfficer"]["email"], "tietosuoja@esimerkki.example.fi");
    let facts = records(NURSERY).facts;
    assert!(facts.iter().any(|(_, value)| value.contains("Data protection officer")));
}

#[test]
fn r1_040_data_that_stay_in_the_union_are_not_said_to_stay_in_a_wider_area() {
    let text = notice::markdown(&rules(NURSERY), Lang::En);
    assert!(
        text.contains("The data stays within the EU.") && text.contains("not transferred outside the EU.\n")
    );
    let wider = NURSERY.replacen("territory = \"eu\"\n", "", 1);
    assert!(notice::markdown(&rules(&wider), Lang::En).contains("not transferred outside the EU or EEA."));
}

#[test]
fn a_transfer_says_to_which_country_and_how_to_get_a_copy_of_what_it_rests_on() {
    let vendor = "country = \"IN\"";
    assert!(ENERGY.contains(vendor), "the sample has a vendor far away");
    let text = notice::markdown(&rules(&ENERGY.replace(vendor, "country = \"SG\"")), Lang::En);
    assert!(text.contains("(Singapore)**: Safeguard: "), "{text}");
    assert!(text.contains("You can get a copy of it on request."), "{text}");
}

#[test]
fn r7_004_a_limit_of_a_group_is_said_to_bound_the_times_above_it() {
    let text = notice::markdown(&rules(UNION), Lang::En);
    let told = "kept no longer than this, even where the time above would end later:\n\n- **Applicants**: Kept for 6 months";
    assert!(text.contains(told), "{text}");
    let joined = |group: &str| {
        let rules = rules(UNION);
        let surname = rules.item(&Id::new("sukunimi").unwrap()).unwrap();
        rules.times(surname, &Id::new(group).unwrap()).count()
    };
    assert_eq!((joined("hakija"), joined("jasen")), (2, 1));
}

#[test]
fn r4_036_a_role_may_be_for_the_people_of_a_processor() {
    let role = "id = \"jasensihteeri\"\n";
    assert!(UNION.contains(role));
    let named = |company: &str| UNION.replacen(role, &format!("{role}companies = [\"{company}\"]\n"), 1);
    let unknown = |company: &str| {
        short(&load(&named(company)).problems).iter().any(|one| one.contains("unknown-reference"))
    };
    assert!(!unknown("paino") && unknown("nobody"));
}

#[test]
fn a_purpose_of_some_groups_is_recorded_with_them_and_their_data_alone() {
    let records = records(ENERGY);
    let [_, _, groups, data, ..] = row(&records, "Serving business customers") else { unreachable!() };
    assert_eq!(groups, "Companies' contact persons");
    assert!(data.contains("Surname") && !data.contains("Company name"), "{data}");
    let [_, basis, everybody, ..] = row(&records, "Bookkeeping") else { unreachable!() };
    assert!(basis.ends_with("Bookkeeping Act (1336/1997), chapter 2, section 10"), "{basis}");
    assert!(!everybody.lines().any(|group| group == "Companies"), "an organisation is no data subject");
}

#[test]
fn r5_034_a_notice_says_when_only_the_law_opens_data_to_an_authority() {
    let text = notice::markdown(&rules(ENERGY), Lang::En);
    assert!(text.contains("an authority demands the data and the law obliges us to give it"), "{text}");
}

#[test]
fn a_task_in_a_few_words_ends_like_a_sentence() {
    for (lang, sentence) in [(Lang::Fi, "sähkön hankinta. Tiedot:"), (Lang::Sv, "inköp av el. Uppgifter:")]
    {
        assert!(notice::markdown(&rules(ENERGY), lang).contains(sentence));
    }
}

#[test]
fn whoever_decides_together_with_the_controller_is_named_in_the_summary() {
    let text = notice::markdown(&rules(FRIENDS), Lang::Sv);
    let who = "**Vem ansvarar för dina uppgifter?** Merimuseon ystävät ry och Merimuseosäätiö sr.";
    assert!(text.contains(who), "{text}");
}

#[test]
fn r4_014_whoever_trades_in_their_own_name_is_asked_as_a_person() {
    let rules = rules(WHOLESALER);
    let campaign = rules.purpose(&Id::new("campaign").unwrap()).unwrap();
    let need = |kind, bought| rules.marketing_need(campaign, Channel::Email, kind, bought).needs;
    assert_eq!(need(GroupKind::Organisation, Customers::Any), MarketingNeed::NoProhibition);
    assert_eq!(need(GroupKind::SoleTrader, Customers::Any), MarketingNeed::Consent);
    assert_eq!(need(GroupKind::SoleTrader, Customers::BoughtSimilar), MarketingNeed::NoProhibition);
}

#[test]
fn r4_014_a_row_of_the_matrix_about_persons_is_about_those_who_trade_in_their_own_name_too() {
    let row = "[[marketing]]\nchannels = [\"post\"]\nrecipients = [\"person\"]\nneeds = \"consent\"\n\n[[prohibition]]";
    let stricter = rules(&WHOLESALER.replacen("[[prohibition]]", row, 1));
    let campaign = stricter.purpose(&Id::new("campaign").unwrap()).unwrap();
    let need = |kind| stricter.marketing_need(campaign, Channel::Post, kind, Customers::Any).needs;
    assert_eq!(need(GroupKind::SoleTrader), MarketingNeed::Consent);
    assert_eq!(need(GroupKind::Organisation), MarketingNeed::NoProhibition);
}
