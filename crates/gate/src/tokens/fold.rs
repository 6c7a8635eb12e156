//! Two tables of tokens: a large one, and a young one that new tokens go into and that is folded into the large one when it has
//! become large itself. A new person's tokens stand all over a table that is ordered by token: in the large one each would
//! touch a page of its own. No row stands in both. Not here: who waits to be put in (`merge`), queries.

use super::merge::LOCK;
use crate::GateError;
use seloste_db::{Db, Failure, Row, Tx, Value};

/// Rows up to which there is no need of a young table, and below which it is not folded.
const SMALL: i64 = 3_000_000;
/// The young table is folded when it has this part of the large one's rows.
const PART: i64 = 8;
/// Rows moved in one unit of work: as many as others wait for without noticing.
const SLICE: i64 = 4_000;
/// Units of work in one round of the background's folding.
const ROUND: usize = 40;
/// Whole values that a person is found by at once, about: they are in the young table before a merge.
const WHOLE: i64 = 5;

/// A table of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Large,
    Young,
}

impl Level {
    const fn number(self) -> i64 {
        match self {
            Self::Large => 0,
            Self::Young => 1,
        }
    }

    /// The statement that puts a row in.
    pub(super) const fn insert(self) -> &'static str {
        match self {
            Self::Large => insert!(one into "token"),
            Self::Young => insert!(one into "token_young"),
        }
    }

    /// The statement that puts [`super::AT_ONCE`] rows in.
    pub(super) const fn insert_many(self) -> &'static str {
        match self {
            Self::Large => insert!(sixteen into "token"),
            Self::Young => insert!(sixteen into "token_young"),
        }
    }
}

/// How many rows the tables have, about.
struct Rows {
    large: i64,
    young: i64,
}

impl Rows {
    fn read(tx: &mut Tx<'_>) -> Result<Self, Failure> {
        let mut rows = Self { large: 0, young: 0 };
        let all = tx.all("SELECT level, many FROM token_level", &[], |row| {
            Ok::<_, Failure>((row.int(0)?, row.int(1)?))
        })?;
        for (level, many) in all {
            let place = if level == Level::Large.number() { &mut rows.large } else { &mut rows.young };
            *place = many;
        }
        Ok(rows)
    }

    const fn most_young(&self) -> i64 {
        let part = self.large / PART;
        if part > SMALL { part } else { SMALL }
    }
}

/// The table that many people are put into at once.
pub(super) fn level_for_many(tx: &mut Tx<'_>) -> Result<Level, Failure> {
    let rows = Rows::read(tx)?;
    Ok(if rows.large < SMALL { Level::Large } else { Level::Young })
}

/// Counts what was put in: people, and rows beside those that they were found by at once.
pub(super) fn count(tx: &mut Tx<'_>, level: Level, (people, rows): (usize, usize)) -> Result<(), GateError> {
    let whole = WHOLE.saturating_mul(i64::try_from(people).unwrap_or(i64::MAX));
    add(tx, Level::Young, whole)?;
    Ok(add(tx, level, i64::try_from(rows).unwrap_or(i64::MAX))?)
}

/// Counts anew after a register's rows were taken out, as far as a table has none left.
pub(super) fn count_anew(tx: &mut Tx<'_>) -> Result<(), GateError> {
    for update in [
        "UPDATE token_level SET many = 0 WHERE level = 0 AND NOT EXISTS (SELECT 1 FROM token)",
        "UPDATE token_level SET many = 0 WHERE level = 1 AND NOT EXISTS (SELECT 1 FROM token_young)",
    ] {
        tx.run(update, &[])?;
    }
    Ok(())
}

fn add(tx: &mut Tx<'_>, level: Level, many: i64) -> Result<(), Failure> {
    let update = "UPDATE token_level SET many = many + $2 WHERE level = $1";
    tx.run(update, &[Value::Int(level.number()), Value::Int(many)]).map(drop)
}

/// Folds some of the young table if it is time; for a job that comes round every second or so.
pub(crate) fn fold_some(db: &Db) -> Result<(), GateError> {
    let rows = db.read(Rows::read)?;
    if rows.young < rows.most_young() {
        return Ok(());
    }
    for _ in 0..ROUND {
        if db.write(fold_slice)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Folds all of a young table that has grown twice as large as it should be: in the midst of bulk work no job may come round.
pub(super) fn keep_bounded(db: &Db) -> Result<(), GateError> {
    let rows = db.read(Rows::read)?;
    if rows.young >= 2 * rows.most_young() {
        while db.write(fold_slice)? > 0 {}
    }
    Ok(())
}

/// Moves the first rows of the young table; returns how many. A search in any other unit of work sees each in one of the tables.
fn fold_slice(tx: &mut Tx<'_>) -> Result<usize, GateError> {
    tx.lock(LOCK)?;
    let read = |row: &Row<'_>| Ok::<_, GateError>([row.int(0)?, row.int(1)?, row.int(2)?]);
    let select = "SELECT register_id, token, subject_id FROM token_young
         ORDER BY register_id, token, subject_id LIMIT 1 OFFSET $1";
    let last = tx.first(select, &[Value::Int(SLICE - 1)], read)?.unwrap_or([i64::MAX; 3]);
    // What is moved is what was taken out: a row that comes in meanwhile stays for the next time.
    let take = "DELETE FROM token_young WHERE (register_id, token, subject_id) <= ($1, $2, $3)
         RETURNING register_id, token, subject_id";
    let mut rows = tx.all(take, &last.map(Value::Int), read)?;
    if rows.is_empty() {
        let moved = "UPDATE token_level SET many = CASE WHEN level = 0
             THEN many + (SELECT young.many FROM token_level young WHERE young.level = 1) ELSE 0 END";
        tx.run(moved, &[])?;
        return Ok(0);
    }
    rows.sort_unstable();
    super::insert(tx, Level::Large, &rows)?;
    Ok(rows.len())
}
