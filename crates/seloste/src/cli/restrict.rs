//! `seloste restrict`: restricts the use of somebody's data, or ends that (GDPR 18).

use super::{Verdict, asking::Asking, output};
use seloste_gate::card::{Set, SubjectRef};
use serde_json::json;

/// Restrict the use of a subject's data, or end that
///
/// A restricted person is absent for everybody but those who keep the register's rights, until the restriction ends.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste restrict --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// End the restriction
    #[arg(long)]
    end: bool,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let set = if args.end { Set::TakenBack } else { Set::InForce };
    asked.told(asked.gate()?.restrict(&asked.ask, &SubjectRef(args.subject.clone()), set))?;
    let told = if args.end { "ended" } else { "restricted" };
    if args.asking.json {
        output::say_json(&json!({ told: args.subject }));
    } else {
        output::say(told);
    }
    Ok(())
}
