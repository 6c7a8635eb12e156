//! The public notice says exactly what the statement says, in three languages, to the byte the same each time.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test says what went wrong by failing")]

use jiff::civil::{Date, date};
use seloste_register::{
    law::LawPack,
    statement::{Rules, notice, read},
    text::Lang,
};
use std::collections::BTreeSet;

const ON: Date = date(2026, 11, 22);
const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");
const CALLS: &str = include_str!("../../../registers/call-recordings.toml");
const SUPPORT: &str = include_str!("../../../registers/support-customers.toml");

fn rules_on(text: &str, on: Date) -> Rules {
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    read(text, &law, on).rules.unwrap()
}

fn rules(text: &str) -> Rules {
    rules_on(text, ON)
}

/// A notice with the one address in it that is somebody's, the authority's, taken out: what is checked in is invented.
fn nobodys(notice: &str) -> String {
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    assert!(notice.contains(&law.authority.email), "a notice says where to complain");
    notice.replace(&law.authority.email, "[e-mail of the authority]")
}

/// Every `id` of a notice that begins so.
fn ids(html: &str, prefix: &str) -> BTreeSet<String> {
    let all = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    all.filter_map(|id| id.strip_prefix(prefix)).filter(|id| !id.contains("--")).map(str::to_owned).collect()
}

#[test]
fn the_retail_notice_in_finnish() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(RETAIL), Lang::Fi)));
}

#[test]
fn the_retail_notice_in_swedish() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(RETAIL), Lang::Sv)));
}

#[test]
fn the_retail_notice_in_english() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(RETAIL), Lang::En)));
}

#[test]
fn the_webshop_notice_in_finnish() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(WEBSHOP), Lang::Fi)));
}

#[test]
fn the_webshop_notice_in_swedish() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(WEBSHOP), Lang::Sv)));
}

#[test]
fn the_webshop_notice_in_english() {
    insta::assert_snapshot!(nobodys(&notice::markdown(&rules(WEBSHOP), Lang::En)));
}

#[test]
fn the_webshop_notice_as_html() {
    insta::assert_snapshot!(nobodys(&notice::html(&rules(WEBSHOP), Lang::Fi)));
}

#[test]
fn r1_001_the_notice_lists_exactly_the_items_purposes_and_principles_of_the_statement() {
    for text in [RETAIL, WEBSHOP, CALLS, SUPPORT] {
        let rules = rules(text);
        let statement = rules.statement();
        for lang in Lang::ALL {
            let html = notice::html(&rules, lang);
            let items: BTreeSet<String> = statement.items.iter().map(|item| item.id.to_string()).collect();
            assert_eq!(ids(&html, "item--"), items);
            let purposes: BTreeSet<String> =
                statement.purposes.iter().map(|purpose| purpose.id.to_string()).collect();
            assert_eq!(ids(&html, "purpose--"), purposes);
            assert_eq!(ids(&html, "principle--").len(), statement.register.principles.len());
            for object in &statement.objects {
                let declared: BTreeSet<String> =
                    object.items.iter().map(|item| item.id.to_string()).collect();
                assert_eq!(ids(&html, &format!("object--{}--item--", object.id)), declared);
                let lines: BTreeSet<String> =
                    object.line_items.iter().map(|item| item.id.to_string()).collect();
                assert_eq!(ids(&html, &format!("object--{}--line--", object.id)), lines);
            }
        }
    }
}

#[test]
fn every_sentence_has_one_id_and_no_two_have_the_same() {
    for text in [RETAIL, WEBSHOP, CALLS, SUPPORT] {
        let html = notice::html(&rules(text), Lang::Fi);
        let all: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        let parts = html.matches("<p").count() + html.matches("<li").count();
        assert_eq!(parts, html.matches("<p id=").count() + html.matches("<li id=").count());
    }
}

#[test]
fn the_same_rules_give_the_same_bytes() {
    for lang in Lang::ALL {
        assert_eq!(notice::html(&rules(RETAIL), lang), notice::html(&rules(RETAIL), lang));
        assert_eq!(notice::markdown(&rules(RETAIL), lang), notice::markdown(&rules(RETAIL), lang));
    }
}

#[test]
fn r1_002_two_registers_have_each_a_titled_and_dated_description() {
    let (retail, webshop) = (notice::html(&rules(RETAIL), Lang::Fi), notice::html(&rules(WEBSHOP), Lang::Fi));
    assert!(
        retail.contains("<h1 id=\"notice-title\">Tietosuojaseloste: Esimerkkikaupan asiakasrekisteri</h1>")
    );
    assert!(webshop.contains("<p id=\"notice-date\">Laadittu 9.11.2026</p>"));
}

#[test]
fn r1_005_controller_address_and_telephone_are_stated() {
    let html = notice::html(&rules(RETAIL), Lang::Fi);
    for part in ["Esimerkkikauppa Oy", "Mallikatu 1, 00100 Helsinki", "+358 9 555 0100"] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn r1_040_a_parent_outside_the_union_is_named_and_gets_nothing() {
    let html = notice::html(&rules(RETAIL), Lang::Fi);
    assert!(html.contains("Example Retail Holdings Ltd (Iso-Britannia)"));
    assert!(html.contains("Tietoja ei siirretä EU:n tai ETA:n ulkopuolelle"));
    assert!(!html.contains("id=\"recipient--example-retail-holdings\""));
}

#[test]
fn r1_043_a_measure_without_evidence_in_date_is_printed_as_not_shown() {
    let now = notice::html(&rules(RETAIL), Lang::En);
    let shown = |html: &str| {
        html.contains("<p id=\"measures\">")
            && html.contains("are in locked, monitored premises. Shown on 5 October 2026.")
    };
    assert!(shown(&now));
    assert!(now.contains("<strong>Not shown</strong>: “A firewall stops"));
    // A year and a month later nobody has looked again.
    let later = notice::html(&rules_on(RETAIL, date(2027, 11, 6)), Lang::En);
    assert!(!shown(&later));
    assert!(later.contains("<strong>Not shown</strong>: “Servers and workplaces"));
}

#[test]
fn r4_021_the_open_ended_item_is_broken_down_and_its_parts_are_named() {
    let html = notice::html(&rules(WEBSHOP), Lang::Fi);
    assert!(html.contains("id=\"item--service-note\""));
    assert!(!html.to_lowercase().contains("muut asiakaskohtaiset"));
}

#[test]
fn rights_of_the_law_are_there_though_the_statement_names_none() {
    let html = notice::html(&rules(RETAIL), Lang::Fi);
    for right in [
        "access",
        "rectification",
        "erasure",
        "restriction",
        "portability",
        "objection",
        "withdraw-consent",
        "complaint",
    ] {
        assert!(html.contains(&format!("id=\"right--{right}\"")), "{right}");
    }
}

#[test]
fn hostile_text_in_a_statement_stays_text() {
    let hostile = RETAIL.replacen(
        "Esimerkkikauppa Oy\"",
        "<script>alert('x')</script> & \\\"Co\\\" *b* [l](javascript:x)\"",
        1,
    );
    let rules = rules(&hostile);
    let page = notice::page(&rules, Lang::Fi, "/notice.css?a=\"b\"");
    assert!(!page.contains("<script>") && page.contains("&lt;script&gt;") && page.contains("&quot;Co&quot;"));
    assert!(page.contains("href=\"/notice.css?a=&quot;b&quot;\""));
    let markdown = notice::markdown(&rules, Lang::Fi);
    assert!(markdown.contains("\\<script\\>") && markdown.contains("\\*b\\* \\[l\\](javascript:x)"));
}

#[test]
fn a_printable_page_is_a_whole_document() {
    let page = notice::page(&rules(WEBSHOP), Lang::Sv, "/notice.css");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"sv\">"));
    assert!(page.ends_with("</html>\n"));
    assert!(!page.contains("style=") && !page.contains("<script"));
}

#[test]
fn r2_022_calls_are_recorded_numbered_and_heard_as_the_statement_says() {
    let html = notice::html(&rules(CALLS), Lang::En);
    for part in [
        "--recording\"",
        "at most 20 in a hundred",
        "+358 9 555 0110",
        "Only those that they took part in themselves.",
        "Harbour shop",
    ] {
        assert!(html.contains(part), "{part} is not in:\n{html}");
    }
}

#[test]
fn a_repealed_provision_that_the_statement_names_stands_beside_its_successor() {
    let old = RETAIL.replacen("\"gdpr-13-14\", \"gdpr-30\"", "\"personal-data-act-10\"", 1);
    let text = notice::markdown(&rules(&old), Lang::Fi);
    assert!(text.contains("kumottu; sen tilalla: EU:n yleinen tietosuoja-asetus"), "{text}");
}

#[test]
fn every_rule_beyond_the_first_ones_is_said() {
    let html = notice::html(&rules(RETAIL), Lang::Sv);
    for part in [
        "id=\"backups\"",
        "30 dagar efter raderingen",
        "id=\"log-term\"",
        "id=\"marketing--",
        "endast med samtycke",
        "id=\"hold--defect-dispute\"",
    ] {
        assert!(html.contains(part), "{part} is not in:\n{html}");
    }
}

#[test]
fn a_sentence_without_a_name_of_its_own_keeps_the_one_it_has_when_others_come_before_it() {
    let at = RETAIL.find("principles = [").unwrap() + "principles = [".len();
    let new = "\n  { fi = \"Uusi.\", sv = \"Ny.\", en = \"A new one.\" },";
    let longer = format!("{}{new}{}", &RETAIL[..at], &RETAIL[at..]);
    let before = ids(&notice::html(&rules(RETAIL), Lang::Fi), "principle--");
    let after = ids(&notice::html(&rules(&longer), Lang::Fi), "principle--");
    assert!(after.is_superset(&before) && after.len() == before.len() + 1, "{before:?} {after:?}");
}

#[test]
fn r5_037_a_notice_does_not_say_that_data_stays_where_a_chosen_part_takes_it_away() {
    let rules = rules(include_str!("../../../registers/b2b-customers.toml"));
    for (lang, stays) in [
        (Lang::Fi, "pysyvät EU:n ja ETA:n alueella."),
        (Lang::Sv, "stannar inom EU och EES."),
        (Lang::En, "stays within the EU and EEA."),
    ] {
        let text = notice::markdown(&rules, lang);
        assert!(!text.contains(stays) && !text.contains(".."), "{text}");
    }
}

#[test]
fn r6_005_a_company_of_the_group_that_decides_too_is_not_said_to_get_nothing() {
    let rules = rules(include_str!("../../../registers/service-customers.toml"));
    let html = notice::html(&rules, Lang::En);
    assert!(html.contains("id=\"joint-controller--esimerkki-viestinta\""), "{html}");
    assert!(!html.contains("id=\"company--esimerkki-viestinta\""), "{html}");
}

#[test]
fn an_old_value_that_is_not_kept_is_said_to_go_at_once() {
    let text = WEBSHOP.replacen("keep-replaced = \"P1Y\"", "keep-replaced = \"P0D\"", 1);
    for (lang, told) in [
        (Lang::Fi, "Kun tieto vaihtuu, vanha poistetaan heti."),
        (Lang::Sv, "När uppgiften ändras raderas den gamla genast."),
        (Lang::En, "When it changes, the old value is erased at once."),
    ] {
        let notice = notice::markdown(&rules(&text), lang);
        assert!(notice.contains(told) && !notice.contains(" ."), "{notice}");
    }
}

#[test]
fn an_outer_limit_of_a_term_is_said_and_none_where_none_is() {
    let own = "retention = { keep = \"P0D\", after = \"relationship-end\"";
    let limited = format!("{own}, at-latest = {{ keep = \"P6M\", after = \"last-activity\" }}");
    assert!(RETAIL.contains(own) && !RETAIL.contains("at-latest"));
    let limited = rules(&RETAIL.replacen(own, &limited, 1));
    for (lang, said) in [
        (Lang::Fi, "Enintään kuitenkin 6 kuukautta"),
        (Lang::Sv, "Dock högst 6 månader"),
        (Lang::En, "In any case for 6 months"),
    ] {
        let told = notice::markdown(&limited, lang);
        assert!(told.contains(said), "{told}");
        assert!(!notice::markdown(&rules(RETAIL), lang).contains(said));
    }
}

#[test]
fn r5_036_a_chosen_part_shows_in_its_services_own_notice_only() {
    let rules = rules(include_str!("../../../registers/b2b-customers.toml"));
    let service = notice::services(&rules).next().unwrap().id.clone();
    assert_eq!(service.as_str(), "service-system");
    for lang in Lang::ALL {
        let own = notice::html(&rules, lang);
        let of_service = notice::content_of_service(&rules, lang, &service).html();
        for told in ["Example Mail Inc.", "component--bulk-mail", "recipient--mail-vendor"] {
            assert!(!own.contains(told) && of_service.contains(told), "{told}: {own}");
        }
        assert!(own.contains("id=\"service--service-system\""), "where to find it: {own}");
        for other in rules.statement().systems.iter().filter(|system| system.id != service) {
            let others = notice::content_of_service(&rules, lang, &other.id).html();
            assert!(!others.contains("Example Mail Inc."), "{}", other.id);
        }
        let programs = format!("{}{}", notice::dpv(&rules, lang), notice::tilt(&rules, lang));
        assert!(!programs.contains("Example Mail Inc."), "nor in the forms that programs read");
    }
}

#[test]
fn who_shows_a_second_factor_is_said_and_can_be_proven_and_a_role_never_asks_for_less_than_the_register() {
    use seloste_register::statement::{
        claims::{self, Check},
        model::SignIn,
    };
    let head = "[register]\n";
    let of_all = rules(&WEBSHOP.replacen(head, &format!("{head}sign-in = \"second-factor\"\n"), 1));
    assert!(of_all.statement().roles.iter().all(|role| role.sign_in == SignIn::SecondFactor));
    let role = "id = \"service-agent\"\n";
    let of_one = rules(&WEBSHOP.replacen(role, &format!("{role}sign-in = \"second-factor\"\n"), 1));
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        assert!(notice::html(&of_all, lang).contains("sign-in\""), "the sentence has its name");
        let roles = &of_one.statement().roles;
        let name = &roles.iter().find(|one| one.sign_in == SignIn::SecondFactor).unwrap().name;
        assert!(notice::markdown(&of_one, lang).contains(&format!(": {}.", name.get(lang))));
    }
    let shown =
        |rules: &Rules| claims::claims(rules).iter().any(|claim| claim.checks.contains(&Check::SignIn));
    assert!(shown(&of_all) && shown(&of_one) && !shown(&rules(WEBSHOP)));
}
