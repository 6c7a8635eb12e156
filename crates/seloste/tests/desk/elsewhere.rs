//! A caller who may be known in another register of the same controller: suggested where both statements and the reader's roles let it
//! be looked for, and nothing told otherwise.

use crate::{
    calls::{CALLS, caller, recording},
    common::{Visitor, World, staff, statement},
    page,
};
use seloste::installation::Head;
use seloste_db::Engine;
use serde_json::{Value, json};

const THERE: &str = "retail-customers";
const QUALITY: &str = "service-quality";

const FLOW: &str = "[[recipient]]\nid = \"customers\"\nname = { fi = \"Asiakasrekisteri\", sv = \"Kundregistret\", en = \"Customer register\" }\n\
    kind = \"own-register\"\nregister = \"retail-customers\"\ncountry = \"FI\"\n\
    task = { fi = \"Soittajan numerolla voidaan katsoa, onko hän asiakas.\", sv = \"Med numret kan man se om den som ringde är kund.\", en = \"The number may be used to see whether the caller is a customer.\" }\n\
    purposes = [\"service-quality\"]\ncategories = [\"caller\"]\n\n";
const SOURCE: &str = "[[source]]\nid = \"from-calls\"\nname = { fi = \"Puhelujen rekisteri\", sv = \"Samtalsregistret\", en = \"Register of calls\" }\n\
    kind = \"own-register\"\nregister = \"call-recordings\"\n\n";

fn before(text: &str, at: &str, new: &str) -> String {
    let at = text.find(at).unwrap();
    format!("{}{new}{}", &text[..at], &text[at..])
}

/// Calls of which assessors read the caller's number, and customers who are looked up for the same purpose.
fn world(flow: &str, source: &str) -> World {
    let here = statement("call-recordings.toml")
        .replace("whole-for = [\"rights\"]", "whole-for = [\"rights\", \"service-quality\"]");
    let there = statement("retail-customers.toml").replace("customer-care", QUALITY);
    // Assessors of calls work for the company itself.
    let there = there.replace("companies = [\"exempelservice\"]\n", "");
    let texts = [(CALLS, before(&here, "[[role]]", flow)), (THERE, before(&there, "[[source]]", source))];
    World::of(Engine::Sqlite, Head::default(), &texts)
}

fn customer(world: &World, number: &str) -> String {
    let items = json!({ "surname": [{ "value": "Esimerkki" }], "first-names": [{ "value": "Aino" }], "phone": [{ "value": number }] });
    let new = json!({ "group": "customers", "source": "customer", "items": items });
    let mut keeper = world.key("keeper", THERE, "register-keeper");
    let answer = keeper.post(&format!("/api/v1/registers/{THERE}/subjects"), &new.to_string());
    assert_eq!(answer.status, 201, "{}", answer.text());
    let added: Value = serde_json::from_slice(&answer.body).unwrap();
    added["subject"].as_str().unwrap().to_owned()
}

/// Somebody employed by the company with a role here and one in the customers' register.
fn at_both(world: &World, name: &str, role: &str) -> Visitor {
    staff::account(&world.app, name, CALLS, &[role]);
    staff::account(&world.app, name, THERE, &["service-agent"]);
    world.person(name, CALLS, &[role])
}

#[test]
fn c26_a_caller_known_in_another_register_is_suggested_and_nothing_is_joined() {
    let world = world(FLOW, SOURCE);
    let aatos = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let known = customer(&world, "040 555 0123");
    let call = |number, seed| recording(&world, &caller(&world, number), aatos, ("2026-11-20", seed));
    let (one, other) = (call("+358 40 555 0123", 3), call("040 555 0199", 4));
    let mut assessor = at_both(&world, "assessor", "assessor");
    let here = page(QUALITY, &one);
    let shown = assessor.get(&here).text().to_string();
    assert!(
        shown.contains("/elsewhere") && !shown.contains(&known),
        "nothing is looked for by itself: {shown}"
    );
    let look =
        |visitor: &mut Visitor, of: &str| visitor.post(&format!("{of}/elsewhere"), &[("register", THERE)]);
    let found = look(&mut assessor, &here);
    let card = format!("/r/{THERE}/for/{QUALITY}/s/{known}");
    assert!(found.status == 200 && found.text().contains(&card), "{}", found.text());
    assert!(found.text().contains("may be somebody else"), "{}", found.text());
    let nobody = look(&mut assessor, &page(QUALITY, &other));
    assert!(nobody.status == 200 && !nobody.text().contains(&known), "{}", nobody.text());
    assert!(!assessor.get(&here).text().contains(&known), "nothing was written down");
    // Whoever has no role there, or hears nothing here, is told of no way and finds none.
    let mut outsider = world.person("beata", CALLS, &["assessor"]);
    let shown = outsider.get(&here);
    assert!(shown.status == 200 && !shown.text().contains("/elsewhere"), "{}", shown.text());
    assert_eq!(look(&mut outsider, &here).status, 404);
    let mut stranger = at_both(&world, "cecilia", "agent");
    assert_eq!(look(&mut stranger, &here).status, 404, "another agent's call");
}

#[test]
fn c26_without_a_flow_in_both_statements_nobody_is_looked_for_elsewhere() {
    for (flow, source) in [("", SOURCE), (FLOW, "")] {
        let world = world(flow, source);
        let aatos = staff::account(&world.app, "aatos", CALLS, &["agent"]);
        customer(&world, "040 555 0123");
        let call = recording(&world, &caller(&world, "040 555 0123"), aatos, ("2026-11-20", 3));
        let mut assessor = at_both(&world, "assessor", "assessor");
        let here = page(QUALITY, &call);
        let shown = assessor.get(&here);
        assert!(shown.status == 200 && !shown.text().contains("/elsewhere"), "{}", shown.text());
        assert_eq!(assessor.post(&format!("{here}/elsewhere"), &[("register", THERE)]).status, 404);
    }
}
