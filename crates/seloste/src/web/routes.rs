//! The sitemap of the pages.

use crate::door::Door;

/// Every page.
#[must_use]
pub fn doors() -> Vec<Door> {
    Vec::new()
}
