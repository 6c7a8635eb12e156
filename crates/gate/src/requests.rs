//! Rows of people's requests: structure and sealed bodies. Not here: what is inside a body (`requests/body.rs`), who may
//! do what (`verbs/requests`).

pub(crate) mod body;
pub(crate) mod files;

use seloste_db::{Failure, Row, Tx, Value};

/// A case as it stands in its table.
#[derive(Debug, Clone)]
pub(crate) struct RequestRow {
    /// Number of the case.
    pub(crate) case: i64,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) channel: String,
    pub(crate) company: String,
    pub(crate) outlet: Option<String>,
    pub(crate) received: i64,
    pub(crate) due: i64,
    pub(crate) pending: bool,
    pub(crate) paused: bool,
    pub(crate) linked: bool,
    pub(crate) assigned: Option<i64>,
    pub(crate) closed: Option<i64>,
    pub(crate) keep_until: Option<i64>,
    pub(crate) merged_into: Option<i64>,
    pub(crate) version: i64,
    pub(crate) body: Vec<u8>,
}

/// A step of a case.
pub(crate) struct StepRow {
    pub(crate) number: i64,
    pub(crate) step: String,
    pub(crate) at: i64,
    pub(crate) account: Option<i64>,
    pub(crate) body: Vec<u8>,
}

/// A company or a system that must answer.
pub(crate) struct TaskRow {
    pub(crate) asked_of: String,
    pub(crate) asked: i64,
    pub(crate) answered: Option<i64>,
    pub(crate) body: Option<Vec<u8>>,
}

/// What narrows the queue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrow {
    pub(crate) kind: Option<&'static str>,
    pub(crate) state: Option<&'static str>,
    pub(crate) assigned: Option<i64>,
    pub(crate) due_before: Option<i64>,
    pub(crate) with_over: bool,
}

fn row(row: &Row<'_>) -> Result<RequestRow, Failure> {
    Ok(RequestRow {
        case: row.int(0)?,
        kind: row.text(1)?,
        state: row.text(2)?,
        channel: row.text(3)?,
        company: row.text(4)?,
        outlet: row.opt_text(5)?,
        received: row.int(6)?,
        due: row.int(7)?,
        pending: row.int(8)? == 1,
        paused: row.int(9)? == 1,
        linked: row.int(10)? == 1,
        assigned: row.opt_int(11)?,
        closed: row.opt_int(12)?,
        keep_until: row.opt_int(13)?,
        merged_into: row.opt_int(14)?,
        version: row.int(15)?,
        body: row.bytes(16)?,
    })
}

/// Adds a case.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, one: &RequestRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO request (register_id, subject_id, kind, state, channel, company, outlet, received, due, pending, \
         paused, linked, assigned, closed, keep_until, merged_into, version, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        &values(register, one),
    )
    .map(drop)
}

fn values(register: i64, one: &RequestRow) -> [Value<'_>; 18] {
    [
        Value::Int(register),
        Value::Int(one.case),
        Value::Text(&one.kind),
        Value::Text(&one.state),
        Value::Text(&one.channel),
        Value::Text(&one.company),
        Value::OptText(one.outlet.as_deref()),
        Value::Int(one.received),
        Value::Int(one.due),
        Value::Int(i64::from(one.pending)),
        Value::Int(i64::from(one.paused)),
        Value::Int(i64::from(one.linked)),
        Value::OptInt(one.assigned),
        Value::OptInt(one.closed),
        Value::OptInt(one.keep_until),
        Value::OptInt(one.merged_into),
        Value::Int(one.version),
        Value::Bytes(&one.body),
    ]
}

/// Replaces a case whose version is one less; false when somebody else was faster.
pub(crate) fn replace(tx: &mut Tx<'_>, register: i64, one: &RequestRow) -> Result<bool, Failure> {
    tx.run(
        "UPDATE request SET kind = $3, state = $4, channel = $5, company = $6, outlet = $7, received = $8, due = $9, \
         pending = $10, paused = $11, linked = $12, assigned = $13, closed = $14, keep_until = $15, merged_into = $16, \
         version = $17, body = $18 WHERE register_id = $1 AND subject_id = $2 AND version = $17 - 1",
        &values(register, one),
    )
    .map(|touched| touched == 1)
}

/// One case.
pub(crate) fn one(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Option<RequestRow>, Failure> {
    tx.first(
        "SELECT subject_id, kind, state, channel, company, outlet, received, due, pending, paused, linked, assigned, \
         closed, keep_until, merged_into, version, body FROM request WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(case)],
        row,
    )
}

/// Cases after a place in the queue (due day, number), soonest due first.
pub(crate) fn queue(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    (due, case): (i64, i64),
    rows: i64,
) -> Result<Vec<RequestRow>, Failure> {
    // Two texts, so that the index of what is open serves the usual case.
    let sql = if narrow.with_over {
        "SELECT subject_id, kind, state, channel, company, outlet, received, due, pending, paused, linked, assigned, \
         closed, keep_until, merged_into, version, body FROM request \
         WHERE register_id = $1 AND (due, subject_id) > ($2, $3) AND (CAST($4 AS TEXT) IS NULL OR kind = $4) \
         AND (CAST($5 AS TEXT) IS NULL OR state = $5) AND (CAST($6 AS BIGINT) IS NULL OR assigned = $6) \
         AND (CAST($7 AS BIGINT) IS NULL OR due < $7) ORDER BY due, subject_id LIMIT $8"
    } else {
        "SELECT subject_id, kind, state, channel, company, outlet, received, due, pending, paused, linked, assigned, \
         closed, keep_until, merged_into, version, body FROM request \
         WHERE register_id = $1 AND closed IS NULL AND (due, subject_id) > ($2, $3) \
         AND (CAST($4 AS TEXT) IS NULL OR kind = $4) AND (CAST($5 AS TEXT) IS NULL OR state = $5) \
         AND (CAST($6 AS BIGINT) IS NULL OR assigned = $6) AND (CAST($7 AS BIGINT) IS NULL OR due < $7) \
         ORDER BY due, subject_id LIMIT $8"
    };
    let args = [
        Value::Int(register),
        Value::Int(due),
        Value::Int(case),
        Value::OptText(narrow.kind),
        Value::OptText(narrow.state),
        Value::OptInt(narrow.assigned),
        Value::OptInt(narrow.due_before),
        Value::Int(rows),
    ];
    tx.all(sql, &args, row)
}

/// Cases of a person, newest first.
pub(crate) fn of_person(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<RequestRow>, Failure> {
    tx.all(
        "SELECT r.subject_id, r.kind, r.state, r.channel, r.company, r.outlet, r.received, r.due, r.pending, r.paused, \
         r.linked, r.assigned, r.closed, r.keep_until, r.merged_into, r.version, r.body FROM request_of o \
         JOIN request r ON r.register_id = o.register_id AND r.subject_id = o.case_id \
         WHERE o.register_id = $1 AND o.subject_id = $2 ORDER BY r.received DESC, r.subject_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        row,
    )
}

/// The person whose request a case is.
pub(crate) fn person(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT subject_id FROM request_of WHERE register_id = $1 AND case_id = $2",
        &[Value::Int(register), Value::Int(case)],
        |row| row.int(0),
    )
}

/// Says whose request a case is; `None`: nobody's.
pub(crate) fn set_person(
    tx: &mut Tx<'_>,
    register: i64,
    case: i64,
    subject: Option<i64>,
) -> Result<(), Failure> {
    let delete = "DELETE FROM request_of WHERE register_id = $1 AND case_id = $2";
    tx.run(delete, &[Value::Int(register), Value::Int(case)])?;
    let Some(subject) = subject else { return Ok(()) };
    tx.run(
        "INSERT INTO request_of (register_id, subject_id, case_id) VALUES ($1, $2, $3)",
        &[Value::Int(register), Value::Int(subject), Value::Int(case)],
    )
    .map(drop)
}

/// Adds a step.
pub(crate) fn add_step(tx: &mut Tx<'_>, register: i64, case: i64, step: &StepRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO request_step (register_id, subject_id, step_id, step, at, account, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(register),
            Value::Int(case),
            Value::Int(step.number),
            Value::Text(&step.step),
            Value::Int(step.at),
            Value::OptInt(step.account),
            Value::Bytes(&step.body),
        ],
    )
    .map(drop)
}

/// The steps of a case, oldest first.
pub(crate) fn steps(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Vec<StepRow>, Failure> {
    tx.all(
        "SELECT step_id, step, at, account, body FROM request_step \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY at, step_id",
        &[Value::Int(register), Value::Int(case)],
        |row| {
            Ok(StepRow {
                number: row.int(0)?,
                step: row.text(1)?,
                at: row.int(2)?,
                account: row.opt_int(3)?,
                body: row.bytes(4)?,
            })
        },
    )
}

/// Puts other words into a step.
pub(crate) fn set_step(
    tx: &mut Tx<'_>,
    (register, case, step): (i64, i64, i64),
    body: &[u8],
) -> Result<(), Failure> {
    let update =
        "UPDATE request_step SET body = $4 WHERE register_id = $1 AND subject_id = $2 AND step_id = $3";
    let args = [Value::Int(register), Value::Int(case), Value::Int(step), Value::Bytes(body)];
    tx.run(update, &args).map(drop)
}

/// Puts other words into an answer.
pub(crate) fn set_answer(
    tx: &mut Tx<'_>,
    (register, case): (i64, i64),
    (asked_of, body): (&str, &[u8]),
) -> Result<(), Failure> {
    let update =
        "UPDATE request_task SET body = $4 WHERE register_id = $1 AND subject_id = $2 AND asked_of = $3";
    let args = [Value::Int(register), Value::Int(case), Value::Text(asked_of), Value::Bytes(body)];
    tx.run(update, &args).map(drop)
}

/// Cases whose number is after one, up to another.
pub(crate) fn numbers(tx: &mut Tx<'_>, register: i64, (after, to): (i64, i64)) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT subject_id FROM request WHERE register_id = $1 AND subject_id > $2 AND subject_id <= $3 \
         ORDER BY subject_id",
        &[Value::Int(register), Value::Int(after), Value::Int(to)],
        |row| row.int(0),
    )
}

/// Asks a company or a system; false when it was asked before.
pub(crate) fn add_task(
    tx: &mut Tx<'_>,
    register: i64,
    case: i64,
    (asked_of, asked): (&str, i64),
) -> Result<bool, Failure> {
    tx.run(
        "INSERT INTO request_task (register_id, subject_id, asked_of, asked) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Int(case), Value::Text(asked_of), Value::Int(asked)],
    )
    .map(|touched| touched == 1)
}

/// Records the answer of a company or a system; false when it was not asked, or has answered before.
pub(crate) fn answer_task(
    tx: &mut Tx<'_>,
    register: i64,
    case: i64,
    (asked_of, answered, body): (&str, i64, &[u8]),
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE request_task SET answered = $4, body = $5 \
         WHERE register_id = $1 AND subject_id = $2 AND asked_of = $3 AND answered IS NULL",
        &[
            Value::Int(register),
            Value::Int(case),
            Value::Text(asked_of),
            Value::Int(answered),
            Value::Bytes(body),
        ],
    )
    .map(|touched| touched == 1)
}

/// Whom a case has asked.
pub(crate) fn tasks(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Vec<TaskRow>, Failure> {
    tx.all(
        "SELECT asked_of, asked, answered, body FROM request_task \
         WHERE register_id = $1 AND subject_id = $2 ORDER BY asked_of",
        &[Value::Int(register), Value::Int(case)],
        |row| {
            Ok(TaskRow {
                asked_of: row.text(0)?,
                asked: row.int(1)?,
                answered: row.opt_int(2)?,
                body: row.opt_bytes(3)?,
            })
        },
    )
}

/// Cases whose keeping has ended before a day, or that are over and whose person was erased.
pub(crate) fn kept_too_long(tx: &mut Tx<'_>, register: i64, today: i64) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT r.subject_id FROM request r WHERE r.register_id = $1 AND r.keep_until IS NOT NULL \
         AND (r.keep_until < $2 OR r.linked = 1 AND NOT EXISTS (SELECT 1 FROM request_of o \
           WHERE o.register_id = r.register_id AND o.case_id = r.subject_id)) LIMIT 1000",
        &[Value::Int(register), Value::Int(today)],
        |row| row.int(0),
    )
}
