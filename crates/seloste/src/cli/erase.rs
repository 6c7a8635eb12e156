//! `seloste erase`: what goes and what stays, told before and after, through the gate.

use super::{Verdict, asking::Asking, output};
use crate::work::mentions::{self, TO_THE_END};
use seloste_gate::{
    card::SubjectRef,
    erasure::{Course, Erasure, What, Why},
};
use seloste_register::{statement::Rules, text::Lang};
use serde_json::{Value, json};
use std::io::{BufRead as _, IsTerminal as _};

/// Erase a subject, or see what would go
///
/// Destroys the subject's key, so that old backups of the data can't be read either, and deletes ciphertexts, search tokens and
/// objects. What the law or a case keeps stays closed, and is told with its reason and its last day. It can't be undone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste erase --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --preview SUBJECT\n  seloste erase --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --yes SUBJECT"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Only tell what would go and what would stay, why, until when
    #[arg(long, conflicts_with = "yes")]
    preview: bool,
    /// Don't ask whether it is meant
    #[arg(long)]
    yes: bool,
    /// The subject's name in addresses, as `seloste search` prints it
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    if args.preview {
        let told = asked.told(mentions::preview(asked.gate()?, &asked.ask, &subject, TO_THE_END))?;
        tell(args, &asked.rules, ("preview", asked.lang), &told);
        return Ok(());
    }
    if !args.yes {
        confirm(&args.subject)?;
    }
    let told = asked.told(mentions::erase(asked.gate()?, &asked.ask, &subject, TO_THE_END))?;
    tell(args, &asked.rules, ("erased", asked.lang), &told);
    Ok(())
}

fn tell(args: &Args, rules: &Rules, (done, lang): (&str, Lang), told: &Erasure) {
    if args.asking.json {
        let mut answer = in_json(told, lang);
        if let Some(answer) = answer.as_object_mut() {
            answer.insert(done.to_owned(), json!(args.subject));
        }
        output::say_json(&answer);
        return;
    }
    let head = match (done, told.course) {
        ("preview", _) => format!("{}: nothing was changed", args.subject),
        (_, Course::Whole) => format!("erased {}", args.subject),
        (_, Course::Partly) => format!("erased {}, but for what has to stay", args.subject),
        (_, Course::Waits) => {
            format!("{} is held for a case: erased when it ends, and closed until then", args.subject)
        }
    };
    output::say(&head);
    for part in &told.goes {
        output::say(&format!("  goes:  {} {}", part.many, name(rules, &part.what, lang)));
    }
    for kept in &told.stays {
        let why = match &kept.why {
            Why::Law { name, source } => format!("{} ({source})", name.get(lang)),
            Why::Case => "held for a case".to_owned(),
        };
        output::say(&format!(
            "  stays: {} {}, until {}: {why}",
            kept.many,
            name(rules, &kept.what, lang),
            kept.until
        ));
    }
    if told.mentions > 0 {
        let many = told.mentions;
        output::say(&format!(
            "  to be looked at: {many} texts of others that may mention the person: seloste mention list"
        ));
    }
    if !told.fingerprints.is_empty() {
        let of: Vec<&str> = told
            .fingerprints
            .iter()
            .map(|id| rules.item(id).map_or(id.as_str(), |item| item.name.get(lang)))
            .collect();
        output::say(&format!(
            "  stays: a keyed fingerprint of {}, used only to keep others from bringing the person in again",
            of.join(", ")
        ));
    }
}

/// An erasure for machines.
fn in_json(told: &Erasure, lang: Lang) -> Value {
    let course = match told.course {
        Course::Whole => "whole",
        Course::Partly => "partly",
        Course::Waits => "waits",
    };
    let goes: Vec<Value> =
        told.goes.iter().map(|part| json!({ "what": key(&part.what), "many": part.many })).collect();
    let stays: Vec<Value> = told
        .stays
        .iter()
        .map(|kept| {
            let (why, source) = match &kept.why {
                Why::Law { name, source } => (name.get(lang), Some(source.as_str())),
                Why::Case => ("case", None),
            };
            json!({
                "what": key(&kept.what), "many": kept.many, "why": why, "source": source,
                "until": kept.until.to_string(),
            })
        })
        .collect();
    let fingerprints: Vec<&str> = told.fingerprints.iter().map(|id| id.as_str()).collect();
    json!({ "course": course, "goes": goes, "stays": stays, "fingerprints": fingerprints, "mentions": told.mentions })
}

fn key(what: &What) -> &str {
    match what {
        What::Category(id) => id.as_str(),
        What::Objects(id) => id.as_str(),
        What::Permissions => "permissions",
        What::Past => "earlier-values",
        What::Reasons => "reasons",
        What::Undeclared => "undeclared",
    }
}

fn name<'r>(rules: &'r Rules, what: &'r What, lang: Lang) -> &'r str {
    match what {
        What::Category(id) => rules.category(id).map_or(id.as_str(), |one| one.name.get(lang)),
        What::Objects(id) => rules.object(id).map_or(id.as_str(), |one| one.name.get(lang)),
        other => key(other),
    }
}

fn confirm(subject: &str) -> Result<(), Verdict> {
    if !std::io::stdin().is_terminal() {
        return Err(Verdict::Misused(
            "erasing can't be undone; say --yes, or --preview to see what would go".to_owned(),
        ));
    }
    output::note(&format!("Erasing {subject} can't be undone. Type the subject's name to go on:"));
    let mut typed = String::new();
    let read = std::io::stdin().lock().read_line(&mut typed);
    if read.is_ok() && typed.trim() == subject {
        return Ok(());
    }
    Err(Verdict::No("nothing was erased".to_owned()))
}
