//! R5: tasks that bear a card, and what a person's own word makes of them.

use crate::ground::{Caller, Ground, both};
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn person(ground: &Ground, surname: &str) -> String {
    keeper(ground).add("customer-people", "dealings", &json!({ "first-names": "Pekka", "surname": surname }))
}

/// A task of a new company.
fn task(ground: &Ground) -> String {
    let company =
        keeper(ground).add("other-organisations", "organisation", &json!({ "organisation-name": "Teko ry" }));
    let task = json!({ "kind": "task", "source": "dealings", "items": { "title": "Ota yhteyttä" } });
    ground.program("producer", "projects").object(&company, &task)
}

fn rules(told: &Value) -> Vec<&str> {
    let warnings = told["warnings"].as_array().map(Vec::as_slice).unwrap_or_default();
    warnings.iter().map(|one| one["rule"].as_str().unwrap()).collect()
}

#[test]
fn r5_071_a_task_bears_the_card_warns_of_a_prohibition_and_no_sales_call_is_made_against_it() {
    both(ID, |ground| {
        let (willing, unwilling) = (person(ground, "Suostuva"), person(ground, "Kieltava"));
        keeper(ground).forbid(&unwilling, "no-sales-calls");
        let (calls, talks) = (task(ground), task(ground));
        let mut producer = ground.program("producer", "projects");
        assert_eq!(producer.link(&calls, "sales-call", &willing).status, 204);
        assert_eq!(producer.link(&calls, "sales-call", &unwilling).rule(), "prohibited");
        assert!(producer.contexts(&unwilling).is_empty(), "and nothing came of it");
        assert_eq!(producer.link(&talks, "concerns", &willing).status, 204, "nothing to warn of");
        let told = producer.link(&talks, "concerns", &unwilling).ok();
        assert_eq!(rules(&told), ["marketing-prohibited"], "{told}");
        assert_eq!(producer.contexts(&unwilling), [("task".to_owned(), "concerns".to_owned())]);
        assert_eq!(rules(&producer.get(&format!("objects/{talks}/links")).ok()), ["marketing-prohibited"]);

        // Who says no later is not called either: the task says so.
        keeper(ground).forbid(&willing, "no-sales-calls");
        assert_eq!(rules(&producer.get(&format!("objects/{calls}/links")).ok()), ["contact-prohibited"]);
        let taken_back = json!({ "role": "sales-call", "subject": willing, "set": "taken-back" });
        assert_eq!(producer.post(&format!("objects/{calls}/links"), &taken_back).status, 204);
    });
}

#[test]
fn r5_071_the_page_of_a_task_shows_the_card_and_the_warning() {
    both(ID, |ground| {
        let unwilling = person(ground, "Sivukieltava");
        keeper(ground).forbid(&unwilling, "no-sales-calls");
        let task = task(ground);
        let mut producer = ground.program("producer", "projects");
        producer.link(&task, "concerns", &unwilling).ok();
        let owner = producer.get(&format!("objects/{task}")).ok()["subject"].as_str().unwrap().to_owned();
        let mut staff = ground.person("tekija", &["producer"]);
        let page = format!("/r/{}/for/{}/s/{owner}/o/{task}", ground.register, ground.name("projects"));
        let shown = staff.visit(&page).text();
        assert!(shown.contains("Sivukieltava"), "{shown}");
        assert!(shown.contains("has prohibited direct marketing"), "{shown}");
    });
}

#[test]
fn r5_095_a_contact_is_tied_to_an_order_and_shown_with_it() {
    both(ID, |ground| {
        let items = json!({ "organisation-name": "Tilaaja ry" });
        let company = keeper(ground).add("other-organisations", "organisation", &items);
        let mut seller = ground.program("seller", "orders");
        let order = json!({ "kind": "order", "source": "dealings", "items": { "title": "Lisenssit" } });
        let order = seller.object(&company, &order);
        let contact = json!({ "kind": "sales-contact", "source": "dealings", "parent": order, "items": { "matter": "Kysyi toimitusta" } });
        let contact = seller.object(&company, &contact);
        let shown = seller.get(&format!("subjects/{company}/objects")).ok();
        let objects = shown["objects"].as_array().unwrap();
        let found = objects.iter().find(|one| one["object"] == contact.as_str()).unwrap();
        assert_eq!(found["parent"], order.as_str(), "{shown}");
        let mut staff = ground.person("myyja", &["seller"]);
        let page = format!("/r/{}/for/{}/s/{company}/o/{order}", ground.register, ground.name("orders"));
        assert!(staff.visit(&page).text().contains(&contact), "with the order on its page");
    });
}
