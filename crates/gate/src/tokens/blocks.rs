//! The large table of tokens: for each token the subjects that have it, in blocks. Not here: how a block is written down (`block`),
//! walking from one block to the next (`walk`).

use super::{
    AT_ONCE,
    block::{pack, unpack},
    sixteen,
};
use crate::GateError;
use seloste_db::{Row, Tx, Value};
use std::collections::HashMap;

/// Subjects in one block, at most: some three hundred bytes, of which a page holds a dozen.
const MOST: usize = 256;
/// Blocks of sixteen tokens in one look.
const LOOK: i64 = 64;
/// Held by who takes a subject out of blocks, which are read and written back.
const LOCK: &str = "token blocks";

/// A row to put in: register, token, subject.
pub(super) type Entry = [i64; 3];

/// The block in which a subject's place is, and where the next one begins.
struct Place {
    /// Empty when there is none below it.
    subjects: Vec<i64>,
    next: Option<i64>,
}

/// Puts entries in, which ascend; those that stand there stay. Nobody else may change blocks meanwhile (`merge::LOCK`).
pub(super) fn put(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<(), GateError> {
    let same =
        |[register, token, _]: &Entry, [other, another, _]: &Entry| (register, token) == (other, another);
    let mut groups: Vec<&[Entry]> = entries.chunk_by(same).collect();
    while !groups.is_empty() {
        let (mut changed, mut further) = (Vec::new(), Vec::new());
        for some in groups.chunks(AT_ONCE) {
            let places = places(tx, some.iter().filter_map(|group| group.first()))?;
            for group in some {
                let Some([register, token, _]) = group.first() else { continue };
                let Some(place) = places.get(&(*register, *token)) else { continue };
                let here =
                    group.partition_point(|[_, _, subject]| place.next.is_none_or(|next| *subject < next));
                let (group, rest) = group.split_at(here);
                changed.extend(with(place, group).into_iter().map(|block| (*register, *token, block)));
                further.extend(Some(rest).filter(|rest| !rest.is_empty()));
            }
        }
        write(tx, &changed)?;
        groups = further;
    }
    Ok(())
}

/// The blocks that a block becomes when more join it; those that stay as they are are left out.
fn with(place: &Place, more: &[Entry]) -> Vec<Vec<i64>> {
    let joining = || more.iter().map(|[_, _, subject]| *subject);
    let mut all: Vec<i64> = place.subjects.iter().copied().chain(joining()).collect();
    all.sort_unstable();
    all.dedup();
    // Those who come last fill the last block; others share what has become too large evenly.
    let come_last = place.subjects.last() < joining().next().as_ref();
    let size = if come_last { MOST } else { all.len().div_ceil(all.len().div_ceil(MOST)) };
    all.chunks(size).filter(|block| *block != place.subjects).map(<[i64]>::to_vec).collect()
}

/// Takes a subject from these of its tokens.
pub(super) fn take(tx: &mut Tx<'_>, register: i64, subject: i64, tokens: &[i64]) -> Result<(), GateError> {
    if tokens.is_empty() {
        return Ok(());
    }
    tx.lock(LOCK)?;
    let entries: Vec<Entry> = tokens.iter().map(|token| [register, *token, subject]).collect();
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    for some in entries.chunks(AT_ONCE) {
        for ((register, token), Place { mut subjects, .. }) in places(tx, some)? {
            let Ok(at) = subjects.binary_search(&subject) else { continue };
            subjects.remove(at);
            if at == 0 {
                gone.push([register, token, subject].map(Value::Int));
            }
            if !subjects.is_empty() {
                changed.push((register, token, subjects));
            }
        }
    }
    let delete = "DELETE FROM token_block WHERE register_id = $1 AND token = $2 AND first_subject = $3";
    tx.run_many(delete, gone)?;
    write(tx, &changed)
}

/// The blocks of tokens after one that begins at `after`, at most `blocks`.
pub(super) fn following(
    tx: &mut Tx<'_>,
    (register, token): (i64, i64),
    after: Option<i64>,
    blocks: i64,
) -> Result<Vec<i64>, GateError> {
    let select = "SELECT first_subject, subjects FROM token_block
         WHERE register_id = $1 AND token = $2 AND first_subject > $3 ORDER BY first_subject LIMIT $4";
    let args = [register, token, after.unwrap_or(i64::MIN), blocks].map(Value::Int);
    Ok(tx.all(select, &args, |row| subjects(row, 0))?.concat())
}

/// The block in which a subject has its place, if it is not below all.
pub(super) fn around(
    tx: &mut Tx<'_>,
    (register, token): (i64, i64),
    subject: i64,
) -> Result<Vec<i64>, GateError> {
    let select = "SELECT first_subject, subjects FROM token_block
         WHERE register_id = $1 AND token = $2 AND first_subject <= $3 ORDER BY first_subject DESC LIMIT 1";
    let args = [register, token, subject].map(Value::Int);
    Ok(tx.first(select, &args, |row| subjects(row, 0))?.unwrap_or_default())
}

/// Up to sixteen tokens, each with each of its subjects; `None` when there are too many for one look.
pub(super) fn of_sixteen(
    tx: &mut Tx<'_>,
    register: i64,
    tokens: &[i64],
) -> Result<Option<Vec<(i64, i64)>>, GateError> {
    let args = sixteen((register, LOOK), tokens);
    let blocks = tx.all(OF_SIXTEEN, &args, |row| Ok::<_, GateError>((row.int(0)?, subjects(row, 1)?)))?;
    if blocks.len() as i64 >= LOOK {
        return Ok(None);
    }
    let each = |(token, subjects): (i64, Vec<i64>)| subjects.into_iter().map(move |subject| (token, subject));
    Ok(Some(blocks.into_iter().flat_map(each).collect()))
}

const OF_SIXTEEN: &str = of_sixteen!("token, first_subject, subjects" from "token_block");

/// How much a token's blocks hold, in bytes, as far as counted: twice as much is about twice as many subjects.
pub(super) fn weight(tx: &mut Tx<'_>, register: i64, token: i64, blocks: i64) -> Result<i64, GateError> {
    let sum = "SELECT COUNT(*), CAST(COALESCE(SUM(held), 0) AS BIGINT) FROM (SELECT LENGTH(subjects) AS held FROM token_block
         WHERE register_id = $1 AND token = $2 LIMIT $3) AS counted";
    let args = [register, token, blocks].map(Value::Int);
    let weight = tx.first(sum, &args, |row| Ok::<_, GateError>(row.int(0)? + row.int(1)?))?;
    Ok(weight.unwrap_or_default())
}

fn subjects(row: &Row<'_>, at: usize) -> Result<Vec<i64>, GateError> {
    unpack(row.int(at)?, &row.bytes(at + 1)?)
}

/// Where each entry has its place; of each token there is one entry, and at most [`AT_ONCE`] in all.
fn places<'e>(
    tx: &mut Tx<'_>,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<HashMap<(i64, i64), Place>, GateError> {
    let mut args: Vec<Value<'_>> = entries.into_iter().flatten().map(|number| Value::Int(*number)).collect();
    // What is left of the places is filled with the last once more: the answer is the same.
    while let Some(last) = args.len().checked_sub(3).filter(|_| args.len() < 3 * AT_ONCE) {
        args.extend_from_within(last..);
    }
    if args.is_empty() {
        return Ok(HashMap::new());
    }
    let all = tx.all(PLACES, &args, |row| {
        let subjects = row.opt_int(2)?.map(|_| subjects(row, 2)).transpose()?.unwrap_or_default();
        Ok::<_, GateError>(((row.int(0)?, row.int(1)?), Place { subjects, next: row.opt_int(4)? }))
    })?;
    Ok(all.into_iter().collect())
}

macro_rules! asked {
    ($(($register:literal, $token:literal, $subject:literal)),*) => {
        concat!(
            "WITH asked (register_id, token, subject_id) AS (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))",
            $(", (CAST($", $register, " AS BIGINT), CAST($", $token, " AS BIGINT), CAST($", $subject, " AS BIGINT))",)*
            ") SELECT asked.register_id, asked.token, \
             (SELECT MAX(b.first_subject) FROM token_block b WHERE b.register_id = asked.register_id \
             AND b.token = asked.token AND b.first_subject <= asked.subject_id), \
             (SELECT b.subjects FROM token_block b WHERE b.register_id = asked.register_id \
             AND b.token = asked.token AND b.first_subject <= asked.subject_id ORDER BY b.first_subject DESC LIMIT 1), \
             (SELECT MIN(b.first_subject) FROM token_block b WHERE b.register_id = asked.register_id \
             AND b.token = asked.token AND b.first_subject > asked.subject_id) FROM asked"
        )
    };
}

const PLACES: &str = asked!(
    (4, 5, 6),
    (7, 8, 9),
    (10, 11, 12),
    (13, 14, 15),
    (16, 17, 18),
    (19, 20, 21),
    (22, 23, 24),
    (25, 26, 27),
    (28, 29, 30),
    (31, 32, 33),
    (34, 35, 36),
    (37, 38, 39),
    (40, 41, 42),
    (43, 44, 45),
    (46, 47, 48)
);

/// Writes blocks, each under its first subject.
fn write(tx: &mut Tx<'_>, blocks: &[(i64, i64, Vec<i64>)]) -> Result<(), GateError> {
    let packed: Vec<(i64, i64, i64, Vec<u8>)> = blocks
        .iter()
        .filter_map(|(register, token, subjects)| {
            subjects.first().map(|first| (*register, *token, *first, pack(subjects)))
        })
        .collect();
    let (full, rest) = packed.as_chunks::<AT_ONCE>();
    tx.run_many(
        WRITE_SIXTEEN,
        full.iter().map(|blocks| blocks.iter().flat_map(block_args).collect::<Vec<_>>()),
    )?;
    tx.run_many(WRITE, rest.iter().map(block_args))?;
    Ok(())
}

fn block_args((register, token, first, packed): &(i64, i64, i64, Vec<u8>)) -> [Value<'_>; 4] {
    [Value::Int(*register), Value::Int(*token), Value::Int(*first), Value::Bytes(packed)]
}

macro_rules! write {
    ($(($register:literal, $token:literal, $first:literal, $subjects:literal)),*) => {
        concat!(
            "INSERT INTO token_block (register_id, token, first_subject, subjects) VALUES ($1, $2, $3, $4)",
            $(", ($", $register, ", $", $token, ", $", $first, ", $", $subjects, ")",)*
            " ON CONFLICT (register_id, token, first_subject) DO UPDATE SET subjects = excluded.subjects"
        )
    };
}

const WRITE: &str = write!();
const WRITE_SIXTEEN: &str = write!(
    (5, 6, 7, 8),
    (9, 10, 11, 12),
    (13, 14, 15, 16),
    (17, 18, 19, 20),
    (21, 22, 23, 24),
    (25, 26, 27, 28),
    (29, 30, 31, 32),
    (33, 34, 35, 36),
    (37, 38, 39, 40),
    (41, 42, 43, 44),
    (45, 46, 47, 48),
    (49, 50, 51, 52),
    (53, 54, 55, 56),
    (57, 58, 59, 60),
    (61, 62, 63, 64)
);
