//! The retention run of whole registers. Not here: what is past its term (the gate).

use crate::app::App;
use seloste_gate::{Gate, GateError, Retained};
use seloste_register::id::RegisterId;

/// Runs a register to the end.
///
/// # Errors
/// When the machine fails; what was done stays done, and the next run goes on there.
pub fn run_register(gate: &Gate, register: &RegisterId) -> Result<Retained, GateError> {
    run_under(gate, register, || Ok(()))
}

/// The same, doing something before each step.
fn run_under(
    gate: &Gate,
    register: &RegisterId,
    mut before: impl FnMut() -> Result<(), GateError>,
) -> Result<Retained, GateError> {
    let mut all = Retained::default();
    loop {
        before()?;
        let step = gate.retain(register)?;
        all.looked += step.looked;
        all.held += step.held;
        all.overdue += step.overdue;
        for (what, many) in step.destroyed {
            *all.destroyed.entry(what).or_default() += many;
        }
        if step.ended {
            all.ended = true;
            return Ok(all);
        }
    }
}

/// Runs every register of an installation to the end.
///
/// # Errors
/// When the machine fails.
pub fn run(app: &App) -> Result<Vec<(RegisterId, Retained)>, GateError> {
    let mut done = Vec::new();
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            // A version that comes into force meanwhile holds from the next step on.
            let follow = || app.follow_controller(controller).map(drop);
            let one = run_under(&controller.gate, &register, follow)?;
            controller.gate.sweep_recordings(&register)?;
            // What counts by today's date, such as ages, and what was derived from what went.
            super::derive::run_register(&controller.gate, &register, None)?;
            done.push((register, one));
        }
        controller.gate.retire_requests()?;
        controller.gate.integrate_ledger()?;
    }
    Ok(done)
}

/// Goes on with the day's run where it is due; for a job that comes round often. Does a little at a time, so that nobody waits
/// for it.
///
/// # Errors
/// When the machine fails.
pub fn due(gate: &Gate) -> Result<(), GateError> {
    for register in gate.registers() {
        let today = gate.local_day();
        let done =
            gate.retention_state(&register)?.is_some_and(|run| run.day == today && run.ended.is_some());
        if !done {
            gate.retain(&register)?;
        }
    }
    Ok(())
}
