//! Works off what stands in line, on a thread of its own, until told to stop: the one loop of all jobs that take one thing after another.

use crate::app::{Controller, Shared};
use std::{
    fmt::Display,
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

/// How often it is looked whether something waits.
const ROUND: Duration = Duration::from_millis(500);

/// Whether the jobs were told to stop.
pub(super) fn is_ending(stopped: &Receiver<()>) -> bool {
    stopped.try_recv() != Err(TryRecvError::Empty)
}

/// Takes one thing after another from each controller's line. `next` says whether there was one; after a failure, which the log tells
/// in the words of `failed`, the line waits for the next round.
pub(super) fn work_off<E: Display>(
    (app, stopped): (&Shared, &Receiver<()>),
    failed: &'static str,
    next: impl Fn(&Controller) -> Result<bool, E>,
) {
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            while !is_ending(stopped) {
                match next(controller) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "{failed}");
                        break;
                    }
                }
            }
        }
    }
}
