//! R6, what customers say of the use of their data, and how it is kept and obeyed.

use crate::ground::{Caller, Ground, alone, both};
use serde_json::{Value, json};

const ID: &str = "service-customers";

fn agent(ground: &Ground) -> Caller<'_> {
    ground.program("service-agent", "customer-care")
}

fn customer(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Kaisa", "surname": surname, "phone": "045 788 0006", "email": format!("{}@example.fi", surname.to_lowercase()),
        "street": "Mallikatu 6", "postal-code": "00520", "town": "Helsinki",
    });
    agent(ground).add("customers", "customer", &items)
}

#[test]
fn r6_011_a_prohibition_made_with_either_company_holds_in_both() {
    both(ID, |ground| {
        let subject = customer(ground, "Kaksikko");
        let all = [
            ("own-marketing", "post"),
            ("own-marketing", "phone"),
            ("electronic-marketing", "email"),
            ("similar-services", "email"),
            ("partner-offers", "post"),
        ];
        agent(ground).word(&subject, ("consent", "electronic-marketing"), Some("email"), "in-force");
        for (purpose, channel) in all {
            assert!(ground.program("marketer", purpose).reaches(&subject, channel), "{purpose} {channel}");
        }
        agent(ground).forbid(&subject, "direct-marketing");
        for (purpose, channel) in all {
            assert!(!ground.program("marketer", purpose).reaches(&subject, channel), "{purpose} {channel}");
        }
        assert!(!ground.program("marketer", "targeting").list().contains(&subject));
        for (role, purpose) in [("marketer", "own-marketing"), ("marketer", "electronic-marketing")] {
            let told = ground.program(role, purpose).get(&format!("subjects/{subject}"));
            assert_eq!(told.rule(), "prohibited", "{role} {purpose}");
        }
    });
}

#[test]
fn r4_029_r6_027_a_word_is_on_record_with_its_channel_time_and_notice_and_stands_in_every_channel() {
    both(ID, |ground| {
        let subject = customer(ground, "Sanansa");
        let place = format!("subjects/{subject}/permissions");
        let word = json!({ "what": "prohibition", "id": "direct-marketing", "by": "post", "set": "in-force", "notice": "En halua mainoksia" });
        assert_eq!(agent(ground).post(&place, &word).status, 204);
        let kept = agent(ground).get(&place).ok()["permissions"][0].clone();
        assert_eq!(
            (&kept["notice"], &kept["by"], &kept["channel"]),
            (&json!("En halua mainoksia"), &json!("post"), &Value::Null),
            "{kept}"
        );
        assert!(kept["from"].as_str().unwrap().starts_with("2026-11-"), "{kept}");
        let mut desk = ground.person("kirjaaja", &["service-agent"]);
        let page =
            format!("/r/{}/for/{}/s/{subject}/permissions", ground.register, ground.name("customer-care"));
        let shown = desk.visit(&page).text().to_string();
        assert!(shown.contains("En halua mainoksia"), "{shown}");
        let lifts = format!("lift prohibition {} ", ground.name("direct-marketing"));
        assert_eq!(shown.matches(lifts.as_str()).count(), 4, "what was said of all stands in each: {shown}");
    });
}

#[test]
fn r6_027_the_later_word_decides_in_its_channel_and_of_two_at_once_the_prohibition() {
    alone(ID, |ground| {
        let subject = customer(ground, "Viimesana");
        let reached =
            |purpose: &str, channel: &str| ground.program("marketer", purpose).reaches(&subject, channel);
        let consents = || {
            let consent = ("consent", "electronic-marketing");
            agent(ground).word(&subject, consent, Some("email"), "in-force");
        };
        consents();
        assert!(reached("electronic-marketing", "email"));
        agent(ground).forbid(&subject, "direct-marketing");
        assert!(!reached("electronic-marketing", "email"), "said at the same moment");
        agent(ground).word(&subject, ("consent", "electronic-marketing"), Some("email"), "taken-back");
        let later = ground.world.app.clock().now() + jiff::SignedDuration::from_mins(1);
        ground.world.clock.set(later);
        consents();
        assert!(reached("electronic-marketing", "email"), "the customer's later word");
        assert!(!reached("own-marketing", "post") && !reached("similar-services", "email"), "and no wider");
        assert!(ground.notice().contains("it counts as far as you have given it"));
    });
}
