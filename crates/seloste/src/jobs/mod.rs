//! Work that comes by itself: putting the ledger in order, clearing what has run out. One thread, told to stop.

use crate::app::Shared;
use std::{
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

/// How often the jobs come round.
const ROUND: Duration = Duration::from_secs(1);

/// The running jobs.
pub struct Running {
    stop: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Asks the jobs to stop and waits until the one at work has ended.
    pub fn stop(mut self) {
        let _ = self.stop.send(());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Starts the jobs of an installation.
#[must_use]
pub fn start(app: &Shared) -> Running {
    let (stop, stopped) = channel();
    let app = Arc::clone(app);
    let thread = std::thread::spawn(move || {
        while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
            round(&app);
        }
        round(&app);
    });
    Running { stop, thread: Some(thread) }
}

/// One round of every job.
fn round(app: &Shared) {
    for controller in app.controllers() {
        if let Err(error) = controller.gate.integrate_ledger() {
            tracing::error!(controller = controller.id.as_str(), %error, "the ledger was not put in order");
        }
        if let Err(error) = controller.gate.index_arrived() {
            tracing::error!(controller = controller.id.as_str(), %error, "people from a file were not put in the index");
        }
    }
}
