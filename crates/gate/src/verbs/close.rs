//! Ends a relationship, and begins it again.

use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Verb},
    errors::RefusalCode,
    opened::day_number,
    store,
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Ends the relationship.
    pub fn close(&self, ask: &Ask, subject: &SubjectRef) -> Result<(), GateError> {
        let today = day_number(self.today());
        self.set_closed(ask, subject, Some(today))
    }

    /// Begins it again.
    pub fn reopen(&self, ask: &Ask, subject: &SubjectRef) -> Result<(), GateError> {
        self.set_closed(ask, subject, None)
    }

    fn set_closed(&self, ask: &Ask, subject: &SubjectRef, day: Option<i64>) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Close, subject))?;
        if !reached.granted.allows(Verb::Close) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Close, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Close, None)));
        };
        // A relationship that ended earlier keeps its day: terms of retention count from it.
        let kept = if day.is_some() { reached.row.closed.or(day) } else { None };
        permit.admit(id, reached.granted, Categories::NONE);
        self.record((realm, ask), permit, &[&key], |tx, _| Ok(store::set_closed(tx, realm.number, id, kept)?))
            .map(drop)
    }
}
