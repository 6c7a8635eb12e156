//! Counts whom drafts of statements would concern, where that was ordered, one draft after another on a thread of its own. One
//! that is cut short is begun anew.

use crate::{app::Shared, work::versions::count};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

/// How often it is looked whether a count waits.
const ROUND: Duration = Duration::from_millis(500);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            let ending = || stopped.try_recv() != Err(TryRecvError::Empty);
            while !ending() {
                match count::next(app, controller, ending) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "a draft's people were not counted");
                        break;
                    }
                }
            }
        }
    }
}
