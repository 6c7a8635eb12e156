//! R3, flows out of the newsletter's register: into the sister register of the same controller, and into one that the group shares.

use crate::{
    common::{Program, World, statement},
    ground::both,
};
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use serde_json::{Value, json};

const HERE: &str = "newsletter";
const THERE: &str = "retail-customers";

/// The sister register's statement, which knows this one as a source of its own.
fn sister() -> String {
    let source = "[[source]]\nid = \"from-newsletter\"\nname = { fi = \"Uutiskirjeen rekisteri\", sv = \"Nyhetsbrevets register\", \
                  en = \"Newsletter register\" }\nkind = \"own-register\"\nregister = \"newsletter\"\nadds-persons = true\n\n";
    let text = statement("retail-customers.toml");
    let at = text.find("[[source]]").unwrap();
    let text = format!("{}{source}{}", &text[..at], &text[at..]);
    text.replace(
        "sources = [\"customer\", \"staff\"]",
        "sources = [\"customer\", \"staff\", \"from-newsletter\"]",
    )
    .replace(
        "sources = [\"customer\", \"staff\", \"dealings\"]",
        "sources = [\"customer\", \"staff\", \"dealings\", \"from-newsletter\"]",
    )
}

fn world(sister: String) -> World {
    World::of(Engine::Sqlite, Head::default(), &[(HERE, statement("newsletter.toml")), (THERE, sister)])
}

fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
}

fn ok(answer: &Answer) -> Value {
    assert!(answer.status < 300, "{} {}", answer.status, answer.text());
    body(answer)
}

fn at(register: &str, path: &str) -> String {
    format!("/api/v1/registers/{register}/{path}")
}

fn subscriber(program: &mut Program, name: &str, email: &str) -> String {
    let items = json!({ "name": [{ "value": name }], "email": [{ "value": email }] });
    let new = json!({ "group": "subscribers", "source": "subscriber", "items": items });
    let added = ok(&program.post(&at(HERE, "subjects"), &new.to_string()));
    added["subject"].as_str().unwrap().to_owned()
}

fn forbids(program: &mut Program, subject: &str, id: &str) {
    let word = json!({ "what": "prohibition", "id": id, "by": "phone", "set": "in-force" });
    assert_eq!(
        program.post(&at(HERE, &format!("subjects/{subject}/permissions")), &word.to_string()).status,
        204
    );
}

fn copy(officer: &mut Program, subject: &str) -> Answer {
    let draft = json!({
        "recipient": "customer-register",
        "purpose": "customer-information",
        "categories": ["subscription"],
    });
    officer.post(&at(HERE, &format!("subjects/{subject}/disclosures")), &draft.to_string())
}

fn standing(keeper: &mut Program, subject: &str) -> Vec<String> {
    let told = ok(&keeper.get(&at(THERE, &format!("subjects/{subject}/permissions"))));
    let held = told["permissions"].as_array().unwrap().iter();
    let standing = held.filter(|one| one["what"] == "prohibition" && one["until"].is_null());
    standing.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn r3_015_a_subscriber_is_copied_into_the_sister_register_with_its_source_and_every_prohibition() {
    let world = world(sister());
    let (mut manager, mut officer) =
        (world.key("manager", HERE, "list-manager"), world.key("officer", HERE, "privacy-officer"));
    let mut keeper = world.key("officer", THERE, "register-keeper");
    let subject = subscriber(&mut manager, "Aino Maria Esimerkki", "aino@example.fi");
    forbids(&mut manager, &subject, "direct-marketing");
    let copied = ok(&copy(&mut officer, &subject));
    assert_eq!((copied["was-there"].as_bool(), copied["prohibitions"].as_u64()), (Some(false), Some(1)));
    assert_eq!(copied["left-out"], json!(["subscribed-in"]));
    let there = copied["copied-to"].as_str().unwrap().to_owned();
    let card = ok(&keeper.get(&at(THERE, &format!("subjects/{there}"))));
    for (item, value) in
        [("first-names", "Aino Maria"), ("surname", "Esimerkki"), ("email", "aino@example.fi")]
    {
        let one = &card["items"][item][0];
        assert_eq!((&one["value"], &one["source"]), (&json!(value), &json!("from-newsletter")), "{card}");
    }
    // What the sister gives everybody it gives this person too: its own rules hold there.
    assert!(card["items"]["customer-number"][0]["value"].is_string());
    assert_eq!(standing(&mut keeper, &there), ["direct-marketing"]);
    // The move is on the person's record, and a second one makes nobody twice and lifts nothing.
    let given = ok(&officer.get(&at(HERE, &format!("subjects/{subject}/disclosures"))));
    assert!(given.to_string().contains("customer-register"), "{given}");
    forbids(&mut manager, &subject, "research");
    let again = copy(&mut officer, &subject);
    assert_eq!(again.status, 201, "{}", again.text());
    assert_eq!(body(&again)["copied-to"], json!(there));
    assert!(standing(&mut keeper, &there).contains(&"direct-marketing".to_owned()));
}

#[test]
fn r3_015_without_both_statements_and_the_right_there_nobody_is_copied_and_nothing_is_on_record_as_given() {
    let strange = world(statement("retail-customers.toml"));
    let known = world(sister());
    for (world, rule) in [(&strange, "register-no-source"), (&known, "action-not-granted")] {
        let mut manager = world.key("manager", HERE, "list-manager");
        let mut officer = world.key("officer", HERE, "privacy-officer");
        let subject = subscriber(&mut manager, "Eino Esimerkki", "eino@example.fi");
        let refused = copy(&mut officer, &subject);
        assert!(
            refused.status >= 400 && refused.text().contains(rule),
            "{} {}",
            refused.status,
            refused.text()
        );
        let given = ok(&officer.get(&at(HERE, &format!("subjects/{subject}/disclosures"))));
        assert!(!given.to_string().contains("customer-register"), "{given}");
        let mut keeper = world.key("keeper", THERE, "register-keeper");
        let found =
            ok(&keeper.post(&at(THERE, "subjects/find"), &json!({ "words": "eino@example.fi" }).to_string()));
        assert_eq!(found["hits"], json!([]));
    }
}

#[test]
fn r3_015_whom_the_sister_register_erased_no_flow_brings_back() {
    let world = world(sister());
    let (mut manager, mut officer) =
        (world.key("manager", HERE, "list-manager"), world.key("officer", HERE, "privacy-officer"));
    drop(world.key("officer", THERE, "register-keeper"));
    let mut there = world.key("eraser", THERE, "privacy-officer");
    let subject = subscriber(&mut manager, "Veikko Esimerkki", "veikko@example.fi");
    let copied = ok(&copy(&mut officer, &subject));
    let card = copied["copied-to"].as_str().unwrap();
    let gone = there.send("DELETE", &at(THERE, &format!("subjects/{card}")), "");
    assert!(gone.status < 300, "{} {}", gone.status, gone.text());
    let again = copy(&mut officer, &subject);
    assert!(again.status >= 400 && again.text().contains("suppressed"), "{} {}", again.status, again.text());
}

#[test]
fn r3_016_what_the_shared_register_got_is_on_each_persons_record_and_is_recalled() {
    both(HERE, |ground| {
        assert!(ground.notice().contains("Exempelservice Ab"), "the joint register's company is named");
        let mut manager = ground.program("list-manager", "register-keeping");
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let notices = |officer: &mut crate::ground::Caller<'_>, reference: &Value| -> Vec<String> {
            let told = officer.get("recipient-notices").ok();
            let all = told["notices"].as_array().unwrap().iter();
            let ours =
                all.filter(|one| one["reference"] == *reference && one["recipient"] == "group-register");
            ours.map(|one| one["what"].as_str().unwrap().to_owned()).collect()
        };
        let mut moved = |name: &str| {
            let email = format!("{}@example.fi", name.to_lowercase());
            let subject = manager.add("subscribers", "subscriber", &json!({ "name": name, "email": email }));
            manager.word(&subject, ("consent", "subscription"), Some("email"), "in-force");
            let draft = json!({ "recipient": "group-register", "purpose": "customer-information", "categories": ["subscription"] });
            let parcel = officer.post(&format!("subjects/{subject}/disclosures"), &draft).ok();
            let given = officer.get(&format!("subjects/{subject}/disclosures")).ok();
            assert!(given.to_string().contains("group-register"), "{given}");
            (subject, parcel["reference"].clone())
        };
        let (leaves, first) = moved("Peruuttava");
        let (erased, second) = moved("Poistettava");
        assert!(notices(&mut officer, &first).is_empty());
        let mut manager = ground.program("list-manager", "register-keeping");
        manager.word(&leaves, ("consent", "subscription"), Some("email"), "taken-back");
        assert_eq!(notices(&mut officer, &first), ["stopped"]);
        officer.send("DELETE", &format!("subjects/{erased}"), &Value::Null).ok();
        assert_eq!(notices(&mut officer, &second), ["erased"]);
    });
}
