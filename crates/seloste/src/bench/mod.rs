//! Measuring: load on this machine, bounded, and what came of it beside a bare baseline of the same run. Not here: the verb
//! (`cli/bench.rs`), the code that is measured.

pub mod http;

mod agents;
mod apart;
mod bare;
mod figures;
mod homework;
mod load;
mod machine;
pub(crate) mod recordings;
pub(crate) mod rights;
mod served;
mod stand;
mod table;

pub(crate) use figures::{Plan, measure};

/// Serves a filled file barely; a process of its own that the run starts.
pub(crate) fn serve_bare(
    file: &std::path::Path,
    told: impl FnOnce(std::net::SocketAddr),
) -> Result<(), String> {
    bare::server::serve(file, told)
}
