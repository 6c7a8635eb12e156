//! Erases a subject: the key first, so that nothing opens again in any copy; then every row.

use super::reach::{Asker, reach};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Verb},
    errors::RefusalCode,
    store, tokens,
    vault::SubjectKey,
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Erases a subject: destroys the key, deletes ciphertexts, tokens and objects.
    pub fn erase(&self, ask: &Ask, subject: &SubjectRef) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Erase)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Erase, None)));
        };
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| reach(tx, realm, &permit, &asker, id))?;
        let reached = self.reached(realm, ask, (Verb::Erase, Some(id)), found)?;
        if !reached.granted.allows(Verb::Erase) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Erase, Some(id)), refusal));
        }
        // The entry is durable before anything is destroyed; a crash in between leaves rows that nobody can open, and the
        // erasure can be asked for again: then the key is gone already, and the entry names nobody.
        let key = self.subject_key(realm, id)?;
        if key.is_some() {
            permit.admit(id, reached.granted, Categories::NONE);
        }
        let keys: Vec<&SubjectKey> = key.iter().collect();
        self.record((realm, ask), permit, &keys, |_, _| Ok(()))?;
        self.keyring.destroy(realm.number, &[id])?;
        self.data.write(|tx| {
            tokens::erase(tx, realm.number, id)?;
            store::erase(tx, realm.number, id)?;
            self.ledger.forget(tx, realm.number, id)
        })
    }
}
