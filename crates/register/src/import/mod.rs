//! Bringing a file in, the part that touches no file: what its bytes are (`guess`), what its columns may mean (`suggest`),
//! what they do mean (`mapping`), and what each row says (`plan`; `object` of what is beside the person). Not here: reading files, and what the gate does with a row.

mod guess;
mod mapping;
mod object;
mod plan;
mod problems;
mod profile;
mod suggest;

#[cfg(test)]
mod tests;

pub use guess::{Delimiter, EncodingGuess, GuessedBy, delimiter, encoding};
pub use mapping::{Bought, Column, Constant, Mapping, ObjectColumns};
pub use object::ReadObject;
pub use plan::{CellProblem, Plan, ReadRow};
pub use profile::{ColumnProfile, Profile};
pub use suggest::{Meaning, Suggestion, suggest};
