//! Restricts the use of a subject's data, or ends the restriction (GDPR 18). A restricted person is absent for everybody but
//! those who keep the register's rights; the person's own word on contact can still be recorded.

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Set, SubjectRef},
    decide::Verb,
    limits,
    proof::Writing,
    store::{self, erasing},
};
use seloste_db::Tx;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Restricts the use of a subject's data, or ends that.
    pub fn restrict(&self, ask: &Ask, subject: &SubjectRef, set: Set) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Restrict, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Restrict, None)));
        };
        let (bits, set_to) = match set {
            Set::InForce => ((limits::RESTRICTED, 0), 1),
            Set::TakenBack => ((0, limits::RESTRICTED), 0),
        };
        let word = self.limit_word(limits::RESTRICTED, set_to);
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            if word.is_strict() {
                let kind = crate::disclosures::NoticeKind::Restricted;
                crate::disclosures::queue(tx, (realm.number, id), (kind, word.at), &[])?;
                self.keyring.put_words(realm.number, id, &[word])?;
            }
            Ok(erasing::limit(tx, realm.number, id, bits)?)
        };
        self.record((realm, ask), permit, &[&key], work)?;
        if word.is_strict() { Ok(()) } else { self.keyring.put_words(realm.number, id, &[word]) }
    }
}
