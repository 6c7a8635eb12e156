//! A person's own requests, as the person sees them.

use crate::{
    Gate, GateError,
    ask::{AccountId, OWN_PURPOSE},
    card::SubjectRef,
    decide::Verb,
    ledger::{DONE, Entry},
    request::RequestLine,
    requests,
};
use seloste_register::id::RegisterId;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// The requests of a person who is signed in, newest first: kind, state and clock. The caller vouches that it is the person.
    pub fn own_requests(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
    ) -> Result<Vec<RequestLine>, GateError> {
        let realm = &*self.realm(register)?;
        let person = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let key = self.subject_key(realm, person)?.ok_or(GateError::Absent)?;
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: Some(AccountId::PERSON),
            register: (realm.number, realm.register.as_str()),
            action: Verb::Requests.as_str(),
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &[(person, &key)],
        };
        let rows = self.data.write(|tx| {
            self.ledger.append(tx, &entry)?;
            Ok::<_, GateError>(requests::of_person(tx, realm.number, person)?)
        })?;
        rows.iter().map(|row| self.request_line(realm, row)).collect()
    }
}
