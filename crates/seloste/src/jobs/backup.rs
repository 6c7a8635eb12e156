//! Copies by the clock, and what of staff and statements is remembered beside the keys. A thread of its own: a copy of many people takes
//! long.

use crate::{
    app::Shared,
    work::{backup, memory},
};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How often it is looked whether something is due.
const LOOK: Duration = Duration::from_secs(60);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    let mut told = false;
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        app.controllers().for_each(memory::remember_soon);
        match backup::go_on(app) {
            Ok(made) => made.iter().for_each(|made| {
                tracing::info!(sha256 = made.sha256, bytes = made.bytes, "a backup was made");
            }),
            Err(error) => tracing::error!(%error, "a backup that was due could not be made"),
        }
        // The alarm: once when it begins; the figure in /metrics stays up until a backup is there again.
        let missed = backup::state(app).is_ok_and(|state| state.missed);
        if missed && !told {
            tracing::error!("a backup was missed: the statements promise one, and it is overdue");
        }
        told = missed;
    }
}
