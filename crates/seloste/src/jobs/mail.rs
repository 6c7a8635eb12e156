//! Sends what waits in line: one mail after another, on a thread of its own, because servers take their time. What can't be sent
//! is tried again, each time later, for a day; then it is given up and counted.

use super::line::work_off;
use crate::{
    app::{App, Controller, Shared},
    mail::{InLine, Mail, sender::Unsent},
    work::{mailing, own, source_notices},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{GateError, Outgoing, mailing::Fate};
use std::sync::{Arc, mpsc::Receiver};

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
    work_off((app, stopped), "mail was not sent", |controller| next(app, controller));
}

/// Deals with one mail; says whether one was due.
fn next(app: &Arc<App>, controller: &Controller) -> Result<bool, GateError> {
    let Some(waiting) = controller.gate.post_next(LEASE)? else { return Ok(false) };
    let now = app.clock().now();
    let line = InLine::read(&waiting.body)?;
    let of = match &line {
        InLine::Mailing(line) => Of::Mailing(line.mailing),
        InLine::SourceTold => Of::Source,
        _ => Of::Itself,
    };
    let mail = match line {
        InLine::Mail(mail) => Some(mail),
        InLine::LinkAsked(asked) => {
            own::link::answer(app, controller, (&waiting.register, waiting.made), &asked)?
        }
        InLine::SubscriptionAsked(asked) => {
            own::subscribe::answer(app, controller, &waiting.register, &asked)?
        }
        InLine::Mailing(line) => mailing::written(app, controller, &waiting, &line)?,
        InLine::Confirmation(line) => mailing::confirmed(app, controller, &waiting, &line)?,
        InLine::SourceTold => source_notices::letter(app, controller, &waiting)?,
    };
    let Some(mail) = mail else {
        done(controller, &waiting, of, Fate::Unsent)?;
        return Ok(true);
    };
    match send(app, &mail, now) {
        Ok(()) => done(controller, &waiting, of, Fate::Sent)?,
        Err(unsent) if is_given_up(&waiting, now, &unsent) => {
            app.metrics().mail_given_up();
            let register = waiting.register.as_str();
            tracing::error!(register, tries = waiting.tries, %unsent, "a mail was given up");
            done(controller, &waiting, of, Fate::Unsent)?;
        }
        Err(unsent) => put_off(controller, (&waiting, now), &unsent)?,
    }
    Ok(true)
}

/// What a mail is part of.
#[derive(Clone, Copy)]
enum Of {
    /// Nothing else.
    Itself,
    /// A mailing, by its number.
    Mailing(i64),
    /// What people are told of where data about them came from.
    Source,
}

/// Forgets a mail; what it is part of knows whether it was sent.
fn done(controller: &Controller, waiting: &Outgoing, of: Of, fate: Fate) -> Result<(), GateError> {
    match of {
        Of::Mailing(mailing) => controller.gate.letter_done(waiting, mailing, fate),
        Of::Source => controller.gate.source_letter_done(waiting, fate),
        Of::Itself => controller.gate.post_done(waiting),
    }
}

fn is_given_up(waiting: &Outgoing, now: Timestamp, unsent: &Unsent) -> bool {
    now.duration_since(waiting.made) >= GIVEN_UP || matches!(unsent, Unsent::Never(_))
}

fn send(app: &App, mail: &Mail, now: Timestamp) -> Result<(), Unsent> {
    match &app.mail {
        Some(sender) => sender.send(mail, now),
        None => Err(Unsent::Later("installation.toml has no [mail]".to_owned())),
    }
}

fn put_off(
    controller: &Controller,
    (waiting, now): (&Outgoing, Timestamp),
    unsent: &Unsent,
) -> Result<(), GateError> {
    let register = waiting.register.as_str();
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
