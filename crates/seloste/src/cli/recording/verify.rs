//! `seloste recording verify`: is every recording as it was sealed, and within its term?

use crate::cli::{Verdict, output, settings::Place, words};
use seloste_gate::{
    card::ObjectRef,
    examine::{Files, Recordings},
};
use seloste_register::id::RegisterId;
use serde_json::{Value, json};

/// Hold every recording against what was sealed
///
/// Reads each sealed file and compares its digest; nothing is opened. Also says what is past its term, of which recordings
/// the person had not been told, and which belong to nothing. Ends with code 1 when something is wrong.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste recording verify --data ./seloste-data --register call-recordings"
)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The register; all of them when left out
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: Option<RegisterId>,
    /// Only look whether each file is there, without reading it
    #[arg(long)]
    quick: bool,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let files = if args.quick { Files::Leave } else { Files::Read };
    let (mut found, mut known) = (Vec::new(), false);
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            if args.register.as_ref().is_some_and(|wanted| *wanted != register) {
                continue;
            }
            known = true;
            let mut tell = |passed: u64| output::note(&format!("{register}: {passed} recordings"));
            let one = controller.gate.examine_recordings(&register, files, &mut tell);
            found.push((register.clone(), one.map_err(|error| Verdict::Failed(error.to_string()))?));
        }
    }
    if let Some(wanted) = args.register.as_ref().filter(|_| !known) {
        return Err(Verdict::No(format!("{wanted} is not a register of this installation")));
    }
    if args.json {
        output::say_json(&Value::Array(found.iter().map(|(register, one)| told(register, one)).collect()));
    } else {
        found.iter().for_each(|(register, one)| say(register, one));
    }
    let wrong: u64 = found.iter().map(|(_, one)| faults(one)).sum();
    if wrong == 0 {
        return Ok(());
    }
    Err(Verdict::No(format!("{wrong} recording(s) are not as they should be")))
}

/// How many things are wrong.
fn faults(one: &Recordings) -> u64 {
    let files = one.broken.len() + one.missing.len();
    files as u64 + one.without_object + one.not_told + one.overdue
}

fn told(register: &RegisterId, one: &Recordings) -> Value {
    let names = |objects: &[ObjectRef]| objects.iter().map(|object| object.0.clone()).collect::<Vec<_>>();
    json!({
        "register": register.as_str(), "recordings": one.looked_at, "bytes": one.bytes,
        "broken": names(&one.broken), "missing": names(&one.missing), "without-object": one.without_object,
        "not-told": one.not_told, "overdue": one.overdue, "held": one.held,
    })
}

fn say(register: &RegisterId, one: &Recordings) {
    output::say(&format!(
        "{register}: {} recordings, {} bytes read; broken {}, missing {}, without object {}, not told {}, past the term {}, \
         held {}",
        one.looked_at,
        one.bytes,
        one.broken.len(),
        one.missing.len(),
        one.without_object,
        one.not_told,
        one.overdue,
        one.held,
    ));
    for (what, objects) in [("broken", &one.broken), ("missing", &one.missing)] {
        objects.iter().for_each(|object| output::say(&format!("  {what}: {}", object.0)));
    }
}
