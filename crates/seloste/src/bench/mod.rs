//! Measuring: load on this machine, bounded, and what came of it beside a bare baseline of the same run. Not here: the verb
//! (`cli/bench.rs`), the code that is measured.

#![expect(dead_code, reason = "the verb that calls these rooms is not there yet")]

pub mod http;

mod bare;
mod load;
mod machine;
mod table;
