//! The statement: one register's rules, and what is derived from them.

pub mod model;

mod effective;
mod read;
pub use effective::Rules;
pub use read::{Read, read, read_bytes};
