//! Second factors: code apps and recovery codes, from adding to signing in.

use crate::{
    PASSWORD, Visitor, World,
    common::{WEBSHOP, register},
    is_in, morning, newcomer, signed_in, try_sign_in, value, world_with_aino,
};
use jiff::SignedDuration;
use seloste::work::staff::{account, second};
use seloste_db::{Engine, testing::ENGINES};
use totp_rs::{Algorithm, Secret, TOTP};

const AT: &str = "?at=verkkopuoti-malli";

/// The code that an app shows.
pub(crate) fn shown(world: &World, key: &str) -> String {
    let raw = Secret::Encoded(key.to_owned()).to_bytes().unwrap();
    let now = world.app.clock().now().as_second();
    TOTP::new(Algorithm::SHA1, 6, 1, 30, raw).unwrap().generate(now.try_into().unwrap())
}

/// Adds an app; returns its key and the recovery codes.
fn add_app(world: &World, visitor: &mut Visitor) -> (String, Vec<String>) {
    let csrf = value(&visitor.get(&format!("/account{AT}")), "csrf");
    let begin = |visitor: &mut Visitor, password: &str| {
        let fields = [("csrf", csrf.as_str()), ("password", password)];
        visitor.post_bare(&format!("/account/app/begin{AT}"), &fields).status
    };
    assert_eq!(begin(visitor, "not the password"), 422);
    assert_eq!(begin(visitor, PASSWORD), 303);
    let page = visitor.get(&format!("/account/app{AT}")).text();
    assert!(page.contains("<svg"), "the key is drawn too");
    let key: String = page.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let add = |visitor: &mut Visitor, code: &str| {
        let fields = [("csrf", csrf.as_str()), ("label", "phone"), ("code", code)];
        visitor.post_bare(&format!("/account/app{AT}"), &fields)
    };
    assert!(add(visitor, "000000").text().contains("secret="), "a wrong code adds nothing");
    let added = add(visitor, &shown(world, &key)).text();
    let codes: Vec<String> =
        added.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10, "{added}");
    (key, codes)
}

fn confirm(visitor: &mut Visitor, code: &str) -> u16 {
    let page = visitor.get(&format!("/sign-in/second{AT}"));
    if page.status != 200 {
        return page.status;
    }
    let csrf = value(&page, "csrf");
    let fields = [("csrf", csrf.as_str()), ("at", "verkkopuoti-malli"), ("then", "/account"), ("code", code)];
    visitor.post_bare("/sign-in/second", &fields).status
}

pub(crate) fn half_in(world: &World) -> Visitor {
    let mut visitor = world.stranger();
    let entered = try_sign_in(&mut visitor, "aino", PASSWORD);
    let on = entered.header("location").unwrap_or_default().to_owned();
    assert!(on.starts_with("/sign-in/second?"), "{on}");
    visitor
}

#[test]
fn a_password_alone_does_not_do_where_there_is_a_code_app() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let (key, codes) = add_app(&world, &mut signed_in(&world, "aino"));
        world.clock.set(morning() + SignedDuration::from_mins(5));
        let mut aino = half_in(&world);
        assert!(!is_in(&mut aino), "{engine:?}: half in is not in");
        assert_eq!(confirm(&mut aino, "000000"), 403);
        let code = shown(&world, &key);
        assert_eq!(confirm(&mut aino, &code), 303, "{engine:?}");
        assert!(is_in(&mut aino));
        let mut again = half_in(&world);
        assert_eq!(confirm(&mut again, &code), 403, "{engine:?}: a code works once");
        assert_eq!(confirm(&mut again, &codes[3].to_lowercase()), 303, "a recovery code works");
        let mut third = half_in(&world);
        assert_eq!(confirm(&mut third, &codes[3]), 403, "{engine:?}: and works once");
    }
}

#[test]
fn a_copy_of_the_data_does_not_give_the_key_of_a_code_app() {
    let world = world_with_aino(Engine::Sqlite);
    let (key, codes) = add_app(&world, &mut signed_in(&world, "aino"));
    for file in ["data.db", "data.db-wal"] {
        let path = world.folder().join("controllers/verkkopuoti-malli").join(file);
        let bytes = std::fs::read(path).unwrap_or_default();
        for secret in codes.iter().chain([&key]) {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{file}");
        }
    }
}

#[test]
fn the_second_factor_is_not_guessed() {
    let world = world_with_aino(Engine::Sqlite);
    let _ = add_app(&world, &mut signed_in(&world, "aino"));
    let mut attacker = half_in(&world);
    let statuses: Vec<u16> = (0..6).map(|guess| confirm(&mut attacker, &format!("00000{guess}"))).collect();
    assert_eq!(statuses[..3], [403, 403, 403]);
    assert_eq!(statuses[3..], [429, 429, 429]);
    let mut anew = half_in(&world);
    assert_eq!(confirm(&mut anew, "123456"), 429, "signing in anew gives no fresh tries");
}

#[test]
fn half_a_sign_in_is_forgotten_after_ten_minutes() {
    let world = world_with_aino(Engine::Sqlite);
    let (key, _) = add_app(&world, &mut signed_in(&world, "aino"));
    let mut aino = half_in(&world);
    world.clock.set(morning() + SignedDuration::from_mins(10));
    assert_eq!(confirm(&mut aino, &shown(&world, &key)), 303);
    assert!(!is_in(&mut aino));
}

#[test]
fn who_lost_everything_is_let_in_by_who_keeps_accounts() {
    let world = World::new(Engine::Sqlite);
    account::add(&world.app, &register(WEBSHOP), &newcomer("Aino Esimerkki", "aino"), None).unwrap();
    let mut aino = signed_in(&world, "aino");
    let _ = add_app(&world, &mut aino);
    second::remove_all(&world.app, &register(WEBSHOP), "aino", None).unwrap();
    assert!(!is_in(&mut aino), "open sessions ended with it");
    assert!(is_in(&mut signed_in(&world, "aino")));
}

#[test]
fn passkeys_are_refused_where_no_browser_would_take_them() {
    let world = world_with_aino(Engine::Sqlite);
    let mut aino = signed_in(&world, "aino");
    let csrf = value(&aino.get(&format!("/account{AT}")), "csrf");
    let fields = [("csrf", csrf.as_str()), ("password", PASSWORD)];
    let refused = aino.post_bare(&format!("/account/passkey/begin{AT}"), &fields);
    assert_eq!(refused.status, 422, "an address of numbers has no passkeys");
}
