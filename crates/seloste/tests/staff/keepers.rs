//! Those who keep accounts, in the browser; API keys.

use crate::{
    PASSWORD, Visitor, World,
    common::{WEBSHOP, register},
    newcomer, signed_in, value, world_with_aino,
};
use seloste::{
    session::{key, standing},
    store::{self, undertaking::Manner},
    work::staff::{account, role, undertaking},
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_gate::ask::Standing;
use seloste_register::{id::CompanyId, text::Lang};

const PEOPLE: &str = "/r/webshop-customers/people-at-work";

/// A world with Aino the agent and Eero, who keeps accounts; both are bound.
fn kept(engine: Engine) -> World {
    let world = world_with_aino(engine);
    let mut eero = newcomer("Eero Malli", "eero.malli");
    eero.roles = vec![crate::given("administrator")];
    account::add(&world.app, &register(WEBSHOP), &eero, None).unwrap();
    for (user, name) in [("aino", "Aino Esimerkki"), ("eero.malli", "Eero Malli")] {
        bind(&world, user, name);
    }
    world
}

fn bind(world: &World, user: &str, name: &str) {
    let (home, rules) = world.app.register(&register(WEBSHOP)).unwrap();
    let account = home.gate.data().read(|tx| store::account::by_user_name(tx, user)).unwrap().unwrap();
    let how = (rules.statement().register.undertaking.version, Lang::Fi, Manner::Record);
    undertaking::give(&world.app, &home.id, &register(WEBSHOP), (account.id, name), how).unwrap();
}

/// The address of a person's page, by name.
fn page_of(visitor: &mut Visitor, name: &str) -> String {
    let list = visitor.get(PEOPLE).text();
    let before = list.split(&format!(">{name}</a>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().trim_end_matches('"').to_owned()
}

#[test]
fn r4_035_who_keeps_accounts_adds_a_person_and_gives_a_role_for_a_task() {
    for engine in ENGINES {
        let world = kept(engine);
        let mut eero = signed_in(&world, "eero.malli");
        let page = eero.get(PEOPLE);
        assert_eq!(page.status, 200, "{engine:?}");
        let csrf = value(&page, "csrf");
        let mut add = |email: &str| {
            eero.post_bare(
                PEOPLE,
                &[
                    ("csrf", &csrf),
                    ("name", "Pia Malli"),
                    ("user", "pia.malli"),
                    ("email", email),
                    ("company", "verkkopuoti-malli"),
                    ("kind", "employment"),
                    ("from", "2026-11-01"),
                    ("role", "reader"),
                    ("task", "Stands in for Aino"),
                ],
            )
        };
        assert_eq!(add("").status, 422, "nothing tells that it is another person");
        let added = add("pia@verkkopuoti-malli.example.fi");
        assert_eq!(added.status, 200, "{}", added.text());
        let code = added.text().split("<p class=\"number\"><code>").nth(1).unwrap()[..19].to_owned();
        let mut pia = world.stranger();
        let csrf = value(&pia.get("/start?at=verkkopuoti-malli"), "csrf");
        let fields = [
            ("csrf", csrf.as_str()),
            ("at", "verkkopuoti-malli"),
            ("code", &code),
            ("new-password", PASSWORD),
            ("again-password", PASSWORD),
        ];
        assert_eq!(pia.post_bare("/start", &fields).status, 303);
        let person = page_of(&mut eero, "Pia Malli");
        let held = eero.get(&person).text();
        assert!(held.contains("Stands in for Aino") && held.contains("Eero Malli"), "who gave it, for what");
    }
}

#[test]
fn nobody_else_finds_the_pages_of_those_who_keep_accounts() {
    let world = kept(Engine::Sqlite);
    let (mut aino, mut eero) = (signed_in(&world, "aino"), signed_in(&world, "eero.malli"));
    let person = page_of(&mut eero, "Aino Esimerkki");
    let csrf = value(&aino.get("/account?at=verkkopuoti-malli"), "csrf");
    let nothing = aino.get("/r/webshop-customers/no-such-page").status;
    assert_eq!(nothing, 404);
    for path in [PEOPLE, &person] {
        assert_eq!(aino.get(path).status, 404, "{path}");
    }
    for below in ["role", "end", "code", "factors", "undertaking", "engagement"] {
        let answer =
            aino.post_bare(&format!("{person}/{below}"), &[("csrf", &csrf), ("role", "administrator")]);
        assert_eq!(answer.status, 404, "{below}");
    }
}

#[test]
fn r4_035_nobody_gives_a_role_to_themselves() {
    let world = kept(Engine::Sqlite);
    let mut eero = signed_in(&world, "eero.malli");
    let own = page_of(&mut eero, "Eero Malli");
    let csrf = value(&eero.get(&own), "csrf");
    let fields = [("csrf", csrf.as_str()), ("role", "service-agent"), ("task", "Helps out")];
    assert_eq!(eero.post_bare(&format!("{own}/role"), &fields).status, 422);
    let agent = page_of(&mut eero, "Aino Esimerkki");
    let fields = [("csrf", csrf.as_str()), ("role", "reader"), ("task", "Helps out")];
    assert_eq!(eero.post_bare(&format!("{agent}/role"), &fields).status, 303);
}

#[test]
fn an_ended_account_opens_nothing_and_the_last_keeper_stays() {
    for engine in ENGINES {
        let world = kept(engine);
        let (mut aino, mut eero) = (signed_in(&world, "aino"), signed_in(&world, "eero.malli"));
        let person = page_of(&mut eero, "Aino Esimerkki");
        let csrf = value(&eero.get(&person), "csrf");
        assert_eq!(eero.post_bare(&format!("{person}/end"), &[("csrf", &csrf)]).status, 303);
        assert!(!crate::is_in(&mut aino), "{engine:?}");
        assert_eq!(crate::try_sign_in(&mut aino, "aino", PASSWORD).status, 403);
        let own = page_of(&mut eero, "Eero Malli");
        assert_eq!(eero.post_bare(&format!("{own}/end"), &[("csrf", &csrf)]).status, 422, "the last keeper");
        assert!(crate::is_in(&mut eero));
    }
}

#[test]
fn an_api_key_carries_one_role_and_ends_with_what_it_rests_on() {
    for engine in ENGINES {
        let world = kept(engine);
        role::give(&world.app, &register(WEBSHOP), "aino", &crate::given("reader"), None).unwrap();
        let mut aino = signed_in(&world, "aino");
        let csrf = value(&aino.get("/account?at=verkkopuoti-malli"), "csrf");
        let mut make = |role: &str, password: &str| {
            let fields = [
                ("csrf", csrf.as_str()),
                ("label", "robot"),
                ("for", &format!("webshop-customers/{role}")),
                ("days", "30"),
                ("password", password),
            ];
            aino.post_bare("/account/key?at=verkkopuoti-malli", &fields)
        };
        assert_eq!(make("reader", "not the password").status, 422);
        assert_eq!(make("administrator", PASSWORD).status, 422, "a role that she does not hold");
        let page = make("reader", PASSWORD).text();
        let from = page.find(key::PREFIX).unwrap();
        let secret: String = page[from..].chars().take_while(|c| *c != '<').collect();
        let holder = key::find(&world.app, &secret).unwrap().unwrap();
        let actor = holder.actor_in(&register(WEBSHOP));
        assert_eq!(
            (actor.standing, actor.roles.len()),
            (Standing::Active, 1),
            "{engine:?}: one of her two roles"
        );
        let elsewhere = holder.actor_in(&register(crate::common::RETAIL));
        assert_eq!((elsewhere.standing, elsewhere.roles.len()), (Standing::NotEngaged, 0));
        assert!(key::find(&world.app, &format!("{}x", &secret[..secret.len() - 1])).unwrap().is_none());
        world.clock.set(crate::morning() + jiff::SignedDuration::from_hours(24 * 30));
        assert!(key::find(&world.app, &secret).unwrap().is_none(), "{engine:?}: thirty days are over");
        world.clock.set(crate::morning());
        account::end(&world.app, &register(WEBSHOP), "aino", None).unwrap();
        assert!(key::find(&world.app, &secret).unwrap().is_none(), "{engine:?}: the account has ended");
        let controller = CompanyId::new("verkkopuoti-malli").unwrap();
        let gone = standing::actor(&world.app, &controller, holder.account, &register(WEBSHOP)).unwrap();
        assert_eq!((gone.standing, gone.roles.len()), (Standing::NotEngaged, 0));
    }
}

#[test]
fn a_person_who_changes_their_name_stays_the_same_person() {
    for engine in ENGINES {
        let world = kept(engine);
        let mut eero = signed_in(&world, "eero.malli");
        let page = page_of(&mut eero, "Aino Esimerkki");
        let csrf = value(&eero.get(&page), "csrf");
        let particulars = format!("{page}/particulars");
        let mut correct = |name: &str, email: &str| {
            eero.post_bare(&particulars, &[("csrf", &csrf), ("name", name), ("email", email), ("mark", "")])
        };
        let address = "aino.malli@verkkopuoti-malli.example.fi";
        for (name, email, why) in [
            ("Asiakaspalvelu Malli", address, "a desk's name"),
            ("Aino Malli", "info@verkkopuoti-malli.example.fi", "a desk's address"),
            ("Aino Malli", "", "nothing tells her apart"),
        ] {
            let refused = correct(name, email);
            assert_eq!(refused.status, 422, "{engine:?}: {why}");
            assert!(refused.text().contains(name), "what was typed is still there");
        }
        assert_eq!(correct("Aino Malli", address).status, 303, "{engine:?}");
        assert!(eero.get(&page).text().contains("Aino Malli"));
        // She signs in as before, and her undertaking holds.
        let mut aino = signed_in(&world, "aino");
        assert_eq!(aino.get("/r/webshop-customers").status, 200, "{engine:?}");
        let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
        let account = home.gate.data().read(|tx| store::account::by_user_name(tx, "aino")).unwrap().unwrap();
        let given = |tx: &mut seloste_db::Tx<'_>| store::undertaking::all(tx, &register(WEBSHOP), account.id);
        let given = home.gate.data().read(given).unwrap();
        assert_eq!(given[0].name, "Aino Esimerkki", "it was given under her earlier name");
    }
}
