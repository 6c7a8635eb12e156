//! R5: the log, the designated investigator who searches it under a named case, and security events.

use crate::ground::{Caller, Ground, alone, both};
use jiff::SignedDuration;
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn person(ground: &Ground, surname: &str) -> String {
    let items = json!({ "first-names": "Pekka", "surname": surname });
    ground.program("register-keeper", "rights").add("customer-people", "dealings", &items)
}

#[test]
fn r5_018_the_log_is_searched_by_the_investigator_under_a_named_case_alone() {
    both(ID, |ground| {
        let subject = person(ground, "Tutkittu");
        let place = format!("subjects/{subject}/readers");
        let mut nosy = ground.program("employee", "reaching");
        nosy.card(&subject);
        assert_eq!(nosy.get(&place).rule(), "action-not-granted", "staff don't search the log");
        let mut investigator = ground.program("investigator", "misuse");
        assert_eq!(investigator.get(&place).rule(), "reason-missing", "not without a case");
        investigator.reason("Tapaus 2026-7");
        let told = investigator.get(&place).ok();
        let seen =
            |action: &str| told["readings"].as_array().unwrap().iter().any(|one| one["action"] == action);
        assert!(seen("create") && seen("open"), "what was done: {told}");
        let told = investigator.get(&place).ok();
        let own = told["readings"].as_array().unwrap().iter();
        assert!(
            own.clone().any(|one| one["action"] == "readers" && one["refused"].is_null()),
            "so is the search itself"
        );
    });
}

/// The lines of the log that fit.
fn lines(investigator: &mut Caller<'_>, wanted: &Value) -> Vec<Value> {
    investigator.post("log/find", wanted).ok()["lines"].as_array().unwrap().clone()
}

#[test]
fn r5_018_every_read_search_refusal_and_change_is_found_under_a_named_case_alone() {
    both(ID, |ground| {
        let subject = person(ground, "Jaljitetty");
        let user = format!("uteliaisuus-{}", ground.register);
        let mut nosy = ground.named(&user, "seller", "sales");
        nosy.card(&subject);
        nosy.find("jaljitetty");
        assert_eq!(nosy.edit(&subject, "staff", &json!({ "phone": "045 788 0018" })).status, 204);
        nosy.purpose("quality");
        assert_eq!(
            nosy.post("subjects/list", &json!({})).rule(),
            "purpose-not-granted",
            "before anybody is reached"
        );
        let wanted = json!({ "user": user });
        assert_eq!(nosy.post("log/find", &wanted).rule(), "purpose-not-granted");
        nosy.purpose("sales");
        assert_eq!(nosy.post("log/find", &wanted).rule(), "action-not-granted");
        let mut investigator = ground.program("investigator", "misuse");
        assert_eq!(investigator.post("log/find", &wanted).rule(), "reason-missing", "not without a case");
        investigator.reason("Tapaus 2026-18");
        let found = lines(&mut investigator, &wanted);
        let done = |action: &str| found.iter().any(|one| one["action"] == action && one["refused"].is_null());
        assert!(["open", "find", "edit"].into_iter().all(done), "{found:?}");
        assert!(found.iter().all(|one| one["user"] == user.as_str()), "{found:?}");
        let refused = lines(&mut investigator, &json!({ "user": user, "ended": "refused" }));
        let rules: Vec<&str> = refused.iter().map(|one| one["refused"].as_str().unwrap()).collect();
        assert!(rules.contains(&"purpose-not-granted") && rules.contains(&"action-not-granted"), "{rules:?}");
        let about = lines(&mut investigator, &json!({ "subject": subject, "action": "edit" }));
        assert_eq!(about.len(), 1, "one change of this person's data: {about:?}");
        let own = lines(&mut investigator, &json!({ "action": "investigate", "ended": "done" }));
        assert!(own.len() >= 3, "the searches stand in the log themselves: {own:?}");
        let officer = ground.program("privacy-officer", "rights").post("log/find", &wanted).rule().to_owned();
        assert_eq!(officer, "reason-missing", "nobody searches it without a case");
        let nobody = json!({ "user": "eikukaan" });
        assert_eq!(investigator.post("log/find", &nobody).rule(), "not-known");
        nosy.purpose("sales");
        assert_eq!(
            nosy.post("log/find", &nobody).rule(),
            "action-not-granted",
            "nobody else learns who is here"
        );
    });
}

#[test]
fn r5_018_the_whole_log_is_walked_page_by_page() {
    both(ID, |ground| {
        let subject = person(ground, "Sivutettu");
        let mut seller = ground.named("selaaja", "seller", "sales");
        for _ in 0..205 {
            seller.card(&subject);
        }
        let mut investigator = ground.program("investigator", "misuse");
        investigator.reason("Tapaus 2026-19");
        let first = investigator.post("log/find", &json!({ "subject": subject })).ok();
        assert_eq!(first["lines"].as_array().unwrap().len(), 200);
        let rest = investigator.post("log/find", &json!({ "subject": subject, "after": first["next"] })).ok();
        assert_eq!(rest["lines"].as_array().unwrap().len(), 6, "205 openings, and the adding: {rest}");
        assert_eq!(rest["next"], Value::Null);
    });
}

#[test]
fn r5_019_security_events_are_kept_apart_for_a_term_of_their_own_and_for_nothing_else() {
    alone(ID, |ground| {
        let subject = person(ground, "Turvattu");
        ground.program("seller", "quality").get(&format!("subjects/{subject}"));
        let mut officer = ground.program("privacy-officer", "rights");
        let asked = json!({ "to": "Esimerkkivirasto", "ground": "law", "provision": "Esimerkkilaki 4 §", "categories": ["card"] });
        assert_eq!(officer.give(&subject, &asked).status, 201);
        let mut stranger = ground.world.stranger();
        let home = ground.name("ohjelmatalo-malli");
        let page = stranger.get(&format!("/sign-in?at={home}")).text();
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let form = [
            ("csrf", csrf.as_str()),
            ("at", home.as_str()),
            ("user", "eikukaan"),
            ("password", "arvaus arvaus"),
        ];
        assert!(stranger.post_bare("/sign-in", &form).status >= 400, "a guess");
        let place = "security-events/find";
        for (role, purpose) in [("seller", "sales"), ("register-keeper", "rights")] {
            let mut other = ground.program(role, purpose);
            other.reason("Uteliaisuus");
            assert_eq!(other.post(place, &json!({})).rule(), "action-not-granted", "{role}");
        }
        let mut investigator = ground.program("investigator", "misuse");
        assert_eq!(investigator.post(place, &json!({})).rule(), "reason-missing");
        investigator.reason("Tapaus 2026-20");
        let told = investigator.post(place, &json!({})).ok();
        let events = told["events"].as_array().unwrap();
        for kind in ["sign-in-failed", "refused", "exported"] {
            assert!(events.iter().any(|one| one["event"] == kind), "{kind}: {told}");
        }
        assert!(!told.to_string().contains(&subject), "about nobody: {told}");
        let notice = ground.notice();
        assert!(notice.contains("used for nothing else and are kept for 1 year"), "{notice}");
        let now = ground.world.app.clock().now();
        ground.world.clock.set(now + SignedDuration::from_hours(370 * 24));
        let mut later = ground.named("toinen-selvittaja", "investigator", "misuse");
        later.reason("Tapaus 2027-1");
        let told = later.post(place, &json!({})).ok();
        assert_eq!(told["events"], json!([]), "their time is up, though marks of use are kept longer");
    });
}

#[test]
fn r5_018_on_the_page_the_log_is_searched_under_the_case_typed_beside_it() {
    both(ID, |ground| {
        let subject = person(ground, "Sivulla");
        let page_for = |purpose: &str| format!("/r/{}/for/{}/log", ground.register, ground.name(purpose));
        let page = page_for("misuse");
        let user = format!("katsoja-{}", ground.register);
        ground.named(&user, "seller", "sales").card(&subject);
        let mut investigator = ground.person("sivun-selvittaja", &["investigator"]);
        let form = investigator.visit(&page).text();
        assert!(form.contains("name=\"case\"") && !form.contains(&user), "nothing before a case is named");
        let bare = investigator.post(&page, &[("user", &user)]);
        assert_eq!(bare.status, 422, "not without a case");
        assert!(bare.text().contains(&format!("value=\"{user}\"")), "what was typed stays");
        let found = investigator.post(&page, &[("case", "Tapaus 2026-20"), ("user", &user)]);
        assert_eq!(found.status, 200, "{}", found.text());
        assert!(found.text().contains("Opened the card"), "{}", found.text());
        let about = investigator
            .post(&page, &[("case", "Tapaus 2026-20"), ("subject", &subject), ("action", "edit")]);
        assert!(!about.text().contains(&user), "nothing of it was changed");
        for (name, value) in [("user", "eikukaan"), ("subject", "eikukaan"), ("from", "eilen")] {
            let wrong = investigator.post(&page, &[("case", "Tapaus 2026-20"), (name, value)]);
            assert_eq!(wrong.status, 422, "{name}");
        }
        let events = investigator.post(&page, &[("case", "Tapaus 2026-20"), ("do", "events")]);
        assert_eq!(events.status, 200, "{}", events.text());
        let mut seller = ground.person("sivun-myyja", &["seller"]);
        for path in [page, page_for("sales")] {
            assert_eq!(seller.get(&path).status, 403, "{path}");
            assert_eq!(seller.post(&path, &[("case", "Uteliaisuus"), ("user", &user)]).status, 403, "{path}");
        }
    });
}
