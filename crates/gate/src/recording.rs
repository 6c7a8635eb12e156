//! What the verbs about recordings take and give. Not here: who may listen (`verbs/recording`), ciphers and files.

use crate::{
    GateError,
    ask::AccountId,
    card::{ItemChange, ObjectRef, SubjectRef},
    personal::Way,
    verbs::intake,
};
use jiff::Timestamp;
use seloste_register::{
    id::{ObjectKindId, PurposeId},
    statement::model::ObjectKind,
};
use std::ops::Range;
use zeroize::Zeroizing;

/// The most bytes that one listening gives; who wants more asks again, and it is recorded again.
pub const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What is known of a recording's bytes before they are taken.
#[derive(Debug, Clone)]
pub struct MediumFacts {
    /// MIME type.
    pub format: &'static str,
    /// Channels of sound; 0 for what is read.
    pub channels: u8,
    /// Length of the sound in milliseconds; 0 for what is read.
    pub length_ms: u64,
    /// Waveform: peaks, channel after channel within each step.
    pub peaks: Vec<u8>,
    /// The sender's id of it, by which a second delivery is known.
    pub delivery: String,
    /// SHA-256 of the bytes; checked while they are sealed.
    pub digest: [u8; 32],
    /// What is written in it, to be found by its words where the statement lets it; nothing of sound.
    pub said: Said,
}

/// What is written in a recording. Wiped on drop; only its words' tokens are kept.
#[derive(Clone, Default)]
pub struct Said(Zeroizing<String>);

impl Said {
    /// A message's text.
    #[must_use]
    pub const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Said(..)")
    }
}

/// Looks whether a recording's own rules let it in (direction, number, told mark), before it is known whose it is and before a
/// byte of it came. [`crate::Gate::take_recording`] looks again.
///
/// # Errors
/// What they refuse.
pub fn lets_in(kind: &ObjectKind, items: &[ItemChange]) -> Result<(), GateError> {
    intake::lets_in(kind, items)
}

/// What came of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is stored.
    New(ObjectRef),
    /// It had been delivered before: nothing was stored, and this is the first one.
    Already(ObjectRef),
}

impl Taken {
    /// The recording.
    #[must_use]
    pub const fn object(&self) -> &ObjectRef {
        match self {
            Self::New(object) | Self::Already(object) => object,
        }
    }
}

/// What a recording is, for those who may listen to it.
#[derive(Debug)]
pub struct Medium {
    /// MIME type.
    pub format: String,
    /// Channels of sound; 0 for what is read.
    pub channels: u8,
    /// Length of the sound in milliseconds; 0 for what is read.
    pub length_ms: u64,
    /// Length in bytes.
    pub bytes: u64,
    /// Waveform.
    pub peaks: Vec<u8>,
    /// Whether the person had been told of the recording beforehand.
    pub told: Told,
    /// When the call began.
    pub began: Timestamp,
    /// When it ended, as far as that is known to the minute.
    pub ended: Option<Timestamp>,
    /// From when on nobody listens any more; `None` while no event has set a term.
    pub until: Option<Timestamp>,
}

/// Whether a person had been told of a recording (GDPR 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Told.
    Yes,
    /// Not told; nothing is taken so, and what is found so is a fault.
    No,
}

/// What became of the recording of a call (R2-029).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was recorded, and the recording is there.
    Recorded,
    /// It was not recorded.
    NotRecorded,
    /// It was recorded, and nobody can hear it any more since this moment.
    Deleted(Timestamp),
}

/// Bytes of a recording, opened for somebody who may listen. Wiped on drop.
pub struct Heard {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// Which bytes these are.
    pub range: Range<u64>,
    /// Of how many.
    pub of: u64,
}

impl Heard {
    /// The bytes, for the one file that a way out has.
    #[must_use]
    pub fn disclose(&self, _way: Way) -> &[u8] {
        &self.bytes
    }
}

/// Somebody listened to a stretch of a recording.
#[derive(Debug, Clone)]
pub struct Listened {
    /// Who.
    pub account: AccountId,
    /// For what.
    pub purpose: PurposeId,
    /// When.
    pub at: Timestamp,
    /// Which bytes.
    pub range: Range<u64>,
}

/// Somebody listened to a recording, for the report about a register.
#[derive(Debug, Clone)]
pub struct Listening {
    /// Which recording.
    pub object: ObjectRef,
    /// Who.
    pub account: AccountId,
    /// For what.
    pub purpose: PurposeId,
    /// How.
    pub how: How,
    /// When.
    pub at: Timestamp,
}

/// How somebody listened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The task wants it.
    Task,
    /// A call of one's own.
    OwnCall,
    /// In a session that one led.
    LedSession,
    /// With a written reason.
    StatedReason,
    /// For the right of the person.
    Right,
}

/// A training session as named outside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionRef(pub String);

/// A training session to be opened. Whoever opens it leads it (R2-004).
#[derive(Debug, Clone)]
pub struct SessionDraft {
    /// Who learns. They gain no access of their own.
    pub trainees: Vec<AccountId>,
    /// What is played.
    pub recordings: Vec<ObjectRef>,
    /// When it is over at the latest; at most a day from now.
    pub ends: Timestamp,
}

/// A training session.
#[derive(Debug, Clone)]
pub struct LedSession {
    /// Its name outside.
    pub session: SessionRef,
    /// Who leads it.
    pub trainer: AccountId,
    /// Who learns.
    pub trainees: Vec<AccountId>,
    /// What is played, without what has been destroyed since.
    pub recordings: Vec<ObjectRef>,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Since when.
    pub began: Timestamp,
    /// When it is over at the latest.
    pub ends: Timestamp,
    /// When the trainer ended it.
    pub closed: Option<Timestamp>,
}

/// What a list of calls shows.
#[derive(Debug, Clone, Default)]
pub struct CallFilter {
    /// Only this kind.
    pub kind: Option<ObjectKindId>,
    /// Only calls that began at this moment or later ...
    pub from: Option<Timestamp>,
    /// ... and before this one.
    pub before: Option<Timestamp>,
    /// Only calls of this number, caller's or called, in any written form.
    pub number: Option<String>,
    /// Only calls that this account answered.
    pub agent: Option<AccountId>,
    /// Only at least so long, in milliseconds.
    pub at_least_ms: Option<u64>,
    /// Only at most so long, in milliseconds.
    pub at_most_ms: Option<u64>,
    /// Only with this mark.
    pub mark: Option<Mark>,
    /// Only with an assessment of at most so many points of a hundred.
    pub at_most_points: Option<u32>,
    /// Only those in which all of these words are written, where the statement lets words be searched.
    pub words: Option<Typed>,
}

/// What somebody typed in order to find it. Wiped on drop.
#[derive(Clone, Default)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// Typed words; `None` when there is none among them.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        let typed = Zeroizing::new(words.trim().to_owned());
        (!typed.is_empty()).then_some(Self(typed))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// What a call of a list may be marked by, as far as the asker may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Somebody noted something at a point of it.
    Noted,
    /// It was assessed.
    Assessed,
    /// It was not assessed.
    Unassessed,
    /// A case, a request or an occasion holds it.
    Held,
    /// Its time is up within two weeks.
    Ending,
    /// Spans of it were covered for good.
    Covered,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Noted, Self::Assessed, Self::Unassessed, Self::Held, Self::Ending, Self::Covered];

    /// The name outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Assessed => "assessed",
            Self::Unassessed => "unassessed",
            Self::Held => "held",
            Self::Ending => "ending",
            Self::Covered => "covered",
        }
    }
}

/// A call of a list.
#[derive(Debug, Clone)]
pub struct Call {
    /// The recording.
    pub object: ObjectRef,
    /// Whose.
    pub subject: SubjectRef,
    /// The call that it belongs to, where calls have objects of their own.
    pub parent: Option<ObjectRef>,
    /// Its kind.
    pub kind: ObjectKindId,
    /// When it began.
    pub began: Timestamp,
    /// When it ended, as far as that is known.
    pub ended: Option<Timestamp>,
    /// Length of the sound in milliseconds.
    pub length_ms: u64,
    /// Length in bytes.
    pub bytes: u64,
    /// Accounts that answered it.
    pub agents: Vec<AccountId>,
}

/// A page of calls, newest first.
#[derive(Debug, Clone)]
pub struct CallPage {
    /// The rows.
    pub calls: Vec<Call>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// SHA-256 of bytes at hand, as [`MediumFacts::digest`] wants it.
#[must_use]
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    let mut digest = Digester::new();
    digest.add(bytes);
    digest.finish()
}

/// SHA-256 of bytes as they come.
pub struct Digester(crate::vault::chunks::Digest);

impl Digester {
    /// Of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(crate::vault::chunks::Digest::new())
    }
    /// Takes more bytes in.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.add(bytes);
    }
    /// The digest.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        self.0.finish()
    }
}

impl Default for Digester {
    fn default() -> Self {
        Self::new()
    }
}
