//! `seloste mailbox`: mail that opens cases, handed in by a mail server or by hand, and how the mailboxes do.

use super::{Verdict, output, settings::Place, words};
use crate::{
    app::App,
    mail::mailbox::Mailbox,
    work::{
        mailbox::{self, Taken, folder},
        requests,
    },
};
use seloste_gate::GateError;
use seloste_register::{
    id::{RegisterId, kind},
    right::Named as _,
};
use serde_json::{Value, json};
use std::{io::Read as _, path::PathBuf};

/// Longest mail in bytes.
const LONGEST: u64 = 64 << 20;

/// Open cases from mail, and see that none is lost
///
/// Mailboxes stand in installation.toml: [[mailbox]] register = "ID", address = "...", folder = "FOLDER". `serve` looks into their
/// folders by itself.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste mailbox take --data ./seloste-data --register webshop-customers letter.eml\n  seloste mailbox list --data ./seloste-data"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Take(Take),
    List(List),
    Try(Try),
}

/// Take one mail in: it opens a case and is answered with a receipt
///
/// Reads the mail from a file, or from standard input as a mail server hands it over. Code 0: it is taken and may be deleted. Who
/// wrote it is not known by that: a case begins with its identity pending.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mailbox take --data ./seloste-data --register webshop-customers - < letter.eml"
)]
struct Take {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    register: RegisterId,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// The mail (RFC 5322), or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// List the mailboxes and how they do; ends with code 1 while our own mail to one is lost
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste mailbox list --data ./seloste-data --json")]
struct List {
    #[command(flatten)]
    place: Place,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// Try the way to every mailbox now, by a mail of our own; `serve` does so by itself
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste mailbox try --data ./seloste-data")]
struct Try {
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.verb {
        Verb::Take(args) => take(args),
        Verb::List(args) => list(args),
        Verb::Try(args) => attempt(args),
    }
}

fn take(args: &Take) -> Result<(), Verdict> {
    let bytes = read(args)?;
    let app = args.place.open()?;
    let mailbox = of(&app, &args.register)?;
    let now = app.clock().now();
    let taken = mailbox::take(&app, &mailbox, (&bytes, now)).map_err(verdict)?;
    let (told, line): (Value, String) = match &taken {
        Taken::Opened { receipt, kind, recognised, answered } => {
            let mut told = requests::receipt(receipt);
            if let Some(told) = told.as_object_mut() {
                told.insert("taken".to_owned(), json!("opened"));
                told.insert("kind".to_owned(), json!(kind.code()));
                told.insert("recognised".to_owned(), json!(recognised));
                told.insert("answered".to_owned(), json!(answered));
            }
            let marked = if *recognised { "" } else { ", to be marked by a clerk" };
            (told, format!("{} {}{marked}; due {}", receipt.request.0, kind.code(), receipt.due))
        }
        Taken::Trial => (json!({ "taken": "trial" }), "our own mail: the way is open".to_owned()),
        Taken::Aside => (
            json!({ "taken": "aside" }),
            "no case: a program wrote it by itself, or it is no mail".to_owned(),
        ),
    };
    if args.json {
        output::say_json(&told)
    } else {
        output::say(&line)
    }
    match taken {
        Taken::Aside => Err(Verdict::No("the mail opened no case; look at it".to_owned())),
        Taken::Opened { .. } | Taken::Trial => Ok(()),
    }
}

fn read(args: &Take) -> Result<zeroize::Zeroizing<Vec<u8>>, Verdict> {
    let mut bytes = zeroize::Zeroizing::new(Vec::new());
    let told = args.file.display().to_string();
    let failed = |error: std::io::Error| Verdict::No(format!("{told}: {error}"));
    if told == "-" {
        std::io::stdin().take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = std::fs::File::open(&args.file).map_err(failed)?;
        file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.is_empty() || bytes.len() as u64 > LONGEST {
        return Err(Verdict::No(format!("{told}: a mail has 1 byte to 64 MiB")));
    }
    Ok(bytes)
}

/// The mailbox of a register; one without a folder where none is declared.
fn of(app: &App, register: &RegisterId) -> Result<Mailbox, Verdict> {
    let (_, rules) = app
        .register(register)
        .ok_or_else(|| Verdict::No(format!("there is no register {register} here; see: seloste check")))?;
    let declared = app.installation.head.mailboxes.iter().find(|mailbox| mailbox.register == *register);
    Ok(declared.cloned().unwrap_or_else(|| Mailbox {
        register: register.clone(),
        address: rules.statement().contact.email.clone().unwrap_or_default(),
        folder: None,
        try_every_hours: 0,
        lost_after_minutes: 60,
    }))
}

fn list(args: &List) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let mut told = Vec::new();
    let mut lost = 0;
    for mailbox in &app.installation.head.mailboxes {
        let state = mailbox::state(&app, mailbox).map_err(verdict)?;
        let aside = folder::lying_aside(&app, mailbox);
        lost += u32::from(state.lost);
        let sent = state.trial.map(|trial| trial.sent.to_string());
        let arrived = state.trial.and_then(|trial| trial.arrived).map(|at| at.to_string());
        if !args.json {
            let how = match (state.lost, &arrived) {
                (true, _) => "LOST: our own mail did not come in".to_owned(),
                (false, Some(at)) => format!("our own mail came in {at}"),
                (false, None) => "not tried yet, or our own mail is under way".to_owned(),
            };
            output::say(&format!("{} {}: {how}; {aside} aside", mailbox.register, mailbox.address));
        }
        told.push(json!({
            "register": mailbox.register.as_str(), "address": mailbox.address, "sent": sent, "arrived": arrived,
            "lost": state.lost, "aside": aside,
        }));
    }
    if args.json {
        output::say_json(&json!({ "mailboxes": told }));
    } else if told.is_empty() {
        output::say("installation.toml declares no [[mailbox]]");
    }
    if lost > 0 {
        return Err(Verdict::No(format!(
            "{lost} mailbox(es) lose mail; see to the way from the mail server to the folder"
        )));
    }
    Ok(())
}

fn attempt(args: &Try) -> Result<(), Verdict> {
    let app = args.place.open()?;
    for mailbox in &app.installation.head.mailboxes {
        mailbox::send_trial(&app, mailbox).map_err(verdict)?;
        output::say(&format!("{}: a mail is in line; `serve` sends it", mailbox.address));
    }
    if app.installation.head.mailboxes.is_empty() {
        return Err(Verdict::No("installation.toml declares no [[mailbox]]".to_owned()));
    }
    Ok(())
}

fn verdict(error: GateError) -> Verdict {
    match error {
        GateError::Refused(refusal) => Verdict::No(refusal.words.en),
        GateError::Absent => Verdict::No("there is no such register here".to_owned()),
        GateError::Problems(problems) => {
            let told = problems.iter().map(|one| format!("{}: {}", one.item, one.problem.what.en));
            Verdict::No(told.collect::<Vec<_>>().join("\n"))
        }
        GateError::Conflict(_) => Verdict::No("somebody else changed it at the same time".to_owned()),
        GateError::Failed(cause) => Verdict::Failed(cause),
    }
}
