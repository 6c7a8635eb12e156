//! `seloste request`: people's requests about their rights, from receipt to close, through the gate.

use super::{
    Verdict,
    asking::{Asked, Asking},
    output, words,
};
use crate::work::{
    package::{self, Extent, Told},
    personal,
    requests::{self, Deed, Order, Typed},
    statements::today,
};
use seloste_gate::{
    card::{ObjectRef, PermissionKind},
    erasure::Portion,
    package::Behalf,
    request::{RequestFilter, RequestLine, RequestRef, Taker},
};
use seloste_register::{
    id::{ConsentId, ItemId, ProhibitionId, RegisterId, kind},
    right::{Named as _, RightKind, case::State},
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

mod acts;
mod copy;
mod files;
mod letter;
use acts::Act;

/// Take in, handle and answer people's requests about their rights
///
/// The clock runs from the first receipt, in whatever channel and company: one calendar month, to the next working day.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste request open --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care --kind inspect --channel phone --words \"Wants to know what we hold\"\n  seloste request list --data ./seloste-data --register webshop-customers --as tietosuoja --purpose register-keeping\n  seloste request identify --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --subject SUBJECT --method document-seen REQUEST"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Open(Box<Open>),
    List(List),
    Show(Named),
    CarryOut(CarryOut),
    Pass(Pass),
    Places(Places),
    Package(PackageArgs),
    Letter(letter::Args),
    OrderCopy(copy::Order),
    CopyState(copy::Look),
    FetchCopy(copy::Fetch),
    Attach(files::Attach),
    File(files::Fetch),
    #[command(flatten)]
    Act(Act),
}

/// Take a request in: any way, of anybody, signed or not
///
/// Prints what the person gets as a receipt: its name and the day by which it is answered.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request open --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care --kind erase --channel letter --received 2026-11-02 --subject SUBJECT"
)]
struct Open {
    #[command(flatten)]
    asking: Asking,
    /// inspect, rectify, erase, restrict, object, portability, withdraw-consent or complaint
    #[arg(long, value_name = "KIND")]
    kind: String,
    /// letter, outlet, phone, email, web or account
    #[arg(long, value_name = "CHANNEL")]
    channel: String,
    /// When it first arrived anywhere: a day or a moment; without it, now
    #[arg(long, value_name = "TIME")]
    received: Option<String>,
    /// The company of the group that received it; without it, the controller
    #[arg(long, value_name = "ID")]
    company: Option<String>,
    /// The outlet that received it
    #[arg(long, value_name = "ID")]
    outlet: Option<String>,
    /// own, minor, guardian, representative, deceased, shared-address or wrong-person
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// wrong or outdated, for a rectification
    #[arg(long, value_name = "FLAW")]
    flaw: Option<String>,
    /// Whom it is about, as `seloste search` prints it; may be found out later
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// Who asks and how to reach them, as they say; stored sealed
    #[arg(long, value_name = "WORDS")]
    asker: Option<String>,
    /// What they say; stored sealed
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// A file that came with it, such as a scanned letter; may stand several times
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<std::path::PathBuf>,
}

/// List the queue, soonest due first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --kind erase --json"
)]
struct List {
    #[command(flatten)]
    asking: Asking,
    /// Only this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only in this state: open, proposed, decided, answered, closed, merged, passed
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only what the person named with --as looks after
    #[arg(long)]
    mine: bool,
    /// Only what is overdue
    #[arg(long)]
    overdue: bool,
    /// Also what is over
    #[arg(long)]
    all: bool,
    /// Where to go on, as the page before prints it
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    rows: u32,
}

/// Show a case and what happened in it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request show --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --json REQUEST"
)]
struct Named {
    #[command(flatten)]
    asking: Asking,
    /// The request's name, as `seloste request open` prints it
    #[arg(value_name = "REQUEST")]
    request: String,
}

/// Carry out what was granted, and say so in the case
///
/// An objection sets a prohibition, a withdrawal takes a consent back, an erasure erases. What was done by another verb is said in
/// words.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request carry-out --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --prohibition direct-advertising REQUEST"
)]
struct CarryOut {
    #[command(flatten)]
    named: Named,
    /// Set this prohibition
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Prohibition>, group = "deed")]
    prohibition: Option<ProhibitionId>,
    /// Take this consent back
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Consent>, group = "deed")]
    consent: Option<ConsentId>,
    /// Take back every consent that is in force
    #[arg(long, group = "deed")]
    all_consents: bool,
    /// Erase the person; it can't be undone
    #[arg(long, group = "deed")]
    erase: bool,
    /// With --erase, only this item with its earlier values; may stand several times
    #[arg(long = "item", value_name = "ID", requires = "erase", value_parser = words::id::<kind::Item>)]
    items: Vec<ItemId>,
    /// With --erase, only this object with what belongs to it, or the card's place in it; may stand several times
    #[arg(long = "object", value_name = "OBJECT", requires = "erase")]
    objects: Vec<String>,
    /// Restrict the use of the person's data
    #[arg(long, group = "deed")]
    restrict: bool,
    /// What was done by another verb
    #[arg(long, value_name = "WORDS", group = "deed")]
    words: Option<String>,
}

/// Pass a request to the register that it concerns, with its date
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request pass --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --to retail-customers REQUEST"
)]
struct Pass {
    #[command(flatten)]
    named: Named,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    to: RegisterId,
    /// It concerns this register as well: it stays open here until that register has answered
    #[arg(long)]
    also: bool,
}

/// Look for the places that hold what is to be put right; each becomes a task of the case
///
/// Items of the card and objects in spaces of staff alone. The case closes when each has been answered: put right, or why not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request places --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --value \"Vanhakatu 1\" REQUEST"
)]
struct Places {
    #[command(flatten)]
    named: Named,
    /// The value that is wrong or outdated, as it stands in the register
    #[arg(long, value_name = "VALUE")]
    value: String,
}

/// Put together everything about the person of a granted case, into a file
///
/// A ZIP with a page, a PDF to post, JSON, CSV and a vCard; or one of them, by the file's ending. The file holds readable personal
/// data: give it to the person and keep no copy.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request package --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping -o package.zip REQUEST"
)]
struct PackageArgs {
    #[command(flatten)]
    named: Named,
    /// The file to write: .zip, .pdf, .html or .json
    #[arg(short, long, value_name = "FILE")]
    output: std::path::PathBuf,
}

pub(crate) fn run(args: Args) -> Result<(), Verdict> {
    match args.verb {
        Verb::Open(args) => open(*args),
        Verb::List(args) => list(&args),
        Verb::Show(args) => show(&args),
        Verb::CarryOut(args) => carry_out(args),
        Verb::Pass(args) => pass(&args),
        Verb::Places(args) => places(&args),
        Verb::Package(args) => package(&args),
        Verb::Letter(args) => letter::run(&args),
        Verb::OrderCopy(args) => copy::order(&args),
        Verb::CopyState(args) => copy::look(&args),
        Verb::FetchCopy(args) => copy::fetch(&args),
        Verb::Attach(args) => files::attach(&args),
        Verb::File(args) => files::fetch(&args),
        Verb::Act(act) => {
            let (named, orders) = act.orders();
            take_steps(&named, orders)
        }
    }
}

fn open(args: Open) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let typed = Typed {
        kind: args.kind,
        channel: args.channel,
        received: args.received,
        company: args.company,
        outlet: args.outlet,
        party: args.party,
        flaw: args.flaw,
        subject: args.subject,
        asker: args.asker.map(Zeroizing::new),
        words: args.words.map(Zeroizing::new),
        files: args.files.iter().map(|path| files::read(path)).collect::<Result<_, _>>()?,
    };
    let new = asked.told(typed.read())?;
    let receipt = asked.told(requests::take(asked.gate()?, &asked.rules, &Taker::Staff(&asked.ask), new))?;
    if args.asking.json {
        output::say_json(&requests::receipt(&receipt));
    } else {
        output::say(&format!("{}  due {}", receipt.request.0, receipt.due));
    }
    Ok(())
}

fn list(args: &List) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let today = today(asked.gate()?.clock().as_ref());
    let kind = args.kind.as_deref().map(|kind| RightKind::understood(kind).ok_or(kind)).transpose();
    let state = args.state.as_deref().map(|state| State::read(state).ok_or(state)).transpose();
    let unknown =
        |word: &str| Verdict::Misused(format!("there is no {word}; see seloste request list --help"));
    let filter = RequestFilter {
        kind: kind.map_err(unknown)?,
        state: state.map_err(unknown)?,
        mine: args.mine,
        due_before: args.overdue.then_some(today),
        with_over: args.all,
    };
    let page = asked.told(asked.gate()?.requests(&asked.ask, &filter, (args.after.as_deref(), args.rows)))?;
    if args.asking.json {
        let lines: Vec<Value> = page.lines.iter().map(|line| requests::line(line, today)).collect();
        output::say_json(&json!({ "requests": lines, "next": page.next }));
        return Ok(());
    }
    for one in &page.lines {
        say_line(one, &asked, today);
    }
    if let Some(next) = page.next {
        output::note(&format!("more: --after {next}"));
    }
    Ok(())
}

fn say_line(line: &RequestLine, asked: &Asked, today: jiff::civil::Date) {
    let pending = if line.pending { "  identity pending" } else { "" };
    output::say(&format!(
        "{}  due {} ({})  {}  {}{pending}",
        line.request.0,
        line.due,
        requests::line(line, today).get("clock").and_then(Value::as_str).unwrap_or_default(),
        line.kind.name().get(asked.lang),
        line.state.name().get(asked.lang),
    ));
}

fn show(args: &Named) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let gate = asked.gate()?;
    let today = today(gate.clock().as_ref());
    let opened = asked.told(gate.open_request(&asked.ask, &RequestRef(args.request.clone())))?;
    if args.asking.json {
        output::say_json(&requests::request(&opened, &asked.rules, today, &personal::text));
        return Ok(());
    }
    say_line(&opened.line, &asked, today);
    for one in &opened.happened {
        output::say(&format!("{}  {}", one.at, one.code));
        for text in [&one.asker, &one.words].into_iter().flatten() {
            output::say(&format!("    {}", personal::text(text).as_str()));
        }
    }
    Ok(())
}

fn take_steps(named: &Named, orders: Vec<Order>) -> Result<(), Verdict> {
    let asked = named.asking.open()?;
    let gate = asked.gate()?;
    let request = RequestRef(named.request.clone());
    let mut line = None;
    for order in orders {
        line = Some(asked.told(requests::step(gate, &asked.ask, &request, order))?);
    }
    line.map_or(Ok(()), |line| say_step(&line, named, &asked))
}

fn say_step(line: &RequestLine, named: &Named, asked: &Asked) -> Result<(), Verdict> {
    let today = today(asked.gate()?.clock().as_ref());
    if named.asking.json {
        output::say_json(&requests::line(line, today));
    } else {
        say_line(line, asked, today);
    }
    Ok(())
}

fn carry_out(args: CarryOut) -> Result<(), Verdict> {
    let deed = match (args.prohibition, args.consent, args.words) {
        (Some(id), ..) => Deed::Permission(PermissionKind::Prohibition(id), None),
        (_, Some(id), _) => Deed::Permission(PermissionKind::Consent(id), None),
        (_, _, Some(words)) => Deed::Elsewhere(words),
        _ if args.erase && (!args.items.is_empty() || !args.objects.is_empty()) => {
            let objects = args.objects.into_iter().map(ObjectRef).collect();
            Deed::ErasePart(Portion { items: args.items, objects })
        }
        _ if args.erase => Deed::Erase,
        _ if args.all_consents => Deed::WithdrawAll,
        _ if args.restrict => Deed::Restrict,
        _ => {
            return Err(Verdict::Misused(
                "say --prohibition, --consent, --all-consents, --erase, --restrict or --words".to_owned(),
            ));
        }
    };
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let line = asked.told(requests::carry_out(
        (asked.gate()?, &asked.rules),
        &asked.ask,
        &request,
        (deed, asked.lang),
    ))?;
    say_step(&line, &args.named, &asked)
}

fn pass(args: &Pass) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let at = (asked.gate()?, &asked.ask);
    let passed = if args.also {
        requests::share(asked.app(), at, &request, &args.to)
    } else {
        requests::pass(asked.app(), at, &request, &args.to)
    };
    let receipt = asked.told(passed)?;
    if args.named.asking.json {
        output::say_json(&json!({ "register": args.to.as_str(), "receipt": requests::receipt(&receipt) }));
    } else {
        output::say(&format!("passed to {}: {}  due {}", args.to, receipt.request.0, receipt.due));
    }
    Ok(())
}

fn places(args: &Places) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let at = (asked.gate()?, &asked.ask, &*asked.rules);
    let places = asked.told(requests::places::list(at, &request, &args.value))?;
    if args.named.asking.json {
        output::say_json(&json!({ "places": places }));
    } else if places.is_empty() {
        output::say("nothing holds it");
    } else {
        places.iter().for_each(|place| output::say(place));
    }
    Ok(())
}

fn package(args: &PackageArgs) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let gate = asked.gate()?;
    let request = RequestRef(args.named.request.clone());
    let case = asked.told(gate.open_request(&asked.ask, &request))?;
    let Some(subject) = &case.subject else {
        return Err(Verdict::No("the case is not linked to anybody; identify the person first".to_owned()));
    };
    let package = asked.told(package::open(gate, &asked.ask, subject, Behalf::Case(&request)))?;
    let told = Told::new(&package, &asked.rules, asked.lang, Extent::of(case.case.kind));
    let failed = |error: package::PackageError| Verdict::Failed(error.to_string());
    let ending = args.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending {
        "zip" => told.zip().map_err(failed)?,
        "pdf" => told.pdf().map_err(failed)?,
        "html" => told.html().into_bytes(),
        "json" => format!("{:#}\n", told.json()).into_bytes(),
        _ => return Err(Verdict::Misused("the file must end in .zip, .pdf, .html or .json".to_owned())),
    };
    output::write_new(&args.output, &bytes)?;
    say_written(&args.named, &args.output, bytes.len());
    Ok(())
}

fn say_written(named: &Named, path: &std::path::Path, bytes: usize) {
    if named.asking.json {
        output::say_json(&json!({ "written": path, "bytes": bytes }));
    } else {
        output::say(&format!("written {} ({bytes} bytes)", path.display()));
    }
}
