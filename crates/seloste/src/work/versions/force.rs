//! Putting a draft into force: two persons, one unit of work, the file written from the store, people to be told queued.

use super::{Keeper, VersionError, judge::Judged, number};
use crate::{
    store::{
        self,
        draft::{Draft, DraftId, State},
        information::{Duty, Told},
        version::Version,
    },
    work::{memory, statements},
};
use jiff::civil::Date;
use seloste_register::statement::{
    Rules,
    diff::{Change, Follow},
    period::Period,
};
use std::ops::ControlFlow;

/// A version that has come into force.
#[derive(Debug)]
pub struct InForce {
    /// The version.
    pub version: Version,
    /// What was said about it before.
    pub judged: Judged,
    /// How many duties to tell people were queued.
    pub duties: usize,
}

impl Keeper<'_> {
    /// Puts a draft into force that somebody else has written and proposed. It is judged anew over everyone; what another
    /// version brought meanwhile, or a change of the draft, stops it.
    ///
    /// # Errors
    /// As [`VersionError`] says; then nothing has changed, but for a failure to follow the version that is in force by then: the
    /// service tries that again each second.
    pub fn activate(
        &self,
        id: DraftId,
        progress: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<InForce, VersionError> {
        let draft = self.draft(id)?;
        let State::Proposed = draft.state else { return Err(VersionError::State(draft.state)) };
        let own = |by| by == self.account();
        if own(draft.made_by) || own(draft.changed_by) || draft.proposed.is_some_and(|(_, by)| own(by)) {
            return Err(VersionError::SamePerson);
        }
        let judged = self.must_be_ready(&draft, progress)?;
        let duties = self.duties(&judged, draft.based_on + 1)?;
        let passes = judged.rules.as_ref().is_some_and(|rules| passes_on(&self.rules, rules));
        let version = self.store(&draft, (&duties, passes))?;
        memory::remember_soon(self.home);
        self.app.follow_controller(self.home)?;
        Ok(InForce { version, judged, duties: duties.len() })
    }

    fn store(&self, draft: &Draft, (duties, passes): (&[Duty], bool)) -> Result<Version, VersionError> {
        let now = self.app.clock().now();
        let register = self.register();
        let version = Version {
            register: register.clone(),
            number: draft.based_on + 1,
            text: draft.text.clone(),
            since: now,
            until: None,
            drafted_by: Some(draft.changed_by),
            activated_by: Some(self.account()),
            why: draft.why.clone(),
        };
        self.home.gate.data().write(|tx| {
            tx.lock(&super::settle::lock(register))?;
            let active = store::version::active(tx, register)?.ok_or(VersionError::Absent)?;
            if active.number != draft.based_on {
                return Err(VersionError::Stale { based_on: draft.based_on, active: active.number });
            }
            // A version holds from the moment after which the one before no longer does: they never overlap.
            let ended = Draft {
                revision: draft.revision + 1,
                state: State::Activated,
                ended: Some((now, self.account())),
                version: Some(version.number),
                ..draft.clone()
            };
            if !store::draft::replace(tx, &ended, draft.revision)? {
                return Err(VersionError::Changed);
            }
            store::version::end(tx, register, active.number, now)?;
            store::version::insert(tx, &version)?;
            // What the notice says of its own sentences is about the version in force: they are looked at anew.
            store::proof::order(tx, register, now)?;
            for duty in duties {
                store::information::insert(tx, duty)?;
            }
            if passes {
                store::designation::end_register(tx, register, now, Some(self.account()))?;
            }
            Ok(version.clone())
        })
    }

    /// Who must be told of what, by when. A change that concerns nobody brings no duty.
    fn duties(&self, judged: &Judged, version: i64) -> Result<Vec<Duty>, VersionError> {
        let today = statements::today(self.app.clock().as_ref());
        let counts = judged.survey.as_ref().map(|survey| survey.by_change.as_slice()).unwrap_or_default();
        let mut duties = Vec::new();
        for (change, people) in judged.changes.iter().zip(counts) {
            if *people == 0 || !change.follows.iter().any(|follow| follow.is_duty()) {
                continue;
            }
            duties.push(Duty {
                id: number()?,
                register: self.register().clone(),
                version,
                told: told(change),
                people: i64::try_from(*people).unwrap_or(i64::MAX),
                due: self.due(change, today),
                done: None,
            });
        }
        Ok(duties)
    }

    /// The day by which people must be told: before it is done with data that they gave, which is today (GDPR 13(3)); of data
    /// from elsewhere within the law's time (14(3)).
    fn due(&self, change: &Change, today: Date) -> Date {
        if change.follows.contains(&Follow::Told13) {
            return today;
        }
        let deadline = self.rules.law().deadline("source-notice", today);
        deadline.and_then(|rule| Period::parse(&rule.length)?.after(today)).unwrap_or(today)
    }
}

fn told(change: &Change) -> Told {
    let articles = [(Follow::Told13, "13(3)"), (Follow::Told14, "14")];
    let held = articles.into_iter().filter(|(follow, _)| change.follows.contains(follow));
    Told {
        kind: change.kind.to_owned(),
        about: change.about.clone(),
        what: change.what.clone(),
        whom: change.whom_said.clone(),
        articles: held.map(|(_, article)| article.to_owned()).collect(),
    }
}

/// Whether the register passes to another company: one with another business id, or another name where none has an id. The old
/// controller's people have no role in it from then on (claim R5-032); the machine's operator gives the new one's people theirs.
fn passes_on(old: &Rules, new: &Rules) -> bool {
    let (was, is) = (&old.statement().controller, &new.statement().controller);
    match (&was.business_id, &is.business_id) {
        (None, None) => was.name != is.name,
        (was, is) => was != is,
    }
}
