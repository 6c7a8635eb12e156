//! `seloste backup`: a copy of the data without keys, or of the keys without data.

use super::{Verdict, output, settings::Place};
use crate::work::backup::{self, BackupError, Made};
use serde_json::json;
use std::path::PathBuf;

/// Copy an installation's data, without its keys
///
/// Works while the service runs. The copy opens nothing without the keys, which are copied by themselves (--keys), encrypted,
/// to another place, and for a few days only: whoever is erased is out of every copy once the last such copy of the keys is gone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste backup ./backups/ --data ./seloste-data\n  seloste backup --new-key ./backup-key\n  \
                  seloste backup ./keys/ --keys --recipient age1... --data ./seloste-data"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Copy the keys instead of the data
    #[arg(long)]
    keys: bool,
    /// Encrypt to this public key of age
    #[arg(long, value_name = "AGE1...")]
    recipient: Option<String>,
    /// Make a pair of keys for backups: writes the secret one to a new file and prints the public one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keys", "recipient", "to"])]
    new_key: Option<PathBuf>,
    /// Make what is due by the statements and the schedule, delete what is over; `serve` does so by itself
    #[arg(long, conflicts_with_all = ["keys", "recipient", "to", "new_key"])]
    due: bool,
    /// List the copies that were made; ends with code 1 while one is missed, or has not come to the declared store
    #[arg(long, conflicts_with_all = ["keys", "recipient", "to", "new_key", "due"])]
    list: bool,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// A file to write, or a folder (there already, or with a slash at its end) that gets a file named by the time;
    /// s3://BUCKET/PREFIX, the declared store, by way of the folder
    #[arg(value_name = "TO", required_unless_present_any = ["new_key", "due", "list"])]
    to: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    if let Some(file) = &args.new_key {
        let public = backup::new_identity(file).map_err(verdict)?;
        output::say(&public);
        output::note(&format!("The secret key is in {}: keep it away from the backups.", file.display()));
        return Ok(());
    }
    if args.due {
        let made = backup::go_on(&args.place.open()?).map_err(verdict)?;
        if made.is_empty() && !args.json {
            output::say("nothing is due, or no [backup] is declared in installation.toml");
        }
        made.iter().for_each(|made| tell(args, made));
        return Ok(());
    }
    if args.list {
        return list(args);
    }
    let to = args.to.as_ref().ok_or_else(|| Verdict::Misused("say where to: TO".to_owned()))?;
    let app = args.place.open()?;
    let recipient = args.recipient.as_deref();
    let made =
        if args.keys { backup::keyring(&app, to, recipient) } else { backup::make(&app, to, recipient) };
    tell(args, &made.map_err(verdict)?);
    Ok(())
}

fn list(args: &Args) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let (copies, state) =
        (backup::copies(&app, 200).map_err(verdict)?, backup::state(&app).map_err(verdict)?);
    if args.json {
        let told: Vec<_> = copies
            .iter()
            .map(|copy| {
                json!({
                    "kind": copy.kind, "file": copy.file, "sha256": copy.sha256, "bytes": copy.bytes,
                    "made": copy.made.to_string(), "ends": copy.ends.map(|at| at.to_string()),
                    "gone": copy.gone.map(|at| at.to_string()), "tried": copy.tried.map(|at| at.to_string()),
                    "outcome": copy.outcome, "store": copy.store.map(|store| store.as_str()),
                })
            })
            .collect();
        output::say_json(&json!({
            "copies": told, "due": state.due.map(|at| at.to_string()),
            "missed": state.missed, "untried": state.untried, "unsent": state.unsent,
        }));
    } else {
        for copy in &copies {
            let end = match (copy.gone, copy.ends) {
                (Some(gone), _) => format!("deleted {gone}"),
                (None, Some(ends)) => format!("until {ends}"),
                (None, None) => "no end".to_owned(),
            };
            let tried = copy.outcome.as_deref().unwrap_or("not tried");
            let store = copy.store.map_or(String::new(), |store| format!("  store: {}", store.as_str()));
            output::say(&format!(
                "{}  {}  {}  sha256 {}  {end}  {tried}{store}",
                copy.made, copy.kind, copy.file, copy.sha256
            ));
        }
    }
    if state.missed {
        return Err(Verdict::No("a backup that the statements promise is overdue".to_owned()));
    }
    if state.unsent {
        let why = "a backup has not come to the declared store: `seloste backup --due` says why";
        return Err(Verdict::No(why.to_owned()));
    }
    Ok(())
}

fn tell(args: &Args, made: &Made) {
    if args.json {
        output::say_json(&json!({
            "file": made.file.display().to_string(),
            "sha256": made.sha256,
            "bytes": made.bytes,
            "encrypted": made.encrypted,
            "made": made.manifest.made.to_string(),
            "ends": made.manifest.ends.map(|ends| ends.to_string()),
            "parts": made.manifest.files.len(),
        }));
        return;
    }
    output::say(&format!("{}  {} bytes  sha256 {}", made.file.display(), made.bytes, made.sha256));
    if let Some(ends) = made.manifest.ends {
        output::say(&format!("to be deleted by {ends}"));
    }
    if !made.encrypted {
        output::note(
            "Not encrypted as a whole: names in it are sealed, and its structure is not. Say --recipient to encrypt it.",
        );
    }
}

/// How an error ends the verb.
pub(super) fn verdict(error: BackupError) -> Verdict {
    if error.is_failure() { Verdict::Failed(error.to_string()) } else { Verdict::No(error.to_string()) }
}
