//! People's requests on a bad day: the same one three times, for somebody else, during an erasure, under a hold, about five registers of
//! three companies, thousands at once, with a nasty attachment.

use crate::{
    at, body,
    common::{NEWSLETTER, Program, RETAIL, RETAIL_TOO, WEBSHOP, World, statement},
    items, ok, open, steps,
};
use seloste::installation::Head;
use seloste_db::Engine;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SERVICE: &str = "service-customers";

fn add(world: &World, surname: &str) -> String {
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let items = items(&[("first-names", "Maija"), ("surname", surname), ("email", "maija@example.fi")]);
    let new = json!({ "group": "customers", "source": "customer", "items": items });
    ok(&keeper.post(&at(WEBSHOP, "subjects"), &new.to_string()))["subject"].as_str().unwrap().to_owned()
}

fn subject(who: &str) -> String {
    at(WEBSHOP, &format!("subjects/{who}"))
}

/// A case of somebody's, identified and granted.
fn granted(officer: &mut Program, who: &str, kind: &str) -> String {
    let case = open(officer, WEBSHOP, &json!({ "kind": kind, "channel": "letter", "subject": who }));
    let known = [
        json!({ "step": "identify", "method": "signed-letter" }),
        json!({ "step": "decide", "outcome": "granted" }),
    ];
    steps(officer, &case, &known);
    case
}

fn erase(officer: &mut Program, case: &str) -> seloste::bench::http::Answer {
    officer.post(&format!("{case}/carry-out"), &json!({ "act": "erase" }).to_string())
}

#[test]
fn c05_one_request_in_three_channels_is_one_case_with_the_first_date() {
    let world = World::new(Engine::Sqlite);
    let who = add(&world, "Kolmikanava");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let cases: Vec<String> = [("email", "2026-11-20"), ("phone", "2026-11-16"), ("letter", "2026-11-19")]
        .into_iter()
        .map(|(channel, day)| {
            let new = json!({ "kind": "inspect", "channel": channel, "received": day, "subject": who });
            open(&mut officer, WEBSHOP, &new)
        })
        .collect();
    let first = cases[0].rsplit('/').next().unwrap();
    let page = world
        .person("anna", WEBSHOP, &["privacy-officer"])
        .get(&format!("/r/{WEBSHOP}/for/register-keeping/requests/{first}"))
        .text();
    for other in &cases[1..] {
        assert!(
            page.contains(other.rsplit('/').next().unwrap()),
            "whoever handles one is shown the others: {page}"
        );
        steps(&mut officer, other, &[json!({ "step": "merge", "into": first })]);
    }
    assert_eq!(ok(&officer.get(&cases[0]))["due"], "2026-12-16");
    assert_eq!(ok(&officer.get(&at(WEBSHOP, "requests")))["requests"].as_array().unwrap().len(), 1);
}

#[test]
fn c21_what_is_asked_for_somebody_else_waits_for_a_power_of_attorney() {
    let world = World::new(Engine::Sqlite);
    let who = add(&world, "Toinenhenkilö");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let new = json!({ "kind": "inspect", "channel": "letter", "party": "representative", "subject": who });
    let case = open(&mut officer, WEBSHOP, &new);
    let grant = json!({ "step": "decide", "outcome": "granted" }).to_string();
    let refused = officer.post(&format!("{case}/steps"), &grant);
    assert_eq!(refused.status, 422, "{}", refused.text());
    let told = body(&refused)["items"][0].clone();
    assert!(told["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{told}");
}

#[test]
fn c12_a_withdrawal_during_an_erasure_is_obeyed_or_told_to_be_late_and_brings_nobody_back() {
    let world = World::new(Engine::Sqlite);
    for round in 0..6 {
        let who = add(&world, &format!("Kilpailija{round}"));
        let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
        let case = granted(&mut officer, &who, "erase");
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let word =
            json!({ "what": "prohibition", "id": "direct-advertising", "by": "phone", "set": "in-force" });
        let (erased, said) = std::thread::scope(|scope| {
            let said =
                scope.spawn(|| keeper.post(&format!("{}/permissions", subject(&who)), &word.to_string()));
            (erase(&mut officer, &case), said.join().unwrap())
        });
        assert_eq!(erased.status, 200, "{}", erased.text());
        assert!(matches!(said.status, 204 | 404), "{} {}", said.status, said.text());
        assert_eq!(officer.get(&subject(&who)).status, 404);
        let words = json!({ "words": format!("Kilpailija{round}") }).to_string();
        let found = ok(&officer.post(&at(WEBSHOP, "subjects/find"), &words));
        assert_eq!(found["hits"], json!([]));
    }
}

#[test]
fn c33_what_is_held_is_not_erased_says_until_when_and_goes_when_the_hold_is_released() {
    let world = World::new(Engine::Sqlite);
    let who = add(&world, "Pidätettynen");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let holds = format!("{}/holds", subject(&who));
    let hold = json!({ "kind": "open-request", "case": "Riita 7/2026", "review": "2026-12-18" });
    let held = officer.post(&holds, &hold.to_string());
    assert!(held.status < 300, "{}", held.text());
    let case = granted(&mut officer, &who, "erase");
    let answer = erase(&mut officer, &case);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let told = ok(&officer.get(&case)).to_string();
    assert!(told.contains("Vireillä oleva asia pitää kaikki tiedot"), "the case says why it waits: {told}");
    let all = ok(&officer.get(&holds));
    let number = &all["holds"][0]["hold"];
    // Nobody works with what waits to be erased.
    let mut agent = world.key("agent", WEBSHOP, "service-agent");
    agent.purpose("customer-care");
    assert_ne!(agent.get(&subject(&who)).status, 200);
    let released =
        officer.post(&format!("{}/release", subject(&who)), &json!({ "hold": number }).to_string());
    assert!(released.status < 300, "{}", released.text());
    assert_eq!(officer.get(&subject(&who)).status, 404, "now it is gone");
}

#[test]
fn c08_a_person_in_five_registers_of_three_companies_gets_five_answers_to_one_letter() {
    let retail = statement("retail-customers.toml");
    let too = retail.replacen("id = \"retail-customers\"", "id = \"retail-customers-too\"", 1);
    let world = World::of(
        Engine::Sqlite,
        Head::default(),
        &[
            (RETAIL, retail),
            (RETAIL_TOO, too),
            (NEWSLETTER, statement("newsletter.toml")),
            (WEBSHOP, statement("webshop-customers.toml")),
            (SERVICE, statement("service-customers.toml")),
        ],
    );
    let mine = world.marked_person(RETAIL, 1).0;
    let mut officer = world.key("officer", RETAIL, "privacy-officer");
    let words = "Kaikki tietoni kaikista rekistereistänne";
    let new = json!({ "kind": "inspect", "channel": "letter", "received": "2026-11-03", "subject": mine, "words": words });
    let case = open(&mut officer, RETAIL, &new);
    let others = [RETAIL_TOO, NEWSLETTER, WEBSHOP, SERVICE];
    for other in others {
        let shared = officer.post(&format!("{case}/pass"), &json!({ "to": other, "also": true }).to_string());
        assert_eq!(shared.status, 200, "{other}: {}", shared.text());
    }
    for other in others {
        let mut there = world.key(&format!("there-{other}"), other, "privacy-officer");
        let queue = ok(&there.get(&at(other, "requests")));
        let [one] = queue["requests"].as_array().unwrap().as_slice() else { panic!("{other}: {queue}") };
        // A month from the first receipt, or the two weeks that the newsletter promises.
        let due = if other == NEWSLETTER { "2026-11-17" } else { "2026-12-03" };
        assert_eq!(one["due"], due, "{other}");
        let own = ok(&there.get(&at(other, &format!("requests/{}", one["request"].as_str().unwrap()))));
        assert_eq!((&own["happened"][0]["words"], &own["subject"]), (&json!(words), &Value::Null));
        // No key of one company opens another's queue.
        assert!(matches!(officer.get(&at(other, "requests")).status, 403 | 404), "{other}");
    }
    let told = ok(&officer.get(&case));
    let tasks: BTreeSet<&str> = told["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["task"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(told["tasks"].as_array().unwrap().len(), 4, "{tasks:?} {told}");
    let done = [
        json!({ "step": "identify", "method": "signed-letter" }),
        json!({ "step": "decide", "outcome": "granted" }),
        json!({ "step": "agree", "form": "letter", "words": "Kirjeellä" }),
    ];
    steps(&mut officer, &case, &done);
    let early =
        officer.post(&format!("{case}/steps"), &json!({ "step": "answer", "form": "letter" }).to_string());
    assert_eq!(body(&early)["items"][0]["rule"], "tasks-open", "the others have not answered");
}

#[test]
fn c08_thousands_of_requests_at_once_leave_the_queue_whole_and_in_pages() {
    const THREADS: usize = 8;
    const EACH: usize = 375;
    let world = World::new(Engine::Sqlite);
    let officer = world.key("officer", WEBSHOP, "privacy-officer");
    std::thread::scope(|scope| {
        for number in 0..THREADS {
            let mut program = officer.again();
            scope.spawn(move || {
                for n in 0..EACH {
                    let day = (number * EACH + n) % 20 + 1;
                    let new = json!({ "kind": "inspect", "channel": "email", "received": format!("2026-11-{day:02}") });
                    open(&mut program, WEBSHOP, &new);
                }
            });
        }
    });
    let mut officer = officer;
    let (mut seen, mut after) = (BTreeSet::new(), Value::Null);
    loop {
        let wanted = json!({ "rows": 200, "after": after }).to_string();
        let page = ok(&officer.post(&at(WEBSHOP, "requests/list"), &wanted));
        let rows = page["requests"].as_array().unwrap();
        assert!(rows.len() <= 200);
        seen.extend(rows.iter().map(|one| one["request"].as_str().unwrap().to_owned()));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen.len(), THREADS * EACH, "each once, none lost");
    let page = world
        .person("anna", WEBSHOP, &["privacy-officer"])
        .get(&format!("/r/{WEBSHOP}/for/register-keeping/requests"));
    assert!(
        page.status == 200 && page.body.len() < 500_000,
        "a page, not the whole queue: {}",
        page.body.len()
    );
}

#[test]
fn r5_118_a_nasty_attachment_is_kept_as_it_came_and_only_ever_saved() {
    let world = World::new(Engine::Sqlite);
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let case =
        open(&mut officer, WEBSHOP, &json!({ "kind": "inspect", "channel": "email", "words": "Liitteenä" }));
    let nasty: &[u8] = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-LIKE!$H+H*<svg onload=alert(1)>";
    let headers = [("content-type", "image/png"), ("seloste-file-name", "kuva.png")];
    let sent = officer.send_bytes("POST", &format!("{case}/files"), &headers, nasty);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let back = officer.get(&format!("{case}/files/1"));
    assert!(back.body == nasty && back.header("content-type") == Some("application/octet-stream"));
    let mut anna = world.person("anna", WEBSHOP, &["privacy-officer"]);
    let page = format!("/r/{WEBSHOP}/for/register-keeping/requests/{}", case.rsplit('/').next().unwrap());
    let look = anna.get(&format!("{page}/files/1/look"));
    assert!(look.status == 200 && look.text().contains("can't be shown as a picture"), "{}", look.text());
    assert!(!look.text().contains("data:image") && !look.text().contains("onload"), "{}", look.text());
}
