//! Whether somebody may send recordings of a kind at all: asked before a byte comes, when nobody knows yet whose they are.

use crate::{
    Gate, GateError,
    ask::Ask,
    decide::Verb,
    values,
    verbs::{edit::may_change, objects::category},
};
use seloste_register::id::ObjectKindId;

impl Gate {
    /// Refuses whoever may not take recordings of a kind in, and records that.
    pub(crate) fn may_send(&self, ask: &Ask, kind: &ObjectKindId) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Edit)?;
        let declared = realm.statement().objects.iter().find(|one| one.id == *kind);
        let declared = declared.ok_or_else(|| values::not_declared(realm, ask, kind.as_str()));
        declared
            .and_then(|kind| may_change(realm, ask, permit.anywhere(), category(realm, kind)))
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, None), error))
    }
}
