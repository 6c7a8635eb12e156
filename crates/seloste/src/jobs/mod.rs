//! Work that comes by itself, on threads that are told to stop: putting the ledger in order, clearing what has run out, sending mail, what
//! was ordered and takes its time, proving once a day, copying.

mod backup;
mod line;
mod mail;
mod mailbox;
mod orders;
mod prove;

use crate::app::Shared;
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

/// How often the jobs come round.
const ROUND: Duration = Duration::from_secs(1);

/// The running jobs.
pub struct Running {
    jobs: Vec<(Sender<()>, JoinHandle<()>)>,
    /// A proof may take minutes in a solver and writes nothing before it has ended: nobody waits for it, and it is made anew.
    proof: (Sender<()>, JoinHandle<()>),
}

impl Running {
    /// Asks the jobs to stop and waits until those at work have ended, but for a proof.
    pub fn stop(self) {
        drop(self.proof);
        let (stops, threads): (Vec<_>, Vec<_>) = self.jobs.into_iter().unzip();
        // A sender that is gone is the sign, for as many looks as a job takes.
        drop(stops);
        for thread in threads {
            let _ = thread.join();
        }
    }
}

/// Starts the jobs of an installation.
#[must_use]
pub fn start(app: &Shared) -> Running {
    let jobs = vec![
        on_thread(app, rounds),
        on_thread(app, mail::run),
        on_thread(app, mailbox::run),
        on_thread(app, orders::mailings),
        on_thread(app, orders::copies),
        on_thread(app, orders::counts),
        on_thread(app, orders::searches),
        on_thread(app, backup::run),
    ];
    Running { jobs, proof: on_thread(app, prove::run) }
}

fn on_thread(app: &Shared, job: fn(&Shared, &Receiver<()>)) -> (Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = channel();
    let app = Arc::clone(app);
    (stop, std::thread::spawn(move || job(&app, &stopped)))
}

fn rounds(app: &Shared, stopped: &Receiver<()>) {
    for (register, unlisted) in crate::work::host::unlisted(app) {
        if unlisted {
            tracing::error!(
                register = register.as_str(),
                "this machine is not among the hosts that the statement lists"
            );
        }
    }
    // What a process that was killed left is put in order at once.
    round(app);
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        round(app);
    }
    round(app);
}

/// One round of every job.
fn round(app: &Shared) {
    for controller in app.controllers() {
        match app.follow_controller(controller) {
            Ok(0) => {}
            Ok(registers) => {
                tracing::info!(controller = controller.id.as_str(), registers, "other rules came into force")
            }
            Err(error) => {
                tracing::error!(controller = controller.id.as_str(), %error, "rules were not compiled anew")
            }
        }
        if let Err(error) = controller.gate.integrate_ledger() {
            tracing::error!(controller = controller.id.as_str(), %error, "the ledger was not put in order");
        }
        if let Err(error) = crate::work::retention::due(&controller.gate) {
            tracing::error!(controller = controller.id.as_str(), %error, "the retention run did not go on");
        }
        if let Err(error) = crate::work::derive::due(&controller.gate) {
            tracing::error!(controller = controller.id.as_str(), %error, "derived items were not computed anew");
        }
        if let Err(error) = crate::work::import::shelf::sweep(&controller.gate) {
            tracing::error!(controller = controller.id.as_str(), %error, "files that were left unfinished were not destroyed");
        }
        // Without a mail server whoever keeps the list of whom to tell does it.
        if app.mail.is_some()
            && let Err(error) = crate::work::source_notices::due(&controller.gate)
        {
            tracing::error!(controller = controller.id.as_str(), %error, "people were not told where data about them came from");
        }
        if let Err(error) = controller.gate.retire_requests() {
            tracing::error!(controller = controller.id.as_str(), %error, "requests whose keeping is over were not destroyed");
        }
        if let Err(error) = controller.gate.sweep_subscriptions() {
            tracing::error!(controller = controller.id.as_str(), %error, "subscriptions that nobody confirmed were not deleted");
        }
        if let Err(error) = controller.gate.sweep_packages() {
            tracing::error!(controller = controller.id.as_str(), %error, "copies whose time is over were not deleted");
        }
        if let Err(error) = controller.gate.sweep_mentions() {
            tracing::error!(controller = controller.id.as_str(), %error, "searches whose time is over were not deleted");
        }
        if let Err(error) = controller.gate.index_arrived() {
            tracing::error!(controller = controller.id.as_str(), %error, "people from a file were not put in the index");
        }
        if let Err(error) = controller.gate.rest() {
            tracing::error!(controller = controller.id.as_str(), %error, "memory was not given back");
        }
    }
}
