//! One request held against the terms of law and statement. Not here: fetching it.

use super::Looking;
use crate::{
    GateError,
    opened::day,
    realm::Realm,
    requests::{
        RequestRow, StepRow,
        body::{Said, open, open_case, step_place},
    },
    vault::SubjectKey,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_register::right::{
    Form, Method, Outcome, RightKind,
    case::{Case, State, Step, Terms},
};
use std::collections::BTreeMap;

/// Requests, held against the terms of law and statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Requests that were judged.
    pub judged: u64,
    /// Requests from before the statement of today.
    pub earlier: u64,
    /// Of those judged, how many have been answered.
    pub answered: u64,
    /// Not answered by the day on which the answer was due, answered since or not: how many, by kind.
    pub late: BTreeMap<RightKind, u64>,
    /// Whose day is later than law and statement let it be.
    pub misdated: u64,
    /// Granted without enough certainty about who asks, or on a name and an identity code.
    pub strangers: u64,
    /// Answered in a form that is neither offered nor leaves a copy.
    pub other_form: u64,
    /// For which a fee was taken that the statement does not know.
    pub charged: u64,
    /// That don't open with their own key.
    pub unreadable: u64,
    /// That are kept past their term.
    pub overkept: u64,
}

/// Days after the end of its keeping within which a request is destroyed.
const RUN_DAYS: i64 = 2;

/// The day of a moment, where the register is kept.
type DayOf<'a> = &'a dyn Fn(i64) -> Result<Date, GateError>;

pub(super) fn judge(
    realm: &Realm,
    (leave, key): (&Looking, Option<&SubjectKey>),
    (row, steps): (&RequestRow, &[StepRow]),
    (today, day_of): (Date, DayOf<'_>),
    out: &mut Answers,
) -> Result<(), GateError> {
    out.judged += 1;
    let kept = row.keep_until.map(day).transpose()?;
    out.overkept += u64::from(kept.is_some_and(|last| today > last.saturating_add(RUN_DAYS.days())));
    let case = key.and_then(|key| open_case(leave, key, (realm.number, row)).ok());
    let (Some(key), Some(case)) = (key, case) else {
        out.unreadable += 1;
        return Ok(());
    };
    let said: Vec<(i64, Step)> = steps
        .iter()
        .filter_map(|step| {
            let place = step_place(realm.number, row.case, step.number);
            let said: Said = open(leave, key, &place, &step.body).ok()?;
            Some((step.at, said.step.clone()?))
        })
        .collect();
    let terms = Terms::of(realm.rules(), case.kind, today);
    let answer = said.iter().rev().find(|(_, step)| matches!(step, Step::Answer(_)));
    out.answered += u64::from(answer.is_some());
    in_time((row, &case, &terms), answer.map(|(at, _)| day_of(*at)).transpose()?, today, out)?;
    out.strangers += u64::from(is_to_a_stranger(&case, &terms));
    for (_, step) in &said {
        match step {
            Step::Answer(form) => out.other_form += u64::from(!offered(realm, &case, *form)),
            Step::Decide(decision) => {
                let further = realm.statement().requests.fee.as_ref().and_then(|fee| fee.further_copy_cents);
                out.charged += u64::from(decision.fee.is_some_and(|(cents, _)| cents > further.unwrap_or(0)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A day that is due, and whether it was kept.
fn in_time(
    (row, case, terms): (&RequestRow, &Case, &Terms<'_>),
    answered: Option<Date>,
    today: Date,
    out: &mut Answers,
) -> Result<(), GateError> {
    let due = day(row.due)?;
    // What goes on as another request is answered there; a question about who asks stops the clock.
    if matches!(case.state, State::Merged | State::Passed) || case.clock.paused_since.is_some() {
        return Ok(());
    }
    out.misdated += u64::from(due > case.due(terms, today));
    let over = case.state.is_over() || case.state == State::Answered;
    if answered.map_or(!over && today > due, |answered| answered > due) {
        *out.late.entry(case.kind).or_default() += 1;
    }
    Ok(())
}

/// Whether something was granted to somebody of whom it was not known well enough who they are (GDPR 12(6), R5-120, R5-121).
fn is_to_a_stranger(case: &Case, terms: &Terms<'_>) -> bool {
    let granted = case.outcome.is_some_and(|outcome| outcome != Outcome::Refused);
    let unknown = case.assurance < case.needs(terms) || case.method == Some(Method::NameAndCode);
    granted && case.kind != RightKind::Complaint && unknown
}

/// Whether a form is one that the statement offers, that was agreed with the person, or that leaves them a copy.
fn offered(realm: &Realm, case: &Case, form: Form) -> bool {
    let statement = realm.statement();
    let own = statement.rights.iter().find(|right| right.right == case.kind.in_law());
    let forms = own.map(|right| right.forms.as_slice()).filter(|forms| !forms.is_empty());
    let forms = forms.unwrap_or(&statement.requests.forms);
    form.leaves_a_copy()
        || case.form == Some(form)
        || forms.is_empty()
        || forms.iter().any(|one| Form::from(*one) == form)
}
