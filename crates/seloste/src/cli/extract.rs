//! `seloste extract`: a list for a processor's assignment, and whether it was destroyed.

use super::{Verdict, asking::Asking, output, words};
use crate::work::extract;
use clap::Subcommand;
use seloste_gate::{
    card::Filter,
    extracts::{Extract, ExtractDraft},
};
use seloste_register::id::{AssignmentId, GroupId, RecipientId, kind};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Hand a processor the list that one assignment needs, and keep track of its destruction
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste extract make --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose own-news --recipient communications-agency --assignment spring-news-2027 lista.csv"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Make(MakeArgs),
    List(ListArgs),
    Destroyed(DestroyedArgs),
}

/// Make a list: contact details alone, of those whom the purpose reaches, while the assignment is in force
///
/// Each person's record says who got what; each line bears a reference by which a leak is traced.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste extract make --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose own-news --recipient communications-agency --assignment spring-news-2027 lista.csv"
)]
struct MakeArgs {
    #[command(flatten)]
    asking: Asking,
    /// The processor, as the statement names it
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Recipient>)]
    recipient: RecipientId,
    /// Its assignment
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Assignment>)]
    assignment: AssignmentId,
    /// Only this group
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Group>)]
    group: Option<GroupId>,
    /// The file to be written; it must not be there
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// See the lists that were made, newest first, and which of them should have been destroyed
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste extract list --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose own-news"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
}

/// Put down that the recipient has destroyed a list, or given it back
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste extract destroyed --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose own-news EXTRACT"
)]
struct DestroyedArgs {
    #[command(flatten)]
    asking: Asking,
    /// The list's name, as `list` prints it
    #[arg(value_name = "EXTRACT")]
    extract: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Make(args) => make(args),
        What::List(args) => list(args),
        What::Destroyed(args) => {
            let asked = args.asking.open()?;
            asked.told(asked.gate()?.extract_destroyed(&asked.ask, &args.extract))?;
            output::say("recorded: destroyed");
            Ok(())
        }
    }
}

fn make(args: &MakeArgs) -> Result<(), Verdict> {
    // Before anything is opened: a list that can't be written would be on record all the same.
    let mut file = output::new_file(&args.file)?;
    let made = make_into(args, &mut file);
    if made.is_err() {
        drop(file);
        let _ = std::fs::remove_file(&args.file);
    }
    made
}

fn make_into(args: &MakeArgs, file: &mut std::fs::File) -> Result<(), Verdict> {
    use std::io::Write as _;
    let asked = args.asking.open()?;
    let filter = Filter { group: args.group.clone(), ..Filter::default() };
    let draft =
        ExtractDraft { recipient: args.recipient.clone(), assignment: args.assignment.clone(), filter };
    let handed = asked.told(asked.gate()?.extract(&asked.ask, &draft))?;
    let text = extract::csv(&handed, &asked.rules, asked.lang);
    file.write_all(text.as_bytes())
        .map_err(|error| Verdict::Failed(format!("{}: {error}", args.file.display())))?;
    if args.asking.json {
        output::say_json(&in_json(&handed.extract));
    } else {
        say(&handed.extract);
    }
    Ok(())
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.extracts(&asked.ask))?;
    if args.asking.json {
        output::say_json(&json!({ "extracts": found.iter().map(in_json).collect::<Vec<_>>() }));
        return Ok(());
    }
    found.iter().for_each(say);
    Ok(())
}

fn say(one: &Extract) {
    let state = one.destroyed.map_or_else(
        || format!("to be destroyed by {}", one.due),
        |destroyed| format!("destroyed {destroyed}"),
    );
    output::say(&format!(
        "{}  {}  {} / {}  {} people, {}  {state}",
        one.extract, one.made, one.recipient, one.assignment, one.people, one.mark
    ));
}

fn in_json(one: &Extract) -> Value {
    json!({
        "extract": one.extract,
        "recipient": one.recipient.as_str(),
        "assignment": one.assignment.as_str(),
        "purpose": one.purpose.as_str(),
        "mark": one.mark,
        "made": one.made.to_string(),
        "due": one.due.to_string(),
        "people": one.people,
        "destroyed": one.destroyed.map(|destroyed| destroyed.to_string()),
    })
}
