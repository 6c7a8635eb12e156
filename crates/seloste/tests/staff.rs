//! People who work here, seen from outside: signing in and out, sessions, engagement, undertaking, throttling.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing"
)]

mod common;

use common::{MORNING, RETAIL, Visitor, WEBSHOP, World, register};
use jiff::{SignedDuration, Timestamp};
use seloste::{
    bench::http::Answer,
    session::{password::Password, standing},
    store::{
        self,
        engagement::{Kind, Span},
    },
    work::staff::{
        StaffError, Wrong,
        account::{self, Newcomer},
        role::{self, Given},
        setup,
    },
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_gate::ask::Standing;
use seloste_register::{
    id::{CompanyId, RoleId},
    text::Lang,
};

const PASSWORD: &str = "kolme vihreää käpyä";

/// A person of the web shop with a password, engaged, with a role; the undertaking is still to come.
fn newcomer(name: &str, user: &str) -> Newcomer {
    let mut newcomer = Newcomer::new(name, user, morning() - SignedDuration::from_hours(24));
    newcomer.email = Some(format!("{user}@verkkopuoti-malli.example.fi"));
    newcomer.lang = Lang::En;
    newcomer.password = Some(Password::typed(PASSWORD.to_owned()));
    newcomer.roles = vec![given("service-agent")];
    newcomer
}

fn given(role: &str) -> Given {
    Given {
        role: RoleId::new(role).unwrap(),
        areas: Vec::new(),
        task: "Answers customers".to_owned(),
        until: None,
    }
}

fn morning() -> Timestamp {
    MORNING.parse().unwrap()
}

fn world_with_aino(engine: Engine) -> World {
    let world = World::new(engine);
    account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    world
}

/// The value of a hidden or shown field of a page.
fn value(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let from = text.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name} in {text}"));
    let rest = &text[from..];
    let start = rest.find("value=\"").unwrap() + 7;
    rest[start..].split('"').next().unwrap().to_owned()
}

fn try_sign_in(visitor: &mut Visitor, user: &str, password: &str) -> Answer {
    let page = visitor.get("/sign-in?at=verkkopuoti-malli&then=%2Faccount");
    assert_eq!(page.status, 200, "{}", page.text());
    let csrf = value(&page, "csrf");
    visitor.post_bare("/sign-in", &[
        ("csrf", &csrf),
        ("at", "verkkopuoti-malli"),
        ("then", "/account"),
        ("user", user),
        ("password", password),
    ])
}

fn signed_in(world: &World, user: &str) -> Visitor {
    let mut visitor = world.stranger();
    let entered = try_sign_in(&mut visitor, user, PASSWORD);
    assert_eq!((entered.status, entered.header("location")), (303, Some("/account")), "{}", entered.text());
    visitor
}

fn is_in(visitor: &mut Visitor) -> bool {
    let page = visitor.get("/account?at=verkkopuoti-malli");
    match page.status {
        200 => true,
        303 => {
            assert!(page.header("location").unwrap().starts_with("/sign-in?then="));
            false
        }
        other => panic!("{other}: {}", page.text()),
    }
}

const SESSION: &str = "seloste-session-verkkopuoti-malli";

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
    for path in ["/account", "/sessions", "/undertakings", "/account/app", "/r/webshop-customers/people-at-work"] {
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
    let bare = world.stranger().post_bare("/sign-in", &[("user", "aino"), ("password", PASSWORD), ("at", "verkkopuoti-malli")]);
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
fn r1_041_access_ends_by_itself_at_the_moment_the_engagement_ends() {
    for engine in ENGINES {
        let world = World::new(engine);
        let ends = morning() + SignedDuration::from_mins(40);
        let mut short = newcomer("Aino Esimerkki", "aino");
        short.span.ends = Some(ends);
        let added = account::add(&world.app, &register(WEBSHOP), &short, None).unwrap();
        let controller = CompanyId::new("verkkopuoti-malli").unwrap();
        let actor = || standing::actor(&world.app, &controller, added.account, &register(WEBSHOP)).unwrap();
        let mut aino = signed_in(&world, "aino");
        world.clock.set(ends - SignedDuration::from_millis(1));
        assert!(is_in(&mut aino));
        assert_eq!(actor().roles.len(), 1);
        world.clock.set(ends);
        assert!(!is_in(&mut aino), "{engine:?}");
        assert_eq!((actor().standing, actor().roles.len()), (Standing::NotEngaged, 0));
        let told = try_sign_in(&mut aino, "aino", PASSWORD);
        assert_eq!(told.status, 403);
        assert!(told.text().contains("ei ole voimassa"), "{}", told.text());
    }
}

#[test]
fn r4_040_no_role_works_before_the_undertaking_is_on_record_and_it_outlives_the_account() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let (home, rules) = world.app.register(&register(WEBSHOP)).unwrap();
        let account = home.gate.data().read(|tx| store::account::by_user_name(tx, "aino")).unwrap().unwrap();
        let standing = || standing::actor(&world.app, &home.id, account.id, &register(WEBSHOP)).unwrap().standing;
        let mut aino = signed_in(&world, "aino");
        assert_eq!(standing(), Standing::NotBound);
        let asked = aino.get("/undertakings?at=verkkopuoti-malli");
        assert!(asked.text().contains("I undertake to keep secret"), "{}", asked.text());
        let csrf = value(&asked, "csrf");
        let give = |aino: &mut Visitor, version: &str| {
            let fields = [("csrf", csrf.as_str()), ("register", WEBSHOP), ("version", version)];
            aino.post_bare("/undertakings?at=verkkopuoti-malli", &fields).status
        };
        assert_eq!(give(&mut aino, "99"), 409, "a text that was not shown is not undertaken");
        assert_eq!(standing(), Standing::NotBound);
        assert_eq!(give(&mut aino, "1"), 303);
        assert_eq!(standing(), Standing::Active);
        account::end(&world.app, &register(WEBSHOP), "aino", None).unwrap();
        assert!(!is_in(&mut aino));
        let kept = home
            .gate
            .data()
            .read(|tx| store::undertaking::all(tx, &register(WEBSHOP), account.id))
            .unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].version, kept[0].name.as_str()), (1, "Aino Esimerkki"));
        assert_eq!(kept[0].words, rules.statement().register.undertaking.text.en);
    }
}

#[test]
fn r4_035_being_an_employee_gives_nothing_until_somebody_gives_a_role() {
    let world = World::new(Engine::Sqlite);
    let mut plain = newcomer("Aino Esimerkki", "aino");
    plain.roles.clear();
    let added = account::add(&world.app, &register(WEBSHOP), &plain, None).unwrap();
    let controller = CompanyId::new("verkkopuoti-malli").unwrap();
    let roles = || standing::actor(&world.app, &controller, added.account, &register(WEBSHOP)).unwrap().roles;
    assert!(roles().is_empty());
    let without_task = Given { task: " ".to_owned(), ..given("reader") };
    let refused = role::give(&world.app, &register(WEBSHOP), "aino", &without_task, None);
    assert!(matches!(refused, Err(StaffError::Wrong(wrong)) if wrong == [Wrong::TaskMissing]));
    let until = morning() + SignedDuration::from_hours(1);
    let hour = Given { until: Some(until), ..given("reader") };
    role::give(&world.app, &register(WEBSHOP), "aino", &hour, None).unwrap();
    assert_eq!(roles(), [RoleId::new("reader").unwrap()]);
    world.clock.set(until);
    assert!(roles().is_empty(), "the designation is over");
}

#[test]
fn r1_041_people_of_a_company_that_the_role_does_not_admit_get_nothing() {
    let world = World::new(Engine::Sqlite);
    let stray = CompanyId::new("somebody-else").unwrap();
    let mut unknown = newcomer("Aino Esimerkki", "aino");
    unknown.company = Some(stray.clone());
    let refused = account::add(&world.app, &register(WEBSHOP), &unknown, None);
    assert!(matches!(refused, Err(StaffError::Wrong(wrong)) if wrong.contains(&Wrong::NoCompany(stray.clone()))));
    // The same when it got into the table by another way.
    let added = account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let now = morning();
    home.gate
        .data()
        .write(|tx| {
            store::engagement::end_all(tx, added.account, now)?;
            store::engagement::insert(tx, added.account, &stray, Kind::Employment, Span { starts: now, ends: None })
        })
        .unwrap();
    let actor = standing::actor(&world.app, &home.id, added.account, &register(WEBSHOP)).unwrap();
    assert_eq!((actor.standing, actor.roles.len()), (Standing::NotEngaged, 0));
}

#[test]
fn r4_036_a_processors_people_are_cut_off_when_its_agreement_ends() {
    for engine in ENGINES {
        let world = World::new(engine);
        let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
        let processor = CompanyId::new("message-service").unwrap();
        let mut hired = newcomer("Pia Malli", "pia");
        hired.company = Some(processor.clone());
        hired.kind = Kind::Commission;
        hired.roles.clear();
        let added = account::add(&world.app, &register(WEBSHOP), &hired, None).unwrap();
        let standing = || standing::actor(&world.app, &home.id, added.account, &register(WEBSHOP)).unwrap().standing;
        assert_eq!(standing(), Standing::NotEngaged, "{engine:?}: no agreement is on record");
        let ends = morning() + SignedDuration::from_hours(2);
        let span = Span { starts: morning(), ends: Some(ends) };
        role::agree(&world.app, &register(WEBSHOP), &processor, ("DPA 7/2026", span)).unwrap();
        assert_eq!(standing(), Standing::NotBound, "{engine:?}: engaged; the undertaking is another matter");
        world.clock.set(ends);
        assert_eq!(standing(), Standing::NotEngaged, "{engine:?}: the agreement is over");
    }
}

#[test]
fn r4_038_one_person_has_one_id_and_no_desk_has_any() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let add = |newcomer: &Newcomer| account::add(&world.app, &register(WEBSHOP), newcomer, None);
        let wrong = |newcomer: &Newcomer| match add(newcomer) {
            Err(StaffError::Wrong(wrong)) => wrong,
            _ => panic!("{engine:?}: it was made"),
        };
        assert_eq!(wrong(&newcomer("Eero Malli", "aino")), [Wrong::UserNameTaken, Wrong::EmailTaken]);
        let mut twin = newcomer("Aino Esimerkki", "aino2");
        twin.email = None;
        assert_eq!(wrong(&twin), [Wrong::SamePerson]);
        assert_eq!(wrong(&newcomer("Asiakaspalvelu Tampere", "asiakaspalvelu")).len(), 3);
        let mut weak = newcomer("Eero Malli", "eero");
        weak.password = Some(Password::typed("salasana1234".to_owned()));
        assert!(matches!(wrong(&weak)[..], [Wrong::Password(_)]));
        add(&newcomer("Eero Malli", "eero")).unwrap();
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
            visitor.post_bare("/setup", &[
                ("csrf", &csrf),
                ("at", "verkkopuoti-malli"),
                ("code", code),
                ("name", "Eero Malli"),
                ("email", "eero.malli@verkkopuoti-malli.example.fi"),
                ("user", "eero.malli"),
                ("new-password", PASSWORD),
                ("again-password", PASSWORD),
            ])
        };
        assert_eq!(make("AAAA-AAAA-AAAA-AAAA").status, 422, "{engine:?}");
        let made = make(&code.to_lowercase());
        assert_eq!(made.status, 303, "{engine:?}: {}", made.text());
        assert_eq!(make(code).status, 422, "the code worked once");
        assert!(is_in(&mut visitor));
        let keeper = seloste::work::staff::actor_by_user_name(&world.app, &register(WEBSHOP), "eero.malli").unwrap();
        assert_eq!(keeper.roles, [RoleId::new("administrator").unwrap()]);
        assert_eq!(
            account::answerable(&world.app, &register(WEBSHOP)).unwrap(),
            account::Answerable::Person("Eero Malli".to_owned())
        );
    }
}

#[test]
fn r1_006_the_register_is_told_when_the_person_who_answers_for_it_leaves() {
    let world = World::new(Engine::Sqlite);
    let answerable = || account::answerable(&world.app, &register(WEBSHOP)).unwrap();
    assert_eq!(answerable(), account::Answerable::Gone("eero.malli".to_owned()));
    account::add(&world.app, &register(WEBSHOP), &newcomer("Eero Malli", "eero.malli"), None).unwrap();
    assert_eq!(answerable(), account::Answerable::Person("Eero Malli".to_owned()));
    let orphans = account::end(&world.app, &register(WEBSHOP), "eero.malli", None).unwrap();
    assert_eq!(orphans, [register(WEBSHOP)]);
    assert_eq!(answerable(), account::Answerable::Gone("eero.malli".to_owned()));
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
fn accounts_of_two_controllers_stay_apart_in_one_browser() {
    let world = world_with_aino(Engine::Sqlite);
    let mut aino = signed_in(&world, "aino");
    let at_retail = aino.get(&format!("/r/{RETAIL}"));
    assert_eq!(at_retail.status, 303, "signed in at the web shop only");
    let controller = CompanyId::new("verkkopuoti-malli").unwrap();
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let account = home.gate.data().read(|tx| store::account::by_user_name(tx, "aino")).unwrap().unwrap();
    let actor = standing::actor(&world.app, &controller, account.id, &register(RETAIL)).unwrap();
    assert_eq!((actor.standing, actor.roles.len()), (Standing::NotEngaged, 0));
}
