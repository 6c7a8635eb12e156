//! The main path: add, find, open, change, objects, permissions, history, readers, erase. On both engines.

use crate::{
    SUBJECTS, add, body,
    common::{Program, WEBSHOP, World},
    draft, problem,
};
use seloste_db::Engine;
use serde_json::{Value, json};

fn both(visit: impl Fn(&World)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        visit(&World::new(engine));
    }
}

fn value(card: &Value, item: &str) -> Value {
    card["items"][item][0]["value"].clone()
}

#[test]
fn a_person_is_added_found_opened_changed_and_closed() {
    both(|world| {
        let mut agent = world.key("agent", WEBSHOP, "service-agent");
        agent.purpose("customer-care");
        let subject = add(&mut agent, "Esimerkkinen");
        let path = format!("{SUBJECTS}/{subject}");

        let found = agent.post(&format!("{SUBJECTS}/find"), &json!({ "words": "esim 1234567" }).to_string());
        assert_eq!(found.status, 200, "{}", found.text());
        assert_eq!(body(&found)["hits"][0]["subject"], subject);

        let card = body(&agent.get(&path));
        assert_eq!(value(&card, "surname"), "Esimerkkinen");
        assert_eq!(value(&card, "email"), "maija@example.fi");
        assert_eq!(card["items"]["phone"].as_array().unwrap().len(), 2);
        assert_eq!(card["items"]["phone"][0]["label"], "mobile");
        assert_eq!(card["items"]["surname"][0]["source"], "customer");
        assert!(card["categories"].get("age").is_none(), "age is not this role's: {card}");

        let seen = json!({ "contact": card["categories"]["contact"]["version"] });
        let change =
            json!({ "seen": seen, "source": "customer", "items": { "town": [{ "value": "Turku" }] } });
        assert_eq!(agent.send("PATCH", &path, &change.to_string()).status, 204);
        assert_eq!(value(&body(&agent.get(&path)), "town"), "Turku");

        assert_eq!(agent.send("POST", &format!("{path}/close"), "").status, 204);
        assert!(body(&agent.get(&path))["closed"].is_string());
        assert_eq!(agent.send("POST", &format!("{path}/reopen"), "").status, 204);
        assert!(body(&agent.get(&path))["closed"].is_null());
    });
}

#[test]
fn what_was_read_may_be_sent_back_as_it_is() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Takaisinen");
    let path = format!("{SUBJECTS}/{subject}");
    let card = body(&keeper.get(&path));
    let mut items = serde_json::Map::new();
    for (item, values) in card["items"].as_object().unwrap() {
        let values = values.as_array().unwrap().iter().map(|one| {
            let mut one = one.clone();
            one.as_object_mut().unwrap().remove("recorded");
            one
        });
        if item != "customer-number" && item != "customer-since" {
            items.insert(item.clone(), values.collect());
        }
    }
    let change = json!({ "items": items });
    let answer = keeper.send("PATCH", &path, &change.to_string());
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(body(&keeper.get(&path))["items"], card["items"], "nothing has changed");
}

#[test]
fn two_who_change_the_same_item_are_told_which() {
    both(|world| {
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Ristiriitanen");
        let path = format!("{SUBJECTS}/{subject}");
        let version = body(&keeper.get(&path))["categories"]["contact"]["version"].clone();
        let change = |town: &str| {
            json!({ "seen": { "contact": version }, "source": "staff", "items": { "town": [{ "value": town }] } }).to_string()
        };
        assert_eq!(keeper.send("PATCH", &path, &change("Oulu")).status, 204);
        let second = keeper.send("PATCH", &path, &change("Vaasa"));
        assert_eq!(second.status, 409);
        let told = problem(&second);
        assert_eq!(told["code"], "conflict");
        assert_eq!(told["items"][0]["item"], "town");
        assert_eq!(value(&body(&keeper.get(&path)), "town"), "Oulu");
    });
}

#[test]
fn objects_stand_on_the_timeline_newest_first() {
    both(|world| {
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Tilaajanen");
        let path = format!("{SUBJECTS}/{subject}/objects");
        let mut names = Vec::new();
        for day in 1..=5 {
            let order = json!({
                "kind": "order",
                "starts": format!("2026-11-0{day}"),
                "source": "shop",
                "items": { "order-number": [{ "value": format!("T{day}") }], "total": [{ "value": "12,50" }] },
                "lines": [{ "product": [{ "value": "Lamppu" }], "quantity": [{ "value": "2" }] }],
            });
            let added = keeper.post(&path, &order.to_string());
            assert_eq!(added.status, 201, "{}", added.text());
            names.push(body(&added)["object"].as_str().unwrap().to_owned());
        }
        names.reverse();
        assert_eq!(walked(&mut keeper, &path), names);

        let address = format!("/api/v1/registers/webshop-customers/objects/{}", names[0]);
        let order = body(&keeper.get(&address));
        assert_eq!(order["subject"], subject);
        assert_eq!(order["object"]["items"]["total"][0]["value"], "12.50");
        assert_eq!(order["object"]["lines"][0]["product"][0]["value"], "Lamppu");
        let change = json!({ "seen": order["object"]["version"], "object": {
            "kind": "order", "state": "shipped", "starts": "2026-11-05", "source": "shop",
            "items": { "order-number": [{ "value": "T5" }] },
        } });
        assert_eq!(keeper.send("PUT", &address, &change.to_string()).status, 204);
        assert_eq!(keeper.send("PUT", &address, &change.to_string()).status, 409);
        assert_eq!(body(&keeper.get(&address))["object"]["state"], "shipped");
    });
}

/// Names of all objects, two at a time.
fn walked(program: &mut Program, path: &str) -> Vec<String> {
    let (mut names, mut after) = (Vec::new(), String::new());
    for _ in 0..10 {
        let page = body(&program.get(&format!("{path}?rows=2{after}")));
        let objects = page["objects"].as_array().unwrap_or_else(|| panic!("{page}"));
        assert!(objects.len() <= 2);
        names.extend(objects.iter().map(|one| one["object"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return names,
        }
    }
    panic!("the timeline has no end: {names:?}");
}

#[test]
fn a_list_is_walked_page_by_page_and_shows_everybody_once() {
    both(|world| {
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let mut added: Vec<String> = ["Aaltonen", "Bertonen", "Celtonen", "Deltonen", "Eltonen"]
            .iter()
            .map(|surname| {
                let answer = keeper.post(SUBJECTS, &draft(surname).to_string());
                body(&answer)["subject"].as_str().unwrap().to_owned()
            })
            .collect();
        let (mut listed, mut after) = (Vec::new(), Value::Null);
        loop {
            let asked = json!({ "filter": { "group": "customers" }, "rows": 2, "after": after });
            let page = body(&keeper.post(&format!("{SUBJECTS}/list"), &asked.to_string()));
            let hits = page["hits"].as_array().unwrap_or_else(|| panic!("{page}"));
            listed.extend(hits.iter().map(|hit| hit["subject"].as_str().unwrap().to_owned()));
            after = page["next"].clone();
            if after.is_null() || listed.len() > 10 {
                break;
            }
        }
        listed.sort();
        added.sort();
        assert_eq!(listed, added);
    });
}

#[test]
fn r1_025_permissions_are_dated_records_and_take_effect_at_once() {
    both(|world| {
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Kieltonen");
        let path = format!("{SUBJECTS}/{subject}/permissions");
        for set in ["in-force", "taken-back"] {
            let change = json!({ "what": "prohibition", "id": "direct-advertising", "set": set, "by": "phone", "notice": "soitti" });
            let answer = keeper.post(&path, &change.to_string());
            assert_eq!(answer.status, 204, "{}", answer.text());
        }
        let all = body(&keeper.get(&path));
        let all = all["permissions"].as_array().unwrap();
        assert!(
            !all.is_empty()
                && all.iter().all(|one| one["id"] == "direct-advertising" && one["by"] == "phone")
        );
        assert!(all.iter().any(|one| one["until"].is_string()), "{all:?}");
        let unknown =
            json!({ "what": "consent", "id": "direct-advertising", "set": "in-force", "by": "phone" });
        assert_eq!(problem(&keeper.post(&path, &unknown.to_string()))["items"][0]["rule"], "not-declared");
    });
}

#[test]
fn earlier_values_and_readers_are_told_to_those_who_may() {
    both(|world| {
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Vanhanen");
        let path = format!("{SUBJECTS}/{subject}");
        let change = json!({ "source": "customer", "items": { "surname": [{ "value": "Uusinen" }] } });
        assert_eq!(keeper.send("PATCH", &path, &change.to_string()).status, 204);
        let history = body(&keeper.get(&format!("{path}/history")));
        assert_eq!(history["past"][0]["item"], "surname", "{history}");
        assert_eq!(history["past"][0]["values"][0]["value"], "Vanhanen");

        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let readers = body(&officer.get(&format!("{path}/readers")));
        assert!(readers["readings"].as_array().unwrap().len() >= 2, "{readers}");
        assert_eq!(keeper.get(&format!("{path}/readers")).status, 403, "keepers don't see readers");

        let why = body(&keeper.get(&format!("{path}/explain")));
        assert_eq!(why["categories"]["contact"]["mine"][0]["role"], "register-keeper", "{why}");
        assert!(why["categories"]["contact"]["roles"]["service-agent"].is_array(), "{why}");
    });
}

#[test]
fn an_erased_person_is_as_absent_as_one_who_never_was() {
    both(|world| {
        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let subject = add(&mut keeper, "Poistonen");
        let path = format!("{SUBJECTS}/{subject}");
        assert_eq!(keeper.send("DELETE", &path, "").status, 403);
        assert_eq!(officer.send("DELETE", &path, "").status, 204);
        let gone = keeper.get(&path);
        let never = keeper.get(&format!("{SUBJECTS}/{}", "A".repeat(subject.len())));
        assert_eq!((gone.status, gone.body), (404, never.body));
        let found = body(&keeper.post(&format!("{SUBJECTS}/find"), r#"{"words": "poistonen"}"#));
        assert_eq!(found["hits"], json!([]));
        assert_eq!(officer.send("DELETE", &path, "").status, 404);
    });
}

#[test]
fn an_identifier_that_somebody_has_is_told() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Varattunen");
    let mut taken = |value: &str| {
        body(
            &keeper
                .post(&format!("{SUBJECTS}/taken"), &json!({ "item": "email", "value": value }).to_string()),
        )
    };
    let told = taken("MAIJA@example.fi");
    assert_eq!((told["taken"].clone(), told["hits"][0]["subject"].clone()), (json!(true), json!(subject)));
    assert_eq!(taken("muu@example.fi"), json!({ "taken": false, "hits": [] }));
}

#[test]
fn r1_009_a_purpose_of_totals_gives_no_rows() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let mut analyst = world.key("analyst", WEBSHOP, "assortment-analyst");
    analyst.purpose("offering-planning");
    let count = format!("{SUBJECTS}/count");
    add(&mut keeper, "Yksinen");
    let few = analyst.post(&count, r#"{"filter": {"group": "customers"}}"#);
    assert_eq!((few.status, problem(&few)["code"].as_str().unwrap()), (403, "group-too-small"));
    for number in 0..10 {
        add(&mut keeper, &format!("Monenen{}", "abcdefghij".chars().nth(number).unwrap()));
    }
    let many = analyst.post(&count, r#"{"filter": {"group": "customers"}}"#);
    assert_eq!(body(&many), json!({ "count": 11 }));
    for (path, sent) in [("find", r#"{"words": "a"}"#), ("list", "{}")] {
        assert_eq!(analyst.post(&format!("{SUBJECTS}/{path}"), sent).status, 403, "{path}");
    }
}
