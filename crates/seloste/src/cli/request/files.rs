//! `seloste request attach`, `file`: files of a case, in and out. Not here: what becomes of the bytes (the gate seals them).

use super::{Named, say_step, say_written};
use crate::cli::{Verdict, output};
use seloste_gate::request::{Move, RequestRef, SentFile};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Attach a file to a case: a scanned letter, for example
///
/// Any bytes, at most 10 MiB. They are kept sealed as they came; nothing opens them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request attach --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --file letter.pdf REQUEST"
)]
pub(super) struct Attach {
    #[command(flatten)]
    named: Named,
    /// The file
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
}

/// Write a file of a case as it came
///
/// It comes from outside: open it with care. The written file holds readable personal data; keep none.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request file --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --number 1 -o letter.pdf REQUEST"
)]
pub(super) struct Fetch {
    #[command(flatten)]
    named: Named,
    /// Which file: the first is 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    number: usize,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn attach(args: &Attach) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let mv = Move::attaching(read(&args.file)?);
    let line = asked.told(asked.gate()?.step_request(&asked.ask, &request, &mv))?;
    say_step(&line, &args.named, &asked)
}

pub(super) fn fetch(args: &Fetch) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let file = asked.told(asked.gate()?.request_file(&asked.ask, &request, args.number))?;
    output::write_new(&args.output, &file.bytes)?;
    say_written(&args.named, &args.output, file.bytes.len());
    Ok(())
}

/// A file of this machine, with the last part of its path as its name.
pub(super) fn read(path: &Path) -> Result<SentFile, Verdict> {
    let bytes = std::fs::read(path).map_err(|error| Verdict::No(format!("{}: {error}", path.display())))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(SentFile { name: Zeroizing::new(name), bytes: Zeroizing::new(bytes) })
}
