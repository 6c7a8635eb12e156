//! What a recording is, as it stands sealed beside it. Opened against a proof alone.

use crate::{
    GateError,
    payload::{Garbled, Word},
    proof::Recorded,
    recording::Told,
    store::media::MediumRow,
    vault::{
        Proof,
        chunks::{Owner, Part, RecordingKey, seal_part, unseal_part},
    },
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What a recording is.
#[derive(Serialize, Deserialize)]
pub(crate) struct Facts {
    /// MIME type.
    pub(crate) format: String,
    /// Channels of sound.
    pub(crate) channels: u8,
    /// Whether the person was told.
    pub(crate) told: bool,
    /// The sender's id of it.
    pub(crate) delivery: String,
    /// Plain bytes: bound here, so that no chunk can be cut off.
    pub(crate) bytes: u64,
    /// SHA-256 of the plain bytes.
    pub(crate) plain: [u8; 32],
    /// SHA-256 of the sealed file.
    pub(crate) sealed: [u8; 32],
}

impl Facts {
    /// Sealed with the recording's key.
    pub(crate) fn seal(&self, key: &RecordingKey, owner: Owner) -> Result<Vec<u8>, GateError> {
        let plain = serde_json::to_vec(self).map(Zeroizing::new).map_err(|_not_written| Garbled)?;
        Ok(seal_part(key, owner, Part::Facts, &plain)?)
    }

    /// As stored with a row. A row whose plain columns were changed is refused.
    pub(crate) fn unseal(
        proof: &impl Proof,
        key: &RecordingKey,
        (owner, category): (Owner, Word),
        row: &MediumRow,
    ) -> Result<Self, GateError> {
        let plain = unseal_part(proof, key, (owner, category), Part::Facts, &row.body)?;
        let facts: Self = serde_json::from_slice(&plain).map_err(|_not_ours| Garbled)?;
        if u64::try_from(row.bytes) == Ok(facts.bytes) { Ok(facts) } else { Err(Garbled.into()) }
    }

    /// Whether the person was told.
    pub(crate) const fn told(&self) -> Told {
        if self.told { Told::Yes } else { Told::No }
    }
}

/// The waveform of a recording, sealed.
pub(super) fn seal_peaks(key: &RecordingKey, owner: Owner, peaks: &[u8]) -> Result<Vec<u8>, GateError> {
    Ok(seal_part(key, owner, Part::Peaks, peaks)?)
}

/// The waveform of a recording, opened.
pub(super) fn unseal_peaks(
    recorded: &Recorded,
    key: &RecordingKey,
    (owner, category): (Owner, Word),
    row: &MediumRow,
) -> Result<Zeroizing<Vec<u8>>, GateError> {
    crate::decide::chain::unseal(recorded, |covered| {
        Ok(unseal_part(covered, key, (owner, category), Part::Peaks, &row.peaks)?)
    })
}
