//! R5: lists of contacts that are bought: from whom, when and on which terms, whom they bring, and how they go again.

use crate::{
    common::{World, statement},
    ground::{Caller, Ground, both},
};
use seloste::installation::Head;
use seloste_db::Engine;
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

/// A file from the seller with people of these surnames.
fn file(name: &str, surnames: &[&str], bought: &Value) -> Value {
    let rows: String =
        surnames.iter().map(|surname| format!("{surname};{}@example.fi\n", surname.to_lowercase())).collect();
    let columns = json!({ "surname": "surname", "email": "email" });
    let mut file = json!({
        "source": "list-seller", "name": name, "text": format!("surname;email\n{rows}"), "columns": columns,
        "group": "customer-people",
    });
    if !bought.is_null() {
        file["bought"] = bought.clone();
    }
    file
}

fn terms() -> Value {
    json!({ "seller": "Listatalo Malli Oy", "on": "2026-11-20", "terms": "Kertakäyttö, 31.12.2026 asti" })
}

#[test]
fn r5_103_a_bought_list_says_who_sold_it_when_and_on_which_terms() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let surnames = ["Ostettunen", "Ostettula"];
        let future = json!({ "seller": "Listatalo Malli Oy", "on": "2027-01-01", "terms": "Kertakäyttö" });
        let silent = json!({ "seller": " ", "on": "2026-11-20", "terms": "Kertakäyttö" });
        for untold in [Value::Null, future, silent] {
            let told = keeper.post("imports", &file("lista.csv", &surnames, &untold));
            assert_eq!((told.status, told.rule()), (422, "bought-untold"), "{untold}");
        }
        assert!(keeper.find("ostettunen").is_empty(), "nobody came in");
        let report = keeper.post("imports", &file("lista.csv", &surnames, &terms())).ok();
        assert_eq!(report["rows"]["created"], 2, "{report}");
        let batch = report["batch"].as_str().unwrap().to_owned();
        assert_eq!(keeper.get(&format!("imports/{batch}")).ok()["bought"], terms(), "kept with the batch");
        let found = keeper.find("ostettunen");
        assert_eq!(keeper.card(&found[0])["items"]["surname"][0]["source"], "list-seller");
        let mut officer = ground.program("privacy-officer", "rights");
        let owed = officer.get("source-notices").ok();
        let owed = owed["notices"].as_array().unwrap();
        let of = owed.iter().find(|one| one["subject"] == found[0].as_str()).unwrap();
        assert_eq!(of["seller"], "Listatalo Malli Oy", "whom the person is told of: {of}");
        let undone = keeper.post(&format!("imports/{batch}/undo"), &json!({}));
        assert!(undone.status < 300, "{}", undone.answer.text());
        for _ in 0..400 {
            if keeper.get(&format!("imports/{batch}")).ok()["state"] == "undone" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        assert!(
            keeper.find("ostettunen").is_empty() && keeper.find("ostettula").is_empty(),
            "recalled whole"
        );
    });
}

#[test]
fn r5_103_whoever_asked_to_be_erased_is_dropped_from_a_bought_list() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        keeper.post("imports", &file("eka.csv", &["Poistunut"], &terms())).ok();
        let found = keeper.find("poistunut");
        let mut officer = ground.program("privacy-officer", "rights");
        assert_eq!(officer.send("DELETE", &format!("subjects/{}", found[0]), &Value::Null).status, 204);
        let report = keeper.post("imports", &file("toka.csv", &["Poistunut", "Uusityyppi"], &terms())).ok();
        assert_eq!(
            (&report["rows"]["created"], &report["rows"]["refused"]),
            (&json!(1), &json!(1)),
            "{report}"
        );
        assert!(keeper.find("poistunut").is_empty());
    });
}

#[test]
fn r5_103_nothing_that_was_typed_or_chosen_in_the_wizard_is_lost_by_a_mistake() {
    let world = World::of(Engine::Sqlite, Head::default(), &[(ID, statement(&format!("{ID}.toml")))]);
    let mut keeper = world.person("tuoja", ID, &["register-keeper"]);
    let wizard = format!("/r/{ID}/for/rights/import");
    keeper.get(&wizard);
    let columns = keeper.upload(&wizard, ("list-seller", "Nimi;A;B;C\nOstettunen;1.1.2026;x;y\n"));
    let chosen = [("m.0", "surname"), ("m.1", "@contract starts:"), ("m.2", "@order starts:"), ("m.3", "")];
    let typed = [
        ("do", "try"),
        ("encoding", "UTF-8"),
        ("delimiter", "semicolon"),
        ("group", "customer-people"),
        ("seller", "Listatalo Malli Oy"),
        ("terms", "Kertakäyttö"),
    ];
    let told = keeper.post(&columns, &[&typed[..], &chosen[..]].concat());
    assert_eq!(told.status, 422);
    let page = told.text();
    for value in ["surname", "@contract starts:", "@order starts:"] {
        assert!(page.contains(&format!("value=\"{value}\" selected")), "{value} was forgotten: {page}");
    }
    assert!(
        page.contains("value=\"Listatalo Malli Oy\"") && page.contains(">Kertakäyttö</textarea>"),
        "{page}"
    );
}
