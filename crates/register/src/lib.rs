//! What a register is. Pure: no IO, no async, no clock, no randomness; readers return a value and a list of
//! problems. Not here: databases, ciphers, pages.

pub mod derive;
pub mod diagnostics;
mod document;
pub mod id;
pub mod import;
pub mod item;
pub mod law;
pub mod right;
pub mod statement;
pub mod text;
