//! Settings that many verbs share, read in this one place.

use crate::{
    app::{App, Elsewhere},
    cli::Verdict,
    installation::{Head, Installation},
};
use clap::Args;
use jiff::Timestamp;
use seloste_gate::clock::{Clock, SetClock, SystemClock};
use std::{path::PathBuf, sync::Arc};

/// Which installation, and where its rows and keys are.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// The folder that holds the installation.
    #[arg(long, value_name = "DIR", default_value = "./seloste-data", env = "SELOSTE_DATA")]
    pub(crate) data: PathBuf,
    /// PostgreSQL address for data, instead of the embedded database.
    #[arg(long, value_name = "URL", env = "SELOSTE_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// PostgreSQL address or folder for keys, instead of the installation's own folder.
    #[arg(long, value_name = "URL", env = "SELOSTE_KEYRING", hide_env_values = true)]
    keyring: Option<String>,
    /// The time to go by, such as 2026-11-22T09:00:00Z (only in an installation made with `init --test`).
    #[arg(long, value_name = "TIME")]
    clock: Option<Timestamp>,
}

impl Place {
    /// Opens the installation with all its registers. Rows that other tools put back, and that were not brought up to what was let go
    /// since, serve nobody.
    pub(crate) fn open(&self) -> Result<App, Verdict> {
        let app = self.open_as_it_is()?;
        for controller in app.controllers() {
            let behind = controller.gate.is_behind();
            if behind.map_err(|error| Verdict::Failed(error.to_string()))? {
                return Err(Verdict::No(format!(
                    "the data of {} are older than its keys: a copy was put back, and erasures and objections since then have not \
                     been done again; run `seloste restore --in-place` with the same --data, --database and --keyring first. If no copy was put \
                     back, these are other data: is --database missing?",
                    controller.id
                )));
            }
        }
        Ok(app)
    }

    /// Opens the installation whatever was done to its rows: for verbs that look at exactly that.
    pub(crate) fn open_as_it_is(&self) -> Result<App, Verdict> {
        let installation = Installation::open(&self.data)?;
        let clock = self.clock_of(&installation.head)?;
        Ok(App::open(installation, &self.elsewhere(), clock)?)
    }

    /// Where rows and keys are, when not in the installation's own folder.
    pub(crate) fn elsewhere(&self) -> Elsewhere {
        Elsewhere { database: self.database.clone(), keyring: self.keyring.clone() }
    }

    /// The moment to go by, whether or not there is an installation yet.
    pub(crate) fn now(&self) -> Result<Timestamp, Verdict> {
        match Installation::open(&self.data) {
            Ok(installation) => Ok(self.clock_of(&installation.head)?.now()),
            Err(_) => Ok(SystemClock::default().now()),
        }
    }

    /// The clock of an installation with such a head; the system's where it may not be set.
    pub(crate) fn clock_or_system(&self, head: &Head) -> Arc<dyn Clock> {
        self.clock_of(head).unwrap_or_else(|_| Arc::new(SystemClock::default()))
    }

    /// The clock of an installation with such a head.
    pub(crate) fn clock_of(&self, head: &Head) -> Result<Arc<dyn Clock>, Verdict> {
        match self.clock {
            None => Ok(Arc::new(SystemClock::default())),
            Some(moment) if head.test => Ok(Arc::new(SetClock::at(moment))),
            Some(_) => Err(Verdict::No(
                "--clock works only in an installation made with `seloste init --test`; leave it out"
                    .to_owned(),
            )),
        }
    }
}
