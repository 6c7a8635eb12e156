//! The versions of a register's notice, each with its own date and the time in which it was in force (claims R1-003,
//! R2-001), and what each changed.

use crate::{app::Controller, store, work::statements};
use jiff::{Timestamp, civil::Date};
use seloste_db::Failure;
use seloste_gate::clock;
use seloste_register::{
    id::RegisterId,
    statement::{
        Rules,
        diff::{Change, diff},
    },
};
use std::sync::Arc;

/// A version of a notice.
#[derive(Debug, Clone)]
pub struct Edition {
    /// 1, 2, 3 ... in order; its permanent address ends with it.
    pub number: i64,
    /// When it came into force.
    pub since: Timestamp,
    /// When it was replaced; `None`: it is in force.
    pub until: Option<Timestamp>,
    /// What it said, under the law of its last day. `None`: this version of the program can't read its text any more.
    pub rules: Option<Arc<Rules>>,
    /// The file itself.
    pub text: String,
    /// What it changed in the version before.
    pub changes: Vec<Change>,
}

/// All versions, newest first.
///
/// # Errors
/// When the database fails.
pub fn editions(home: &Controller, register: &RegisterId, today: Date) -> Result<Vec<Edition>, Failure> {
    let versions = home.gate.data().read(|tx| store::version::all(tx, register))?;
    let mut all: Vec<Edition> = Vec::with_capacity(versions.len());
    // From the oldest, so that each finds the one that it changed.
    for version in versions.into_iter().rev() {
        let rules = match version.until {
            None => home.gate.rules(register),
            Some(until) => statements::read_text(&version.text, last_day(until)).rules.map(Arc::new),
        };
        let rules = rules.or_else(|| statements::read_text(&version.text, today).rules.map(Arc::new));
        let before = all.last().and_then(|before| before.rules.as_ref());
        let changes = before.zip(rules.as_ref()).map(|(old, new)| diff(old, new)).unwrap_or_default();
        all.push(Edition {
            number: version.number,
            since: version.since,
            until: version.until,
            rules,
            text: version.text,
            changes,
        });
    }
    all.reverse();
    Ok(all)
}

/// The day on which a version was last in force, in Finland.
fn last_day(until: Timestamp) -> Date {
    clock::day(until)
}
