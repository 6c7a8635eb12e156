//! `seloste breach`: from a look to the drafts.

use crate::{
    common::people as marks,
    people::{ask, installed},
};
use serde_json::Value;
use std::fs;

#[test]
fn a_breach_goes_from_a_look_to_drafts_for_the_authority_and_the_people() {
    let (folder, subject) = installed();
    let folder = folder.path();
    let why = ["--reason", "Lost laptop"];
    let span = ["--account", "reader", "--from", "2026-11-23T00:00:00Z", "--to", "2026-11-24T00:00:00Z"];
    let officer = |words: &[&str], more: &[&str]| {
        let verb = [&["breach"][..], &words[..1]].concat();
        let place =
            ["--data", "here", "--clock", "2026-11-23T08:00:00Z", "--register", crate::common::WEBSHOP];
        let who = ["--as", "privacy-officer", "--purpose", "register-keeping"];
        crate::seloste(folder, &[&verb[..], &place, &who, &words[1..], more].concat())
    };
    assert_eq!(ask(folder, "show", "reader", "customer-care", &[&subject]).code, 0);

    assert_eq!(officer(&["look"], &span).code, 1, "a look wants a reason");
    let list = [&why[..], &span, &["--list", "people.csv", "--json"]].concat();
    let looked = officer(&["look"], &list);
    assert_eq!(looked.code, 0, "{}", looked.err);
    let told: Value = serde_json::from_str(&looked.out).unwrap();
    assert_eq!(
        (&told["sums"]["people"], &told["people"][0]["subject"]),
        (&Value::from(1), &Value::from(subject.clone()))
    );
    let list = fs::read_to_string(folder.join("people.csv")).unwrap();
    assert!(list.lines().count() == 2 && list.contains(&subject) && list.contains("Qvarnzel"), "{list}");
    let nobody = [&why[..], &["--account", "nobody-at-all"], &span[2..]].concat();
    assert!(officer(&["look"], &nobody).err.contains("no account"));
    let no_key = [&why[..], &["--key", "sel_none"], &span[2..]].concat();
    assert!(officer(&["look"], &no_key).err.contains("no key"));

    let facts = ["--known", "2026-11-23T07:30:00Z", "--facts", "A *laptop* was lost", "--json"];
    let recorded = officer(&["record"], &[&why[..], &span, &facts].concat());
    assert_eq!(recorded.code, 0, "{}", recorded.err);
    let recorded: Value = serde_json::from_str(&recorded.out).unwrap();
    // GDPR 33(1): 72 hours, whatever days of rest come between.
    assert_eq!(recorded["authority-by"], "2026-11-26T07:30:00Z");
    let number = recorded["breach"].to_string();
    for (lang, heading) in [("fi", "Mitä tapahtui"), ("sv", "Vad som hände"), ("en", "What happened")] {
        for whom in ["authority", "people"] {
            let more = [&why[..], &["--whom", whom, "--lang", lang, &number]].concat();
            let draft = officer(&["draft"], &more);
            assert!(draft.code == 0 && draft.out.contains(heading), "{}{}", draft.out, draft.err);
            assert!(draft.out.contains("\\*laptop\\*"), "{}", draft.out);
            marks::no_mark("a draft", draft.out.as_bytes());
        }
    }
    let more = [&why[..], &["--whom", "authority", "--format", "pdf", "-o", "draft.pdf", &number]].concat();
    assert_eq!(officer(&["draft"], &more).code, 0);
    assert!(fs::read(folder.join("draft.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(officer(&["draft"], &more).code, 1, "what is there is not written over");
    let told = [&why[..], &["--whom", "authority", &number]].concat();
    assert_eq!(officer(&["told"], &told).code, 0);
    let listed: Value =
        serde_json::from_str(&officer(&["list"], &[&why[..], &["--json"]].concat()).out).unwrap();
    assert_eq!(
        (&listed["breaches"][0]["clock"], &listed["looks"][0]["reason"]),
        (&"in-time".into(), &"Lost laptop".into())
    );
}
