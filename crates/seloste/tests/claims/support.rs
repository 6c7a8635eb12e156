//! R7, the register of a support service.

use crate::{
    common::MORNING,
    ground::{Caller, Ground, alone, both},
};
use serde_json::{Value, json};

const ID: &str = "support-customers";

fn agent(ground: &Ground) -> Caller<'_> {
    ground.program("support-agent", "serving")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "rights")
}

fn customer(ground: &Ground, surname: &str) -> String {
    let items = json!({ "first-names": "Seppo", "surname": surname, "phone": "045 788 0007" });
    agent(ground).add("customers", "phone-contact", &items)
}

#[test]
fn r7_006_other_ways_of_contact_are_of_a_list_and_from_the_customer() {
    both(ID, |ground| {
        let subject = customer(ground, "Yhteys");
        let mut agent = agent(ground);
        let handle = |label: &str| json!({ "contact-handle": [{ "value": "seppo7", "label": label }] });
        assert_eq!(agent.edit(&subject, "chat-contact", &handle("chat")).status, 204);
        assert_eq!(agent.edit(&subject, "chat-contact", &handle("fax")).rule(), "unknown-label");
        assert_eq!(agent.edit(&subject, "staff", &handle("chat")).rule(), "source-not-allowed");
        assert_eq!(agent.edit(&subject, "chat-contact", &json!({ "web-page": "x" })).rule(), "not-declared");
    });
}

#[test]
fn r7_007_what_the_customer_told_stays_in_the_contact_bounded_and_screened() {
    both(ID, |ground| {
        let subject = customer(ground, "Kertoja");
        let mut agent = agent(ground);
        let contact = |source: &str, told: &str| json!({ "kind": "contact", "source": source, "items": { "channel": "phone", "given-by-customer": told } });
        let long = "x".repeat(501);
        for (source, told, rule) in [
            ("staff", "Tietoa", "source-not-allowed"),
            ("phone-contact", "tunnus 131052-9085", "identity-code"),
            ("phone-contact", long.as_str(), "too-long"),
        ] {
            assert_eq!(agent.try_object(&subject, &contact(source, told)).rule(), rule, "{source}");
        }
        agent.object(&subject, &contact("phone-contact", "Tietoa"));
        let edit = agent.edit(&subject, "phone-contact", &json!({ "given-by-customer": "Tietoa" }));
        assert_eq!(edit.rule(), "not-declared", "no item of the profile");
    });
}

#[test]
fn r7_008_009_017_visits_are_written_down_with_consent_for_one_purpose_and_stay_apart() {
    both(ID, |ground| {
        let subject = customer(ground, "Kavija");
        let visit = |item: &str| {
            json!({
                "kind": "visit", "source": "usage-log",
                "items": { "at": "2026-11-20T10:00:00Z", "page": "/ohje", item: "192.0.2" },
            })
        };
        let mut web = ground.program("web-service", "service-development");
        assert_eq!(web.try_object(&subject, &visit("network")).rule(), "prohibited", "not before consent");
        officer(ground).word(&subject, ("consent", "usage-log"), None, "in-force");
        assert_eq!(web.try_object(&subject, &visit("screen-size")).rule(), "not-declared");
        let seen = web.object(&subject, &visit("network"));
        for (role, purpose) in [
            ("web-service", "serving"),
            ("support-agent", "service-development"),
            ("quality-developer", "serving"),
        ] {
            assert_eq!(
                ground.program(role, purpose).get(&format!("objects/{seen}")).rule(),
                "purpose-not-granted",
                "{role}"
            );
        }
        assert!(!agent(ground).card(&subject).to_string().contains(&seen), "not in the service's view");
        let edit = agent(ground).edit(&subject, "usage-log", &json!({ "phone": "045 788 0008" }));
        assert_eq!(edit.rule(), "source-not-allowed", "a log is no contact detail");
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "signed-letter");
        assert!(officer.copy_page(&case).contains("/ohje"), "r7_026: the lines are in the person's answer");
        officer.word(&subject, ("consent", "usage-log"), None, "taken-back");
        assert_eq!(web.try_object(&subject, &visit("network")).rule(), "prohibited");
    });
}

#[test]
fn r7_008_of_a_network_address_only_the_network_is_ever_stored() {
    both(ID, |ground| {
        let subject = customer(ground, "Osoite");
        officer(ground).word(&subject, ("consent", "usage-log"), None, "in-force");
        let mut web = ground.program("web-service", "service-development");
        let visit = |network: &str| {
            let items = json!({ "at": "2026-11-20T10:00:00Z", "page": "/ohje", "network": network });
            json!({ "kind": "visit", "source": "usage-log", "items": items })
        };
        for (sent, kept) in [
            ("192.0.2.177", "192.0.2.0/24"),
            ("192.0.2.177/32", "192.0.2.0/24"),
            ("::ffff:192.0.2.177", "192.0.2.0/24"),
            ("2001:db8:7:8:9:a:b:c", "2001:db8:7::/48"),
        ] {
            let seen = web.object(&subject, &visit(sent));
            let told = web.get(&format!("objects/{seen}")).ok();
            assert_eq!(told["object"]["items"]["network"][0]["value"], kept, "{sent}: {told}");
        }
        assert_eq!(web.try_object(&subject, &visit("kone.example.fi")).rule(), "not-a-network-address");
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "signed-letter");
        let page = officer.copy_page(&case);
        assert!(page.contains("192.0.2.0/24") && !page.contains("192.0.2.177"), "{page}");
    });
}

#[test]
fn r7_009_a_log_is_read_for_development_by_whom_it_was_handed_over_to_and_for_nothing_else() {
    both(ID, |ground| {
        let subject = customer(ground, "Kehittyva");
        let mut officer = officer(ground);
        officer.word(&subject, ("consent", "usage-log"), None, "in-force");
        let items = json!({ "at": "2026-11-20T10:00:00Z", "page": "/ohje" });
        let visit = json!({ "kind": "visit", "source": "usage-log", "items": items });
        let seen = ground.program("web-service", "service-development").object(&subject, &visit);
        let place = format!("objects/{seen}");
        let mut developer = ground.named("kehittaja", "quality-developer", "service-development");
        assert_eq!(developer.get(&place).status, 404, "nobody has handed it over yet");
        let over =
            agent(ground).post(&format!("subjects/{subject}/maintainer"), &json!({ "to": "kehittaja" }));
        assert!(over.status < 300, "{}", over.answer.text());
        assert_eq!(developer.get(&place).ok()["object"]["items"]["page"][0]["value"], "/ohje");
        let card = developer.card(&subject).to_string();
        assert!(!card.contains("Kehittyva") && !card.contains("788"), "the log tells nobody's name: {card}");
        for (purpose, rule) in [
            ("serving", "purpose-not-granted"),
            ("event-verification", "purpose-not-granted"),
            ("sales", "purpose-not-declared"),
            ("staff-review", "purpose-not-declared"),
        ] {
            assert_eq!(
                ground.named("kehittaja", "quality-developer", purpose).get(&place).rule(),
                rule,
                "{purpose}"
            );
        }
        let mut quality = ground.named("kehittaja", "quality-developer", "service-quality");
        assert_eq!(quality.get(&place).status, 404, "the quality of calls is another purpose");
        officer.word(&subject, ("consent", "usage-log"), None, "taken-back");
        assert_ne!(developer.get(&place).status, 200, "nothing is developed with it after that");
    });
}

#[test]
fn r7_010_an_analytics_vendor_gets_log_items_alone() {
    both(ID, |ground| {
        let subject = customer(ground, "Mitattu");
        officer(ground).word(&subject, ("consent", "usage-log"), None, "in-force");
        let mut disclosing = ground.program("disclosure-officer", "rights");
        let to = |recipient: &str, purpose: &str, category: &str| json!({ "recipient": recipient, "purpose": purpose, "categories": [category] });
        assert_eq!(
            disclosing.give(&subject, &to("log-analytics", "service-development", "usage")).status,
            201
        );
        for (recipient, purpose, category) in [
            ("log-analytics", "service-development", "contact"),
            ("log-analytics", "serving", "usage"),
            ("other-analytics", "service-development", "usage"),
        ] {
            assert_eq!(
                disclosing.give(&subject, &to(recipient, purpose, category)).rule(),
                "recipient-not-allowed",
                "{recipient} {category}"
            );
        }
    });
}

#[test]
fn r7_013_quality_is_a_purpose_and_training_is_none() {
    both(ID, |ground| {
        let subject = customer(ground, "Laatu");
        let mut developer = ground.program("quality-developer", "service-quality");
        assert_eq!(developer.get(&format!("subjects/{subject}")).status, 404, "known, and not theirs");
        for purpose in ["training", "staff-review", "marketing"] {
            developer.purpose(purpose);
            assert_eq!(
                developer.get(&format!("subjects/{subject}")).rule(),
                "purpose-not-declared",
                "{purpose}"
            );
        }
        assert!(
            ground.notice().contains("Training") || ground.notice().contains("training"),
            "what it is never used for is said"
        );
    });
}

#[test]
fn r7_016_019_a_value_names_the_contact_it_came_from_and_does_so_when_the_recording_is_gone() {
    alone(ID, |ground| {
        let mut agent = agent(ground);
        for source in ["phone-contact", "email-contact", "chat-contact", "form-contact"] {
            let subject = agent.add("customers", source, &json!({ "surname": "Lahteinen" }));
            assert_eq!(agent.card(&subject)["items"]["surname"][0]["source"], source);
        }
        let subject = customer(ground, "Nauhoitettu");
        let unsaid = agent.edit(&subject, "recording", &json!({ "phone": "045 788 0009" }));
        assert_eq!(unsaid.rule(), "without-origin", "and says which one");
        let mut officer = officer(ground);
        let known = json!({ "first-names": "Seppo", "surname": "Puhuja", "phone": "045 788 0519" });
        let known = agent.add("customers", "phone-contact", &known);
        let mut talk = json!({
            "kind": ground.name("chat-recording"), "medium": "chat", "delivery": format!("19-{}", ground.register), "direction": "inbound",
            "told": true, "caller-number": "045 788 0519",
            "content": { "lines": [{ "at": "2026-11-20T08:01:00+02:00", "by": "person", "text": "Hei" }] },
        });
        talk[ground.name("channel")] = json!(ground.name("chat"));
        talk[ground.name("started")] = json!("2026-11-20T08:00:00+02:00");
        let mut system = ground.world.key(
            &format!("puhelin-{}", ground.register),
            &ground.register,
            &ground.name("telephone-system"),
        );
        system.purpose(&ground.name("rights"));
        let place = format!("/api/v1/registers/{}/messages", ground.register);
        let talk = system.send("POST", &place, &talk.to_string());
        let talk: Value = serde_json::from_slice(&talk.body).unwrap();
        let (whose, recording) =
            (known.as_str(), talk["recording"].as_str().unwrap_or_else(|| panic!("{talk}")));
        assert_eq!(talk["subject"], whose, "{talk}");
        let change = |from: &str| json!({ "source": "recording", "from": from, "items": { "phone": [{ "value": "045 788 0009" }] } });
        let place = |subject: &str| format!("subjects/{subject}");
        let other = agent.send("PATCH", &place(&subject), &change(recording));
        assert_eq!(other.rule(), "no-such-origin", "another person's is not this one's");
        assert_eq!(agent.send("PATCH", &place(whose), &change(recording)).status, 204);
        let told = |officer: &mut Caller<'_>| officer.card(whose)["items"]["phone"][0].clone();
        let value = told(&mut officer);
        assert_eq!(
            (&value["source"], &value["because"][0]["object"]),
            (&json!("recording"), &json!("chat-recording")),
            "{value}"
        );
        assert_eq!(value["because"][0]["day"], "2026-11-20", "{value}");
        let clock = &ground.world.clock;
        clock.set("2027-10-20T08:00:00Z".parse().unwrap());
        // Keys of programs are over by then.
        let again = json!({ "surname": "Puhuvainen" });
        assert_eq!(self::agent(ground).edit(whose, "phone-contact", &again).status, 204);
        clock.set("2027-11-25T08:00:00Z".parse().unwrap());
        seloste::work::retention::run(&ground.world.app).unwrap();
        let mut officer = self::officer(ground);
        assert_eq!(officer.get(&format!("objects/{recording}")).status, 404, "its year is over");
        assert_eq!(told(&mut officer)["because"], value["because"], "and the value still tells");
        clock.set(MORNING.parse().unwrap());
    });
}

#[test]
fn r7_018_each_technique_is_named_with_its_purpose_and_term_and_off_before_consent() {
    both(ID, |ground| {
        let notice = ground.notice();
        for told in [
            "Following of page visits",
            "cookie: visits",
            "3 months",
            "Off until you have given your consent",
            "Necessary, and asks for no consent",
        ] {
            assert!(notice.contains(told), "{told}: {notice}");
        }
    });
}

#[test]
fn r7_020_only_the_law_and_the_persons_own_request_lead_out() {
    both(ID, |ground| {
        let subject = customer(ground, "Sisalla");
        let mut disclosing = ground.program("disclosure-officer", "rights");
        let single = |reason: &str| json!({ "to": "Esimerkki Oy", "ground": reason, "provision": "Esimerkkilaki 5 §", "categories": ["contact"] });
        assert_eq!(disclosing.give(&subject, &single("authority")).rule(), "no-ground");
        for reason in ["law", "own-request"] {
            assert_eq!(disclosing.give(&subject, &single(reason)).status, 201, "{reason}");
        }
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "signed-letter");
        assert!(officer.copy_page(&case).contains("Esimerkki Oy"), "and the person is told");
    });
}

#[test]
fn r7_024_what_others_maintain_is_not_there() {
    both(ID, |ground| {
        let subject = customer(ground, "Omani");
        let mut other = ground.named("toinen", "support-agent", "serving");
        let never = other.get(&format!("subjects/{}", "0".repeat(26)));
        let told = other.get(&format!("subjects/{subject}"));
        assert_eq!((told.status, &told.answer.body), (404, &never.answer.body));
        assert!(other.find("omani").is_empty() && !other.list().contains(&subject));
        let word = json!({ "item": "phone", "value": "045 788 0007" });
        assert_eq!(other.post("subjects/taken", &word).ok()["hits"], json!([]), "not by its number either");
    });
}

#[test]
fn r7_029_030_a_correction_ends_with_a_change_or_a_reasoned_refusal() {
    both(ID, |ground| {
        let subject = customer(ground, "Korjattava");
        let mut officer = officer(ground);
        let new = json!({ "kind": "correct", "channel": "phone", "subject": subject });
        let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        assert_eq!(officer.get(&format!("requests/{case}")).ok()["needed"], "low");
        let mut step = |step: serde_json::Value| officer.post(&format!("requests/{case}/steps"), &step);
        assert_eq!(
            step(json!({ "step": "identify", "method": "contact-channel" })).status,
            200,
            "a verified channel is enough"
        );
        assert_eq!(
            step(json!({ "step": "decide", "outcome": "refused", "words": "Tieto on oikein." })).rule(),
            "ground-missing"
        );
        let refused = step(
            json!({ "step": "decide", "outcome": "refused", "grounds": ["not-incorrect"], "words": "Tieto on oikein." }),
        );
        assert_eq!(refused.status, 200, "{}", refused.answer.text());
    });
}

#[test]
fn r7_030_how_certain_it_must_be_who_asks_is_set_for_each_kind_of_request() {
    let rights = "\n[[right]]\nright = \"erasure\"\nlevel = \"substantial\"\n\n[[right]]\nright = \"rectification\"\nlevel = \"low\"\n";
    let text = format!("{}{rights}", crate::common::statement("support-customers.toml"));
    crate::ground::changed(ID, &text, |ground| {
        let subject = customer(ground, "Tasollinen");
        let mut officer = officer(ground);
        for (kind, method, identity) in [
            ("correct", "contact-channel", "known"),
            ("erase", "contact-channel", "identity-too-weak"),
            ("erase", "signed-letter", "pending"),
            ("erase", "own-account", "known"),
            ("correct", "name-and-code", "identity-too-weak"),
        ] {
            let new = json!({ "kind": kind, "channel": "email", "subject": subject });
            let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
            let step = json!({ "step": "identify", "method": method });
            let told = officer.post(&format!("requests/{case}/steps"), &step);
            if told.status == 200 {
                assert_eq!(told.ok()["identity"], identity, "{kind} {method}");
            } else {
                assert_eq!(told.rule(), identity, "{kind} {method}");
            }
        }
    });
}

#[test]
fn r7_034_a_question_sent_from_the_notice_becomes_a_request_and_keeps_its_date() {
    both(ID, |ground| {
        let mut reader = ground.world.stranger();
        let notice = reader.visit(&format!("/r/{}/notice?lang=en", ground.register)).text().to_string();
        let form = format!("/my/{}/ask", ground.register);
        assert!(notice.contains(&format!("href=\"{form}?lang=en\"")), "{notice}");
        let question =
            [("kind", "complaint"), ("words", "Mitä minusta tiedetään?"), ("name", "Lukija Esimerkki")];
        let sent = reader.post_bare(&form, &question);
        assert_eq!(sent.status, 200, "{}", sent.text());
        let mut officer = officer(ground);
        let queue = officer.post("requests/list", &json!({ "kind": "complaint" })).ok();
        let asked = &queue["requests"][0];
        let case = asked["request"].as_str().unwrap_or_else(|| panic!("{queue}"));
        let again = json!({ "step": "remark", "kind": "inspect" });
        let told = officer.post(&format!("requests/{case}/steps"), &again).ok();
        assert_eq!(told["kind"], "inspect", "{told}");
        let now = officer.get(&format!("requests/{case}")).ok();
        assert_eq!(
            (&now["received"], &now["due"]),
            (&asked["received"], &asked["due"]),
            "its date stays: {now}"
        );
    });
}

#[test]
fn r7_031_deletion_reaches_contacts_logs_and_the_index_and_leaves_no_name() {
    both(ID, |ground| {
        let subject = customer(ground, "Poistettava");
        let contact = json!({ "kind": "contact", "source": "phone-contact", "items": { "channel": "phone", "matter": "Asia" } });
        let contact = agent(ground).object(&subject, &contact);
        let mut officer = officer(ground);
        officer.word(&subject, ("consent", "usage-log"), None, "in-force");
        let visit = json!({ "kind": "visit", "source": "usage-log", "items": { "at": "2026-11-20T10:00:00Z", "page": "/ohje" } });
        let visit = ground.program("web-service", "service-development").object(&subject, &visit);
        assert_eq!(officer.find("poistettava"), std::slice::from_ref(&subject));
        let told = officer.send("DELETE", &format!("subjects/{subject}"), &serde_json::Value::Null);
        assert_eq!(told.status, 204, "{}", told.answer.text());
        assert!(officer.find("poistettava").is_empty() && agent(ground).find("poistettava").is_empty());
        for gone in [format!("subjects/{subject}"), format!("objects/{contact}"), format!("objects/{visit}")]
        {
            assert_eq!(officer.get(&gone).status, 404, "{gone}");
        }
    });
}
