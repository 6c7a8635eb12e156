//! Why a call or a message is not taken, each under the name of its rule.

use crate::messages::{Message, intake as say};
use seloste_gate::{
    GateError,
    errors::{ItemProblem, Refusal},
};
use seloste_register::diagnostics::Problem;
use seloste_sound::SoundError;

fn problem(rule: &'static str, [what, remedy]: &[Message; 2]) -> Problem {
    Problem::error(rule, what.all(), remedy.all())
}

/// A refusal of what stands under a name.
pub(crate) fn about(name: &str, problem: Problem) -> GateError {
    GateError::Problems(vec![ItemProblem { item: name.chars().take(64).collect(), problem }])
}

pub(crate) fn row() -> Problem {
    problem("unreadable-record", &say::ROW)
}

pub(crate) fn moment() -> Problem {
    problem("unreadable-time", &say::MOMENT)
}

pub(crate) fn no_start() -> Problem {
    problem("no-start", &say::NO_START)
}

pub(crate) fn no_end() -> Problem {
    problem("no-end", &say::NO_END)
}

pub(crate) fn ends_before_start() -> Problem {
    problem("ends-before-start", &say::ENDS_BEFORE_START)
}

pub(crate) fn in_the_future() -> GateError {
    about("started", problem("in-the-future", &say::IN_THE_FUTURE))
}

/// Named, so that whoever runs the telephone system knows what to turn off (R2-012).
pub(crate) fn not_declared(name: &str) -> GateError {
    about(name, problem("not-declared", &say::NOT_DECLARED))
}

pub(crate) fn no_kind(name: &str) -> GateError {
    about(name, problem("not-a-recording", &say::NO_KIND))
}

pub(crate) fn which_kind(kinds: &[&str]) -> GateError {
    let [what, remedy] = &say::WHICH_KIND;
    let remedy = remedy.fill_all(&[("kinds", &kinds.join(", "))]);
    about("kind", Problem::error("which-kind", what.all(), remedy))
}

pub(crate) fn no_delivery() -> GateError {
    about("delivery", problem("no-delivery-id", &say::NO_DELIVERY))
}

pub(crate) fn no_direction() -> GateError {
    about("direction", problem("no-direction", &say::NO_DIRECTION))
}

pub(crate) fn no_answerer() -> GateError {
    about("answered-by", problem("answerer-unknown", &say::NO_ANSWERER))
}

/// R2-008.
pub(crate) fn not_their_task() -> GateError {
    about("answered-by", problem("answerer-without-task", &say::NOT_THEIR_TASK))
}

pub(crate) fn several_people() -> GateError {
    about("caller-number", problem("several-people", &say::SEVERAL_PEOPLE))
}

pub(crate) fn erased_since() -> GateError {
    about("delivery", problem("erased-since", &say::ERASED_SINCE))
}

pub(crate) fn no_file() -> GateError {
    about("recording", problem("no-file", &say::NO_FILE))
}

pub(crate) fn too_large(limit: u64) -> GateError {
    let [what, remedy] = &say::TOO_LARGE;
    let what = what.fill_all(&[("limit", &limit.to_string())]);
    about("recording", Problem::error("too-large", what, remedy.all()))
}

pub(crate) fn message() -> GateError {
    about("recording", problem("unreadable-message", &say::MESSAGE))
}

/// What the statement says no to, as a problem: with its code as the rule's name.
pub(crate) fn by_statement(refusal: &Refusal) -> Problem {
    Problem::error(refusal.code.as_str(), refusal.words.clone(), say::BY_STATEMENT.all())
}

/// Sound that is not taken.
pub(crate) fn raw() -> GateError {
    about("sound", problem("unknown-raw-sound", &say::RAW_SOUND))
}

pub(crate) fn sound(error: SoundError) -> GateError {
    let rule = match error {
        SoundError::Empty => "empty-sound",
        SoundError::NotSound(_) => "not-sound",
        SoundError::NotRead(_) => "sound-not-read",
        SoundError::Truncated { .. } => "sound-truncated",
        SoundError::Broken(_) => "sound-broken",
        SoundError::TooLong => "sound-too-long",
        SoundError::Failed(why) => return GateError::Failed(why),
    };
    let said = say::SOUND.iter().find(|(name, _)| *name == rule);
    said.map_or_else(no_file, |(rule, texts)| about("recording", problem(rule, texts)))
}
