//! People who came from others are told so within a month (R4-027, R5-103, R6-035); what is returned was delivered (R4-024).

use crate::ground::{Caller, Ground, both};
use serde_json::{Value, json};

const SHOP: &str = "webshop-customers";
const SERVICE: &str = "service-customers";

fn open(officer: &mut Caller<'_>, subject: &str) -> Option<Value> {
    let told = officer.get("source-notices").ok();
    let all = told["notices"].as_array().unwrap().clone();
    all.into_iter().find(|one| one["subject"] == subject)
}

fn owed_and_told(ground: &Ground, (partner, person): (&str, &Value)) {
    let mut keeper = ground.program("register-keeper", "register-keeping");
    let mut officer = ground.program("privacy-officer", "register-keeping");
    let own = keeper.add("customers", "customer", person);
    assert_eq!(open(&mut officer, &own), None, "who came by themselves is told at once (GDPR 13)");
    let subject = keeper.add("customers", partner, person);
    let notice = open(&mut officer, &subject).unwrap();
    assert_eq!((&notice["source"], &notice["due"]), (&json!(partner), &json!("2026-12-23")), "{notice}");
    let page = ground.person("privacy-officer", &["privacy-officer"]).visit(&format!(
        "/r/{}/for/{}/source-notices",
        ground.register,
        ground.name("register-keeping")
    ));
    assert!(page.text().contains(&subject), "{}", page.text());
    let place = format!("subjects/{subject}/source-notice");
    assert_eq!(keeper.post(&place, &json!({ "how": "letter" })).status, 403, "not for everybody to say");
    assert_eq!(officer.post(&place, &json!({ "how": "letter" })).ok()["told"], 1);
    assert_eq!(officer.post(&place, &json!({ "how": "letter" })).ok()["told"], 0, "once");
    assert_eq!(open(&mut officer, &subject), None);
    let stands = officer.get(&place).ok();
    assert_eq!((&stands["how"], &stands["told"]), (&json!("letter"), &json!("2026-11-23T08:00:00Z")));
}

#[test]
fn r4_027_whoever_came_from_a_partner_is_told_within_a_month() {
    let person = json!({ "first-names": "Pertti", "surname": "Kumppanila" });
    both(SHOP, |ground| owed_and_told(ground, ("installation-partner", &person)));
}

#[test]
fn r6_035_whoever_came_from_a_third_partys_register_is_told_within_a_month() {
    let person = json!({ "first-names": "Riitta", "surname": "Rekisterilä" });
    both(SERVICE, |ground| owed_and_told(ground, ("housing-partner", &person)));
}

#[test]
fn r5_103_everybody_of_a_list_is_told_and_the_list_can_be_recalled() {
    both(SHOP, |ground| {
        let mut keeper = ground.program("register-keeper", "register-keeping");
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let text = "first-names;surname\nLista;Yksilä\nLista;Kaksila\n";
        let columns = json!({ "first-names": "first-names", "surname": "surname" });
        let bring = json!({
            "source": "installation-partner", "name": "lista.csv", "text": text, "columns": columns,
            "group": "customers",
        });
        let report = keeper.post("imports", &bring).ok();
        assert_eq!(report["rows"]["created"], 2, "{report}");
        let batch = report["batch"].as_str().unwrap().to_owned();
        let of_batch = |officer: &mut Caller<'_>| {
            let told = officer.get("source-notices").ok();
            told["notices"].as_array().unwrap().iter().filter(|one| one["batch"] == batch.as_str()).count()
        };
        assert_eq!(of_batch(&mut officer), 2);
        assert_eq!(
            officer.post(&format!("imports/{batch}/told"), &json!({ "how": "known" })).ok()["told"],
            2
        );
        assert_eq!(of_batch(&mut officer), 0);
        let undone = keeper.post(&format!("imports/{batch}/undo"), &json!({}));
        assert!(undone.status < 300, "{}", undone.answer.text());
    });
}

#[test]
fn r4_024_a_return_takes_back_what_was_delivered_and_no_more() {
    both(SHOP, |ground| {
        let mut keeper = ground.program("register-keeper", "register-keeping");
        let person = json!({ "first-names": "Reijo", "surname": "Palautus" });
        let subject = keeper.add("customers", "customer", &person);
        let mut handler = ground.program("order-handler", "order-handling");
        let order = handler.object(
            &subject,
            &json!({
                "kind": "order", "source": "shop", "items": { "order-number": "T-77" },
                "lines": [{ "product": "Lamppu", "quantity": "3" }, { "product": "Matto", "quantity": "1" }],
            }),
        );
        let delivery = |state: &str, many: u32| {
            json!({
                "kind": "delivery", "source": "shop", "parent": order, "state": state,
                "lines": [{ "product": "Lamppu", "quantity": many }],
            })
        };
        let back = |parent: &str, product: &str, many: i32| {
            json!({
                "kind": "return", "source": "customer", "parent": parent, "items": { "reason": "faulty" },
                "lines": [{ "product": product, "quantity": many }],
            })
        };
        let coming = handler.object(&subject, &delivery("on-the-way", 1));
        assert_eq!(handler.try_object(&subject, &back(&coming, "Lamppu", 1)).rule(), "not-delivered");
        let there = handler.object(&subject, &delivery("delivered", 2));
        assert_eq!(
            handler.try_object(&subject, &back(&there, "Matto", 1)).rule(),
            "not-in-parent",
            "never delivered"
        );
        assert_eq!(
            handler.try_object(&subject, &back(&there, "Lamppu", 3)).rule(),
            "not-in-parent",
            "too many"
        );
        assert_eq!(handler.try_object(&subject, &back(&there, "Lamppu", -1)).rule(), "not-in-parent");
        handler.object(&subject, &back(&there, " lamppu", 1));
        assert_eq!(
            handler.try_object(&subject, &back(&there, "Lamppu", 2)).rule(),
            "not-in-parent",
            "one came back already"
        );
        handler.object(&subject, &back(&there, "Lamppu", 1));
    });
}

#[test]
fn r6_005_011_a_company_of_the_group_reaches_its_own_customers_only() {
    both(SERVICE, |ground| {
        let mut keeper = ground.program("register-keeper", "register-keeping");
        let mut sister = ground.program("sister-agent", "customer-care");
        let person = json!({ "first-names": "Salla", "surname": "Sisarela" });
        let others = keeper.add("customers", "customer", &person);
        let own = sister.add("customers", "customer", &person);
        assert_eq!(sister.find("sisarela"), [own.as_str()]);
        assert_eq!(sister.get(&format!("subjects/{others}")).status, 404, "as if there were nobody");
        assert_eq!(keeper.find("sisarela").len(), 2, "the controller knows both");
        // A prohibition that one company takes down holds for the other (R6-011).
        sister.forbid(&own, "direct-marketing");
        let mut marketer = ground.program("marketer", "own-marketing");
        assert!(!marketer.reaches(&own, "post"));
        let mut sister = ground.program("sister-agent", "electronic-marketing");
        assert!(!sister.reaches(&own, "email"));
    });
}
