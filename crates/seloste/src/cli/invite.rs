//! `seloste invite`: a link to their own pages for somebody in a register.

use super::{Verdict, asking::Asking, output};
use crate::work::own::invite::{self, DAYS, KeyCode, Typed};
use seloste_gate::card::SubjectRef;
use serde_json::json;

/// Invite somebody to their own pages: a link to an address on record, which works once and for some days
///
/// With --key the link alone does not let in: the code that is printed is to be told to the person by another way than e-mail.
/// Five wrong codes end the invitation; a change of the address does too.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste invite --data ./seloste-data --register b2b-customers --as laura.malli \\\n      --purpose relationship --key --days 3 SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Set a key code
    #[arg(long)]
    key: bool,
    /// For how many days it works
    #[arg(long, value_name = "DAYS", default_value_t = DAYS)]
    days: u8,
    /// The subject's name in addresses; the mail goes to the first address on record
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    let key = if args.key { KeyCode::Set } else { KeyCode::None };
    let typed = Typed { email: None, key, days: Some(args.days) };
    let at = (asked.gate()?, &asked.ask, &*asked.rules);
    let invited = asked.told(invite::invite(asked.app(), at, &subject, (&typed, asked.lang)))?;
    if args.asking.json {
        output::say_json(&json!({ "ends": invited.ends.to_string(), "key": invited.key }));
        return Ok(());
    }
    output::say(&format!("the invitation waits to be sent; it works once, until {}", invited.ends));
    if let Some(key) = &invited.key {
        output::say(&format!("key code, shown this once: {key}"));
    }
    Ok(())
}
