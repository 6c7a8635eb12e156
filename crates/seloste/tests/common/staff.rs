//! People and programs that an installation knows: put there by an insider, as a test needs them.

use super::{Program, Visitor, register};
use jiff::{SignedDuration, Timestamp};
use seloste::{
    app::App,
    bench::http::Client,
    session::{cookie, key, secret, source::Origin},
    store,
};
use seloste_db::{Failure, Tx};
use seloste_gate::{
    ask::{AccountId, Ask},
    card::SubjectRef,
};
use seloste_register::{
    id::{PurposeId, RoleId},
    statement::{Rules, model::Role},
    text::Lang,
};
use std::{net::SocketAddr, sync::Arc};

/// The effective rules of a register.
pub fn rules(app: &App, id: &str) -> Arc<Rules> {
    app.register(&register(id)).unwrap_or_else(|| panic!("no register {id}")).1
}

fn role_of<'a>(rules: &'a Rules, role: &str) -> &'a Role {
    let id = RoleId::new(role).unwrap();
    rules.role(&id).unwrap_or_else(|| panic!("{} has no role {role}", rules.statement().register.id))
}

fn data(app: &App, id: &str, mut work: impl FnMut(&mut Tx<'_>, Timestamp) -> Result<(), Failure>) {
    let (controller, _) = app.register(&register(id)).unwrap();
    let now = app.clock().now();
    controller.gate.data().write(|tx| work(tx, now)).unwrap();
}

/// An account with an engagement, an undertaking and roles; the same one when asked again.
pub fn account(app: &App, name: &str, id: &str, roles: &[&str]) -> AccountId {
    let rules = rules(app, id);
    let statement = rules.statement();
    let known: Vec<&Role> = roles.iter().map(|role| role_of(&rules, role)).collect();
    let mut account = AccountId(0);
    data(app, id, |tx, now| {
        let there = store::account::by_user_name(tx, name)?;
        account = match there {
            Some(there) => there.id,
            None => engaged(tx, name, &rules, &known, now)?,
        };
        let bound = store::undertaking::New {
            register: &statement.register.id,
            account,
            name,
            undertaking: &statement.register.undertaking,
            lang: Lang::En,
            manner: store::undertaking::Manner::Page,
        };
        store::undertaking::insert(tx, &bound, now)?;
        let areas: Vec<_> = statement.areas.iter().map(|area| area.id.clone()).collect();
        let held = store::designation::all(tx, &statement.register.id, account)?;
        for role in known.iter().filter(|role| !held.iter().any(|one| one.role == role.id)) {
            let new = store::designation::New {
                register: &statement.register.id,
                account,
                role: &role.id,
                areas: &areas,
                task: "test",
                until: None,
            };
            store::designation::insert(tx, &new, now, None)?;
        }
        Ok(())
    });
    account
}

/// A new account, engaged by the company that its roles are for.
fn engaged(
    tx: &mut Tx<'_>,
    name: &str,
    rules: &Rules,
    roles: &[&Role],
    now: Timestamp,
) -> Result<AccountId, Failure> {
    let new = store::account::New {
        user_name: name,
        name,
        email: None,
        mark: None,
        lang: Lang::En,
        password: None,
    };
    let id = store::account::insert(tx, &new, now, None)?;
    let span = store::engagement::Span { starts: now - SignedDuration::from_hours(24), ends: None };
    let own = &rules.statement().controller.id;
    let company = roles.iter().find_map(|role| role.companies.first()).unwrap_or(own);
    store::engagement::insert(tx, id, company, store::engagement::Kind::Employment, span)?;
    Ok(id)
}

/// A key that carries one role in a register.
pub fn key(app: &App, name: &str, id: &str, role: &str) -> String {
    let account = account(app, name, id, &[role]);
    let secret = format!("{}{}", key::PREFIX, secret::token().unwrap().as_str());
    data(app, id, |tx, now| {
        let new = store::api_key::New {
            account,
            register: &register(id),
            role: &RoleId::new(role).unwrap(),
            label: name,
            prefix: &secret[..12],
            secret: &secret,
            ends: now + SignedDuration::from_hours(24),
        };
        store::api_key::insert(tx, &new, now)
    });
    secret
}

/// A person who is signed in at a server of the installation.
pub fn signed_in(app: &App, address: SocketAddr, name: &str, (id, roles): (&str, &[&str])) -> Visitor {
    let account = account(app, name, id, roles);
    let token = secret::token().unwrap();
    data(app, id, |tx, now| {
        let new = store::session::New {
            token: &token,
            account,
            stage: store::session::Stage::Full,
            ends: now + SignedDuration::from_hours(12),
            device: "test",
        };
        store::session::insert(tx, &new, now)
    });
    let mut client = Client::new(address).unwrap();
    let origin = Origin::parse(&format!("http://{address}")).unwrap();
    let rules = rules(app, id);
    let controller = &rules.statement().controller.id;
    client.set_cookie(&cookie::name(&origin, controller, cookie::Kind::Session), &token);
    Visitor::new(client, Some(secret::form_token(&token)))
}

/// A program with a key at a server of the installation.
pub fn program(address: SocketAddr, secret: &str) -> Program {
    Program::new(Client::new(address).unwrap(), secret)
}

/// What a register's keeper asks the gate with.
pub fn keepers_ask(app: &App, id: &str) -> Ask {
    ask_as(app, id, "register-keeper")
}

/// What somebody with a role asks the gate with, to keep the register.
pub fn ask_as(app: &App, id: &str, role: &str) -> Ask {
    let rules = rules(app, id);
    let account = account(app, &format!("test-{role}"), id, &[role]);
    let (controller, _) = app.register(&register(id)).unwrap();
    let now = app.clock().now();
    let in_register = |tx: &mut Tx<'_>| seloste::session::standing::in_register(tx, &rules, account, now);
    Ask {
        actor: controller.gate.data().read(in_register).unwrap(),
        register: register(id),
        purpose: PurposeId::new("register-keeping").unwrap(),
        reason: Some("test".to_owned()),
    }
}

/// Whether a subject can be opened by its keeper, and all that is in it read.
pub fn opens(app: &App, id: &str, subject: &str) -> bool {
    let (controller, _) = app.register(&register(id)).unwrap();
    let ask = keepers_ask(app, id);
    controller.gate.open_card(&ask, &SubjectRef(subject.to_owned())).is_ok()
}
