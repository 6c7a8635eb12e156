//! `seloste notice`: the public notice of a statement, as a file or on the terminal.

use super::{Verdict, check, output, words};
use crate::work::{
    publish::{self, Form},
    statements,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use seloste_gate::clock::SystemClock;
use seloste_register::{
    statement::{
        Rules,
        notice::{self, Profile},
    },
    text::Lang,
};
use std::{
    io::IsTerminal as _,
    path::{Path, PathBuf},
};

/// Write the public notice that a statement makes
///
/// The same statement gives the same bytes. A statement with errors gives no notice.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste notice registers/retail-customers.toml --lang fi --format html -o seloste.html\n  seloste notice registers/retail-customers.toml --lang sv --format pdf -o beskrivning.pdf\n  seloste notice registers/retail-customers.toml --format art30 -o records.xlsx"
)]
pub(crate) struct Args {
    /// Statement file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Language of the notice
    #[arg(long, value_name = "LANG", default_value = "fi", value_parser = words::lang())]
    lang: Lang,
    /// Form of the notice
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Customary order in which it is written (html, md, pdf)
    #[arg(long, value_enum, default_value_t = Order::Tietosuojaseloste)]
    profile: Order,
    /// A service's own notice, with the parts that its customer has chosen (html, md)
    #[arg(long, value_name = "ID", conflicts_with = "profile")]
    service: Option<String>,
    /// Write only the notice's own part, to be put on a page of one's own (html)
    #[arg(long)]
    fragment: bool,
    /// Address of a style sheet of one's own; without it a plain one stands in the page (html, art30)
    #[arg(long, value_name = "URL", conflicts_with = "fragment")]
    stylesheet: Option<String>,
    /// File to write; without it the notice is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Forms of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A web page
    Html,
    /// Markdown
    Md,
    /// A printable document that screen readers can read (PDF/UA-1)
    Pdf,
    /// Data Privacy Vocabulary of the W3C as JSON-LD
    Jsonld,
    /// Transparency Information Language as JSON
    Tilt,
    /// Records of processing (GDPR 30): a web page, or a spreadsheet when the file to write ends in .xlsx
    Art30,
    /// Records of processing as a spreadsheet
    Art30Xlsx,
}

/// Customary orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Privacy notice, led by a summary
    Tietosuojaseloste,
    /// The older register description, numbered
    Rekisteriseloste,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let form = form(args)?;
    let checked = statements::check_file(&args.file, statements::today(&SystemClock::default()));
    let Some(rules) = &checked.rules else {
        check::complain(&checked, Lang::En);
        return Err(Verdict::No(format!("{} has errors; no notice was written", args.file.display())));
    };
    if let Some(service) = &args.service {
        let bytes = of_service(rules, service, (args.lang, &form))?;
        return tell(args, &bytes);
    }
    let profile = match args.profile {
        Order::Tietosuojaseloste => Profile::Privacy,
        Order::Rekisteriseloste => Profile::Register,
    };
    let bytes = publish::written(rules, args.lang, profile, &form)
        .map_err(|error| Verdict::Failed(format!("{}: {error}", args.file.display())))?;
    tell(args, &bytes)
}

fn tell(args: &Args, bytes: &[u8]) -> Result<(), Verdict> {
    match &args.output {
        None => output::say_bytes(bytes),
        Some(file) => write(file, bytes)?,
    }
    Ok(())
}

/// A service's own notice, in a form that has words alone.
fn of_service(rules: &Rules, service: &str, (lang, form): (Lang, &Form)) -> Result<Vec<u8>, Verdict> {
    let mut services = notice::services(rules);
    let Some(found) = services.find(|one| one.id.as_str() == service) else {
        return Err(Verdict::No(format!("no part of a service {service} was chosen by its customer")));
    };
    let content = notice::content_of_service(rules, lang, &found.id);
    match form {
        Form::Page(stylesheet) => Ok(content.document(stylesheet).into_bytes()),
        Form::Fragment => Ok(content.html().into_bytes()),
        Form::Markdown => Ok(content.markdown().into_bytes()),
        _ => Err(Verdict::Misused("a service's own notice is written as html or md".to_owned())),
    }
}

fn form(args: &Args) -> Result<Form, Verdict> {
    let sheet = args.output.as_ref().and_then(|file| file.extension()).is_some_and(|ending| ending == "xlsx");
    let form = match args.format {
        Format::Html if args.fragment => Form::Fragment,
        _ if args.fragment => {
            return Err(Verdict::Misused("only --format html has a --fragment".to_owned()));
        }
        Format::Html => Form::Page(stylesheet(args)),
        Format::Md => Form::Markdown,
        Format::Pdf => Form::Pdf,
        Format::Jsonld => Form::JsonLd,
        Format::Tilt => Form::Tilt,
        Format::Art30 if !sheet => Form::Records(stylesheet(args)),
        Format::Art30 | Format::Art30Xlsx => Form::RecordsSheet,
    };
    let binary = matches!(form, Form::Pdf | Form::RecordsSheet);
    if binary && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Verdict::Misused("this form is no text; name the file to write with -o FILE".to_owned()));
    }
    Ok(form)
}

/// The page carries its look with it: a notice that is copied somewhere stays one file.
fn stylesheet(args: &Args) -> String {
    let own = || format!("data:text/css;base64,{}", STANDARD.encode(include_str!("../../assets/notice.css")));
    args.stylesheet.clone().unwrap_or_else(own)
}

/// Writes beside and renames, so that a reader never meets half a notice.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Verdict> {
    let failed = |error: std::io::Error| Verdict::Failed(format!("{}: {error}", file.display()));
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, bytes).map_err(failed)?;
    std::fs::rename(&beside, file).map_err(failed)
}
