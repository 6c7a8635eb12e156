//! What an insider with a key tries beside what the key is for: pages of others, keys used twice, hidden holders, odd shapes.

use crate::ground::{Ground, both};
use serde_json::{Value, json};

const SHOP: &str = "webshop-customers";
const SUPPORT: &str = "support-customers";

fn customer(ground: &Ground, surname: &str) -> String {
    let items = json!({ "first-names": "Aino", "surname": surname });
    ground.program("register-keeper", "register-keeping").add("customers", "customer", &items)
}

#[test]
fn r4_039_a_place_in_somebody_elses_list_shows_nothing_of_it() {
    both(SHOP, |ground| {
        for surname in ["Sivuyksi", "Sivukaksi", "Sivukolme"] {
            customer(ground, surname);
        }
        let page = |after: &Value| json!({ "rows": 1, "after": after });
        let mut keeper = ground.program("register-keeper", "register-keeping");
        let next = keeper.post("subjects/list", &page(&Value::Null)).ok()["next"].clone();
        let mut clerk = ground.named("kuljettaja", "delivery-clerk", "order-handling");
        let told = clerk.post("subjects/list", &page(&next)).ok();
        assert_eq!((&told["hits"], &told["next"]), (&json!([]), &Value::Null), "nobody, and no more to come");
        let mut marketer = ground.program("marketer", "customer-care");
        assert_eq!(marketer.post("subjects/list", &page(&next)).rule(), "purpose-not-granted");
        let twin = ground.twin();
        let mut other = twin.program("register-keeper", "register-keeping");
        assert_eq!(
            other.post("subjects/list", &page(&next)).rule(),
            "unknown-place",
            "a place of another register is none"
        );
        let edited = next.as_str().unwrap().chars().rev().collect::<String>();
        assert_eq!(keeper.post("subjects/list", &page(&json!(edited))).rule(), "unknown-place");
    });
}

#[test]
fn r4_037_what_the_api_does_not_know_is_refused_whole() {
    both(SHOP, |ground| {
        let subject = customer(ground, "Muoto");
        let mut keeper = ground.program("register-keeper", "register-keeping");
        let card = keeper.card(&subject);
        let place = format!("subjects/{subject}");
        let good = json!({ "surname": [{ "value": "Toinen" }] });
        for body in [
            json!({ "source": "customer", "items": good, "maintainer": "me" }),
            json!({ "source": "customer", "items": good, "group": "companies" }),
            json!({ "source": "customer", "items": { "surname": [{ "value": "Toinen", "recorded": "2020-01-01T00:00:00Z" }] } }),
            json!({ "source": "customer", "items": { "surname": "Toinen" } }),
            json!({ "source": "customer", "items": { "surname": [{ "value": 7 }] } }),
            json!({ "source": "customer", "items": { "surname": [{ "value": "Toi\u{0}nen" }] } }),
            json!({ "source": "customer", "items": { "surname": [{ "value": "\u{202e}nenioT" }] } }),
            json!([]),
        ] {
            assert_eq!(keeper.send("PATCH", &place, &body).status, 422, "{body}");
        }
        for method in ["PUT", "POST", "OPTIONS", "TRACE", "PROPFIND"] {
            assert_eq!(keeper.send(method, &place, &json!({})).status, 405, "{method}");
        }
        assert_eq!(keeper.card(&subject), card, "nothing has changed");
        for number in [json!(-1), json!(0), json!(201), json!(1e30), json!("5")] {
            assert_eq!(keeper.post("subjects/list", &json!({ "rows": number })).status, 422, "{number}");
        }
    });
}

#[test]
fn r7_024_a_check_for_duplicates_knows_nobody_whom_the_asker_may_not_know() {
    both(SUPPORT, |ground| {
        let mut agent = ground.program("support-agent", "serving");
        let items = json!({ "surname": "Kaksonen", "phone": "045 788 7001", "email": "kaksonen@example.fi" });
        let subject = agent.add("customers", "phone-contact", &items);
        let number = agent.values(&subject, "customer-number")[0].clone();
        let mut other = ground.named("vieras", "support-agent", "serving");
        for (item, hidden, free) in [
            ("phone", "045 788 7001", "045 788 7002"),
            ("email", "kaksonen@example.fi", "kaksonen2@example.fi"),
            ("customer-number", number.as_str(), "99999999"),
        ] {
            let mut asked =
                |value: &str| other.post("subjects/taken", &json!({ "item": item, "value": value }));
            let (there, nowhere) = (asked(hidden), asked(free));
            assert_eq!((there.status, &there.answer.body), (nowhere.status, &nowhere.answer.body), "{item}");
        }
        let same = other.try_add("customers", "phone-contact", &items);
        assert_eq!(same.status, 201, "adding tells nothing either: {}", same.answer.text());
    });
}
