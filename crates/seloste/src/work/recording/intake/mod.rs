//! Recorded calls and messages on their way in, from whatever telephone system and by whichever way. Nothing here knows a
//! register: what may come in, of whom and from where its statement says, and what it refuses is refused by name. Not here: how
//! bytes are sealed and kept (the gate), what a file of sound is (`crates/sound`).

pub mod batch;
pub mod call;
pub mod content;
pub mod freeswitch;
pub mod message;
pub mod moment;
pub mod plan;
pub mod record;
pub mod shares;
pub mod table;
pub mod take;
pub mod upload;
pub mod watch;
pub(crate) mod wrong;

#[cfg(test)]
mod tests;
