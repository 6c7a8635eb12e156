//! Signing in and out, sessions, throttling, beginnings.

use crate::{
    PASSWORD, SESSION, World,
    common::{WEBSHOP, register},
    is_in, morning, newcomer, signed_in, try_sign_in, value, world_with_aino,
};
use jiff::SignedDuration;
use seloste::{
    bench::http::Request,
    work::staff::{
        account, setup,
        throttle::{self, Heard, Proof, Trier},
    },
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_register::id::RoleId;

#[test]
fn r1_042_a_person_signs_in_with_an_own_user_name_and_password_and_out_again() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let mut aino = signed_in(&world, "aino");
        let account = aino.get("/account?at=verkkopuoti-malli");
        assert!(account.text().contains("Aino Esimerkki"), "{engine:?}");
        let csrf = value(&account, "csrf");
        assert_eq!(aino.post_bare("/sign-out", &[("csrf", &csrf)]).status, 303);
        assert!(!is_in(&mut aino));
    }
}

#[test]
fn r1_044_an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let world = world_with_aino(Engine::Sqlite);
    let bare = |user: &str| {
        let mut visitor = world.stranger();
        let answer = try_sign_in(&mut visitor, user, "some other password");
        let csrf = value(&answer, "csrf");
        (answer.status, answer.text().replace(&csrf, "").replace(user, ""), answer.headers.len())
    };
    assert_eq!(bare("aino"), bare("onia"));
    assert_eq!(bare("aino").0, 403);
}

#[test]
fn r1_044_strangers_get_nowhere_without_a_session() {
    let world = World::new(Engine::Sqlite);
    let mut stranger = world.stranger();
    for path in
        ["/account", "/sessions", "/undertakings", "/account/app", "/r/webshop-customers/people-at-work"]
    {
        let answer = stranger.get(path);
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.header("location").unwrap().starts_with("/sign-in?then=%2F"), "{path}");
    }
    assert_eq!(stranger.post_bare("/account/key", &[("label", "x")]).status, 401);
}

#[test]
fn r1_044_nobody_is_shut_out_by_anothers_failures() {
    let world = world_with_aino(Engine::Sqlite);
    let mut aino = signed_in(&world, "aino");
    let csrf = value(&aino.get("/account?at=verkkopuoti-malli"), "csrf");
    aino.post_bare("/sign-out", &[("csrf", &csrf)]);
    let mut attacker = world.stranger();
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(try_sign_in(&mut attacker, "aino", "wrong and wrong again").status);
    }
    assert_eq!(statuses[..3], [403, 403, 403]);
    assert_eq!(statuses[3..], [429; 5]);
    let waited = try_sign_in(&mut attacker, "aino", PASSWORD);
    assert_eq!(waited.status, 429);
    assert!(waited.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);
    assert_eq!(try_sign_in(&mut aino, "aino", PASSWORD).status, 303, "her own browser is heard");
    world.clock.set(morning() + SignedDuration::from_secs(30));
    assert_eq!(try_sign_in(&mut world.stranger(), "aino", PASSWORD).status, 303, "no lock stays");
}

#[test]
fn a_token_planted_before_signing_in_is_worth_nothing_after() {
    let world = world_with_aino(Engine::Sqlite);
    let mut attacker = signed_in(&world, "aino");
    let planted = attacker.client().cookie(SESSION).unwrap().to_owned();
    let mut victim = world.stranger();
    victim.client().set_cookie(SESSION, &planted);
    let csrf = value(&attacker.get("/account?at=verkkopuoti-malli"), "csrf");
    victim.client().set_cookie(SESSION, "made-up-by-somebody");
    assert_eq!(try_sign_in(&mut victim, "aino", PASSWORD).status, 303);
    let fresh = victim.client().cookie(SESSION).unwrap().to_owned();
    assert_ne!(fresh, planted);
    assert_ne!(fresh, "made-up-by-somebody");
    assert_eq!(attacker.post_bare("/sign-out", &[("csrf", &csrf)]).status, 303);
    assert!(is_in(&mut victim));
}

#[test]
fn a_form_with_a_stale_or_foreign_token_changes_nothing() {
    let world = world_with_aino(Engine::Sqlite);
    let (mut aino, mut other) = (signed_in(&world, "aino"), signed_in(&world, "aino"));
    let foreign = value(&other.get("/account?at=verkkopuoti-malli"), "csrf");
    for token in [foreign.as_str(), "", "x"] {
        let answer = aino.post_bare("/sessions/end?at=verkkopuoti-malli", &[("csrf", token)]);
        assert_eq!(answer.status, 409, "{token:?}");
    }
    assert!(is_in(&mut other), "the other session was not ended");
    let bare = world
        .stranger()
        .post_bare("/sign-in", &[("user", "aino"), ("password", PASSWORD), ("at", "verkkopuoti-malli")]);
    assert_eq!(bare.status, 409, "nobody is signed in by another site's form");
}

#[test]
fn a_session_ends_when_it_rests_and_at_the_end_of_the_day() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let (mut busy, mut resting) = (signed_in(&world, "aino"), signed_in(&world, "aino"));
        for minutes in (30..=690).step_by(30) {
            world.clock.set(morning() + SignedDuration::from_mins(minutes));
            assert!(is_in(&mut busy), "{engine:?}: used every half hour, minute {minutes}");
        }
        assert!(!is_in(&mut resting), "{engine:?}: unused for hours");
        world.clock.set(morning() + SignedDuration::from_hours(12));
        assert!(!is_in(&mut busy), "{engine:?}: twelve hours");
        world.clock.set(morning());
        assert!(is_in(&mut busy), "{engine:?}: the clock alone decides");
    }
}

#[test]
fn r4_038_the_owner_sees_where_the_id_is_in_use_and_ends_it() {
    let world = world_with_aino(Engine::Sqlite);
    let (mut here, mut there) = (signed_in(&world, "aino"), signed_in(&world, "aino"));
    let page = here.get("/sessions?at=verkkopuoti-malli");
    assert_eq!(page.text().matches("name=\"session\"").count(), 1, "the other one can be ended");
    let (csrf, session) = (value(&page, "csrf"), value(&page, "session"));
    let fields = [("csrf", csrf.as_str()), ("session", session.as_str())];
    assert_eq!(here.post_bare("/sessions/end?at=verkkopuoti-malli", &fields).status, 303);
    assert!(!is_in(&mut there));
    assert!(is_in(&mut here));
}

#[test]
fn a_changed_password_ends_the_other_sessions() {
    let world = world_with_aino(Engine::Sqlite);
    let (mut here, mut there) = (signed_in(&world, "aino"), signed_in(&world, "aino"));
    let csrf = value(&here.get("/account?at=verkkopuoti-malli"), "csrf");
    let mut change = |present: &str| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("password", present),
            ("new-password", "neljä sinistä kiveä"),
            ("again-password", "neljä sinistä kiveä"),
        ];
        here.post_bare("/account/password?at=verkkopuoti-malli", &fields).status
    };
    assert_eq!(change("not the present one"), 422);
    assert!(is_in(&mut there));
    assert_eq!(change(PASSWORD), 303);
    assert!(!is_in(&mut there));
    assert!(is_in(&mut here));
    assert_eq!(try_sign_in(&mut there, "aino", PASSWORD).status, 403);
    assert_eq!(try_sign_in(&mut there, "aino", "neljä sinistä kiveä").status, 303);
}

#[test]
fn the_first_account_is_made_with_the_terminals_code_and_keeps_accounts() {
    for engine in ENGINES {
        let world = World::new(engine);
        let codes = setup::codes(&world.app).unwrap();
        assert_eq!(codes.len(), 2, "both controllers are without accounts");
        let (_, code) = codes.iter().find(|(at, _)| at.as_str() == "verkkopuoti-malli").unwrap();
        let mut visitor = world.stranger();
        let sent_on = visitor.get("/sign-in?at=verkkopuoti-malli");
        assert_eq!(sent_on.header("location"), Some("/setup?at=verkkopuoti-malli"));
        let csrf = value(&visitor.get("/setup?at=verkkopuoti-malli"), "csrf");
        let mut make = |code: &str| {
            visitor.post_bare(
                "/setup",
                &[
                    ("csrf", &csrf),
                    ("at", "verkkopuoti-malli"),
                    ("code", code),
                    ("name", "Eero Malli"),
                    ("email", "eero.malli@verkkopuoti-malli.example.fi"),
                    ("user", "eero.malli"),
                    ("new-password", PASSWORD),
                    ("again-password", PASSWORD),
                ],
            )
        };
        assert_eq!(make("AAAA-AAAA-AAAA-AAAA").status, 422, "{engine:?}");
        let made = make(&code.to_lowercase());
        assert_eq!(made.status, 303, "{engine:?}: {}", made.text());
        assert_eq!(make(code).status, 422, "the code worked once");
        assert!(is_in(&mut visitor));
        let keeper =
            seloste::work::staff::actor_by_user_name(&world.app, &register(WEBSHOP), "eero.malli").unwrap();
        assert_eq!(keeper.roles, [RoleId::new("administrator").unwrap()]);
        assert_eq!(
            account::answerable(&world.app, &register(WEBSHOP)).unwrap(),
            account::Answerable::Person("Eero Malli".to_owned())
        );
    }
}

#[test]
fn a_person_chooses_an_own_password_with_the_start_code_once() {
    let world = World::new(Engine::Sqlite);
    let mut without = newcomer("Aino Esimerkki", "aino");
    without.password = None;
    let code = account::add(&world.app, &register(WEBSHOP), &without, None).unwrap().start_code.unwrap();
    let mut aino = world.stranger();
    assert_eq!(try_sign_in(&mut aino, "aino", "").status, 403);
    assert_eq!(try_sign_in(&mut aino, "aino", &code).status, 403);
    let csrf = value(&aino.get("/start?at=verkkopuoti-malli"), "csrf");
    let mut start = |code: &str, again: &str| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("at", "verkkopuoti-malli"),
            ("code", code),
            ("new-password", PASSWORD),
            ("again-password", again),
        ];
        aino.post_bare("/start", &fields).status
    };
    assert_eq!(start("AAAA-AAAA-AAAA-AAAA", PASSWORD), 422);
    assert_eq!(start(&code, "something else"), 422);
    assert_eq!(start(&code, PASSWORD), 303);
    assert_eq!(start(&code, PASSWORD), 422, "the code worked once");
    assert!(is_in(&mut aino));
}

#[test]
fn what_was_typed_survives_the_end_of_the_session_unless_another_site_sent_it() {
    let world = world_with_aino(Engine::Sqlite);
    let mut aino = signed_in(&world, "aino");
    world.clock.set(morning() + SignedDuration::from_hours(2));
    let typed = aino.post_bare("/account/app", &[("csrf", "old"), ("label", "my own phone")]);
    assert_eq!(typed.status, 401);
    assert!(typed.text().contains("my own phone"));
    let secret =
        aino.post_bare("/account/password", &[("csrf", "old"), ("new-password", "neljä sinistä kiveä")]);
    assert!(!secret.text().contains("sinist"), "a password is never sent back");
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let request = Request { method: "POST", path: "/account/app", headers: &headers, body: b"label=planted" };
    let planted = aino.send(request);
    assert_eq!(planted.status, 401);
    assert!(!planted.text().contains("planted"));
}

#[test]
fn tries_that_come_at_once_are_counted_one_by_one() {
    for engine in ENGINES {
        let world = World::new(engine);
        let home = world.app.controllers().next().unwrap();
        let one_try = || {
            let trier = Trier { key: &[7; 32], name: "aino", network: "192.0.2.0/24", known_device: None };
            home.gate.data().write(|tx| throttle::admit(tx, &trier, Proof::Second, morning())).unwrap()
        };
        let heard = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..16).map(|_| scope.spawn(one_try)).collect();
            tries.into_iter().map(|one| one.join().unwrap()).filter(|one| *one == Heard::Now).count()
        });
        assert_eq!(heard, 3, "{engine:?}");
    }
}
