//! `seloste show`: a subject's card, through the gate.

use super::{Verdict, asking::Asking, output, shown};
use seloste_gate::card::SubjectRef;

/// Show a subject's card
///
/// What the person named with --as may see for the purpose, and nothing else. The opening stands in the ledger.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste show --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses, as `seloste search` prints it
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let card = asked.told(asked.gate()?.open_card(&asked.ask, &SubjectRef(args.subject.clone())))?;
    if args.asking.json {
        output::say_json(&shown::in_json(&card));
    } else {
        shown::in_words(&card, &asked.rules, asked.lang);
    }
    Ok(())
}
