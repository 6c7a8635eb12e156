//! What was ordered and takes its time: mailings, copies, counts, searches. Each has a thread of its own, so that nobody's request waits
//! for it; one that is cut short is gone on with.

use super::line::{is_ending, work_off};
use crate::{
    app::Shared,
    work::{mailing, mentions, package::job, versions::count},
};
use std::sync::mpsc::Receiver;

/// Puts mailings in line, batch by batch; nobody gets one twice.
pub(super) fn mailings(app: &Shared, stopped: &Receiver<()>) {
    work_off((app, stopped), "a mailing did not go on", |controller| mailing::step(app, controller));
}

/// Puts copies of people's data together.
pub(super) fn copies(app: &Shared, stopped: &Receiver<()>) {
    work_off((app, stopped), "a copy was not put together", |controller| job::next(app, controller));
}

/// Counts whom drafts of statements would concern. A count that is cut short is begun anew.
pub(super) fn counts(app: &Shared, stopped: &Receiver<()>) {
    work_off((app, stopped), "a draft's people were not counted", |controller| {
        count::next(app, controller, || is_ending(stopped))
    });
}

/// Goes on with searches through texts for people who were erased.
pub(super) fn searches(app: &Shared, stopped: &Receiver<()>) {
    work_off((app, stopped), "texts were not searched for people who were erased", |controller| {
        mentions::go_on(&controller.gate, 1)
    });
}
