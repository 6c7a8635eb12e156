//! Files of a telephone system, whole: records in, sound beside them, and a report of what came of each call.

use super::{
    call::{self, Calls},
    content::{self, Content},
    freeswitch, message,
    moment::Clock,
    plan::Medium,
    record::{Field, Records},
    table::{self, Columns},
    take::{Intake, News, Trial},
    wrong,
};
use seloste_gate::{GateError, errors::ItemProblem};
use std::{
    collections::HashSet,
    fs::File,
    path::{Path, PathBuf},
};

/// In which form a file tells of calls or messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `cdr_csv` of Asterisk.
    AsteriskCdr,
    /// `cel_custom` of Asterisk.
    AsteriskCel,
    /// `mod_json_cdr` of FreeSWITCH.
    FreeswitchJson,
    /// `mod_xml_cdr` of FreeSWITCH.
    FreeswitchXml,
    /// CSV with a head.
    Csv,
    /// A chat as JSON.
    Chat,
    /// An e-mail (RFC 5322).
    Email,
    /// Text messages as JSON.
    Texts,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AsteriskCdr,
        Self::AsteriskCel,
        Self::FreeswitchJson,
        Self::FreeswitchXml,
        Self::Csv,
        Self::Chat,
        Self::Email,
        Self::Texts,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsteriskCdr => "asterisk-cdr",
            Self::AsteriskCel => "asterisk-cel",
            Self::FreeswitchJson => "freeswitch-json",
            Self::FreeswitchXml => "freeswitch-xml",
            Self::Csv => "csv",
            Self::Chat => "chat",
            Self::Email => "email",
            Self::Texts => "texts",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }
}

/// How files are read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Their form.
    pub format: Format,
    /// What columns of other systems mean.
    pub columns: Columns,
    /// How the telephone system keeps time.
    pub clock: Clock,
    /// Where the sound is, beside the folder of each file.
    pub sounds: Vec<PathBuf>,
    /// Files that still grow: not there yet.
    pub growing: HashSet<PathBuf>,
}

/// Something that was not taken.
#[derive(Debug, Clone)]
pub struct NotTaken {
    /// Line of its record; 0 when it has none.
    pub line: u64,
    /// What is wrong.
    pub problems: Vec<ItemProblem>,
}

/// What came of files.
#[derive(Debug, Default)]
pub struct Report {
    /// Calls whose recordings were taken.
    pub recorded: u64,
    /// Calls that were answered and not recorded, now noted as such.
    pub not_recorded: u64,
    /// Calls that had been delivered before.
    pub already: u64,
    /// Calls that nobody answered; nothing of them is kept.
    pub unanswered: u64,
    /// What was not taken, and why.
    pub refused: Vec<NotTaken>,
    /// Files of sound that were taken, or were there already.
    pub taken_files: Vec<PathBuf>,
    /// Files of sound of calls that were not taken.
    pub refused_files: Vec<PathBuf>,
}

impl Report {
    /// Whether there was nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.recorded + self.not_recorded + self.already + self.unanswered == 0 && self.refused.is_empty()
    }

    /// Both together.
    pub fn and(&mut self, more: Self) {
        self.recorded += more.recorded;
        self.not_recorded += more.not_recorded;
        self.already += more.already;
        self.unanswered += more.unanswered;
        self.refused.extend(more.refused);
        self.taken_files.extend(more.taken_files);
        self.refused_files.extend(more.refused_files);
    }
}

/// Finds the file with the sound by the name that a record has for it.
type Sounds<'f> = dyn FnMut(&str) -> Result<(File, PathBuf), GateError> + 'f;

/// Largest file of records that is read, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Reads a file of records or messages and takes in what it tells of.
///
/// # Errors
/// When the file can't be read, or the machine fails. What the statement refuses stands in the report.
pub fn take_file(
    intake: &Intake<'_>,
    reading: &Reading,
    (file, way): (&Path, &str),
    trial: Trial,
    report: &mut Report,
) -> Result<(), GateError> {
    let bytes = whole(file)?;
    match reading.format {
        Format::Chat | Format::Email | Format::Texts => {
            return take_messages(intake, reading, (&bytes, way), trial, report);
        }
        _ => {}
    }
    let calls = call::assemble(records(reading, &bytes), &reading.clock);
    let folders: Vec<&Path> =
        file.parent().into_iter().chain(reading.sounds.iter().map(PathBuf::as_path)).collect();
    take_calls(intake, (calls, way), trial, report, &mut |name| sound(&folders, &reading.growing, name))
}

fn whole(file: &Path) -> Result<Vec<u8>, GateError> {
    let failed = |error: std::io::Error| GateError::Failed(format!("{}: {error}", file.display()));
    if std::fs::metadata(file).map_err(failed)?.len() > MOST_BYTES {
        return Err(wrong::too_large(MOST_BYTES));
    }
    std::fs::read(file).map_err(failed)
}

fn records(reading: &Reading, bytes: &[u8]) -> Records {
    match reading.format {
        Format::AsteriskCdr => table::asterisk(bytes),
        Format::AsteriskCel => table::events(bytes),
        Format::FreeswitchJson => freeswitch::json(bytes),
        Format::FreeswitchXml => freeswitch::xml(bytes),
        _ => table::other(bytes, &reading.columns),
    }
}

fn take_calls(
    intake: &Intake<'_>,
    (calls, way): (Calls, &str),
    trial: Trial,
    report: &mut Report,
    sound: &mut Sounds<'_>,
) -> Result<(), GateError> {
    report.unanswered += calls.unanswered;
    for unread in calls.unread {
        let problems = vec![ItemProblem { item: String::new(), problem: unread.problem }];
        refused(intake, (unread.line, way), GateError::Problems(problems), trial, report)?;
    }
    for call in calls.answered {
        let mut files = Vec::new();
        let came = intake.take((&call, Medium::Phone), None, trial, &mut |leg| {
            let Some(name) = leg.record.get(Field::Recording) else { return Ok(Content::Nothing) };
            let (file, path) = sound(name)?;
            let content = content::sound(file, leg, Some(&path));
            files.push(path);
            content
        });
        match came {
            Ok(came) => {
                count(came.news, report);
                report.taken_files.extend(files);
            }
            Err(error) => {
                refused(intake, (call.line(), way), error, trial, report)?;
                report.refused_files.extend(files);
            }
        }
    }
    Ok(())
}

fn take_messages(
    intake: &Intake<'_>,
    reading: &Reading,
    (bytes, way): (&[u8], &str),
    trial: Trial,
    report: &mut Report,
) -> Result<(), GateError> {
    let read = match reading.format {
        Format::Chat => message::chat(bytes),
        Format::Email => message::email(bytes),
        _ => message::texts(bytes),
    };
    let messages = match read {
        Ok(messages) => messages,
        Err(error) => return refused(intake, (0, way), error, trial, report),
    };
    for one in messages {
        let came = one.call(&reading.clock).and_then(|call| {
            let content = &mut |_: &call::Leg| Ok(Content::Message { format: one.format, bytes: &one.bytes });
            intake.take((&call, one.medium), None, trial, content)
        });
        match came {
            Ok(came) => count(came.news, report),
            Err(error) => refused(intake, (one.record.line, way), error, trial, report)?,
        }
    }
    Ok(())
}

fn count(news: News, report: &mut Report) {
    match news {
        News::Recorded => report.recorded += 1,
        News::NotRecorded => report.not_recorded += 1,
        News::Already => report.already += 1,
    }
}

/// Puts a refusal into the report and, unless this is a trial, on the list that an administrator sees. A failure of the machine
/// ends the work: what came so far stays, and the same files can be taken again.
fn refused(
    intake: &Intake<'_>,
    (line, way): (u64, &str),
    error: GateError,
    trial: Trial,
    report: &mut Report,
) -> Result<(), GateError> {
    let problems = match &error {
        GateError::Problems(problems) => problems.clone(),
        GateError::Refused(refusal) => {
            vec![ItemProblem { item: String::new(), problem: wrong::by_statement(refusal) }]
        }
        GateError::Absent | GateError::Conflict(_) | GateError::Failed(_) => return Err(error),
    };
    if trial == Trial::No {
        intake.refuse(&error, way, line)?;
    }
    report.refused.push(NotTaken { line, problems });
    Ok(())
}

/// The file with the sound: its name without its path, in one of the folders. Telephone systems name it with a path of their
/// own machine.
fn sound(folders: &[&Path], growing: &HashSet<PathBuf>, name: &str) -> Result<(File, PathBuf), GateError> {
    let name = Path::new(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let endings = ["", "wav", "WAV", "mp3", "opus", "ogg", "flac", "alaw", "ulaw", "gsm", "sln", "sln16"];
    for folder in folders {
        for ending in endings {
            let mut path = folder.join(name);
            if !ending.is_empty() {
                path.set_extension(ending);
            }
            if growing.contains(&path) {
                continue;
            }
            match File::open(&path) {
                Ok(file) if file.metadata().is_ok_and(|is| is.is_file()) => return Ok((file, path)),
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(GateError::Failed(format!("the sound can't be read: {error}")));
                }
                _ => {}
            }
        }
    }
    Err(wrong::no_file())
}
