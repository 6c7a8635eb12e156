//! Hands a subject's data over to another maintainer (R7-024): until then only who maintains it, or somebody whose role reaches
//! further, opens and changes it. The ledger names who handed it over. Not here: what maintaining gives (`decide`, `reach.rs`).

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::SubjectRef,
    decide::{Categories, Verb},
    errors::RefusalCode,
    store,
};

impl Gate {
    /// Makes a colleague the maintainer of a subject's data, from the next question on. The caller has seen that the account is
    /// in force.
    ///
    /// # Errors
    /// When the asker does not reach the subject or may not change its data, or the machine fails.
    pub fn hand_over(&self, ask: &Ask, subject: &SubjectRef, to: AccountId) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Edit, subject))?;
        if !reached.granted.allows(Verb::Edit) || ask.actor.own.is_some() {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Edit, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        permit.admit(id, reached.granted, Categories::NONE);
        let work = |tx: &mut seloste_db::Tx<'_>, _: &crate::proof::Writing<'_>| match store::maintainer::set(
            tx,
            (realm.number, id),
            to.0,
        )? {
            true => Ok(()),
            false => Err(GateError::Absent),
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }
}
