//! Looks into the mailboxes whose mail opens cases, and tries the ways to them. A thread of its own: folders may lie on slow machines.

use crate::{
    app::Shared,
    mail::mailbox::Mailbox,
    work::mailbox::{self, folder},
};
use std::{
    collections::BTreeSet,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// How often it is looked.
const LOOK: Duration = Duration::from_secs(2);

pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    let mailboxes = app.installation.head.mailboxes.clone();
    for mailbox in mailboxes.iter().filter(|mailbox| app.register(&mailbox.register).is_none()) {
        tracing::error!(
            register = mailbox.register.as_str(),
            "a [[mailbox]] of installation.toml names a register that is not here"
        );
    }
    let known: Vec<Mailbox> =
        mailboxes.into_iter().filter(|mailbox| app.register(&mailbox.register).is_some()).collect();
    let mut lost = BTreeSet::new();
    while !known.is_empty() && stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        for mailbox in &known {
            look(app, mailbox);
            attempt(app, mailbox, &mut lost);
        }
    }
}

fn look(app: &Shared, mailbox: &Mailbox) {
    let register = mailbox.register.as_str();
    match folder::look(app, mailbox) {
        Ok(looked) if looked.opened + looked.aside + looked.failed > 0 => {
            tracing::info!(
                register,
                opened = looked.opened,
                aside = looked.aside,
                failed = looked.failed,
                "mail came in"
            );
        }
        Ok(_) => {}
        Err(error) => tracing::error!(register, %error, "a mailbox can't be read"),
    }
}

/// Tries the way to a mailbox when that is due, and tells once when our own mail was lost.
fn attempt(app: &Shared, mailbox: &Mailbox, lost: &mut BTreeSet<String>) {
    let register = mailbox.register.as_str();
    let state = match mailbox::state(app, mailbox) {
        Ok(state) => state,
        Err(error) => {
            tracing::error!(register, %error, "it was not seen how a mailbox does");
            return;
        }
    };
    if !state.lost {
        lost.remove(&mailbox.address);
    } else if lost.insert(mailbox.address.clone()) {
        tracing::error!(register, "mail to the address of requests is lost: our own mail did not come in");
    }
    if let Err(error) = mailbox::send_trial_when_due(app, mailbox) {
        tracing::error!(register, %error, "the way to a mailbox could not be tried");
    }
}
