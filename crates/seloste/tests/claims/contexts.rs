//! R5: the contexts in which a card appears, who knows of them, and what the register refuses.

use crate::ground::{Caller, Ground, both, changed};
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn company(ground: &Ground, name: &str) -> String {
    keeper(ground).add("other-organisations", "organisation", &json!({ "organisation-name": name }))
}

fn person(ground: &Ground, surname: &str) -> String {
    keeper(ground).add("customer-people", "dealings", &json!({ "first-names": "Pekka", "surname": surname }))
}

fn object(kind: &str, parent: Option<&str>, items: &Value) -> Value {
    json!({ "kind": kind, "source": "dealings", "parent": parent, "items": items })
}

fn unseen(ground: &Ground, (role, purpose): (&str, &str), object: &str) -> bool {
    ground.program(role, purpose).get(&format!("objects/{object}")).status == 404
}

/// Links somebody to a new object in roles, and looks that the card tells.
fn appears(caller: &mut Caller<'_>, of: &str, object: &Value, (who, roles): (&str, &[&str])) -> String {
    let made = caller.object(of, object);
    for role in roles {
        assert_eq!(caller.link(&made, role, who).status, 204, "{role}");
    }
    let seen = caller.contexts(who);
    for role in roles {
        assert!(
            seen.contains(&(object["kind"].as_str().unwrap().to_owned(), (*role).to_owned())),
            "{role} {seen:?}"
        );
    }
    made
}

#[test]
fn r5_066_deals_offers_and_stages_are_sales_business() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Kauppa ry"), person(ground, "Kauppias"));
        let mut seller = ground.program("seller", "sales");
        let deal = appears(
            &mut seller,
            &company,
            &object("deal", None, &json!({ "title": "Kauppa" })),
            (&person, &["contact"]),
        );
        let offer = appears(
            &mut seller,
            &company,
            &object("offer", None, &json!({ "title": "Tarjous" })),
            (&person, &["contact"]),
        );
        let stage = object("sales-stage", Some(&deal), &json!({ "stage": "lead" }));
        let stage = appears(&mut seller, &company, &stage, (&person, &["contact"]));
        for made in [&deal, &offer, &stage] {
            assert!(
                unseen(ground, ("support-agent", "support"), made)
                    && unseen(ground, ("producer", "projects"), made)
            );
        }
        let wrong = object("sales-stage", Some(&deal), &json!({ "stage": "dreaming" }));
        assert_eq!(seller.try_object(&company, &wrong).rule(), "not-among-choices");
    });
}

#[test]
fn r5_069_070_an_event_and_a_group_hold_cards() {
    both(ID, |ground| {
        // An account manager reaches the organisations in their charge, and the people who belong to them.
        let mut manager = ground.named("hoitaja", "account-manager", "relationship");
        let (company, person) = (company(ground, "Tapahtuma ry"), person(ground, "Kavija"));
        let mut keeper = keeper(ground);
        let work = keeper.object(&person, &object("employment", None, &json!({ "position": "Ostaja" })));
        assert_eq!(keeper.link(&work, "employer", &company).status, 204);
        let over = keeper.post(&format!("subjects/{company}/maintainer"), &json!({ "to": "hoitaja" }));
        assert!(over.status < 300, "{}", over.answer.text());
        let link = object("event", None, &json!({ "title": "Messut" }));
        let event = manager.object(&company, &link);
        for role in ["invited", "registered", "attended"] {
            assert_eq!(manager.link(&event, role, &person).status, 204, "{role}");
        }
        let group = manager.object(&company, &object("group", None, &json!({ "title": "Käyttäjät" })));
        assert_eq!(manager.link(&group, "member", &person).status, 204);
        assert_ne!(manager.link(&group, "attended", &person).status, 204, "a group has members");
        assert!(unseen(ground, ("seller", "sales"), &event) && unseen(ground, ("seller", "sales"), &group));
    });
}

#[test]
fn r5_010_a_customers_person_sees_the_joint_project_that_they_take_part_in_and_no_other() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Yhteinen ry"), person(ground, "Osallinen"));
        let mut producer = ground.program("producer", "projects");
        let own = producer.object(&company, &object("joint-project", None, &json!({ "title": "Yhdessä" })));
        let other = producer.object(&company, &object("joint-project", None, &json!({ "title": "Muiden" })));
        assert_eq!(producer.link(&own, "participant", &person).status, 204, "as somebody on its card");
        let mut outside = ground.named("ulkopuolinen", "outside-user", "projects");
        assert_eq!(outside.get(&format!("objects/{own}")).status, 404, "before they take part");
        let joins = json!({ "role": "participant", "user": "ulkopuolinen", "set": "in-force" });
        assert_eq!(producer.post(&format!("objects/{own}/links"), &joins).status, 204);
        assert_eq!(outside.get(&format!("objects/{own}")).status, 200);
        assert_eq!(outside.get(&format!("objects/{other}")).status, 404);
        let mut known = [company.clone(), person.clone()];
        known.sort();
        let mut listed = outside.list();
        listed.sort();
        assert_eq!(listed, known, "whose project it is, who takes part, and nobody else");
        let page = outside.get(&format!("subjects/{company}/objects")).ok();
        assert!(page.to_string().contains(&own) && !page.to_string().contains(&other), "{page}");
    });
}

#[test]
fn r5_027_each_subcontractor_is_listed_with_its_kind_of_work() {
    both(ID, |ground| {
        let notice = ground.notice();
        for told in ["Konesali Malli Oy", "Kind of work: upkeep", "Kind of work: processing"] {
            assert!(notice.contains(told), "{told}");
        }
    });
}

#[test]
fn r5_073_learning_has_its_contexts_and_a_submission_is_its_authors_and_teachers() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Oppilaitos ry"), person(ground, "Oppija"));
        let mut teacher = ground.program("teacher", "learning");
        let course = appears(
            &mut teacher,
            &company,
            &object("course", None, &json!({ "title": "Kurssi" })),
            (&person, &["participant"]),
        );
        for kind in ["lecture", "exercise", "curriculum"] {
            let part = object(kind, Some(&course), &json!({ "title": "Osa" }));
            appears(&mut teacher, &company, &part, (&person, &["participant"]));
        }
        let submission = teacher.object(&person, &object("submission", None, &json!({ "answer": "42" })));
        let mut other = ground.named("toinen-opettaja", "teacher", "learning");
        assert_eq!(other.get(&format!("objects/{submission}")).status, 404, "not even another teacher");
        assert!(!other.card(&person).to_string().contains(&submission), "nor by the card");
    });
}

#[test]
fn r5_075_078_ideas_and_transports_name_people_in_their_roles() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Idea ry"), person(ground, "Ideoija"));
        let mut producer = ground.program("producer", "projects");
        let idea = object("idea", None, &json!({ "title": "Keksintö" }));
        let idea = appears(&mut producer, &company, &idea, (&person, &["originator", "developer"]));
        assert_eq!(
            producer.try_object(&company, &object("idea-stage", None, &json!({ "stage": "tried" }))).rule(),
            "parent-missing"
        );
        producer.object(&company, &object("idea-stage", Some(&idea), &json!({ "stage": "tried" })));
        let mut seller = ground.program("seller", "orders");
        let order = seller.object(&company, &object("order", None, &json!({ "title": "Tilaus" })));
        let transport = object("transport", Some(&order), &json!({}));
        appears(&mut seller, &company, &transport, (&person, &["sender", "carrier", "receiver"]));
    });
}

#[test]
fn r5_076_an_application_is_its_handlers_alone_and_goes_at_its_own_term() {
    both(ID, |ground| {
        let applicant = person(ground, "Anoja");
        let mut handler = ground.named("eka-kasittelija", "application-handler", "applications");
        let mut other = ground.named("toka-kasittelija", "application-handler", "applications");
        assert!(handler.find("anoja").contains(&applicant));
        let made =
            handler.object(&applicant, &object("application", None, &json!({ "request": "Avustusta" })));
        let place = format!("objects/{made}");
        assert_eq!(handler.get(&place).status, 200, "whoever takes it in handles it");
        assert_eq!(other.get(&place).status, 404, "nobody else does, whatever their role");
        for (role, purpose) in [("employee", "reaching"), ("seller", "sales"), ("recruiter", "recruitment")] {
            assert!(unseen(ground, (role, purpose), &made), "{role}");
        }
        let names = json!({ "role": "handler", "user": "toka-kasittelija", "set": "in-force" });
        assert_eq!(handler.post(&format!("{place}/links"), &names).status, 204);
        assert_eq!(other.get(&place).status, 200);
        let notice = ground.notice();
        assert!(notice.contains("Application"), "its term stands in the notice");
    });
}

#[test]
fn r5_077_a_job_application_leaves_no_trace_for_others() {
    both(ID, |ground| {
        let person = person(ground, "Hakija");
        let before = ground.program("seller", "sales").card(&person);
        let mut recruiter = ground.program("recruiter", "recruitment");
        let application = json!({ "kind": "job-application", "source": "web-site", "items": { "application": "Haen paikkaa" } });
        let application = recruiter.object(&person, &application);
        assert_eq!(recruiter.get(&format!("objects/{application}")).status, 200);
        assert_eq!(ground.program("seller", "sales").card(&person), before, "the card is as it was");
        for (role, purpose) in [
            ("seller", "sales"),
            ("employee", "reaching"),
            ("producer", "projects"),
            ("front-desk", "relationship"),
        ] {
            assert!(unseen(ground, (role, purpose), &application), "{role}");
        }
    });
}

#[test]
fn r5_052_053_the_page_shows_the_employer_or_says_that_none_is_marked() {
    both(ID, |ground| {
        let person = person(ground, "Tyoton");
        let mut staff = ground.person("henkilo", &["employee"]);
        let page = format!("/r/{}/for/{}/s/{person}", ground.register, ground.name("reaching"));
        let shown = staff.visit(&page);
        assert_eq!(shown.status, 200, "{}", shown.text());
        assert!(shown.text().contains("No organisation is marked"), "{}", shown.text());
        let company = company(ground, "Tuleva ry");
        let mut keeper = keeper(ground);
        let mut job = |starts: &str| {
            let work = json!({ "kind": "employment", "source": "dealings", "starts": starts, "items": { "position": "Ostaja" } });
            let work = keeper.object(&person, &work);
            assert_eq!(keeper.link(&work, "employer", &company).status, 204);
        };
        job("2031-01-01");
        let shown = staff.visit(&page);
        assert!(shown.text().contains("No organisation is marked"), "a job to come: {}", shown.text());
        job("2025-01-01");
        let shown = staff.visit(&page);
        assert!(!shown.text().contains("No organisation is marked"), "{}", shown.text());
        assert!(shown.text().contains(&format!("s/{company}")), "{}", shown.text());
    });
}

#[test]
fn r5_096_sellers_are_in_no_selection() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let known = json!({ "surname": "Kauppias", "email": "kauppias@example.fi", "phone": "040 555 0177" });
        let seller = keeper.add("sellers", "dealings", &known);
        let buyer = json!({ "surname": "Ostaja", "email": "ostaja@example.fi", "phone": "040 555 0178" });
        let buyer = keeper.add("customer-people", "dealings", &buyer);
        for subject in [&seller, &buyer] {
            keeper.word(subject, ("consent", "news"), Some("email"), "in-force");
        }
        for (role, purpose, channel) in
            [("seller", "telephone-sales", "phone"), ("communicator", "own-news", "email")]
        {
            let mut caller = ground.program(role, purpose);
            assert!(caller.reaches(&buyer, channel), "{purpose}");
            assert!(!caller.reaches(&seller, channel), "{purpose}");
        }
    });
}

#[test]
fn r5_057_card_and_page_are_two_views() {
    both(ID, |ground| {
        let person = person(ground, "Kaksitahoinen");
        keeper(ground).edit(&person, "staff", &json!({ "keywords": "buyer" }));
        let card = ground.program("employee", "reaching").card(&person);
        assert!(card["items"].get("keywords").is_none() && card["items"].get("surname").is_some(), "{card}");
        let page = ground.program("producer", "projects").card(&person);
        assert_eq!(page["items"]["keywords"][0]["value"], "buyer");
        assert_eq!(
            ground.program("employee", "projects").get(&format!("subjects/{person}")).rule(),
            "purpose-not-granted"
        );
    });
}

#[test]
fn r5_062_the_privacy_officers_page_is_whole() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Kokonainen ry"), person(ground, "Kokonainen"));
        for (role, purpose, kind) in [
            ("seller", "sales", "sales-contact"),
            ("producer", "projects", "production-contact"),
            ("support-agent", "support", "service-contact"),
        ] {
            let mut caller = ground.program(role, purpose);
            let mut items = json!({ "matter": "Asia" });
            if kind == "service-contact" {
                items["contacted-at"] = json!("2026-11-20T10:15:00+02:00");
                items["channel"] = json!("email");
            }
            let made = caller.object(&company, &object(kind, None, &items));
            caller.link(&made, "contact", &person);
        }
        let all = ground.program("privacy-officer", "rights").contexts(&person);
        assert_eq!(all.len(), 3, "{all:?}");
    });
}

#[test]
fn r5_063_cards_are_opened_one_by_one_for_a_purpose() {
    both(ID, |ground| {
        person(ground, "Listaton");
        let mut staff = ground.program("employee", "reaching");
        assert_eq!(staff.post("subjects/list", &json!({})).rule(), "action-not-granted");
        staff.purpose("no-such-purpose");
        assert_eq!(
            staff.post("subjects/find", &json!({ "words": "listaton" })).rule(),
            "purpose-not-declared"
        );
    });
}

#[test]
fn r5_063_cards_are_opened_at_a_bounded_pace_and_the_refusal_is_on_record() {
    let text = crate::common::statement(&format!("{ID}.toml"));
    assert!(text.contains("cards-an-hour = 100\n"));
    changed(ID, &text.replacen("cards-an-hour = 100\n", "cards-an-hour = 3\n", 1), |ground| {
        let people: Vec<String> = (0..5).map(|n| person(ground, &format!("Moni{n}"))).collect();
        let mut staff = ground.named("nopea", "employee", "reaching");
        let opened = |staff: &mut Caller<'_>, who: &str| staff.get(&format!("subjects/{who}")).status;
        let all: Vec<u16> = people.iter().map(|who| opened(&mut staff, who)).collect();
        assert_eq!(all, [200, 200, 200, 429, 429]);
        assert_eq!(staff.get(&format!("subjects/{}", people[4])).rule(), "too-many-cards");
        assert_eq!(opened(&mut staff, &people[0]), 200, "one that was opened already is no other");
        assert_eq!(
            opened(&mut ground.named("toinen", "employee", "reaching"), &people[4]),
            200,
            "each for themselves"
        );
        assert_eq!(
            opened(&mut ground.program("seller", "sales"), &people[4]),
            200,
            "work that is not bounded goes on"
        );
        let clock = &ground.world.clock;
        clock.set(ground.world.app.clock().now() + jiff::SignedDuration::from_mins(61));
        assert_eq!(
            opened(&mut ground.named("nopea", "employee", "reaching"), &people[4]),
            200,
            "an hour later"
        );
        clock.set(ground.world.app.clock().now() - jiff::SignedDuration::from_mins(61));
    });
}

#[test]
fn r5_085_087_free_text_is_bounded_and_takes_no_codes() {
    both(ID, |ground| {
        let company = company(ground, "Teksti ry");
        let mut producer = ground.program("producer", "projects");
        let long = "x".repeat(601);
        for (text, rule) in [
            ("tunnus 131052-9085", "identity-code"),
            ("kortti 4111 1111 1111 1111", "card-number"),
            (long.as_str(), "too-long"),
        ] {
            let project = object("project", None, &json!({ "title": "Hanke", "comments": text }));
            assert_eq!(producer.try_object(&company, &project).rule(), rule, "{text}");
        }
    });
}

#[test]
fn r5_097_an_offer_is_kept_as_it_was_received() {
    both(ID, |ground| {
        let mut desk = ground.program("front-desk", "relationship");
        let seller =
            desk.add("sellers", "dealings", &json!({ "surname": "Myyja", "seller-organisation": "Firma" }));
        let offer = json!({ "kind": "received-offer", "source": "dealings", "state": "received", "items": { "content": "Halvalla" } });
        let offer = desk.object(&seller, &offer);
        let items = json!({ "content": [{ "value": "Kalliilla" }] });
        let change = json!({ "seen": 1, "object": { "kind": "received-offer", "source": "dealings", "starts": "2026-11-20", "state": "received", "items": items } });
        assert_eq!(desk.send("PUT", &format!("objects/{offer}"), &change).rule(), "frozen");
        let mut officer = ground.program("privacy-officer", "rights");
        let case = officer.granted(&seller, "inspect", "document-seen");
        assert!(officer.copy_page(&case).contains("Halvalla"), "and it is in the answer");
    });
}

#[test]
fn r5_098_103_sources_are_told_apart_on_each_value() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        for (source, surname) in [
            ("web-site", "Lomake"),
            ("registering", "Kirjautunut"),
            ("dealings", "Asioiva"),
            ("list-seller", "Ostettu"),
        ] {
            let made = keeper.add("customer-people", source, &json!({ "surname": surname }));
            assert_eq!(keeper.card(&made)["items"]["surname"][0]["source"], source);
        }
        assert_eq!(
            keeper.try_add("customer-people", "some-list", &json!({ "surname": "X" })).rule(),
            "not-declared"
        );
    });
}
