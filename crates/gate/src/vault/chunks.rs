//! Seals and opens recordings: a random key each, chunks of 64 KiB, so that a range opens without the rest. Not here: files
//! (`media.rs`), keys at rest (`keyring`).
//!
//! A recording's key seals each chunk once, so that the chunk's number is its nonce. The associated data binds register,
//! subject, object, the chunk's number and whether it is the last: a chunk that was moved to another place or another
//! recording, left out or cut off does not open. What the recording is and its waveform are parts of their own.

use super::{Broken, FORMAT, Kek, Proof, gcm, gcm_open, gcm_seal, random};
use aws_lc_rs::{
    aead::{Aad, LessSafeKey, NONCE_LEN, Nonce},
    digest,
};
use zeroize::Zeroizing;

/// Plain bytes in a chunk; the last one may hold fewer.
pub(crate) const CHUNK: usize = 64 * 1024;
/// Bytes that a seal adds to a chunk.
pub(crate) const TAG: usize = 16;

/// A recording's own key. Wiped on drop; can't be printed or cloned.
pub(crate) struct RecordingKey {
    bytes: Zeroizing<[u8; 32]>,
    key: LessSafeKey,
}

impl RecordingKey {
    /// A new one.
    pub(crate) fn random() -> Result<Self, Broken> {
        Self::new(Zeroizing::new(random()?))
    }

    fn new(bytes: Zeroizing<[u8; 32]>) -> Result<Self, Broken> {
        Ok(Self { key: gcm(bytes.as_slice())?, bytes })
    }
}

/// Whose recording it is: register, subject, object.
pub(crate) type Owner = (i64, i64, i64);

impl Kek {
    /// Wraps a recording's key, bound to register, subject, object and file.
    pub(crate) fn wrap_recording(
        &self,
        owner: Owner,
        file: &[u8; 16],
        key: &RecordingKey,
    ) -> Result<Vec<u8>, Broken> {
        gcm_seal(&self.key, &about_key(owner, file), key.bytes.as_slice())
    }

    /// Unwraps a recording's key.
    pub(crate) fn unwrap_recording(
        &self,
        owner: Owner,
        file: &[u8; 16],
        wrapped: &[u8],
    ) -> Result<RecordingKey, Broken> {
        let opened = gcm_open(&self.key, &about_key(owner, file), wrapped)?;
        let bytes = opened.as_slice().try_into().map_err(|_| Broken::Changed)?;
        RecordingKey::new(Zeroizing::new(bytes))
    }
}

fn about_key(owner: Owner, file: &[u8; 16]) -> Vec<u8> {
    [about(owner, Part::Key, 0).as_slice(), file].concat()
}

/// A part of a recording; two kinds never open each other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Part {
    /// The wrapped key.
    Key = 1,
    /// What it is.
    Facts = 2,
    /// Its waveform.
    Peaks = 3,
    /// A chunk of its bytes that others follow.
    Chunk = 4,
    /// The last chunk.
    Last = 5,
}

fn about((register, subject, object): Owner, part: Part, number: u64) -> [u8; 35] {
    let mut bytes = [0; 35];
    let (head, rest) = bytes.split_at_mut(3);
    head.copy_from_slice(&[FORMAT, b'r', part as u8]);
    let numbers = [register, subject, object].map(i64::to_be_bytes).into_iter().chain([number.to_be_bytes()]);
    for (to, from) in rest.chunks_exact_mut(8).zip(numbers) {
        to.copy_from_slice(&from);
    }
    bytes
}

fn nonce(number: u64) -> Nonce {
    let mut nonce = [0; NONCE_LEN];
    let (_, low) = nonce.split_at_mut(NONCE_LEN - 8);
    low.copy_from_slice(&number.to_be_bytes());
    Nonce::assume_unique_for_key(nonce)
}

/// Seals a small part with a random nonce.
pub(crate) fn seal_part(
    key: &RecordingKey,
    owner: Owner,
    part: Part,
    plain: &[u8],
) -> Result<Vec<u8>, Broken> {
    gcm_seal(&key.key, &about(owner, part, 0), plain)
}

/// Opens a small part, against the proof that this was decided and recorded.
pub(crate) fn unseal_part(
    proof: &impl Proof,
    key: &RecordingKey,
    (owner, category): (Owner, i64),
    part: Part,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Broken> {
    covered(proof, owner, category)?;
    gcm_open(&key.key, &about(owner, part, 0), sealed)
}

/// Opens a chunk in place, against the proof that this was decided and recorded.
pub(crate) fn unseal_chunk(
    proof: &impl Proof,
    key: &RecordingKey,
    (owner, category): (Owner, i64),
    (part, number): (Part, u64),
    chunk: &mut Zeroizing<Vec<u8>>,
) -> Result<(), Broken> {
    covered(proof, owner, category)?;
    let aad = Aad::from(about(owner, part, number));
    let length =
        key.key.open_in_place(nonce(number), aad, chunk.as_mut_slice()).map_err(|_| Broken::Changed)?.len();
    chunk.truncate(length);
    Ok(())
}

fn covered(proof: &impl Proof, (register, subject, _): Owner, category: i64) -> Result<(), Broken> {
    if proof.covers(register, subject, category) { Ok(()) } else { Err(Broken::NotCovered) }
}

/// Seals chunk after chunk, and digests both sides on the way.
pub(crate) struct Sealer<'k> {
    key: &'k RecordingKey,
    owner: Owner,
    number: u64,
    plain: Digest,
    sealed: Digest,
}

impl<'k> Sealer<'k> {
    /// Begins a recording.
    pub(crate) fn new(key: &'k RecordingKey, owner: Owner) -> Self {
        Self { key, owner, number: 0, plain: Digest::new(), sealed: Digest::new() }
    }

    /// Seals the next chunk in place.
    pub(crate) fn chunk(&mut self, part: Part, chunk: &mut Vec<u8>) -> Result<(), Broken> {
        self.plain.add(chunk);
        let aad = Aad::from(about(self.owner, part, self.number));
        let tag = self
            .key
            .key
            .seal_in_place_separate_tag(nonce(self.number), aad, chunk.as_mut_slice())
            .map_err(|_| Broken::Machine)?;
        chunk.extend_from_slice(tag.as_ref());
        self.sealed.add(chunk);
        self.number += 1;
        Ok(())
    }

    /// SHA-256 of the plain bytes, and of the sealed.
    pub(crate) fn finish(self) -> ([u8; 32], [u8; 32]) {
        (self.plain.finish(), self.sealed.finish())
    }
}

/// SHA-256 as bytes come.
pub(crate) struct Digest(digest::Context);

impl Digest {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }
    /// Takes more bytes in.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    /// The digest.
    pub(crate) fn finish(self) -> [u8; 32] {
        super::first(self.0.finish().as_ref())
    }
}
