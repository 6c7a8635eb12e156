//! `seloste recording`: recorded calls and messages into a register, whose extension is whose, what was not taken.

mod list;
mod verify;

use super::{
    Verdict,
    asking::{Asked, Asking},
    output, words,
};
use crate::{
    store::intake::{Outcome, Refusal},
    work::{
        recording::intake::{
            batch::{self, Format, NotTaken, Reading, Report},
            moment::Clock,
            plan::{Announced, Chosen, Standing},
            shares,
            table::Columns,
            take::{Intake, Trial, extension},
            watch::Watch,
        },
        staff,
    },
};
use clap::Subcommand;
use jiff::{SignedDuration, tz::TimeZone};
use seloste_register::{
    id::{ObjectKindId, SourceId},
    statement::model::Direction,
    text::Lang,
};
use serde_json::{Value, json};
use std::{collections::HashSet, path::PathBuf, time::Duration};

/// Between two looks at a watched folder.
const BETWEEN: Duration = Duration::from_secs(2);
/// Between the two looks of `--once`.
const ONCE: Duration = Duration::from_secs(1);

/// Take recorded calls and messages in, and see what was not taken
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording take --data ./seloste-data --register call-recordings --as puhelin --purpose rights \\\n      --format asterisk-cdr --announced --sounds /var/spool/asterisk/monitor Master.csv"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Take(Box<TakeArgs>),
    Watch(Box<WatchArgs>),
    Extension(ExtensionArgs),
    Refused(RefusedArgs),
    Verify(verify::Args),
    List(list::Args),
}

/// Take in calls or messages from files of a telephone system
///
/// The same files can be taken again: what is there already stays as it is. The sound is looked for beside each file and in
/// --sounds, by its name alone. docs/recordings.md says what each format tells.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste recording take --data ./seloste-data --register call-recordings --as puhelin --purpose rights \\\n      --format asterisk-cdr --announced --sounds /var/spool/asterisk/monitor Master.csv\n  seloste recording take --data ./seloste-data --register support-customers --as chat --purpose rights \\\n      --format chat --kind chat-recording chat-1042.json"
)]
struct TakeArgs {
    #[command(flatten)]
    from: FromSystem,
    /// Make the same decisions, store nothing
    #[arg(long)]
    dry_run: bool,
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Take in what a telephone system writes into a folder, until this is stopped
///
/// A file is taken when it has stopped growing and its sound is there too; then both are removed. What is refused goes into the
/// folder `refused` within it, with the reason beside it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording watch --data ./seloste-data --register call-recordings --as puhelin --purpose rights \\\n      --format freeswitch-json --announced /var/spool/calls"
)]
struct WatchArgs {
    #[command(flatten)]
    from: FromSystem,
    /// Look twice, a second apart, and end
    #[arg(long)]
    once: bool,
    /// The folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// What is known of a telephone system beforehand.
#[derive(Debug, clap::Args)]
struct FromSystem {
    #[command(flatten)]
    asking: Asking,
    /// The form of the files
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    format: Format,
    /// The kind of object that recordings are; the statement's first kind of recording when left out
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Object>)]
    kind: Option<ObjectKindId>,
    /// The declared source; the kind's first when left out
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Source>)]
    source: Option<SourceId>,
    /// A folder with the files of sound; may be said several times
    #[arg(long, value_name = "DIR")]
    sounds: Vec<PathBuf>,
    /// The zone of times that have none
    #[arg(long, value_name = "ZONE", default_value = "Europe/Helsinki", value_parser = zone_named)]
    zone: TimeZone,
    /// By how many seconds the telephone system's clock is ahead of the right time
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    ahead: i64,
    /// The direction of calls that don't tell
    #[arg(long, value_name = "DIRECTION", value_parser = direction_named)]
    direction: Option<Direction>,
    /// Every caller was told of the recording by an announcement; otherwise each call has to be marked
    #[arg(long)]
    announced: bool,
    /// Choose here which calls are recorded, by the share that the statement declares
    #[arg(long)]
    sample: bool,
    /// What the columns of a CSV file mean: a TOML file of `column = "field"`
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
}

/// Say whose an extension of the telephone system is
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording extension --data ./seloste-data --register call-recordings --as paakayttaja --purpose rights \\\n      201 aino.malli"
)]
struct ExtensionArgs {
    #[command(flatten)]
    asking: Asking,
    /// The extension, as the telephone system writes it
    #[arg(value_name = "EXTENSION")]
    extension: String,
    /// User name of the person whose it is from now on; left out: nobody's
    #[arg(value_name = "USER")]
    holder: Option<String>,
}

/// See what was not taken, by which rule, and which share of calls is recorded
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording refused --data ./seloste-data --register call-recordings --as paakayttaja --purpose rights"
)]
struct RefusedArgs {
    #[command(flatten)]
    asking: Asking,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    rows: u32,
}

fn format_named(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(Format::as_str).join(", ");
    Format::from_name(name).ok_or_else(|| format!("one of {}", names()))
}

fn zone_named(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| "a time zone such as Europe/Helsinki or UTC".to_owned())
}

fn direction_named(name: &str) -> Result<Direction, String> {
    let both = [Direction::Inbound, Direction::Outbound];
    both.into_iter().find(|one| one.as_str() == name).ok_or_else(|| "inbound or outbound".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Take(args) => take(args),
        What::Watch(args) => watch(args),
        What::Extension(args) => extend(args),
        What::Refused(args) => refused(args),
        What::Verify(args) => verify::run(args),
        What::List(args) => list::run(args),
    }
}

impl FromSystem {
    fn standing(&self) -> Standing {
        Standing {
            kind: self.kind.clone(),
            source: self.source.clone(),
            direction: self.direction,
            announced: if self.announced { Announced::Always } else { Announced::AsMarked },
            chosen: if self.sample { Chosen::Here } else { Chosen::BySender },
        }
    }

    fn reading(&self) -> Result<Reading, Verdict> {
        let columns = match &self.map {
            None => Columns::default(),
            Some(path) => {
                let bad = |error: &dyn std::fmt::Display| Verdict::No(format!("{}: {error}", path.display()));
                let text = std::fs::read_to_string(path).map_err(|error| bad(&error))?;
                toml::from_str(&text).map_err(|error| bad(&error))?
            }
        };
        let clock = Clock { zone: self.zone.clone(), ahead: SignedDuration::from_secs(self.ahead) };
        let (format, sounds) = (self.format, self.sounds.clone());
        Ok(Reading { format, columns, clock, sounds, growing: HashSet::new() })
    }

    fn tell(&self, report: &Report, lang: Lang, trial: Trial) {
        if self.asking.json {
            output::say_json(&report_json(report, lang, trial));
        } else {
            say_report(report, lang, trial);
        }
    }
}

fn take(args: &TakeArgs) -> Result<(), Verdict> {
    let reading = args.from.reading()?;
    let asked = args.from.asking.open()?;
    let intake = asked.told(Intake::new(asked.app(), asked.ask.clone(), args.from.standing()))?;
    let trial = if args.dry_run { Trial::Yes } else { Trial::No };
    let mut report = Report::default();
    let mut take = |file: &PathBuf| batch::take_file(&intake, &reading, (file, "cli"), trial, &mut report);
    let done = args.files.iter().try_for_each(&mut take);
    args.from.tell(&report, asked.lang, trial);
    asked.told(done)?;
    if report.refused.is_empty() {
        return Ok(());
    }
    Err(Verdict::No(format!("{} were not taken; the sender still has them", report.refused.len())))
}

fn watch(args: &WatchArgs) -> Result<(), Verdict> {
    let asked = args.from.asking.open()?;
    let mut watch = Watch::new(args.folder.clone(), args.from.reading()?);
    let mut looks = 0;
    loop {
        let intake = asked.told(Intake::new(asked.app(), asked.ask.clone(), args.from.standing()))?;
        let report = asked.told(watch.look(&intake))?;
        looks += 1;
        let last = args.once && looks == 2;
        if last || !report.is_empty() {
            args.from.tell(&report, asked.lang, Trial::No);
        }
        if last {
            return Ok(());
        }
        std::thread::sleep(if args.once { ONCE } else { BETWEEN });
    }
}

fn report_json(report: &Report, lang: Lang, trial: Trial) -> Value {
    let refused =
        report.refused.iter().flat_map(|one| one.problems.iter().map(move |problem| (one.line, problem)));
    let refused: Vec<Value> = refused
        .map(|(line, one)| {
            json!({
                "line": line, "rule": one.problem.rule, "item": one.item,
                "what": one.problem.what.get(lang), "remedy": one.problem.remedy.get(lang),
            })
        })
        .collect();
    json!({
        "trial": trial == Trial::Yes, "recorded": report.recorded, "not-recorded": report.not_recorded,
        "already": report.already, "unanswered": report.unanswered, "refused": refused,
    })
}

fn say_report(report: &Report, lang: Lang, trial: Trial) {
    let Report { recorded, not_recorded, already, unanswered, refused, .. } = report;
    let begin = if trial == Trial::Yes { "trial, nothing was stored: " } else { "" };
    output::say(&format!(
        "{begin}recorded {recorded}, not recorded {not_recorded}, there already {already}, unanswered {unanswered}, refused {}",
        refused.len()
    ));
    for NotTaken { line, problems } in refused {
        for one in problems {
            let place = if *line == 0 { String::new() } else { format!("line {line}: ") };
            output::say(&format!(
                "  {place}{} [{}]: {} {}",
                one.item,
                one.problem.rule,
                one.problem.what.get(lang),
                one.problem.remedy.get(lang)
            ));
        }
    }
}

fn extend(args: &ExtensionArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    keeps_accounts(&asked)?;
    let home = asked.app().register(&asked.ask.register).map(|(home, _)| home);
    let home = home.ok_or_else(|| Verdict::Failed("the register is gone".to_owned()))?;
    let account = match &args.holder {
        None => None,
        Some(user) => {
            let found = staff::account_by_user_name(home, user);
            Some(found.map_err(|_| Verdict::No(format!("{user} has no account that is in force")))?.id)
        }
    };
    let (register, now) = (&asked.ask.register, asked.app().clock().now());
    asked.told(extension(home, (register, args.extension.trim()), account, now))?;
    match &args.holder {
        Some(user) => output::say(&format!("{} is {user}'s from now on", args.extension)),
        None => output::say(&format!("{} is nobody's from now on", args.extension)),
    }
    Ok(())
}

/// Extensions and refusals are for whoever keeps accounts.
fn keeps_accounts(asked: &Asked) -> Result<(), Verdict> {
    let duty = seloste_register::statement::model::Duty::Accounts;
    if crate::session::standing::has_duty(asked.app(), &asked.ask.register, &asked.ask.actor, duty) {
        return Ok(());
    }
    Err(Verdict::No("only somebody who keeps the register's accounts may do this".to_owned()))
}

fn refused(args: &RefusedArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    keeps_accounts(&asked)?;
    let state = asked.told(shares::of(asked.app(), &asked.ask.register, args.rows))?;
    if args.asking.json {
        let refusals: Vec<Value> = state
            .refusals
            .iter()
            .map(|Refusal { at, rule, named, way, line }| {
                json!({ "at": at.to_string(), "rule": rule, "item": named, "way": way, "line": line })
            })
            .collect();
        let kinds: Vec<Value> = state
            .kinds
            .iter()
            .map(|kind| {
                json!({
                    "kind": kind.kind, "recorded": kind.many(Outcome::Recorded), "not-recorded": kind.many(Outcome::NotRecorded),
                    "refused": kind.many(Outcome::Refused), "share-percent": kind.percent(), "promised-percent": kind.promised,
                })
            })
            .collect();
        output::say_json(&json!({ "refusals": refusals, "kinds": kinds }));
        return Ok(());
    }
    for kind in &state.kinds {
        let percent = kind.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent} %"));
        output::say(&format!(
            "{}: recorded {}, not recorded {}, refused {}; share {percent}, promised {} %{}",
            kind.kind,
            kind.many(Outcome::Recorded),
            kind.many(Outcome::NotRecorded),
            kind.many(Outcome::Refused),
            kind.promised,
            if kind.exceeds() { ": MORE than the statement says" } else { "" },
        ));
    }
    for Refusal { at, rule, named, way, line } in &state.refusals {
        output::say(&format!("{at}  {rule}  {named}  {way}  line {line}"));
    }
    Ok(())
}
