//! Adds objects to subjects.

use super::{
    approach::may_approach,
    confirm::{self, Confirming, Step},
    link::settle,
    mention::flag::{self, Flags},
    objects::{self, CheckedObject},
    quality,
    reach::Reached,
    recorded::occasion,
    returned,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectDraft, ObjectRef, SubjectRef},
    decide::Verb,
    proof::Writing,
    store,
    vault::SubjectKey,
};
use seloste_db::Tx;

/// An object that was checked and is about to be added.
pub(super) struct Adding<'a> {
    /// Whose it is.
    pub(super) reached: &'a Reached,
    pub(super) checked: &'a CheckedObject<'a>,
    /// Its number.
    pub(super) number: i64,
    /// What is confirmed because of it.
    pub(super) confirming: Vec<Confirming<'a>>,
    /// What is suspicious in its texts.
    pub(super) flags: &'a Flags,
}

impl Adding<'_> {
    /// Adds it inside a unit of work, with all that follows from it.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        key: &SubjectKey,
    ) -> Result<(), GateError> {
        let (realm, ask, checked) = (writing.realm, writing.ask, self.checked);
        let subject = self.reached.row.subject;
        let of = (subject, self.number);
        if store::subject(tx, realm.number, subject)?.is_none() {
            return Err(GateError::Absent);
        }
        may_approach(tx, (realm, ask), checked.kind.approach.as_ref(), (subject, self.reached.row.group))?;
        objects::check_parent(tx, realm, self.reached, checked)?;
        returned::check(tx, writing, key, (subject, None), checked)?;
        quality::called::check(tx, writing, key, (subject, checked))?;
        let recorded = writing.now().as_millisecond();
        let row = objects::row(realm, checked, (subject, self.number, 1))?;
        let body = objects::body(realm, checked, (1, recorded), None)?;
        let row = objects::seal(realm, key, row, &body)?;
        store::add_objects(tx, realm.number, &[row])?;
        settle(tx, (realm, ask), of, (checked.kind, checked.assigned))?;
        occasion::settle(tx, writing, key, (of, &checked.written()))?;
        let place = (subject, self.number, realm.word(&checked.kind.category)?);
        flag::add(tx, writing, (key, self.flags), (place, |_| true))?;
        confirm::write(tx, writing, key, (of, &self.confirming))
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Adds an object.
    pub fn add_object(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: ObjectDraft,
    ) -> Result<ObjectRef, GateError> {
        self.add_object_with(ask, subject, draft, |_, _| Ok(()))
    }

    /// Adds an object, and in the same unit of work what `alongside` writes about it: both or neither. `alongside` is told
    /// the object's name and may call it all off.
    pub fn add_object_with(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: ObjectDraft,
        alongside: impl FnOnce(&mut Tx<'_>, &ObjectRef) -> Result<(), GateError>,
    ) -> Result<ObjectRef, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Edit, subject))?;
        let checked = self
            .check_object(realm, ask, &reached, draft)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(id)), error))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        let number = self.next_number(realm)?;
        permit.admit(id, reached.granted, objects::category(realm, checked.kind));
        let name = self.object_ref(realm, id, number)?;
        let step = Step { kind: checked.kind, before: None, after: checked.state };
        let confirming = self.confirming(realm, (id, number), step)?;
        let flags = self.flags(realm, checked.texts())?;
        let adding = Adding { reached: &reached, checked: &checked, number, confirming, flags: &flags };
        self.record((realm, ask), permit, &[&key], |tx, writing| {
            adding.write(tx, writing, &key)?;
            alongside(tx, &name)
        })?;
        Ok(name)
    }
}
