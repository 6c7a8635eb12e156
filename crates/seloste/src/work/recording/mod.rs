//! Recorded communications: use cases that pages, the API and the command line share.

pub mod intake;
