//! The OpenAPI document says what the calls are.

use crate::common::root;
use seloste::{
    api::{openapi, routes},
    door::Access,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn document() -> Value {
    serde_json::from_str(openapi::text()).unwrap()
}

/// Methods of every path of the document.
fn declared(document: &Value) -> BTreeMap<String, Vec<String>> {
    let methods =
        |item: &Value| item.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
    document["paths"].as_object().unwrap().iter().map(|(path, item)| (path.clone(), methods(item))).collect()
}

#[test]
fn every_door_is_in_the_document_and_nothing_else() {
    let mut doors: BTreeMap<String, Vec<String>> = routes::doors()
        .iter()
        .filter(|door| !door.methods.is_empty())
        .map(|door| {
            let methods = door.methods.iter().map(ToString::to_string).filter(|method| method != "HEAD");
            (door.path.to_owned(), methods.collect())
        })
        .collect();
    let mut declared = declared(&document());
    doors.values_mut().chain(declared.values_mut()).for_each(|methods| methods.sort());
    assert_eq!(doors, declared);
}

#[test]
fn doors_for_keys_want_a_key_and_a_purpose() {
    let document = document();
    for door in routes::doors().iter().filter(|door| !door.methods.is_empty()) {
        for (method, call) in document["paths"][door.path].as_object().unwrap() {
            let open = call["security"].as_array().is_some_and(|all| all == &[serde_json::json!({})]);
            assert_eq!(open, door.access == Access::Anyone, "{method} {}", door.path);
            assert_eq!(
                call["responses"]["401"].is_object(),
                door.access == Access::Key,
                "{method} {}",
                door.path
            );
            let about_subjects = [
                "/subjects",
                "/objects",
                "/requests",
                "/imports",
                "/selections",
                "/recipient-notices",
                "/recordings",
                "/messages",
                "/intake",
                "/mailings",
                "/mentions",
                "/source-notices",
                "/catalogues",
                "/extracts",
                "/statistics",
                "/assessments",
                "/samples",
                "/training-sets",
                "/log/find",
                "/security-events",
            ]
            .iter()
            .any(|room| door.path.contains(room));
            let names: Vec<&str> = call["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| one["name"].as_str().unwrap())
                .collect();
            assert_eq!(
                names.contains(&"Seloste-Purpose"),
                about_subjects,
                "{method} {}: {names:?}",
                door.path
            );
        }
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let mut found = 0;
    let mut look = vec![&document];
    while let Some(value) = look.pop() {
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
                    found += 1;
                }
                look.extend(object.values());
            }
            Value::Array(array) => look.extend(array),
            _ => {}
        }
    }
    assert!(found > 50, "only {found} references");
}

#[test]
fn words_and_filters_never_stand_in_an_address() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for call in item.as_object().unwrap().values() {
            for parameter in
                call["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query")
            {
                let name = parameter["name"].as_str().unwrap();
                assert!(["after", "rows"].contains(&name), "{path}: ?{name}=");
            }
        }
    }
}

/// `docs/openapi.json` is what a developer reads; it is renewed with `seloste schema api > docs/openapi.json`.
#[test]
fn the_document_in_docs_is_the_one_that_is_served() {
    let kept = std::fs::read_to_string(root().join("docs/openapi.json")).unwrap_or_default();
    assert!(
        kept.trim() == openapi::text().trim(),
        "docs/openapi.json is out of date; renew it: seloste schema api > docs/openapi.json"
    );
}
