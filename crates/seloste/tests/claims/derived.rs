//! What registers compute about people: fitting accessories, customer segments, age groups (R1-035, R6-032).

use crate::{
    common::statement,
    ground::{Caller, Ground, both, changed},
};
use serde_json::{Value, json};

const RETAIL: &str = "retail-customers";
const SERVICE: &str = "service-customers";
const FITS: &str = "fitting-accessories";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "register-keeping")
}

fn place(ground: &Ground) -> String {
    format!("catalogues/{}", ground.name("product-fits"))
}

fn load((ground, keeper): (&Ground, &mut Caller<'_>), rows: &[(&str, &str)]) {
    let rows: Vec<Value> = rows.iter().map(|(of, gives)| json!({ "of": of, "gives": gives })).collect();
    let told = keeper.send("PUT", &place(ground), &json!({ "rows": rows })).ok();
    assert_eq!(told["derived"], true, "{told}");
}

fn buys(agent: &mut Caller<'_>, subject: &str, products: &[(&str, u32)]) -> String {
    let lines: Vec<Value> =
        products.iter().map(|(product, many)| json!({ "product": product, "quantity": many })).collect();
    let items = json!({ "outlet": "keskusta" });
    agent.object(subject, &json!({ "kind": "order", "source": "dealings", "items": items, "lines": lines }))
}

fn returns(agent: &mut Caller<'_>, (subject, order): (&str, &str), product: &str) {
    let items = json!({ "outlet": "keskusta", "reason": "not-suitable" });
    let lines = json!([{ "product": product, "quantity": 1 }]);
    agent.object(
        subject,
        &json!({ "kind": "return", "source": "dealings", "parent": order, "items": items, "lines": lines }),
    );
}

#[test]
fn r1_035_accessories_are_derived_shown_with_their_reason_and_go_with_a_return() {
    changed(RETAIL, &statement("retail-customers.toml"), |ground| {
        let mut keeper = keeper(ground);
        load(
            (ground, &mut keeper),
            &[("Sohva Malli", "Sohvan huoltosarja"), ("Sohva Malli", "Kuljetus kotiin")],
        );
        let customer = json!({ "first-names": "Aino", "surname": "Sohvala", "phone": "045 788 0009" });
        let subject = keeper.add("customers", "customer", &customer);
        let mut agent = ground.program("service-agent", "customer-care");
        let order = buys(&mut agent, &subject, &[("sohva  malli", 2), ("Lamppu", 1)]);
        let card = agent.card(&subject);
        let fits = &card["items"][FITS];
        assert_eq!(fits[0]["value"], "Sohvan huoltosarja", "{card}");
        assert_eq!(fits[1]["value"], "Kuljetus kotiin");
        assert_eq!(fits[0]["because"], json!([{ "object": "order", "day": "2026-11-20" }]), "{fits}");
        let page = ground.person("seller", &["service-agent"]).visit(&format!(
            "/r/{}/for/{}/s/{subject}",
            ground.register,
            ground.name("customer-care")
        ));
        assert!(page.text().contains("Sohvan huoltosarja"), "{}", page.text());
        // Of two bought and one returned, one is left.
        returns(&mut agent, (&subject, &order), "Sohva Malli");
        assert_eq!(agent.values(&subject, FITS).len(), 2);
        returns(&mut agent, (&subject, &order), "Sohva Malli");
        assert!(agent.values(&subject, FITS).is_empty());
    });
}

#[test]
fn r1_035_a_catalogue_that_changes_changes_everybodys_items_and_nobody_writes_them() {
    changed(RETAIL, &statement("retail-customers.toml"), |ground| {
        let mut keeper = keeper(ground);
        load((ground, &mut keeper), &[("Hylly", "Hyllytuki")]);
        let customer = json!({ "first-names": "Aino", "surname": "Hyllynen", "phone": "045 788 0008" });
        let subject = keeper.add("customers", "customer", &customer);
        let mut agent = ground.program("service-agent", "customer-care");
        buys(&mut agent, &subject, &[("Hylly", 1)]);
        assert_eq!(agent.values(&subject, FITS), ["Hyllytuki"]);
        load((ground, &mut keeper), &[("Hylly", "Seinäkiinnike")]);
        assert_eq!(agent.values(&subject, FITS), ["Seinäkiinnike"]);
        for source in ["system", "customer", "staff", "dealings"] {
            let told = keeper.edit(&subject, source, &json!({ FITS: "Matto" }));
            assert_eq!(told.rule(), "source-not-allowed", "{source}");
        }
        let taken = keeper.send("PATCH", &format!("subjects/{subject}"), &json!({ "items": { FITS: [] } }));
        assert!(taken.status >= 400, "nor taken away by hand: {}", taken.answer.text());
        // An identity code is not let into a catalogue.
        let told = keeper.send(
            "PUT",
            &place(ground),
            &json!({ "rows": [{ "of": "Hylly", "gives": "Tuki 131052-9085" }] }),
        );
        assert_eq!(told.status, 422, "{}", told.answer.text());
    });
}

#[test]
fn r1_035_it_becomes_advertising_only_with_consent() {
    changed(RETAIL, &statement("retail-customers.toml"), |ground| {
        let mut keeper = keeper(ground);
        load((ground, &mut keeper), &[("Pöytä", "Pöytäliina")]);
        let customer = json!({ "first-names": "Aino", "surname": "Pöytälä", "phone": "045 788 0007" });
        let subject = keeper.add("customers", "customer", &customer);
        buys(&mut ground.program("service-agent", "customer-care"), &subject, &[("Pöytä", 1)]);
        let mut marketer = ground.program("marketer", "targeting");
        assert_eq!(marketer.get(&format!("subjects/{subject}")).rule(), "prohibited");
        keeper.word(&subject, ("consent", "targeting"), None, "in-force");
        assert_eq!(marketer.values(&subject, FITS), ["Pöytäliina"]);
    });
}

fn contract(agent: &mut Caller<'_>, subject: &str, (service, state): (&str, &str)) -> String {
    let items = json!({ "service": service, "contract-number": "S-1" });
    agent.object(
        subject,
        &json!({ "kind": "contract", "source": "service-use", "state": state, "items": items }),
    )
}

#[test]
fn r6_032_a_compiled_item_follows_its_inputs() {
    both(SERVICE, |ground| {
        let mut keeper = keeper(ground);
        // Nobody is in the register without a contract: it is the first.
        let person = json!({ "first-names": "Aino", "surname": "Koosta" });
        let subject = keeper.add("customers", "customer", &person);
        let first = keeper.card(&subject)["objects"][0]["object"].as_str().unwrap().to_owned();
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let segment = |officer: &mut Caller<'_>| officer.values(&subject, "customer-segment");
        assert_eq!(segment(&mut officer), ["one-service"]);
        contract(&mut keeper, &subject, ("garden", "in-force"));
        assert_eq!(segment(&mut officer), ["several-services"]);
        let ended = json!({
            "kind": "contract", "source": "service-use", "state": "ended", "starts": "2026-11-20", "ends": "2026-11-23",
            "items": { "service": [{ "value": "cleaning" }], "contract-number": [{ "value": "S-1" }] },
        });
        let ended = json!({ "seen": 1, "object": ended });
        keeper.send("PUT", &format!("objects/{first}"), &ended).ok();
        assert_eq!(segment(&mut officer), ["one-service"]);
        // What the page tells of it: inputs and rule in words.
        let case = officer.granted(&subject, "inspect", "document-seen");
        let page = officer.copy_page(&case);
        assert!(page.contains("contracts in force"), "{page}");
        let notice = ground.notice();
        assert!(notice.contains("Computed from the customer's own contracts in force"), "{notice}");
    });
}

/// A register of a kind that nobody has seen, with every rule.
fn own() -> String {
    include_str!("derived.toml").to_owned()
}

#[test]
fn r6_032_every_rule_computes_in_a_register_of_ones_own() {
    changed("anglers", &own(), |ground| {
        let mut clerk = ground.program("clerk", "membership");
        let person = json!({ "surname": "Hauki", "born": "2012-11-24" });
        let subject = clerk.add("members", "member", &person);
        assert_eq!(clerk.values(&subject, "age-group"), ["junior"]);
        assert_eq!(clerk.values(&subject, "age"), ["13"], "the day before the birthday");
        assert!(clerk.values(&subject, "catches-made").is_empty());
        let caught = |clerk: &mut Caller<'_>, day: &str, fish: &str, paid: &str| {
            let object = json!({
                "kind": "catch", "source": "club", "starts": day, "items": { "fish": fish, "fee": paid },
            });
            clerk.object(&subject, &object)
        };
        let pike = caught(&mut clerk, "2026-11-02", "pike", "12.50");
        caught(&mut clerk, "2026-11-02", "perch", "2.25");
        caught(&mut clerk, "2024-01-05", "pike", "1.00");
        let told = |clerk: &mut Caller<'_>, item: &str| clerk.values(&subject, item);
        assert_eq!(told(&mut clerk, "catches-made"), ["3"]);
        assert_eq!(told(&mut clerk, "kinds-lately"), ["2"]);
        assert_eq!(told(&mut clerk, "fees-paid"), ["15.75"]);
        assert_eq!(told(&mut clerk, "fee-class"), ["big"]);
        assert_eq!(told(&mut clerk, "last-catch"), ["2026-11-02"]);
        assert_eq!(told(&mut clerk, "first-fish"), ["pike"]);
        assert_eq!(
            clerk
                .send(
                    "PATCH",
                    &format!("subjects/{subject}"),
                    &json!({
                        "source": "member", "items": { "born": [{ "value": "1990-01-01" }] },
                    })
                )
                .status,
            204
        );
        assert_eq!(told(&mut clerk, "age-group"), ["grown-up"]);
        // What is taken out of an object takes its part with it.
        let less = json!({
            "kind": "catch", "source": "club", "starts": "2026-11-02",
            "items": { "fish": [{ "value": "pike" }], "fee": [{ "value": "0.50" }] },
        });
        let less = json!({ "seen": 1, "object": less });
        clerk.send("PUT", &format!("objects/{pike}"), &less).ok();
        assert_eq!(told(&mut clerk, "fees-paid"), ["3.75"]);
        assert_eq!(told(&mut clerk, "fee-class"), ["small"]);
    });
}
