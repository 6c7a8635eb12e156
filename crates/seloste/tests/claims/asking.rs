//! R5: asking for one's own data: in person, and what it costs.

use crate::ground::both;
use serde_json::json;

const ID: &str = "b2b-customers";

fn person(ground: &crate::ground::Ground, surname: &str) -> String {
    let items = json!({ "first-names": "Pekka", "surname": surname });
    ground.program("register-keeper", "rights").add("customer-people", "dealings", &items)
}

#[test]
fn r5_119_a_request_made_in_person_is_taken_at_the_desk_with_a_receipt() {
    both(ID, |ground| {
        let subject = person(ground, "Paikalla");
        let mut desk = ground.program("front-desk", "relationship");
        let new =
            json!({ "kind": "inspect", "channel": "outlet", "subject": subject, "words": "Tulin käymään." });
        let receipt = desk.post("requests", &new).ok();
        assert_eq!(receipt["due"], "2026-12-23", "{receipt}");
        assert!(receipt["received"].is_string());
        let case = receipt["request"].as_str().unwrap();
        let mut officer = ground.program("privacy-officer", "rights");
        let paper =
            officer.post(&format!("requests/{case}/letter"), &json!({ "about": "receipt", "lang": "fi" }));
        assert!(paper.status == 200 && paper.answer.body.starts_with(b"%PDF"), "{}", paper.status);
    });
}

#[test]
fn r5_124_asking_is_free_and_looking_at_ones_own_pages_does_not_count() {
    both(ID, |ground| {
        let subject = person(ground, "Tarkastava");
        let mut officer = ground.program("privacy-officer", "rights");
        for (before, day) in [(0, "2026-11-02"), (1, "2026-11-16")] {
            let new = json!({ "kind": "inspect", "channel": "letter", "received": day, "subject": subject });
            let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
            for step in [
                json!({ "step": "identify", "method": "document-seen" }),
                json!({ "step": "decide", "outcome": "granted" }),
                json!({ "step": "agree", "form": "electronic-copy", "words": "Sovittu" }),
                json!({ "step": "answer", "form": "electronic-copy" }),
                json!({ "step": "close" }),
            ] {
                officer.post(&format!("requests/{case}/steps"), &step).ok();
            }
            let told = officer.get(&format!("requests/{case}")).ok();
            assert_eq!(told["requests_in_the_year_before"], before, "information only: {told}");
            let decided =
                told["happened"].as_array().unwrap().iter().find(|one| one["step"] == "decide").unwrap();
            assert_eq!(decided["fee_cents"], 0, "later ones are free as well: {decided}");
        }
        assert!(ground.notice().contains("free of charge"));
    });
}
