//! The day itself: a rule of law that ends at midnight, months of different lengths, leap days, and a solver that is not there.

use crate::{
    at, body,
    common::{WEBSHOP, World, binary, statement},
    items, ok,
};
use ::seloste::installation::Head;
use seloste_db::Engine;
use serde_json::json;
use std::{os::unix::fs::PermissionsExt as _, time::Duration};

#[test]
fn a_rule_of_law_that_ends_at_midnight_holds_to_the_last_second_and_not_longer() {
    // The United Kingdom's adequacy ends with 27 December 2031 (law/fi.toml).
    let text = statement("webshop-customers.toml").replacen("country = \"EE\"", "country = \"GB\"", 1);
    let world = World::of(Engine::Sqlite, Head::default(), &[(WEBSHOP, text)]);
    world.clock.set("2031-12-27T21:59:00Z".parse().unwrap());
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let items = items(&[("first-names", "Maija"), ("surname", "Ylihuominen"), ("phone", "040 123 4567")]);
    let new = json!({ "group": "customers", "source": "customer", "items": items });
    let who = ok(&keeper.post(&at(WEBSHOP, "subjects"), &new.to_string()));
    let place = at(WEBSHOP, &format!("subjects/{}/disclosures", who["subject"].as_str().unwrap()));
    let give =
        json!({ "recipient": "message-service", "purpose": "order-handling", "categories": ["contact"] });
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    world.clock.set("2031-12-27T21:59:59Z".parse().unwrap());
    let given = officer.post(&place, &give.to_string());
    assert_eq!(given.status, 201, "{}", given.text());
    world.clock.set("2031-12-27T22:00:00Z".parse().unwrap());
    let mut last = officer.post(&place, &give.to_string());
    for _ in 0..1_200 {
        if last.status != 201 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
        last = officer.post(&place, &give.to_string());
    }
    assert_eq!(last.status, 403, "{}", last.text());
    let told = body(&last);
    assert_eq!(told["code"], "recipient-not-allowed", "{told}");
}

#[test]
fn c08_months_of_different_lengths_and_leap_days_give_the_day_that_law_counts() {
    let world = World::new(Engine::Sqlite);
    world.clock.set("2028-12-31T12:00:00Z".parse().unwrap());
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let mut person = world.person("anna", WEBSHOP, &["privacy-officer"]);
    for (received, due, shown) in [
        ("2027-01-31", "2027-03-01", "1 Mar 2027"), // 28 February 2027 is a Sunday
        ("2028-01-31", "2028-02-29", "29 Feb 2028"),
        ("2028-02-29", "2028-03-29", "29 Mar 2028"),
        ("2028-08-31", "2028-10-02", "2 Oct 2028"), // 30 September 2028 is a Saturday
    ] {
        let new = json!({ "kind": "inspect", "channel": "letter", "received": received });
        let opened = ok(&officer.post(&at(WEBSHOP, "requests"), &new.to_string()));
        assert_eq!(opened["due"], due, "received on {received}");
        let case = opened["request"].as_str().unwrap();
        let page = person.get(&format!("/r/{WEBSHOP}/for/register-keeping/requests/{case}")).text();
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
}

#[test]
fn a_solver_that_is_missing_or_too_slow_is_said_and_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    binary::install(&data);
    let slow = folder.path().join("slow");
    let script =
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'This is cvc5 version 0.0.1'; else exit 9; fi\n";
    std::fs::write(&slow, script).unwrap();
    std::fs::set_permissions(&slow, std::fs::Permissions::from_mode(0o755)).unwrap();
    for solver in ["/nowhere/cvc5", "/bin/true", slow.to_str().unwrap()] {
        let place = [
            "prove",
            "--data",
            data.to_str().unwrap(),
            "--clock",
            "2026-11-23T08:00:00Z",
            "--register",
            WEBSHOP,
        ];
        let done =
            binary::run(&[&place[..], &["--json", "--solver", solver, "--claim", "system--access"]].concat());
        let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        let claim = told["reports"][0]["claims"]
            .as_array()
            .unwrap()
            .iter()
            .find(|claim| claim["id"] == "system--access")
            .unwrap();
        assert_eq!(claim["state"], "unproven", "{solver}: {claim}");
        assert!(claim["why"]["en"].as_str().is_some_and(|why| !why.is_empty()), "{solver}: {claim}");
    }
}
