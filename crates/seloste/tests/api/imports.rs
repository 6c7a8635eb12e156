//! Files brought in over HTTP, on both engines.

use crate::{
    SUBJECTS, body,
    common::{Program, WEBSHOP, World},
    problem,
};
use seloste_db::Engine;
use serde_json::{Value, json};

const IMPORTS: &str = "/api/v1/registers/webshop-customers/imports";
const FILE: &str = "Etunimet;Sukunimi;Sähköposti\nMaija;Tuotunen;maija@example.fi\nMatti;Tuotunen;ei-osoite\nMaija;Tuotunen;maija@example.fi\n";

fn sent(trial: bool) -> Value {
    json!({
        "source": "shop", "name": "erä.csv", "text": FILE, "trial": trial,
        "columns": { "Etunimet": "first-names", "Sukunimi": "surname", "Sähköposti": "email" },
    })
}

fn found(keeper: &mut Program) -> usize {
    let asked = json!({ "words": "tuotunen" }).to_string();
    body(&keeper.post(&format!("{SUBJECTS}/find"), &asked))["hits"].as_array().unwrap().len()
}

#[test]
fn a_file_is_tried_brought_in_listed_and_undone() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let tried = keeper.post(IMPORTS, &sent(true).to_string());
        assert_eq!(tried.status, 200, "{}", tried.text());
        let tried = body(&tried);
        assert_eq!((found(&mut keeper), &tried["batch"]), (0, &Value::Null));
        let outcomes: Vec<&str> =
            tried["tried"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["create", "error", "duplicate"]);

        let done = keeper.post(IMPORTS, &sent(false).to_string());
        assert_eq!(done.status, 201, "{}", done.text());
        let at = done.header("location").unwrap().to_owned();
        let done = body(&done);
        assert_eq!(done["rows"], tried["rows"], "a trial says what the run does");
        assert_eq!(found(&mut keeper), 1);

        let batch = body(&keeper.get(&at));
        assert_eq!((batch["state"].as_str(), batch["name"].as_str()), (Some("done"), Some("erä.csv")));
        assert_eq!(body(&keeper.get(IMPORTS))["batches"][0], batch);
        let rows = |keeper: &mut Program, outcome: &str| {
            body(&keeper.post(&format!("{at}/rows"), &json!({ "outcome": outcome }).to_string()))
        };
        let created = rows(&mut keeper, "created");
        assert_eq!((&created["rows"][0]["row"], &created["next"]), (&json!(2), &Value::Null));
        assert!(created["rows"][0]["subject"].is_string());
        let failed = rows(&mut keeper, "failed");
        assert_eq!(failed["rows"][0]["row"], 3);
        assert_eq!(failed["rows"][0]["reasons"][0]["column"], "Sähköposti");
        assert!(!failed.to_string().contains("ei-osoite"), "a value of a failed row is not kept");

        assert_eq!(keeper.post(&format!("{at}/undo"), "{}").status, 202);
        for _ in 0..1_200 {
            if body(&keeper.get(&at))["state"] == "undone" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert_eq!((body(&keeper.get(&at))["state"].as_str(), found(&mut keeper)), (Some("undone"), 0));
        assert_eq!(keeper.post(&format!("{at}/undo"), "{}").status, 409);
    }
}

#[test]
fn columns_may_be_named_after_their_items_and_one_that_is_not_refuses_the_file() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let file = |text: &str| json!({ "source": "shop", "name": "a.csv", "text": text }).to_string();
    let done = keeper.post(IMPORTS, &file("first-names,surname\nMaija,Tuotunen\n"));
    assert_eq!((done.status, &body(&done)["rows"]["created"]), (201, &json!(1)));
    let other = keeper.post(IMPORTS, &file("first-names,surname,favourite-colour\nMaija,Muunen,sininen\n"));
    assert_eq!(other.status, 422, "{}", other.text());
    assert!(problem(&other)["items"][0]["what"].as_str().unwrap().contains("favourite-colour"));
    let empty = keeper.post(IMPORTS, &file(""));
    assert_eq!((empty.status, problem(&empty)["code"].as_str()), (422, Some("file-unreadable")));
}

#[test]
fn who_may_not_bring_files_in_learns_nothing_of_batches() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let at = keeper.post(IMPORTS, &sent(false).to_string()).header("location").unwrap().to_owned();
    let mut reader = world.key("reader", WEBSHOP, "reader");
    for (one, other) in [(at.clone(), format!("{IMPORTS}/1")), (IMPORTS.to_owned(), IMPORTS.to_owned())] {
        let (one, other) = (reader.get(&one), reader.get(&other));
        assert_eq!((one.status, one.text()), (403, other.text()));
    }
    assert_eq!(reader.post(IMPORTS, &sent(false).to_string()).status, 403);
    assert_eq!(reader.post(&format!("{at}/undo"), "{}").status, 403);
    assert_eq!(keeper.get(&format!("{IMPORTS}/1")).status, 404);
    assert_eq!(keeper.get(&format!("{IMPORTS}/x")).status, 404);
}
