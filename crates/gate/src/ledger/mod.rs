//! The tamper-evident log of every decision. Not here: who decides.

mod proof;

#[cfg(test)]
pub(crate) use proof::Everything;
#[expect(unused_imports, reason = "the verbs use them")]
pub(crate) use proof::{Covered, Entered, Proof, Recorded};
