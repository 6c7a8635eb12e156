//! R5: somebody who is invited to their own pages by mail, with a key code or without.

use crate::common::{Program, Visitor, World, post::Office, statement};
use jiff::SignedDuration;
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

struct Town {
    world: World,
    office: Office,
    keeper: Program,
    subject: String,
}

impl Town {
    fn new() -> Self {
        let office = Office::open();
        let origin = Some("http://localhost".to_owned());
        let head = Head { mail: Some(office.settings()), origin, ..Head::default() };
        let world = World::of(Engine::Sqlite, head, &[(ID, statement(&format!("{ID}.toml")))]);
        let mut keeper = world.key("hoitaja", ID, "register-keeper");
        keeper.purpose("rights");
        let value = |value: &str| json!([{ "value": value }]);
        let items = json!({ "surname": value("Kutsuttu"), "email": value("kutsuttu@example.fi") });
        let new = json!({ "group": "outside-participants", "source": "dealings", "items": items });
        let added = keeper.post(&format!("/api/v1/registers/{ID}/subjects"), &new.to_string());
        let added: Value = serde_json::from_slice(&added.body).unwrap();
        let subject = added["subject"].as_str().unwrap().to_owned();
        Self { world, office, keeper, subject }
    }

    fn invite(&mut self, wanted: &Value) -> Answer {
        let place = format!("/api/v1/registers/{ID}/subjects/{}/invitation", self.subject);
        self.keeper.post(&place, &wanted.to_string())
    }

    /// The path of the link in the newest of so many mails.
    fn link(&self, mail: usize) -> String {
        let mail = self.office.mail(mail);
        assert_eq!(mail.to, "kutsuttu@example.fi");
        mail.link()
    }

    fn enter(&self, link: &str, key: Option<&str>) -> u16 {
        let fields: Vec<(&str, &str)> = key.map(|key| ("key", key)).into_iter().collect();
        self.world.stranger().post_bare(link, &fields).status
    }
}

#[test]
fn r5_101_an_invitation_works_once_for_a_limited_time_and_for_that_address() {
    let mut town = Town::new();
    let told = town.invite(&json!({ "days": 3 }));
    assert_eq!(told.status, 201, "{}", told.text());
    let link = town.link(0);
    assert_eq!(town.world.stranger().get(&link).status, 200, "looking spends nothing");
    assert_eq!(town.enter(&link, None), 303);
    assert_eq!(town.enter(&link, None), 410, "once");
    town.invite(&json!({ "days": 3 }));
    let link = town.link(1);
    let now = town.world.app.clock().now();
    town.world.clock.set(now + SignedDuration::from_hours(73));
    assert_eq!(town.enter(&link, None), 410, "for a limited time");
    let mut keeper = town.world.key("toinen", ID, "register-keeper");
    keeper.purpose("rights");
    town.keeper = keeper;
    town.invite(&json!({}));
    let link = town.link(2);
    let other = json!({ "source": "dealings", "items": { "email": [{ "value": "muu@example.fi" }] } });
    let place = format!("/api/v1/registers/{ID}/subjects/{}", town.subject);
    assert_eq!(town.keeper.send("PATCH", &place, &other.to_string()).status, 204);
    assert_eq!(town.enter(&link, None), 410, "for the address that it went to");
    let stranger = town.invite(&json!({ "email": "kutsuttu@example.fi" }));
    assert_eq!(stranger.status, 422, "no longer on record: {}", stranger.text());
    assert_eq!(town.invite(&json!({ "days": 31 })).status, 422);
    assert_eq!(town.invite(&json!({ "lang": "de" })).status, 422);
}

#[test]
fn r5_101_where_a_key_code_is_set_the_link_alone_does_not_let_in() {
    let mut town = Town::new();
    let told = town.invite(&json!({ "key": true }));
    let told: Value = serde_json::from_slice(&told.body).unwrap();
    let key = told["key"].as_str().unwrap().to_owned();
    let mail = town.office.mail(0);
    assert!(!mail.text().contains(&key), "the code goes by another way");
    let link = town.link(0);
    assert!(town.world.stranger().get(&link).text().contains("name=\"key\""));
    assert_eq!((town.enter(&link, None), town.enter(&link, Some("ABCD-ABCD-ABCD-ABCD"))), (422, 422));
    assert_eq!(town.enter(&link, Some(&key.to_lowercase())), 303, "however it is typed");
    assert_eq!(town.enter(&link, Some(&key)), 410, "once");
    let told = town.invite(&json!({ "key": true }));
    let told: Value = serde_json::from_slice(&told.body).unwrap();
    let link = town.link(1);
    for _ in 0..5 {
        assert_eq!(town.enter(&link, Some("AAAA-AAAA-AAAA-AAAA")), 422);
    }
    assert_eq!(town.enter(&link, told["key"].as_str()), 410, "five wrong ones end it");
}

#[test]
fn r5_101_nobody_is_invited_without_end_nor_by_whoever_may_not_change_the_address() {
    let mut town = Town::new();
    let statuses: Vec<u16> = (0..4).map(|_| town.invite(&json!({})).status).collect();
    assert_eq!(statuses, [201, 201, 201, 422]);
    let mut nosy = town.world.key("utelias", ID, "employee");
    nosy.purpose("reaching");
    let place = format!("/api/v1/registers/{ID}/subjects/{}/invitation", town.subject);
    assert_eq!(nosy.post(&place, "{}").status, 403);
}

#[test]
fn r5_101_many_guesses_at_once_are_no_more_than_five() {
    let mut town = Town::new();
    assert_eq!(town.invite(&json!({ "key": true })).status, 201);
    let link = town.link(0);
    let strangers: Vec<_> = (0..16).map(|_| town.world.stranger()).collect();
    let statuses: Vec<u16> = std::thread::scope(|threads| {
        let guess = |mut stranger: Visitor| {
            let link = &link;
            threads.spawn(move || stranger.post_bare(link, &[("key", "AAAA-AAAA-AAAA-AAAA")]).status)
        };
        let guesses: Vec<_> = strangers.into_iter().map(guess).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    let wrong = statuses.iter().filter(|status| **status == 422).count();
    assert_eq!(wrong, 5, "{statuses:?}");
    assert!(statuses.iter().all(|status| [422, 410].contains(status)), "{statuses:?}");
}

#[test]
fn r5_101_on_the_page_an_invitation_is_sent_seen_and_taken_back() {
    let town = Town::new();
    let page = format!("/r/{ID}/for/rights/s/{}/invite", town.subject);
    let mut keeper = town.world.person("kutsuja", ID, &["register-keeper"]);
    let form = keeper.visit(&page).text();
    assert!(form.contains("kutsuttu@example.fi"), "{form}");
    let fields = [("email", "kutsuttu@example.fi"), ("days", "3"), ("lang", "sv"), ("key", "yes")];
    let sent = keeper.post(&page, &fields);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let sent = sent.text();
    let key = sent.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let link = town.link(0);
    assert_eq!(town.enter(&link, Some(&key)), 303, "with the code that was shown once");
    assert_eq!(keeper.post(&page, &[("email", "kutsuttu@example.fi"), ("days", "31")]).status, 422);
    assert_eq!(keeper.post(&page, &[("email", "kutsuttu@example.fi"), ("days", "3")]).status, 200);
    let link = town.link(1);
    let waiting = keeper.get(&page).text();
    let made =
        waiting.split("name=\"withdraw\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut reader = town.world.person("lukija", ID, &["employee"]);
    let elsewhere = page.replace("/rights/", "/reaching/");
    for fields in [vec![("withdraw", made.as_str())], vec![("email", "kutsuttu@example.fi"), ("days", "3")]] {
        assert!(
            matches!(reader.post(&elsewhere, &fields).status, 403 | 404),
            "only who may change the address"
        );
    }
    assert_eq!(keeper.post(&page, &[("withdraw", &made)]).status, 303);
    assert_eq!(town.enter(&link, None), 410, "taken back");
    assert_eq!(keeper.post(&page, &[("withdraw", &made)]).status, 404, "once");
    assert!(!keeper.get(&page).text().contains("name=\"withdraw\""));
}
