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
    /// Whether the asker reaches those whose objects it handled or takes part in, and those linked to them.
    pub(crate) by_part: bool,
    /// Whether the asker reaches organisations that it maintains, and those linked to them.
    pub(crate) by_organisation: bool,
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
    match (&narrow.within, narrow.kind, narrow.area) {
        (Some((account, areas)), ..) => within(tx, register, narrow, (*account, areas), (below, rows)),
        (None, Some(kind), _) => by_kind(tx, register, narrow, kind, (below, rows)),
        (None, None, Some(area)) => by_area(tx, register, narrow, area, (below, rows)),
        (None, None, None) => everybody(tx, register, narrow, below, rows),
    }
}

/// Subjects of an area: its index leads, whoever else has come since.
fn by_area(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    area: Word,
    (below, rows): (i64, i64),
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT a.subject_id FROM subject_area a WHERE a.register_id = $1 AND a.area = $2 AND a.subject_id < $3 \
         AND EXISTS (SELECT 1 FROM subject s WHERE s.register_id = $1 AND s.subject_id = a.subject_id \
           AND (CAST($4 AS BIGINT) IS NULL OR s.grp = $4) AND ($5 = 1 OR s.closed IS NULL)) \
         ORDER BY a.subject_id DESC LIMIT $6",
        &[
            Value::Int(register),
            Value::Int(area),
            Value::Int(below),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::Int(rows),
        ],
        |row| row.int(0),
    )
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
         ORDER BY s.subject_id DESC LIMIT $5",
        &[
            Value::Int(register),
            Value::Int(below),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::Int(rows),
        ],
        |row| row.int(0),
    )
}

/// Subjects with an object of a kind: the index on kinds leads, in the subjects' order. It holds all that is asked of it, so
/// that the planner takes it; days are looked up beside it.
fn by_kind(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    kind: Word,
    (below, rows): (i64, i64),
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT DISTINCT o.subject_id FROM object o \
         WHERE o.register_id = $1 AND o.kind = $2 AND o.subject_id < $3 \
         AND (CAST($4 AS BIGINT) IS NULL OR o.state = $4) \
         AND (CAST($8 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM object p WHERE p.register_id = $1 \
           AND p.subject_id = o.subject_id AND p.object_id = o.object_id \
           AND p.starts <= $8 AND (p.ends IS NULL OR p.ends >= $8))) \
         AND EXISTS (SELECT 1 FROM subject s WHERE s.register_id = $1 AND s.subject_id = o.subject_id \
           AND (CAST($5 AS BIGINT) IS NULL OR s.grp = $5) AND ($6 = 1 OR s.closed IS NULL)) \
         AND (CAST($7 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
           WHERE a.register_id = $1 AND a.subject_id = o.subject_id AND a.area = $7)) \
         ORDER BY o.subject_id DESC LIMIT $9",
        &[
            Value::Int(register),
            Value::Int(kind),
            Value::Int(below),
            Value::OptInt(narrow.state),
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
    narrow: &Narrow,
    (account, areas): (i64, &[Word]),
    (below, rows): (i64, i64),
) -> Result<Vec<i64>, Failure> {
    const TAKING_PART: &str = "SELECT DISTINCT subject_id FROM taking_part \
        WHERE register_id = $1 AND account = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    const BESIDE: &str = "SELECT DISTINCT l.subject_id FROM linked l JOIN taking_part t \
        ON t.register_id = l.register_id AND t.subject_id = l.owner_id AND t.object_id = l.object_id \
        WHERE l.register_id = $1 AND t.account = $2 AND l.subject_id < $3 ORDER BY l.subject_id DESC LIMIT $4";
    const OF_OWNERS: &str = "SELECT DISTINCT l.subject_id FROM linked l JOIN subject s \
        ON s.register_id = l.register_id AND s.subject_id = l.owner_id \
        WHERE l.register_id = $1 AND s.maintainer = $2 AND l.subject_id < $3 ORDER BY l.subject_id DESC LIMIT $4";
    const OF_LINKED: &str = "SELECT DISTINCT l.owner_id FROM linked l JOIN subject s \
        ON s.register_id = l.register_id AND s.subject_id = l.subject_id \
        WHERE l.register_id = $1 AND s.maintainer = $2 AND l.owner_id < $3 ORDER BY l.owner_id DESC LIMIT $4";
    const MAINTAINED: &str = "SELECT subject_id FROM subject \
        WHERE register_id = $1 AND maintainer = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    const ASSIGNED: &str = "SELECT DISTINCT subject_id FROM object \
        WHERE register_id = $1 AND assigned = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    const IN_AREA: &str = "SELECT subject_id FROM subject_area \
        WHERE register_id = $1 AND area = $2 AND subject_id < $3 ORDER BY subject_id DESC LIMIT $4";
    let mut arms = vec![(MAINTAINED, account), (ASSIGNED, account)];
    if narrow.by_part {
        arms.extend([(TAKING_PART, account), (BESIDE, account)]);
    }
    if narrow.by_organisation {
        arms.extend([(OF_OWNERS, account), (OF_LINKED, account)]);
    }
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

/// A subject's objects that a filter on kinds asks for.
pub(crate) fn of_kind(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    narrow: &Narrow,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT object_id FROM object WHERE register_id = $1 AND subject_id = $2 AND kind = $3 \
         AND (CAST($4 AS BIGINT) IS NULL OR state = $4) \
         AND (CAST($5 AS BIGINT) IS NULL OR (starts <= $5 AND (ends IS NULL OR ends >= $5)))",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::OptInt(narrow.kind),
            Value::OptInt(narrow.state),
            Value::OptInt(narrow.on),
        ],
        |row| row.int(0),
    )
}

/// How many of everybody pass the filter.
pub(crate) fn count(tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<i64, Failure> {
    let total = match narrow.kind {
        Some(kind) => count_by_kind(tx, register, narrow, kind)?,
        None => tx.first(
            "SELECT COUNT(*) FROM subject s WHERE s.register_id = $1 AND s.limits = 0 \
             AND (CAST($2 AS BIGINT) IS NULL OR s.grp = $2) AND ($3 = 1 OR s.closed IS NULL) \
             AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
               WHERE a.register_id = $1 AND a.subject_id = s.subject_id AND a.area = $4))",
            &[
                Value::Int(register),
                Value::OptInt(narrow.group),
                Value::Int(i64::from(narrow.with_closed)),
                Value::OptInt(narrow.area),
            ],
            |row| row.int(0),
        )?,
    };
    Ok(total.unwrap_or(0))
}

fn count_by_kind(
    tx: &mut Tx<'_>,
    register: i64,
    narrow: &Narrow,
    kind: Word,
) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT COUNT(*) FROM (SELECT DISTINCT o.subject_id FROM object o \
         WHERE o.register_id = $1 AND o.kind = $2 \
         AND (CAST($3 AS BIGINT) IS NULL OR o.state = $3) \
         AND (CAST($7 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM object p WHERE p.register_id = $1 \
           AND p.subject_id = o.subject_id AND p.object_id = o.object_id \
           AND p.starts <= $7 AND (p.ends IS NULL OR p.ends >= $7))) \
         AND EXISTS (SELECT 1 FROM subject s WHERE s.register_id = $1 AND s.subject_id = o.subject_id AND s.limits = 0 \
           AND (CAST($4 AS BIGINT) IS NULL OR s.grp = $4) AND ($5 = 1 OR s.closed IS NULL)) \
         AND (CAST($6 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM subject_area a \
           WHERE a.register_id = $1 AND a.subject_id = o.subject_id AND a.area = $6))) counted",
        &[
            Value::Int(register),
            Value::Int(kind),
            Value::OptInt(narrow.state),
            Value::OptInt(narrow.group),
            Value::Int(i64::from(narrow.with_closed)),
            Value::OptInt(narrow.area),
            Value::OptInt(narrow.on),
        ],
        |row| row.int(0),
    )
}

/// Whether a subject has an object of a kind.
pub(crate) fn has_object(tx: &mut Tx<'_>, register: i64, subject: i64, kind: Word) -> Result<bool, Failure> {
    tx.first(
        "SELECT 1 FROM object WHERE register_id = $1 AND subject_id = $2 AND kind = $3 LIMIT 1",
        &[Value::Int(register), Value::Int(subject), Value::Int(kind)],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}
