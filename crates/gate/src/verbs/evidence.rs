//! Files that show a register's measures (R1-043, R5-112): sealed under a key of the register's own and opened for whoever keeps the
//! statement, once that stands in the ledger. About premises, contracts and habits, not about subjects. Not here: the rows, and whose
//! duty it is (the program).

use super::survey::DUTY;
use crate::{
    Gate, GateError,
    ask::AccountId,
    ledger::{DONE, Entry},
    proof::{Upkeep, seal_evidence},
    realm::Realm,
    vault::SubjectKey,
};
use seloste_register::id::RegisterId;
use zeroize::Zeroizing;

/// What the ledger calls the reading of such a file.
pub(super) const ACTION: &str = "evidence";

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Seals a file for its evidence, by the evidence's number.
    pub fn seal_evidence(
        &self,
        register: &RegisterId,
        evidence: i64,
        file: &[u8],
    ) -> Result<Vec<u8>, GateError> {
        let realm = &*self.realm(register)?;
        seal_evidence(&self.key_of_evidence(realm)?, (realm.number, evidence), file)
    }

    /// Opens the file of a piece of evidence for an account, whose duty was looked at before.
    pub fn open_evidence(
        &self,
        register: &RegisterId,
        account: AccountId,
        (evidence, sealed): (i64, &[u8]),
    ) -> Result<Zeroizing<Vec<u8>>, GateError> {
        let realm = &*self.realm(register)?;
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: Some(account),
            register: (realm.number, realm.register.as_str()),
            action: ACTION,
            purpose: DUTY,
            outcome: DONE,
            categories: &[],
            subjects: &[],
        };
        self.data.write(|tx| self.ledger.append(tx, &entry))?;
        Upkeep::of_no_subject(realm).evidence(&self.key_of_evidence(realm)?, (evidence, sealed))
    }

    fn key_of_evidence(&self, realm: &Realm) -> Result<SubjectKey, GateError> {
        let (_, secret) = self.keyring.secret(realm.number, "evidence")?;
        Ok(SubjectKey::of_strangers(&secret))
    }
}
