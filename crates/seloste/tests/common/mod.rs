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
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

pub mod binary;
pub mod people;
pub mod post;
pub mod provider;
pub mod staff;
mod visitor;

pub use visitor::{Program, Visitor};

use seloste::{
    app::{App, Elsewhere},
    bench::http::Client,
    installation::{Head, Installation, LAYOUT},
    jobs,
    mail::settings::Settings,
    server,
};
use seloste_db::{
    Engine,
    testing::{Place, postgres_url},
};
use seloste_gate::{card::SubjectRef, clock::SetClock};
use seloste_register::id::RegisterId;
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

/// The register of the newsletter: the chain's too, apart from its customers.
pub const NEWSLETTER: &str = "newsletter";

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
        Self::with_mail(engine, None)
    }

    /// A fresh world on an engine, whose mail leaves in some way.
    pub fn with_mail(engine: Engine, mail: Option<Settings>) -> Self {
        Self::with_head(engine, Head { mail, ..Head::default() })
    }

    /// A fresh world on an engine, whose installation is set up in some way.
    pub fn with_head(engine: Engine, head: Head) -> Self {
        let retail = statement("retail-customers.toml");
        let too = retail.replacen("id = \"retail-customers\"", "id = \"retail-customers-too\"", 1);
        let web = statement("webshop-customers.toml");
        Self::of(engine, head, &[(RETAIL, retail), (RETAIL_TOO, too), (WEBSHOP, web)])
    }

    /// A fresh world of other registers.
    pub fn of(engine: Engine, head: Head, statements: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("installation");
        let head = Head { layout: LAYOUT, test: true, ..head };
        let installation = Installation::make(&root, head).unwrap();
        for (id, text) in statements {
            installation.add_statement(&register(id), text).unwrap();
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

    /// The name of the world's own PostgreSQL database.
    pub fn database(&self) -> &str {
        self.place.schema()
    }

    /// Somebody who is signed in nowhere.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(Client::new(self.address).unwrap(), None)
    }

    /// A person who works in a register, bound to secrecy, with roles in all its areas, signed in.
    pub fn person(&self, name: &str, register: &str, roles: &[&str]) -> Visitor {
        staff::signed_in(&self.app, self.address, name, (register, roles))
    }

    /// A program with a key that carries one role in a register.
    pub fn key(&self, name: &str, register: &str, role: &str) -> Program {
        let secret = staff::key(&self.app, name, register, role);
        Program::new(Client::new(self.address).unwrap(), &secret)
    }

    /// A marked person in a register, put there through the gate by its keeper.
    pub fn marked_person(&self, id: &str, number: u32) -> SubjectRef {
        people::marked_person(&self.app, id, number)
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
