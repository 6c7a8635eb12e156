//! The forms of a notice that programs and authorities read say what the notice says, in the terms of their vocabularies.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what went wrong by failing")]

use jiff::civil::date;
use seloste_register::{
    law::LawPack,
    statement::{
        Rules,
        notice::{self, Profile},
        read,
    },
    text::Lang,
};
use serde_json::Value;
use std::collections::BTreeSet;

const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");

fn rules(text: &str) -> Rules {
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    read(text, &law, date(2026, 11, 22)).rules.unwrap()
}

/// Terms of DPV 2.2 and its extensions that a notice may use, as published by the W3C group.
const TERMS: &str = "dpv:PrivacyNotice dpv:LayeredNotice dpv:ConsentNotice dpv:DataController dpv:DataProcessor dpv:Authority \
    dpv:ThirdParty dpv:Organisation dpv:Customer dpv:DataSubject dpv:PersonalData dpv:DerivedPersonalData \
    dpv:PersonalDataProcess dpv:Purpose dpv:ServiceProvision dpv:DirectMarketing dpv:SellProductsToDataSubject \
    dpv:TargetedAdvertising dpv:CommercialResearch dpv:OptimisationForController dpv:LegalCompliance dpv:RecordManagement \
    dpv:Anonymise dpv:DataSubjectDataSource dpv:DataControllerDataSource dpv:PublicDataSource dpv:ThirdPartyDataSource \
    dpv:StorageDuration dpv:TemporalDuration dpv:UntilEventDuration dpv:TechnicalOrganisationalMeasure dpv:hasName \
    dpv:hasIdentifier dpv:hasAddress dpv:hasContact dpv:hasCountry dpv:hasThirdCountry dpv:hasJurisdiction \
    dpv:hasApplicableLaw dpv:hasDataController dpv:hasPersonalDataProcess dpv:hasRight dpv:hasNotice dpv:hasPurpose \
    dpv:hasLegalBasis dpv:hasDataSubject dpv:hasPersonalData dpv:hasRecipient dpv:hasDataSource dpv:hasStorageCondition \
    dpv:hasDuration dpv:hasProcessing dpv:hasAlgorithmicLogic dpv:hasTechnicalOrganisationalMeasure eu-gdpr:A6-1-a \
    eu-gdpr:A6-1-b eu-gdpr:A6-1-c eu-gdpr:A6-1-d eu-gdpr:A6-1-e eu-gdpr:A6-1-f eu-gdpr:A7-3 eu-gdpr:A13 eu-gdpr:A14 \
    eu-gdpr:A15 eu-gdpr:A16 eu-gdpr:A17 eu-gdpr:A18 eu-gdpr:A20 eu-gdpr:A21 eu-gdpr:A22 eu-gdpr:A77 eu-gdpr:A45-3 pd:Name \
    pd:Street pd:PostalCode pd:City pd:Country pd:TelephoneNumber pd:EmailAddress pd:BirthDate pd:Language \
    pd:AccountIdentifier pd:OfficialID pd:FinancialAccountNumber pd:Transactional loc:FI loc:EE loc:SE loc:GB dpv:SpecialCategoryPersonalData eu-gdpr:A9-2-a loc:IN loc:US";

fn graph(document: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(document).unwrap();
    document["@graph"].as_array().unwrap().clone()
}

fn node<'a>(graph: &'a [Value], id: &str) -> &'a Value {
    graph.iter().find(|node| node["@id"] == id).unwrap_or_else(|| unreachable!("{id} is not there"))
}

/// Everything in a document that looks like a term of a vocabulary.
fn terms(value: &Value, found: &mut BTreeSet<String>) {
    let known =
        |text: &str| ["dpv:", "eu-gdpr:", "pd:", "loc:"].iter().any(|prefix| text.starts_with(prefix));
    match value {
        Value::String(text) if known(text) => {
            found.insert(text.clone());
        }
        Value::Array(all) => all.iter().for_each(|one| terms(one, found)),
        Value::Object(map) => {
            found.extend(map.keys().filter(|key| known(key)).cloned());
            map.values().for_each(|one| terms(one, found));
        }
        _ => {}
    }
}

#[test]
fn dpv_uses_terms_that_the_vocabulary_has() {
    let listed: BTreeSet<&str> = TERMS.split_whitespace().collect();
    for text in [RETAIL, WEBSHOP] {
        let mut used = BTreeSet::new();
        graph(&notice::dpv(&rules(text), Lang::En)).iter().for_each(|node| terms(node, &mut used));
        let unknown: Vec<_> = used.iter().filter(|term| !listed.contains(term.as_str())).collect();
        assert!(unknown.is_empty() && used.len() > 30, "{unknown:?}");
    }
}

#[test]
fn dpv_points_only_at_what_is_in_it_and_every_name_is_one_of_the_notice() {
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let graph = graph(&notice::dpv(&rules, Lang::Fi));
        let ids: BTreeSet<&str> = graph.iter().filter_map(|node| node["@id"].as_str()).collect();
        assert_eq!(ids.len(), graph.len(), "two things have one name");
        let whole = serde_json::to_string(&graph).unwrap();
        for target in whole.split("\"@id\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(format!("#{target}").as_str()), "#{target} is nowhere");
        }
        let html = notice::html(&rules, Lang::Fi);
        for id in ids.iter().filter(|id| !id.starts_with("#process--") && !["#controller"].contains(id)) {
            let name = id.trim_start_matches('#');
            assert!(html.contains(&format!("id=\"{name}\"")), "{name} is not in the notice");
        }
    }
}

#[test]
fn dpv_says_basis_data_sources_storage_and_rights() {
    let graph = graph(&notice::dpv(&rules(WEBSHOP), Lang::Sv));
    let head = node(&graph, "#notice");
    assert_eq!(head["dct:issued"]["@value"], "2026-11-09");
    assert_eq!(head["dct:language"], "sv");
    let rights = head["dpv:hasRight"].to_string();
    for right in ["A13", "A14", "A15", "A16", "A17", "A18", "A20", "A21", "A22", "A7-3", "A77"] {
        assert!(rights.contains(&format!("eu-gdpr:{right}\"")), "{right}");
    }
    assert_eq!(node(&graph, "#process--order-handling")["dpv:hasLegalBasis"]["@id"], "eu-gdpr:A6-1-b");
    assert_eq!(node(&graph, "#process--electronic-marketing")["dpv:hasLegalBasis"]["@id"], "eu-gdpr:A6-1-a");
    let number = node(&graph, "#item--customer-number");
    assert!(number["dpv:hasDataSource"].to_string().contains("#source--system"));
    assert_eq!(number["dpv:hasStorageCondition"]["dpv:hasDuration"]["rdf:value"]["@value"], "P1Y");
    assert_eq!(node(&graph, "#recipient--message-service")["dpv:hasCountry"]["@id"], "loc:EE");
}

#[test]
fn a_wording_of_consent_has_the_same_hash_on_the_notice_and_in_data_and_another_wording_another() {
    let rules = rules(WEBSHOP);
    let graph = graph(&notice::dpv(&rules, Lang::Fi));
    let parts = node(&graph, "#consent--electronic-marketing")["dct:hasPart"].as_array().unwrap().clone();
    assert_eq!(parts.len(), 3);
    for (lang, part) in Lang::ALL.into_iter().zip(&parts) {
        let hash = part["spdx:checksum"]["spdx:checksumValue"].as_str().unwrap();
        assert_eq!(hash, notice::wording_hash(part["dct:description"]["@value"].as_str().unwrap()));
        assert!(notice::html(&rules, lang).contains(hash), "{hash}");
        assert_eq!((hash.len(), &part["dct:hasVersion"]), (64, &Value::from("1")));
    }
    assert_eq!(notice::wording_hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_ne!(notice::wording_hash("a"), notice::wording_hash("a "));
}

#[test]
fn tilt_has_what_its_schema_asks_for() {
    for text in [RETAIL, WEBSHOP] {
        for lang in Lang::ALL {
            let document: Value = serde_json::from_str(&notice::tilt(&rules(text), lang)).unwrap();
            for key in [
                "meta",
                "controller",
                "dataProtectionOfficer",
                "dataDisclosed",
                "thirdCountryTransfers",
                "accessAndDataPortability",
                "sources",
                "rightToInformation",
                "rightToRectificationOrDeletion",
                "rightToDataPortability",
                "rightToWithdrawConsent",
                "rightToComplain",
                "automatedDecisionMaking",
                "changesOfPurpose",
            ] {
                assert!(document.get(key).is_some(), "{key}");
            }
            assert_eq!(document["meta"]["_hash"].as_str().unwrap().len(), 64);
            assert_eq!(document["meta"]["language"], lang.code());
            for one in document["dataDisclosed"].as_array().unwrap() {
                assert!(!one["legalBases"].as_array().unwrap().is_empty(), "{one}");
                assert!(one["storage"][0]["temporal"][0]["ttl"].as_str().unwrap().starts_with('P'), "{one}");
            }
        }
    }
}

#[test]
fn records_have_a_row_for_each_purpose_with_all_that_article_30_asks_for() {
    for lang in Lang::ALL {
        let rules = rules(WEBSHOP);
        let records = notice::records(&rules, lang);
        assert_eq!(records.rows.len(), rules.statement().purposes.len());
        assert!(records.rows.iter().all(|row| row.len() == records.head.len()));
        assert!(records.rows.iter().flatten().all(|cell| !cell.trim().is_empty()));
        let html = notice::records_html(&records, "/own.css");
        for part in ["Verkkopuoti Malli Oy", "<th scope=\"col\">", "<th scope=\"row\">", "href=\"/own.css\""]
        {
            assert!(html.contains(part), "{part}");
        }
    }
}

#[test]
fn r7_001_the_same_statement_is_a_register_description_in_the_customary_order() {
    let page = notice::content(&rules(RETAIL), Lang::Fi, Profile::Register);
    let titles: Vec<&str> = page.sections.iter().map(|section| section.title.as_str()).collect();
    assert!(page.title.starts_with("Rekisteriseloste: "));
    assert_eq!(
        titles[..3],
        ["1. Rekisterinpitäjä", "2. Yhteyshenkilö rekisteriä koskevissa asioissa", "3. Rekisterin nimi"]
    );
    for title in ["Rekisterin suojauksen periaatteet", "Tarkastusoikeus", "Oikeus vaatia tiedon korjaamista"]
    {
        assert!(titles.iter().any(|one| one.ends_with(title)), "{title}: {titles:?}");
    }
}

#[test]
fn r6_001_a_repealed_act_stands_beside_its_successor() {
    let text = notice::content(&rules(RETAIL), Lang::Fi, Profile::Register).markdown();
    assert!(text.contains("523/1999") && text.contains("kumottu") && text.contains("2016/679"));
    let now = notice::markdown(&rules(RETAIL), Lang::Fi);
    assert!(!now.contains("523/1999") && now.contains("2016/679"));
}

#[test]
fn both_profiles_say_the_same_rules_under_the_same_names() {
    let names = |page: notice::Page| -> BTreeSet<String> {
        let html = page.html();
        let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        ids.filter(|id| id.contains("--") && !id.starts_with("summary--")).map(str::to_owned).collect()
    };
    for text in [RETAIL, WEBSHOP] {
        let rules = rules(text);
        let of = |profile| names(notice::content(&rules, Lang::En, profile));
        assert_eq!(of(Profile::Privacy), of(Profile::Register));
    }
}

#[test]
fn r1_002_several_notices_on_one_page_share_no_name_and_have_each_a_title() {
    let one = |text: &str, id: &str| notice::content(&rules(text), Lang::Sv, Profile::Privacy).html_among(id);
    let both = one(RETAIL, "a--") + &one(WEBSHOP, "b--");
    let ids: Vec<&str> = both.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(both.contains("<h2 id=\"a--notice-title\">") && both.contains("<h2 id=\"b--notice-title\">"));
    assert!(!both.contains("<h1"));
}
