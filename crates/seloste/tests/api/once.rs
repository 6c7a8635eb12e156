//! `Idempotency-Key`: the same request sent twice creates once.

use crate::{
    SUBJECTS, bare, body,
    common::{Program, WEBSHOP, World},
    draft, problem,
};
use jiff::SignedDuration;
use seloste::bench::http::Answer;
use seloste_db::Engine;

fn create(world: &World, program: &Program, key: &str, surname: &str) -> Answer {
    let headers = [
        ("authorization", program.authorization()),
        ("seloste-purpose", "register-keeping"),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    bare(world.address, "POST", SUBJECTS, &headers, draft(surname).to_string().as_bytes())
}

fn found(program: &mut Program, words: &str) -> usize {
    let asked = serde_json::json!({ "words": words }).to_string();
    body(&program.post(&format!("{SUBJECTS}/find"), &asked))["hits"].as_array().unwrap().len()
}

#[test]
fn the_same_request_sent_again_creates_nothing_and_gets_the_same_answer() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let first = create(&world, &keeper, "order-77", "Kertanen");
        let again = create(&world, &keeper, "order-77", "Kertanen");
        assert_eq!((first.status, again.status), (201, 201), "{}{}", first.text(), again.text());
        assert_eq!(first.body, again.body);
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!(found(&mut keeper, "kertanen"), 1);
        let other = create(&world, &keeper, "order-78", "Kertanen");
        assert_eq!(other.status, 201);
        assert_eq!(found(&mut keeper, "kertanen"), 2);
    }
}

#[test]
fn a_key_with_another_body_is_refused() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    assert_eq!(create(&world, &keeper, "k", "Alkunen").status, 201);
    let other = create(&world, &keeper, "k", "Loppunen");
    assert_eq!((other.status, problem(&other)["code"].as_str().unwrap()), (422, "idempotency-key-reused"));
    assert_eq!(found(&mut keeper, "loppunen"), 0);
}

#[test]
fn a_key_belongs_to_one_program() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let other = world.key("other", WEBSHOP, "register-keeper");
    let (first, second) = (create(&world, &keeper, "k", "Yksinen"), create(&world, &other, "k", "Kaksinen"));
    assert_eq!((first.status, second.status), (201, 201));
    assert_ne!(first.body, second.body);
}

#[test]
fn a_request_that_failed_may_be_corrected_and_sent_again() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    assert_eq!(create(&world, &keeper, "k", "").status, 422);
    assert_eq!(create(&world, &keeper, "k", "Korjanen").status, 201);
}

#[test]
fn a_key_is_forgotten_after_a_day() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    assert_eq!(create(&world, &keeper, "k", "Eilinen").status, 201);
    let now = world.app.clock().now();
    world.clock.set(now + SignedDuration::from_hours(23));
    assert_eq!(create(&world, &keeper, "k", "Eilinen").status, 201);
    assert_eq!(found(&mut keeper, "eilinen"), 1);
}

#[test]
fn many_who_send_the_same_at_once_create_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let senders: Vec<_> =
                (0..8).map(|_| scope.spawn(|| create(&world, &keeper, "same", "Samanen").status)).collect();
            senders.into_iter().map(|sender| sender.join().unwrap()).collect()
        });
        assert_eq!(statuses, [201; 8]);
        assert_eq!(found(&mut keeper, "samanen"), 1);
    }
}

#[test]
fn a_key_that_can_not_be_read_is_told_so() {
    let world = World::new(Engine::Sqlite);
    let keeper = world.key("keeper", WEBSHOP, "register-keeper");
    for key in ["", &"k".repeat(201)] {
        let answer = create(&world, &keeper, key, "Avainen");
        assert_eq!((answer.status, problem(&answer)["code"].as_str().unwrap()), (400, "bad-header"));
    }
}
