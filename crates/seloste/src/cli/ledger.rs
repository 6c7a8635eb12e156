//! `seloste ledger`: verifies the ledger, in the installation or as files, and writes it out for auditors.

use super::{Verdict, output, settings::Place};
use crate::app::Controller;
use clap::Subcommand;
use seloste_gate::{
    GateError,
    ledger::{Checkpoint, PublicKey, Sound, VerifyError, exported_key, verify_files},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Verify the ledger, or write it out for auditors
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  seloste ledger verify --data ./seloste-data\n  \
    seloste ledger export --data ./seloste-data --to ./audit\n  \
    seloste ledger verify --files ./audit/verkkopuoti-malli --key ./key.pub --known ./last-year/checkpoint")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Verify(VerifyArgs),
    Export(ExportArgs),
}

/// Verify every entry against the tree, the tree against its signed checkpoint, the checkpoint against those seen before
///
/// Finds edits, removals, insertions, reordering, a cut end, a rollback and rewritten history. With --files it needs
/// neither database nor installation. Ends with code 1 when something is wrong.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  seloste ledger verify --data ./seloste-data\n  \
    seloste ledger verify --files ./audit/verkkopuoti-malli --key ./key.pub --known ./last-year/checkpoint")]
struct VerifyArgs {
    #[command(flatten)]
    place: Place,
    /// Folder of an exported ledger, to verify instead of an installation
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
    /// The ledger's public key, as it was handed over; without it, the one among the files is believed
    #[arg(long, value_name = "FILE", requires = "files")]
    key: Option<PathBuf>,
    /// A checkpoint that was seen before; what it covers must not have changed
    #[arg(long, value_name = "FILE", requires = "files")]
    known: Option<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// Write the ledger of each controller into a folder, as files that verify without a database
///
/// The files are of the C2SP tlog-tiles form. They hold pseudonyms and no values.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste ledger export --data ./seloste-data --to ./audit")]
struct ExportArgs {
    #[command(flatten)]
    place: Place,
    /// Folder to write to; each controller gets a folder in it
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Verify(args) => match &args.files {
            Some(folder) => files(args, folder),
            None => installation(args),
        },
        What::Export(args) => export(args),
    }
}

/// A ledger's name with what came of verifying it.
type Verified = (String, Result<Sound, VerifyError>);

fn installation(args: &VerifyArgs) -> Result<(), Verdict> {
    let app = args.place.open_as_it_is()?;
    let verified =
        app.controllers().map(|controller| (controller.id.to_string(), verify(controller))).collect();
    tell(args.json, verified)
}

fn verify(controller: &Controller) -> Result<Sound, VerifyError> {
    // A ledger that was touched can't be put in order; what is wrong with it is what verifying says.
    let ordered = controller.gate.integrate_ledger();
    let sound = controller.gate.verify_ledger()?;
    ordered?;
    Ok(sound)
}

fn files(args: &VerifyArgs, folder: &Path) -> Result<(), Verdict> {
    let key = match &args.key {
        Some(file) => {
            let written = read(file)?;
            PublicKey::read(&written)
                .ok_or_else(|| Verdict::No(format!("{} is not a ledger's public key", file.display())))?
        }
        None => exported_key(folder).map_err(|error| Verdict::No(error.to_string()))?,
    };
    let known = match &args.known {
        None => None,
        Some(file) => Some(key.open(&read(file)?).ok_or_else(|| {
            Verdict::No(format!("{} is not a checkpoint that this ledger's key has signed", file.display()))
        })?),
    };
    let verified = verify_files(folder, &key, known.as_ref());
    tell(args.json, vec![(key.origin().to_owned(), verified)])
}

fn read(file: &Path) -> Result<String, Verdict> {
    std::fs::read_to_string(file).map_err(|error| Verdict::No(format!("{}: {error}", file.display())))
}

fn tell(as_json: bool, verified: Vec<Verified>) -> Result<(), Verdict> {
    if as_json {
        let ledgers: Vec<Value> = verified.iter().map(|(name, found)| in_json(name, found)).collect();
        output::say_json(&json!({ "ledgers": ledgers }));
    }
    let (mut unsound, mut failed) = (Vec::new(), Vec::new());
    for (name, found) in verified {
        match found {
            Ok(sound) if !as_json => output::say(&in_words(&name, &sound)),
            Ok(_) => {}
            Err(VerifyError::Fault(fault)) => unsound.push(format!("{name}: {fault}")),
            Err(VerifyError::Failed(cause)) => failed.push(format!("{name}: {cause}")),
        }
    }
    match (unsound.is_empty(), failed.is_empty()) {
        (true, true) => Ok(()),
        (false, _) => Err(Verdict::No(format!("the ledger is not sound\n  {}", unsound.join("\n  ")))),
        (true, false) => Err(Verdict::Failed(failed.join("\n  "))),
    }
}

fn in_words(name: &str, sound: &Sound) -> String {
    let Sound { checkpoint, waiting } = sound;
    match checkpoint {
        None => format!("{name}: sound, no entries"),
        Some(Checkpoint { size, root, .. }) => {
            format!(
                "{name}: sound, {size} entries, root {}, {waiting} waiting for a checkpoint",
                hex::encode(root)
            )
        }
    }
}

fn in_json(name: &str, found: &Result<Sound, VerifyError>) -> Value {
    let sound = found.as_ref().ok();
    let checkpoint = sound.and_then(|sound| sound.checkpoint.as_ref());
    json!({
        "ledger": name,
        "sound": sound.is_some(),
        "fault": found.as_ref().err().map(ToString::to_string),
        "entries": checkpoint.map(|checkpoint| checkpoint.size),
        "root": checkpoint.map(|checkpoint| hex::encode(checkpoint.root)),
        "waiting": sound.map(|sound| sound.waiting),
    })
}

fn export(args: &ExportArgs) -> Result<(), Verdict> {
    let app = args.place.open_as_it_is()?;
    let mut written = Vec::new();
    for controller in app.controllers() {
        let folder = args.to.join(controller.id.as_str());
        let failed = |error: GateError| Verdict::Failed(format!("{}: {error}", controller.id));
        if controller.gate.integrate_ledger().map_err(failed)? == 0 {
            output::note(&format!("{}: no entries yet", controller.id));
            continue;
        }
        let exported = controller.gate.export_ledger(&folder).map_err(failed)?;
        if !args.json {
            output::say(&format!("{}: {} entries in {}", controller.id, exported.size, folder.display()));
        }
        written.push(json!({
            "ledger": exported.origin,
            "entries": exported.size,
            "root": hex::encode(exported.root),
            "folder": folder.display().to_string(),
        }));
    }
    if args.json {
        output::say_json(&json!({ "ledgers": written }));
    }
    Ok(())
}
