//! `seloste source-notice`: whom the register obtained from others, what they are told, and that they were (GDPR 14).

use super::{Verdict, asking::Asking, output, words};
use crate::work::source_notices as work;
use clap::Subcommand;
use seloste_gate::{card::SubjectRef, source_notices::ToldBy};
use seloste_register::id::{SourceId, kind};
use serde_json::json;

/// See who has to be told from whom their data came, by when, and put down that they were
///
/// Whoever came into the register from a partner, a list seller or another register, and gave nothing themselves, is told within a
/// month of storing, or at the first contact. Whoever handles requests may see and say it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste source-notice list --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose register-keeping"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(ListArgs),
    Text(TextArgs),
    Told(ToldArgs),
}

/// List those who have not been told, the most urgent first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste source-notice list --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose register-keeping --json"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
    /// Where to go on, as the page before says
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
}

/// Write the text that people from a source are told, for a letter or a mail
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste source-notice text --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose register-keeping --lang fi list-seller"
)]
struct TextArgs {
    #[command(flatten)]
    asking: Asking,
    /// The source, as the statement names it
    #[arg(value_name = "SOURCE", value_parser = words::id::<kind::Source>)]
    source: SourceId,
}

/// Put down that a person, or everybody whom an import brought, was told
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste source-notice told --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose register-keeping --how letter SUBJECT\n  seloste source-notice told --data ./seloste-data --register b2b-customers --as maija.malli \\\n      --purpose register-keeping --how email --batch 1234567"
)]
struct ToldArgs {
    #[command(flatten)]
    asking: Asking,
    /// How: letter, email, phone, in-person or known
    #[arg(long, value_name = "HOW")]
    how: String,
    /// Everybody whom this import brought
    #[arg(long, value_name = "BATCH")]
    batch: Option<i64>,
    /// The person
    #[arg(value_name = "SUBJECT", required_unless_present = "batch", conflicts_with = "batch")]
    subject: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::List(args) => list(args),
        What::Text(args) => text(args),
        What::Told(args) => told(args),
    }
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let page = asked.told(asked.gate()?.source_notices(&asked.ask, args.after.as_deref()))?;
    if args.asking.json {
        output::say_json(&work::in_json((asked.gate()?, &asked.ask.register), &page));
        return Ok(());
    }
    output::say(&format!("not told {}, overdue {}", page.open, page.overdue));
    for one in &page.notices {
        output::say(&format!("{}  {}  by {}", one.subject.0, one.source, one.due));
    }
    if let Some(next) = &page.next {
        output::say(&format!("more: --after {next}"));
    }
    Ok(())
}

fn text(args: &TextArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    if asked.rules.source(&args.source).is_none() {
        return Err(Verdict::No(format!("the statement declares no source {}", args.source)));
    }
    let told = work::text((&asked.app, &asked.rules), (&args.source, None), asked.lang);
    if args.asking.json {
        output::say_json(&json!({ "text": told }));
    } else {
        output::say(&told.join("\n\n"));
    }
    Ok(())
}

fn told(args: &ToldArgs) -> Result<(), Verdict> {
    let way = ToldBy::from_code(&args.how)
        .ok_or_else(|| Verdict::Misused(format!("--how is one of {}", work::ways())))?;
    let asked = args.asking.open()?;
    let gate = asked.gate()?;
    let many = match (&args.subject, args.batch) {
        (Some(subject), _) => {
            u64::from(asked.told(gate.source_told(&asked.ask, &SubjectRef(subject.clone()), way))?)
        }
        (None, Some(batch)) => asked.told(gate.batch_told(&asked.ask, batch, way))?,
        (None, None) => return Err(Verdict::Misused("SUBJECT or --batch is needed".to_owned())),
    };
    if args.asking.json {
        output::say_json(&json!({ "told": many }));
    } else {
        output::say(&format!("put down as told: {many}"));
    }
    if many == 0 && args.subject.is_some() {
        return Err(Verdict::No(
            "nobody had to tell this person anything, or it was done already".to_owned(),
        ));
    }
    Ok(())
}
