//! `seloste user unused`: roles that nobody has used, for removal.

use super::{Verdict, output, settings::Place, words};
use crate::work::staff::people;
use jiff::ToSpan as _;
use seloste_register::id::{RegisterId, kind};
use serde_json::{Value, json};

/// Report roles whose holders have not signed in for a while, and roles not reviewed in a year; ends with code 1 when there are any
///
/// Access rests on a need that is looked at again: take away what is not used.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user unused --data ./seloste-data --register webshop-customers --days 90"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    register: RegisterId,
    /// Days without a sign-in after which a role counts as unused
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=3650))]
    days: i64,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let app = args.place.open()?;
    let now = app.clock().now();
    let since = now.checked_sub((args.days * 24).hours()).map_err(|error| Verdict::No(error.to_string()))?;
    let found =
        people::unused(&app, &args.register, since).map_err(|error| Verdict::No(error.to_string()))?;
    if args.json {
        let told: Vec<Value> = found
            .iter()
            .map(|one| {
                json!({
                    "user": one.user, "role": one.role.as_str(), "task": one.task, "given": one.given.to_string(),
                    "reviewed": one.reviewed.to_string(), "used": one.used.map(|at| at.to_string()),
                    "unused": one.is_unused, "review_due": one.is_review_due,
                })
            })
            .collect();
        output::say_json(&json!({ "roles": told }));
    } else {
        for one in &found {
            let used = one.used.map_or_else(|| "never".to_owned(), |at| at.to_string());
            let review = if one.is_review_due { "; review is due" } else { "" };
            output::say(&format!("{}  {}  {}  last signed in: {used}{review}", one.user, one.role, one.task));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Verdict::No(format!(
        "{} role(s) to be looked at; take one away with: seloste user role end",
        found.len()
    )))
}
