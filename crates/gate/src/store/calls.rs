//! Rows that lists of calls go by: the newest first, by time, by who answered, by number. Not here: which of them the asker
//! may know of (`verbs/recording/calls.rs`).

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
}

impl Narrow {
    fn args(&self, register: i64, by: i64) -> [Value<'static>; 9] {
        let (began, object) = self.before;
        let (least, most) = self.length;
        [register, began, object, self.from, least, most, self.kind, self.rows, by].map(Value::Int)
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

/// The newest calls of the tables `$from` (where `medium` is `m`) as far as a list goes, arguments 1 to 8 being [`Narrow::args`];
/// `$at` is the table whose index has their order, `$which` what else they have in common.
macro_rules! newest {
    ($from:literal, $at:literal, $which:literal) => {
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
            ".began >= $4 AND m.length_ms >= $5 AND m.length_ms <= $6 AND ($7 = 0 OR m.kind = $7) ",
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

/// By time alone.
pub(crate) fn by_time(tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<Vec<CallRow>, Failure> {
    let [args @ .., _nobody] = narrow.args(register, 0);
    tx.all(newest!("medium m", "m", ""), &args, call_row)
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

/// Those of one person.
pub(crate) fn by_subject(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, subject): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(newest!("medium m", "m", "AND m.subject_id = $9"), &narrow.args(register, subject), call_row)
}

/// Those of people whom an account maintains.
pub(crate) fn by_maintainer(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, account): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!("subject s JOIN medium m USING (register_id, subject_id)", "m", "AND s.maintainer = $9"),
        &narrow.args(register, account),
        call_row,
    )
}

/// Those of people in an area.
pub(crate) fn by_area(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, area): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!(
            "medium m",
            "m",
            "AND m.subject_id IN (SELECT a.subject_id FROM subject_area a WHERE a.register_id = $1 AND a.area = $9)"
        ),
        &narrow.args(register, area),
        call_row,
    )
}

/// Those of people whom an account maintains, whose objects are assigned to it or handled by it, in whose objects it takes
/// part, who are linked to such objects, or who belong to an organisation that it maintains.
pub(crate) fn by_part(
    tx: &mut Tx<'_>,
    register: i64,
    (narrow, account): (&Narrow, i64),
) -> Result<Vec<CallRow>, Failure> {
    tx.all(
        newest!(
            "medium m",
            "m",
            "AND m.subject_id IN \
             (SELECT s.subject_id FROM subject s WHERE s.register_id = $1 AND s.maintainer = $9 \
              UNION SELECT o.subject_id FROM object o WHERE o.register_id = $1 AND o.assigned = $9 \
              UNION SELECT t.subject_id FROM taking_part t WHERE t.register_id = $1 AND t.account = $9 \
              UNION SELECT l.subject_id FROM linked l JOIN taking_part t ON t.register_id = l.register_id \
                AND t.subject_id = l.owner_id AND t.object_id = l.object_id \
                WHERE l.register_id = $1 AND t.account = $9 \
              UNION SELECT l.subject_id FROM linked l JOIN subject s ON s.register_id = l.register_id \
                AND s.subject_id = l.owner_id WHERE l.register_id = $1 AND s.maintainer = $9 \
              UNION SELECT l.owner_id FROM linked l JOIN subject s ON s.register_id = l.register_id \
                AND s.subject_id = l.subject_id WHERE l.register_id = $1 AND s.maintainer = $9)"
        ),
        &narrow.args(register, account),
        call_row,
    )
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
