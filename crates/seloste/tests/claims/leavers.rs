//! R5: whoever has left their employer, where they are out of and where they stay.

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
    let items = json!({ "first-names": "Pekka", "surname": surname, "email": format!("{}@example.fi", surname.to_lowercase()) });
    keeper(ground).add("customer-people", "dealings", &items)
}

/// A job with an employer, from the first day of 2025.
fn job(ground: &Ground, person: &str, company: &str) -> String {
    let mut keeper = keeper(ground);
    let work = json!({ "kind": "employment", "source": "dealings", "starts": "2025-01-01", "items": { "position": "Ostaja" } });
    let work = keeper.object(person, &work);
    assert_eq!(keeper.link(&work, "employer", company).status, 204);
    work
}

fn ends(ground: &Ground, job: &str, day: Option<&str>) {
    let mut keeper = keeper(ground);
    let seen = keeper.get(&format!("objects/{job}")).ok()["object"]["version"].clone();
    let items = json!({ "position": [{ "value": "Ostaja" }] });
    let change = json!({ "seen": seen, "object": { "kind": "employment", "source": "dealings", "starts": "2025-01-01", "ends": day, "items": items } });
    let told = keeper.send("PUT", &format!("objects/{job}"), &change);
    assert_eq!(told.status, 204, "{}", told.answer.text());
}

/// Who is found by a word, by whoever may find anybody.
fn found(ground: &Ground, words: &str) -> Vec<String> {
    ground.program("employee", "reaching").find(words)
}

#[test]
fn r5_054_whoever_has_left_the_employer_is_in_no_search_list_or_total_and_in_old_minutes() {
    alone(ID, |ground| {
        let (company, leaver) = (company(ground, "Entinen ry"), person(ground, "Lahtenyt"));
        let mut producer = ground.program("producer", "projects");
        let minutes = json!({ "kind": "minutes", "source": "dealings", "state": "draft", "items": { "decisions": "Jatketaan" } });
        let minutes = producer.object(&company, &minutes);
        assert_eq!(producer.link(&minutes, "chair", &leaver).status, 204);
        let job = job(ground, &leaver, &company);
        let counted = |ground: &Ground| ground.program("register-keeper", "rights").list();
        assert!(found(ground, "lahtenyt") == [leaver.clone()] && counted(ground).contains(&leaver));
        ends(ground, &job, Some("2026-11-01"));
        for words in ["lahtenyt", "lah", "lahtenyt@example.fi", "pekka"] {
            assert!(!found(ground, words).contains(&leaver), "{words}");
        }
        assert!(!counted(ground).contains(&leaver));
        let with_closed = json!({ "rows": 200, "filter": { "with_closed": true } });
        let all = keeper(ground).post("subjects/list", &with_closed);
        assert!(!all.answer.text().contains(&leaver), "{}", all.answer.text());
        assert!(producer.contexts(&leaver).contains(&("minutes".to_owned(), "chair".to_owned())));
        let links = producer.get(&format!("objects/{minutes}/links")).ok();
        assert!(links.to_string().contains(&leaver), "old minutes say who they were: {links}");
        assert!(producer.card(&leaver)["items"]["surname"][0]["value"].is_string());
        // Whoever begins elsewhere is there again.
        let next = job_elsewhere(ground, &leaver);
        assert_eq!(found(ground, "lahtenyt"), std::slice::from_ref(&leaver));
        ends(ground, &next, Some("2026-11-30"));
        assert_eq!(found(ground, "lahtenyt"), std::slice::from_ref(&leaver), "until the last day");
        let clock = &ground.world.clock;
        clock.set(ground.world.app.clock().now() + SignedDuration::from_hours(14 * 24));
        assert!(found(ground, "lahtenyt").is_empty(), "and from the next day on no more, before any run");
        clock.set(ground.world.app.clock().now() - SignedDuration::from_hours(14 * 24));
    });
}

fn job_elsewhere(ground: &Ground, person: &str) -> String {
    let next = company(ground, "Seuraava ry");
    job(ground, person, &next)
}

#[test]
fn r5_054_whoever_never_had_a_job_is_found() {
    both(ID, |ground| {
        let unmarked = person(ground, "Merkitsematon");
        assert!(found(ground, "merkitsematon").contains(&unmarked));
        let work = job(ground, &unmarked, &company(ground, "Erehdys ry"));
        let gone = keeper(ground).post(
            &format!("objects/{work}/links"),
            &json!({ "role": "employer", "subject": company(ground, "Muu ry"), "set": "in-force" }),
        );
        assert_ne!(gone.status, 204, "one employer in a job");
        assert!(found(ground, "merkitsematon").contains(&unmarked));
    });
}

#[test]
fn r5_046_052_the_organisation_leads_to_its_people_of_today_and_the_title_ends_with_the_job() {
    both(ID, |ground| {
        let company = company(ground, "Väki ry");
        let (stays, leaves) = (person(ground, "Jaava"), person(ground, "Poistuva"));
        let (_, ending) = (job(ground, &stays, &company), job(ground, &leaves, &company));
        let mut staff = ground.person("vaki", &["employee"]);
        let page = |who: &str| format!("/r/{}/for/{}/s/{who}", ground.register, ground.name("reaching"));
        let shown = staff.visit(&page(&company)).text();
        assert!(shown.contains("Jaava") && shown.contains("Poistuva"), "{shown}");
        ends(ground, &ending, Some("2026-11-01"));
        // Somebody who begins next year is not of today's people, and whoever has two jobs is named once.
        let comes = person(ground, "Tuleva");
        let first = json!({ "kind": "employment", "source": "dealings", "starts": "2027-01-01", "items": { "position": "Ostaja" } });
        let first = keeper(ground).object(&comes, &first);
        assert_eq!(keeper(ground).link(&first, "employer", &company).status, 204);
        job(ground, &stays, &company);
        let shown = staff.visit(&page(&company)).text();
        assert!(!shown.contains("Poistuva") && !shown.contains("Tuleva"), "{shown}");
        assert_eq!(shown.matches("Jaava").count(), 1, "{shown}");
        assert!(!shown.contains(&leaves), "nor by its name in addresses");
        let told = ground.program("employee", "reaching").get(&format!("subjects/{company}/contexts")).ok();
        let over = |who: &str| -> Value {
            let all = told["contexts"].as_array().unwrap();
            all.iter().find(|one| one["owner"] == who).unwrap()["over"].clone()
        };
        assert_eq!((over(&stays), over(&leaves)), (json!(false), json!(true)));
        let left = staff.visit(&page(&leaves)).text();
        assert!(left.contains("No organisation is marked"), "the employer is none any more: {left}");
    });
}
