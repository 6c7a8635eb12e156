//! A set of a register's categories: one bit each, in the statement's order.

/// Categories of one register, one bit each, in the statement's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Categories(pub(crate) u128);

impl Categories {
    /// None.
    pub(crate) const NONE: Self = Self(0);

    /// The category at an index, alone.
    pub(crate) const fn one(index: usize) -> Self {
        Self(if index < 128 { 1 << index } else { 0 })
    }
    /// Both sets together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// What is in both sets.
    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    /// Whether every category of `other` is here.
    pub(crate) const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
    /// What is in this set and not in the other.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
    /// Whether nothing is in it.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// The indices in it, ascending.
    pub(crate) fn indices(self) -> impl Iterator<Item = usize> {
        (0..128).filter(move |index| self.0 >> index & 1 == 1)
    }
}
