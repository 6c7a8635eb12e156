//! A folder that a telephone system writes into: what has stopped growing is taken in and removed; what is refused is put aside
//! with the reason. Nothing is moved before it is durable, so that a stop at any moment loses nothing.

use super::{
    batch::{self, Format, Reading, Report},
    take::{Intake, Trial},
};
use seloste_gate::GateError;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Where files go that were not taken.
const ASIDE: &str = "refused";
/// Looks after which sound that has not come is not waited for any more.
const PATIENCE: u32 = 300;

/// How a file looked: its length and when it was changed.
type Look = (u64, Option<SystemTime>);

/// A watched folder.
pub struct Watch {
    folder: PathBuf,
    reading: Reading,
    seen: HashMap<PathBuf, Look>,
    waited: HashMap<PathBuf, u32>,
}

fn failed(path: &Path, error: &std::io::Error) -> GateError {
    GateError::Failed(format!("{}: {error}", path.display()))
}

impl Watch {
    /// Begins to watch a folder.
    #[must_use]
    pub fn new(folder: PathBuf, reading: Reading) -> Self {
        Self { folder, reading, seen: HashMap::new(), waited: HashMap::new() }
    }

    /// Looks once. A file counts as complete when it is as it was at the look before.
    ///
    /// # Errors
    /// When the folder can't be read or written, or the machine fails.
    pub fn look(&mut self, intake: &Intake<'_>) -> Result<Report, GateError> {
        let now = self.files()?;
        let growing: HashSet<PathBuf> = now
            .iter()
            .filter(|(path, look)| self.seen.get(*path) != Some(look))
            .map(|(path, _)| path.clone())
            .collect();
        self.seen = now;
        self.reading.growing = growing;
        let mut ready: Vec<PathBuf> = self
            .seen
            .keys()
            .filter(|path| is_record(self.reading.format, path) && !self.reading.growing.contains(*path))
            .cloned()
            .collect();
        ready.sort();
        let mut whole = Report::default();
        for file in ready {
            if self.waits(intake, &file)? {
                continue;
            }
            let mut report = Report::default();
            batch::take_file(intake, &self.reading, (&file, "folder"), Trial::No, &mut report)?;
            self.clear(&file, &report)?;
            whole.and(report);
        }
        Ok(whole)
    }

    fn files(&self) -> Result<HashMap<PathBuf, Look>, GateError> {
        let unread = |error: std::io::Error| failed(&self.folder, &error);
        let mut files = HashMap::new();
        for entry in fs::read_dir(&self.folder).map_err(unread)? {
            let entry = entry.map_err(unread)?;
            // Gone between the two: somebody tidies up.
            let Ok(is) = entry.metadata() else { continue };
            if is.is_file() {
                files.insert(entry.path(), (is.len(), is.modified().ok()));
            }
        }
        Ok(files)
    }

    /// Whether sound that a file tells of has not come yet, or still grows.
    fn waits(&mut self, intake: &Intake<'_>, file: &Path) -> Result<bool, GateError> {
        let mut trial = Report::default();
        batch::take_file(intake, &self.reading, (file, "folder"), Trial::Yes, &mut trial)?;
        let mut problems = trial.refused.iter().flat_map(|one| &one.problems);
        if !problems.any(|one| one.problem.rule == "no-file") {
            return Ok(false);
        }
        let waited = self.waited.entry(file.to_owned()).or_default();
        *waited += 1;
        Ok(*waited < PATIENCE)
    }

    /// Removes what was taken, and puts aside what was not.
    fn clear(&mut self, file: &Path, report: &Report) -> Result<(), GateError> {
        // Several parts of a call may name one file; one that a call which was not taken needs too stays for that call.
        let refused: BTreeSet<&Path> = report.refused_files.iter().map(PathBuf::as_path).collect();
        let taken: BTreeSet<&Path> = report.taken_files.iter().map(PathBuf::as_path).collect();
        for sound in taken.difference(&refused) {
            fs::remove_file(sound).map_err(|error| failed(sound, &error))?;
        }
        self.waited.remove(file);
        self.seen.remove(file);
        if report.refused.is_empty() {
            return fs::remove_file(file).map_err(|error| failed(file, &error));
        }
        let aside = self.folder.join(ASIDE);
        fs::create_dir_all(&aside).map_err(|error| failed(&aside, &error))?;
        for left in refused.into_iter().chain([file]) {
            let Some(name) = left.file_name() else { continue };
            let to = aside.join(name);
            fs::rename(left, &to).map_err(|error| failed(left, &error))?;
        }
        let mut reason = aside.join(file.file_name().unwrap_or_default()).into_os_string();
        reason.push(".reason.txt");
        let reason = PathBuf::from(reason);
        let mut out = fs::File::create(&reason).map_err(|error| failed(&reason, &error))?;
        for one in &report.refused {
            for problem in &one.problems {
                // Rules and names, never values: this file is read by whoever runs the machine.
                let line = format!("line {}: {} [{}]\n", one.line, problem.item, problem.problem.rule);
                out.write_all(line.as_bytes()).map_err(|error| failed(&reason, &error))?;
            }
        }
        Ok(())
    }
}

/// Whether a file tells of calls or messages, by the ending of its name.
fn is_record(format: Format, path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match format {
        Format::AsteriskCdr | Format::AsteriskCel | Format::Csv => ending == "csv",
        Format::FreeswitchJson | Format::Chat | Format::Texts => ending == "json",
        Format::FreeswitchXml => ending == "xml",
        Format::Email => ending == "eml",
    }
}
