//! R5: what an answer to a request for access says of what is written about an organisation's matters, and what is left out of it.

use crate::ground::{Caller, Ground, both};
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "rights")
}

fn company(ground: &Ground, name: &str) -> String {
    keeper(ground).add("other-organisations", "organisation", &json!({ "organisation-name": name }))
}

fn person(ground: &Ground, surname: &str) -> String {
    keeper(ground).add("customer-people", "dealings", &json!({ "first-names": "Pekka", "surname": surname }))
}

fn project(comments: &str) -> Value {
    json!({ "kind": "project", "source": "dealings", "items": { "title": "Salahanke", "comments": comments } })
}

/// A case of somebody who asks for access, with what is left out before it is granted.
fn answered(ground: &Ground, subject: &str, withheld: Option<&str>) -> String {
    let mut officer = officer(ground);
    let new = json!({ "kind": "inspect", "channel": "letter", "subject": subject });
    let name = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
    let steps = format!("requests/{name}/steps");
    officer.post(&steps, &json!({ "step": "identify", "method": "document-seen" })).ok();
    let outcome = match withheld {
        Some(what) => {
            let step = json!({ "step": "withhold", "what": what, "words": "Koskee toista ihmistä." });
            officer.post(&steps, &step).ok();
            json!({ "step": "decide", "outcome": "partly", "grounds": ["others-rights"], "words": "Osin." })
        }
        None => json!({ "step": "decide", "outcome": "granted" }),
    };
    officer.post(&steps, &outcome).ok();
    officer.copy_page(&name)
}

#[test]
fn r5_083_r5_117_the_answer_says_what_is_written_of_the_person_in_their_organisations_matters() {
    both(ID, |ground| {
        let (company, giver) = (company(ground, "Kertova ry"), person(ground, "Palautetta"));
        let mut desk = ground.program("support-agent", "feedback");
        let feedback = json!({ "kind": "feedback", "source": "web-site", "state": "open", "items": { "content": "Kahvi oli kylmaa" } });
        let feedback = desk.object(&company, &feedback);
        assert_eq!(desk.link(&feedback, "giver", &giver).status, 204);
        let mut producer = ground.named("tekija", "producer", "projects");
        let made = producer.object(&company, &project("Pekka lupasi piirustukset"));
        for mark in ["participant", "handled-with"] {
            assert_eq!(producer.link(&made, mark, &giver).status, 204, "{mark}");
        }
        let others = producer.object(&company, &project("Muiden asia"));
        let private =
            producer.send("PUT", &format!("objects/{made}/visibility"), &json!({ "visibility": "private" }));
        assert_eq!(private.status, 204);
        let page = answered(ground, &giver, None);
        for told in ["Kahvi oli kylmaa", "Salahanke", "Pekka lupasi piirustukset", "With whom it is handled"]
        {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert_eq!(page.matches("Pekka lupasi").count(), 1, "once, with both roles");
        assert!(
            !page.contains("Muiden asia") && !page.contains(&others),
            "what they have no part in is not theirs"
        );
    });
}

#[test]
fn r5_117_what_is_about_others_is_weighed_and_left_out_with_its_reason() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Punnittu ry"), person(ground, "Punnittava"));
        let mut producer = ground.named("tekija", "producer", "projects");
        let made = producer.object(&company, &project("Liisalla oli huono paiva"));
        assert_eq!(producer.link(&made, "participant", &person).status, 204);
        for what in [
            format!("object:{made}"),
            format!("category:{}", ground.name("projects")),
            format!("item:{}", ground.name("comments")),
        ] {
            let page = answered(ground, &person, Some(&what));
            assert!(!page.contains("huono paiva") && page.contains("Koskee toista"), "{what}: {page}");
        }
    });
}

#[test]
fn r5_117_what_belongs_to_another_person_is_named_and_not_told() {
    both(ID, |ground| {
        let (maker, other) = (person(ground, "Omistaja"), person(ground, "Mukanaolija"));
        for who in [&maker, &other] {
            keeper(ground).word(who, ("consent", "portfolio"), None, "in-force");
        }
        let mut communicator = ground.program("communicator", "portfolio");
        let work = json!({ "kind": "portfolio-work", "source": "dealings", "items": { "title": "Omistajan sivusto" } });
        let work = communicator.object(&maker, &work);
        assert_eq!(communicator.link(&work, "maker", &other).status, 204);
        let page = answered(ground, &other, None);
        assert!(page.contains("Portfolio work") && !page.contains("Omistajan sivusto"), "{page}");
    });
}
