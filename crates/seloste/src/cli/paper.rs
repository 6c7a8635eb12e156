//! `seloste paper`: who gets to the stores of paper, and which folders are out.

use super::{Verdict, output, settings::Place, words};
use crate::work::paper::{self, PaperError};
use clap::Subcommand;
use seloste_register::id::{PaperId, RegisterId, kind};
use serde_json::{Value, json};

/// Take a folder out of a store of paper, give it back, list who gets to each and what is out
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste paper list --data ./seloste-data --register webshop-customers\n  seloste paper take --data ./seloste-data --register webshop-customers --as aino.malli --store archive 2026-14"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(List),
    Take(Folder),
    Return(Folder),
}

/// List the stores with those who get to each, and the folders that are or were out
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste paper list --data ./seloste-data --register webshop-customers --json"
)]
struct List {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    register: RegisterId,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// One folder; it is recorded by name who takes it out and gives it back
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste paper return --data ./seloste-data --register webshop-customers --as aino.malli --store archive 2026-14"
)]
struct Folder {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    register: RegisterId,
    /// User name of the person
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// The store, as the statement names it
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Paper>)]
    store: PaperId,
    /// The folder's number
    #[arg(value_name = "FOLDER")]
    folder: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.verb {
        Verb::List(args) => list(args),
        Verb::Take(args) => {
            let app = args.place.open()?;
            let loan = paper::take(&app, (&args.register, &args.store), (&args.folder, &args.user));
            let loan = loan.map_err(verdict)?;
            output::say(&format!("{} is out since {}, taken by {}", loan.folder, loan.taken, args.user));
            Ok(())
        }
        Verb::Return(args) => {
            let app = args.place.open()?;
            let done = paper::give_back(&app, (&args.register, &args.store), (&args.folder, &args.user));
            done.map_err(verdict)?;
            output::say(&format!("{} is back", args.folder));
            Ok(())
        }
    }
}

fn list(args: &List) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let (stores, taken) = paper::list(&app, &args.register).map_err(verdict)?;
    if args.json {
        let stores: Vec<Value> = stores
            .iter()
            .map(|one| {
                let roles: Vec<&str> = one.store.roles.iter().map(|role| role.as_str()).collect();
                json!({ "store": one.store.id.as_str(), "roles": roles, "people": one.people })
            })
            .collect();
        let taken: Vec<Value> = taken
            .iter()
            .map(|one| {
                let returned = one.loan.returned.map(|at| at.to_string());
                json!({
                    "store": one.loan.store, "folder": one.loan.folder, "by": one.by,
                    "taken": one.loan.taken.to_string(), "returned": returned,
                })
            })
            .collect();
        output::say_json(&json!({ "stores": stores, "folders": taken }));
        return Ok(());
    }
    for one in &stores {
        output::say(&format!("{}: {}", one.store.id, one.people.join(", ")));
    }
    for one in &taken {
        let until = one.loan.returned.map_or_else(|| "out".to_owned(), |at| format!("back {at}"));
        output::say(&format!(
            "  {}/{}  {}  {}  {until}",
            one.loan.store, one.loan.folder, one.by, one.loan.taken
        ));
    }
    Ok(())
}

fn verdict(error: PaperError) -> Verdict {
    match error {
        PaperError::Failed(cause) => Verdict::Failed(cause),
        other => Verdict::No(other.to_string()),
    }
}
