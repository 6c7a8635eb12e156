//! The sitemap of the API.

use crate::door::Door;

/// Every call.
#[must_use]
pub fn doors() -> Vec<Door> {
    Vec::new()
}
