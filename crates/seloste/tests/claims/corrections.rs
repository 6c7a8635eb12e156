//! R5: what is wrong or outdated is put right wherever it stands, and part of what is held is erased.

use crate::ground::{Caller, Ground, Told, both};
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "rights")
}

fn person(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Pekka", "surname": surname, "phone": "045 788 0007",
        "email": format!("{}@example.fi", surname.to_lowercase()),
    });
    keeper(ground).add("customer-people", "dealings", &items)
}

fn company(ground: &Ground) -> String {
    let items = json!({ "organisation-name": "Oikaisu ry" });
    keeper(ground).add("other-organisations", "organisation", &items)
}

fn right(caller: &mut Caller<'_>, subject: &str, flaw: &str, (item, values): (&str, &Value)) -> Told {
    let change = json!({ "source": "dealings", "flaw": flaw, "items": { item: values } });
    caller.send("PATCH", &format!("subjects/{subject}"), &change)
}

fn step(caller: &mut Caller<'_>, case: &str, step: &Value) -> Told {
    caller.post(&format!("requests/{case}/steps"), step)
}

fn answered(caller: &mut Caller<'_>, case: &str, task: &str) -> Told {
    let words = "Korjattu.";
    step(caller, case, &json!({ "step": "task-answered", "tasks": [task], "words": words }))
}

#[test]
fn r5_127_outdated_data_ends_and_wrong_data_is_replaced_and_readers_of_old_contents_see_which() {
    both(ID, |ground| {
        let (company, subject) = (company(ground), person(ground, "Vanhentuva"));
        let mut producer = ground.program("producer", "projects");
        let minutes = json!({ "kind": "minutes", "source": "dealings", "items": { "decisions": "Päätettiin jatkaa." } });
        let minutes = producer.object(&company, &minutes);
        assert!(producer.link(&minutes, "chair", &subject).status < 300);
        let links = format!("objects/{minutes}/links");
        assert!(producer.get(&links).ok()["links"][0].get("corrected").is_none(), "nothing yet");

        let mut keeper = keeper(ground);
        assert_eq!(
            right(&mut keeper, &subject, "wrong", ("surname", &json!([{ "value": "Oikea" }]))).status,
            204
        );
        assert_eq!(right(&mut keeper, &subject, "outdated", ("phone", &json!([]))).status, 204);
        assert_eq!(right(&mut keeper, &subject, "tired", ("phone", &json!([]))).status, 422);
        let card = keeper.card(&subject);
        assert_eq!(card["items"]["surname"][0]["value"], "Oikea");
        assert!(card["items"]["phone"].as_array().is_none_or(Vec::is_empty), "out of current views: {card}");
        assert!(!keeper.find("0457880007").contains(&subject), "and found by it no more");

        let history = keeper.get(&format!("subjects/{subject}/history")).ok();
        let of = |item: &str| {
            let all = history["past"].as_array().unwrap();
            all.iter().find(|one| one["item"] == item).unwrap().clone()
        };
        assert_eq!(of("surname")["flaw"], "wrong", "{history}");
        assert_eq!(of("phone")["flaw"], "outdated");
        assert!(of("phone")["replaced"].is_string(), "with its end");

        let told = producer.get(&links).ok();
        let corrected = told["links"][0]["corrected"].as_array().unwrap();
        let flaws: Vec<&str> = corrected.iter().map(|one| one["flaw"].as_str().unwrap()).collect();
        assert_eq!(flaws, ["wrong", "outdated"], "the minutes keep their words, and their readers are told");
    });
}

#[test]
fn r5_127_a_correction_case_says_whether_the_data_is_wrong_or_outdated() {
    both(ID, |ground| {
        let subject = person(ground, "Lajiteltu");
        let mut officer = officer(ground);
        let new = json!({ "kind": "rectify", "channel": "email", "subject": subject, "flaw": "outdated" });
        let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        let place = format!("requests/{case}");
        assert_eq!(officer.get(&place).ok()["flaw"], "outdated");
        step(&mut officer, &case, &json!({ "step": "flaw", "flaw": "wrong" })).ok();
        assert_eq!(officer.get(&place).ok()["flaw"], "wrong", "a clerk marks it");
        let other = json!({ "kind": "erase", "channel": "email", "flaw": "wrong" });
        assert!(officer.post("requests", &other).status >= 400, "only what is put right has a flaw");
    });
}

#[test]
fn r5_129_a_correction_lists_the_closed_places_and_closes_when_each_is_put_right() {
    both(ID, |ground| {
        let (company, subject) = (company(ground), person(ground, "Paikallinen"));
        let mut seller = ground.program("seller", "sales");
        let holds = json!({ "kind": "sales-contact", "source": "dealings", "items": { "matter": "Soita 045 111 2223" } });
        let holds = seller.object(&company, &holds);
        let other =
            json!({ "kind": "sales-contact", "source": "dealings", "items": { "matter": "Tapaaminen" } });
        let other = seller.object(&company, &other);
        for object in [&holds, &other] {
            assert!(seller.link(object, "contact", &subject).status < 300);
        }
        let mut officer = officer(ground);
        let new =
            json!({ "kind": "rectify", "channel": "email", "subject": subject, "words": "Numero on väärä" });
        let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        let found =
            officer.post(&format!("requests/{case}/places"), &json!({ "value": "045 111  2223" })).ok();
        assert_eq!(found["places"], json!([format!("object:{holds}")]), "{found}");
        let found =
            officer.post(&format!("requests/{case}/places"), &json!({ "value": "paikallinen@" })).ok();
        let email = format!("item:{}", ground.name("email"));
        assert_eq!(found["places"], json!([email]), "the card as well");

        step(&mut officer, &case, &json!({ "step": "identify", "method": "document-seen" })).ok();
        step(&mut officer, &case, &json!({ "step": "decide", "outcome": "granted" })).ok();
        officer.post(&format!("requests/{case}/carry-out"), &json!({ "words": "Korjattiin" })).ok();
        let answer = json!({ "step": "answer", "form": "electronic-copy" });
        assert_eq!(step(&mut officer, &case, &answer).rule(), "tasks-open");
        answered(&mut officer, &case, &format!("object:{holds}")).ok();
        let silent = json!({ "step": "task-answered", "tasks": [email] });
        assert_eq!(step(&mut officer, &case, &silent).status, 422, "put right, or why not");
        answered(&mut officer, &case, &email).ok();
        step(&mut officer, &case, &answer).ok();

        assert_eq!(step(&mut officer, &case, &json!({ "step": "close" })).ok()["state"], "closed");
    });
}

#[test]
fn r5_130_a_part_is_erased_and_the_rest_stays_usable() {
    both(ID, |ground| {
        let (company, subject) = (company(ground), person(ground, "Osittainen"));
        let mut seller = ground.program("seller", "sales");
        let thing = |matter: &str| json!({ "kind": "sales-contact", "source": "dealings", "items": { "matter": matter } });
        let (goes, stays) = (seller.object(&company, &thing("Pois")), seller.object(&company, &thing("Jää")));
        for object in [&goes, &stays] {
            assert!(seller.link(object, "contact", &subject).status < 300);
        }
        keeper(ground).edit(&subject, "dealings", &json!({ "phone": "045 788 0008" }));
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "erase", "document-seen");
        let place = format!("requests/{case}/carry-out");
        let whole = json!({ "act": "erase", "items": ["surname"] });
        assert_eq!(officer.post(&place, &whole).rule(), "required", "nobody is there without a name");
        let part = json!({ "act": "erase", "items": ["phone"], "objects": [goes] });
        let told = officer.post(&place, &part);
        assert_eq!(told.status, 200, "{}", told.answer.text());

        let card = officer.card(&subject);
        assert!(card["items"]["phone"].as_array().is_none_or(Vec::is_empty), "{card}");
        assert_eq!(card["items"]["surname"][0]["value"], "Osittainen", "the rest is there");
        let history = officer.get(&format!("subjects/{subject}/history")).ok().to_string();
        assert!(!history.contains("5788000"), "nor in the history: {history}");
        assert!(
            !officer.find("0457880007").contains(&subject) && officer.find("osittainen").contains(&subject)
        );
        let seen = officer.get(&format!("subjects/{subject}/contexts")).ok();
        let objects: Vec<&str> =
            seen["contexts"].as_array().unwrap().iter().map(|one| one["object"].as_str().unwrap()).collect();
        assert_eq!(objects, [stays.as_str()], "the card is out of what was named and in the other");
        let staff = keeper(ground).edit(&subject, "dealings", &json!({ "phone": "045 788 0009" }));
        assert_eq!(staff.status, 204, "and can be used");
    });
}
