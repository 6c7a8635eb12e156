//! Recorded communications: use cases that pages, the API and the command line share. Not here: who may hear what (the
//! gate), what is in a file (`sound`).

pub mod address;
pub mod intake;
pub mod list;
pub mod message;
pub mod redact;
