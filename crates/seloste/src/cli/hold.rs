//! `seloste hold`: keeps somebody's data for a case, releases it, lists what is held.

use super::{Verdict, asking::Asking, output, words};
use crate::work::{mentions, personal};
use clap::Subcommand;
use jiff::civil::Date;
use seloste_gate::{
    card::{ObjectRef, SubjectRef},
    erasure::{Course, HoldDraft},
};
use seloste_register::id::{HoldId, kind};
use serde_json::{Value, json};

/// Hold data for a case, release it, or see what is held
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste hold place --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --kind order-dispute --case 'Dispute 12' --review 2027-02-01 SUBJECT"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Place(PlaceArgs),
    Release(ReleaseArgs),
    List(ListArgs),
}

/// Hold everything about a subject, or some objects
///
/// Neither retention nor an erasure takes what is held. The hold ends when it is released; a waiting erasure follows then.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste hold place --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --kind order-dispute --case 'Dispute 12' --review 2027-02-01 SUBJECT"
)]
struct PlaceArgs {
    #[command(flatten)]
    asking: Asking,
    /// Which kind of hold of the statement; needed where it declares any, and keeps the categories of its kind alone
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Hold>)]
    kind: Option<HoldId>,
    /// Which case, and why it needs the data; stored sealed
    #[arg(long, value_name = "WORDS")]
    case: String,
    /// The day by which somebody looks whether it is still needed
    #[arg(long, value_name = "DATE")]
    review: Date,
    /// Only this object; may be said several times
    #[arg(long = "object", value_name = "OBJECT")]
    objects: Vec<String>,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Release a hold
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste hold release --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping SUBJECT 1007"
)]
struct ReleaseArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// The hold's number, as `seloste hold list` prints it
    #[arg(value_name = "HOLD")]
    hold: i64,
}

/// See what is held: in the register, or of one subject with the cases
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste hold list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Place(args) => place(args),
        What::Release(args) => release(args),
        What::List(args) => list(args),
    }
}

fn place(args: &PlaceArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let objects = args.objects.iter().cloned().map(ObjectRef).collect();
    let draft = HoldDraft { kind: args.kind.clone(), case: args.case.clone(), objects, review: args.review };
    asked.told(asked.gate()?.hold(&asked.ask, &SubjectRef(args.subject.clone()), draft))?;
    if args.asking.json {
        output::say_json(&json!({ "held": args.subject, "review": args.review.to_string() }));
    } else {
        output::say(&format!("held until it is released; look again by {}", args.review));
    }
    Ok(())
}

fn release(args: &ReleaseArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    let followed = mentions::release(asked.gate()?, &asked.ask, (&subject, args.hold), mentions::TO_THE_END);
    let followed = asked.told(followed)?;
    let erased = followed.is_some_and(|erasure| erasure.course != Course::Waits);
    if args.asking.json {
        output::say_json(&json!({ "released": args.hold, "erased": erased }));
    } else if erased {
        output::say("released; the erasure that waited is carried out");
    } else {
        output::say("released");
    }
    Ok(())
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let rows: Vec<(Value, String)> = match &args.subject {
        Some(subject) => {
            let holds = asked.told(asked.gate()?.holds(&asked.ask, &SubjectRef(subject.clone())))?;
            let told = holds.iter().map(|hold| {
                let case = personal::text(&hold.case);
                let object = hold.object.as_ref().map(|object| object.0.clone());
                let kind = hold.kind.as_ref().map(ToString::to_string);
                let line = format!(
                    "{}  {}  {}  review {}  {}",
                    hold.number,
                    kind.as_deref().unwrap_or("-"),
                    object.as_deref().unwrap_or("everything"),
                    hold.review,
                    case.as_str()
                );
                let json = json!({
                    "hold": hold.number, "kind": kind, "object": object, "case": case.as_str(),
                    "placed": hold.placed.to_string(), "review": hold.review.to_string(),
                });
                (json, line)
            });
            told.collect()
        }
        None => {
            let holds = asked.told(asked.gate()?.all_holds(&asked.ask))?;
            let told = holds.iter().map(|(subject, number, review)| {
                let json = json!({ "hold": number, "subject": subject.0, "review": review.to_string() });
                (json, format!("{number}  {}  review {review}", subject.0))
            });
            told.collect()
        }
    };
    if args.asking.json {
        let holds: Vec<Value> = rows.into_iter().map(|(json, _)| json).collect();
        output::say_json(&json!({ "holds": holds }));
        return Ok(());
    }
    rows.iter().for_each(|(_, line)| output::say(line));
    Ok(())
}
