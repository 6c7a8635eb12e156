//! Sends what waits in line: one mail after another, on a thread of its own, because servers take their time. What can't be sent
//! is tried again, each time later, for a day; then it is given up and counted.

use crate::{
    app::{App, Controller, Shared},
    mail::{InLine, Mail, sender::Unsent},
    work::{mailing, own},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{GateError, Outgoing};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    },
    time::Duration,
};

/// How often the line is looked at.
const ROUND: Duration = Duration::from_millis(500);
/// Nobody else takes a mail that is being sent before so long.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The first wait after a failure; it doubles.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(2);
/// After so long a mail is given up.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);

/// Sends until told to stop.
pub(super) fn run(app: &Shared, stopped: &Receiver<()>) {
    while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
        for controller in app.controllers() {
            while stopped.try_recv() == Err(TryRecvError::Empty) {
                match next(app, controller) {
                    Ok(Step::Done) => {}
                    Ok(Step::Empty) => break,
                    Err(error) => {
                        tracing::error!(controller = controller.id.as_str(), %error, "mail was not sent");
                        break;
                    }
                }
            }
        }
    }
}

/// What came of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A mail was dealt with.
    Done,
    /// None is due.
    Empty,
}

fn next(app: &Arc<App>, controller: &Controller) -> Result<Step, GateError> {
    let Some(waiting) = controller.gate.post_next(LEASE)? else { return Ok(Step::Empty) };
    let now = app.clock().now();
    let mail = match InLine::read(&waiting.body)? {
        InLine::Mail(mail) => Some(mail),
        InLine::LinkAsked(asked) => {
            own::link::answer(app, controller, (&waiting.register, waiting.made), &asked)?
        }
        InLine::SubscriptionAsked(asked) => {
            own::subscribe::answer(app, controller, &waiting.register, &asked)?
        }
        InLine::Mailing(line) => mailing::written(app, controller, &waiting, &line)?,
    };
    let Some(mail) = mail else {
        controller.gate.post_done(&waiting)?;
        return Ok(Step::Done);
    };
    match send(app, &mail, now) {
        Ok(()) => controller.gate.post_done(&waiting)?,
        Err(unsent) => put_off(app, controller, (&waiting, now), &unsent)?,
    }
    Ok(Step::Done)
}

fn send(app: &App, mail: &Mail, now: Timestamp) -> Result<(), Unsent> {
    match &app.mail {
        Some(sender) => sender.send(mail, now),
        None => Err(Unsent::Later("installation.toml has no [mail]".to_owned())),
    }
}

fn put_off(
    app: &App,
    controller: &Controller,
    (waiting, now): (&Outgoing, Timestamp),
    unsent: &Unsent,
) -> Result<(), GateError> {
    let register = waiting.register.as_str();
    let old = now.duration_since(waiting.made) >= GIVEN_UP;
    if old || matches!(unsent, Unsent::Never(_)) {
        app.metrics().mail_given_up();
        tracing::error!(register, tries = waiting.tries, %unsent, "a mail was given up");
        return controller.gate.post_done(waiting);
    }
    tracing::warn!(register, tries = waiting.tries, %unsent, "a mail waits");
    controller.gate.post_again(waiting, now.checked_add(wait(waiting.tries)).unwrap_or(Timestamp::MAX))
}

/// How long to wait after so many tries.
fn wait(tries: i64) -> SignedDuration {
    let doubled = 1_i32.checked_shl(u32::try_from(tries.clamp(1, 20) - 1).unwrap_or(0)).unwrap_or(i32::MAX);
    FIRST_WAIT.checked_mul(doubled).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        assert_eq!([1, 2, 3].map(|tries| wait(tries).as_secs()), [30, 60, 120]);
        assert_eq!(wait(9), LONGEST_WAIT);
        assert_eq!(wait(i64::MAX), LONGEST_WAIT);
    }
}
