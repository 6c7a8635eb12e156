//! What the check of a statement finds, as `seloste check` and `seloste init` tell it.

use crate::common::{binary, statement};
use serde_json::Value;
use std::path::Path;

/// Checks a text: whether it passes, and the rules that spoke.
fn check(text: &str) -> (bool, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("statement.toml");
    std::fs::write(&file, text).unwrap();
    let done = binary::run(&["check", file.to_str().unwrap(), "--json", "--lang", "en"]);
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    let problems = told["files"][0]["problems"].as_array().unwrap().clone();
    (done.status.success(), problems.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect())
}

/// The sample with a passage replaced, which has to be there.
fn with(file: &str, passage: &str, other: &str) -> String {
    let text = statement(file);
    assert!(text.contains(passage), "{file} has no {passage}");
    text.replacen(passage, other, 1)
}

/// The sample without the lines that begin so, after a passage.
fn without(file: &str, after: &str, begins: &str) -> String {
    let text = statement(file);
    let at = text.find(after).unwrap_or_else(|| panic!("{file} has no {after}"));
    let (head, tail) = text.split_at(at);
    let start = tail.find(&format!("\n{begins}")).unwrap();
    let end = tail[start + 1..].find('\n').unwrap() + start + 1;
    format!("{head}{}{}", &tail[..start], &tail[end..])
}

fn stops(text: &str, rule: &str) {
    let (passes, rules) = check(text);
    assert!(!passes && rules.iter().any(|found| found == rule), "{rule}: {rules:?}");
}

fn settles(file: &str, rule: &str) {
    let path = crate::common::root().join("registers").join(file);
    let done = binary::run(&["check", path.to_str().unwrap(), "--lang", "en"]);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(
        said.contains(&format!("settled[{rule}]")) || said.contains(&format!("[{rule}]")),
        "{rule}: {said}"
    );
}

#[test]
fn r3_014_019_passages_that_disagree_are_shown_and_the_stricter_is_followed() {
    settles("faithful/newsletter.toml", "source-against-promise");
    settles("faithful/newsletter.toml", "source-brings-nothing");
    settles("faithful/newsletter.toml", "passages-differ");
}

#[test]
fn r4_020_021_r5_050_r6_019_lists_are_closed() {
    let street = "name = { fi = \"Katuosoite\", sv = \"Gatuadress\", en = \"Street address\" }";
    for (fi, sv, en) in [
        ("Muun muassa osoite", "Gatuadress", "Street address"),
        ("Katuosoite", "Bland annat adress", "Street address"),
        ("Katuosoite", "Gatuadress", "Details such as the address"),
    ] {
        let name = format!("name = {{ fi = \"{fi}\", sv = \"{sv}\", en = \"{en}\" }}");
        stops(&with("service-customers.toml", street, &name), "open-ended-item");
    }
}

#[test]
fn r4_026_a_public_source_has_a_name() {
    let text = statement("webshop-customers.toml");
    let at = text.find("id = \"business-information-system\"\nname = ").unwrap();
    let (head, tail) = text.split_at(at);
    let name = "id = \"business-information-system\"\nname = { fi = \"Julkiset lähteet\", sv = \"Offentliga källor\", en = \"Public sources\" }";
    let rest = tail.splitn(3, '\n').nth(2).unwrap();
    let (_, rules) = check(&format!("{head}{name}\n{rest}"));
    assert!(rules.contains(&"source-not-named".to_owned()), "{rules:?}");
}

#[test]
fn r4_033_034_041_043_measures_have_an_owner_and_evidence_or_are_not_claimed() {
    for measure in ["machine-rooms", "locked-paper-store", "firewall"] {
        stops(&without("webshop-customers.toml", &format!("id = \"{measure}\""), "owner = "), "missing-key");
    }
    let (passes, rules) = check(&statement("webshop-customers.toml"));
    assert!(
        passes && rules.contains(&"measure-unproven".to_owned()),
        "the firewall's scan was never shown: {rules:?}"
    );
}

#[test]
fn r5_001_each_purpose_has_a_basis_and_interests_a_test() {
    stops(&without("b2b-customers.toml", "id = \"reaching\"", "basis = "), "missing-key");
    stops(&without("b2b-customers.toml", "id = \"reaching\"", "balancing-test = "), "no-balancing-test");
    stops(
        &without("b2b-customers.toml", "[[category]]\nid = \"card\"", "purposes = "),
        "item-without-purpose",
    );
}

#[test]
fn r5_002_a_statutory_term_names_its_floor_and_nothing_is_without_a_term() {
    stops(
        &without("b2b-customers.toml", "[[category]]\nid = \"card\"", "retention = "),
        "item-without-retention",
    );
    stops(
        &with("b2b-customers.toml", "floor = \"bookkeeping-voucher\"", "floor = \"old-habit\""),
        "unknown-floor",
    );
}

#[test]
fn r5_022_024_nobody_outside_gets_data_for_marketing_and_an_agency_needs_an_agreement() {
    let buyer = "\n[[recipient]]\nid = \"buyer\"\nname = { fi = \"Ostaja Oy\", sv = \"Ostaja Oy\", en = \"Ostaja Oy\" }\n\
                 kind = \"third-party\"\ncountry = \"FI\"\ntask = { fi = \"Ostaa.\", sv = \"Köper.\", en = \"Buys.\" }\n\
                 purposes = [\"own-news\"]\ncategories = [\"card\"]\n";
    stops(&format!("{}{buyer}", statement("b2b-customers.toml")), "two-rules-disagree");
    stops(
        &without("b2b-customers.toml", "id = \"communications-agency\"", "agreement = "),
        "assignment-without-agreement",
    );
}

#[test]
fn r5_024_an_assignment_gets_contact_items_and_more_only_with_a_reason_and_never_keywords() {
    let task = "categories = [\"card\"]\nfrom = 2027-02-01";
    let more = |items: &str, why: &str| {
        with("b2b-customers.toml", task, &format!("categories = [\"card\"]\n{items}\n{why}from = 2027-02-01"))
    };
    let why = "why = { fi = \"Siksi\", sv = \"Därför\", en = \"So\" }\n";
    stops(&more("items = [\"email\"]", ""), "assignment-without-reason");
    assert!(check(&more("items = [\"email\"]", why)).0);
    for never in ["keywords", "description", "business-id"] {
        stops(&more(&format!("items = [\"{never}\"]"), why), "never-extracted");
    }
}

#[test]
fn r5_027_035_036_r7_021_a_vendor_outside_needs_a_chosen_component_and_a_safeguard() {
    let text = statement("b2b-customers.toml");
    assert!(check(&text).0);
    let part = text.find("[[component]]").unwrap();
    let rest = &text[part + 13..];
    let end = part + 13 + rest.find("\n[[").unwrap();
    let bare = format!("{}{}", &text[..part], &text[end..]).replace("\ncomponent = \"bulk-mail\"", "");
    let (passes, rules) = check(&bare);
    assert!(
        !passes && rules.iter().any(|rule| rule == "two-rules-disagree" || rule == "unknown-reference"),
        "{rules:?}"
    );
    // Chosen by the service's customer, who acknowledged what it means, or not used at all.
    stops(&without("b2b-customers.toml", "[[component]]", "acknowledged = "), "component-not-chosen");
    stops(&without("b2b-customers.toml", "[[component]]", "chosen-by = "), "component-not-chosen");
    let unsafe_vendor = without("b2b-customers.toml", "id = \"mail-vendor\"", "safeguard = ")
        .replace("\nsafeguard-until = 2027-12-31", "");
    let (before, vendor) = unsafe_vendor.split_at(unsafe_vendor.find("id = \"mail-vendor\"").unwrap());
    let far = format!("{before}{}", vendor.replacen("country = \"US\"", "country = \"IN\"", 1));
    stops(&far, "transfer-without-safeguard");
    let (_, rules) = check(&unsafe_vendor);
    assert!(
        rules.iter().any(|rule| rule == "partial-adequacy"),
        "adequacy in part is no safeguard: {rules:?}"
    );
    stops(
        &with("b2b-customers.toml", "safeguard-until = 2027-12-31", "safeguard-until = 2026-01-31"),
        "safeguard-ended",
    );
    let far = statement("support-customers.toml");
    let at = far.find("id = \"log-analytics\"").unwrap();
    let far = format!("{}{}", &far[..at], far[at..].replacen("country = \"FI\"", "country = \"US\"", 1));
    stops(&far, "two-rules-disagree");
}

#[test]
fn r5_031_what_needs_a_wish_names_a_flag_that_is_there() {
    stops(
        &with("b2b-customers.toml", "only-with = \"contact-wished\"", "only-with = \"contact-name\""),
        "unknown-reference",
    );
}

#[test]
fn r5_040_092_no_flow_between_registers_of_two_controllers_can_begin() {
    let folder = tempfile::tempdir().unwrap();
    let flow = "\n[[recipient]]\nid = \"client\"\nname = { fi = \"Asiakas\", sv = \"Kund\", en = \"Client\" }\nkind = \"own-register\"\n\
                register = \"support-customers\"\ncountry = \"FI\"\ntask = { fi = \"Saa kortteja.\", sv = \"Får kort.\", en = \"Gets cards.\" }\n\
                purposes = [\"support\"]\ncategories = [\"card\"]\n";
    let file = folder.path().join("b2b-customers.toml");
    std::fs::write(&file, format!("{}{flow}", statement("b2b-customers.toml"))).unwrap();
    let other = crate::common::root().join("registers/support-customers.toml");
    let init = |files: &[&Path], name: &str| {
        let data = folder.path().join(name);
        let mut words = vec!["init", "--test", "--data", data.to_str().unwrap()];
        words.extend(files.iter().map(|file| file.to_str().unwrap()));
        binary::run(&words)
    };
    let done = init(&[&file, &other], "joined");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(1) && said.contains("support-customers"), "{said}");
    assert!(!folder.path().join("joined").exists(), "nothing was made");
}

#[test]
fn r5_132_r7_033_the_controller_can_be_reached_from_the_notice_itself() {
    stops(&without("support-customers.toml", "[controller]", "address = "), "missing-key");
    let unreachable = without("support-customers.toml", "[contact]", "phone = ");
    let at = unreachable.find("[contact]").unwrap();
    let (head, tail) = unreachable.split_at(at);
    let mail = tail.find("\nemail = ").unwrap();
    let end = tail[mail + 1..].find('\n').unwrap() + mail + 1;
    let (passes, rules) = check(&format!("{head}{}{}", &tail[..mail], &tail[end..]));
    assert!(!passes, "{rules:?}");
}

#[test]
fn r6_002_a_business_id_has_its_check_digit() {
    stops(&with("service-customers.toml", "2468135-7", "2468135-6"), "bad-business-id");
    stops(&with("service-customers.toml", "1357924-2", "1357924-9"), "bad-business-id");
}

#[test]
fn r6_021_an_identity_code_needs_a_recorded_ground() {
    let text = statement("service-customers.toml");
    let at = text.find("[[decision]]\nrule = \"identity-code-needs-ground\"").unwrap();
    let rest = &text[at + 12..];
    let end = at + 12 + rest.find("\n[[").unwrap_or(rest.len());
    let (_, rules) = check(&format!("{}{}", &text[..at], &text[end..]));
    assert!(rules.contains(&"identity-code-needs-ground".to_owned()), "{rules:?}");
}

#[test]
fn r7_020_no_recipient_can_be_declared() {
    let buyer = "\n[[recipient]]\nid = \"buyer\"\nname = { fi = \"Ostaja Oy\", sv = \"Ostaja Oy\", en = \"Ostaja Oy\" }\n\
                 kind = \"third-party\"\ncountry = \"FI\"\ntask = { fi = \"Ostaa.\", sv = \"Köper.\", en = \"Buys.\" }\n\
                 purposes = [\"serving\"]\ncategories = [\"contact\"]\n";
    stops(&format!("{}{buyer}", statement("support-customers.toml")), "two-rules-disagree");
}

#[test]
fn r7_021_033_a_faithful_copy_says_what_its_text_lacks() {
    settles("faithful/support-customers.toml", "rule-without-transfer");
}
