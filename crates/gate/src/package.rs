//! What a package about a person holds, and where everything that is stored about one goes: into it, or onto the list of what
//! it leaves out. Not here: how it is opened (`verbs/package.rs`), how it is written (the program).

use crate::{
    card::{ObjectRef, OpenedCategory, OpenedObject, Past, Permission, Reading, SubjectRef},
    disclosures::Disclosed,
    personal::Personal,
    recorded::AskedRecording,
    request::{Happened, RequestLine, RequestRef},
};
use jiff::{Timestamp, civil::Date};
use seloste_register::id::{AreaId, ChoiceId, GroupId, ObjectKindId};

/// On whose word a package is made.
#[derive(Debug, Clone, Copy)]
pub enum Behalf<'a> {
    /// A case in which it was granted.
    Case(&'a RequestRef),
    /// A view that is open in a meeting, of a case in which it was granted (R5-123).
    Showing(&'a RequestRef),
    /// The person, signed in.
    Own,
}

/// Everything about a person.
pub struct Package {
    /// Who.
    pub subject: SubjectRef,
    /// The group of subjects.
    pub group: GroupId,
    /// When the relationship was closed.
    pub closed: Option<Date>,
    /// Areas that the person belongs to.
    pub areas: Vec<AreaId>,
    /// When it was made.
    pub made: Timestamp,
    /// Every category.
    pub categories: Vec<OpenedCategory>,
    /// Every object, newest first.
    pub objects: Vec<OpenedObject>,
    /// Earlier values, newest first.
    pub past: Vec<Past>,
    /// Earlier versions of objects, each with the moment at which it was replaced, newest first.
    pub past_objects: Vec<(Timestamp, OpenedObject)>,
    /// Consents and prohibitions that stand or stood, with the notice that the person gave.
    pub permissions: Vec<(Permission, Option<Personal>)>,
    /// What those who opened the data wrote down as their reason.
    pub reasons: Vec<(Timestamp, Personal)>,
    /// Data that is kept longer, since when, until it is looked at again, and because of what.
    pub holds: Vec<(Timestamp, Date, Personal)>,
    /// Why recordings are still needed: each with its last day.
    pub needs: Vec<(ObjectRef, Date, Personal)>,
    /// Recordings that requests name, and what is given of each (GDPR 15(4)).
    pub recordings: Vec<AskedRecording>,
    /// To whom data was given, newest first (GDPR 15(1)(c), CJEU C-154/21).
    pub disclosures: Vec<Disclosed>,
    /// Requests with what happened.
    pub requests: Vec<(RequestLine, Vec<Happened>)>,
    /// Who used the data, when and for what; without names (CJEU C-579/21).
    pub readings: Vec<Reading>,
    /// Where the person has a part in what is somebody else's.
    pub links: Vec<Part>,
    /// What was left out because it is about somebody else, and why (GDPR 15(4)).
    pub withheld: Vec<(String, Personal)>,
    /// Files that brought data in: the number of the batch and of the row.
    pub imports: Vec<(i64, i64)>,
}

/// A part that a person has in what is somebody else's.
pub struct Part {
    /// What it is.
    pub kind: ObjectKindId,
    /// In which role.
    pub role: ChoiceId,
    /// Its day.
    pub starts: Date,
    /// What it says, where it is an organisation's and the answer is that of a case: what is about another person is theirs
    /// (GDPR 15(4)).
    pub object: Option<OpenedObject>,
}

/// Where a table's rows about a person go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// Into a part of the package.
    Into(&'static str),
    /// Left out: it says nothing about the person that another part does not say.
    LeftOut(&'static str),
}

/// Where the rows of each table about persons go. A table that is on the map of `selector` and not here fails a test.
pub const COVERED: &[(&str, Goes)] = &[
    ("sealed", Goes::Into("categories")),
    ("object", Goes::Into("objects")),
    ("past", Goes::Into("past")),
    ("permission", Goes::Into("permissions")),
    ("reason", Goes::Into("reasons")),
    ("hold", Goes::Into("holds")),
    ("disclosure", Goes::Into("disclosures")),
    ("disclosure_asked", Goes::LeftOut(ASKED)),
    ("authority_recording", Goes::LeftOut(ASKED)),
    ("recording_need", Goes::Into("needs")),
    ("asked_recording", Goes::Into("recordings")),
    ("request_staff", Goes::LeftOut(STAFF)),
    ("linked", Goes::Into("links")),
    ("taking_part", Goes::LeftOut(STAFF)),
    ("object_visibility", Goes::LeftOut(STAFF)),
    ("import_row", Goes::Into("imports")),
    ("import_before", Goes::LeftOut(UNDO)),
    ("import_object", Goes::LeftOut(UNDO)),
    ("subject_area", Goes::Into("areas")),
    ("subject", Goes::Into("subject")),
    ("request_of", Goes::Into("requests")),
    ("request", Goes::Into("requests")),
    ("request_step", Goes::Into("requests")),
    ("request_task", Goes::Into("requests")),
    ("request_file", Goes::Into("requests")),
    ("ledger_subject", Goes::Into("readings")),
    ("token_young", Goes::LeftOut(INDEX)),
    ("subject_token", Goes::LeftOut(INDEX)),
    ("token_waiting", Goes::LeftOut(INDEX)),
    ("token_merging", Goes::LeftOut(INDEX)),
    ("own_restriction", Goes::Into("categories")),
    ("source_notice", Goes::LeftOut(STAFF)),
    ("own_link", Goes::LeftOut(SIGN_IN)),
    ("own_session", Goes::LeftOut(SIGN_IN)),
    ("own_identity", Goes::LeftOut(SIGN_IN)),
    ("mail", Goes::LeftOut(MAIL)),
    ("subscription_asked", Goes::LeftOut(MAIL)),
    ("merged", Goes::Into("readings")),
    ("not_duplicate", Goes::LeftOut(STAFF)),
    ("medium", Goes::Into("objects")),
    ("medium_destroyed", Goes::Into("objects")),
    ("heard", Goes::Into("readings")),
    ("medium_gone", Goes::LeftOut(INDEX)),
    ("medium_number", Goes::LeftOut(INDEX)),
    ("medium_word", Goes::LeftOut(INDEX)),
    ("medium_agent", Goes::LeftOut(STAFF)),
    ("led_recording", Goes::LeftOut(STAFF)),
    ("package", Goes::LeftOut(COPY)),
    ("package_part", Goes::LeftOut(COPY)),
    ("mention", Goes::LeftOut(INDEX)),
    ("mention_of", Goes::LeftOut(INDEX)),
    ("mention_search", Goes::LeftOut(INDEX)),
];

const STAFF: &str = "staff";
const ASKED: &str = "asked";
const UNDO: &str = "undo";
const INDEX: &str = "index";
const SIGN_IN: &str = "sign-in";
const MAIL: &str = "mail";
const COPY: &str = "copy";
