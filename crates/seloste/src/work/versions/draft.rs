//! Writing a draft: begun from the version in force, changed, put to the second person, given up.

use super::{Keeper, VersionError, number};
use crate::store::{
    self,
    draft::{Draft, DraftId, State},
    version::Version,
};

/// No statement is larger, in bytes; the check would not read more.
const LARGEST: usize = 512 * 1024;

#[expect(clippy::missing_errors_doc, reason = "all answer as VersionError says")]
impl Keeper<'_> {
    /// The version in force.
    pub fn active(&self) -> Result<Version, VersionError> {
        let found = self.home.gate.data().read(|tx| store::version::active(tx, self.register()))?;
        found.ok_or(VersionError::Absent)
    }

    /// One version.
    pub fn version(&self, number: i64) -> Result<Version, VersionError> {
        let found =
            self.home.gate.data().read(|tx| store::version::by_number(tx, self.register(), number))?;
        found.ok_or(VersionError::Absent)
    }

    /// Every version, newest first.
    pub fn versions(&self) -> Result<Vec<Version>, VersionError> {
        Ok(self.home.gate.data().read(|tx| store::version::all(tx, self.register()))?)
    }

    /// Every draft, those that were changed last first.
    pub fn drafts(&self) -> Result<Vec<Draft>, VersionError> {
        Ok(self.home.gate.data().read(|tx| store::draft::all(tx, self.register()))?)
    }

    /// One draft.
    pub fn draft(&self, id: DraftId) -> Result<Draft, VersionError> {
        let found = self.home.gate.data().read(|tx| store::draft::by_id(tx, self.register(), id))?;
        found.ok_or(VersionError::Absent)
    }

    /// Begins a draft from the version in force; its text may still have errors. Without a text it is that of the version.
    pub fn begin(&self, text: Option<&str>, why: &str) -> Result<Draft, VersionError> {
        fits(text.unwrap_or_default())?;
        let active = self.active()?;
        let now = self.app.clock().now();
        let draft = Draft {
            id: DraftId(number()?),
            register: self.register().clone(),
            based_on: active.number,
            revision: 1,
            text: text.map_or(active.text, str::to_owned),
            why: why.trim().to_owned(),
            state: State::Open,
            made: now,
            made_by: self.account(),
            changed: now,
            changed_by: self.account(),
            proposed: None,
            ended: None,
            version: None,
        };
        self.home.gate.data().write(|tx| store::draft::insert(tx, &draft))?;
        Ok(draft)
    }

    /// Changes a draft that was read at a revision. One that waited for the second person is open again.
    pub fn change(&self, id: DraftId, seen: i64, (text, why): (&str, &str)) -> Result<Draft, VersionError> {
        fits(text)?;
        self.rewrite(id, Some(seen), |draft| {
            text.clone_into(&mut draft.text);
            why.trim().clone_into(&mut draft.why);
            draft.state = State::Open;
            draft.proposed = None;
            Ok(())
        })
    }

    /// Says that what another version brought meanwhile has been taken into the draft: from here on it counts as begun from
    /// the version in force.
    pub fn rebase(&self, id: DraftId, seen: i64) -> Result<Draft, VersionError> {
        let active = self.active()?.number;
        self.rewrite(id, Some(seen), |draft| {
            draft.based_on = active;
            draft.state = State::Open;
            draft.proposed = None;
            Ok(())
        })
    }

    /// Gives a draft up. It is kept as history.
    pub fn withdraw(&self, id: DraftId) -> Result<Draft, VersionError> {
        let ended = (self.app.clock().now(), self.account());
        self.rewrite(id, None, |draft| {
            draft.state = State::Withdrawn;
            draft.ended = Some(ended);
            Ok(())
        })
    }

    /// Changes a live draft in one unit of work.
    pub(super) fn rewrite(
        &self,
        id: DraftId,
        seen: Option<i64>,
        change: impl Fn(&mut Draft) -> Result<(), VersionError>,
    ) -> Result<Draft, VersionError> {
        let (now, by) = (self.app.clock().now(), self.account());
        self.home.gate.data().write(|tx| {
            let mut draft = store::draft::by_id(tx, self.register(), id)?.ok_or(VersionError::Absent)?;
            if !draft.state.is_live() {
                return Err(VersionError::State(draft.state));
            }
            let revision = draft.revision;
            if seen.is_some_and(|seen| seen != revision) {
                return Err(VersionError::Changed);
            }
            let text = draft.text.clone();
            change(&mut draft)?;
            draft.revision += 1;
            draft.changed = now;
            // Whose words the draft are counts for the second person: putting it forward or giving it up adds none.
            if draft.text != text {
                draft.changed_by = by;
            }
            if store::draft::replace(tx, &draft, revision)? { Ok(draft) } else { Err(VersionError::Changed) }
        })
    }
}

fn fits(text: &str) -> Result<(), VersionError> {
    if text.len() > LARGEST { Err(VersionError::TooLarge) } else { Ok(()) }
}
