//! What changes between two versions of a statement: everything that differs is told, and for whom.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

use jiff::civil::date;
use seloste_register::{
    diagnostics::Severity,
    law::LawPack,
    statement::{
        Rules,
        diff::{Change, Follow, InUse, Use, Whom, diff, locate, obstacles},
        read,
    },
    text::Lang,
};

const RETAIL: &str = include_str!("../../../registers/retail-customers.toml");
const WEBSHOP: &str = include_str!("../../../registers/webshop-customers.toml");

fn rules(text: &str) -> Rules {
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    let read = read(text, &law, date(2026, 11, 22));
    read.rules.unwrap_or_else(|| panic!("{:#?}", read.problems))
}

/// The sample with one passage replaced, which must be there.
fn with(from: &str, to: &str) -> String {
    assert!(RETAIL.contains(from), "{from}");
    RETAIL.replacen(from, to, 1)
}

/// The sample without a declared thing.
fn without(head: &str, id: &str) -> String {
    let at = RETAIL.find(&format!("[[{head}]]\nid = \"{id}\"")).unwrap();
    let end = RETAIL[at + 1..].find("\n[[").unwrap() + at + 2;
    format!("{}{}", &RETAIL[..at], &RETAIL[end..])
}

fn changes(text: &str) -> Vec<Change> {
    diff(&rules(RETAIL), &rules(text))
}

#[track_caller]
fn one<'c>(changes: &'c [Change], kind: &str) -> &'c Change {
    let found: Vec<&Change> = changes.iter().filter(|change| change.kind == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {changes:#?}");
    found[0]
}

#[test]
fn equal_statements_differ_in_nothing() {
    for text in [RETAIL, WEBSHOP] {
        assert_eq!(diff(&rules(text), &rules(text)), []);
    }
    // A comment is no rule.
    assert_eq!(changes(&format!("# another comment\n{RETAIL}")), []);
}

#[test]
fn an_item_that_goes_makes_data_undeclared_for_its_holders() {
    let text = without("item", "email");
    let found = changes(&text);
    let change = one(&found, "item-removed");
    assert_eq!(change.about, "item.email");
    assert_eq!(change.follows, [Follow::Undeclared]);
    assert!(matches!(&change.whom, Whom::Holders(items, _) if items[0].as_str() == "email"));
    assert!(change.what.fi.contains("Sähköpostiosoite"), "{}", change.what.fi);
    let places = locate(&found, RETAIL, &text);
    let line = RETAIL.lines().position(|line| line == "id = \"email\"").unwrap();
    assert_eq!(places[0].old.unwrap().line, line);
    assert_eq!(places[0].new, None);
}

#[test]
fn a_replaced_values_term_that_shrinks_is_shorter_and_one_that_grows_must_be_told() {
    let shorter = changes(&with(
        "search = [\"exact\", \"prefix\"]\n\n[[item]]\nid = \"language\"",
        "search = [\"exact\"]\n\n[[item]]\nid = \"language\"",
    ));
    assert_eq!(one(&shorter, "search-narrower").follows, [Follow::NarrowerAccess]);
    let found = changes(&with("keep-replaced = \"P6M\"", "keep-replaced = \"P1M\""));
    assert_eq!(one(&found, "history-shorter").follows, [Follow::Shorter]);
    let found = changes(&with("keep-replaced = \"P6M\"", "keep-replaced = \"P2Y\""));
    let change = one(&found, "history-longer");
    assert!(
        change.follows.contains(&Follow::Longer) && change.follows.contains(&Follow::Told13),
        "{change:?}"
    );
}

#[test]
fn every_key_of_every_sample_that_changes_is_told() {
    // Each number and each quoted word of the file by itself, changed to another of its kind: whatever is still a
    // statement differs from the sample, and so must have a change to tell.
    let mut tried = 0;
    let today = date(2026, 11, 22);
    let law = LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
    let before = rules(RETAIL);
    for (at, line) in RETAIL.lines().enumerate() {
        let Some((key, value)) = line.split_once(" = ") else { continue };
        let other = match value {
            "true" => "false".to_owned(),
            "false" => "true".to_owned(),
            number if number.parse::<u32>().is_ok() => (number.parse::<u32>().unwrap() + 1).to_string(),
            text if text.starts_with("\"P") => "\"P77D\"".to_owned(),
            text if key == "name" && text.contains("en = \"") => text.replacen("en = \"", "en = \"Other ", 1),
            _ => continue,
        };
        let text: String = RETAIL
            .lines()
            .enumerate()
            .map(|(here, line)| if here == at { format!("{key} = {other}\n") } else { format!("{line}\n") })
            .collect();
        let Some(after) = read(&text, &law, today).rules else { continue };
        if serde_json::to_value(before.statement()).unwrap()
            == serde_json::to_value(after.statement()).unwrap()
        {
            continue;
        }
        tried += 1;
        let found = diff(&before, &after);
        assert!(!found.is_empty(), "line {}: {line} -> {other}", at + 1);
        for change in &found {
            for lang in Lang::ALL {
                assert!(!change.what.get(lang).contains('{'), "{}", change.what.get(lang));
                assert!(!change.whom_said.get(lang).is_empty());
            }
        }
    }
    assert!(tried > 80, "{tried}");
}

#[test]
fn access_that_widens_is_told_right_by_right() {
    let found = changes(&with("scope = \"area\"", "scope = \"all\""));
    assert_eq!(one(&found, "access-wider").follows, [Follow::WiderAccess]);
}

#[test]
fn a_promise_that_becomes_weaker_needs_a_decision_only_when_there_are_people() {
    let text = with("outside-eea = \"never\"", "outside-eea = \"with-safeguard\"");
    let (old, new) = (rules(RETAIL), rules(&text));
    let found = diff(&old, &new);
    assert!(one(&found, "disclosure-wider").follows.contains(&Follow::Weaker));
    let asked = |people| obstacles((&old, &new), (RETAIL, &text), &found, (&InUse::default(), people));
    assert_eq!(asked(0), []);
    let problems = asked(3);
    let weaker = problems.iter().find(|problem| problem.rule == "promise-weaker").unwrap();
    assert_eq!(weaker.severity, Severity::Decision);
    assert!(weaker.place.is_some());
}

#[test]
fn what_is_still_in_use_does_not_go_without_a_decision() {
    let text = without("item", "email");
    let (old, new) = (rules(RETAIL), rules(&text));
    let found = diff(&old, &new);
    let mut used = InUse::default();
    let asked = |used: &InUse| obstacles((&old, &new), (RETAIL, &text), &found, (used, 7));
    assert_eq!(asked(&used), []);
    used.0.insert("item.email".to_owned(), Use { people: 5, staff: 0 });
    let problems = asked(&used);
    assert_eq!(problems[0].rule, "data-becomes-undeclared");
    assert!(problems[0].what.en.contains('5'), "{}", problems[0].what.en);
}

#[test]
fn another_register_or_controller_is_no_step() {
    let text = with("id = \"retail-customers\"", "id = \"others\"");
    let (old, new) = (rules(RETAIL), rules(&text));
    let problems = obstacles((&old, &new), (RETAIL, &text), &diff(&old, &new), (&InUse::default(), 0));
    assert_eq!(problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["other-register"]);
    // Whole registers can be compared all the same.
    assert!(diff(&rules(RETAIL), &rules(WEBSHOP)).len() > 50);
}

#[test]
fn an_item_of_an_object_is_told_with_its_object_and_concerns_those_who_have_one() {
    let written = WEBSHOP;
    let head = "[[object.item]]\n";
    let at = written.find(head).unwrap();
    let added = format!(
        "{}{head}id = \"gift-note\"\nname = {{ fi = \"Lahjaviesti\", sv = \"Gåvohälsning\", en = \"Gift note\" }}\ntype = \"text\"\nmax-length = 80\n\n{}",
        &written[..at],
        &written[at..]
    );
    let found = diff(&rules(written), &rules(&added));
    let change = one(&found, "item-added");
    let kind = change.about.split('.').nth(1).unwrap();
    assert!(change.about.ends_with(".item.gift-note"), "{}", change.about);
    assert!(change.what.en.contains(": Gift note”"), "{}", change.what.en);
    assert!(
        matches!(&change.whom, Whom::Holders(items, kinds) if items.is_empty() && kinds[0].as_str() == kind)
    );
}

#[test]
fn a_scope_that_reaches_fewer_is_told_as_narrower_and_back_as_wider() {
    let fewer = with("scope = \"area\"", "scope = \"assigned\"");
    assert_eq!(one(&changes(&fewer), "access-narrower").follows, [Follow::NarrowerAccess]);
    let back = diff(&rules(&fewer), &rules(RETAIL));
    assert_eq!(one(&back, "access-wider").follows, [Follow::WiderAccess]);
}

#[test]
fn a_limit_that_comes_later_or_goes_keeps_data_longer_and_is_told() {
    let group = "en = \"Customers\" }\n";
    let limited = |keep: &str| {
        with(group, &format!("{group}retention = {{ keep = \"{keep}\", after = \"recorded\" }}\n"))
    };
    let between = |old: &str, new: &str| diff(&rules(old), &rules(new));
    let (half, whole) = (limited("P6M"), limited("P1Y"));
    for (old, new) in [(&*half, &*whole), (&*half, RETAIL)] {
        let changes = between(old, new);
        let longer = one(&changes, "retention-longer");
        assert!(matches!(&longer.whom, Whom::Groups(groups) if groups.len() == 1), "{longer:#?}");
        assert!(longer.follows.contains(&Follow::Weaker) && longer.follows.contains(&Follow::Told13));
    }
    for (old, new) in [(&*whole, &*half), (RETAIL, &*half)] {
        assert_eq!(one(&between(old, new), "retention-shorter").follows, [Follow::Shorter]);
    }
    // The outer limit of a term is a limit too.
    let term = "keep = \"P2Y\", after = \"relationship-end\"";
    let outer = |years: u8| {
        with(term, &format!("{term}, at-latest = {{ keep = \"P{years}Y\", after = \"recorded\" }}"))
    };
    assert!(between(&outer(5), &outer(9)).iter().all(|change| change.kind == "retention-longer"));
    assert!(between(&outer(5), RETAIL).iter().all(|change| change.kind == "retention-longer"));
    assert!(between(RETAIL, &outer(5)).iter().all(|change| change.kind == "retention-shorter"));
    assert!(!between(&outer(5), &outer(9)).is_empty());
}
