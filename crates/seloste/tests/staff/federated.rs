//! Signing in with a provider of the organisation: bound by a start code, never by an e-mail address, and no way around what a
//! password would not get around.

use crate::{
    PASSWORD, Visitor, World,
    common::{
        WEBSHOP,
        provider::{Out, Provider},
        register,
    },
    is_in, newcomer, try_sign_in, value,
};
use jiff::SignedDuration;
use seloste::{
    bench::http::Answer,
    installation::Head,
    work::{
        memory,
        staff::{account, federated},
    },
};
use seloste_db::{Db, Engine, Tables, Target, testing::ENGINES};
use seloste_register::id::CompanyId;

const AT: &str = "?at=verkkopuoti-malli";

fn world(engine: Engine, provider: &Provider) -> World {
    let mut settings = provider.settings("directory");
    settings.staff_of = vec![CompanyId::new("verkkopuoti-malli").unwrap()];
    let world = World::with_head(engine, Head { identity_providers: vec![settings], ..Head::default() });
    account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    world
}

fn come_back(provider: &Provider, visitor: &mut Visitor, out: &Out, subject: &str, world: &World) -> Answer {
    let code = provider.code(out, provider.claims(out, subject, world.app.clock().now()), |_| {});
    visitor.get(&format!("/my-identity/directory?state={}&code={code}", out.state))
}

/// Signs in by the button on the page.
fn vouched(provider: &Provider, world: &World, subject: &str) -> (Visitor, Answer) {
    let mut visitor = world.stranger();
    let page = visitor.get(&format!("/sign-in{AT}")).text();
    assert!(page.contains("with=directory"), "the provider is offered");
    let gone = visitor.get(&format!("/sign-in{AT}&with=directory"));
    assert_eq!(gone.status, 303, "{}", gone.text());
    let out = provider.received(gone.header("location").unwrap());
    let answer = come_back(provider, &mut visitor, &out, subject, world);
    (visitor, answer)
}

fn code(world: &World) -> String {
    account::new_start_code(&world.app, &register(WEBSHOP), "aino", None).unwrap().to_string()
}

/// Goes as far as the provider with a start code.
fn with_code(provider: &Provider, visitor: &mut Visitor, code: &str) -> Result<Out, u16> {
    let csrf = value(&visitor.get(&format!("/start{AT}")), "csrf");
    let fields =
        [("csrf", csrf.as_str()), ("at", "verkkopuoti-malli"), ("code", code), ("with", "directory")];
    let page = visitor.post_bare("/start", &fields);
    let text = page.text();
    let Some(from) = text.find("http://127.0.0.1") else { return Err(page.status) };
    let address: String = text[from..].chars().take_while(|c| *c != '"').collect();
    Ok(provider.received(&address.replace("&amp;", "&")))
}

fn bound(provider: &Provider, world: &World, subject: &str) -> Visitor {
    let mut visitor = world.stranger();
    let out = with_code(provider, &mut visitor, &code(world)).unwrap();
    let came = come_back(provider, &mut visitor, &out, subject, world);
    assert_eq!((came.status, came.header("location")), (303, Some("/undertakings")), "{}", came.text());
    visitor
}

#[test]
fn a_start_code_binds_an_identity_which_signs_in_from_then_on() {
    for engine in ENGINES {
        let provider = Provider::open();
        let world = world(engine, &provider);
        let (mut stranger, answer) = vouched(&provider, &world, "aino-77");
        assert_eq!(answer.status, 403, "{engine:?}: the same e-mail address alone opens nothing");
        assert!(!is_in(&mut stranger));

        let mut aino = bound(&provider, &world, "aino-77");
        assert!(is_in(&mut aino));
        let (mut again, answer) = vouched(&provider, &world, "aino-77");
        assert_eq!(answer.status, 303, "{engine:?}");
        assert!(is_in(&mut again));
        assert_eq!(
            vouched(&provider, &world, "aino-78").1.status,
            403,
            "{engine:?}: another name is another person"
        );
        assert_eq!(
            try_sign_in(&mut world.stranger(), "aino", PASSWORD).status,
            403,
            "one way in: no password"
        );

        federated::unbind(&world.app, &register(WEBSHOP), "aino", None).unwrap();
        assert!(!is_in(&mut again), "{engine:?}: disconnected, out at once");
        assert_eq!(vouched(&provider, &world, "aino-77").1.status, 403);
    }
}

#[test]
fn a_code_works_once_and_only_while_it_is_the_newest() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    assert_eq!(with_code(&provider, &mut world.stranger(), "AAAA-BBBB-CCCC").unwrap_err(), 422);
    let old = code(&world);
    let mut visitor = world.stranger();
    let out = with_code(&provider, &mut visitor, &old).unwrap();
    let new = code(&world);
    assert_eq!(
        come_back(&provider, &mut visitor, &out, "aino-77", &world).status,
        403,
        "a newer code was given"
    );
    let mut other = world.stranger();
    let out = with_code(&provider, &mut other, &new).unwrap();
    assert_eq!(come_back(&provider, &mut other, &out, "aino-77", &world).status, 303);
    assert_eq!(with_code(&provider, &mut world.stranger(), &new).unwrap_err(), 422, "used up");
}

#[test]
fn an_identity_is_one_accounts() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    bound(&provider, &world, "aino-77");
    account::add(&world.app, &register(WEBSHOP), &newcomer("Eero Esimerkki", "eero"), None).unwrap();
    let code = account::new_start_code(&world.app, &register(WEBSHOP), "eero", None).unwrap().to_string();
    let mut eero = world.stranger();
    let out = with_code(&provider, &mut eero, &code).unwrap();
    assert_eq!(come_back(&provider, &mut eero, &out, "aino-77", &world).status, 409);
    assert!(!is_in(&mut eero));
    assert_ne!(try_sign_in(&mut eero, "eero", PASSWORD).status, 403, "nothing was changed");
}

#[test]
fn r1_041_who_is_not_engaged_is_not_let_in_by_a_provider_either() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    let mut aino = bound(&provider, &world, "aino-77");
    account::end(&world.app, &register(WEBSHOP), "aino", None).unwrap();
    assert!(!is_in(&mut aino), "an ended account shuts out at once");
    assert_eq!(vouched(&provider, &world, "aino-77").1.status, 403);
}

#[test]
fn a_way_back_that_nobody_set_out_on_opens_nothing() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    bound(&provider, &world, "aino-77");
    let mut victim = world.stranger();
    let gone = victim.get(&format!("/sign-in{AT}&with=directory"));
    let out = provider.received(gone.header("location").unwrap());
    let mut other = world.stranger();
    let answer = come_back(&provider, &mut other, &out, "aino-77", &world);
    assert_eq!(answer.status, 403, "another browser's way");
    assert!(!is_in(&mut other));
    let gone = victim.get(&format!("/sign-in{AT}&with=directory"));
    let out = provider.received(gone.header("location").unwrap());
    world.clock.set(crate::morning() + SignedDuration::from_mins(11));
    assert_eq!(come_back(&provider, &mut victim, &out, "aino-77", &world).status, 403, "too late");
    assert_eq!(victim.get("/my/webshop-customers/with/directory").status, 404, "people are not offered it");
}

#[test]
fn without_a_password_a_young_sign_in_confirms_changes() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    let mut aino = bound(&provider, &world, "aino-77");
    let page = aino.get(&format!("/account{AT}"));
    assert!(!page.text().contains("name=\"password\""), "nobody is asked for what there is not");
    let csrf = value(&page, "csrf");
    let begin = |visitor: &mut Visitor| {
        visitor.post_bare(&format!("/account/app/begin{AT}"), &[("csrf", csrf.as_str())]).status
    };
    assert_eq!(begin(&mut aino), 303);
    world.clock.set(crate::morning() + SignedDuration::from_mins(11));
    assert_eq!(begin(&mut aino), 422);
}

#[test]
fn a_restore_brings_back_no_identity_that_was_let_go() {
    let provider = Provider::open();
    let world = world(Engine::Sqlite, &provider);
    bound(&provider, &world, "aino-77");
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    federated::unbind(&world.app, &register(WEBSHOP), "aino", None).unwrap();
    memory::remember(home).unwrap();
    // The copy, as it was before.
    let person = seloste::work::staff::people::one(&world.app, &register(WEBSHOP), "aino").unwrap();
    let now = world.app.clock().now();
    home.gate
        .data()
        .write(|tx| seloste::store::identity::insert(tx, person.account.id, (&[7; 32], "directory"), now))
        .unwrap();
    let file = world.folder().join("controllers/verkkopuoti-malli/keyring/keyring.db");
    let keyring = Db::open(Target::File(&file), Tables::Keyring).unwrap();
    let done = memory::put_right(&keyring, home.gate.data()).unwrap();
    assert_eq!(done.new_start, ["aino"]);
    let left = seloste::work::staff::people::one(&world.app, &register(WEBSHOP), "aino").unwrap();
    assert_eq!(left.identities, 0);
}
