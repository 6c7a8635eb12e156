//! R5 and R7: what is open to anybody, what people outside never reach, and cookies.

use crate::{
    common::{root, statement},
    ground::both,
};
use jiff::SignedDuration;
use seloste::work::staff::people;
use seloste_register::{id::RegisterId, law::LawPack};

const ID: &str = "b2b-customers";

#[test]
fn r5_099_r5_114_r7_018_public_pages_work_without_account_or_cookie_and_all_else_needs_a_login() {
    both(ID, |ground| {
        let register = &ground.register;
        for page in [
            "/".to_owned(),
            format!("/r/{register}/notice"),
            format!("/my/{register}"),
            format!("/my/{register}/ask"),
        ] {
            let seen = ground.world.stranger().visit(&page);
            assert_eq!(seen.status, 200, "{page}: {}", seen.text());
            let set = seen.header("set-cookie").unwrap_or_default();
            assert!(set.is_empty() || set.contains("seloste-device-"), "{page}: {set}");
        }
        let subject = "0".repeat(26);
        let purpose = ground.name("reaching");
        for page in ["find", "list", &format!("s/{subject}"), &format!("s/{subject}/history")] {
            let place = format!("/r/{register}/for/{purpose}/{page}");
            let seen = ground.world.stranger().visit(&place);
            // What is answered instead is the way to sign in.
            let asks = seen.status != 200 || seen.text().contains("type=\"password\"");
            assert!(asks, "{place} {} {}", seen.status, seen.text());
        }
    });
}

#[test]
fn r5_128_no_role_of_people_outside_opens_a_space_of_staff() {
    let sample = statement("b2b-customers.toml");
    let law = LawPack::read(&std::fs::read_to_string(root().join("law/fi.toml")).unwrap()).unwrap();
    let day = jiff::civil::date(2026, 11, 23);
    let rules = |text: &str| -> Vec<&str> {
        seloste_register::statement::read(text, &law, day).problems.iter().map(|one| one.rule).collect()
    };
    assert!(!rules(&sample).contains(&"outsider-in-staff-space"));
    let grant = "purposes = [\"support\"]\nread = [\"card\", \"service-cases\"]";
    assert!(sample.contains(grant));
    for category in ["sales", "orders", "contracts", "events"] {
        let wider = grant.replace("\"service-cases\"]", &format!("\"service-cases\", \"{category}\"]"));
        let found = rules(&sample.replacen(grant, &wider, 1));
        assert!(found.contains(&"outsider-in-staff-space"), "{category}: {found:?}");
    }
}

#[test]
fn r5_113_a_role_is_given_for_a_task_and_unused_access_is_reported() {
    both(ID, |ground| {
        let app = &ground.world.app;
        let register = RegisterId::new(&ground.register).unwrap();
        ground.person("kayttava", &["seller"]);
        let now = app.clock().now();
        let of = |since| -> Vec<(String, String)> {
            let found = people::unused(app, &register, since).unwrap();
            found.into_iter().map(|one| (one.user, one.task)).collect()
        };
        let later = now + SignedDuration::from_hours(24);
        let unused = of(later);
        let (_, task) = unused.iter().find(|(user, _)| user == "kayttava").unwrap();
        assert!(!task.is_empty(), "each rests on a task");
        let before = now - SignedDuration::from_hours(24);
        assert!(!of(before).iter().any(|(user, _)| user == "kayttava"), "given or used since");
    });
}
