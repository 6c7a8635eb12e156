//! `seloste import`: a file into a register, and a batch out again.

use super::{Verdict, asking, output, settings::Place, words};
use crate::{
    app::App,
    store::batch::{Batch, BatchId, Counts},
    work::import::{self, Form, Going, ImportError, Inspection, Job, Progress, Report, Upload, Why},
};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use seloste_gate::{Gate, GateError, ask::Ask};
use seloste_register::{
    diagnostics::Problem,
    id::{GroupId, PurposeId, RegisterId, SourceId},
    import::{Bought, GuessedBy, Mapping, Meaning},
    statement::{
        Rules,
        model::{Purpose, Statement},
    },
    text::Lang,
};
use serde_json::{Value, json};
use std::{
    io::IsTerminal as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Bring a file (CSV or XLSX) into a register, batch by batch
///
/// Without --map the columns' meanings are guessed from their headers; a column that can't be guessed refuses the import until a
/// mapping decides about it (write one with --write-map). A stopped import goes on when the same command is run again.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  seloste import --data ./seloste-data --register webshop-customers --source shop --as rekisteri \\\n      --write-map map.toml customers.csv\n  seloste import --data ./seloste-data --register webshop-customers --source shop --as rekisteri \\\n      --map map.toml --dry-run customers.csv\n  seloste import undo 1234567 --data ./seloste-data --register webshop-customers --as rekisteri"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    common: Common,
    /// The declared source that the file comes from
    #[arg(long, value_name = "ID", required = true, value_parser = words::id::<seloste_register::id::kind::Source>)]
    source: Option<SourceId>,
    /// What the columns mean, as a saved mapping
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Write the guessed mapping into a file, to be looked over, and bring nothing in
    #[arg(long, value_name = "FILE", conflicts_with = "map")]
    write_map: Option<PathBuf>,
    /// Make the same decisions, store nothing
    #[arg(long)]
    dry_run: bool,
    /// Write into a file what would become of each row, with reasons (a dry run)
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    rows: Option<PathBuf>,
    /// Write the rows that failed, with reasons, into a file
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    failed: Option<PathBuf>,
    #[command(flatten)]
    bought: BoughtArgs,
    /// The file
    #[arg(value_name = "FILE", required = true)]
    file: Option<PathBuf>,
}

/// How a list was bought: asked for where the source is a bought list, unless the mapping says it.
#[derive(Debug, clap::Args)]
struct BoughtArgs {
    /// Who sold the list
    #[arg(long, value_name = "NAME", requires_all = ["bought", "terms"])]
    seller: Option<String>,
    /// On which day it was bought
    #[arg(long, value_name = "DATE", requires = "seller")]
    bought: Option<Date>,
    /// On which terms
    #[arg(long, value_name = "WORDS", requires = "seller")]
    terms: Option<String>,
}

impl BoughtArgs {
    fn read(&self) -> Option<Bought> {
        Some(Bought { seller: self.seller.clone()?, on: self.bought?, terms: self.terms.clone()? })
    }
}

/// In which register, who.
#[derive(Debug, Clone, clap::Args)]
struct Common {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", required = true, value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: Option<RegisterId>,
    /// User name of the person on whose behalf the verb runs; the ledger names that person
    #[arg(long = "as", value_name = "USER", required = true)]
    user: Option<String>,
    /// The purpose, where the person's roles bring files in for more than one
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Purpose>)]
    purpose: Option<PurposeId>,
    /// Why, where the purpose wants a reason; stored sealed
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Undo a batch: erase whom it added, restore what it changed; people changed since stay
    #[command(
        after_help = "Example:\n  seloste import undo --data ./seloste-data --register webshop-customers --as eero.malli 1234"
    )]
    Undo {
        /// The batch's number, as the import printed it
        #[arg(value_name = "BATCH")]
        batch: i64,
        #[command(flatten)]
        common: Common,
    },
    /// List the batches of a register, newest first
    #[command(
        after_help = "Example:\n  seloste import list --data ./seloste-data --register webshop-customers --as eero.malli"
    )]
    List {
        #[command(flatten)]
        common: Common,
    },
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match (&args.part, &args.source, &args.file) {
        (Some(Part::Undo { batch, common }), ..) => undo(common, BatchId(*batch)),
        (Some(Part::List { common }), ..) => list(common),
        (None, Some(source), Some(file)) => bring(args, &args.common, source, file),
        _ => Err(Verdict::Misused("--source and FILE are needed".to_owned())),
    }
}

/// An opened installation and a question that names no person yet.
struct Asked {
    app: App,
    ask: Ask,
    rules: Arc<Rules>,
    lang: Lang,
}

impl Common {
    fn open(&self) -> Result<Asked, Verdict> {
        let (Some(register), Some(user)) = (self.register.clone(), &self.user) else {
            return Err(Verdict::Misused("--register and --as are needed".to_owned()));
        };
        let app = self.place.open()?;
        let Some((_, rules)) = app.register(&register) else {
            return Err(Verdict::No(format!("there is no register {register} in this installation")));
        };
        let actor = asking::actor(&app, &register, user)?;
        let granted = || import::purpose(&rules, &actor);
        let Some(purpose) = self.purpose.clone().or_else(granted) else {
            return Err(in_words(&ImportError::NotGranted, self.lang));
        };
        let ask = Ask { actor, register, purpose, reason: self.reason.clone() };
        Ok(Asked { app, ask, rules, lang: self.lang })
    }
}

impl Asked {
    fn gate(&self) -> Result<&Gate, Verdict> {
        let found = self.app.register(&self.ask.register);
        found
            .map(|(controller, _)| &controller.gate)
            .ok_or_else(|| Verdict::Failed("the register is gone".to_owned()))
    }
    /// A version of the statement that comes into force meanwhile holds from the next rows on.
    fn follow(&self) -> Result<(), GateError> {
        let (controller, _) = self.app.register(&self.ask.register).ok_or(GateError::Absent)?;
        self.app.follow_controller(controller).map(drop)
    }
    fn told<T>(&self, done: Result<T, ImportError>) -> Result<T, Verdict> {
        done.map_err(|error| in_words(&error, self.lang))
    }
}

fn bring(args: &Args, common: &Common, source: &SourceId, file: &Path) -> Result<(), Verdict> {
    for path in [&args.failed, &args.rows, &args.write_map].into_iter().flatten() {
        output::not_there_yet(path)?;
    }
    let asked = common.open()?;
    let upload = Upload::at(file);
    let mut undecided = Vec::new();
    let mut mapping = match &args.map {
        Some(path) => read_mapping(path, asked.lang)?,
        None => {
            let seen = import::inspect(&upload, &Mapping::default(), asked.rules.statement())
                .map_err(|error| Verdict::No(format!("{}: {error}", file.display())))?;
            if !common.json {
                show(&seen);
            }
            undecided = seen.undecided();
            seen.mapping()
        }
    };
    mapping.bought = args.bought.read().or(mapping.bought);
    if let Some(path) = &args.write_map {
        let purpose = asked.rules.purpose(&asked.ask.purpose);
        return write_mapping(path, mapping, (&undecided, asked.rules.statement(), purpose));
    }
    let job = Job {
        gate: asked.gate()?,
        ask: asked.ask.clone(),
        source: source.clone(),
        upload: &upload,
        mapping: &mapping,
    };
    let bar = bar();
    let mut unfollowed = None;
    let progress = |told: &Progress| match asked.follow() {
        Ok(()) => tell(&bar, told),
        Err(error) => {
            unfollowed = Some(error);
            ControlFlow::Break(())
        }
    };
    let done = if args.dry_run { import::dry_run(&job, progress) } else { import::run(&job, progress) };
    bar.finish_and_clear();
    if let Some(error) = unfollowed {
        return Err(in_words(&error.into(), asked.lang));
    }
    let report = done.map_err(|error| match error {
        ImportError::File(wrong) => Verdict::No(format!("{}: {wrong}", file.display())),
        other => in_words(&other, asked.lang),
    })?;
    if let (Some(path), Some(batch)) = (&args.failed, report.batch) {
        write_failed(&asked, batch, &upload, path)?;
    }
    if let Some(path) = &args.rows {
        write_rows(&report, asked.lang, path)?;
    }
    if common.json {
        output::say_json(&report_json(&report, asked.lang));
    } else {
        say_report(&report, asked.lang);
    }
    Ok(())
}

fn read_mapping(path: &Path, lang: Lang) -> Result<Mapping, Verdict> {
    let text =
        std::fs::read_to_string(path).map_err(|error| Verdict::No(format!("{}: {error}", path.display())))?;
    Mapping::from_toml(&text).map_err(|problems| Verdict::No(problem_lines(&problems, lang)))
}

/// Writes a mapping to be looked over. Where there are several groups it says which one new people would belong to; columns that
/// nothing is known of stand there to be decided on.
fn write_mapping(
    path: &Path,
    mut mapping: Mapping,
    (undecided, statement, purpose): (&[String], &Statement, Option<&Purpose>),
) -> Result<(), Verdict> {
    let groups = statement.subject_groups.iter().map(|group| &group.id);
    let groups: Vec<&GroupId> =
        groups.filter(|group| purpose.is_none_or(|one| one.concerns(group))).collect();
    let mut text = String::new();
    if groups.len() > 1 {
        mapping.group = mapping.group.or_else(|| groups.first().map(|group| (*group).clone()));
        let names: Vec<&str> = groups.iter().map(|group| group.as_str()).collect();
        text.push_str(&format!("# `group` is the group of new people: one of {}.\n", names.join(", ")));
    }
    if !undecided.is_empty() {
        let items: Vec<&str> = statement.items.iter().map(|item| item.id.as_str()).collect();
        text.push_str("# Not decided: give each of these a [[column]] as below, or move it into `ignore`.\n");
        text.extend(undecided.iter().map(|header| format!("#   {header:?}\n")));
        text.push_str(&format!("# The items are {}.\n", items.join(", ")));
    }
    text.push_str(&mapping.to_toml().map_err(|error| Verdict::Failed(error.to_string()))?);
    output::write_new(path, text.as_bytes())?;
    output::say(&format!(
        "wrote {}; look it over, then run again with --map {}",
        path.display(),
        path.display()
    ));
    Ok(())
}

fn write_failed(asked: &Asked, batch: BatchId, upload: &Upload<'_>, path: &Path) -> Result<(), Verdict> {
    let out = std::io::BufWriter::new(output::new_file(path)?);
    let written = import::write_failed(asked.gate()?, (&asked.ask.register, batch), upload, asked.lang, out);
    let rows = asked.told(written)?;
    output::note(&format!("wrote the failed rows ({rows}) into {}; it holds personal data", path.display()));
    Ok(())
}

fn write_rows(report: &Report, lang: Lang, path: &Path) -> Result<(), Verdict> {
    import::write_rows(report, lang, output::new_file(path)?)
        .map_err(|error| Verdict::Failed(format!("{}: {error}", path.display())))?;
    output::note(&format!("wrote what would become of the rows into {}", path.display()));
    Ok(())
}

/// What the file is, as guessed, and what its columns hold. Samples of values are for the mapping page, not for a terminal's
/// memory.
fn show(seen: &Inspection) {
    let form = match &seen.form {
        Form::Text { encoding, delimiter } => {
            let by = match encoding.by {
                GuessedBy::Mark => "its mark says so",
                GuessedBy::Validity => "all bytes are valid",
                GuessedBy::Zeros => "by its zero bytes",
                GuessedBy::Letters => "guessed by its letters",
                GuessedBy::Said => "as said",
            };
            format!("text, {} ({by}), {}", encoding.encoding.name(), delimiter.name())
        }
        Form::Workbook { sheet, sheets } => format!("workbook, sheet {sheet} of {}", sheets.len()),
    };
    output::note(&format!("{form}; {} rows, {} columns", seen.profile.rows(), seen.headers.len()));
    for (suggestion, column) in seen.suggestions.iter().zip(seen.profile.columns()) {
        let meaning = match &suggestion.meaning {
            Meaning::Item(item, None) => item.to_string(),
            Meaning::Item(item, Some(label)) => format!("{item} ({label})"),
            Meaning::NotAllowed => "ignored: may not be stored".to_owned(),
            Meaning::Technical => "ignored: a mark of the other system".to_owned(),
            Meaning::Unknown => "not known: decide in a mapping".to_owned(),
        };
        let percent = column.filled * 100 / seen.profile.rows().max(1);
        output::note(&format!("  {:<24} {percent:>3} %  {meaning}", suggestion.header));
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
    if std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}") {
            bar.set_style(style);
        }
    }
    bar
}

fn tell(bar: &ProgressBar, told: &Progress) -> Going {
    bar.set_length(told.of_bytes);
    bar.set_position(told.bytes);
    let (speed, left) = (told.rows_a_second(), told.seconds_left());
    bar.set_message(format!("{} rows, {speed:.0} rows/s, {left:.0} s left", told.counts.rows()));
    ControlFlow::Continue(())
}

fn undo(common: &Common, batch: BatchId) -> Result<(), Verdict> {
    let asked = common.open()?;
    let done = import::undo(asked.gate()?, &asked.ask, batch, |_| ControlFlow::Continue(()));
    let undone = asked.told(done)?;
    if common.json {
        let answer = json!({ "batch": batch.0, "erased": undone.erased, "restored": undone.restored, "kept": undone.kept });
        output::say_json(&answer);
    } else {
        let (erased, restored, kept) = (undone.erased, undone.restored, undone.kept);
        output::say(&format!(
            "undone: erased {erased}, restored {restored}, kept because changed since {kept}"
        ));
    }
    Ok(())
}

fn list(common: &Common) -> Result<(), Verdict> {
    let asked = common.open()?;
    let batches = asked.told(import::batches(asked.gate()?, &asked.ask.register, 100))?;
    if common.json {
        output::say_json(&json!({ "batches": batches.iter().map(batch_json).collect::<Vec<_>>() }));
        return Ok(());
    }
    for batch in &batches {
        let Batch { id, state, started, source, file_name, .. } = batch;
        output::say(&format!(
            "{}  {state:?}  {started}  {source}  {file_name}  {}",
            id.0,
            counts_line(&batch.counts)
        ));
    }
    Ok(())
}

fn batch_json(batch: &Batch) -> Value {
    json!({
        "batch": batch.id.0, "state": format!("{:?}", batch.state).to_lowercase(), "source": batch.source,
        "file": batch.file_name, "started": batch.started.to_string(), "ended": batch.ended.map(|ended| ended.to_string()),
        "counts": counts_json(&batch.counts), "kept": batch.kept, "bought": import::bought(batch),
    })
}

fn counts_line(counts: &Counts) -> String {
    let Counts { created, updated, unchanged, duplicate, refused, failed } = counts;
    format!(
        "created {created}, updated {updated}, unchanged {unchanged}, duplicate {duplicate}, refused {refused}, error {failed}"
    )
}

fn counts_json(counts: &Counts) -> Value {
    let Counts { created, updated, unchanged, duplicate, refused, failed } = counts;
    json!({
        "create": created, "update": updated, "unchanged": unchanged, "duplicate": duplicate, "refused": refused, "error": failed,
    })
}

fn say_report(report: &Report, lang: Lang) {
    match report.batch {
        Some(batch) => output::say(&format!("batch {}: {}", batch.0, counts_line(&report.counts))),
        None => output::say(&format!("trial, nothing was stored: {}", counts_line(&report.counts))),
    }
    for reason in &report.reasons {
        let Why { rule, column, what, remedy } = &reason.why;
        let column = if column.is_empty() { String::new() } else { format!(" in {column}") };
        let (rows, first) = (reason.rows, reason.first);
        let word = if rows == 1 { "row" } else { "rows" };
        output::say(&format!(
            "  {rows} {word} [{rule}]{column}, first row {first}: {} {}",
            what.get(lang),
            remedy.get(lang)
        ));
    }
}

fn report_json(report: &Report, lang: Lang) -> Value {
    let reasons: Vec<Value> = report
        .reasons
        .iter()
        .map(|reason| {
            json!({
                "rule": reason.why.rule, "column": reason.why.column, "rows": reason.rows, "first-row": reason.first,
                "what": reason.why.what.get(lang), "remedy": reason.why.remedy.get(lang),
            })
        })
        .collect();
    json!({ "batch": report.batch.map(|batch| batch.0), "counts": counts_json(&report.counts), "reasons": reasons })
}

fn problem_lines(problems: &[Problem], lang: Lang) -> String {
    let line = |problem: &Problem| {
        let place = problem.place.map_or(String::new(), |place| format!("{}:{}: ", place.line, place.column));
        format!("{place}[{}] {} {}", problem.rule, problem.what.get(lang), problem.remedy.get(lang))
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n  ")
}

fn in_words(error: &ImportError, lang: Lang) -> Verdict {
    match error {
        ImportError::Mapping(problems) => Verdict::No(problem_lines(problems, lang)),
        ImportError::Gate(GateError::Refused(refusal)) => Verdict::refused(refusal, lang),
        ImportError::Gate(GateError::Failed(cause)) => Verdict::Failed(cause.clone()),
        other => Verdict::No(other.to_string()),
    }
}
