//! Goes on with searches through texts for people who were erased, on a thread of its own: a large register takes its time. One that is cut
//! short is gone on with where it was.

use crate::{app::Shared, work::mentions};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

/// How often it is looked whether a search waits.
const ROUND: Duration = Duration::from_millis(500);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            while stopped.try_recv() == Err(TryRecvError::Empty) {
                match mentions::go_on(&controller.gate, 1) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "texts were not searched for people who were erased");
                        break;
                    }
                }
            }
            if let Err(error) = controller.gate.sweep_mentions() {
                tracing::error!(controller = controller.id.as_str(), %error, "searches whose time is over were not deleted");
            }
        }
    }
}
