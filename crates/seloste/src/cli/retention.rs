//! `seloste retention`: destroys what is past its term, and shows the certificates.

use super::{Verdict, asking::Asking, output, settings::Place};
use crate::work::retention;
use clap::Subcommand;
use serde_json::{Value, json};

/// Destroy what is past its term, or see what was destroyed
///
/// What is past its term can't be reached by anybody from that moment on; the run destroys it. `serve` runs it every day.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste retention run --data ./seloste-data")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Run(RunArgs),
    Certificates(CertificatesArgs),
    Statistics(StatisticsArgs),
}

/// See the counts and sums that are left of what was anonymised
///
/// Of groups no smaller than the purpose's smallest.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste retention statistics --data ./seloste-data --register webshop-customers --as aino \\\n      --purpose business-development"
)]
struct StatisticsArgs {
    #[command(flatten)]
    asking: Asking,
}

/// Destroy what is past its term, in every register to the end
///
/// A run that was stopped goes on where it was. Ends with code 1 when something was past its term and could not be destroyed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste retention run --data ./seloste-data")]
struct RunArgs {
    #[command(flatten)]
    place: Place,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// Show what each run destroyed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste retention certificates --data ./seloste-data --json")]
struct CertificatesArgs {
    #[command(flatten)]
    place: Place,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Run(args) => run_all(args),
        What::Certificates(args) => certificates(args),
        What::Statistics(args) => statistics(args),
    }
}

fn statistics(args: &StatisticsArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.statistics(&asked.ask))?;
    if args.asking.json {
        let told: Vec<Value> = found
            .iter()
            .map(|one| {
                json!({
                    "kind": one.kind, "year": one.year, "item": one.item, "value": one.value,
                    "many": one.many, "total": one.total,
                })
            })
            .collect();
        output::say_json(&json!({ "statistics": told }));
        return Ok(());
    }
    for one in &found {
        let kind = one.kind.as_ref().map_or("people", |id| id.as_str());
        let item = one.item.as_ref().map_or("", |id| id.as_str());
        output::say(&format!(
            "{}  {kind}  {item}  {}  many {}  total {}",
            one.year, one.value, one.many, one.total
        ));
    }
    Ok(())
}

fn run_all(args: &RunArgs) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let done = retention::run(&app).map_err(|error| Verdict::Failed(error.to_string()))?;
    let overdue: u64 = done.iter().map(|(_, one)| one.overdue).sum();
    if args.json {
        let registers: Vec<Value> = done
            .iter()
            .map(|(register, one)| {
                json!({
                    "register": register.as_str(),
                    "people": one.looked,
                    "destroyed": one.destroyed,
                    "held": one.held,
                    "overdue": one.overdue,
                })
            })
            .collect();
        output::say_json(&json!({ "registers": registers, "overdue": overdue }));
    } else {
        for (register, one) in &done {
            let parts: Vec<String> =
                one.destroyed.iter().map(|(what, many)| format!("{what} {many}")).collect();
            let parts = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
            output::say(&format!(
                "{register}: destroyed {parts}; held for a case {}; overdue {}",
                one.held, one.overdue
            ));
        }
    }
    if overdue == 0 {
        return Ok(());
    }
    Err(Verdict::No(format!(
        "{overdue} could not be destroyed because somebody was changing them; run it again"
    )))
}

fn certificates(args: &CertificatesArgs) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let mut all = Vec::new();
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            let found = controller.gate.certificates(&register, 1_000);
            let found = found.map_err(|error| Verdict::Failed(error.to_string()))?;
            all.extend(found.into_iter().map(|one| (register.clone(), one)));
        }
    }
    if args.json {
        let told: Vec<Value> = all
            .iter()
            .map(|(register, one)| {
                json!({
                    "register": register.as_str(),
                    "day": one.day.to_string(),
                    "what": one.what,
                    "many": one.many,
                    "at": one.at.to_string(),
                })
            })
            .collect();
        output::say_json(&json!({ "certificates": told }));
        return Ok(());
    }
    for (register, one) in all {
        output::say(&format!("{}  {register}  {}  {}", one.day, one.what, one.many));
    }
    Ok(())
}
