//! `seloste notice`: the public notice of a statement, as a file or on the terminal.

use super::{Verdict, check, output, words};
use crate::work::statements;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use seloste_gate::clock::SystemClock;
use seloste_register::{statement::notice, text::Lang};
use std::path::{Path, PathBuf};

/// Write the public notice that a statement makes
///
/// The same statement gives the same bytes. A statement with errors gives no notice.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste notice registers/retail-customers.toml --lang fi --format html -o seloste.html"
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
    /// Write only the notice's own part, to be put on a page of one's own (html)
    #[arg(long)]
    fragment: bool,
    /// Address of a style sheet of one's own; without it a plain one stands in the page (html)
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
    /// A printable document (not built yet)
    Pdf,
    /// Data Privacy Vocabulary (not built yet)
    Jsonld,
    /// Records of processing, GDPR 30 (not built yet)
    Art30,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    if matches!(args.format, Format::Pdf | Format::Jsonld | Format::Art30) {
        return Err(Verdict::Misused(format!(
            "this version does not write notices as {}; use --format html or --format md",
            format_name(args.format)
        )));
    }
    let checked = statements::check_file(&args.file, statements::today(&SystemClock::default()));
    let Some(rules) = &checked.rules else {
        check::complain(&checked, Lang::En);
        return Err(Verdict::No(format!("{} has errors; no notice was written", args.file.display())));
    };
    let text = match args.format {
        Format::Md => notice::markdown(rules, args.lang),
        _ if args.fragment => notice::html(rules, args.lang),
        _ => notice::page(rules, args.lang, &stylesheet(args)),
    };
    match &args.output {
        None => output::say_raw(&text),
        Some(file) => write(file, &text)?,
    }
    Ok(())
}

/// The page carries its look with it: a notice that is copied somewhere stays one file.
fn stylesheet(args: &Args) -> String {
    let own = || format!("data:text/css;base64,{}", STANDARD.encode(include_str!("notice.css")));
    args.stylesheet.clone().unwrap_or_else(own)
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Html => "html",
        Format::Md => "md",
        Format::Pdf => "pdf",
        Format::Jsonld => "jsonld",
        Format::Art30 => "art30",
    }
}

/// Writes beside and renames, so that a reader never meets half a notice.
fn write(file: &Path, text: &str) -> Result<(), Verdict> {
    let failed = |error: std::io::Error| Verdict::Failed(format!("{}: {error}", file.display()));
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, text).map_err(failed)?;
    std::fs::rename(&beside, file).map_err(failed)
}
