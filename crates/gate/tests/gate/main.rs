//! What the gate promises, over the sample registers, on both engines. Tests are named after the claims that they show.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod subjects;
mod world;
