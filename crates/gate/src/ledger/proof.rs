//! Proofs that a decision was recorded. Only the ledger makes them; the vault opens nothing without one.

use std::sync::Arc;

/// Something that the vault takes as a proof.
pub(crate) trait Proof {
    /// Whether the recorded decision covers a category of a subject in a register.
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool;
}

/// One subject that a decision covers.
#[derive(Debug, Clone)]
pub(crate) struct Covered {
    /// Number of the subject.
    pub(crate) subject: i64,
    /// Numbers of the categories' names that may be opened.
    pub(crate) categories: Arc<[i64]>,
}

/// A decision stands in the ledger, in a transaction that is not durable yet. Opens what the same transaction needs in order
/// to change it (the old values under an edit); the unit of work returns nothing that it opened this way.
#[must_use = "what was recorded in vain was not needed"]
pub(crate) struct Entered {
    register: i64,
    /// Ascending by subject.
    covered: Vec<Covered>,
}

/// A decision stands in the ledger, durably. What it opens may leave.
#[must_use = "what was recorded in vain was not needed"]
pub(crate) struct Recorded(Entered);

impl Entered {
    #[expect(dead_code, reason = "the ledger's append makes it")]
    pub(super) fn new(register: i64, mut covered: Vec<Covered>) -> Self {
        covered.sort_unstable_by_key(|covered| covered.subject);
        Self { register, covered }
    }

    /// Once the transaction is durable.
    #[expect(dead_code, reason = "the ledger's write makes it")]
    pub(super) fn durable(self) -> Recorded {
        Recorded(self)
    }
}

impl Proof for Entered {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        self.register == register
            && self
                .covered
                .binary_search_by_key(&subject, |covered| covered.subject)
                .ok()
                .and_then(|at| self.covered.get(at))
                .is_some_and(|covered| covered.categories.contains(&category))
    }
}

impl Proof for Recorded {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        self.0.covers(register, subject, category)
    }
}

/// Covers all, for tests of the vault alone.
#[cfg(test)]
pub(crate) struct Everything;

#[cfg(test)]
impl Proof for Everything {
    fn covers(&self, _: i64, _: i64, _: i64) -> bool {
        true
    }
}
