//! `seloste erase`: a subject's key, ciphertexts, search tokens and objects, through the gate.

use super::{Verdict, asking::Asking, output};
use seloste_gate::card::SubjectRef;
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};

/// Erase a subject
///
/// Destroys the subject's key, so that old backups of the data can't be read either, and deletes ciphertexts, search
/// tokens and objects. It can't be undone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste erase --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --yes SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Don't ask whether it is meant
    #[arg(long)]
    yes: bool,
    /// The subject's name in addresses, as `seloste search` prints it
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    if !args.yes {
        confirm(&args.subject)?;
    }
    asked.told(asked.gate()?.erase(&asked.ask, &SubjectRef(args.subject.clone())))?;
    if args.asking.json {
        output::say_json(&json!({ "erased": args.subject }));
    } else {
        output::say(&format!("erased {}", args.subject));
    }
    Ok(())
}

fn confirm(subject: &str) -> Result<(), Verdict> {
    if !std::io::stdin().is_terminal() {
        return Err(Verdict::Misused("erasing can't be undone; say --yes".to_owned()));
    }
    output::note(&format!("Erasing {subject} can't be undone. Type the subject's name to go on:"));
    let mut typed = String::new();
    let read = std::io::stdin().lock().read_line(&mut typed);
    if read.is_ok() && typed.trim() == subject {
        return Ok(());
    }
    Err(Verdict::No("nothing was erased".to_owned()))
}
