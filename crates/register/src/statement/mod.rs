//! The statement: one register's rules, and what is derived from them.

pub mod model;

mod effective;
pub use effective::Rules;
