//! `seloste init`.

use super::Verdict;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args) -> Result<(), Verdict> {
    unimplemented!()
}
