//! The queue of people to be told of changes.

use super::{Keeper, VersionError};
use crate::store::{self, information::Duty};

#[expect(clippy::missing_errors_doc, reason = "all answer as VersionError says")]
impl Keeper<'_> {
    /// Every duty to tell people, the most urgent first.
    pub fn to_tell(&self) -> Result<Vec<Duty>, VersionError> {
        Ok(self.home.gate.data().read(|tx| store::information::all(tx, self.register()))?)
    }

    /// Says that people have been told, and how.
    pub fn was_told(&self, id: i64, how: &str) -> Result<(), VersionError> {
        if how.trim().is_empty() {
            return Err(VersionError::WhyMissing);
        }
        let by = (self.app.clock().now(), self.account());
        let (data, register) = (self.home.gate.data(), self.register());
        let open = data.write(|tx| store::information::done(tx, (register, id), by, how.trim()))?;
        if open { Ok(()) } else { Err(VersionError::Absent) }
    }
}
