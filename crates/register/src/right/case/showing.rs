//! An answer shown in a meeting, at an office or over a video connection, or read and listened to with somebody beside: a view
//! that is open for a while to the clerk who opened it, and closes by itself (R5-122, R5-123). Not here: what is in it.

use super::{At, Case, Copying, State, Terms, Wrong};
use crate::right::{Form, Outcome, RightKind};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The longest that a view is open, in minutes: a meeting, not a day.
const LONGEST_MINUTES: u32 = 240;

/// A view of the answer, opened for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Showing {
    /// In which kind of meeting.
    pub form: Form,
    /// The account that opened it; nobody else sees it.
    pub by: i64,
    /// The moment from which on it is closed.
    pub until: Timestamp,
}

impl Showing {
    /// Whether an account may look at a moment.
    #[must_use]
    pub fn is_open_to(&self, account: i64, now: Timestamp) -> bool {
        self.by == account && now < self.until
    }
}

impl Case {
    /// Opens the view: what was granted, of a person who is known, in the form that was agreed.
    pub(super) fn show(
        &mut self,
        terms: &Terms<'_>,
        at: At,
        (form, minutes): (Form, u32),
    ) -> Result<(), Wrong> {
        self.in_state(State::Decided)?;
        let shows = matches!(self.kind, RightKind::Inspect | RightKind::Portability);
        if form.leaves_a_copy() || !shows || self.outcome == Some(Outcome::Refused) {
            return Err(Wrong::NotNow);
        }
        if !self.is_identified(terms) {
            return Err(Wrong::NotIdentified);
        }
        if self.tasks_open > 0 {
            return Err(Wrong::TasksOpen);
        }
        if terms.agreed && self.form.is_none() {
            return Err(Wrong::NotAgreed);
        }
        if self.form.is_some_and(|agreed| agreed != form) {
            return Err(Wrong::OtherForm);
        }
        if minutes == 0 || minutes > LONGEST_MINUTES {
            return Err(Wrong::ViewTooLong);
        }
        let until = at.now.checked_add(SignedDuration::from_mins(i64::from(minutes)));
        let until = until.map_err(|_| Wrong::ViewTooLong)?;
        self.showing = Some(Showing { form, by: at.account, until });
        Ok(())
    }

    /// Ends it, open or run out: it was shown, or a copy was asked for, which must then be given.
    pub(super) fn shown(&mut self, terms: &Terms<'_>, copying: Copying) -> Result<(), Wrong> {
        let showing = self.showing.take().ok_or(Wrong::NotNow)?;
        if copying == Copying::Wanted {
            self.copy_wanted = true;
        }
        self.answer(terms, showing.form)
    }
}
