//! Proves each register's claims once a day, and at once where it was ordered. It takes minutes over many people, and has a thread of
//! its own; told to stop, it ends after the register at hand.

use crate::{
    app::{App, Controller, Shared},
    work::proof::{self, ProofError},
};
use jiff::Timestamp;
use seloste_register::id::RegisterId;
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How often it is looked whether a proof was ordered.
const ROUND: Duration = Duration::from_secs(1);
/// After how many rounds it is looked whether the daily one is due: one that fails is not tried again before.
const ROUNDS: u32 = 60;

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    let started = app.clock().now();
    let mut rounds = 0;
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        rounds = (rounds + 1) % ROUNDS;
        for controller in app.controllers() {
            for register in controller.gate.registers() {
                let done = match rounds {
                    0 => daily(app, (controller, &register), started),
                    _ => ordered(app, (controller, &register)),
                };
                if let Err(error) = done {
                    tracing::error!(register = register.as_str(), %error, "the claims were not proven");
                }
            }
        }
    }
}

/// The daily proof, if its time has come.
fn daily(
    app: &App,
    (controller, register): (&Controller, &RegisterId),
    started: Timestamp,
) -> Result<(), ProofError> {
    if proof::is_due(controller, register, (started, app.clock().now()))? {
        prove(app, register)
    } else {
        Ok(())
    }
}

/// A proof that was ordered. One that fails is told of and not tried again.
fn ordered(app: &App, (controller, register): (&Controller, &RegisterId)) -> Result<(), ProofError> {
    let Some(ordered) = proof::ordered(controller, register)? else { return Ok(()) };
    let done = prove(app, register);
    if done.is_err() {
        proof::give_up(controller, register, ordered)?;
    }
    done
}

fn prove(app: &App, register: &RegisterId) -> Result<(), ProofError> {
    let report = proof::prove(app, register, &proof::Options::default(), &mut |_, _, _| {})?;
    if !proof::is_sound(&report) {
        tracing::error!(register = register.as_str(), broken = report.summary.broken, "claims are broken");
    }
    Ok(())
}
