//! Opens a file that came with a request, for whoever handles the case. Not here: how one comes in (`take.rs`, `step.rs`).

use super::reaches;
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Verb, chain},
    packages::PackedFile,
    request::RequestRef,
    requests::{
        self,
        body::{self, Said, file_place, step_place},
        files,
    },
    vault,
};
use seloste_db::Tx;
use seloste_register::right::case::Step;
use zeroize::Zeroizing;

impl Gate {
    /// A file that came with a request: the first is 1.
    ///
    /// # Errors
    /// As [`GateError`] says; [`GateError::Absent`] when there is no such file.
    pub fn request_file(
        &self,
        ask: &Ask,
        request: &RequestRef,
        number: usize,
    ) -> Result<PackedFile, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let absent = || self.absent(realm, ask, (Verb::Requests, None));
        let Some(case) = self.request_number(realm, request) else { return Err(absent()) };
        let at = (realm.number, case);
        let found = self.data.read(|tx: &mut Tx<'_>| {
            let row = requests::one(tx, realm.number, case)?;
            Ok::<_, GateError>((row, requests::steps(tx, realm.number, case)?))
        })?;
        let (Some(row), steps) = found else { return Err(absent()) };
        if !reaches(&permit, ask, &row) {
            return Err(absent());
        }
        let Some(key) = self.subject_key(realm, case)? else { return Err(absent()) };
        let attach = Step::Attach(0).code();
        let mut came = steps.into_iter().filter(|step| step.step == attach);
        let Some(step) = number.checked_sub(1).and_then(|before| came.nth(before)) else {
            return Err(absent());
        };
        let chunks = self.data.read(|tx| files::chunks(tx, at, step.number))?;
        permit.admit_words(case, Categories::NONE);
        let (recorded, ()) = self.record((realm, ask), permit, &[&key], |_, _| Ok(()))?;
        let place = step_place(realm.number, case, step.number);
        let mut said: Said =
            chain::unseal(&recorded, |covered| body::open(covered, &key, &place, &step.body))?;
        let mut bytes = Zeroizing::new(Vec::new());
        for (chunk, sealed) in chunks {
            let place = file_place(at, (step.number, chunk));
            let plain = chain::unseal(&recorded, |covered| {
                Ok::<_, GateError>(vault::unseal(covered, &key, &place, &sealed)?)
            })?;
            bytes.extend_from_slice(&plain);
        }
        Ok(PackedFile { name: said.words.take().unwrap_or_default(), bytes })
    }
}
