//! Which subjects a list may have to look at: SQL narrows by indexed scope and by the filter, to a superset of what the
//! gate then decides row by row. A mistake here can hide somebody, never show anybody.

use super::SubjectRow;
use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// What narrows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrow {
    /// `None`: everybody. Otherwise the asker's account and areas.
    pub(crate) within: Option<(i64, Vec<Word>)>,
    pub(crate) group: Option<Word>,
    pub(crate) area: Option<Word>,
    pub(crate) kind: Option<Word>,
    pub(crate) state: Option<Word>,
    /// Day on which an object of the kind is in force.
    pub(crate) on: Option<i64>,
    pub(crate) with_closed: bool,
}

impl Narrow {
    /// Nothing but scope.
    pub(crate) fn scope(everybody: bool, account: i64, areas: &[Word]) -> Self {
        let within = if everybody { None } else { Some((account, areas.to_vec())) };
        Self { within, ..Self::default() }
    }
}

/// Subjects below a number, highest first, at most `rows`. Empty only when there are no more.
pub(crate) fn ids(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    below: i64,
    rows: i64,
) -> Result<Vec<i64>, Failure> {
    match (&narrow.within, narrow.kind, narrow.state) {
        (Some((account, areas)), ..) => within(tx, register, (*account, areas), below, rows),
        (None, Some(kind), Some(state)) => by_state(tx, register, narrow, (kind, state), (below, rows)),
        (None, ..) => everybody(tx, register, narrow, below, rows),
    }
}

fn everybody(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    below: i64,
    rows: i64,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT s.subject_id FROM subject s WHERE s.register_id = $1 AND s.subject_id < $2 \
         AND (CAST($3 AS BIGINT) IS NULL OR s.grp = $3) AND ($4 = 1 OR s.closed IS NULL) \
         AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
           WHERE a.register_id = $1 AND a.subject_id = s.subject_id AND a.area = $5)) \
         AND (CAST($6 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM object o \
           WHERE o.register_id = $1 AND o.subject_id = s.subject_id AND o.kind = $6 \
           AND (CAST($7 AS BIGINT) IS NULL OR (o.starts <= $7 AND (o.ends IS NULL OR o.ends >= $7))))) \
         ORDER BY s.subject_id DESC LIMIT $8",
        &[
            Value::Int(register),
            Value::Int(below),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::OptInt(narrow.area),
            Value::OptInt(narrow.kind),
            Value::OptInt(narrow.on),
            Value::Int(rows),
        ],
        |row| row.int(0),
    )
}

fn by_state(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    (kind, state): (Word, Word),
    (below, rows): (i64, i64),
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT DISTINCT o.subject_id FROM object o \
         JOIN subject s ON s.register_id = o.register_id AND s.subject_id = o.subject_id \
         WHERE o.register_id = $1 AND o.kind = $2 AND o.state = $3 AND o.subject_id < $4 \
         AND (CAST($5 AS BIGINT) IS NULL OR s.grp = $5) AND ($6 = 1 OR s.closed IS NULL) \
         AND (CAST($7 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
           WHERE a.register_id = $1 AND a.subject_id = s.subject_id AND a.area = $7)) \
         AND (CAST($8 AS BIGINT) IS NULL OR (o.starts <= $8 AND (o.ends IS NULL OR o.ends >= $8))) \
         ORDER BY o.subject_id DESC LIMIT $9",
        &[
            Value::Int(register),
            Value::Int(kind),
            Value::Int(state),
            Value::Int(below),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::OptInt(narrow.area),
            Value::OptInt(narrow.on),
            Value::Int(rows),
        ],
        |row| row.int(0),
    )
}

/// Subjects in scope through any of its indexes; the filter is looked at afterwards, by [`passes`].
fn within(
    tx: &mut Tx<'_>,
    register: i64,
    (account, areas): (i64, &[Word]),
    below: i64,
    rows: i64,
) -> Result<Vec<i64>, Failure> {
    const MAINTAINED: &str = "SELECT subject_id FROM subject \
        WHERE register_id = $1 AND maintainer = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    const ASSIGNED: &str = "SELECT DISTINCT subject_id FROM object \
        WHERE register_id = $1 AND assigned = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    const IN_AREA: &str = "SELECT subject_id FROM subject_area \
        WHERE register_id = $1 AND area = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    let arms = [(MAINTAINED, account), (ASSIGNED, account)];
    let mut ids = Vec::new();
    for (sql, key) in arms.into_iter().chain(areas.iter().map(|area| (IN_AREA, *area))) {
        let args = [Value::Int(register), Value::Int(key), Value::Int(below), Value::Int(rows)];
        ids.extend(tx.all(sql, &args, |row| row.int(0))?);
    }
    ids.sort_unstable_by(|left: &i64, right| right.cmp(left));
    ids.dedup();
    ids.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
    Ok(ids)
}

/// Whether a subject passes the filter.
pub(crate) fn passes(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    (row, areas): (&SubjectRow, &[Word]),
) -> Result<bool, Failure> {
    let plain = narrow.group.is_none_or(|group| group == row.group)
        && narrow.area.is_none_or(|area| areas.contains(&area))
        && (narrow.with_closed || row.closed.is_none());
    let Some(kind) = narrow.kind.filter(|_| plain) else { return Ok(plain) };
    tx.first(
        "SELECT 1 FROM object WHERE register_id = $1 AND subject_id = $2 AND kind = $3 \
         AND (CAST($4 AS BIGINT) IS NULL OR state = $4) \
         AND (CAST($5 AS BIGINT) IS NULL OR (starts <= $5 AND (ends IS NULL OR ends >= $5))) LIMIT 1",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(kind),
            Value::OptInt(narrow.state),
            Value::OptInt(narrow.on),
        ],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}

/// How many of everybody pass the filter.
pub(crate) fn count(tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<i64, Failure> {
    let total = tx.first(
        "SELECT COUNT(*) FROM subject s WHERE s.register_id = $1 \
         AND (CAST($2 AS BIGINT) IS NULL OR s.grp = $2) AND ($3 = 1 OR s.closed IS NULL) \
         AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
           WHERE a.register_id = $1 AND a.subject_id = s.subject_id AND a.area = $4)) \
         AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM object o \
           WHERE o.register_id = $1 AND o.subject_id = s.subject_id AND o.kind = $5 \
           AND (CAST($6 AS BIGINT) IS NULL OR o.state = $6) \
           AND (CAST($7 AS BIGINT) IS NULL OR (o.starts <= $7 AND (o.ends IS NULL OR o.ends >= $7)))))",
        &[
            Value::Int(register),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::OptInt(narrow.area),
            Value::OptInt(narrow.kind),
            Value::OptInt(narrow.state),
            Value::OptInt(narrow.on),
        ],
        |row| row.int(0),
    )?;
    Ok(total.unwrap_or(0))
}
