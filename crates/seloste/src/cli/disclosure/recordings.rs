//! `seloste disclosure order` and `seloste disclosure hand-over`: recordings that an authority asks for.

use crate::{
    cli::{Verdict, asking::Asking, output},
    work::{disclosure, personal},
};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectRef, SubjectRef},
    recorded::NewOrder,
    recording::MOST_BYTES,
};
use std::{fs::File, io::Write as _, path::PathBuf};

/// Put down which recordings of a subject an authority asks for
///
/// They are held from deletion from then on, and nobody but whoever hands them over gets them for it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure order --data ./seloste-data --register call-recordings --as tietosuoja --purpose rights \\\n      --subject SUBJECT --to 'Poliisi' --provision 'PoliisiL 4:3' --case-number 5500/R/1/26 RECORDING"
)]
pub(super) struct Order {
    #[command(flatten)]
    asking: Asking,
    /// Whose recordings
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// Who asks; stored sealed
    #[arg(long, value_name = "NAME")]
    to: String,
    /// authority or law
    #[arg(long, value_name = "GROUND", default_value = "authority")]
    ground: String,
    /// The provision, and the request; stored sealed
    #[arg(long, value_name = "WORDS")]
    provision: String,
    /// The number under which the authority keeps the matter; stored sealed
    #[arg(long, value_name = "NUMBER", default_value = "")]
    case_number: String,
    /// The recordings: these alone
    #[arg(value_name = "RECORDING", required = true)]
    recordings: Vec<String>,
}

/// Hand over what an order names: write the recordings into a folder, and put it on record
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure hand-over --data ./seloste-data --register call-recordings --as toinen --purpose rights \\\n      --subject SUBJECT --order 1042 --out ./poliisille"
)]
pub(super) struct HandOver {
    #[command(flatten)]
    asking: Asking,
    /// Whose recordings
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// The order
    #[arg(long, value_name = "NUMBER")]
    order: i64,
    /// Hand nothing over: end the order
    #[arg(long, conflicts_with = "out")]
    refuse: bool,
    /// A folder that does not exist yet
    #[arg(long, value_name = "DIR", required_unless_present = "refuse")]
    out: Option<PathBuf>,
}

pub(super) fn order(args: &Order) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let ground = disclosure::ground(Some(&args.ground));
    let new = NewOrder {
        to: args.to.clone(),
        ground: ground.ok_or_else(|| Verdict::No("--ground is authority or law".to_owned()))?,
        provision: args.provision.clone(),
        case_number: args.case_number.clone(),
        recordings: args.recordings.iter().cloned().map(ObjectRef).collect(),
    };
    let order =
        asked.told(asked.gate()?.order_recordings(&asked.ask, &SubjectRef(args.subject.clone()), &new))?;
    if args.asking.json {
        output::say_json(&serde_json::json!({ "order": order }));
    } else {
        output::say(&format!("order {order}"));
    }
    Ok(())
}

pub(super) fn hand_over(args: &HandOver) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let (gate, subject) = (asked.gate()?, SubjectRef(args.subject.clone()));
    let Some(out) = &args.out else {
        asked.told(gate.refuse_authority(&asked.ask, (&subject, args.order)))?;
        output::say("nothing is handed over, and nothing is held for it");
        return Ok(());
    };
    let orders = asked.told(gate.authority_orders(&asked.ask, &subject))?;
    let named = orders.into_iter().find(|one| one.order == args.order);
    let named = named.ok_or_else(|| Verdict::No("there is no such order".to_owned()))?;
    let failed = |error: std::io::Error| Verdict::Failed(format!("{}: {error}", out.display()));
    std::fs::create_dir(out).map_err(failed)?;
    for recording in &named.recordings {
        let mut file = File::create_new(out.join(&recording.0)).map_err(failed)?;
        asked.told(written((gate, &asked.ask), (&subject, args.order), recording, &mut file))?;
    }
    let reference = asked.told(gate.handed_to_authority(&asked.ask, (&subject, args.order)))?;
    output::say(&format!(
        "{} recording(s) in {}, reference {reference}",
        named.recordings.len(),
        out.display()
    ));
    Ok(())
}

fn written(
    (gate, ask): (&Gate, &Ask),
    order: (&SubjectRef, i64),
    recording: &ObjectRef,
    file: &mut File,
) -> Result<(), GateError> {
    let mut from = 0;
    loop {
        let heard = gate.listen_for_authority(ask, order, (recording, from..from + MOST_BYTES))?;
        file.write_all(&personal::sound(&heard)).map_err(|error| GateError::Failed(error.to_string()))?;
        from = heard.range.end;
        if from >= heard.of {
            return file.sync_all().map_err(|error| GateError::Failed(error.to_string()));
        }
    }
}
