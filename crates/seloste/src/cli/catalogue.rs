//! `seloste catalogue`: what derived items are looked up in, such as which accessories fit which product.

use super::{Verdict, asking::Asking, output, words};
use crate::work::derive::{self, CatalogueError};
use clap::Subcommand;
use seloste_register::id::{CatalogueId, kind};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Load a catalogue that derived items are looked up in, or see what is loaded
///
/// Which accessories and services fit which product: the same for everybody, no personal data. Whoever may bring in files may.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste catalogue load --data ./seloste-data --register retail-customers --as aino.malli \\\n      --purpose register-keeping --catalogue fits sopivat.csv"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Load(LoadArgs),
    List(ListArgs),
    Show(ShowArgs),
}

/// Put a file in the place of all that the catalogue had, and derive everybody's items anew
///
/// CSV in UTF-8 with a heading and two columns: what is looked up, and what fits it; a row for each thing that fits.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste catalogue load --data ./seloste-data --register retail-customers --as aino.malli \\\n      --purpose register-keeping --catalogue fits sopivat.csv"
)]
struct LoadArgs {
    #[command(flatten)]
    asking: Asking,
    /// The catalogue, as the statement names it
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Catalogue>)]
    catalogue: CatalogueId,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// See the register's catalogues, when each was loaded and how many rows it has
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste catalogue list --data ./seloste-data --register retail-customers --as aino.malli \\\n      --purpose register-keeping"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
}

/// See the rows of a catalogue
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste catalogue show --data ./seloste-data --register retail-customers --as aino.malli \\\n      --purpose register-keeping --catalogue fits"
)]
struct ShowArgs {
    #[command(flatten)]
    asking: Asking,
    /// The catalogue
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Catalogue>)]
    catalogue: CatalogueId,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Load(args) => load(args),
        What::List(args) => list(args),
        What::Show(args) => show(args),
    }
}

fn load(args: &LoadArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let rows = derive::read_catalogue(&args.file).map_err(|error| match error {
        CatalogueError::File(_) | CatalogueError::NotText | CatalogueError::Row(_) => {
            Verdict::No(format!("{}: {error}", args.file.display()))
        }
    })?;
    let gate = asked.gate()?;
    asked.told(gate.load_catalogue(&asked.ask, &args.catalogue, &rows))?;
    let done = asked.told(derive::run_register(gate, &asked.ask.register, None))?;
    if args.asking.json {
        output::say_json(&json!({ "rows": rows.len(), "people": done.looked, "changed": done.changed }));
    } else {
        output::say(&format!(
            "{} rows; derived anew for {} people, changed for {}",
            rows.len(),
            done.looked,
            done.changed
        ));
    }
    Ok(())
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.catalogues(&asked.ask))?;
    if args.asking.json {
        let told: Vec<Value> = found
            .iter()
            .map(|one| {
                let loaded = one.loaded.map(|at| at.to_string());
                json!({ "catalogue": one.catalogue.as_str(), "loaded": loaded, "rows": one.rows })
            })
            .collect();
        output::say_json(&json!({ "catalogues": told }));
        return Ok(());
    }
    for one in &found {
        let loaded = one.loaded.map_or_else(|| "never loaded".to_owned(), |at| format!("loaded {at}"));
        output::say(&format!("{}  {loaded}  {} rows", one.catalogue, one.rows));
    }
    Ok(())
}

fn show(args: &ShowArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let rows = asked.told(asked.gate()?.catalogue_rows(&asked.ask, &args.catalogue, u32::MAX))?;
    if args.asking.json {
        let told: Vec<Value> = rows.iter().map(|row| json!({ "of": row.of, "gives": row.gives })).collect();
        output::say_json(&json!({ "rows": told }));
        return Ok(());
    }
    rows.iter().for_each(|row| output::say(&format!("{};{}", row.of, row.gives)));
    Ok(())
}
