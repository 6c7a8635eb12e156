//! The statement: one register's rules, and what is derived from them.

pub mod amend;
pub mod claims;
pub mod diff;
pub mod evidence;
pub mod model;
pub mod notice;
mod own;
pub mod period;
pub mod permitted;
pub mod quality;

mod check;
mod effective;
mod lawful;
mod matrix;
mod read;
mod schema;

pub use check::Settled;
pub(crate) use check::not_a_length;
pub use effective::{Origin, Rules, Tightening};
pub use matrix::matrix;
pub use read::{Read, read, read_among, read_bytes};
pub use schema::{reference, schema};
