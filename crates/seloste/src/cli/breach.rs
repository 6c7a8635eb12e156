//! `seloste breach`: whose data an account or a key touched, the record of a breach, drafts for the authority and the people.

use super::{Verdict, asking::Asked, asking::Asking, output};
use crate::work::{
    breach::{self, BreachError, Clock, Whose},
    personal,
};
use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use seloste_gate::breach::{Breach, BreachDraft, BreachWords, Span, Sums, Told};
use serde_json::{Value, json};
use std::path::PathBuf;

/// After a breach: see what was touched, put it on record, draft what has to be told
///
/// From the ledger: whose data an account or a program's key touched between two times. Looking wants a reason and stands in the
/// ledger itself. People who were erased since are counted, and nobody can tell any more who they were.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach look --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Lost laptop' --account maija \\\n      --from 2026-11-20T00:00:00Z --to 2026-11-22T12:00:00Z"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Look(LookArgs),
    Record(RecordArgs),
    List(ListArgs),
    Told(ToldArgs),
    Draft(DraftArgs),
}

/// Whose doings, and when.
#[derive(Debug, clap::Args)]
struct SpanArgs {
    /// The user name of an account, ended or not
    #[arg(long, value_name = "USER", required_unless_present = "key", conflicts_with = "key")]
    account: Option<String>,
    /// The beginning of a program's key, as lists of keys show it
    #[arg(long, value_name = "PREFIX")]
    key: Option<String>,
    /// From this moment on
    #[arg(long, value_name = "TIME")]
    from: Timestamp,
    /// Up to before this moment
    #[arg(long, value_name = "TIME")]
    to: Timestamp,
}

/// See whose data was touched, counted by category and group
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach look --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Lost laptop' --account maija \\\n      --from 2026-11-20T00:00:00Z --to 2026-11-22T12:00:00Z --list people.csv"
)]
struct LookArgs {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    span: SpanArgs,
    /// Write the people to tell, with how to reach them, to a new CSV file
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
}

/// Put a breach on record (GDPR 33(5)); says until when the authority has to be notified
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach record --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Lost laptop' --account maija \\\n      --from 2026-11-20T00:00:00Z --to 2026-11-22T12:00:00Z --known 2026-11-22T09:00:00Z \\\n      --facts 'A laptop was left in a train, signed in.'"
)]
struct RecordArgs {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    span: SpanArgs,
    /// When the controller came to know of it
    #[arg(long, value_name = "TIME")]
    known: Timestamp,
    /// What happened; stored sealed
    #[arg(long, value_name = "WORDS")]
    facts: String,
    /// What may come of it for people
    #[arg(long, value_name = "WORDS", default_value = "")]
    effects: String,
    /// What was done about it
    #[arg(long, value_name = "WORDS", default_value = "")]
    remedy: String,
}

/// See the breaches on record, with their clocks
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Yearly review'"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
}

/// Who is told of a breach.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Whom {
    /// The supervisory authority (GDPR 33)
    Authority,
    /// The people concerned (GDPR 34)
    People,
}

impl From<Whom> for Told {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Authority => Self::Authority,
            Whom::People => Self::People,
        }
    }
}

/// Put down that the authority or the people were told
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach told --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Lost laptop' --whom authority 1004"
)]
struct ToldArgs {
    #[command(flatten)]
    asking: Asking,
    /// Who was told
    #[arg(long)]
    whom: Whom,
    /// When; now if not said
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
    /// The breach's number, as `seloste breach list` prints it
    #[arg(value_name = "BREACH")]
    breach: i64,
}

/// How a draft is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown, to be edited
    Md,
    /// A tagged PDF
    Pdf,
    /// One page of HTML
    Html,
}

/// Draft the notification to the authority, or the message to the people
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste breach draft --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --reason 'Lost laptop' --whom people --lang fi --format pdf -o draft.pdf 1004"
)]
struct DraftArgs {
    #[command(flatten)]
    asking: Asking,
    /// For whom
    #[arg(long)]
    whom: Whom,
    /// In which form
    #[arg(long, default_value = "md")]
    format: Format,
    /// A new file to write; standard output if not said
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The breach's number, as `seloste breach list` prints it
    #[arg(value_name = "BREACH")]
    breach: i64,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Look(args) => look(args),
        What::Record(args) => record(args),
        What::List(args) => list(args),
        What::Told(args) => told(args),
        What::Draft(args) => draft(args),
    }
}

fn span(asked: &Asked, args: &SpanArgs) -> Result<Span, Verdict> {
    let whose = match (&args.account, &args.key) {
        (Some(user), _) => Whose::Account(user.clone()),
        (None, Some(key)) => Whose::Key(key.clone()),
        (None, None) => return Err(Verdict::Misused("say --account or --key".to_owned())),
    };
    let found = breach::span(asked.app(), &asked.ask.register, &whose, (args.from, args.to));
    found.map_err(|error| match error {
        BreachError::Failed(failure) => Verdict::Failed(failure.to_string()),
        no => Verdict::No(no.to_string()),
    })
}

fn look(args: &LookArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let span = span(&asked, &args.span)?;
    let touched = asked.told(asked.gate()?.touched(&asked.ask, &span))?;
    if let Some(file) = &args.list {
        let list = breach::list(asked.gate()?, (&asked.rules, &asked.ask), &touched, asked.lang);
        output::write_new(file, asked.told(list)?.as_bytes())?;
    }
    if args.asking.json {
        let people: Vec<Value> = touched
            .people
            .iter()
            .map(|one| {
                json!({
                    "subject": one.subject.0, "group": one.group, "categories": one.categories,
                    "actions": one.actions, "times": one.times,
                    "first": one.first.to_string(), "last": one.last.to_string(),
                })
            })
            .collect();
        output::say_json(&json!({ "sums": touched.sums, "people": people }));
        return Ok(());
    }
    tell_sums(&touched.sums);
    for one in &touched.people {
        let categories: Vec<&str> = one.categories.iter().map(|id| id.as_str()).collect();
        output::say(&format!(
            "{}  {}  {} – {}  {} times  {}",
            one.subject.0,
            one.group,
            one.first,
            one.last,
            one.times,
            categories.join(", ")
        ));
    }
    Ok(())
}

fn tell_sums(sums: &Sums) {
    output::say(&format!(
        "people: {}; mentions of people erased since: {}; done: {}; refused: {}",
        sums.people, sums.erased, sums.done, sums.refused
    ));
    sums.groups.iter().for_each(|(group, many)| output::say(&format!("  group {group}: {many}")));
    sums.categories
        .iter()
        .for_each(|(category, many)| output::say(&format!("  category {category}: {many}")));
}

fn record(args: &RecordArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let span = span(&asked, &args.span)?;
    let words =
        BreachWords { facts: args.facts.clone(), effects: args.effects.clone(), remedy: args.remedy.clone() };
    let draft = BreachDraft { span, known: args.known, words };
    let number = asked.told(asked.gate()?.record_breach(&asked.ask, &draft))?;
    let due = breach::due(&asked.rules, args.known);
    if args.asking.json {
        output::say_json(&json!({ "breach": number, "authority-by": due.to_string() }));
    } else {
        output::say(&format!("on record as {number}; the authority is to be notified by {due}"));
    }
    Ok(())
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.breaches(&asked.ask))?;
    let looks = asked.told(asked.gate()?.breach_looks(&asked.ask))?;
    let now = asked.app().clock().now();
    if args.asking.json {
        let told: Result<Vec<Value>, Verdict> = found.iter().map(|one| as_json(&asked, one, now)).collect();
        let told = told?;
        let looks: Vec<Value> = looks
            .iter()
            .map(|(at, why)| json!({ "at": at.to_string(), "reason": personal::text(why).as_str() }))
            .collect();
        output::say_json(&json!({ "breaches": told, "looks": looks }));
        return Ok(());
    }
    for one in &found {
        let due = breach::due(&asked.rules, one.known);
        let clock = clock_word(breach::clock(&asked.rules, one, now));
        output::say(&format!("{}  known {}  by {due}  {clock}  {}", one.number, one.known, one.words.facts));
    }
    Ok(())
}

fn as_json(asked: &Asked, one: &Breach, now: Timestamp) -> Result<Value, Verdict> {
    let key = breach::key_name(asked.app(), &asked.ask.register, one);
    let key = key.map_err(|failure| Verdict::Failed(failure.to_string()))?;
    Ok(json!({
        "breach": one.number,
        "key": key,
        "from": one.from.to_string(),
        "to": one.to.to_string(),
        "known": one.known.to_string(),
        "authority-by": breach::due(&asked.rules, one.known).to_string(),
        "clock": clock_word(breach::clock(&asked.rules, one, now)),
        "authority": one.authority.map(|at| at.to_string()),
        "people": one.people.map(|at| at.to_string()),
        "facts": one.words.facts,
        "effects": one.words.effects,
        "remedy": one.words.remedy,
        "sums": one.sums,
    }))
}

const fn clock_word(clock: Clock) -> &'static str {
    match clock {
        Clock::InTime => "in-time",
        Clock::Late => "late",
        Clock::Runs => "runs",
        Clock::Over => "over",
    }
}

fn told(args: &ToldArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let at = args.at.unwrap_or_else(|| asked.app().clock().now());
    asked.told(asked.gate()?.breach_told(&asked.ask, args.breach, (args.whom.into(), at)))?;
    if args.asking.json {
        output::say_json(&json!({ "breach": args.breach, "told": at.to_string() }));
    } else {
        output::say("put down");
    }
    Ok(())
}

fn draft(args: &DraftArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.breaches(&asked.ask))?;
    let Some(one) = found.iter().find(|one| one.number == args.breach) else {
        return Err(Verdict::No(format!("there is no breach {} on record in this register", args.breach)));
    };
    let now = asked.app().clock().now();
    let document = breach::draft(&asked.rules, one, args.whom.into(), (asked.lang, now));
    let bytes = match args.format {
        Format::Md => seloste_letter::markdown(&document).into_bytes(),
        Format::Html => seloste_letter::html(&document).into_bytes(),
        Format::Pdf => seloste_letter::pdf(&document).map_err(|error| Verdict::Failed(error.to_string()))?,
    };
    match (&args.output, args.format) {
        (Some(file), _) => output::write_new(file, &bytes),
        (None, Format::Pdf) => Err(Verdict::Misused("a PDF is written to a file: -o FILE".to_owned())),
        (None, _) => {
            output::say(&String::from_utf8_lossy(&bytes));
            Ok(())
        }
    }
}
