//! Identities that other services vouch for: bound by the person who is in, used to come in, let go. They come in as digests. Not
//! here: links and sessions (`own.rs`).

use super::own::entry;
use crate::{Gate, GateError, ask::AccountId, card::SubjectRef, store::own};
use jiff::Timestamp;
use seloste_register::id::RegisterId;

/// Identities of one person, at most.
const MOST: i64 = 8;

/// An identity that a person has bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The provider's name.
    pub provider: String,
    /// When it was bound.
    pub made: Timestamp,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Binds an identity to a person who is in; [`GateError::Absent`] when it is somebody else's, or the person has too many.
    pub fn own_bind(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
        (identity, provider): (&[u8; 32], &str),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let (id, key) = self.own_subject(realm, subject)?;
        let now = self.clock.now().as_millisecond();
        self.data.write(|tx| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            match own::holder(tx, realm.number, identity)? {
                Some(holder) if holder == id => return Ok(()),
                Some(_) => return Err(GateError::Absent),
                None => {}
            }
            if own::identities(tx, (realm.number, id))?.len() as i64 >= MOST {
                return Err(GateError::Absent);
            }
            own::bind(tx, (realm.number, id), (identity, provider), now)?;
            self.ledger.append(tx, &entry(realm, (now, Some(AccountId::PERSON)), "bind", &[(id, &key)]))?;
            Ok(())
        })
    }

    /// Begins a session until `ends` for the person of an identity; [`GateError::Absent`] when nobody has bound it.
    pub fn own_enter_as(
        &self,
        register: &RegisterId,
        (identity, session): (&[u8; 32], &[u8; 32]),
        ends: Timestamp,
    ) -> Result<SubjectRef, GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        let id = self.data.read(|tx| own::holder(tx, realm.number, identity))?.ok_or(GateError::Absent)?;
        let subject = self.subject_ref(realm, id)?;
        let (_, key) = self.own_subject(realm, &subject)?;
        self.data.write(|tx| {
            own::add_session(tx, (realm.number, id), session, (now, ends.as_millisecond()))?;
            self.ledger.append(tx, &entry(realm, (now, Some(AccountId::PERSON)), "enter", &[(id, &key)]))?;
            Ok::<_, GateError>(())
        })?;
        Ok(subject)
    }

    /// The identities that a person has bound, oldest first.
    pub fn own_identities(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
    ) -> Result<Vec<Bound>, GateError> {
        let realm = &*self.realm(register)?;
        let (id, _) = self.own_subject(realm, subject)?;
        let found = self.data.read(|tx| own::identities(tx, (realm.number, id)))?;
        let bound = |(provider, made)| Ok(Bound { provider, made: crate::opened::moment(made)? });
        found.into_iter().map(bound).collect()
    }

    /// Lets go of a person's identities at a provider.
    pub fn own_unbind(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
        provider: &str,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let (id, key) = self.own_subject(realm, subject)?;
        let now = self.clock.now().as_millisecond();
        self.data.write(|tx| {
            own::unbind(tx, (realm.number, id), provider)?;
            self.ledger.append(tx, &entry(realm, (now, Some(AccountId::PERSON)), "unbind", &[(id, &key)]))?;
            Ok(())
        })
    }
}
