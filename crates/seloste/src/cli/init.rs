//! `seloste init`: a new installation, whole or not at all.

use super::{Verdict, check, output, settings::Place};
use crate::{
    installation::{Head, LAYOUT},
    mail::settings::Settings,
    session::source::Origin,
    work::{
        setup::{self, Founding},
        statements::{self, Checked},
    },
};
use seloste_register::{diagnostics::Severity, id::RegisterId, statement::Rules, text::Lang};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Make a new installation from statements
///
/// All statements are checked first. Folder, databases and keyrings are made beside the target and moved into place
/// when everything stands, so that a failure leaves nothing behind.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste init --data ./seloste-data registers/retail-customers.toml registers/webshop-customers.toml"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Make an installation for trying things out: its clock may be set with --clock
    #[arg(long)]
    test: bool,
    /// The address that people's browsers will have for the service, such as https://register.example.fi
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
    /// Write mail to this folder instead of sending it (only with --test)
    #[arg(long, value_name = "DIR", requires = "test")]
    mail_to_folder: Option<PathBuf>,
    /// Statement files, one a register
    #[arg(value_name = "STATEMENT", required = true)]
    statements: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let mail = args.mail_to_folder.as_ref().map(std::path::absolute).transpose();
    let mail = mail.map_err(|error| Verdict::Misused(format!("--mail-to-folder: {error}")))?;
    let mail = mail.map(|folder| Settings { folder: Some(folder), ..Settings::default() });
    let head = Head { layout: LAYOUT, test: args.test, origin: args.origin.clone(), mail, ..Head::default() };
    if args.origin.as_deref().is_some_and(|origin| Origin::parse(origin).is_none()) {
        return Err(Verdict::Misused("--origin is written like https://register.example.fi".to_owned()));
    }
    let clock = args.place.clock_of(&head)?;
    let checked = check_all(&args.statements, statements::today(clock.as_ref()))?;
    let statements: Vec<Founding<'_>> = checked.iter().filter_map(founding).collect();
    setup::make(&args.place.data, head, &statements, &args.place.elsewhere(), &clock)?;
    tell(args, &checked);
    Ok(())
}

fn founding(file: &Checked) -> Option<Founding<'_>> {
    let (rules, text) = (file.rules.as_ref()?, file.text.as_ref()?);
    Some(Founding { register: &rules.statement().register.id, text })
}

/// Checks all statements, tells every problem, and stops at any error or at two statements for one register.
fn check_all(files: &[PathBuf], today: jiff::civil::Date) -> Result<Vec<Checked>, Verdict> {
    let checked: Vec<Checked> = files.iter().map(|file| statements::check_file(file, today)).collect();
    let bad: Vec<&Checked> = checked.iter().filter(|file| file.rules.is_none()).collect();
    for file in &bad {
        check::complain(file, Lang::En);
    }
    if !bad.is_empty() {
        return Err(Verdict::No("a statement has errors; nothing was made".to_owned()));
    }
    let mut seen: BTreeMap<RegisterId, &Path> = BTreeMap::new();
    for file in &checked {
        let Some(rules) = &file.rules else { continue };
        let register = rules.statement().register.id.clone();
        if let Some(first) = seen.insert(register.clone(), &file.path) {
            return Err(Verdict::No(format!(
                "{} and {} both describe the register {register}; give each register one statement",
                first.display(),
                file.path.display()
            )));
        }
    }
    apart(&checked)?;
    Ok(checked)
}

/// Nothing flows from one controller's registers into another's.
fn apart(checked: &[Checked]) -> Result<(), Verdict> {
    let all = || checked.iter().filter_map(|file| file.rules.as_ref()).map(Rules::statement);
    let controller_of =
        |id: &RegisterId| all().find(|one| one.register.id == *id).map(|one| one.controller.id.clone());
    match all().flat_map(|one| statements::foreign_flows(one, controller_of)).next() {
        Some(problem) => Err(Verdict::No(format!("{} {}", problem.what.en, problem.remedy.en))),
        None => Ok(()),
    }
}

fn tell(args: &Args, checked: &[Checked]) {
    let data = args.place.data.display();
    output::say(&format!("Made {data} with these registers:"));
    for rules in checked.iter().filter_map(|file| file.rules.as_ref()) {
        let statement = rules.statement();
        output::say(&format!(
            "  {}  ({}, {})",
            statement.register.id, statement.register.name.en, statement.controller.name
        ));
    }
    for file in checked {
        let open = file.problems.iter().filter(|problem| problem.severity == Severity::Decision).count();
        if open > 0 {
            let path = file.path.display();
            output::say(&format!(
                "Still to be decided in {path}: {open}. The stricter rule holds until then; seloste check {path} names each."
            ));
        }
    }
    output::say("Next:");
    output::say("  seloste user add --help             add the first account, with its role");
    output::say(&format!("  seloste serve --data {data}"));
    output::say(&format!(
        "Back up {data} without controllers/*/keyring; keep the keyrings apart: destroying a key must reach every copy."
    ));
}
