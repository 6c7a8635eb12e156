//! Reading statement files, with the law packs that the program carries. Not here: what a statement means (`register` says it).

use crate::{
    installation::{Installation, InstallationError},
    messages::{Message, statements as say},
    work::lasting,
};
use jiff::civil::Date;
use seloste_gate::clock::{self, Clock};
use seloste_register::{
    diagnostics::{Problem, Severity},
    id::{CompanyId, RegisterId},
    law::{LawPack, Laws},
    statement::{
        self, Read, Rules, Settled,
        model::{Recipient, Statement},
    },
    text::Text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

/// The law packs that the program carries. A statement that names another is told so by its check.
static LAWS: LazyLock<Result<Laws, Vec<Problem>>> = LazyLock::new(|| {
    let finland = LawPack::read(include_str!("../../../../law/fi.toml"))?;
    let sweden = LawPack::read(include_str!("../../../../law/se.toml"))?;
    Ok(Laws::new(finland, vec![sweden]))
});

/// No statement is larger, in KiB; what is larger is some other file.
const LARGEST_KIB: u64 = 1_024;

/// A statement file after checking.
pub struct Checked {
    /// Where it stands.
    pub path: PathBuf,
    /// Its text, when it could be read.
    pub text: Option<String>,
    /// Its effective rules, when it has no errors.
    pub rules: Option<Rules>,
    /// All that is to be said about it, in order of place.
    pub problems: Vec<Problem>,
    /// What its own recorded decisions have settled.
    pub settled: Vec<Settled>,
}

impl Checked {
    /// How many problems of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// Reads and checks one statement file. Whatever is wrong, the file's absence too, is a problem in the answer.
#[must_use]
pub fn check_file(path: &Path, today: Date) -> Checked {
    match read_file(path) {
        Ok(bytes) => {
            let Read { rules, problems, settled } = read(&bytes, today);
            Checked { path: path.to_owned(), text: String::from_utf8(bytes).ok(), rules, problems, settled }
        }
        Err(problem) => {
            let Read { rules, problems, settled } = Read::unread(vec![*problem]);
            Checked { path: path.to_owned(), text: None, rules, problems, settled }
        }
    }
}

fn read(bytes: &[u8], today: Date) -> Read {
    match LAWS.as_ref() {
        Ok(laws) => statement::read_bytes(bytes, laws, today),
        Err(problems) => Read::unread(problems.clone()),
    }
}

/// Reads the text of a statement with the law as it stands on a day.
#[must_use]
pub fn read_text(text: &str, today: Date) -> Read {
    read(text.as_bytes(), today)
}

/// The statements in an installation's folder, by controller and register.
///
/// # Errors
/// When a file can't be read, a statement has errors, or two describe one register.
pub fn read_all(
    installation: &Installation,
    clock: &Arc<dyn Clock>,
) -> Result<BTreeMap<CompanyId, BTreeMap<RegisterId, String>>, InstallationError> {
    let today = today(clock.as_ref());
    let mut seen = BTreeSet::new();
    let mut all: BTreeMap<CompanyId, BTreeMap<RegisterId, String>> = BTreeMap::new();
    for path in installation.statement_files()? {
        let checked = check_file(&path, today);
        let Some(text) = checked.text else {
            return Err(InstallationError::Statement { path, problems: checked.problems });
        };
        // What was put into force while it passed is opened still, when the law of a later day makes errors of it.
        let rules = match (checked.rules, lasting::read(&text, today)) {
            (Some(rules), _) | (None, Ok((rules, _))) => rules,
            (None, Err(_)) => return Err(InstallationError::Statement { path, problems: checked.problems }),
        };
        let statement = rules.statement();
        let register = statement.register.id.clone();
        if !seen.insert(register.clone()) {
            return Err(InstallationError::Twice(register));
        }
        all.entry(statement.controller.id.clone()).or_default().insert(register, text);
    }
    Ok(all)
}

/// The day in Finland, by which every statement is judged, whatever law it names.
#[must_use]
pub fn today(clock: &dyn Clock) -> Date {
    clock::day(clock.now())
}

/// Flows of a statement into registers that another controller answers for: between controllers there is none, whatever both
/// of their statements say (R5-040, R5-092).
#[must_use]
pub fn foreign_flows(
    statement: &Statement,
    controller_of: impl Fn(&RegisterId) -> Option<CompanyId>,
) -> Vec<Problem> {
    let foreign = |register: &RegisterId| {
        controller_of(register).is_some_and(|controller| controller != statement.controller.id)
    };
    let flows = statement.recipients.iter().filter_map(|one| Some((one, one.register.as_ref()?)));
    let one = |(recipient, register): (&Recipient, &RegisterId)| {
        let what = say::FOREIGN_FLOW.fill_all(&[("register", register.as_str())]);
        let mut problem = *problem("flow-to-another-controller", what, &say::FOREIGN_FLOW_REMEDY);
        problem.passages = vec![format!("recipient.{}.register", recipient.id)];
        problem
    };
    flows.filter(|(_, register)| foreign(register)).map(one).collect()
}

fn read_file(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    if path.is_dir() {
        return Err(problem("file-is-folder", say::FILE_IS_FOLDER.all(), &say::FILE_IS_FOLDER_REMEDY));
    }
    let mut bytes = Vec::new();
    let limit = LARGEST_KIB * 1_024;
    File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > limit {
        let what = say::FILE_TOO_LARGE.fill_all(&[("limit", &LARGEST_KIB.to_string())]);
        return Err(problem("file-too-large", what, &say::FILE_TOO_LARGE_REMEDY));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Box<Problem> {
    if error.kind() == io::ErrorKind::NotFound {
        return problem("file-missing", say::FILE_MISSING.all(), &say::FILE_MISSING_REMEDY);
    }
    let what = say::FILE_UNREADABLE.fill_all(&[("error", &error.kind().to_string())]);
    problem("file-unreadable", what, &say::FILE_UNREADABLE_REMEDY)
}

fn problem(rule: &'static str, what: Text, remedy: &Message) -> Box<Problem> {
    Box::new(Problem::error(rule, what, remedy.all()))
}
