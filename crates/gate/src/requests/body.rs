//! What is inside the ciphertexts of a case, and the places that they are bound to. Not here: ciphers, rows.

use crate::{
    GateError,
    payload::Garbled,
    proof::WORDS,
    vault::{self, Place, PlaceKind, Proof, SubjectKey},
};
use seloste_register::right::case::{Case, Step};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::{Zeroize, Zeroizing};

/// What was said at a step.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Said {
    /// The step; the receipt has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) step: Option<Step>,
    /// Why, or what was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    /// Who asks and how to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) asker: Option<String>,
}

impl Drop for Said {
    fn drop(&mut self) {
        self.words.zeroize();
        self.asker.zeroize();
    }
}

/// Where a case's state stands, at a version.
pub(crate) const fn case_place(register: i64, case: i64, version: i64) -> Place {
    Place { register, subject: case, kind: PlaceKind::Case, category: WORDS, row: 0, version }
}

/// Where a step of a case stands.
pub(crate) const fn step_place(register: i64, case: i64, step: i64) -> Place {
    Place { register, subject: case, kind: PlaceKind::Step, category: WORDS, row: step, version: 1 }
}

/// Where an answer of a company or a system stands: bound to the moment at which it was asked.
pub(crate) const fn task_place(register: i64, case: i64, asked: i64) -> Place {
    Place { register, subject: case, kind: PlaceKind::Task, category: WORDS, row: asked, version: 1 }
}

/// Where a chunk of a file stands.
pub(crate) const fn file_place((register, case): (i64, i64), (step, chunk): (i64, i64)) -> Place {
    Place {
        register,
        subject: case,
        kind: PlaceKind::RequestFile,
        category: WORDS,
        row: step,
        version: chunk + 1,
    }
}

/// Seals something of a case.
pub(crate) fn seal(key: &SubjectKey, place: &Place, what: &impl Serialize) -> Result<Vec<u8>, GateError> {
    let plain = Zeroizing::new(serde_json::to_vec(what).map_err(|_| GateError::from(Garbled))?);
    Ok(vault::seal(key, place, &plain)?.0)
}

/// Opens something of a case.
pub(crate) fn open<T: DeserializeOwned>(
    proof: &impl Proof,
    key: &SubjectKey,
    place: &Place,
    body: &[u8],
) -> Result<T, GateError> {
    let plain = vault::unseal(proof, key, place, body)?;
    serde_json::from_slice(&plain).map_err(|_| Garbled.into())
}

/// Opens where a case stands.
pub(crate) fn open_case(
    proof: &impl Proof,
    key: &SubjectKey,
    (register, row): (i64, &super::RequestRow),
) -> Result<Case, GateError> {
    open(proof, key, &case_place(register, row.case, row.version), &row.body)
}
