//! R5: what stays apart and who lets people in: clients' services, a group that may arise, accounts, requests about somebody
//! else's register.

use crate::common::{Program, World, root, statement};
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use serde_json::{Value, json};

const OWN: &str = "b2b-customers";
const CLIENT: &str = "support-customers";

/// The company's own register, and that of a client's service: two controllers in one installation.
fn world() -> World {
    let of = |id: &str| statement(&format!("{id}.toml"));
    World::of(Engine::Sqlite, Head::default(), &[(OWN, of(OWN)), (CLIENT, of(CLIENT))])
}

fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
}

fn send(program: &mut Program, register: &str, path: &str, body: &Value) -> Answer {
    program.post(&format!("/api/v1/registers/{register}/{path}"), &body.to_string())
}

fn key(world: &World, (register, role): (&str, &str), purpose: &str) -> Program {
    let mut program = world.key(&format!("{role}-{register}"), register, role);
    program.purpose(purpose);
    program
}

#[test]
fn r5_091_the_card_is_a_feature_of_every_register_each_with_its_own_data() {
    let world = world();
    let value = |value: &str| json!([{ "value": value }]);
    let mut seen = Vec::new();
    for (register, role, purpose, group, source) in [
        (OWN, "register-keeper", "rights", "customer-people", "dealings"),
        (CLIENT, "support-agent", "serving", "customers", "phone-contact"),
    ] {
        let mut program = key(&world, (register, role), purpose);
        let new = json!({ "group": group, "source": source, "items": { "surname": value("Kahdessa") } });
        let added = send(&mut program, register, "subjects", &new);
        assert_eq!(added.status, 201, "{register} {}", added.text());
        let subject = body(&added)["subject"].as_str().unwrap().to_owned();
        let card = body(&program.get(&format!("/api/v1/registers/{register}/subjects/{subject}")));
        assert_eq!(card["items"]["surname"][0]["value"], "Kahdessa", "{card}");
        let found = body(&send(&mut program, register, "subjects/find", &json!({ "words": "Kahdessa" })));
        assert_eq!(
            found["hits"].as_array().unwrap().len(),
            1,
            "the other register's is not found here: {found}"
        );
        let notice = world.stranger().visit(&format!("/r/{register}/notice"));
        assert_eq!(notice.status, 200, "and each has a statement of its own");
        seen.push(subject);
    }
    assert_ne!(seen[0], seen[1], "no name of one register means anything in another");
}

#[test]
fn r5_115_only_the_clients_administrators_make_accounts_and_give_roles_in_the_clients_register() {
    let world = world();
    let people = |register: &str| format!("/r/{register}/people-at-work");
    let mut provider = world.person("paakayttaja", OWN, &["administrator"]);
    assert_eq!(provider.get(&people(OWN)).status, 200, "at home");
    let new = [
        ("name", "Pia Malli"),
        ("user", "pia.malli"),
        ("email", "pia@example.fi"),
        ("kind", "employment"),
        ("from", "2026-11-01"),
        ("role", "support-agent"),
        ("task", "Päivystys"),
    ];
    for path in [people(CLIENT), format!("{}/1", people(CLIENT))] {
        let seen = provider.visit(&path);
        assert!(seen.status == 404 || seen.text().contains("type=\"password\""), "{path} {}", seen.text());
    }
    assert_ne!(provider.post(&people(CLIENT), &new).status, 200);
    let mut client = world.person("asiakkaan.paakayttaja", CLIENT, &["administrator"]);
    let list = client.get(&people(CLIENT));
    assert!(list.status == 200 && !list.text().contains("Pia Malli"), "{}", list.text());
}

/// The own register in a group: who belongs to it, from which day, and a role for a sister company's people.
fn in_a_group(from: Option<&str>) -> String {
    let text = statement(&format!("{OWN}.toml"));
    let sister = "id = \"sisar-malli\"\nname = \"Sisar Malli Oy\"\ncountry = \"FI\"\n";
    let joint = format!(
        "[[joint-controller]]\n{sister}address = [\"Sisartie 1\", \"20100 Turku\"]\n\
         duties = {{ fi = \"Yhdessä.\", sv = \"Tillsammans.\", en = \"Together.\" }}\n\n"
    );
    let company = |from: &str| {
        format!(
            "[[group-company]]\n{sister}relation = \"sister\"\nfrom = {from}\nrole = \"joint-controller\"\n\n"
        )
    };
    let group = from.map_or_else(String::new, |from| format!("{joint}{}", company(from)));
    let role = "\n[[role]]\nid = \"sister-seller\"\nname = { fi = \"Sisaryhtiön myyjä\", sv = \"Systerbolagets säljare\", \
                en = \"Sister company's seller\" }\nscope = \"all\"\ncompanies = [\"sisar-malli\"]\n\n[[role.grant]]\n\
                purposes = [\"sales\"]\nread = [\"card\"]\nactions = [\"find\"]\n\n";
    let (contact, first) = ("[contact]\n", "[[role]]\nid = \"seller\"\n");
    assert!(text.contains(contact) && text.contains(first));
    let text = text.replacen(contact, &format!("{group}{contact}"), 1);
    text.replacen(first, &format!("{}{first}", if from.is_some() { role } else { "" }), 1)
}

#[test]
fn r5_033_a_group_uses_the_register_from_the_day_on_which_its_companies_are_entered() {
    let law =
        seloste_register::law::LawPack::read(&std::fs::read_to_string(root().join("law/fi.toml")).unwrap());
    let law = law.unwrap();
    let role_alone = in_a_group(Some("2026-12-01")).replace("[[group-company]]", "[[not-yet]]");
    let day = jiff::civil::date(2026, 11, 23);
    let read = seloste_register::statement::read(&role_alone, &law, day);
    assert!(!read.problems.is_empty(), "a role for a company that the statement does not enter");
    let text = in_a_group(Some("2026-12-01"));
    let world = World::of(Engine::Sqlite, Head::default(), &[(OWN, text)]);
    let find = |world: &World| {
        let mut seller = key(world, (OWN, "sister-seller"), "sales");
        send(&mut seller, OWN, "subjects/find", &json!({ "words": "Kukaan" })).status
    };
    assert_eq!(find(&world), 404, "before the day the register is not there for them");
    world.clock.set("2026-11-30T22:30:00Z".parse().unwrap());
    assert_eq!(find(&world), 200, "1 December in Finland");
}

#[test]
fn r5_125_a_request_about_a_clients_service_goes_to_the_clients_cases_and_the_asker_is_told() {
    let world = world();
    let mut officer = key(&world, (OWN, "privacy-officer"), "rights");
    let new = json!({
        "kind": "inspect", "channel": "email", "received": "2026-11-02",
        "asker": "Kysyjä Malli\nMallikatu 1\n20100 Turku", "words": "Mitä palvelussa on minusta?",
    });
    let opened = send(&mut officer, OWN, "requests", &new);
    let name = body(&opened)["request"].as_str().unwrap().to_owned();
    let letter = |officer: &mut Program| {
        let asked = json!({ "about": "passed", "lang": "en" });
        send(officer, OWN, &format!("requests/{name}/letter"), &asked)
    };
    assert_eq!(letter(&mut officer).status, 422, "nothing was passed on yet");
    let passed = send(&mut officer, OWN, &format!("requests/{name}/pass"), &json!({ "to": CLIENT }));
    assert!(passed.status < 300, "{}", passed.text());
    let mut clients = key(&world, (CLIENT, "privacy-officer"), "rights");
    let list = body(&clients.get(&format!("/api/v1/registers/{CLIENT}/requests")));
    let there = &list["requests"][0];
    assert_eq!((&there["kind"], &there["due"]), (&json!("inspect"), &json!("2026-12-02")), "{list}");
    let told = letter(&mut officer);
    assert_eq!(told.status, 200, "{}", told.text());
    let case = body(&officer.get(&format!("/api/v1/registers/{OWN}/requests/{name}")));
    assert_eq!(case["state"], "passed", "{case}");
    assert!(case.to_string().contains("tuki@tukipalvelu-malli.example.fi"), "whom to write to now: {case}");
}
