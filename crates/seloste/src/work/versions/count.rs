//! Counting whom a draft concerns: at once in a register of ordinary size, by a job in a large one, so that no page waits for
//! a million people. What was to follow the count, the job does: it proposes the draft or puts it into force. Not here: what
//! is counted (the gate's survey), threads (`jobs/orders.rs`).

use super::{Keeper, VersionError, judge::Judged};
use crate::{
    app::{App, Controller},
    messages::versions as say,
    session::standing,
    store::{
        self,
        count::{Act, Count, Going},
        draft::{Draft, DraftId},
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_gate::Survey;
use seloste_register::text::{Lang, Text};
use std::ops::ControlFlow;

/// Registers of more people are counted by a job.
pub const AT_ONCE: u64 = 20_000;
/// A count that was silent for so long is begun anew by whoever is there.
const SILENT: SignedDuration = SignedDuration::from_mins(2);
/// How many people are gone through between two signs of life.
const BEAT: u64 = 10_000;

/// What is known of whom a draft concerns.
#[derive(Debug)]
pub enum Counted {
    /// Everyone was counted, at that moment.
    Known(Box<Judged>, Timestamp),
    /// A job counts, or is about to.
    UnderWay(Count),
}

#[expect(clippy::missing_errors_doc, reason = "all answer as VersionError says")]
impl Keeper<'_> {
    /// Judges a draft over everyone; in a large register by a job, whose count is kept until draft or version in force change.
    pub fn counted(&self, draft: &Draft) -> Result<Counted, VersionError> {
        let active = self.active()?;
        if let Some(count) = self.count_of(draft.id)?
            && (count.revision, count.based_on) == (draft.revision, active.number)
        {
            match (count.going, count.ended, known(&count)) {
                (Going::Waits | Going::UnderWay, ..) => return Ok(Counted::UnderWay(count)),
                (_, Some(ended), Some(survey)) => {
                    let judged = self.judged_with(draft, survey)?;
                    return Ok(Counted::Known(Box::new(judged), ended));
                }
                _ => {}
            }
        }
        match self.at_once(|progress| self.preview(draft, progress))? {
            Some(judged) => Ok(Counted::Known(Box::new(judged), self.app.clock().now())),
            None => self.order(draft, Act::Look).map(Counted::UnderWay),
        }
    }

    /// What became of a draft's last count.
    pub fn count_of(&self, draft: DraftId) -> Result<Option<Count>, VersionError> {
        let found = self.home.gate.data().read(|tx| store::count::of_draft(tx, draft))?;
        Ok(found.filter(|count| count.register == *self.register()))
    }

    /// Has everyone counted by a job, and then what is to follow done.
    pub fn order(&self, draft: &Draft, act: Act) -> Result<Count, VersionError> {
        let count = Count {
            draft: draft.id,
            register: self.register().clone(),
            revision: draft.revision,
            based_on: self.active()?.number,
            act,
            ordered: self.app.clock().now(),
            ordered_by: self.account(),
            going: Going::Waits,
            done: 0,
            everyone: 0,
            ended: None,
            survey: None,
            said: None,
        };
        self.home.gate.data().write(|tx| store::count::order(tx, &count))?;
        Ok(count)
    }

    /// Proposes a draft, or orders it where everyone can't be counted at once; `None` when it was ordered.
    pub fn propose_or_order(&self, draft: &Draft) -> Result<Option<Draft>, VersionError> {
        let done = self.at_once(|progress| self.propose_counting(draft.id, progress))?;
        if done.is_none() {
            self.order(draft, Act::Propose)?;
        }
        Ok(done)
    }

    /// Puts a draft into force, or orders it; `None` when it was ordered, else the new version's number. Who may not, is told
    /// so at once.
    pub fn activate_or_order(&self, draft: &Draft) -> Result<Option<i64>, VersionError> {
        let done = self.at_once(|progress| self.activate(draft.id, progress))?;
        if done.is_none() {
            self.order(draft, Act::Activate)?;
        }
        Ok(done.map(|done| done.version.number))
    }

    /// Does what needs everyone counted; `None` when they are too many for somebody to wait.
    fn at_once<T>(
        &self,
        work: impl FnOnce(&mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<T, VersionError>,
    ) -> Result<Option<T>, VersionError> {
        let mut many = false;
        let done = work(&mut |_, everyone| {
            many = everyone > AT_ONCE;
            if many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match done {
            Err(VersionError::Absent) if many => Ok(None),
            other => other.map(Some),
        }
    }
}

/// The totals of a count.
fn known(count: &Count) -> Option<Survey> {
    serde_json::from_str(count.survey.as_deref()?).ok()
}

/// Does the count that has waited longest; false when none waits. `stopped` tells when the program is to end: the count is
/// then begun anew at the next start.
///
/// # Errors
/// When the machine fails; the count is taken up again later.
pub fn next(app: &App, home: &Controller, stopped: impl Fn() -> bool) -> Result<bool, Failure> {
    let now = app.clock().now();
    let silent = now.checked_sub(SILENT).unwrap_or(now);
    let Some(mut count) = home.gate.data().write(|tx| store::count::next(tx, now, silent))? else {
        return Ok(false);
    };
    match go(app, home, &count, stopped) {
        Ok(Some(survey)) => {
            count.going = Going::Done;
            let survey = serde_json::to_string(&survey).map_err(|error| Failure(error.to_string()))?;
            count.survey = Some(survey);
        }
        // It was ordered anew meanwhile, or the program ends: nothing to be said.
        Ok(None) => return Ok(true),
        Err(VersionError::Failed(why)) => return Err(Failure(why)),
        Err(error) => {
            count.going = Going::Stopped;
            let [fi, sv, en] = Lang::ALL.map(|lang| say::wrong(&error, lang));
            count.said = serde_json::to_string(&Text { fi, sv, en }).ok();
        }
    }
    count.ended = Some(app.clock().now());
    home.gate.data().write(|tx| store::count::end(tx, &count))?;
    Ok(true)
}

/// Counts, and does what follows. `None` when it was broken off.
fn go(
    app: &App,
    home: &Controller,
    count: &Count,
    stopped: impl Fn() -> bool,
) -> Result<Option<Survey>, VersionError> {
    let actor = standing::actor(app, &home.id, count.ordered_by, &count.register)?;
    let keeper = Keeper::new(app, &count.register, &actor)?;
    let draft = keeper.draft(count.draft)?;
    if draft.revision != count.revision {
        return Err(VersionError::Changed);
    }
    let (mut broken_off, mut told) = (false, 0);
    let mut progress = |done: u64, everyone: u64| {
        if done >= told + BEAT || done == everyone {
            told = done;
            let far = (i64::try_from(done).unwrap_or(i64::MAX), i64::try_from(everyone).unwrap_or(i64::MAX));
            let now = app.clock().now();
            let alive = home.gate.data().write(|tx| store::count::beat(tx, count, far, now));
            broken_off = !alive.unwrap_or(false) || stopped();
        }
        if broken_off { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let done = match count.act {
        Act::Look => keeper.preview(&draft, &mut progress).map(|judged| judged.survey),
        Act::Propose => keeper.must_be_ready(&draft, &mut progress).and_then(|judged| {
            keeper.put_to_second(&draft)?;
            Ok(judged.survey)
        }),
        Act::Activate => keeper.activate(draft.id, &mut progress).map(|done| done.judged.survey),
    };
    match done {
        Err(VersionError::Absent) if broken_off => Ok(None),
        other => other.map(Option::unwrap_or_default).map(Some),
    }
}
