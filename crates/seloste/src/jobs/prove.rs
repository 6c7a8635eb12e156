//! Proves each register's claims once a day. It takes minutes over many people, and has a thread of its own; told to stop, it ends
//! after the register at hand.

use crate::{app::Shared, work::proof};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How often it is looked whether a proof is due.
const LOOK: Duration = Duration::from_secs(60);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    let started = app.clock().now();
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            for register in controller.gate.registers() {
                let due = proof::is_due(controller, &register, (started, app.clock().now()));
                let done = due.and_then(|due| match due {
                    true => {
                        proof::prove(app, &register, &proof::Options::default(), &mut |_, _, _| {}).map(Some)
                    }
                    false => Ok(None),
                });
                match done {
                    Ok(Some(report)) if !proof::is_sound(&report) => {
                        tracing::error!(
                            register = register.as_str(),
                            broken = report.summary.broken,
                            "claims are broken"
                        );
                    }
                    Ok(_) => {}
                    Err(error) => {
                        tracing::error!(register = register.as_str(), %error, "the claims were not proven")
                    }
                }
            }
        }
    }
}
