//! `seloste measure`: how the measures of a register stand, and what shows them.

use super::{Verdict, output, settings::Place, words};
use crate::work::{
    measure::{self, Attached, Content, LARGEST, MeasureError, Standing},
    statements,
};
use clap::Subcommand;
use jiff::civil::Date;
use seloste_register::{id::RegisterId, text::Lang};
use serde_json::{Value, json};
use std::{io::Read as _, path::PathBuf};

/// List measures, attach evidence to one, look at it and confirm it as the second person
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste measure list --data ./seloste-data --register retail-customers\n  \
    seloste measure attach --data ./seloste-data --register retail-customers --as aino --measure locked-premises \\\n    \
    --shows \"Visit to both sites\" --issuer \"Esimerkkivartiointi Oy\" --dated 2026-11-20 visit.pdf\n  \
    seloste measure fetch --data ./seloste-data --register retail-customers --as eino 1234567890 visit.pdf\n  \
    seloste measure confirm --data ./seloste-data --register retail-customers --as eino 1234567890"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(ListArgs),
    Attach(AttachArgs),
    Confirm(ConfirmArgs),
    Fetch(FetchArgs),
}

#[derive(Debug, clap::Args)]
struct Where {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: RegisterId,
}

/// How each measure stands: in force, due, lapsed, never shown
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste measure list --data ./seloste-data --register retail-customers")]
struct ListArgs {
    #[command(flatten)]
    at: Where,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// Attach a file as evidence: it is kept sealed, or stays where it is and is told by its digest
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste measure attach --data ./seloste-data --register retail-customers --as aino \\\n    \
    --measure locked-premises --shows \"Visit to both sites\" --issuer \"Esimerkkivartiointi Oy\" --dated 2026-11-20 visit.pdf"
)]
struct AttachArgs {
    #[command(flatten)]
    at: Where,
    /// User name of the person who attaches it
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// The measure
    #[arg(long, value_name = "ID")]
    measure: String,
    /// What the file shows
    #[arg(long, value_name = "WORDS")]
    shows: String,
    /// Who issued it
    #[arg(long, value_name = "WORDS")]
    issuer: String,
    /// The day that it is from
    #[arg(long, value_name = "DAY")]
    dated: Date,
    /// Keep the digest alone; the file stays where it is
    #[arg(long)]
    digest_only: bool,
    /// The file, of 10 MiB at most if it is to be kept
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Take a file of evidence out again; that stands in the ledger
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste measure fetch --data ./seloste-data --register retail-customers --as eino \\\n    \
    1234567890 visit.pdf"
)]
struct FetchArgs {
    #[command(flatten)]
    at: Where,
    /// User name of the person who fetches it; somebody who keeps the statement
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// Number of the evidence, as `seloste measure list --json` tells it
    #[arg(value_name = "NUMBER")]
    evidence: i64,
    /// The file to be written; it must not be there
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Confirm evidence that somebody else attached
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste measure confirm --data ./seloste-data --register retail-customers --as eino 1234567890"
)]
struct ConfirmArgs {
    #[command(flatten)]
    at: Where,
    /// User name of the person who confirms it; not the one who attached it
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// Number of the evidence, as `seloste measure attach` printed it
    #[arg(value_name = "NUMBER")]
    evidence: i64,
}

/// What stays where it is, is no larger than this, in bytes; what is larger is looked at by other means.
const LOOKED_AT: u64 = 64 << 20;

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::List(args) => list(args),
        What::Attach(args) => attach(args),
        What::Fetch(args) => fetch(args),
        What::Confirm(args) => {
            let app = args.at.place.open()?;
            let by = measure::somebody(&app, &args.at.register, &args.user).map_err(told)?;
            measure::confirm(&app, &args.at.register, by, args.evidence).map_err(told)?;
            output::say(&format!("{} is confirmed", args.evidence));
            Ok(())
        }
    }
}

fn attach(args: &AttachArgs) -> Result<(), Verdict> {
    let app = args.at.place.open()?;
    let no = |error: std::io::Error| Verdict::No(format!("{}: {error}", args.file.display()));
    let mut bytes = Vec::new();
    // One byte more than fits tells that it is too large.
    let most = if args.digest_only { LOOKED_AT } else { u64::try_from(LARGEST).unwrap_or(u64::MAX) };
    std::fs::File::open(&args.file).map_err(no)?.take(most + 1).read_to_end(&mut bytes).map_err(no)?;
    if bytes.len() as u64 > LOOKED_AT {
        return Err(Verdict::No(format!("{} is larger than 64 MiB", args.file.display())));
    }
    let file = args.file.file_name().and_then(|name| name.to_str()).unwrap_or("file");
    let (shows, issuer, dated) = (args.shows.as_str(), args.issuer.as_str(), args.dated);
    let digest = measure::digest(&bytes);
    let content = if args.digest_only { Content::Digest(&digest) } else { Content::File(&bytes) };
    let attached = Attached { file, content, shows, issuer, dated };
    let by = measure::somebody(&app, &args.at.register, &args.user).map_err(told)?;
    let number = measure::attach(&app, (&args.at.register, &args.measure), by, &attached).map_err(told)?;
    output::say(&format!("{number} is attached; it counts when another person has confirmed it"));
    Ok(())
}

fn fetch(args: &FetchArgs) -> Result<(), Verdict> {
    let app = args.at.place.open()?;
    let by = measure::keeper(&app, &args.at.register, &args.user).map_err(told)?;
    let found = measure::file(&app, &args.at.register, by, args.evidence).map_err(told)?;
    output::write_new(&args.file, &found.bytes)?;
    output::say(&format!("{} is written", args.file.display()));
    Ok(())
}

fn told(error: MeasureError) -> Verdict {
    match error {
        MeasureError::Failed(cause) => Verdict::Failed(cause),
        other => Verdict::No(other.to_string()),
    }
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let app = args.at.place.open()?;
    let register = &args.at.register;
    let Some((home, rules)) = app.register(register) else {
        return Err(Verdict::No(format!("there is no register {register} in this installation")));
    };
    let standings = measure::standings(&app, home, &rules, app.clock().now())
        .map_err(|failure| Verdict::Failed(failure.to_string()))?;
    let today = statements::today(app.clock().as_ref());
    if args.json {
        let all: Vec<Value> = standings.values().map(in_json).collect();
        output::say_json(&json!({ "register": register.as_str(), "on": today.to_string(), "measures": all }));
        return Ok(());
    }
    for standing in standings.values() {
        let review = standing.review.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let owners = if standing.owners.is_empty() { "-".to_owned() } else { standing.owners.join(", ") };
        let (stage, id) = (standing.stage.as_str(), &standing.measure.id);
        output::say(&format!(
            "{stage:11}  {id}  {review}  {owners}  {}",
            standing.measure.text.get(args.lang)
        ));
    }
    Ok(())
}

fn in_json(standing: &Standing) -> Value {
    let history: Vec<Value> = standing
        .history
        .iter()
        .map(|one| {
            json!({
                "evidence": one.id,
                "file": one.file,
                "digest": one.digest,
                "shows": one.shows,
                "issuer": one.issuer,
                "dated": one.dated.to_string(),
                "attached": one.attached.to_string(),
                "confirmed": one.confirmed.map(|(at, _)| at.to_string()),
                "kept": one.kept,
            })
        })
        .collect();
    json!({
        "measure": standing.measure.id.as_str(),
        "text": standing.measure.text,
        "state": standing.stage.as_str(),
        "owner-role": standing.measure.owner.as_str(),
        "owners": standing.owners,
        "deputies": standing.deputies,
        "review": standing.review.map(|day| day.to_string()),
        "evidence": history,
    })
}
