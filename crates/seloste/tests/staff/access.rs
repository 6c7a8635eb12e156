//! Who may act at all: engagement, agreement, undertaking, roles given by name, one account a person.

use crate::{
    PASSWORD, Visitor, World,
    common::{RETAIL, WEBSHOP, register},
    given, is_in, morning, newcomer, signed_in, try_sign_in, value, world_with_aino,
};
use jiff::SignedDuration;
use seloste::{
    session::{password::Password, standing},
    store::{
        self,
        engagement::{Kind, Span},
    },
    work::staff::{
        StaffError, Wrong,
        account::{self, Newcomer},
        role::{self, Given},
    },
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_gate::ask::Standing;
use seloste_register::id::{AreaId, CompanyId, RoleId};

#[test]
fn areas_given_with_a_role_that_has_none_widen_no_role_that_has() {
    let world = World::new(Engine::Sqlite);
    let area = |name: &str| vec![AreaId::new(name).unwrap()];
    let mut clerk = newcomer("Aino Esimerkki", "aino");
    clerk.roles = vec![
        Given { areas: area("keskusta"), ..given("outlet-clerk") },
        Given { areas: area("satama"), ..given("billing-clerk") },
    ];
    let added = account::add(&world.app, &register(RETAIL), &clerk, None).unwrap();
    let controller = CompanyId::new("esimerkkikauppa").unwrap();
    let actor = standing::actor(&world.app, &controller, added.account, &register(RETAIL)).unwrap();
    assert_eq!((actor.roles.len(), actor.areas), (2, area("keskusta")));
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
        let standing =
            || standing::actor(&world.app, &home.id, account.id, &register(WEBSHOP)).unwrap().standing;
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
        let kept =
            home.gate.data().read(|tx| store::undertaking::all(tx, &register(WEBSHOP), account.id)).unwrap();
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
    assert!(
        matches!(refused, Err(StaffError::Wrong(wrong)) if wrong.contains(&Wrong::NoCompany(stray.clone())))
    );
    // The same when it got into the table by another way.
    let added =
        account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let now = morning();
    home.gate
        .data()
        .write(|tx| {
            store::engagement::end_all(tx, added.account, now)?;
            store::engagement::insert(
                tx,
                added.account,
                &stray,
                Kind::Employment,
                Span { starts: now, ends: None },
            )
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
        let standing =
            || standing::actor(&world.app, &home.id, added.account, &register(WEBSHOP)).unwrap().standing;
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
