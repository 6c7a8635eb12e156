//! `seloste request order-copy`, `copy-state`, `fetch-copy`: a copy of somebody's data as a job. Not here: what is in it
//! (`work/package`).

use super::{Named, say_written};
use crate::{
    cli::{Verdict, output},
    work::{
        package::{self, job},
        requests,
    },
};
use seloste_gate::{
    GateError,
    packages::{PackageOrder, PackageState},
    request::RequestRef,
};
use serde_json::json;

/// Order a copy of everything about the person of a granted case
///
/// A job of the running service puts it together; it waits sealed to be fetched for two weeks. Without a service, fetch-copy does
/// the work.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request order-copy --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --lang fi REQUEST"
)]
pub(super) struct Order {
    #[command(flatten)]
    named: Named,
}

/// Show how a copy stands
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request copy-state --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --json REQUEST"
)]
pub(super) struct Look {
    #[command(flatten)]
    named: Named,
}

/// Fetch a copy that was ordered, as a ZIP
///
/// The file holds readable personal data: give it to the person and keep none.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste request fetch-copy --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping -o copy.zip REQUEST"
)]
pub(super) struct Fetch {
    #[command(flatten)]
    named: Named,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: std::path::PathBuf,
}

pub(super) fn order(args: &Order) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let order =
        asked.told(requests::order_copy((asked.gate()?, &asked.ask, &*asked.rules), &request, asked.lang))?;
    say(&args.named, &order);
    Ok(())
}

pub(super) fn look(args: &Look) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let request = RequestRef(args.named.request.clone());
    let order = asked.told(asked.gate()?.package_order(&asked.ask, &request))?;
    let order = order.ok_or_else(|| Verdict::No("no copy was ordered, or its time is over".to_owned()))?;
    say(&args.named, &order);
    Ok(())
}

pub(super) fn fetch(args: &Fetch) -> Result<(), Verdict> {
    let asked = args.named.asking.open()?;
    let gate = asked.gate()?;
    let request = RequestRef(args.named.request.clone());
    let waits = |order: &PackageOrder| matches!(order.state, PackageState::Waiting | PackageState::Making);
    while asked.told(gate.package_order(&asked.ask, &request))?.as_ref().is_some_and(waits) {
        let home = asked.app().register(&asked.ask.register).map(|(home, _)| home);
        let done = home.map_or(Err(GateError::Absent), |home| job::next(asked.app(), home));
        if !asked.told(done)? {
            // The service has it in hand.
            break;
        }
    }
    let files = asked.told(package::fetch(gate, &asked.ask, &request))?;
    let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    let bytes = package::zipped(files).map_err(|error| Verdict::Failed(error.to_string()))?;
    output::write_new(&args.output, &bytes)?;
    say_written(&args.named, &args.output, bytes.len());
    Ok(())
}

fn say(named: &Named, order: &PackageOrder) {
    if named.asking.json {
        output::say_json(&json!({
            "state": order.state.as_str(),
            "files_made": order.made,
            "files": order.of,
            "ordered": order.ordered.to_string(),
            "ends": order.ends.to_string(),
        }));
    } else {
        let (state, made, of) = (order.state.as_str(), order.made, order.of);
        output::say(&format!("{state}  {made} of {of} files  until {}", order.ends));
    }
}
