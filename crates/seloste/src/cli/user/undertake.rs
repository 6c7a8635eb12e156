//! `seloste user undertake`: an undertaking of secrecy that a person gave on paper, put on record.

use super::Named;
use crate::{
    cli::{Verdict, output},
    store::undertaking::Manner,
    work::staff::{self, undertaking},
};

/// Put down that a person gave the undertaking of secrecy on paper, in the version that the statement has now
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user undertake --data ./seloste-data --register webshop-customers --user aino.esimerkki"
)]
pub(super) struct Args {
    #[command(flatten)]
    named: Named,
}

pub(super) fn run(Args { named }: &Args) -> Result<(), Verdict> {
    let app = named.at.open()?;
    let (home, rules) = staff::home(&app, &named.at.register)?;
    let account = staff::account_by_user_name(home, &named.user)?;
    let how = (rules.statement().register.undertaking.version, account.lang, Manner::Record);
    undertaking::give(&app, &home.id, &named.at.register, (account.id, &account.name), how)?;
    output::say(&format!("The undertaking of {} is on record.", named.user));
    Ok(())
}
