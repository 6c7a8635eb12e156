//! R6, training with recordings that are kept for as long as something needs them.

use crate::{
    calls::stored,
    common::Visitor,
    ground::{Caller, Ground, both},
};
use serde_json::json;

const ID: &str = "service-customers";

fn verifier(ground: &Ground) -> Caller<'_> {
    let mut verifier = ground.program("event-verifier", "event-verification");
    verifier.reason("Riita laskusta");
    verifier
}

/// A message of somebody, with a case that needs it; and the number of the need.
fn disputed(ground: &Ground, delivery: &str) -> (String, i64) {
    let (subject, recording) = stored(ground, delivery);
    let contact = json!({ "kind": "contact", "source": "staff", "items": { "contact-way": "email" } });
    let event = ground.program("service-agent", "customer-care").object(&subject, &contact);
    let need = json!({ "reason": "Riita laskusta", "ends": "2026-12-20", "event": event });
    let place = format!("objects/{recording}/needs");
    let told = verifier(ground).post(&place, &need);
    assert!(told.status < 300, "{}", told.answer.text());
    let needs = verifier(ground).get(&place).ok();
    let number = needs["needs"][0]["need"].as_i64();
    (recording, number.unwrap_or_else(|| panic!("{needs}")))
}

struct Trainer<'g> {
    ground: &'g Ground,
    visitor: Visitor,
    set: String,
}

impl<'g> Trainer<'g> {
    fn new(ground: &'g Ground) -> Self {
        let set =
            ground.program("trainer", "training").post("training-sets", &json!({ "name": "Kurssi" })).ok();
        let visitor = ground.person("kouluttaja", &["trainer", "service-agent"]);
        Self { ground, visitor, set: set["set"].to_string() }
    }

    fn at(&self, path: &str) -> String {
        format!("/r/{}/for/{}/{path}", self.ground.register, self.ground.name("training"))
    }

    fn opens(&mut self, recording: &str) -> u16 {
        let session = [("pick", recording), ("trainee", "kouluttaja"), ("hours", "1")];
        self.visitor.post(&self.at("led"), &session).status
    }

    fn plays(&mut self, recording: &str) -> bool {
        self.visitor.get(&self.at(&format!("recording/{recording}"))).status == 200
    }

    fn needs(&mut self, recording: &str) -> String {
        self.visitor.visit(&self.at(&format!("recording/{recording}/needs"))).text().to_string()
    }

    fn takes(&mut self, recording: &str, ends: &str) -> u16 {
        let need = [("reason", "Syksyn kurssi"), ("set", self.set.as_str()), ("ends", ends)];
        let at = format!(
            "/r/{}/for/{}/recording/{recording}/needs",
            self.ground.register,
            self.ground.name("training")
        );
        self.visitor.post(&at, &need).status
    }

    fn ends(&mut self, recording: &str, need: &str) -> u16 {
        let at = self.at(&format!("recording/{recording}/needs"));
        self.visitor.post(&at, &[("end", need)]).status
    }
}

#[test]
fn r6_015_training_plays_what_a_set_needs_alone_and_knows_nothing_of_what_is_to_be_proven() {
    both(ID, |ground| {
        let (recording, case) = disputed(ground, "kurssille");
        let mut trainer = Trainer::new(ground);
        assert_eq!(trainer.opens(&recording), 422, "a case needs it, no set does");
        let needs = trainer.needs(&recording);
        assert!(!needs.contains("Riita laskusta"), "{needs}");
        assert_eq!(trainer.ends(&recording, &case.to_string()), 404, "a case is not the trainer's to end");
        assert_eq!(trainer.takes(&recording, "21.12.2026"), 422, "later than what is to be proven");
        assert_eq!(trainer.takes(&recording, "10.12.2026"), 303);
        assert_eq!(trainer.opens(&recording), 303);
        assert!(trainer.plays(&recording));
        let needs = trainer.needs(&recording);
        let (_, need) = needs.split_once("name=\"end\" value=\"").unwrap_or_else(|| panic!("{needs}"));
        assert_eq!(trainer.ends(&recording, need.split('"').next().unwrap()), 303);
        assert!(!trainer.plays(&recording), "its use in training is over, in an open session too");
        assert_eq!(trainer.opens(&recording), 422);
        let left = verifier(ground).get(&format!("objects/{recording}/needs")).ok();
        assert_eq!(left["needs"][0]["kind"], "case", "and the case goes on: {left}");
    });
}

#[test]
fn r6_015_training_ends_with_the_last_case_also_when_that_is_over_early() {
    both(ID, |ground| {
        let (recording, case) = disputed(ground, "sovittu");
        let mut trainer = Trainer::new(ground);
        assert_eq!(trainer.takes(&recording, "10.12.2026"), 303);
        assert_eq!(trainer.opens(&recording), 303);
        let end = json!({ "need": case });
        assert_eq!(verifier(ground).post(&format!("objects/{recording}/needs/end"), &end).status, 204);
        assert!(!trainer.plays(&recording));
        assert_ne!(trainer.opens(&recording), 303);
        let sets = ground.program("trainer", "training").get("training-sets").ok();
        assert!(!sets.to_string().contains(&recording), "{sets}");
    });
}
