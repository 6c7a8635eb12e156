//! Copies by the clock, and what of staff and statements is remembered beside the keys. A thread of its own: a copy of many people takes
//! long.

use crate::{
    app::Shared,
    work::{backup, memory},
};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How often it is looked whether something is due.
const LOOK: Duration = Duration::from_secs(60);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    let (mut told, mut unsent, mut lists) = (false, false, 0);
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        app.controllers().for_each(memory::remember_soon);
        lists = overdue(app, lists);
        match backup::go_on(app) {
            Ok(made) => made.iter().for_each(|made| {
                tracing::info!(sha256 = made.sha256, bytes = made.bytes, "a backup was made");
            }),
            Err(error) => tracing::error!(%error, "a backup that was due could not be made"),
        }
        // The alarm: once when it begins; the figure in /metrics stays up until a backup is there again.
        let (missed, stuck) = backup::state(app).map_or((false, false), |state| (state.missed, state.unsent));
        if missed && !told {
            tracing::error!("a backup was missed: the statements promise one, and it is overdue");
        }
        if stuck && !unsent {
            tracing::error!("a backup has not come to the declared store");
        }
        (told, unsent) = (missed, stuck);
    }
}

/// Says when a list that a processor should have destroyed is not said to be (R5-023): once for each that comes to be late.
fn overdue(app: &Shared, known: i64) -> i64 {
    let mut late = 0;
    for controller in app.controllers() {
        match controller.gate.extracts_overdue() {
            Ok(count) => late += count,
            Err(error) => {
                tracing::error!(controller = controller.id.as_str(), %error, "it was not seen whether lists are overdue");
                return known;
            }
        }
    }
    if late > known {
        tracing::error!(lists = late, "lists that processors should have destroyed were not said to be");
    }
    late
}
