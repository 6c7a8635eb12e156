//! The composition root: an opened installation, its controllers and the pool that does the work.

use crate::{
    installation::{Installation, InstallationError},
    mail::sender::Sender,
    metrics::Metrics,
    oidc::Providers,
    session::lobby::Lobby,
    store,
    work::{
        lasting::{self, Outdated},
        recording::address::Addresses,
        statements,
        versions::{
            follow::{self, Compiled, CompiledFrom},
            settle::settle,
        },
        whereabouts,
    },
};
use seloste_db::{Db, Tables, Target};
use seloste_gate::{Gate, KeyringAt, clock::Clock};
use seloste_register::{
    id::{CompanyId, RegisterId},
    statement::Rules,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// What every handler shares.
pub type Shared = Arc<App>;

/// One controller at work: its gate, and nothing of another's.
pub struct Controller {
    /// Name in files and addresses.
    pub id: CompanyId,
    /// The door to its registers.
    pub gate: Gate,
    /// What the rules in force were compiled from.
    pub(crate) compiled: Mutex<CompiledFrom>,
    /// Registers whose version in force no longer passes.
    pub(crate) outdated: Mutex<BTreeMap<RegisterId, Outdated>>,
}

impl Controller {
    /// Registers whose version in force no longer passes under the law of the day, and goes on under that of an earlier one.
    #[must_use]
    pub fn outdated(&self) -> BTreeMap<RegisterId, Outdated> {
        self.outdated.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Where rows and keys are, when not in the installation's own folder.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// A PostgreSQL address for data.
    pub database: Option<String>,
    /// A PostgreSQL address, or a folder, for keys.
    pub keyring: Option<String>,
}

/// An opened installation.
pub struct App {
    /// The folder that it lives in.
    pub installation: Installation,
    /// Where those wait who are not in yet.
    pub lobby: Lobby,
    /// How mail leaves; `None` when the installation sends none.
    pub mail: Option<Sender>,
    /// Who else may say who somebody is.
    pub providers: Providers,
    /// Addresses at which recordings are being played.
    pub addresses: Addresses,
    controllers: BTreeMap<CompanyId, Controller>,
    registers: HashMap<RegisterId, CompanyId>,
    clock: Arc<dyn Clock>,
    metrics: Metrics,
    workers: Semaphore,
    /// Held for as long as somebody works on the installation, so that a restore finds out. Shared: many may work at once.
    at_work: Option<std::fs::File>,
}

/// Units of work that run at once; more wait in line. SQLite gathers waiting writers into one commit, so that a deep line is
/// quick; PostgreSQL has as many connections.
pub(crate) const WORKERS: usize = 48;

impl App {
    /// Opens every register of an installation.
    ///
    /// # Errors
    /// When a statement has errors, or a database or keyring can't be opened.
    pub fn open(
        installation: Installation,
        elsewhere: &Elsewhere,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, InstallationError> {
        let at_work = at_work(&installation)?;
        Self::open_held(installation, elsewhere, clock, at_work)
    }

    /// As [`App::open`], for whoever has the installation alone already, and keeps it alone.
    pub(crate) fn open_alone(
        installation: Installation,
        elsewhere: &Elsewhere,
        clock: Arc<dyn Clock>,
        alone: Option<&std::fs::File>,
    ) -> Result<Self, InstallationError> {
        let held = alone.map(std::fs::File::try_clone).transpose();
        let held = held.map_err(|error| InstallationError::Head(error.to_string()))?;
        Self::open_held(installation, elsewhere, clock, held)
    }

    fn open_held(
        installation: Installation,
        elsewhere: &Elsewhere,
        clock: Arc<dyn Clock>,
        at_work: Option<std::fs::File>,
    ) -> Result<Self, InstallationError> {
        let mut files = crate::work::statements::read_all(&installation, &clock)?;
        for controller in installation.controllers()? {
            files.entry(controller).or_default();
        }
        let mail = Sender::open(installation.root(), &installation.head).map_err(|wrong| {
            InstallationError::Head(format!(
                "{}: {wrong}",
                installation.root().join("installation.toml").display()
            ))
        })?;
        let providers = Providers::open(installation.root(), &installation.head.identity_providers)
            .map_err(InstallationError::Head)?;
        let (mut controllers, mut registers) = (BTreeMap::new(), HashMap::new());
        for (id, texts) in files {
            let Some(controller) = open_controller(&installation, elsewhere, (&id, &texts), &clock)? else {
                continue;
            };
            for register in controller.gate.registers() {
                if let Some(rules) = controller.gate.rules(&register) {
                    whereabouts::lawful(&installation.head, &rules)?;
                }
                if registers.insert(register.clone(), id.clone()).is_some() {
                    return Err(InstallationError::Twice(register));
                }
            }
            controllers.insert(id, controller);
        }
        Ok(Self {
            installation,
            lobby: Lobby::default(),
            mail,
            providers,
            addresses: Addresses::default(),
            controllers,
            registers,
            clock,
            metrics: Metrics::default(),
            workers: Semaphore::new(WORKERS),
            at_work,
        })
    }

    /// Whether no other process is at work on the installation; from then on none begins. Processes on other machines that share a
    /// database are not seen.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.at_work.as_ref().is_none_or(|file| file.try_lock().is_ok())
    }

    /// The injected clock.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Figures of the running program.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// All controllers, in order of name.
    pub fn controllers(&self) -> impl Iterator<Item = &Controller> {
        self.controllers.values()
    }

    /// A controller by name.
    #[must_use]
    pub fn controller(&self, id: &CompanyId) -> Option<&Controller> {
        self.controllers.get(id)
    }

    /// A register with its controller and effective rules.
    #[must_use]
    pub fn register(&self, id: &RegisterId) -> Option<(&Controller, Arc<Rules>)> {
        let controller = self.controllers.get(self.registers.get(id)?)?;
        Some((controller, controller.gate.rules(id)?))
    }

    /// Runs a unit of work on a blocking thread, at most 48 at once. A panic in it is a failure of that request alone.
    ///
    /// # Errors
    /// [`WorkLost`] when the work panicked or the program is stopping.
    pub async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, WorkLost> {
        let _place = self.workers.acquire().await.map_err(|_| WorkLost)?;
        let app = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&app)).await.map_err(|_| WorkLost)
    }
}

/// What was written is anchored in the log before the process goes, whether it served or ran one command: from then on its removal
/// is seen. A process that is killed leaves that to the next one, which begins with it.
impl Drop for App {
    fn drop(&mut self) {
        for controller in self.controllers.values() {
            if let Err(error) = controller.gate.integrate_ledger() {
                tracing::error!(controller = controller.id.as_str(), %error, "the log was not put in order at the end");
            }
        }
    }
}

/// Opens a controller's data and keys, with the statements that are in force; `None` when it keeps no register.
fn open_controller(
    installation: &Installation,
    elsewhere: &Elsewhere,
    (id, texts): (&CompanyId, &BTreeMap<RegisterId, String>),
    clock: &Arc<dyn Clock>,
) -> Result<Option<Controller>, InstallationError> {
    let data = open_data(installation, elsewhere, id)?;
    let active = settle(installation, &data, texts, clock.now())?;
    if active.is_empty() {
        return Ok(None);
    }
    let on = statements::today(clock.as_ref());
    let (mut rules, mut compiled, mut outdated) = (Vec::new(), CompiledFrom::new(), BTreeMap::new());
    let failed = |failure| InstallationError::Gate(seloste_gate::GateError::from(failure));
    let confirmed = data.read(store::measure::confirmed).map_err(failed)?;
    for version in active {
        let (read, old) = lasting::read(&version.text, on).map_err(|problems| {
            InstallationError::Statement { path: installation.statement_file(&version.register), problems }
        })?;
        let evidence = data.read(|tx| store::measure::on_record(tx, &version.register)).map_err(failed)?;
        if let Some(old) = old {
            follow::tell(&version.register, &old);
            outdated.insert(version.register.clone(), old);
        }
        compiled.insert(version.register, Compiled { version: version.number, on, confirmed });
        rules.push(read.with_evidence(evidence));
    }
    let keyring = keyring_at(installation, elsewhere, id)?;
    let media = installation.media(id)?;
    let gate = Gate::open(data, (&keyring, &media), rules, Arc::clone(clock))?;
    Ok(Some(Controller {
        id: id.clone(),
        gate,
        compiled: Mutex::new(compiled),
        outdated: Mutex::new(outdated),
    }))
}

/// A unit of work that did not come to an end.
#[derive(Debug, thiserror::Error)]
#[error("the work was not finished")]
pub struct WorkLost;

/// Shares the installation with others at work; a restore has it alone.
fn at_work(installation: &Installation) -> Result<Option<std::fs::File>, InstallationError> {
    let head = installation.root().join("installation.toml");
    let Ok(file) = std::fs::File::open(&head) else { return Ok(None) };
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Err(InstallationError::Head(format!(
            "a restore is at work on {}; wait for its end",
            installation.root().display()
        ))),
        // A file system without locks.
        Err(std::fs::TryLockError::Error(_)) => Ok(None),
    }
}

/// The rows and the keys of a controller as databases, before anything is made of them.
pub(crate) fn databases(
    installation: &Installation,
    elsewhere: &Elsewhere,
    controller: &CompanyId,
) -> Result<(Db, Db), InstallationError> {
    let data = open_data(installation, elsewhere, controller)?;
    let keyring = match keyring_at(installation, elsewhere, controller)? {
        KeyringAt::Folder(folder) => Db::open(Target::File(&folder.join("keyring.db")), Tables::Keyring),
        KeyringAt::Url(url, schema, _) => Db::open(Target::Url(&url, &schema), Tables::Keyring),
    };
    Ok((data, keyring.map_err(|failure| InstallationError::Gate(failure.into()))?))
}

fn open_data(
    installation: &Installation,
    elsewhere: &Elsewhere,
    controller: &CompanyId,
) -> Result<Db, InstallationError> {
    let opened = match &elsewhere.database {
        Some(url) => Db::open(Target::Url(url, &schema("data", controller)), Tables::Data),
        None => Db::open(Target::File(&installation.data_file(controller)?), Tables::Data),
    };
    opened.map_err(|failure| InstallationError::Gate(failure.into()))
}

fn keyring_at(
    installation: &Installation,
    elsewhere: &Elsewhere,
    controller: &CompanyId,
) -> Result<KeyringAt, InstallationError> {
    let own = installation.keyring(controller)?;
    Ok(match (&elsewhere.keyring, own) {
        (Some(url), KeyringAt::Folder(folder)) if url.starts_with("postgres") => {
            KeyringAt::Url(url.clone(), schema("keyring", controller), folder)
        }
        (Some(folder), _) => KeyringAt::Folder(std::path::Path::new(folder).join(controller.as_str())),
        (None, own) => own,
    })
}

/// The PostgreSQL schema of one controller's tables; `-` can't stand in a plain SQL name.
fn schema(kind: &str, controller: &CompanyId) -> String {
    format!("seloste_{kind}_{}", controller.as_str().replace('-', "_"))
}
