//! Puts waiting tokens into the large table, many people at a time and in the table's order, in short units of work so that
//! nobody else is kept waiting. Whoever is edited or erased meanwhile is taken out of the waiting first. Not here: queries.

use super::{BYTES, blocks, packed_token, unpack_all, young};
use crate::GateError;
use seloste_db::{Db, Tx, Value};
use std::{
    collections::{BTreeSet, HashMap},
    sync::atomic::{AtomicI64, Ordering},
};

/// People merged at once; twice as many may wait before an import merges them itself. Bounds the memory to some 15 MB.
const PEOPLE: i64 = 20_000;
/// People who are worth a merge while more are coming: each search goes through those who wait.
const MANY: i64 = 5_000;
/// People who came since the last look, so that more are coming.
const BURST: i64 = 200;
/// People that a search goes through beside the table, at most.
const LOOKED_THROUGH: i64 = 3 * PEOPLE;
/// Tokens in one unit of work: as many as others wait for without noticing.
const SLICE: usize = 4_000;
/// Held alone by who puts subjects into blocks, shared by who edits or erases.
pub(super) const LOCK: &str = "token merge";

/// Lets a subject's tokens wait.
pub(super) const WAIT: &str =
    "INSERT INTO token_waiting (register_id, subject_id, tokens) VALUES ($1, $2, $3)";

type Person = (i64, i64);

/// Merges all waiting tokens; returns how many people can be found by them now. It may be cut off at any moment and run by
/// several processes: what was merged twice stands there once.
pub(crate) fn merge_waiting(db: &Db) -> Result<u64, GateError> {
    let mut merged = 0;
    loop {
        let people = db.write(take_some)?;
        if people.is_empty() {
            return Ok(merged);
        }
        merge_people(db, &people)?;
        merged += people.len() as u64;
    }
}

/// Merges when many wait: for a thread beside an import.
pub(crate) fn merge_many(db: &Db) -> Result<(), GateError> {
    merge_from(db, MANY)
}

/// Merges when too many wait, which happens where nobody merges beside an import: it does so itself between its units of work.
pub(crate) fn merge_excess(db: &Db) -> Result<(), GateError> {
    merge_from(db, 2 * PEOPLE)
}

/// Merges unless more are coming: a page of the table is written once for all who come together, not once a second. `before` is how
/// many waited at the last look. `None` when it was put off.
pub(crate) fn merge_at_rest(db: &Db, before: &AtomicI64) -> Result<Option<u64>, GateError> {
    let many = waiting(db, MANY)?;
    let came = many - before.swap(many, Ordering::Relaxed);
    if came >= BURST && many < MANY {
        return Ok(None);
    }
    let merged = merge_waiting(db)?;
    before.store(0, Ordering::Relaxed);
    Ok(Some(merged))
}

fn merge_from(db: &Db, people: i64) -> Result<(), GateError> {
    if waiting(db, people)? < people {
        return Ok(());
    }
    merge_waiting(db)?;
    young::keep_bounded(db)
}

/// How many people wait, as far as counted.
fn waiting(db: &Db, upto: i64) -> Result<i64, GateError> {
    let count = "SELECT COUNT(*) FROM (SELECT 1 FROM token_waiting LIMIT $1) some_who_wait";
    let found = db.read(|tx| tx.first(count, &[Value::Int(upto)], |row| row.int(0)))?;
    Ok(found.unwrap_or_default())
}

/// Subjects among the waiting that some query means: they have a token of each of its words.
pub(super) fn among_waiting(
    tx: &mut Tx<'_>,
    register: i64,
    queries: &[&[Vec<i64>]],
) -> Result<Vec<i64>, GateError> {
    let asked = Asked::of(queries);
    let mut found = Vec::new();
    for select in [
        "SELECT s.subject_id, s.tokens FROM token_waiting w JOIN subject_token s
         ON s.register_id = w.register_id AND s.subject_id = w.subject_id WHERE w.register_id = $1 LIMIT $2",
        "SELECT s.subject_id, s.tokens FROM token_merging w JOIN subject_token s
         ON s.register_id = w.register_id AND s.subject_id = w.subject_id WHERE w.register_id = $1 LIMIT $2",
    ] {
        let matching = tx.all(select, &[Value::Int(register), Value::Int(LOOKED_THROUGH)], |row| {
            let list = row.bytes(1)?;
            let (tokens, _) = list.as_chunks::<BYTES>();
            Ok::<_, GateError>(asked.mean(tokens).then_some(row.int(0)?))
        })?;
        found.extend(matching.into_iter().flatten());
    }
    Ok(found)
}

type Packed = [u8; BYTES];

/// Queries that many people are to be compared with, one after the other.
struct Asked {
    queries: Vec<Vec<BTreeSet<Packed>>>,
    /// Each query under the tokens of that of its words which the fewest queries have: most people have a town or a first name that
    /// somebody asks for, few one of these.
    telling: HashMap<Packed, Vec<usize>>,
    /// Those tokens by their last two bytes, which are as good as drawn by lot: most others come no further than this.
    rough: Vec<bool>,
}

impl Asked {
    fn of(queries: &[&[Vec<i64>]]) -> Self {
        let pack = |word: &Vec<i64>| word.iter().map(|token| packed_token(*token)).collect();
        let queries: Vec<Vec<BTreeSet<Packed>>> =
            queries.iter().map(|words| words.iter().map(pack).collect()).collect();
        let mut asked: HashMap<Packed, usize> = HashMap::new();
        for token in queries.iter().flatten().flatten() {
            *asked.entry(*token).or_default() += 1;
        }
        let often =
            |word: &&BTreeSet<Packed>| -> usize { word.iter().filter_map(|token| asked.get(token)).sum() };
        let (mut telling, mut rough) = (HashMap::<Packed, Vec<usize>>::new(), vec![false; 1 << 16]);
        for (query, words) in queries.iter().enumerate() {
            for token in words.iter().min_by_key(often).into_iter().flatten() {
                telling.entry(*token).or_default().push(query);
                if let Some(place) = rough.get_mut(Self::place(token)) {
                    *place = true;
                }
            }
        }
        Self { queries, telling, rough }
    }

    fn place(token: &Packed) -> usize {
        let [.., high, low] = *token;
        usize::from(u16::from_be_bytes([high, low]))
    }

    /// Whether some query means somebody who has these tokens: one of each of its words.
    fn mean(&self, tokens: &[Packed]) -> bool {
        let rough = |token: &&Packed| self.rough.get(Self::place(token)) == Some(&true);
        let has = |word: &BTreeSet<Packed>| tokens.iter().any(|token| word.contains(token));
        let means = |query: &usize| self.queries.get(*query).is_some_and(|words| words.iter().all(has));
        tokens.iter().filter(rough).filter_map(|token| self.telling.get(token)).flatten().any(means)
    }
}

/// The people to merge next: those that a merge was at work on, or else some of the waiting.
fn take_some(tx: &mut Tx<'_>) -> Result<Vec<(Person, Vec<u8>)>, GateError> {
    tx.lock(LOCK)?;
    let begun = tx.first("SELECT 1 FROM token_merging LIMIT 1", &[], |row| row.int(0))?;
    if begun.is_none() {
        let take = "INSERT INTO token_merging (register_id, subject_id, tokens)
             SELECT register_id, subject_id, tokens FROM token_waiting ORDER BY register_id, subject_id LIMIT $1";
        tx.run(take, &[Value::Int(PEOPLE)])?;
        let taken = "DELETE FROM token_waiting WHERE EXISTS (SELECT 1 FROM token_merging taken
             WHERE taken.register_id = token_waiting.register_id AND taken.subject_id = token_waiting.subject_id)";
        tx.run(taken, &[])?;
    }
    let select = "SELECT register_id, subject_id, tokens FROM token_merging";
    tx.all(select, &[], |row| Ok(((row.int(0)?, row.int(1)?), row.bytes(2)?)))
}

fn merge_people(db: &Db, people: &[(Person, Vec<u8>)]) -> Result<(), GateError> {
    // Register, token, subject: the order of the table.
    let mut rows: Vec<blocks::Entry> = Vec::new();
    for ((register, subject), packed) in people {
        rows.extend(unpack_all(packed)?.into_iter().map(|token| [*register, token, *subject]));
    }
    rows.sort_unstable();
    let mut still: BTreeSet<Person> = people.iter().map(|(person, _)| *person).collect();
    for slice in rows.chunks(SLICE) {
        db.write(|tx| {
            tx.lock(LOCK)?;
            look_who_is_left(tx, &mut still)?;
            let is_there = |[register, _, subject]: &&blocks::Entry| still.contains(&(*register, *subject));
            let there: Vec<blocks::Entry> = slice.iter().filter(is_there).copied().collect();
            blocks::put(tx, &there)
        })?;
    }
    db.write(|tx| {
        tx.lock(LOCK)?;
        let done =
            people.iter().map(|((register, subject), _)| [Value::Int(*register), Value::Int(*subject)]);
        tx.run_many("DELETE FROM token_merging WHERE register_id = $1 AND subject_id = $2", done)?;
        Ok(())
    })
}

/// Drops from `still` who was edited or erased since, or merged by another process.
fn look_who_is_left(tx: &mut Tx<'_>, still: &mut BTreeSet<Person>) -> Result<(), GateError> {
    let Some(first) = still.first() else { return Ok(()) };
    // Nobody joins a merge: as many people as before, and one of them the same, are the same people.
    let count = "SELECT count(*), CAST(SUM(CASE WHEN register_id = $1 AND subject_id = $2 THEN 1 ELSE 0 END) AS BIGINT)
         FROM token_merging";
    let args = [Value::Int(first.0), Value::Int(first.1)];
    let left = tx.first(count, &args, |row| Ok::<_, GateError>((row.int(0)?, row.opt_int(1)?)))?;
    if left.is_some_and(|(left, same)| usize::try_from(left) == Ok(still.len()) && same == Some(1)) {
        return Ok(());
    }
    let select = "SELECT register_id, subject_id FROM token_merging";
    let there: Vec<Person> = tx.all(select, &[], |row| Ok::<_, GateError>((row.int(0)?, row.int(1)?)))?;
    let there: BTreeSet<Person> = there.into_iter().collect();
    still.retain(|person| there.contains(person));
    Ok(())
}

/// Takes a subject out of the waiting; returns the tokens that it may not be found by yet. A merge that runs meanwhile leaves it
/// alone from then on.
pub(super) fn withdraw(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<BTreeSet<i64>, GateError> {
    tx.lock_shared(LOCK)?;
    let mut waiting = BTreeSet::new();
    for delete in [
        "DELETE FROM token_waiting WHERE register_id = $1 AND subject_id = $2 RETURNING tokens",
        "DELETE FROM token_merging WHERE register_id = $1 AND subject_id = $2 RETURNING tokens",
    ] {
        let packed = tx.first(delete, &[Value::Int(register), Value::Int(subject)], |row| row.bytes(0))?;
        waiting.extend(unpack_all(&packed.unwrap_or_default())?);
    }
    Ok(waiting)
}
