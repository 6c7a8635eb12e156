//! `seloste keys`: replaces keys.

use super::{Verdict, output, settings::Place};
use crate::{
    app::App,
    installation::{Installation, InstallationError},
    work::keys::{self, KeysError},
};
use seloste_register::id::RegisterId;
use serde_json::json;

/// Replace the key that wraps all others, or the keys of search
///
/// `rotate` replaces the key-encryption key (the file `kek`): once a year, and at once when others may have read it. It works while
/// the service runs. `renew-search` replaces the keys that search tokens are made with, so that tokens in old copies of the data
/// match nothing; it needs the service stopped and takes about a minute for 100,000 people.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  seloste keys rotate --data ./seloste-data\n  \
                  seloste keys renew-search --data ./seloste-data --register webshop-customers")]
pub(crate) struct Args {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, clap::Subcommand)]
enum Which {
    /// Replace the key-encryption key
    #[command(after_help = "Example:\n  seloste keys rotate --data ./seloste-data")]
    Rotate(Common),
    /// Replace search keys and make all search tokens anew
    #[command(
        after_help = "Example:\n  seloste keys renew-search --data ./seloste-data --register webshop-customers"
    )]
    RenewSearch {
        #[command(flatten)]
        common: Common,
        /// Of this register alone
        #[arg(long, value_name = "ID")]
        register: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
struct Common {
    #[command(flatten)]
    place: Place,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.which {
        Which::Rotate(common) => {
            let wrapped = keys::rotate(&common.place.open()?).map_err(verdict)?;
            if common.json {
                output::say_json(&json!({ "wrapped": wrapped }));
            } else {
                output::say(&format!("keys wrapped anew: {wrapped}"));
                output::note(
                    "Copies of the keyring made before this open with the old file `kek` alone: make a new one.",
                );
            }
        }
        Which::RenewSearch { common, register } => {
            let people = renew(common, register.as_deref())?;
            if common.json {
                output::say_json(&json!({ "people": people }));
            } else {
                output::say(&format!("search tokens made anew for {people} people"));
            }
        }
    }
    Ok(())
}

fn renew(common: &Common, register: Option<&str>) -> Result<u64, Verdict> {
    let place = &common.place;
    let no_register = |name: &str| Verdict::No(format!("there is no register {name} in this installation"));
    let only = register.map(|name| RegisterId::new(name).map_err(|_| no_register(name))).transpose()?;
    if let Some(only) = &only
        && place.open()?.register(only).is_none()
    {
        return Err(no_register(only.as_str()));
    }
    let open = || -> Result<App, InstallationError> {
        let installation = Installation::open(&place.data)?;
        let clock = place.clock_or_system(&installation.head);
        App::open(installation, &place.elsewhere(), clock)
    };
    keys::renew_search(&open, only.as_ref()).map_err(verdict)
}

fn verdict(error: KeysError) -> Verdict {
    match error {
        KeysError::NotAlone => Verdict::No(error.to_string()),
        KeysError::Installation(error) => error.into(),
        KeysError::Gate(error) => Verdict::Failed(error.to_string()),
    }
}
