//! `seloste residue`: what is left of somebody after an erasure.

use super::{Verdict, output, settings::Place, words};
use crate::work::residue::{self, ResidueError, SHORTEST};
use seloste_gate::{GateError, card::SubjectRef};
use seloste_register::id::RegisterId;
use serde_json::json;
use std::{io::BufRead as _, path::PathBuf};
use zeroize::Zeroizing;

/// Look for what is left of somebody who was erased
///
/// Reads what was known of the person from standard input, one value a line (name, e-mail, phone, street ...), and looks for it in every
/// file of the installation: databases with their indexes and logs, keys, recordings; in every row on PostgreSQL; and in whatever else
/// is named, such as the service's log. Says where, never what. With --subject, the tables and the keyring are asked
/// as well. Ends with code 0 when nothing is left, or only what the law or a case keeps.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  printf 'Xandrik Qvarnzel\\nxandrik@example.fi\\n' | seloste residue --data ./seloste-data --register webshop-customers \\\n      --subject SUBJECT --also /var/log/seloste.log"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The register of the subject
    #[arg(long, value_name = "ID", requires = "subject", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: Option<RegisterId>,
    /// The subject's name in addresses, as it was before the erasure
    #[arg(long, value_name = "SUBJECT", requires = "register")]
    subject: Option<String>,
    /// A file or folder to look through as well; may be said several times
    #[arg(long, value_name = "PATH")]
    also: Vec<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = Zeroizing::new(line.map_err(|error| Verdict::Failed(error.to_string()))?);
        let text = Zeroizing::new(line.trim().to_owned());
        if text.chars().count() >= SHORTEST {
            texts.push(text);
        } else if !text.is_empty() {
            output::note(&format!(
                "a value shorter than {SHORTEST} characters stands everywhere: it is left out"
            ));
        }
    }
    if texts.is_empty() && args.subject.is_none() {
        return Err(Verdict::Misused(
            "give what was known of the person on standard input, one value a line, or --register and --subject".to_owned(),
        ));
    }
    let app = args.place.open()?;
    let left = match (&args.register, &args.subject) {
        (Some(register), Some(subject)) => {
            let (home, _) = app.register(register).ok_or_else(|| {
                Verdict::No(format!("there is no register {register} in this installation"))
            })?;
            let left = home.gate.residue_of(register, &SubjectRef(subject.clone()));
            Some(left.map_err(|error| match error {
                GateError::Absent => Verdict::No("this is no name of a subject of the register".to_owned()),
                other => Verdict::Failed(format!("{other:?}")),
            })?)
        }
        _ => None,
    };
    let found = residue::scan(&app, &texts, &args.also).map_err(|error| match error {
        ResidueError::File { .. } => Verdict::No(error.to_string()),
        ResidueError::Gate(_) => Verdict::Failed(error.to_string()),
    })?;
    if args.json {
        output::say_json(&json!({
            "files": found.files, "bytes": found.bytes, "values": texts.len(), "found": found.found,
            "subject": left.as_ref().map(|left| json!({
                "rows": left.rows, "key": left.key, "erased": left.erased, "kept": left.kept,
            })),
        }));
    } else {
        output::say(&format!(
            "{} values looked for in {} files, {} bytes",
            texts.len(),
            found.files,
            found.bytes
        ));
        found.found.iter().for_each(|(place, many)| output::say(&format!("  {place}: {many} of the values")));
        if let Some(left) = &left {
            let kept = if left.kept { " (what the law or a case keeps)" } else { "" };
            left.rows.iter().for_each(|(table, many)| output::say(&format!("  {table}: {many} rows{kept}")));
            output::say(&format!("  key: {}; erasure on record: {}", yes(left.key), yes(left.erased)));
        }
    }
    if found.found.is_empty() && left.is_none_or(|left| left.is_clean()) {
        return Ok(());
    }
    Err(Verdict::No("something is left".to_owned()))
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
