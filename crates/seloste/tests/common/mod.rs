//! A world to make visits in: a fresh installation of the sample registers, a server of its own on a free port, and
//! people and programs that are already known to it.
//!
//! ```ignore
//! let world = World::new(Engine::Sqlite);
//! let mut aino = world.person("aino", RETAIL, &["service-agent"]);
//! assert_eq!(aino.get("/").status, 200);
//! let mut robot = world.key("robot", WEBSHOP, "register-keeper");
//! ```
#![allow(dead_code, unreachable_pub, reason = "every test uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing"
)]

pub mod binary;
mod visitor;

pub use visitor::{Program, Visitor};

use jiff::{SignedDuration, Timestamp};
use seloste::{
    app::{App, Elsewhere},
    bench::http::Client,
    installation::{Head, Installation, LAYOUT},
    jobs, server,
    session::{cookie, key, secret, source::Origin},
    store,
};
use seloste_db::{
    Engine, Failure, Tx,
    testing::{Place, postgres_url},
};
use seloste_gate::{ask::AccountId, clock::SetClock};
use seloste_register::{
    id::{RegisterId, RoleId},
    statement::{Rules, model::Role},
    text::Lang,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    thread::JoinHandle,
};

/// The register of the chain of shops.
pub const RETAIL: &str = "retail-customers";
/// A second register of the same controller, with the same rules.
pub const RETAIL_TOO: &str = "retail-customers-too";
/// The register of the web shop: another controller.
pub const WEBSHOP: &str = "webshop-customers";

/// The day on which worlds begin.
pub const MORNING: &str = "2026-11-23T08:00:00Z";

/// An installation that is served.
pub struct World {
    /// The opened installation, for what only an insider may look at.
    pub app: Arc<App>,
    /// Where it answers.
    pub address: SocketAddr,
    /// Its clock.
    pub clock: Arc<SetClock>,
    folder: tempfile::TempDir,
    place: Place,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A sample statement's text.
pub fn statement(file: &str) -> String {
    std::fs::read_to_string(root().join("registers").join(file)).unwrap()
}

impl World {
    /// A fresh world on an engine.
    pub fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("installation");
        let head = Head { layout: LAYOUT, test: true, ..Head::default() };
        let installation = Installation::make(&root, head).unwrap();
        let retail = statement("retail-customers.toml");
        let too = retail.replacen("id = \"retail-customers\"", "id = \"retail-customers-too\"", 1);
        for (id, text) in
            [(RETAIL, retail), (RETAIL_TOO, too), (WEBSHOP, statement("webshop-customers.toml"))]
        {
            installation.add_statement(&register(id), &text).unwrap();
        }
        let place = Place::new(engine);
        let elsewhere = match engine {
            Engine::Sqlite => Elsewhere::default(),
            Engine::Postgres => Elsewhere { database: Some(fresh_database(&place)), keyring: None },
        };
        let clock = Arc::new(SetClock::at(MORNING.parse().unwrap()));
        let app = Arc::new(App::open(installation, &elsewhere, Arc::clone(&clock) as _).unwrap());
        let (address, stop, server) = serve(&app);
        Self { app, address, clock, folder, place, stop: Some(stop), server: Some(server) }
    }

    /// The folder of the installation.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("installation")
    }

    /// Somebody who is signed in nowhere.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(Client::new(self.address).unwrap(), None)
    }

    /// A person who works in a register, bound to secrecy, with roles in all its areas, signed in.
    pub fn person(&self, name: &str, register: &str, roles: &[&str]) -> Visitor {
        let account = self.account(name, register, roles);
        let rules = self.rules(register);
        let controller = &rules.statement().controller.id;
        let token = secret::token().unwrap();
        self.data(register, |tx, now| {
            let ends = now + SignedDuration::from_hours(12);
            let new = store::session::New {
                token: &token,
                account,
                stage: store::session::Stage::Full,
                ends,
                device: "test",
            };
            store::session::insert(tx, &new, now)
        });
        let mut client = Client::new(self.address).unwrap();
        let origin = Origin::parse(&format!("http://{}", self.address)).unwrap();
        client.set_cookie(&cookie::name(&origin, controller, cookie::Kind::Session), &token);
        Visitor::new(client, Some(secret::form_token(&token)))
    }

    /// A program with a key that carries one role in a register.
    pub fn key(&self, name: &str, register: &str, role: &str) -> Program {
        let account = self.account(name, register, &[role]);
        let secret = format!("{}{}", key::PREFIX, secret::token().unwrap().as_str());
        self.data(register, |tx, now| {
            let new = store::api_key::New {
                account,
                register: &self::register(register),
                role: &RoleId::new(role).unwrap(),
                label: name,
                prefix: &secret[..12],
                secret: &secret,
                ends: now + SignedDuration::from_hours(24),
            };
            store::api_key::insert(tx, &new, now)
        });
        Program::new(Client::new(self.address).unwrap(), &secret)
    }

    /// An account with an engagement, an undertaking and roles; the same one when asked again.
    pub fn account(&self, name: &str, register: &str, roles: &[&str]) -> AccountId {
        let rules = self.rules(register);
        let statement = rules.statement();
        let known: Vec<&Role> = roles.iter().map(|role| role_of(&rules, role)).collect();
        let company =
            known.iter().find_map(|role| role.companies.first()).unwrap_or(&statement.controller.id);
        let mut account = AccountId(0);
        self.data(register, |tx, now| {
            let there = store::account::by_user_name(tx, name)?;
            account = match there {
                Some(there) => there.id,
                None => {
                    let new = store::account::New {
                        user_name: name,
                        name,
                        email: None,
                        mark: None,
                        lang: Lang::En,
                        password: None,
                    };
                    let id = store::account::insert(tx, &new, now, None)?;
                    let span =
                        store::engagement::Span { starts: now - SignedDuration::from_hours(24), ends: None };
                    store::engagement::insert(tx, id, company, store::engagement::Kind::Employment, span)?;
                    id
                }
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
            for role in &known {
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

    /// The effective rules of a register.
    pub fn rules(&self, register: &str) -> Arc<Rules> {
        self.app.register(&self::register(register)).unwrap_or_else(|| panic!("no register {register}")).1
    }

    fn data(&self, register: &str, mut work: impl FnMut(&mut Tx<'_>, Timestamp) -> Result<(), Failure>) {
        let (controller, _) = self.app.register(&self::register(register)).unwrap();
        let now = self.app.clock().now();
        controller.gate.data().write(|tx| work(tx, now)).unwrap();
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            let _ = server.join();
        }
    }
}

/// A register's name.
pub fn register(id: &str) -> RegisterId {
    RegisterId::new(id).unwrap()
}

fn role_of<'a>(rules: &'a Rules, role: &str) -> &'a Role {
    let id = RoleId::new(role).unwrap();
    rules.role(&id).unwrap_or_else(|| panic!("{} has no role {role}", rules.statement().register.id))
}

/// A database of this world's own in the private cluster: controllers' schemas have fixed names.
pub fn fresh_database(place: &Place) -> String {
    let made = std::process::Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--dbname", postgres_url(), "--command"])
        .arg(format!("CREATE DATABASE {}", place.schema()))
        .status()
        .unwrap();
    assert!(made.success(), "psql could not make a database");
    postgres_url().replace("dbname=postgres", &format!("dbname={}", place.schema()))
}

type Served = (SocketAddr, tokio::sync::oneshot::Sender<()>, JoinHandle<()>);

fn serve(app: &Arc<App>) -> Served {
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (tell, told) = std::sync::mpsc::channel();
    let app = Arc::clone(app);
    let server = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let jobs = jobs::start(&app);
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let stop = async {
                let _ = stopped.await;
            };
            server::serve(Arc::clone(&app), listener, stop).await.unwrap();
        });
        jobs.stop();
    });
    (told.recv().unwrap(), stop, server)
}
