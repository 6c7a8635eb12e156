//! The chain of proof, bare: a permit is spent on a record, and only a record opens. Knows nothing of registers, databases or
//! ciphers, so that the tests in `lib.rs` can show what does not compile.

use std::ops::{Deref, DerefMut};

/// Leave to do one thing once. Not `Clone`; recording spends it.
#[must_use = "a permit that is not recorded opens nothing"]
pub(crate) struct Permit<D>(D);

impl<D> Permit<D> {
    /// A permit for what was decided. The decision alone makes one.
    pub(super) const fn granted(decided: D) -> Self {
        Self(decided)
    }
}

impl<D> Deref for Permit<D> {
    type Target = D;
    fn deref(&self) -> &D {
        &self.0
    }
}

impl<D> DerefMut for Permit<D> {
    fn deref_mut(&mut self) -> &mut D {
        &mut self.0
    }
}

/// Proof that something was decided and stands in the ledger, durably. Not `Clone`.
pub(crate) struct Recorded<C>(C);

/// Spends a permit. `durably` writes the entry and says what it covers; when it fails there is no proof.
///
/// # Errors
/// What `durably` returns.
pub(crate) fn record<D, C, T, E>(
    permit: Permit<D>,
    durably: impl FnOnce(Permit<D>) -> Result<(C, T), E>,
) -> Result<(Recorded<C>, T), E> {
    let (covered, done) = durably(permit)?;
    Ok((Recorded(covered), done))
}

/// Opens, against a proof.
pub(crate) fn unseal<C, T>(proof: &Recorded<C>, open: impl FnOnce(&C) -> T) -> T {
    open(&proof.0)
}
