//! `seloste merge`: who may be the same person twice, and putting two cards together.

use super::{Verdict, asking::Asking, output, shown};
use clap::Subcommand;
use seloste_gate::{card::SubjectRef, merging::MergePlan};
use serde_json::json;

/// Find who may be the same person twice, and put two cards together
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste merge find --data ./seloste-data --register b2b-customers --as eero.malli \\\n      --purpose register-keeping SUBJECT"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Find(FindArgs),
    Preview(PairArgs),
    Do(PairArgs),
    Apart(PairArgs),
}

/// List others who may be the same person, with what they have in common
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste merge find --data ./seloste-data --register b2b-customers --as eero.malli \\\n      --purpose register-keeping SUBJECT"
)]
struct FindArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses, as `seloste search` prints it
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Two cards: what a merge would do (preview), do it (do), or say that they are two people (apart)
///
/// A merge can't be undone. Sources, history, objects and the log of viewings are kept; every prohibition of either stands.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste merge preview --data ./seloste-data --register b2b-customers --as eero.malli \\\n      --purpose register-keeping STAYS GOES"
)]
struct PairArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject whose card stays
    #[arg(value_name = "STAYS")]
    stays: String,
    /// The subject whose card goes
    #[arg(value_name = "GOES")]
    goes: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Find(args) => find(args),
        What::Preview(args) | What::Do(args) | What::Apart(args) if args.stays == args.goes => {
            Err(Verdict::Misused("name two different subjects".to_owned()))
        }
        What::Preview(pair) => {
            let asked = pair.asking.open()?;
            let (stays, goes) = pair.names();
            told(pair, &asked.told(asked.gate()?.preview_merge(&asked.ask, &stays, &goes))?);
            Ok(())
        }
        What::Do(pair) => {
            let asked = pair.asking.open()?;
            let (stays, goes) = pair.names();
            told(pair, &asked.told(asked.gate()?.merge(&asked.ask, &stays, &goes))?);
            Ok(())
        }
        What::Apart(pair) => {
            let asked = pair.asking.open()?;
            let (one, other) = pair.names();
            asked.told(asked.gate()?.not_duplicates(&asked.ask, &one, &other))?;
            output::say("remembered: they are two people");
            Ok(())
        }
    }
}

impl PairArgs {
    fn names(&self) -> (SubjectRef, SubjectRef) {
        (SubjectRef(self.stays.clone()), SubjectRef(self.goes.clone()))
    }
}

fn find(args: &FindArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.gate()?.duplicates(&asked.ask, &SubjectRef(args.subject.clone()));
    let found = asked.told(found)?;
    let same = |one: &seloste_gate::merging::Duplicate| -> Vec<String> {
        one.same.iter().map(ToString::to_string).collect()
    };
    if args.asking.json {
        let all = found.iter().map(|one| json!({ "subject": one.hit.subject.0, "same": same(one) }));
        output::say_json(&json!({ "duplicates": all.collect::<Vec<_>>() }));
        return Ok(());
    }
    for one in &found {
        let line = shown::items_in_line(&one.hit.items, &asked.rules, asked.lang);
        output::say(&format!("{}  {}  ({})", one.hit.subject.0, line.as_str(), same(one).join(", ")));
    }
    if found.is_empty() {
        output::note(crate::messages::duplicates::NONE.get(asked.lang));
    }
    Ok(())
}

fn told(pair: &PairArgs, plan: &MergePlan) {
    let items: Vec<(String, &str)> =
        plan.items.iter().map(|(id, settled)| (id.to_string(), settled.as_str())).collect();
    if pair.asking.json {
        let items: Vec<_> =
            items.iter().map(|(item, outcome)| json!({ "item": item, "outcome": outcome })).collect();
        output::say_json(&json!({
            "subject": pair.stays,
            "items": items,
            "objects": plan.objects,
            "prohibitions": plan.prohibitions,
            "consents_ending": plan.consents_ending,
        }));
        return;
    }
    for (item, outcome) in items {
        output::say(&format!("{item}  {outcome}"));
    }
    output::say(&format!(
        "{} objects move, {} prohibitions stand, {} consents end",
        plan.objects, plan.prohibitions, plan.consents_ending
    ));
}
