//! One verb a file. Each takes an [`crate::ask::Ask`], decides, records, and only then opens.

mod close;
mod create;
mod edit;
mod erase;
mod explain;
mod find;
mod history;
mod hold;
mod import;
mod index;
mod list;
mod may;
mod objects;
mod open;
mod own;
mod permit;
mod post;
mod rank;
pub(crate) mod reach;
mod readers;
mod record;
mod requests;
mod restore;
mod restrict;
mod retention;
mod survey;
mod taken;

pub use import::Trial;
pub use own::{Addressed, Link};
pub use post::Outgoing;
pub use requests::Receipt;
pub use restore::Restored;
pub use retention::Retained;
pub use survey::Survey;
