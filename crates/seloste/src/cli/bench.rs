//! `seloste bench`.

use super::{Verdict, output};
use crate::bench;
use std::path::PathBuf;

/// The statement that is measured when none is named.
const SAMPLE: &str = include_str!("../../../../registers/retail-customers.toml");

/// Measure this machine's figures on invented people, beside bare baselines
///
/// Makes an installation of its own in a temporary folder, serves it on this machine, loads it, prints a table in Markdown
/// and removes everything. Takes some minutes; nothing leaves the machine.
///
/// Example: seloste bench --people 100000
/// Example: seloste bench --recordings 100000
/// Example: seloste bench --rights --people 100000
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// People in the register; each has about seven objects.
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(100..=5_000_000))]
    people: u64,
    /// Another statement to keep them by.
    #[arg(long, value_name = "FILE")]
    statement: Option<PathBuf>,
    /// Measure so many recorded calls instead: lists, playback, intake, the end of their term.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(100..=5_000_000))]
    recordings: Option<u64>,
    /// Measure erasure, copies of everything, restores and ends of terms instead.
    #[arg(long, conflicts_with = "recordings")]
    rights: bool,
    /// The folder that temporary files go into.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Serve a filled file barely; started by the run itself.
    #[arg(long, value_name = "FILE", hide = true)]
    bare: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    if let Some(file) = &args.bare {
        return bench::serve_bare(file, |address| output::say(&format!("http://{address}/")))
            .map_err(Verdict::Failed);
    }
    let statement = match &args.statement {
        None => SAMPLE.to_owned(),
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| Verdict::No(format!("{}: {error}", file.display())))?,
    };
    let inside = args.folder.clone().unwrap_or_else(std::env::temp_dir);
    let folder = inside.join(format!("seloste-bench-{}", std::process::id()));
    if let Some(calls) = args.recordings {
        let plan = bench::recordings::Plan { calls, folder };
        return bench::recordings::measure(&plan, &mut output::say).map_err(Verdict::Failed);
    }
    if args.rights {
        let plan = bench::rights::Plan {
            people: args.people,
            statement,
            folder,
            erased: bench::rights::Erased::WHOLE,
        };
        output::say(&bench::rights::head(&plan));
        return bench::rights::measure(&plan, &mut output::say).map_err(Verdict::Failed);
    }
    let plan = bench::Plan { people: args.people, statement, folder };
    bench::measure(&plan, &mut output::say).map_err(Verdict::Failed)
}
