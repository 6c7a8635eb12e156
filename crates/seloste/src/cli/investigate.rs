//! `seloste investigate`: what was done, refused and tried, for a designated investigator with a named case.

use super::{Verdict, asking::Asking, output};
use crate::work::investigation::{self as work, Typed};
use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use seloste_gate::investigation::Ended;
use serde_json::Value;

/// Search the log, or the security events, under a named case
///
/// For those who may see who used everybody's data. The case is the reason; the search stands in the log itself.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste investigate log --data ./seloste-data --register b2b-customers --as selvittaja \\\n      --purpose misuse --reason 'Case 2026-7' --user maija --ended refused"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Log(Box<LogArgs>),
    Events(Box<EventsArgs>),
}

/// How what was asked ended.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum How {
    /// It was done
    Done,
    /// It was refused, or was not there for the asker
    Refused,
}

/// Search the log: every read, search, refusal and change, newest first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste investigate log --data ./seloste-data --register b2b-customers --as selvittaja \\\n      --purpose misuse --reason 'Case 2026-7' --user maija --ended refused"
)]
struct LogArgs {
    #[command(flatten)]
    asking: Asking,
    /// What this user did
    #[arg(id = "whose", long = "user", value_name = "USER", conflicts_with = "key")]
    user: Option<String>,
    /// What a program did by the key that begins so
    #[arg(long, value_name = "PREFIX")]
    key: Option<String>,
    /// What was done to this person's data
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// What was done: open, find, edit ...
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// How it ended
    #[arg(long)]
    ended: Option<How>,
    #[command(flatten)]
    span: SpanArgs,
    /// Where to go on, as the answer before says
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
}

/// Between which moments.
#[derive(Debug, clap::Args)]
struct SpanArgs {
    /// From this moment on
    #[arg(long, value_name = "TIME")]
    from: Option<Timestamp>,
    /// Up to before this moment
    #[arg(long, value_name = "TIME")]
    to: Option<Timestamp>,
}

/// See failed sign-ins, refusals and exports, which are kept apart for the register's security
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste investigate events --data ./seloste-data --register b2b-customers --as selvittaja \\\n      --purpose misuse --reason 'Case 2026-7' --from 2026-11-20T00:00:00Z"
)]
struct EventsArgs {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    span: SpanArgs,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Log(args) => log(args),
        What::Events(args) => events(args),
    }
}

fn log(args: &LogArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let typed = Typed {
        user: args.user.clone(),
        key: args.key.clone(),
        subject: args.subject.clone(),
        action: args.action.clone(),
        ended: match args.ended {
            None => Ended::Anyhow,
            Some(How::Done) => Ended::Done,
            Some(How::Refused) => Ended::Refused,
        },
        from: args.span.from,
        to: args.span.to,
        after: args.after.clone(),
    };
    let told = asked.told(work::log(asked.app(), (asked.gate()?, &asked.ask), &typed))?;
    tell(&told, ("lines", &["at", "by", "user", "action", "purpose", "people", "refused"]), args.asking.json);
    let next = told.get("next").and_then(Value::as_str);
    if let Some(next) = next.filter(|_| !args.asking.json) {
        output::note(&format!("there is more: --after {next}"));
    }
    Ok(())
}

fn events(args: &EventsArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let typed = Typed { from: args.span.from, to: args.span.to, ..Typed::default() };
    let told = asked.told(work::events((asked.gate()?, &asked.ask), &typed))?;
    tell(&told, ("events", &["at", "event", "user", "what"]), args.asking.json);
    Ok(())
}

/// One line a row, or the whole as JSON.
fn tell(told: &Value, (list, fields): (&str, &[&str]), as_json: bool) {
    if as_json {
        output::say_json(told);
        return;
    }
    let rows = told.get(list).and_then(Value::as_array);
    for row in rows.into_iter().flatten() {
        let field = |name: &&str| match row.get(*name) {
            None | Some(Value::Null) => "–".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        output::say(&fields.iter().map(field).collect::<Vec<_>>().join("  "));
    }
}
