//! `seloste permit`: records a consent or a prohibition, or takes one back, through the gate.

use super::{Verdict, asking::Asking, output, words};
use seloste_gate::card::{PermissionChange, PermissionKind, Set, SubjectRef};
use seloste_register::{
    id::{ConsentId, ProhibitionId, kind},
    statement::model::Channel,
};
use serde_json::json;

/// Record a consent or a prohibition, or take one back
///
/// Takes effect at once. A prohibition wins over any consent.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste permit --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care --prohibition direct-advertising --by phone SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    what: What,
    /// Withdraw the consent, or lift the prohibition
    #[arg(long, conflicts_with = "no_marketing")]
    take_back: bool,
    /// Limit it to one channel; without it, all
    #[arg(long, value_enum, value_name = "CHANNEL", conflicts_with = "no_marketing")]
    channel: Option<words::ChannelName>,
    /// Limit it to one of the person's telephone numbers or e-mail addresses, however it is written
    #[arg(long, value_name = "VALUE", conflicts_with_all = ["guardian", "no_marketing"])]
    address: Option<String>,
    /// How it reached the controller
    #[arg(long, value_enum, value_name = "WAY")]
    by: words::WayName,
    /// The notice itself in short; stored sealed
    #[arg(long, value_name = "WORDS")]
    notice: Option<String>,
    /// A child's guardian gives the consent; the notice says who
    #[arg(long, requires = "notice", conflicts_with = "no_marketing")]
    guardian: bool,
    /// The subject's name in addresses, as `seloste search` prints it
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct What {
    /// A consent that the statement declares
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Consent>)]
    consent: Option<ConsentId>,
    /// A prohibition that the statement declares
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Prohibition>)]
    prohibition: Option<ProhibitionId>,
    /// Set every prohibition of direct marketing that the statement declares, in all channels
    #[arg(long)]
    no_marketing: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let (gate, subject) = (asked.gate()?, SubjectRef(args.subject.clone()));
    let what = match (&args.what.consent, &args.what.prohibition) {
        (Some(consent), _) => PermissionKind::Consent(consent.clone()),
        (None, Some(prohibition)) => PermissionKind::Prohibition(prohibition.clone()),
        (None, None) => {
            let word = (args.by.into(), args.notice.clone());
            asked.told(gate.forbid_direct_marketing(&asked.ask, &subject, word))?;
            return recorded(args);
        }
    };
    let set = if args.take_back { Set::TakenBack } else { Set::InForce };
    let channel = args.channel.map(Channel::from);
    let change = PermissionChange { what, channel, set, by: args.by.into(), notice: args.notice.clone() };
    asked.told(match &args.address {
        Some(address) => gate.permit_address(&asked.ask, &subject, change, address),
        None if args.guardian => gate.permit_by_guardian(&asked.ask, &subject, change),
        None => gate.permit(&asked.ask, &subject, change),
    })?;
    recorded(args)
}

fn recorded(args: &Args) -> Result<(), Verdict> {
    if args.asking.json {
        output::say_json(&json!({ "recorded": args.subject }));
    } else {
        output::say("recorded; in effect at once");
    }
    Ok(())
}
