//! `seloste hand-over`: gives the keeping of somebody's data to a colleague.

use super::{Verdict, asking::Asking, output};
use crate::work::hand_over;
use seloste_gate::card::SubjectRef;
use serde_json::json;

/// Hand a subject's data over to a colleague, who maintains it from then on
///
/// Roles that reach only what they themselves maintain open and change it after this, and the one before no longer does.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste hand-over --data ./seloste-data --register support-customers --as helmi.esimerkki \\\n      --purpose serving --to onni.malliranta SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The colleague's user name
    #[arg(long, value_name = "USER")]
    to: String,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    asked.told(hand_over::hand_over(asked.gate()?, &asked.ask, &subject, &args.to))?;
    if args.asking.json {
        output::say_json(&json!({ "subject": args.subject, "maintainer": args.to }));
    } else {
        output::say("handed over");
    }
    Ok(())
}
