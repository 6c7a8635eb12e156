//! Use cases: one function that runs top to bottom on one blocking thread. The edges call them; they ask the gate.

pub mod backup;
pub mod breach;
pub mod demo;
pub mod disclosure;
pub mod hand_over;
pub mod import;
pub mod keys;
pub mod lasting;
pub mod mailing;
pub mod measure;
pub mod memory;
pub mod mentions;
pub mod own;
pub mod package;
pub mod personal;
pub mod proof;
pub mod publish;
pub mod quality;
pub mod recording;
pub mod requests;
pub mod residue;
pub mod retention;
pub mod setup;
pub mod staff;
pub mod statements;
pub mod versions;
