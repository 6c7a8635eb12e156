//! `seloste schema`: descriptions for other programs' use: of statements, for editors; of the API, for developers.

use super::{Verdict, output};

/// Print a schema for other programs
///
/// `statement`: JSON Schema, with which an editor that knows TOML completes and checks statements.
/// `api`: the OpenAPI document of /api/v1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste schema statement > statement.schema.json")]
pub(crate) struct Args {
    /// Of what
    #[arg(value_enum, default_value_t = What::Statement)]
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Statement files
    Statement,
    /// The API
    Api,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match args.what {
        What::Statement => output::say(&seloste_register::statement::schema()),
        What::Api => output::say(crate::api::openapi::text()),
    }
    Ok(())
}
