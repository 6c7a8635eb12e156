//! `seloste restore`: puts a backup back, and brings it up to what has happened since before anybody is served.

use super::{Verdict, backup::verdict, output, settings::Place};
use crate::{
    installation::Installation,
    work::backup::{self, Back},
};
use seloste_gate::clock::Clock;
use serde_json::json;
use std::{path::PathBuf, sync::Arc};

/// Put a backup of the data back
///
/// Verifies the backup, then does again what happened since it was made: erasures, prohibitions, withdrawals, restrictions,
/// ends of retention; makes new search tokens; and only then puts it in place. Nothing is changed when something is wrong with
/// it. What was there before is set aside and named.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  seloste restore ./backups/ --data ./seloste-data\n  \
                  seloste restore ./keys/ --keys --identity ./backup-key --data ./seloste-data\n  \
                  seloste restore --in-place --data ./seloste-data --database postgres://...")]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Put keys back, where there are none
    #[arg(long)]
    keys: bool,
    /// The rows were put back by other tools (PostgreSQL): only do again what happened since
    #[arg(long, conflicts_with_all = ["keys", "from"])]
    in_place: bool,
    /// Only try whether it could be put back: nothing is changed, the service may run, and what came of it is noted
    #[arg(long, conflicts_with_all = ["keys", "in_place"])]
    trial: bool,
    /// File with the secret key that the backup is encrypted to
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// The backup, or the folder that holds it: then the newest
    #[arg(value_name = "FROM", required_unless_present = "in_place")]
    from: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let clock =
        |installation: &Installation| -> Arc<dyn Clock> { args.place.clock_or_system(&installation.head) };
    let place = (args.place.data.as_path(), &args.place.elsewhere());
    if args.in_place {
        return tell(args, &backup::in_place(place.0, place.1, &clock).map_err(verdict)?);
    }
    let from = args.from.as_ref().ok_or_else(|| Verdict::Misused("say what to put back: FROM".to_owned()))?;
    let identity = args.identity.as_deref();
    if args.keys {
        let now = args.place.now()?;
        let put = backup::restore_keys(from, &args.place.data, identity, now).map_err(verdict)?;
        output::say(&format!("keys of {} are back, as of {}", args.place.data.display(), put.made));
        output::say(
            "Who was erased after that moment is erased again only by a restore of data from before it: ask for \
                     those erasures again.",
        );
        return Ok(());
    }
    if args.trial {
        return tell(args, &backup::try_out(from, &args.place.open()?, identity).map_err(verdict)?);
    }
    tell(args, &backup::restore(from, place, identity, &clock).map_err(verdict)?)
}

fn tell(args: &Args, back: &Back) -> Result<(), Verdict> {
    let (done, right) = (&back.restored, &back.put_right);
    if args.json {
        output::say_json(&json!({
            "made": back.made.map(|made| made.to_string()),
            "people": done.people,
            "erased": done.erased,
            "without-key": done.without_key,
            "words": done.words,
            "restricted": done.restricted,
            "covered": done.covered,
            "expired": back.expired,
            "ledger": { "carried": done.ledger_carried, "lost": done.ledger_lost },
            "staff": {
                "ended": right.ended, "sessions": right.sessions, "new-start": right.new_start,
            },
            "versions": right.versions,
            "before": back.before.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        }));
        return Ok(());
    }
    if let Some(made) = back.made {
        output::say(&format!("put back as of {made}: {} people", done.people));
    }
    output::say(&format!("erased again: {}; without a key: {}", done.erased, done.without_key));
    output::say(&format!(
        "prohibitions and withdrawals in force again: {}; restrictions: {}",
        done.words, done.restricted
    ));
    output::say(&format!("mentions of erased people covered again in others' texts: {}", done.covered));
    output::say(&format!("past their term and destroyed: {}", back.expired));
    output::say(&format!("ledger: {} entries carried over, {} gone", done.ledger_carried, done.ledger_lost));
    output::say(&format!(
        "accounts, engagements, roles and keys ended again: {}; sessions ended: {}; versions of statements in force again: {}",
        right.ended, right.sessions, right.versions
    ));
    if !right.new_start.is_empty() {
        output::say(&format!(
            "signed in with something else since the backup, and need a new start code (seloste user code): {}",
            right.new_start.join(", ")
        ));
    }
    for before in &back.before {
        output::say(&format!(
            "what was there before: {}; delete it when you need it no more",
            before.display()
        ));
    }
    output::note(
        "Changes, consents, holds and new accounts made after the backup are not in it: look them over.",
    );
    Ok(())
}
