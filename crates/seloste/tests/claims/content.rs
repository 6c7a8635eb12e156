//! R5: people in what is written together: names in comments, closed projects, and what is kept until somebody asks.

use crate::ground::{Caller, Ground, alone, both};
use jiff::SignedDuration;
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn company(ground: &Ground, name: &str) -> String {
    keeper(ground).add("other-organisations", "organisation", &json!({ "organisation-name": name }))
}

fn person(ground: &Ground, surname: &str) -> String {
    let items = json!({ "first-names": "Pekka", "surname": surname, "phone": "045 788 0005" });
    keeper(ground).add("customer-people", "dealings", &items)
}

fn project(comments: &str) -> Value {
    json!({ "kind": "project", "source": "dealings", "items": { "title": "Hanke", "comments": comments } })
}

#[test]
fn r5_086_a_name_in_content_is_a_mark_and_nobody_collects_comments_for_other_purposes() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Merkki ry"), person(ground, "Merkitty"));
        let mut producer = ground.program("producer", "projects");
        let made = producer.object(&company, &project("Sovittu aikataulusta."));
        for mark in ["handled-with", "concerns"] {
            assert_eq!(producer.link(&made, mark, &person).status, 204, "{mark}");
        }
        assert!(producer.link(&made, "praised", &person).status >= 400, "two roles and no others");
        let marks = producer.contexts(&person);
        assert_eq!(marks.len(), 2, "{marks:?}");
        assert!(!producer.card(&person).to_string().contains("aikataulusta"), "no comment is on the card");
        assert!(producer.find("aikataulusta").is_empty(), "nor is anybody found by one");
        for (role, purpose) in [("producer", "sales"), ("producer", "quality"), ("seller", "projects")] {
            let told = ground.program(role, purpose).get(&format!("subjects/{person}/contexts"));
            assert_eq!(told.rule(), "purpose-not-granted", "{role} {purpose}");
        }
        let others = ground.program("seller", "sales").contexts(&person);
        assert!(others.is_empty(), "for another purpose there is nothing to collect: {others:?}");
    });
}

/// The texts that wait for somebody to look at them: the words in question, and their names.
fn in_review(ground: &Ground) -> Vec<(String, String)> {
    let told = ground.program("privacy-officer", "rights").get("mentions").ok();
    let word = |one: &Value| one["passages"][0]["words"].as_str().unwrap_or_default().to_owned();
    let all = told["mentions"].as_array().unwrap().iter();
    all.map(|one| (word(one), one["mention"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn r5_087_free_text_has_a_guide_and_sensitive_words_are_put_to_somebody_who_looks() {
    alone(ID, |ground| {
        let (company, person) = (company(ground, "Arka ry"), person(ground, "Herkka"));
        let mut producer = ground.program("producer", "projects");
        producer.object(&company, &project("Sovittu aikataulusta."));
        assert!(in_review(ground).is_empty(), "what is plain is no matter for anybody");
        let made = producer.object(&company, &project("Pekka jäi sairauslomalle, hän on sairaana."));
        let found = in_review(ground);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "sairauslomalle");
        let rewritten = |text: &str, seen: u32| {
            let items = json!({ "title": [{ "value": "Hanke" }], "comments": [{ "value": text }] });
            json!({ "seen": seen, "object": { "kind": "project", "source": "dealings", "starts": "2026-11-20", "items": items } })
        };
        let place = format!("objects/{made}");
        assert_eq!(producer.send("PUT", &place, &rewritten("Pekka palaa joulukuussa.", 1)).status, 204);
        assert!(in_review(ground).is_empty(), "who takes it back takes it off the list");
        assert_eq!(producer.send("PUT", &place, &rewritten("Pekan uskonto kirjattiin.", 2)).status, 204);
        let answer = |mention: &str, answer: &str, reason: Option<&str>| {
            let body = json!({ "mention": mention, "answer": answer, "reason": reason });
            ground.program("privacy-officer", "rights").post("mentions/answer", &body)
        };
        let (word, mention) = in_review(ground).remove(0);
        assert_eq!(word, "uskonto");
        assert_eq!(answer(&mention, "keep", None).rule(), "reason-missing");
        assert_eq!(answer(&mention, "cover", None).status, 204);
        let shown = producer.get(&place).ok()["object"]["items"]["comments"][0]["value"].clone();
        assert!(
            !shown.to_string().contains("uskonto") && shown.to_string().contains("kirjattiin"),
            "{shown}"
        );
        // On a card as well; a reason lets it stay, and what did not change is not asked about again.
        let card = keeper(ground).edit(
            &person,
            "staff",
            &json!({ "description": "Ammattiliiton luottamushenkilö" }),
        );
        assert_eq!(card.status, 204, "{}", card.answer.text());
        let (word, mention) = in_review(ground).remove(0);
        assert_eq!(word, "Ammattiliiton");
        assert_eq!(answer(&mention, "keep", Some("Neuvottelee liiton puolesta")).status, 204);
        keeper(ground).edit(&person, "staff", &json!({ "description": "Ammattiliiton luottamushenkilö" }));
        assert!(in_review(ground).is_empty());
        let mut staff = ground.person("kirjoittaja", &["producer"]);
        let form = format!(
            "/r/{}/for/{}/s/{company}/add/{}",
            ground.register,
            ground.name("projects"),
            ground.name("project")
        );
        let page = staff.visit(&form);
        assert!(page.text().contains("Write only what the matter needs"), "{}", page.text());
    });
}

#[test]
fn r5_089_of_a_closed_project_others_get_the_cards_of_its_people_and_nothing_else() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Suljettu ry"), person(ground, "Osallistuva"));
        let mut producer = ground.named("tekija", "producer", "projects");
        let made = producer.object(&company, &project("Luottamuksellista."));
        assert_eq!(producer.link(&made, "participant", &person).status, 204);
        let closed =
            producer.send("PUT", &format!("objects/{made}/visibility"), &json!({ "visibility": "closed" }));
        assert_eq!(closed.status, 204, "{}", closed.answer.text());
        let mut other = ground.named("muu", "producer", "projects");
        assert_eq!(other.get(&format!("objects/{made}")).status, 404);
        assert!(
            !other.get(&format!("subjects/{company}/objects")).ok().to_string().contains("Luottamuksellista")
        );
        assert_eq!(other.get(&format!("objects/{made}/links")).status, 404, "nor who takes part");
        assert!(other.contexts(&person).is_empty(), "nor from the person's page");
        let card = other.card(&person);
        assert!(card["items"]["phone"][0]["value"].is_string(), "but how to reach the people: {card}");
        assert!(!card.to_string().contains("Luottamuksellista"), "{card}");
        let joins = |set: &str| json!({ "role": "participant", "user": "muu", "set": set });
        let place = format!("objects/{made}/links");
        assert_eq!(producer.post(&place, &joins("in-force")).status, 204);
        assert_eq!(other.get(&format!("objects/{made}")).status, 200, "whoever joins sees it at once");
        assert_eq!(producer.post(&place, &joins("taken-back")).status, 204);
        assert_eq!(other.get(&format!("objects/{made}")).status, 404, "and who leaves, no longer");
    });
}

#[test]
fn r5_106_data_goes_when_it_is_asked_and_without_dealings_after_the_declared_time() {
    alone(ID, |ground| {
        let (asks, rests) = (person(ground, "Pyytava"), person(ground, "Hiljainen"));
        let mut officer = ground.program("privacy-officer", "rights");
        let gone = officer.send("DELETE", &format!("subjects/{asks}"), &Value::Null);
        assert_eq!(gone.status, 204, "removal on request works at any time: {}", gone.answer.text());
        assert_eq!(officer.get(&format!("subjects/{asks}")).status, 404);
        let clock = &ground.world.clock;
        let began = ground.world.app.clock().now();
        let later = |days: i64| clock.set(began + SignedDuration::from_hours(days * 24));
        let opens = |who: &str| {
            let mut keeper = ground.named(who, "register-keeper", "rights");
            let told = keeper.get(&format!("subjects/{rests}"));
            (told.status, told.body["items"]["surname"][0]["value"].is_string())
        };
        later(700);
        assert_eq!(opens("ennen"), (200, true), "within two years");
        later(735);
        let (status, named) = opens("jalkeen");
        assert!(
            status == 404 || !named,
            "{} {status}: two years after the last dealings nothing is readable any more",
            ground.register
        );
    });
}

#[test]
fn r5_087_sensitive_words_are_looked_for_however_a_text_comes_in() {
    alone(ID, |ground| {
        let items = json!({
            "first-names": "Pekka", "surname": "Uusinen", "phone": "045 788 0006",
            "description": "Ammattiliiton luottamushenkilö",
        });
        keeper(ground).add("customer-people", "dealings", &items);
        let words = || in_review(ground).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(words(), ["Ammattiliiton"], "of somebody who is added");
        let row = |description: &str| {
            let csv =
                format!("first-names,surname,phone,description\nAune,Tuotunen,045 788 0007,{description}\n");
            let columns = json!({ "first-names": "first-names", "surname": "surname", "phone": "phone", "description": "description" });
            json!({ "group": "customer-people", "source": "dealings", "name": "t.csv", "text": csv, "columns": columns })
        };
        let brought = keeper(ground).post("imports", &row("Kertoi uskonnostaan"));
        assert!(brought.status < 300, "{}", brought.answer.text());
        assert_eq!(words().len(), 2, "of somebody in a file: {:?}", words());
        assert!(words().iter().any(|word| word == "uskonnostaan"), "{:?}", words());
    });
}
