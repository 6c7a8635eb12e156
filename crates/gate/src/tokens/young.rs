//! The young table: new tokens, a row each, to be found at once. A block is read and written as a whole, too much for one who comes or
//! is edited; so their tokens stand here until many have come together, and are folded into the blocks then. Not here: who waits
//! to be put in (`merge`), queries.

use super::{
    AT_ONCE,
    blocks::{self, Entry},
    merge::LOCK,
    sixteen,
};
use crate::GateError;
use seloste_db::{Db, Row, Tx, Value};

/// Rows that are worth folding; twice as many are folded in the midst of bulk work, where no job comes round.
const MANY: i64 = 20_000;
/// Rows moved in one unit of work: as many as others wait for without noticing.
const SLICE: i64 = 4_000;
/// Units of work in one round of the background's folding.
const ROUND: usize = 40;

/// Rows of sixteen tokens in one look.
const ROWS: i64 = 1_024;

/// Puts rows in; those that stand there stay.
pub(super) fn put(tx: &mut Tx<'_>, rows: &[Entry]) -> Result<(), GateError> {
    let (full, rest) = rows.as_chunks::<AT_ONCE>();
    tx.run_many(
        PUT_SIXTEEN,
        full.iter().map(|rows| rows.as_flattened().iter().map(|n| Value::Int(*n)).collect::<Vec<_>>()),
    )?;
    tx.run_many(PUT, rest.iter().map(|row| row.map(Value::Int)))?;
    Ok(())
}

/// Takes a subject from these of its tokens.
pub(super) fn take(tx: &mut Tx<'_>, register: i64, subject: i64, tokens: &[i64]) -> Result<(), GateError> {
    let delete = "DELETE FROM token_young WHERE register_id = $1 AND token = $2 AND subject_id = $3";
    tx.run_many(delete, tokens.iter().map(|token| [register, *token, subject].map(Value::Int)))?;
    Ok(())
}

/// How much a token's rows weigh beside its blocks, in bytes, as far as counted.
pub(super) fn weight(tx: &mut Tx<'_>, register: i64, token: i64, rows: i64) -> Result<i64, GateError> {
    let count = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM token_young WHERE register_id = $1 AND token = $2 LIMIT $3) AS counted";
    let args = [register, token, rows].map(Value::Int);
    Ok(tx.first(count, &args, |row| row.int(0))?.unwrap_or_default())
}

/// The newest subjects with a token in this table.
pub(super) fn holders(tx: &mut Tx<'_>, register: i64, token: i64, limit: i64) -> Result<Vec<i64>, GateError> {
    let select = "SELECT subject_id FROM token_young
         WHERE register_id = $1 AND token = $2 ORDER BY subject_id DESC LIMIT $3";
    tx.all(select, &[register, token, limit].map(Value::Int), |row| Ok(row.int(0)?))
}

/// Up to sixteen tokens, each with each of its subjects; `None` when there are too many for one look.
pub(super) fn of_sixteen(
    tx: &mut Tx<'_>,
    register: i64,
    tokens: &[i64],
) -> Result<Option<Vec<(i64, i64)>>, GateError> {
    let args = sixteen((register, ROWS), tokens);
    let rows = tx.all(OF_SIXTEEN, &args, |row| Ok::<_, GateError>((row.int(0)?, row.int(1)?)))?;
    Ok(Some(rows).filter(|rows| (rows.len() as i64) < ROWS))
}

const OF_SIXTEEN: &str = of_sixteen!("token, subject_id" from "token_young");

/// Folds some of the young table if it is worth it; for a job that comes round every second or so.
pub(crate) fn fold_some(db: &Db) -> Result<(), GateError> {
    if !db.read(|tx| has(tx, MANY))? {
        return Ok(());
    }
    for _ in 0..ROUND {
        if db.write(fold_slice)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Folds all of a young table that has grown twice as large as it should be.
pub(super) fn keep_bounded(db: &Db) -> Result<(), GateError> {
    if db.read(|tx| has(tx, 2 * MANY))? {
        while db.write(fold_slice)? > 0 {}
    }
    Ok(())
}

/// Whether the table has so many rows.
fn has(tx: &mut Tx<'_>, rows: i64) -> Result<bool, GateError> {
    let select = "SELECT 1 FROM token_young LIMIT 1 OFFSET $1";
    let found = tx.first(select, &[Value::Int(rows - 1)], |row| row.int(0))?;
    Ok(found.is_some())
}

/// Moves the first rows into blocks; returns how many. A search in any other unit of work sees each in one of the tables.
pub(super) fn fold_slice(tx: &mut Tx<'_>) -> Result<usize, GateError> {
    tx.lock(LOCK)?;
    let read = |row: &Row<'_>| Ok::<_, GateError>([row.int(0)?, row.int(1)?, row.int(2)?]);
    let select = "SELECT register_id, token, subject_id FROM token_young
         ORDER BY register_id, token, subject_id LIMIT 1 OFFSET $1";
    let last = tx.first(select, &[Value::Int(SLICE - 1)], read)?.unwrap_or([i64::MAX; 3]);
    // What is moved is what was taken out: a row that comes in meanwhile stays for the next time.
    let take = "DELETE FROM token_young WHERE (register_id, token, subject_id) <= ($1, $2, $3)
         RETURNING register_id, token, subject_id";
    let mut rows = tx.all(take, &last.map(Value::Int), read)?;
    rows.sort_unstable();
    blocks::put(tx, &rows)?;
    Ok(rows.len())
}

macro_rules! put {
    ($($places:literal),*) => {
        concat!(
            "INSERT INTO token_young (register_id, token, subject_id) VALUES ($1, $2, $3)",
            $(", (", $places, ")",)*
            " ON CONFLICT DO NOTHING"
        )
    };
}

const PUT: &str = put!();
const PUT_SIXTEEN: &str = put!(
    "$4, $5, $6",
    "$7, $8, $9",
    "$10, $11, $12",
    "$13, $14, $15",
    "$16, $17, $18",
    "$19, $20, $21",
    "$22, $23, $24",
    "$25, $26, $27",
    "$28, $29, $30",
    "$31, $32, $33",
    "$34, $35, $36",
    "$37, $38, $39",
    "$40, $41, $42",
    "$43, $44, $45",
    "$46, $47, $48"
);
