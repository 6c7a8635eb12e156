//! What one or several grants allow together.

use super::{Categories, Verb, action_bit};
use crate::retention::Terms;
use seloste_register::statement::model::Action;

/// What one or several grants allow together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Granted {
    /// Categories that may be read.
    pub(crate) read: Categories,
    /// Categories that may be changed.
    pub(crate) change: Categories,
    pub(super) actions: u16,
    /// What the terms of a subject's data count from; told when it is reached.
    pub(crate) terms: Terms,
}

impl Granted {
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            read: self.read.and(other.read),
            change: self.change.and(other.change),
            actions: self.actions | other.actions,
            terms: self.terms,
        }
    }
    pub(super) const fn is_empty(self) -> bool {
        self.read.is_empty() && self.change.is_empty() && self.actions == 0
    }
    /// Leave to read some categories, and nothing else.
    pub(crate) fn reading(read: Categories) -> Self {
        Self { read, ..Self::default() }
    }
    /// The same without any right but some actions.
    pub(crate) fn limited_to(self, read: Categories, actions: &[Action]) -> Self {
        let kept = actions.iter().fold(0, |sum, action| sum | action_bit(*action));
        let read = self.read.common(read);
        Self { read, change: Categories::NONE, actions: self.actions & kept, terms: self.terms }
    }
    /// What is left when the person keeps some categories to themselves.
    pub(crate) const fn kept_from(self, kept: Categories) -> Self {
        Self { read: self.read.without(kept), change: self.change.without(kept), ..self }
    }
    /// Whether an action is granted.
    pub(crate) const fn does(self, action: Action) -> bool {
        self.actions & action_bit(action) != 0
    }
    /// Whether a verb is granted, before any category is looked at.
    pub(crate) const fn allows(self, verb: Verb) -> bool {
        match (verb.action(), verb) {
            (Some(action), _) => self.does(action),
            (None, Verb::Edit | Verb::Invite | Verb::Taken) => !self.change.is_empty(),
            (None, _) => !self.read.is_empty(),
        }
    }
}
