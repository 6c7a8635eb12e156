//! Whose own data a case of staff is about: their calls and the assessments of them, also after they have left (claims R2-011,
//! R2-031). The case is made one by its step `link`.

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    request::RequestRef,
    store::recorded,
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// The account of staff that a case is about, if it is about one.
    pub fn staff_of_request(&self, ask: &Ask, request: &RequestRef) -> Result<Option<AccountId>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        self.open_request(ask, request)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let account = self.data.read(|tx| recorded::staff_of(tx, realm.number, case))?;
        Ok(account.map(AccountId))
    }
}
