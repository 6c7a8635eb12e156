//! `seloste user correct`: another name, address or mark for a person who has an account.

use super::Where;
use crate::{
    cli::{Verdict, output},
    work::staff::{
        self,
        account::{self, Particulars},
    },
};

/// Correct a person's name, e-mail address or personnel mark
///
/// The user name stays, and so does what was written under the old name. What is not given stays as it is.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user correct --data ./seloste-data --register webshop-customers --user aino.esimerkki \\\n      --name \"Aino Malli\" --email aino.malli@verkkopuoti-malli.example.fi"
)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// User name
    #[arg(long, value_name = "NAME")]
    user: String,
    /// First name and surname
    #[arg(long, value_name = "NAME", required_unless_present_any = ["email", "mark"])]
    name: Option<String>,
    /// The person's own e-mail address; empty for none
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Personnel number or another mark that nobody else has; empty for none
    #[arg(long, value_name = "MARK")]
    mark: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<(), Verdict> {
    let app = args.at.open()?;
    let (home, _) = staff::home(&app, &args.at.register)?;
    let account = staff::account_by_user_name(home, &args.user)?;
    let told = Particulars {
        name: args.name.clone().unwrap_or(account.name),
        email: args.email.clone().or(account.email),
        mark: args.mark.clone().or(account.mark),
    };
    account::correct(&app, &args.at.register, (&args.user, &told), None)?;
    output::say(&format!("{} is corrected.", args.user));
    Ok(())
}
