//! `seloste request letter`: a letter of a case, as a file to post.

use super::{Named, say_written};
use crate::{
    cli::{Verdict, output},
    work::requests::{self, letter::Letter},
};
use seloste_gate::request::RequestRef;

/// Write a letter of a case as a PDF to post
///
/// receipt, more-time, question, passed or decision. It goes to the address that was on record before the request, or to one that was
/// proved for the case.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request letter --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --about decision --lang fi -o decision.pdf REQUEST"
)]
pub(super) struct Args {
    #[command(flatten)]
    named: Named,
    /// receipt, more-time, question, passed or decision
    #[arg(long, value_name = "LETTER")]
    about: String,
    /// The file to write: .pdf or .html
    #[arg(short, long, value_name = "FILE")]
    output: std::path::PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Verdict> {
    let Some(about) = Letter::read(&args.about) else {
        return Err(Verdict::Misused(
            "there are letters receipt, more-time, question, passed and decision".to_owned(),
        ));
    };
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let at = (asked.gate()?, &asked.ask, &*asked.rules);
    let document = asked.told(requests::letter::letter(at, &request, about, asked.lang))?;
    let bytes = match args.output.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => seloste_letter::pdf(&document).map_err(|error| Verdict::Failed(error.to_string()))?,
        Some("html") => seloste_letter::html(&document).into_bytes(),
        _ => return Err(Verdict::Misused("the file must end in .pdf or .html".to_owned())),
    };
    output::write_new(&args.output, &bytes)?;
    say_written(&args.named, &args.output, bytes.len());
    Ok(())
}
