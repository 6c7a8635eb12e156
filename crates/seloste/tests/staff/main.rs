//! People who work here, seen from outside.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

mod access;
#[path = "../common/mod.rs"]
mod common;
mod factors;
mod federated;
mod keepers;
mod passkeys;
mod secrets;
mod sign_in;
mod strict;

use common::{MORNING, Visitor, WEBSHOP, World, register};
use jiff::{SignedDuration, Timestamp};
use seloste::{
    bench::http::Answer,
    session::password::Password,
    work::staff::{
        account::{self, Newcomer},
        role::Given,
    },
};
use seloste_db::Engine;
use seloste_register::{id::RoleId, text::Lang};

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
    visitor.post_bare(
        "/sign-in",
        &[
            ("csrf", &csrf),
            ("at", "verkkopuoti-malli"),
            ("then", "/account"),
            ("user", user),
            ("password", password),
        ],
    )
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
