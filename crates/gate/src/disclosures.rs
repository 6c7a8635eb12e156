//! `disclosure` and `recipient_notice`: who was given what, and what recipients have to be told since. The one owner of their
//! SQL; and the shapes that the verb takes and gives. Not here: whether somebody may be given something
//! (`verbs/disclose.rs`).

pub mod asked;

use crate::{
    ask::AccountId,
    card::{OpenedCategory, SubjectRef},
    import::Met,
    payload::Word,
    personal::Personal,
};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_register::{
    id::{CategoryId, ItemId, PurposeId, RecipientId},
    statement::model::DisclosureGround,
};

/// What is to be given to whom.
#[derive(Debug, Clone)]
pub struct DisclosureDraft {
    /// To whom, and why.
    pub to: Receiver,
    /// Categories, exactly those.
    pub categories: Vec<CategoryId>,
}

/// To whom data is given, and on what ground.
#[derive(Debug, Clone)]
pub enum Receiver {
    /// A recipient that the statement declares, for one of its purposes.
    Declared {
        /// Which.
        recipient: RecipientId,
        /// For what.
        purpose: PurposeId,
    },
    /// Somebody else, once (claims R1-038, R4-044 to R4-046).
    Single {
        /// Name, as it was written.
        name: String,
        /// The ground.
        ground: DisclosureGround,
        /// The provision, or the request and how the person proved who they are.
        provision: String,
        /// The number under which the receiver keeps the matter.
        case_number: Option<String>,
    },
}

/// What is handed over.
pub struct Parcel {
    /// The reference by which the recipient knows it.
    pub reference: String,
    /// The categories that were asked for, and nothing else.
    pub categories: Vec<OpenedCategory>,
}

/// Somebody who was copied into another register of the controller.
#[derive(Debug)]
pub struct Moved {
    /// The reference of the disclosure.
    pub reference: String,
    /// The person there.
    pub subject: SubjectRef,
    /// Whether the person was there already.
    pub met: Met,
    /// Items that the other register doesn't declare, which stayed behind.
    pub left_out: Vec<ItemId>,
    /// Prohibitions that went along.
    pub prohibitions: u64,
}

/// A disclosure as it stands on record.
pub struct Disclosed {
    /// The declared recipient, if it is one.
    pub recipient: Option<RecipientId>,
    /// To whom and by which provision, in words.
    pub words: Personal,
    /// The ground of a single disclosure.
    pub ground: Option<DisclosureGround>,
    /// What was given.
    pub categories: Vec<CategoryId>,
    /// The reference by which the recipient knows it.
    pub reference: String,
    /// When.
    pub given: Timestamp,
    /// Who decided.
    pub by: AccountId,
    /// Whether the log tells of it (claim R5-017).
    pub in_log: InLog,
    /// When somebody else went over it and found it right, and who.
    pub checked: Option<(Timestamp, AccountId)>,
}

/// Whether the log tells of a disclosure what its record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InLog {
    /// It does.
    Found,
    /// It does not.
    Missing,
    /// It is older than what the log tells of people.
    Over,
}

impl InLog {
    /// The name in answers for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Missing => "missing",
            Self::Over => "over",
        }
    }
}

/// What a recipient has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientNotice {
    /// Its number in the register.
    pub number: i64,
    /// The declared recipient, if it is one; the disclosure's own words name another.
    pub recipient: Option<RecipientId>,
    /// The reference by which the recipient knows what it was given.
    pub reference: String,
    /// What happened.
    pub kind: NoticeKind,
    /// When.
    pub made: Timestamp,
    /// When the recipient was told.
    pub told: Option<Timestamp>,
    /// When it was reminded last.
    pub reminded: Option<Timestamp>,
    /// When it confirmed.
    pub receipt: Option<Timestamp>,
}

/// What happened to data that a recipient was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// They were corrected.
    Corrected,
    /// They were erased.
    Erased,
    /// Their use was restricted.
    Restricted,
    /// The person has prohibited a use, or withdrawn a consent (R5-026, R3-016).
    Stopped,
}

impl NoticeKind {
    /// The name in answers for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Erased => "erased",
            Self::Restricted => "restricted",
            Self::Stopped => "stopped",
        }
    }
    const fn number(self) -> i64 {
        match self {
            Self::Corrected => 1,
            Self::Erased => 2,
            Self::Restricted => 3,
            Self::Stopped => 4,
        }
    }
    pub(crate) const fn read(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Corrected),
            2 => Some(Self::Erased),
            3 => Some(Self::Restricted),
            4 => Some(Self::Stopped),
            _ => None,
        }
    }
}

/// What was done about a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeStep {
    /// The recipient was told.
    Told,
    /// The recipient had not confirmed, and was told again.
    Reminded,
    /// The recipient confirmed.
    Receipt,
}

/// A disclosure's row.
#[derive(Debug, Clone)]
pub(crate) struct DisclosureRow {
    pub(crate) disclosure: i64,
    pub(crate) recipient: Option<Word>,
    pub(crate) ground: i64,
    pub(crate) categories: String,
    pub(crate) reference: String,
    pub(crate) given: i64,
    pub(crate) account: i64,
    pub(crate) body: Vec<u8>,
    /// When somebody else went over it, and which account.
    pub(crate) checked: Option<(i64, i64)>,
}

impl DisclosureRow {
    /// Words of the categories that were given.
    pub(crate) fn words(&self) -> impl Iterator<Item = Word> {
        self.categories.split_whitespace().filter_map(|word| word.parse().ok())
    }
}

/// A notice's row.
pub(crate) struct NoticeRow {
    pub(crate) notice: i64,
    pub(crate) recipient: Option<Word>,
    pub(crate) reference: String,
    pub(crate) kind: i64,
    pub(crate) made: i64,
    pub(crate) told: Option<i64>,
    pub(crate) receipt: Option<i64>,
    pub(crate) reminded: Option<i64>,
}

/// What the entry says that ends an authority's order: the recordings themselves were opened one by one, and stand in entries of
/// their own.
pub(crate) fn given_as(reference: &str) -> String {
    format!("given:{reference}")
}

/// Puts a disclosure on record.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    row: &DisclosureRow,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO disclosure (register_id, subject_id, disclosure_id, recipient, ground, categories, reference, given, \
         account, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(row.disclosure),
            Value::OptInt(row.recipient),
            Value::Int(row.ground),
            Value::Text(&row.categories),
            Value::Text(&row.reference),
            Value::Int(row.given),
            Value::Int(row.account),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}

/// Takes a disclosure off the record that came to nothing.
pub(crate) fn take_back(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    reference: &str,
) -> Result<(), Failure> {
    let delete = "DELETE FROM disclosure WHERE register_id = $1 AND subject_id = $2 AND reference = $3";
    tx.run(delete, &[Value::Int(register), Value::Int(subject), Value::Text(reference)]).map(drop)
}

/// The disclosures of a subject, newest first.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<DisclosureRow>, Failure> {
    tx.all(
        "SELECT disclosure_id, recipient, ground, categories, reference, given, account, body, checked, checked_by \
         FROM disclosure \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY disclosure_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        disclosure,
    )
}

/// The disclosures of a register after a place (subject, number), each beside its subject.
pub(crate) fn all(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, number): (i64, i64),
    rows: i64,
) -> Result<Vec<(i64, DisclosureRow)>, Failure> {
    tx.all(
        "SELECT disclosure_id, recipient, ground, categories, reference, given, account, body, checked, checked_by, \
         subject_id FROM disclosure \
         WHERE register_id = $1 AND (subject_id, disclosure_id) > ($2, $3) ORDER BY subject_id, disclosure_id LIMIT $4",
        &[Value::Int(register), Value::Int(subject), Value::Int(number), Value::Int(rows)],
        |row| Ok((row.int(10)?, disclosure(row)?)),
    )
}

/// Puts down that somebody has gone over a disclosure; who did first stays.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    (register, subject, disclosure): (i64, i64, i64),
    (at, by): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "UPDATE disclosure SET checked = $4, checked_by = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND disclosure_id = $3 AND checked IS NULL",
        &[Value::Int(register), Value::Int(subject), Value::Int(disclosure), Value::Int(at), Value::Int(by)],
    )
    .map(drop)
}

/// The ground behind its number; `None` for a declared recipient.
pub(crate) const fn ground(number: i64) -> Option<DisclosureGround> {
    match number {
        1 => Some(DisclosureGround::Law),
        2 => Some(DisclosureGround::OwnRequest),
        3 => Some(DisclosureGround::Authority),
        _ => None,
    }
}

/// Queues what the recipients of some categories have to be told; all categories when none is named. `numbers` are free
/// numbers of rows, as many as may be needed; returns how many were.
pub(crate) fn queue(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (kind, at): (NoticeKind, i64),
    categories: &[Word],
) -> Result<u64, Failure> {
    let mut queued = 0;
    for row in of(tx, register, subject)? {
        let concerned = categories.is_empty() || row.words().any(|word| categories.contains(&word));
        if !concerned {
            continue;
        }
        let next = "SELECT COALESCE(MAX(notice_id), 0) + 1 FROM recipient_notice WHERE register_id = $1";
        tx.lock(&format!("notices {register}"))?;
        let number = tx.first(next, &[Value::Int(register)], |row| row.int(0))?.unwrap_or(1);
        tx.run(
            "INSERT INTO recipient_notice (register_id, notice_id, recipient, reference, kind, made, told, receipt) \
             VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL)",
            &[
                Value::Int(register),
                Value::Int(number),
                Value::OptInt(row.recipient),
                Value::Text(&row.reference),
                Value::Int(kind.number()),
                Value::Int(at),
            ],
        )?;
        queued += 1;
    }
    Ok(queued)
}

/// Notices of a register that are not confirmed yet, oldest first.
pub(crate) fn open(tx: &mut Tx<'_>, register: i64, rows: i64) -> Result<Vec<NoticeRow>, Failure> {
    tx.all(
        "SELECT notice_id, recipient, reference, kind, made, told, receipt, reminded FROM recipient_notice \
         WHERE register_id = $1 AND receipt IS NULL ORDER BY notice_id LIMIT $2",
        &[Value::Int(register), Value::Int(rows)],
        notice,
    )
}

/// Puts down a step of a notice; false when there is none.
pub(crate) fn step(
    tx: &mut Tx<'_>,
    (register, number): (i64, i64),
    step: NoticeStep,
    at: i64,
) -> Result<bool, Failure> {
    let sql = match step {
        NoticeStep::Told => {
            "UPDATE recipient_notice SET told = COALESCE(told, $3) WHERE register_id = $1 AND notice_id = $2"
        }
        NoticeStep::Reminded => {
            "UPDATE recipient_notice SET told = COALESCE(told, $3), reminded = $3 \
             WHERE register_id = $1 AND notice_id = $2 AND receipt IS NULL"
        }
        NoticeStep::Receipt => {
            "UPDATE recipient_notice SET told = COALESCE(told, $3), receipt = COALESCE(receipt, $3) \
             WHERE register_id = $1 AND notice_id = $2"
        }
    };
    tx.run(sql, &[Value::Int(register), Value::Int(number), Value::Int(at)]).map(|touched| touched == 1)
}

fn disclosure(row: &Row<'_>) -> Result<DisclosureRow, Failure> {
    Ok(DisclosureRow {
        disclosure: row.int(0)?,
        recipient: row.opt_int(1)?,
        ground: row.int(2)?,
        categories: row.text(3)?,
        reference: row.text(4)?,
        given: row.int(5)?,
        account: row.int(6)?,
        body: row.bytes(7)?,
        checked: row.opt_int(8)?.zip(row.opt_int(9)?),
    })
}

fn notice(row: &Row<'_>) -> Result<NoticeRow, Failure> {
    Ok(NoticeRow {
        notice: row.int(0)?,
        recipient: row.opt_int(1)?,
        reference: row.text(2)?,
        kind: row.int(3)?,
        made: row.int(4)?,
        told: row.opt_int(5)?,
        receipt: row.opt_int(6)?,
        reminded: row.opt_int(7)?,
    })
}
