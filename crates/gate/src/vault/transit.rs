//! Seals bytes that are on their way in, piece by piece, with a key of the keyring. The associated data binds the bytes' random
//! name and the piece's number: a piece that was moved does not open. Not here: files (`incoming.rs`).

use super::{Broken, gcm, gcm_open, gcm_seal};
use aws_lc_rs::aead::{LessSafeKey, NONCE_LEN};
use zeroize::Zeroizing;

/// Seals and opens bytes on their way in. Can't be printed or cloned.
pub(crate) struct TransitKey(LessSafeKey);

impl TransitKey {
    /// Bytes that a seal adds to a piece.
    pub(crate) const ADDS: usize = 1 + NONCE_LEN + 16;

    /// From the keyring's key.
    pub(crate) fn new(key: &[u8; 32]) -> Result<Self, Broken> {
        gcm(key).map(Self)
    }

    /// Seals a piece.
    pub(crate) fn seal(&self, name: &str, number: u64, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        gcm_seal(&self.0, &about(name, number), plain)
    }

    /// Opens a piece.
    pub(crate) fn open(&self, name: &str, number: u64, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
        gcm_open(&self.0, &about(name, number), sealed)
    }
}

fn about(name: &str, number: u64) -> Vec<u8> {
    [b"incoming ", name.as_bytes(), &number.to_be_bytes()].concat()
}
