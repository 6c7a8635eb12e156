//! `seloste prove`: holds every sentence of a register's notice against the running installation.

use super::{Verdict, output, settings::Place, words};
use crate::{
    app::App,
    work::proof::{
        self, Options, ProofError,
        report::{Report, State},
    },
};
use seloste_register::{id::RegisterId, text::Lang};
use serde_json::json;
use std::{
    io::IsTerminal as _,
    path::{Path, PathBuf},
};

/// Prove the claims of a register's notice against the running installation
///
/// Every sentence of the notice is a claim. Each is proven (a check of the system shows it), a measure (people's evidence in
/// date), unproven (nothing shows it) or broken. Ends with code 1 when one is broken. The report is kept.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  seloste prove --data ./seloste-data\n  \
    seloste prove --data ./seloste-data --register retail-customers --claim purpose--marketing\n  \
    seloste prove --data ./seloste-data --register retail-customers --format pdf -o proof.pdf")]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The register; without it, all of them
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: Option<RegisterId>,
    /// One claim alone, by the name of its sentence in the notice
    #[arg(long, value_name = "ID", requires = "register")]
    claim: Option<String>,
    /// Look at the data of at most so many people, chosen at even distances from a random start
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    people: u64,
    /// The solver that proves access: cvc5, by name or path
    #[arg(long, value_name = "PROGRAM", default_value = "cvc5", env = "SELOSTE_SOLVER")]
    solver: PathBuf,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// File to write the report to
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the report
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A web page
    Html,
    /// A printable document
    Pdf,
    /// For programs
    Json,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let registers = match &args.register {
        Some(register) => vec![register.clone()],
        None => app.controllers().flat_map(|controller| controller.gate.registers()).collect(),
    };
    let mut reports = Vec::new();
    for register in &registers {
        reports.push(prove(&app, register, args)?);
    }
    match (form(args), &args.output) {
        (Some(format), Some(file)) => write(file, format, &reports, args.lang)?,
        (Some(Format::Json), None) => output::say_json(&json!({ "reports": reports })),
        (Some(format @ Format::Html), None) => {
            let page = rendered(format, &reports, args.lang)?;
            output::say_raw(&String::from_utf8_lossy(&page));
        }
        (Some(Format::Pdf), None) => {
            return Err(Verdict::Misused("a PDF is written to a file; name it with -o".to_owned()));
        }
        (None, _) => reports.iter().for_each(|report| in_words(report, args.lang)),
    }
    let broken: Vec<String> = reports
        .iter()
        .flat_map(|report| report.broken().map(|claim| format!("{}: {}", report.register, claim.id)))
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    Err(Verdict::No(format!("{} claim(s) are broken\n  {}", broken.len(), broken.join("\n  "))))
}

/// What is asked for; a file's ending says it too.
fn form(args: &Args) -> Option<Format> {
    let by_name = args.output.as_ref().map(|file| match file.extension().and_then(|end| end.to_str()) {
        Some("pdf") => Format::Pdf,
        Some("json") => Format::Json,
        _ => Format::Html,
    });
    args.format.or_else(|| args.json.then_some(Format::Json)).or(by_name)
}

fn prove(app: &App, register: &RegisterId, args: &Args) -> Result<Report, Verdict> {
    let options = Options { solver: args.solver.clone(), people: args.people, claim: args.claim.clone() };
    let seen = std::io::stderr().is_terminal();
    let mut at = String::new();
    let mut tell = |check: &str, passed: u64, all: u64| {
        if seen && (check != at || passed == all) {
            at = check.to_owned();
            output::note(&format!("{register}: {check} {passed}/{all}"));
        }
    };
    proof::prove(app, register, &options, &mut tell).map_err(|error| match error {
        ProofError::Failed(cause) => Verdict::Failed(cause),
        ProofError::NoRegister(_) | ProofError::NoClaim(..) => Verdict::No(error.to_string()),
    })
}

fn in_words(report: &Report, lang: Lang) {
    let summary = report.summary;
    output::say(&format!(
        "{}: proven {}, measure {}, unproven {}, broken {} ({})",
        report.register, summary.proven, summary.measure, summary.unproven, summary.broken, report.at
    ));
    for claim in &report.claims {
        output::say(&format!("  {:8}  {}  {}", claim.state.as_str(), claim.id, claim.text.get(lang)));
        if claim.state != State::Proven {
            output::say(&format!("            {}", claim.why.get(lang)));
        }
    }
}

fn rendered(format: Format, reports: &[Report], lang: Lang) -> Result<Vec<u8>, Verdict> {
    match format {
        Format::Json => Ok(format!("{:#}\n", json!({ "reports": reports })).into_bytes()),
        Format::Html => Ok(proof::document::page(reports, lang).into_bytes()),
        Format::Pdf => proof::document::pdf(reports, lang).map_err(Verdict::Failed),
    }
}

/// Writes beside and renames, so that a reader never meets half a report.
fn write(file: &Path, format: Format, reports: &[Report], lang: Lang) -> Result<(), Verdict> {
    let failed = |error: std::io::Error| Verdict::Failed(format!("{}: {error}", file.display()));
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, rendered(format, reports, lang)?).map_err(failed)?;
    std::fs::rename(&beside, file).map_err(failed)
}
