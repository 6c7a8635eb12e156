//! `source_notice`: people who were obtained from somebody else than themselves, by when they have to be told, and that they were
//! (GDPR 14; R4-027, R5-103, R6-035). The one owner of its SQL. Not here: who may see and say it (`verbs/source_notices.rs`), what
//! the person is told.

use crate::{
    GateError,
    card::SubjectRef,
    opened::day_number,
    payload::{Items, Word},
    realm::Realm,
};
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Row, Tx, Value};
use seloste_register::{
    id::{GroupId, SourceId},
    statement::{
        model::{GroupKind, SourceKind},
        period::Period,
    },
};

/// How a person was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// By letter.
    Letter,
    /// By e-mail.
    Email,
    /// By telephone, at the first contact.
    Phone,
    /// In person.
    Person,
    /// The person had the information already (GDPR 14(5)(a)).
    Known,
}

impl ToldBy {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Letter, Self::Email, Self::Phone, Self::Person, Self::Known];

    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Person => "in-person",
            Self::Known => "known",
        }
    }

    /// The way behind a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    const fn number(self) -> i64 {
        match self {
            Self::Letter => 1,
            Self::Email => 2,
            Self::Phone => 3,
            Self::Person => 4,
            Self::Known => 5,
        }
    }
}

/// A person who has to be told where the data came from, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNotice {
    /// Who.
    pub subject: SubjectRef,
    /// From whom the person was obtained.
    pub source: SourceId,
    /// When the person was stored.
    pub obtained: Timestamp,
    /// The last day on which the person may be told.
    pub due: Date,
    /// The import that brought the person.
    pub batch: Option<i64>,
    /// When the person was told, and how.
    pub told: Option<(Timestamp, ToldBy)>,
}

/// A page of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNotices {
    /// Those to be told, the most urgent first.
    pub notices: Vec<SourceNotice>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
    /// How many have not been told.
    pub open: u64,
    /// How many of these should have been told by now.
    pub overdue: u64,
}

/// A row.
pub(crate) struct NoticeRow {
    pub(crate) subject: i64,
    pub(crate) source: Word,
    pub(crate) obtained: i64,
    pub(crate) due: i64,
    pub(crate) batch: Option<i64>,
    pub(crate) told: Option<(i64, ToldBy)>,
}

/// The source by which somebody new has to be told where the data came from: one that is neither the person nor the relationship.
/// Nobody who gave something themselves was obtained from others, and no organisation is a person.
pub(crate) fn owed<'a>(
    realm: &Realm,
    group: &GroupId,
    items: impl Iterator<Item = &'a Items>,
) -> Result<Option<Word>, GateError> {
    let groups = &realm.statement().subject_groups;
    if groups.iter().any(|one| one.id == *group && one.kind == GroupKind::Organisation) {
        return Ok(None);
    }
    let mut from = None;
    for value in items.flat_map(|items| &items.0).flat_map(|stored| &stored.values) {
        let id: SourceId = realm.id(value.source)?;
        match realm.rules().source(&id).map(|source| source.kind) {
            Some(SourceKind::Subject) => return Ok(None),
            Some(kind) if kind.is_from_others() => {
                from = from.or(Some(value.source));
            }
            _ => {}
        }
    }
    Ok(from)
}

/// Puts down that somebody has to be told within a calendar month.
pub(crate) fn owe(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (subject, source, batch): (i64, Word, Option<i64>),
    (now, today): (Timestamp, Date),
) -> Result<(), Failure> {
    let due = Period::MONTH.after(today).unwrap_or(today);
    tx.run(
        "INSERT INTO source_notice (register_id, subject_id, source, obtained, due, batch) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        &[
            Value::Int(realm.number),
            Value::Int(subject),
            Value::Int(source),
            Value::Int(now.as_millisecond()),
            Value::Int(day_number(due)),
            Value::OptInt(batch),
        ],
    )
    .map(drop)
}

/// Those who have not been told, the most urgent first, after a place (due, subject).
pub(crate) fn open(
    tx: &mut Tx<'_>,
    register: i64,
    (due, subject): (i64, i64),
    rows: i64,
) -> Result<Vec<NoticeRow>, Failure> {
    tx.all(
        "SELECT subject_id, source, obtained, due, batch, told, way FROM source_notice \
         WHERE register_id = $1 AND told IS NULL AND (due > $2 OR (due = $2 AND subject_id > $3)) \
         ORDER BY due, subject_id LIMIT $4",
        &[Value::Int(register), Value::Int(due), Value::Int(subject), Value::Int(rows)],
        notice_row,
    )
}

/// Those who have not been told and for whom no e-mail was put in line: stored by a moment, or to be told by a day.
pub(crate) fn without_mail(
    tx: &mut Tx<'_>,
    register: i64,
    (stored, due): (i64, i64),
    rows: i64,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT subject_id FROM source_notice WHERE register_id = $1 AND told IS NULL AND queued IS NULL \
         AND (obtained <= $2 OR due <= $3) ORDER BY due, subject_id LIMIT $4",
        &[Value::Int(register), Value::Int(stored), Value::Int(due), Value::Int(rows)],
        |row| row.int(0),
    )
}

/// Puts down that an e-mail is put in line; says whether there was none yet, also from another process.
pub(crate) fn queued(tx: &mut Tx<'_>, (register, subject): (i64, i64), at: i64) -> Result<bool, Failure> {
    let changed = tx.run(
        "UPDATE source_notice SET queued = $3 WHERE register_id = $1 AND subject_id = $2 AND queued IS NULL",
        &[Value::Int(register), Value::Int(subject), Value::Int(at)],
    )?;
    Ok(changed > 0)
}

/// Whoever is contacted for the first time is told by then (GDPR 14(3)(b)).
pub(crate) fn contacted(tx: &mut Tx<'_>, (register, subject): (i64, i64), today: i64) -> Result<(), Failure> {
    tx.run(
        "UPDATE source_notice SET due = $3 WHERE register_id = $1 AND subject_id = $2 AND told IS NULL AND due > $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(today)],
    )
    .map(drop)
}

/// What stands about one person.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Option<NoticeRow>, Failure> {
    tx.first(
        "SELECT subject_id, source, obtained, due, batch, told, way FROM source_notice \
         WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(subject)],
        notice_row,
    )
}

fn notice_row(row: &Row<'_>) -> Result<NoticeRow, Failure> {
    let way = row.opt_int(6)?.and_then(|number| ToldBy::ALL.into_iter().find(|way| way.number() == number));
    Ok(NoticeRow {
        subject: row.int(0)?,
        source: row.int(1)?,
        obtained: row.int(2)?,
        due: row.int(3)?,
        batch: row.opt_int(4)?,
        told: row.opt_int(5)?.zip(way),
    })
}

/// How many have not been told, and how many of these are past their day.
pub(crate) fn counts(tx: &mut Tx<'_>, register: i64, today: i64) -> Result<(i64, i64), Failure> {
    let open = "SELECT COUNT(*) FROM source_notice WHERE register_id = $1 AND told IS NULL";
    let open = tx.first(open, &[Value::Int(register)], |row| row.int(0))?;
    let late = "SELECT COUNT(*) FROM source_notice WHERE register_id = $1 AND told IS NULL AND due < $2";
    let late = tx.first(late, &[Value::Int(register), Value::Int(today)], |row| row.int(0))?;
    Ok((open.unwrap_or(0), late.unwrap_or(0)))
}

/// People of a batch who have not been told.
pub(crate) fn of_batch(tx: &mut Tx<'_>, register: i64, batch: i64) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT subject_id FROM source_notice WHERE register_id = $1 AND batch = $2 AND told IS NULL",
        &[Value::Int(register), Value::Int(batch)],
        |row| row.int(0),
    )
}

/// Puts down that somebody was told, and by whom; `None`: by the e-mail that goes by itself. False when it stood already.
pub(crate) fn told(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (at, account): (i64, Option<i64>),
    way: ToldBy,
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE source_notice SET told = $3, account = $4, way = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND told IS NULL",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(at),
            Value::OptInt(account),
            Value::Int(way.number()),
        ],
    )
    .map(|touched| touched == 1)
}
