//! Rows that lists of calls go by: the newest first, by time, by who answered, by number. Not here: which of them the asker
//! may know of (`verbs/recording/calls.rs`).

pub(crate) mod marked;
pub(crate) mod written;

use crate::payload::Word;
use seloste_db::{Failure, Row, Tx, Value};

/// A call that may be shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) kind: Word,
    pub(crate) began: i64,
    pub(crate) ended: Option<i64>,
    pub(crate) length_ms: i64,
    pub(crate) bytes: i64,
}

/// What narrows a list, before the gate decides row by row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Narrow {
    /// The place before which the list goes on: moment and object.
    pub(crate) before: (i64, i64),
    /// The first moment.
    pub(crate) from: i64,
    /// Least and most length in milliseconds.
    pub(crate) length: (i64, i64),
    /// 0: any kind.
    pub(crate) kind: Word,
    /// At most so many rows.
    pub(crate) rows: i64,
    /// Only those whose number called has this token.
    pub(crate) number: Option<i64>,
    /// Only those with one of these tokens among their words.
    pub(crate) word: Option<[i64; 2]>,
    /// Only those that have something that a mark goes by.
    pub(crate) having: Having,
}

/// What a recording must have to be looked at for a mark; what the asker may know of it is decided later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Having {
    /// Nothing.
    Anything = 0,
    /// A hold on it, or on everything about the person.
    Hold = 1,
    /// Covered parts.
    Cover = 2,
    /// Objects that belong to it: notes, assessments.
    Objects = 3,
}

impl Narrow {
    fn args(&self, register: i64, by: i64) -> [Value<'static>; 13] {
        let (began, object) = self.before;
        let (least, most) = self.length;
        let [one, other] = self.word.map_or([None; 2], |tokens| tokens.map(Some));
        let known = [register, began, object, self.from, least, most, self.kind, self.rows, by];
        let narrowed = [self.number, one, other, Some(self.having as i64)];
        let mut args = [Value::OptInt(None); 13];
        for (arg, value) in args.iter_mut().zip(known.map(Some).into_iter().chain(narrowed)) {
            *arg = Value::OptInt(value);
        }
        args
    }
}

fn call_row(row: &Row<'_>) -> Result<CallRow, Failure> {
    Ok(CallRow {
        subject: row.int(0)?,
        object: row.int(1)?,
        kind: row.int(2)?,
        began: row.int(3)?,
        ended: row.opt_int(4)?,
        length_ms: row.int(5)?,
        bytes: row.int(6)?,
    })
}

/// What else a list may be narrowed by, arguments 5 to 7 and 10 to 13 of [`Narrow::args`]; `$at` is the table that leads. It is looked
/// at row by row, along the order of whatever leads: how long that takes depends on the rows that lead, not on others'. What
/// needs the leading table alone spares a look at `medium`.
macro_rules! narrowed {
    ($at:literal) => {
        concat!(
            " AND m.length_ms >= $5 AND m.length_ms <= $6 AND ($7 = 0 OR m.kind = $7) \
             AND (CAST($10 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM medium_number n WHERE ",
            same!("n", $at),
            " AND n.object_id = ",
            $at,
            ".object_id AND n.token = $10)) \
             AND (CAST($11 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM medium_word w WHERE ",
            same!("w", $at),
            " AND w.object_id = ",
            $at,
            ".object_id AND w.token IN ($11, $12))) AND ($13 <> 1 OR EXISTS (SELECT 1 FROM hold h WHERE ",
            same!("h", $at),
            " AND h.object_id IN (0, ",
            $at,
            ".object_id))) AND ($13 <> 2 OR m.covered = 1) AND ($13 <> 3 OR EXISTS (SELECT 1 FROM object c WHERE ",
            same!("c", $at),
            " AND c.parent = ",
            $at,
            ".object_id)) "
        )
    };
}

/// Rows of one person in two tables.
macro_rules! same {
    ($one:literal, $other:literal) => {
        concat!(
            $one,
            ".register_id = ",
            $other,
            ".register_id AND ",
            $one,
            ".subject_id = ",
            $other,
            ".subject_id"
        )
    };
}
use {narrowed, same};

/// The newest calls of the tables `$from` (where `medium` is `m`) as far as a list goes, arguments being [`Narrow::args`];
/// `$at` is the table whose index has their order, `$which` what else they have in common.
macro_rules! newest {
    ($from:literal, $at:literal, $which:expr) => {
        concat!(
            "SELECT m.subject_id, m.object_id, m.kind, m.began, m.ended, m.length_ms, m.bytes FROM ",
            $from,
            " WHERE ",
            $at,
            ".register_id = $1 AND (",
            $at,
            ".began, ",
            $at,
            ".object_id) < ($2, $3) AND ",
            $at,
            ".began >= $4",
            narrowed!($at),
            $which,
            " ORDER BY ",
            $at,
            ".began DESC, ",
            $at,
            ".object_id DESC LIMIT $8"
        )
    };
}
use newest;

/// The same for the calls of few people: theirs are fetched and put in order. The sign keeps the engine from going through
/// everybody's in the order of time to find them.
macro_rules! gathered {
    ($which:expr) => {
        concat!(
            "SELECT m.subject_id, m.object_id, m.kind, m.began, m.ended, m.length_ms, m.bytes FROM medium m \
             WHERE m.register_id = $1 AND (+m.began, m.object_id) < ($2, $3) AND +m.began >= $4",
            narrowed!("m"),
            $which,
            " ORDER BY +m.began DESC, m.object_id DESC LIMIT $8"
        )
    };
}
use gathered;

/// By time alone.
pub(crate) fn by_time(tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<Vec<CallRow>, Failure> {
    tx.all(newest!("medium m", "m", "AND $9 = 0"), &narrow.args(register, 0), call_row)
}

/// Those that an account answered.
pub(crate) fn by_agent(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, account): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!(
            "medium_agent l JOIN medium m USING (register_id, subject_id, object_id)",
            "l",
            "AND l.account = $9"
        ),
        &narrow.args(register, account),
        call_row,
    )
}

/// Those of a number that was called.
pub(crate) fn by_number(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, token): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!(
            "medium_number l JOIN medium m USING (register_id, subject_id, object_id)",
            "l",
            "AND l.token = $9"
        ),
        &narrow.args(register, token),
        call_row,
    )
}

/// Rows that a number called, or a mark, may have and be rare.
const RARE: i64 = 200;

/// Whether so few calls went to a number that looking at all of them takes no time, whoever's they are.
pub(crate) fn is_rare(tx: &mut Tx<'_>, register: i64, token: i64) -> Result<bool, Failure> {
    let found = tx.first(
        "SELECT COUNT(*) FROM (SELECT 1 FROM medium_number WHERE register_id = $1 AND token = $2 LIMIT $3) few",
        &[register, token, RARE].map(Value::Int),
        |row| row.int(0),
    )?;
    Ok(found.is_none_or(|found| found < RARE))
}

/// Those of one person.
pub(crate) fn by_subject(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, subject): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(gathered!("AND m.subject_id = $9"), &narrow.args(register, subject), call_row)
}

/// People whose calls a list goes by. How many they are decides how: a few people's calls are fetched and put in order, of many
/// people the newest calls of the register are soon theirs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum People {
    /// Whom an account maintains.
    Maintained(i64),
    /// In an area.
    InArea(Word),
    /// Whom an account maintains, whose objects are assigned to it or handled by it, in whose objects it takes part, who are
    /// linked to such objects, or who belong to an organisation that it maintains.
    Reached(i64),
}

/// People who are few enough.
const FEW: i64 = 1_000;

/// The three statements of one kind of people.
struct Led {
    newest: &'static str,
    gathered: &'static str,
    counted: &'static str,
}

/// Statements from the one that tells who the people are, the first part before whose they are and the second after it.
macro_rules! led {
    ($which:ident) => {
        Led {
            newest: newest!("medium m", "m", concat!("AND m.subject_id IN (", $which!("$9"), ")")),
            gathered: gathered!(concat!("AND m.subject_id IN (", $which!("$9"), ")")),
            counted: concat!(
                "SELECT COUNT(*) FROM (SELECT 1 FROM (",
                $which!("$2"),
                ") every_one LIMIT $3) few"
            ),
        }
    };
}

macro_rules! maintained {
    ($by:literal) => {
        concat!("SELECT s.subject_id FROM subject s WHERE s.register_id = $1 AND s.maintainer = ", $by)
    };
}

macro_rules! in_area {
    ($by:literal) => {
        concat!("SELECT a.subject_id FROM subject_area a WHERE a.register_id = $1 AND a.area = ", $by)
    };
}

macro_rules! reached {
    ($by:literal) => {
        concat!(
            "SELECT s.subject_id FROM subject s WHERE s.register_id = $1 AND s.maintainer = ",
            $by,
            " UNION SELECT o.subject_id FROM object o WHERE o.register_id = $1 AND o.assigned = ",
            $by,
            " UNION SELECT t.subject_id FROM taking_part t WHERE t.register_id = $1 AND t.account = ",
            $by,
            " UNION SELECT l.subject_id FROM linked l JOIN taking_part t ON t.register_id = l.register_id \
              AND t.subject_id = l.owner_id AND t.object_id = l.object_id \
              WHERE l.register_id = $1 AND t.account = ",
            $by,
            " UNION SELECT l.subject_id FROM linked l JOIN subject s ON s.register_id = l.register_id \
              AND s.subject_id = l.owner_id WHERE l.register_id = $1 AND s.maintainer = ",
            $by,
            " UNION SELECT l.owner_id FROM linked l JOIN subject s ON s.register_id = l.register_id \
              AND s.subject_id = l.subject_id WHERE l.register_id = $1 AND s.maintainer = ",
            $by
        )
    };
}

/// Those of some people.
pub(crate) fn by_people(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, people): (&Narrow, People),
) -> Result<Vec<CallRow>, Failure> {
    let (by, led) = match people {
        People::Maintained(account) => (account, const { &led!(maintained) }),
        People::InArea(area) => (area, const { &led!(in_area) }),
        People::Reached(account) => (account, const { &led!(reached) }),
    };
    let few = tx.first(led.counted, &[register, by, FEW].map(Value::Int), |row| row.int(0))?;
    let sql = if few.is_some_and(|few| few < FEW) { led.gathered } else { led.newest };
    tx.all(sql, &narrow.args(register, by), call_row)
}

/// Notes anew who answered an object's call, and those of what belongs to it: whoever handled the recording or what it belongs
/// to.
pub(crate) fn answered(tx: &mut Tx<'_>, register: i64, (subject, object): (i64, i64)) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(object)];
    tx.run(
        "DELETE FROM medium_agent WHERE register_id = $1 AND subject_id = $2 AND object_id IN \
         (SELECT o.object_id FROM object o WHERE o.register_id = $1 AND o.subject_id = $2 \
         AND (o.object_id = $3 OR o.parent = $3))",
        &args,
    )?;
    tx.run(
        "INSERT INTO medium_agent (register_id, subject_id, object_id, account, began) \
         SELECT m.register_id, m.subject_id, m.object_id, t.account, m.began FROM object o \
         JOIN medium m ON m.register_id = o.register_id AND m.subject_id = o.subject_id AND m.object_id = o.object_id \
         JOIN taking_part t ON t.register_id = o.register_id AND t.subject_id = o.subject_id \
         AND t.role = 0 AND (t.object_id = o.object_id OR (t.object_id = o.parent AND NOT EXISTS \
         (SELECT 1 FROM taking_part own WHERE own.register_id = o.register_id AND own.subject_id = o.subject_id \
         AND own.object_id = o.object_id AND own.role = 0))) \
         WHERE o.register_id = $1 AND o.subject_id = $2 AND (o.object_id = $3 OR o.parent = $3) \
         ON CONFLICT DO NOTHING",
        &args,
    )
    .map(drop)
}

/// Accounts that answered a call.
pub(crate) fn agents(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT account FROM medium_agent WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 ORDER BY account",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        |row| row.int(0),
    )
}

/// Notes the numbers of a call.
pub(crate) fn add_numbers(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    (tokens, began): (&[i64], i64),
) -> Result<(), Failure> {
    tx.run_many(
        "INSERT INTO medium_number (register_id, subject_id, object_id, token, began) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        tokens.iter().map(|token| [register, subject, object, *token, began].map(Value::Int)),
    )
    .map(drop)
}

/// Rows for the objects of a kind as if they had bytes, answered by accounts in turn: for figures of lists.
pub(crate) fn pretend(
    tx: &mut Tx<'_>,
    register: i64,
    kind: Word,
    (agents, token): (i64, i64),
) -> Result<u64, Failure> {
    let (register, kind, nothing) = (Value::Int(register), Value::Int(kind), [0; 16]);
    let made = tx.run(
        "INSERT INTO medium (register_id, subject_id, object_id, kind, began, ended, bytes, length_ms, blob, delivery, \
         digest, body, peaks) SELECT register_id, subject_id, object_id, kind, \
         starts * 86400000 + object_id * 7919 % 43200000, starts * 86400000 + object_id * 7919 % 43200000 + 60000, \
         1, 60000, $3, $3, $3, $3, $3 FROM object WHERE register_id = $1 AND kind = $2",
        &[register, kind, Value::Bytes(&nothing)],
    )?;
    tx.run(
        "INSERT INTO taking_part (register_id, subject_id, object_id, account, role) \
         SELECT register_id, subject_id, object_id, 1 + object_id % $3, 0 FROM medium \
         WHERE register_id = $1 AND kind = $2 ON CONFLICT DO NOTHING",
        &[register, kind, Value::Int(agents)],
    )?;
    tx.run(
        "INSERT INTO medium_agent (register_id, subject_id, object_id, account, began) \
         SELECT register_id, subject_id, object_id, 1 + object_id % $3, began FROM medium \
         WHERE register_id = $1 AND kind = $2 ON CONFLICT DO NOTHING",
        &[register, kind, Value::Int(agents)],
    )?;
    tx.run(
        "INSERT INTO medium_number (register_id, subject_id, object_id, token, began) \
         SELECT register_id, subject_id, object_id, $3, began FROM medium \
         WHERE register_id = $1 AND kind = $2 ON CONFLICT DO NOTHING",
        &[register, kind, Value::Int(token)],
    )?;
    Ok(made)
}
