//! Roles that ask for a second factor: nothing opens before there is one, by whatever way somebody comes.

use crate::{
    PASSWORD, Visitor, World,
    common::{WEBSHOP, register, statement},
    factors::{half_in, shown},
    is_in, newcomer, signed_in, try_sign_in, value,
};
use seloste::{
    session::standing,
    work::staff::{StaffError, Wrong, account, key, people, second},
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_register::id::RoleId;

const AT: &str = "?at=verkkopuoti-malli";

/// The web shop's register, where agents need a second factor.
fn strict_world(engine: Engine) -> World {
    let text = statement("webshop-customers.toml");
    let strict =
        text.replacen("id = \"service-agent\"\n", "id = \"service-agent\"\nsign-in = \"second-factor\"\n", 1);
    assert_ne!(text, strict, "the sample has a role service-agent");
    let world = World::of(engine, seloste::installation::Head::default(), &[(WEBSHOP, strict)]);
    account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    world
}

/// Somebody whose password was right, on the page where a factor is added; gives the key for an app.
fn on_the_way(world: &World) -> (Visitor, String) {
    let mut visitor = world.stranger();
    let entered = try_sign_in(&mut visitor, "aino", PASSWORD);
    assert_eq!(entered.status, 303);
    assert!(entered.header("location").unwrap().starts_with("/sign-in/second?"));
    let page = visitor.get(&format!("/sign-in/second{AT}"));
    assert_eq!(page.status, 200);
    let text = page.text();
    let key = text.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    (visitor, key)
}

fn add(visitor: &mut Visitor, code: &str) -> seloste::bench::http::Answer {
    let page = visitor.get(&format!("/sign-in/second{AT}"));
    let csrf = value(&page, "csrf");
    let fields = [
        ("csrf", csrf.as_str()),
        ("at", "verkkopuoti-malli"),
        ("then", "/account"),
        ("enrol", "1"),
        ("code", code),
    ];
    visitor.post_bare("/sign-in/second", &fields)
}

fn roles(world: &World) -> Vec<RoleId> {
    let (home, rules) = world.app.register(&register(WEBSHOP)).unwrap();
    let now = world.app.clock().now();
    let person = people::one(&world.app, &register(WEBSHOP), "aino").unwrap();
    let work = |tx: &mut seloste_db::Tx<'_>| standing::in_register(tx, &rules, person.account.id, now);
    home.gate.data().read(work).unwrap().roles
}

/// Whoever asks for a key with such a role is told what is missing, not that they don't have the role.
fn no_key_yet(world: &World) {
    let (home, rules) = world.app.register(&register(WEBSHOP)).unwrap();
    let account = people::one(&world.app, &register(WEBSHOP), "aino").unwrap().account.id;
    let role = RoleId::new("service-agent").unwrap();
    let wanted =
        key::Wanted { register: &rules.statement().register.id, role: &role, label: "Ohjelma", days: 30 };
    match key::make(&world.app, &home.id, account, &wanted) {
        Err(StaffError::Wrong(wrong)) => assert!(wrong.contains(&Wrong::SecondMissing), "{wrong:?}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a key was made"),
    }
}

#[test]
fn r1_042_a_role_that_asks_for_a_second_factor_gives_nothing_before_there_is_one() {
    for engine in ENGINES {
        let world = strict_world(engine);
        assert!(roles(&world).is_empty(), "{engine:?}: the role gives nothing, whoever asks");
        assert!(people::one(&world.app, &register(WEBSHOP), "aino").unwrap().lacks_second);
        no_key_yet(&world);
        let (mut aino, key) = on_the_way(&world);
        for page in ["/", "/account", "/sessions", "/undertakings", &format!("/r/{WEBSHOP}")] {
            let answer = aino.get(page);
            let open = answer.status == 200 && page != "/";
            assert!(!open, "{engine:?}: {page} opened before the factor was added");
        }
        assert!(!is_in(&mut aino));
        assert_eq!(add(&mut aino, "000000").status, 422, "a wrong code adds nothing");
        assert!(!is_in(&mut aino));
        let again = aino.get(&format!("/sign-in/second{AT}")).text();
        assert!(again.contains(&key), "the key stays the same while it is being read");
        let added = add(&mut aino, &shown(&world, &key));
        assert_eq!(added.status, 200, "{}", added.text());
        assert_eq!(added.text().matches("<li><code>").count(), 10, "recovery codes are shown once");
        assert!(is_in(&mut aino), "{engine:?}: and in");
        assert_eq!(roles(&world), [RoleId::new("service-agent").unwrap()]);
        half_in(&world);
    }
}

#[test]
fn the_last_factor_stays_while_a_role_asks_for_it() {
    let world = strict_world(Engine::Sqlite);
    let (mut aino, key) = on_the_way(&world);
    assert_eq!(add(&mut aino, &shown(&world, &key)).status, 200);
    let page = aino.get(&format!("/account{AT}"));
    let (csrf, factor) = (value(&page, "csrf"), value(&page, "factor"));
    let fields = [("csrf", csrf.as_str()), ("factor", &factor), ("password", PASSWORD)];
    assert_eq!(aino.post_bare(&format!("/account/factor/remove{AT}"), &fields).status, 422);
    assert!(is_in(&mut aino));
    second::remove_all(&world.app, &register(WEBSHOP), "aino", None).unwrap();
    assert!(!is_in(&mut aino), "taken away by who keeps accounts: out, and on the way again");
    on_the_way(&world);
}

#[test]
fn a_session_without_the_factor_ends_when_a_role_comes_that_asks_for_it() {
    let world = strict_world(Engine::Sqlite);
    let mut eero = newcomer("Eero Esimerkki", "eero");
    eero.roles = vec![crate::given("reader")];
    account::add(&world.app, &register(WEBSHOP), &eero, None).unwrap();
    let mut visitor = signed_in(&world, "eero");
    assert!(is_in(&mut visitor), "a reader needs none");
    seloste::work::staff::role::give(
        &world.app,
        &register(WEBSHOP),
        "eero",
        &crate::given("service-agent"),
        None,
    )
    .unwrap();
    assert!(!is_in(&mut visitor));
}

#[test]
fn an_old_way_in_adds_nothing_once_there_is_a_factor() {
    let world = strict_world(Engine::Sqlite);
    let (mut first, key) = on_the_way(&world);
    let (mut second, other) = on_the_way(&world);
    assert_ne!(key, other);
    let page = second.get(&format!("/sign-in/second{AT}"));
    let csrf = value(&page, "csrf");
    assert_eq!(add(&mut first, &shown(&world, &key)).status, 200);
    let code = shown(&world, &other);
    let fields = [("csrf", csrf.as_str()), ("at", "verkkopuoti-malli"), ("enrol", "1"), ("code", &code)];
    let late = second.post_bare("/sign-in/second", &fields);
    assert_eq!((late.status, late.header("location")), (303, Some("/sign-in")));
    assert!(!is_in(&mut second));
}
