//! What the gate promises, over the sample registers, on both engines. Tests are named after the claims that they show.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

mod addresses;
mod backups;
mod breaches;
mod calls;
mod changes;
mod contexts;
mod counting;
mod disclosing;
mod drill;
mod erasure;
mod extracts;
mod import;
mod import_undo;
mod in_force;
mod leaving;
mod marketing;
mod mentions;
mod merging;
mod objects;
mod own;
mod package;
mod packages;
mod permissions;
mod proving;
mod quality;
mod recorded;
mod recordings;
mod recordings_end;
mod records;
mod requests;
mod retention;
mod rights;
mod scope;
mod selections;
mod simulation;
mod subjects;
mod taking_part;
mod world;
