//! What others' texts say of people who are erased: what the verbs take and give. Not here: how a text is searched
//! (`mentions/words.rs`), rows (`mentions/rows.rs`), the search and the answers (`verbs/mention`).

pub(crate) mod rows;
pub(crate) mod words;

use crate::{
    card::{ObjectRef, SubjectRef},
    personal::Personal,
    request::RequestRef,
};
use jiff::Timestamp;
use seloste_register::id::{CategoryId, ItemId, ObjectKindId};
use serde::{Deserialize, Serialize};

/// A mention as named outside: opaque, valid in one register. Safe in addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MentionRef(pub String);

/// By what a text is suspected of speaking of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// First name and surname, or the name of an organisation.
    Name,
    /// The surname alone.
    Surname,
    /// The telephone number.
    Phone,
    /// The e-mail address.
    Email,
    /// The customer number, or the business id.
    Number,
    /// The street address.
    Address,
    /// A word that may tell something that the law guards more closely; about whom, nobody looked (R5-087).
    Sensitive,
}

impl Clue {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Surname, Self::Phone, Self::Email, Self::Number, Self::Address, Self::Sensitive];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Number => "number",
            Self::Address => "address",
            Self::Sensitive => "sensitive",
        }
    }
}

/// What is done about a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is covered, in earlier versions too.
    Cover,
    /// It stays, for a reason.
    Keep,
    /// Somebody else is meant.
    Other,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cover, Self::Keep, Self::Other];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Keep => "keep",
            Self::Other => "other-person",
        }
    }

    /// The answer of a name.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Cover => 1,
            Self::Keep => 2,
            Self::Other => 3,
        }
    }
}

/// Whether a search is for an erasure, or a look before one is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// The person is erased: each mention needs an answer.
    Erasure,
    /// A look beforehand: mentions are counted.
    Look,
}

impl Meant {
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Erasure => 1,
            Self::Look => 0,
        }
    }
}

/// A text that may mention somebody who was erased, or tell something sensitive.
pub struct Mention {
    /// Its name.
    pub mention: MentionRef,
    /// Where the text stands.
    pub stands: Stands,
    /// By what it is suspected.
    pub clues: Vec<Clue>,
    /// Where the words stand.
    pub passages: Vec<Passage>,
    /// When it was found.
    pub found: Timestamp,
    /// The request in which the person asked to be erased.
    pub request: Option<RequestRef>,
}

/// Where a text stands.
#[derive(Debug, Clone)]
pub enum Stands {
    /// In an item of somebody.
    Item {
        /// Whose text it is.
        subject: SubjectRef,
        /// The object that it stands in, and its kind; `None`: it stands on the card.
        object: Option<(ObjectRef, ObjectKindId)>,
        /// The category that it belongs to.
        category: CategoryId,
        /// The item.
        item: ItemId,
    },
    /// In what was said in somebody's request.
    Words(RequestRef),
    /// In a file that came with a request.
    File(RequestRef),
}

/// Words that were found, with what stands around them.
pub struct Passage {
    /// What stands before.
    pub before: Personal,
    /// The words.
    pub words: Personal,
    /// What stands after.
    pub after: Personal,
    /// Whether it stands in the text of today, and not only in earlier ones.
    pub present: Present,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Present {
    /// In the text of today.
    Now,
    /// Only in an earlier one.
    Earlier,
}

/// How far the looking of one step came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sought {
    /// People whose texts the search has looked at so far.
    pub looked: u64,
    /// Mentions that this step found.
    pub found: u64,
    /// Whether the search is through.
    pub ended: bool,
}

/// How the answers to an erasure's mentions stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MentionsLeft {
    /// Searches that are not through.
    pub searching: u64,
    /// Mentions without an answer.
    pub open: u64,
}

impl MentionsLeft {
    /// Whether nothing is left to do.
    #[must_use]
    pub const fn is_done(self) -> bool {
        self.searching == 0 && self.open == 0
    }
}
