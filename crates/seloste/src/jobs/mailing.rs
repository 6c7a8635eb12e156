//! Puts ordered mailings in line, batch by batch, on a thread of its own: one to many people takes its time, and nobody's request
//! waits for it. One that is cut short goes on where it was; nobody gets it twice.

use crate::{app::Shared, work::mailing};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

/// How often it is looked whether an order waits.
const ROUND: Duration = Duration::from_millis(500);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            while stopped.try_recv() == Err(TryRecvError::Empty) {
                match mailing::step(app, controller) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "a mailing did not go on");
                        break;
                    }
                }
            }
        }
    }
}
