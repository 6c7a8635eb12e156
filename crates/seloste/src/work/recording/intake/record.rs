//! One record of a telephone system, whatever form it came in: fields that every system knows, and whatever else it says. Not
//! here: the forms themselves (one file each), what the statement lets in (`offer.rs`).

use seloste_register::diagnostics::Problem;
use std::collections::BTreeMap;

/// What every telephone system tells of a call. The names are those of columns, of keys in JSON, and of the items of a statement
/// that hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The sender's name of this part of the call: the same name again is the same delivery.
    Delivery,
    /// The sender's name of the whole call, the same in all its parts.
    Linked,
    /// `inbound` or `outbound`.
    Direction,
    /// The number that called; empty or a word like `anonymous` when it was withheld.
    CallerNumber,
    /// The number that was called.
    NumberCalled,
    /// When it began.
    Started,
    /// When it was answered; empty when it was not.
    Answered,
    /// When it ended.
    Ended,
    /// How long it lasted, in seconds, from its beginning.
    Seconds,
    /// Who answered: a user name, or an extension that is declared as somebody's.
    AnsweredBy,
    /// The queue that it waited in.
    Queue,
    /// Whether the person was told of the recording.
    Told,
    /// When the person was told.
    ToldAt,
    /// The name of the file with the sound.
    Recording,
    /// The e-mail address of the person outside.
    PersonAddress,
    /// What sound without a header is: `alaw`, `ulaw`, `gsm`, `linear`, and where needed its rate and channels (`linear/16000/2`).
    Sound,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Delivery,
        Self::Linked,
        Self::Direction,
        Self::CallerNumber,
        Self::NumberCalled,
        Self::Started,
        Self::Answered,
        Self::Ended,
        Self::Seconds,
        Self::AnsweredBy,
        Self::Queue,
        Self::Told,
        Self::ToldAt,
        Self::Recording,
        Self::PersonAddress,
        Self::Sound,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Linked => "linked",
            Self::Direction => "direction",
            Self::CallerNumber => "caller-number",
            Self::NumberCalled => "number-called",
            Self::Started => "started",
            Self::Answered => "answered",
            Self::Ended => "ended",
            Self::Seconds => "seconds",
            Self::AnsweredBy => "answered-by",
            Self::Queue => "queue",
            Self::Told => "told",
            Self::ToldAt => "told-at",
            Self::Recording => "recording",
            Self::PersonAddress => "person-address",
            Self::Sound => "sound",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// One record as it was read. It holds personal data: it is neither printed nor logged.
#[derive(Clone, Default)]
pub struct Record {
    /// Its line in the file, from one; 0 when it has none.
    pub line: u64,
    /// Fields that were not empty.
    fields: BTreeMap<Field, String>,
    /// Whatever else it says, by the sender's name for it.
    pub others: Vec<(String, String)>,
}

impl Record {
    /// An empty one.
    #[must_use]
    pub fn at(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    /// Puts a field in, unless there is nothing in it.
    pub fn put(&mut self, field: Field, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.fields.insert(field, value.to_owned());
        }
    }

    /// A field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// Whether another record says the same, wherever it stands.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.fields == other.fields && self.others == other.others
    }

    /// Takes a call that does not tell when it was answered as answered from its start.
    pub fn answered_from_start(&mut self) {
        if self.get(Field::Answered).is_none()
            && let Some(started) = self.get(Field::Started).map(str::to_owned)
        {
            self.put(Field::Answered, &started);
        }
    }

    /// Puts something in by the sender's name for it.
    pub fn put_named(&mut self, name: &str, value: &str) {
        match Field::from_name(name) {
            Some(field) => self.put(field, value),
            None if value.trim().is_empty() => {}
            None => self.others.push((name.to_owned(), value.trim().to_owned())),
        }
    }
}

/// A record that can't be read, and why.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Its line, from one; 0 when it has none.
    pub line: u64,
    /// What is wrong.
    pub problem: Problem,
}

/// What a file of records holds.
#[derive(Default)]
pub struct Records {
    /// Those that were read.
    pub read: Vec<Record>,
    /// Those that were not.
    pub unread: Vec<Unread>,
}
