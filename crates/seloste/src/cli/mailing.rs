//! `seloste mailing`: one text by e-mail to everybody whom a purpose reaches.

use super::{Verdict, asking::Asking, output};
use crate::work::mailing;
use clap::Subcommand;
use seloste_gate::mailing::{Mailing, MailingDraft};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Send one text by e-mail to everybody whom a purpose reaches, or see what was sent
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailing send --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter --title 'Talven uutiset' uutiset.txt"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Send(SendArgs),
    GoOn(GoOnArgs),
    Stop(StopArgs),
    List(ListArgs),
}

/// Send a text to everybody whom the purpose reaches
///
/// Each mail names the controller and ends with a link that cancels such mails, where people can do without them. Mails wait
/// sealed and leave while `serve` runs; who has cancelled meanwhile gets none.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailing send --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter --title 'Talven uutiset' uutiset.txt"
)]
struct SendArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject line
    #[arg(long, value_name = "WORDS")]
    title: String,
    /// File with the text, UTF-8
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Go on with a mailing that was stopped; nobody gets it twice
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailing go-on --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter MAILING"
)]
struct GoOnArgs {
    #[command(flatten)]
    asking: Asking,
    /// The mailing's name, as `list` prints it
    #[arg(value_name = "MAILING")]
    mailing: String,
}

/// Stop a mailing for good: what waits in line leaves no more
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailing stop --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter MAILING"
)]
struct StopArgs {
    #[command(flatten)]
    asking: Asking,
    /// The mailing's name, as `list` prints it
    #[arg(value_name = "MAILING")]
    mailing: String,
}

/// See what was sent for the purpose, newest first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailing list --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Send(args) => send(args),
        What::GoOn(args) => {
            let asked = args.asking.open()?;
            let sent = mailing::go_on((asked.app(), asked.gate()?), &asked.ask, &args.mailing);
            told(&args.asking, &asked.told(sent)?);
            Ok(())
        }
        What::Stop(args) => {
            let asked = args.asking.open()?;
            let stopped = asked.gate()?.stop_mailing(&asked.ask, &args.mailing);
            told(&args.asking, &asked.told(stopped)?);
            Ok(())
        }
        What::List(args) => list(args),
    }
}

fn send(args: &SendArgs) -> Result<(), Verdict> {
    let words = std::fs::read_to_string(&args.file)
        .map_err(|error| Verdict::No(format!("{}: {error}", args.file.display())))?;
    let asked = args.asking.open()?;
    let draft = MailingDraft { title: args.title.clone(), words };
    let sent = mailing::send((asked.app(), asked.gate()?), &asked.ask, &draft);
    told(&args.asking, &asked.told(sent)?);
    Ok(())
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.mailings(&asked.ask))?;
    if args.asking.json {
        output::say_json(&json!({ "mailings": found.iter().map(in_json).collect::<Vec<_>>() }));
        return Ok(());
    }
    found.iter().for_each(say);
    Ok(())
}

fn told(asking: &Asking, mailing: &Mailing) {
    if asking.json {
        output::say_json(&in_json(mailing));
    } else {
        say(mailing);
    }
}

fn say(one: &Mailing) {
    let state = one.state().as_str();
    output::say(&format!(
        "{}  {}  {state}  {} put in line, {} sent, {} not sent, {} left out  {}",
        one.mailing, one.made, one.queued, one.sent, one.unsent, one.left_out, one.title
    ));
}

fn in_json(one: &Mailing) -> Value {
    json!({
        "mailing": one.mailing,
        "purpose": one.purpose.as_str(),
        "title": one.title,
        "made": one.made.to_string(),
        "ended": one.ended.map(|ended| ended.to_string()),
        "queued": one.queued,
        "left_out": one.left_out,
        "state": one.state().as_str(),
        "stopped": one.stopped.map(|stopped| stopped.to_string()),
        "sent": one.sent,
        "unsent": one.unsent,
    })
}
