//! What a person may do with their own data (C39): see all of it, as staff see it (R5-058), see who used it, say how it may be
//! used, and correct what the statement lets the person give. Not here: who the person is (`verbs/own.rs`), whom they reach
//! (`verbs/reach.rs`: themselves alone).

use super::{Categories, Decided, Granted, Permit, SCOPES, Table, Verb, action_bit};
use crate::{
    ask::{Ask, OWN_PURPOSE},
    errors::{Refusal, RefusalCode},
    retention::Terms,
};
use jiff::civil::Date;
use seloste_register::{
    id::{CategoryId, PurposeId},
    statement::{Rules, model::Action},
};
use std::collections::HashMap;

/// What every person may do with their own data in a register.
pub(super) fn granted(rules: &Rules, categories: &HashMap<CategoryId, usize>) -> Granted {
    let theirs = categories.iter().filter(|(id, _)| !is_of_staff(rules, id));
    let read = theirs.fold(Categories::NONE, |sum, (_, at)| sum.and(Categories::one(*at)));
    let items = rules.statement().items.iter().filter(|item| rules.own_source(item).is_some());
    let change = items
        .filter_map(|item| categories.get(item.category.as_ref()?))
        .fold(Categories::NONE, |sum, at| sum.and(Categories::one(*at)));
    // Where people subscribe by themselves, they come into the register by their own doing (R3-013).
    let enters = if rules.statement().subscription.is_some() { action_bit(Action::Create) } else { 0 };
    let actions = action_bit(Action::Permissions) | action_bit(Action::SeeReaders) | enters;
    Granted { read, change, actions, terms: Terms::default() }
}

/// Whether a category holds nothing but assessments of how staff handled somebody's calls: they are about staff (R2-006).
pub(crate) fn is_of_staff(rules: &Rules, category: &CategoryId) -> bool {
    let statement = rules.statement();
    let mut kinds = statement.objects.iter().filter(|kind| kind.category == *category);
    let items = statement.items.iter().any(|item| item.category.as_ref() == Some(category));
    let assessed =
        statement.objects.iter().any(|kind| kind.category == *category && kind.assessment.is_some());
    // Notes that are made for an assessment stand beside it.
    assessed && !items && kinds.all(|kind| kind.assessment.is_some() || kind.note.is_some())
}

impl Table {
    /// Decides for a person who acts for themselves. Verbs that go through many people are never theirs.
    pub(super) fn decide_own(&self, ask: &Ask, verb: Verb, today: Date) -> Result<Permit, Refusal> {
        if verb.narrows() || !self.person.allows(verb) {
            return Err(self.refusal(RefusalCode::ActionNotGranted, ask));
        }
        // A name that is valid is no failure; were it one, the answer is no.
        let purpose = PurposeId::new(OWN_PURPOSE)
            .map_err(|_not_a_name| self.refusal(RefusalCode::PurposeNotDeclared, ask))?;
        Ok(Permit::granted(Decided {
            account: ask.actor.account,
            verb,
            purpose,
            today,
            by_scope: [Granted::default(); SCOPES],
            person: self.person,
            admitted: Vec::new(),
            told: Vec::new(),
        }))
    }
}

impl Decided {
    /// Whether somebody acts for themselves.
    pub(crate) fn is_own(&self) -> bool {
        self.purpose.as_str() == OWN_PURPOSE
    }
}
