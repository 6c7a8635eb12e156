//! Retires cases whose keeping is over: key first, then rows. A case that is over goes with its person.

use crate::{
    Gate, GateError,
    ledger::{DONE, Entry},
    opened::day_number,
    requests, store,
};

impl Gate {
    /// Destroys the cases whose keeping has ended, and those that are over and whose person was erased; returns how many. For a
    /// job.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn retire_requests(&self) -> Result<u64, GateError> {
        let today = day_number(self.today());
        let mut retired = 0;
        for register in self.registers() {
            let realm = &*self.realm(&register)?;
            loop {
                let cases = self.data.read(|tx| requests::kept_too_long(tx, realm.number, today))?;
                if cases.is_empty() {
                    break;
                }
                let entry = Entry {
                    at: self.clock.now().as_millisecond(),
                    account: None,
                    register: (realm.number, realm.register.as_str()),
                    action: "retire-request",
                    purpose: "retention",
                    outcome: DONE,
                    categories: &[],
                    subjects: &[],
                };
                self.keyring.destroy(realm.number, &cases)?;
                self.data.write(|tx| {
                    for case in &cases {
                        requests::set_person(tx, realm.number, *case, None)?;
                        store::asked::forget_case(tx, realm.number, *case)?;
                        store::erase(tx, realm.number, *case)?;
                        self.ledger.forget(tx, realm.number, *case)?;
                    }
                    self.ledger.append(tx, &entry)
                })?;
                retired += u64::try_from(cases.len()).unwrap_or_default();
            }
        }
        Ok(retired)
    }
}
