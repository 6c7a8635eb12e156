//! Tables without personal data of subjects: accounts, engagements, roles, sessions, API keys. SQL stands here, one owner
//! file a table; what the tables mean is written in the migration `030_staff.sql`.

pub mod account;
pub mod api_key;
pub mod attempt;
pub mod backup_copy;
pub mod batch;
pub mod count;
pub mod decision;
pub mod designation;
pub mod draft;
pub mod engagement;
pub mod factor;
pub mod identity;
pub mod import_file;
pub mod information;
pub mod intake;
pub mod mailbox_trial;
pub mod measure;
pub mod once;
pub mod paper_loan;
pub mod proof;
pub mod session;
pub mod staff_use;
pub mod undertaking;
pub mod version;

use jiff::Timestamp;
use seloste_db::Failure;

/// A moment as stored: milliseconds UTC.
#[must_use]
pub fn ms(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

/// A stored moment.
///
/// # Errors
/// When the number is no moment.
pub fn moment(ms: i64) -> Result<Timestamp, Failure> {
    Timestamp::from_millisecond(ms).map_err(|_| Failure("a stored moment is out of range".to_owned()))
}

/// A stored moment that may be missing.
///
/// # Errors
/// When the number is no moment.
pub fn opt_moment(ms: Option<i64>) -> Result<Option<Timestamp>, Failure> {
    ms.map(moment).transpose()
}

/// A stored word that this program does not know.
fn unknown(what: &str) -> Failure {
    Failure(format!("a stored {what} is not known to this program"))
}
