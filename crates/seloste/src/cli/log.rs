//! The log of a serving program, on standard error. Only the program's own words get in: what a library would say about a
//! statement or a connection could hold somebody's data.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    filter::Targets, fmt, layer::SubscriberExt as _, registry, util::SubscriberInitExt as _,
};

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Level {
    /// Failures of the machine.
    Error,
    /// What an operator should look at.
    Warn,
    /// What was changed: accounts, roles, batches.
    Info,
    /// Each answer: method, the pattern of the address, status.
    Debug,
}

impl From<Level> for LevelFilter {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARN,
            Level::Info => Self::INFO,
            Level::Debug => Self::DEBUG,
        }
    }
}

/// Begins to log. A second call changes nothing.
pub(crate) fn start(level: Level) {
    let own = ["seloste", "seloste_gate", "seloste_db", "seloste_register"];
    let targets = own.into_iter().fold(Targets::new(), |targets, room| targets.with_target(room, level));
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let _ = registry().with(lines).with(targets).try_init();
}
