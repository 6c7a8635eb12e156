//! The system's own leave to open what goes back under seal, or onto an envelope. Not here: who asks for it (`verbs/erase`,
//! `verbs/retention.rs`, `verbs/restore.rs`, `verbs/send.rs`).

use super::{Recorded, open_items, open_object, text_place};
use crate::{
    Gate, GateError,
    decide::chain,
    payload::{Items, ObjectBody, decode_text},
    realm::Realm,
    store::{ObjectRow, SealedRow},
    vault::{self, PlaceKind, Proof, SubjectKey},
};
use zeroize::Zeroizing;

/// The system's own leave to rework one subject's data (erasure, retention, restores): what it opens goes back under seal or is
/// destroyed; none of it is handed out but the address on a mail that the person may get, to the one who sends mail. Of no subject at
/// all: files that show measures, for those whose duty they are.
pub(crate) struct Upkeep {
    pub(super) register: i64,
    pub(super) subject: i64,
}

impl Proof for Upkeep {
    fn covers(&self, register: i64, subject: i64, _category: i64) -> bool {
        (register, subject) == (self.register, self.subject)
    }
}

impl Upkeep {
    /// For one subject of a register.
    pub(crate) const fn of(realm: &Realm, subject: i64) -> Self {
        Self { register: realm.number, subject }
    }
    /// For what a register keeps about no subject.
    pub(crate) const fn of_no_subject(realm: &Realm) -> Self {
        Self::of(realm, 0)
    }
    /// Opens a file that shows a measure.
    pub(crate) fn evidence(
        &self,
        key: &SubjectKey,
        (evidence, body): (i64, &[u8]),
    ) -> Result<Zeroizing<Vec<u8>>, GateError> {
        let place = text_place(PlaceKind::Evidence, (self.register, self.subject, evidence));
        Ok(vault::unseal(self, key, &place, body)?)
    }
    /// Opens a category.
    pub(crate) fn items(&self, key: &SubjectKey, row: &SealedRow) -> Result<Items, GateError> {
        open_items(self, self.register, key, row)
    }
    /// Opens an object.
    pub(crate) fn object(
        &self,
        realm: &Realm,
        key: &SubjectKey,
        row: &ObjectRow,
    ) -> Result<ObjectBody, GateError> {
        open_object(self, realm, key, row)
    }
    /// Opens the case of a hold.
    pub(crate) fn case(
        &self,
        key: &SubjectKey,
        (hold, body): (i64, &[u8]),
    ) -> Result<Zeroizing<String>, GateError> {
        let place = text_place(PlaceKind::Hold, (self.register, self.subject, hold));
        Ok(decode_text(&vault::unseal(self, key, &place, body)?)?)
    }
}

impl Gate {
    /// Opens what the register itself keeps on record beside its subjects (kind, row), against a proof of the same register.
    pub(crate) fn unseal_record(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        ((kind, row), body): ((PlaceKind, i64), &[u8]),
    ) -> Result<Zeroizing<String>, GateError> {
        chain::unseal(recorded, |covered| {
            if covered.register != realm.number {
                return Err(GateError::Absent);
            }
            let own = Upkeep { register: covered.register, subject: 0 };
            let place = text_place(kind, (covered.register, 0, row));
            Ok(decode_text(&vault::unseal(&own, key, &place, body)?)?)
        })
    }
}
