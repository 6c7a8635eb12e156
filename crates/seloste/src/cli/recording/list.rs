//! `seloste recording list`: recorded calls and messages, by time, number, agent and words, through the gate.

use crate::{
    cli::{Verdict, asking::Asking, output, words},
    messages::terminal as say,
    work::recording::list::{self, Row},
};
use jiff::Timestamp;
use seloste_gate::{
    card::Page,
    recording::{CallFilter, Typed},
};
use seloste_register::id::ObjectKindId;
use serde_json::{Value, json};

/// List recorded calls and messages that one may hear or read, newest first
///
/// What is in them is not shown. Words are looked for in what is written, where the statement lets them be; the list and everybody
/// whom it shows stand in the ledger, the words do not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording list --data ./seloste-data --register service-customers --as aino.malli --purpose rights \\\n      --kind message lasku"
)]
pub(super) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Of this kind only
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Object>)]
    kind: Option<ObjectKindId>,
    /// Begun at this moment or later, such as 2026-11-20T00:00:00+02:00
    #[arg(long, value_name = "MOMENT")]
    from: Option<Timestamp>,
    /// Begun before this moment
    #[arg(long, value_name = "MOMENT")]
    before: Option<Timestamp>,
    /// Of this telephone number, in any written form
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// Answered by this user
    #[arg(long, value_name = "USER")]
    agent: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    rows: u32,
    /// Where to go on: `next` of the page before
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
    /// Words, or beginnings of words, that must all be written in it
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
}

pub(super) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let gate = asked.gate()?;
    let agent = match &args.agent {
        None => None,
        Some(name) => {
            let found = asked.told(list::account(gate, name))?;
            Some(found.ok_or_else(|| Verdict::No(format!("{name} has no account")))?)
        }
    };
    let filter = CallFilter {
        kind: args.kind.clone(),
        from: args.from,
        before: args.before,
        number: args.number.clone(),
        agent,
        words: Typed::new(&args.words.join(" ")),
        ..CallFilter::default()
    };
    let page = Page { after: args.after.clone(), rows: args.rows };
    let (rows, next) = asked.told(list::page(gate, &asked.ask, &filter, &page))?;
    if args.asking.json {
        output::say_json(
            &json!({ "recordings": rows.iter().map(in_json).collect::<Vec<_>>(), "next": next }),
        );
        return Ok(());
    }
    for Row { call, agents } in &rows {
        let seconds = call.length_ms / 1_000;
        output::say(&format!(
            "{}  {}  {}  {seconds} s  {}",
            call.object.0,
            call.began,
            call.kind,
            agents.join(", ")
        ));
    }
    if rows.is_empty() {
        output::note(say::NOTHING.get(asked.lang));
    }
    if let Some(next) = next {
        output::note(&format!("--after {next}"));
    }
    Ok(())
}

fn in_json(Row { call, agents }: &Row) -> Value {
    json!({
        "recording": call.object.0, "subject": call.subject.0, "parent": call.parent.as_ref().map(|one| &one.0),
        "kind": call.kind.as_str(), "began": call.began.to_string(), "ended": call.ended.map(|at| at.to_string()),
        "seconds": call.length_ms / 1_000, "agents": agents,
    })
}
