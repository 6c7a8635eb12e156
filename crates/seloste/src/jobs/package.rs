//! Puts copies of people's data together that were ordered, one after another, on a thread of its own: a large one takes its time.
//! One that is cut short is taken up again.

use crate::{app::Shared, work::package::job};
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
                match job::next(app, controller) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "a copy was not put together");
                        break;
                    }
                }
            }
            if let Err(error) = controller.gate.sweep_packages() {
                tracing::error!(controller = controller.id.as_str(), %error, "copies whose time is over were not deleted");
            }
        }
    }
}
