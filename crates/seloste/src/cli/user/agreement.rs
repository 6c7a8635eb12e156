//! `seloste user agreement`: on which agreement a processor's people work here (claim R4-036).

use super::{Verdict, Where, output, words};
use crate::{session::standing, work::staff::role};
use jiff::civil::Date;
use seloste_gate::clock;
use seloste_register::id::{CompanyId, kind};

/// Put the agreement with a processor on record, or end it; without either, list what is on record
///
/// The processor's people work here only while one is in force: with its end all of them are cut off.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste user agreement --data ./seloste-data --register webshop-customers --company message-service \\\n      --reference \"DPA 7/2026\" --until 2027-12-31\n  seloste user agreement --data ./seloste-data --register webshop-customers --company message-service --end"
)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// The processor, as the statement names it among recipients
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Company>)]
    company: CompanyId,
    /// What the agreement is called in the controller's archive
    #[arg(long, value_name = "WORDS", conflicts_with = "end")]
    reference: Option<String>,
    /// First day of the agreement; without it, today
    #[arg(long, value_name = "DATE", requires = "reference")]
    from: Option<Date>,
    /// Last day of the agreement
    #[arg(long, value_name = "DATE", requires = "reference")]
    until: Option<Date>,
    /// End what is in force, at once
    #[arg(long)]
    end: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Verdict> {
    let app = args.at.open()?;
    let (register, company) = (&args.at.register, &args.company);
    if args.end {
        return match role::end_agreements(&app, register, company)? {
            0 => Err(Verdict::No(format!("no agreement with {company} is in force"))),
            _ => {
                output::say(&format!("The agreement with {company} has ended; its people are cut off."));
                Ok(())
            }
        };
    }
    let Some(reference) = &args.reference else {
        for one in role::agreements(&app, register, company)? {
            let ends = one.span.ends.map_or_else(|| "-".to_owned(), |at| at.to_string());
            output::say(&format!("{}\t{}\t{ends}", one.reference, one.span.starts));
        }
        return Ok(());
    };
    let reference = reference.trim();
    if reference.is_empty() || reference.chars().count() > 200 {
        return Err(Verdict::Misused(
            "say what the agreement is called, in at most 200 characters".to_owned(),
        ));
    }
    let from = args.from.unwrap_or_else(|| clock::day(app.clock().now()));
    role::agree(&app, register, company, (reference, standing::span(from, args.until)?))?;
    output::say(&format!("The agreement with {company} is on record."));
    Ok(())
}
