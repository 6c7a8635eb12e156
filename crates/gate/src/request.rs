//! What the verbs about people's requests take and give.

use crate::{
    ask::{AccountId, Ask},
    card::SubjectRef,
    personal::Personal,
};
use jiff::{Timestamp, civil::Date};
use seloste_register::{
    id::{AreaId, CompanyId, RegisterId},
    right::{
        Flaw, Intake, Method, Party, RightKind,
        case::{Case, State, Step},
    },
};
use zeroize::Zeroizing;

/// A request as named outside: opaque, valid in one register. Safe in addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestRef(pub String);

/// Who hands a request in.
#[derive(Debug, Clone)]
pub enum Taker<'a> {
    /// Somebody at work, for whoever asks.
    Staff(&'a Ask),
    /// The person, signed in as shown.
    Person(&'a RegisterId, &'a SubjectRef, Method),
    /// Anybody, by a form that is open to all.
    Anybody(&'a RegisterId),
}

/// A request as it arrives.
pub struct NewRequest {
    /// What is asked for.
    pub kind: RightKind,
    /// How it arrived.
    pub channel: Intake,
    /// The company that received it; `None`: the controller.
    pub company: Option<CompanyId>,
    /// The outlet that received it.
    pub outlet: Option<AreaId>,
    /// When it first arrived anywhere; `None`: now.
    pub received: Option<Timestamp>,
    /// On whose behalf.
    pub party: Party,
    /// Whom it is about, when that is known.
    pub subject: Option<SubjectRef>,
    /// Who asks and how to reach them, as they say. Sealed; identity codes are taken out.
    pub asker: Option<Zeroizing<String>>,
    /// What they say. Sealed; identity codes are taken out.
    pub words: Option<Zeroizing<String>>,
    /// Who is to look after it.
    pub assigned: Option<AccountId>,
    /// What came with it.
    pub files: Vec<SentFile>,
    /// What is the matter with the data, for one that is to have it put right (R5-127).
    pub flaw: Option<Flaw>,
}

/// A file that came with a request: a scanned letter, an attachment. It is kept as it came and opened by nothing here.
#[derive(Clone)]
pub struct SentFile {
    /// Its name, as the sender gave it.
    pub name: Zeroizing<String>,
    /// Its bytes, whatever they are.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl NewRequest {
    /// A request of a kind, just arrived by a way, of which nothing more is known.
    #[must_use]
    pub const fn new(kind: RightKind, channel: Intake) -> Self {
        Self {
            kind,
            channel,
            company: None,
            outlet: None,
            received: None,
            party: Party::Own,
            subject: None,
            asker: None,
            words: None,
            assigned: None,
            files: Vec::new(),
            flaw: None,
        }
    }
}

/// One line of the queue: structure only.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// Its name.
    pub request: RequestRef,
    /// What is asked for.
    pub kind: RightKind,
    /// Where it stands.
    pub state: State,
    /// How it arrived.
    pub channel: Intake,
    /// The company that received it.
    pub company: String,
    /// The outlet that received it.
    pub outlet: Option<String>,
    /// When it first arrived.
    pub received: Timestamp,
    /// The day by which the answer is due.
    pub due: Date,
    /// Whether it is not certain enough yet who asks.
    pub pending: bool,
    /// Whether a question of identity stops the clock.
    pub paused: bool,
    /// Who looks after it.
    pub assigned: Option<AccountId>,
    /// When it was over.
    pub closed: Option<Timestamp>,
    /// Version for optimistic concurrency.
    pub version: i64,
}

/// Which part of the queue.
#[derive(Debug, Clone, Default)]
pub struct RequestFilter {
    /// Only this kind.
    pub kind: Option<RightKind>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only what the asker looks after.
    pub mine: bool,
    /// Only what is due before this day.
    pub due_before: Option<Date>,
    /// Also what is over.
    pub with_over: bool,
}

/// A page of the queue, by due day.
#[derive(Debug, Clone)]
pub struct RequestPage {
    /// The lines.
    pub lines: Vec<RequestLine>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// What happened in a case.
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// Who; `None`: the person or the system.
    pub by: Option<AccountId>,
    /// The name of the step; `receive` for the first.
    pub code: String,
    /// The step; `None` for the receipt.
    pub step: Option<Step>,
    /// What was said.
    pub words: Option<Personal>,
    /// Who asks and how to reach them, on the receipt.
    pub asker: Option<Personal>,
}

/// A company or a system that must answer.
pub struct Task {
    /// `system:ID`, `company:ID`, or `register:ID` for a register with a case of its own about it.
    pub asked_of: String,
    /// When it was asked.
    pub asked: Timestamp,
    /// When it answered.
    pub answered: Option<Timestamp>,
    /// What it answered.
    pub words: Option<Personal>,
}

/// An opened case.
pub struct OpenedRequest {
    /// Its line in the queue.
    pub line: RequestLine,
    /// Where it stands.
    pub case: Case,
    /// Whom it is about, when that is known.
    pub subject: Option<SubjectRef>,
    /// What happened, oldest first.
    pub happened: Vec<Happened>,
    /// Who else must answer.
    pub tasks: Vec<Task>,
    /// The case that it was merged into.
    pub merged_into: Option<RequestRef>,
    /// Other open cases of the same kind of the same person: perhaps the same request.
    pub same: Vec<RequestRef>,
    /// Requests of this kind by the same person in the year before this one. Information only: it is free all the same (R1-046).
    pub year_before: u32,
}

/// A step to be taken in a case.
pub struct Move {
    /// The version that was seen; `None` is not checked.
    pub seen: Option<i64>,
    /// Which.
    pub step: Step,
    /// Why, or what is said. Sealed; identity codes are taken out.
    pub words: Option<Zeroizing<String>>,
    /// The person, for `Link`.
    pub subject: Option<SubjectRef>,
    /// For `Link`, instead of a person: the account of staff whose own data it is about, also one that has ended (R2-011).
    pub staff: Option<AccountId>,
    /// Who must answer, for `Ask`: `system:ID` or `company:ID`; the one, for `TaskAnswered`.
    pub tasks: Vec<String>,
    /// The case that goes on, for `Merge`.
    pub into: Option<RequestRef>,
    /// Who is to look after it, for `Assign`; `None`: nobody.
    pub assigned: Option<AccountId>,
    /// The bytes, for `Attach`; the name is in the words.
    pub file: Option<Zeroizing<Vec<u8>>>,
}

impl Move {
    /// A step by itself.
    #[must_use]
    pub const fn new(step: Step) -> Self {
        Self {
            seen: None,
            step,
            words: None,
            subject: None,
            staff: None,
            tasks: Vec::new(),
            into: None,
            assigned: None,
            file: None,
        }
    }

    /// A file that came with a request.
    #[must_use]
    pub fn attaching(file: SentFile) -> Self {
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        Self { words: Some(file.name), file: Some(file.bytes), ..Self::new(Step::Attach(size)) }
    }

    /// With words.
    #[must_use]
    pub fn saying(mut self, words: &str) -> Self {
        self.words = Some(Zeroizing::new(words.to_owned()));
        self
    }
}

/// Longest name of a file, in characters.
const NAME: usize = 200;

/// A file's name as it is kept: the last part of a path, without what no name has, and without identity codes.
#[must_use]
pub fn file_name(written: &str) -> String {
    let last = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd =
        |c: &char| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '"');
    let name: String = last.trim().chars().filter(odd).take(NAME).collect();
    let name = seloste_register::item::without_identity_codes(&name).to_string();
    if name.trim_matches('.').is_empty() { "file".to_owned() } else { name }
}
