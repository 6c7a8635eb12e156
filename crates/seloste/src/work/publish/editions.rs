//! The versions of a register's notice, each with its own date and the time in which it was in force (claim R1-003).

use jiff::Timestamp;
use seloste_register::statement::Rules;
use std::sync::Arc;

/// A version of a notice.
#[derive(Debug, Clone)]
pub struct Edition {
    /// 1, 2, 3 ... in order; its permanent address ends with it.
    pub number: i64,
    /// When it came into force; `None`: since before it was written down.
    pub since: Option<Timestamp>,
    /// When it was replaced; `None`: it is in force.
    pub until: Option<Timestamp>,
    /// What it said.
    pub rules: Arc<Rules>,
}

/// All versions, newest first. As long as no earlier ones are stored there is the one in force.
#[must_use]
pub fn editions(active: &Arc<Rules>) -> Vec<Edition> {
    vec![Edition { number: 1, since: None, until: None, rules: Arc::clone(active) }]
}
