//! Search over sealed data: which subjects leave which keyed tokens. Not here: how a term becomes a token
//! (`vault::SearchKey`), which terms a value leaves (`register::item`), who may see what was found.
//!
//! A query is a list of words, each with the tokens of which one must match. Who has a token stands in blocks (`blocks`) or, when it is
//! new, in a row of the young table (`young`); who has just come waits to be put in (`merge`). A query looks into all three.

/// Rows of sixteen tokens, arguments being [`sixteen`].
macro_rules! of_sixteen {
    ($columns:literal from $table:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $table,
            " WHERE register_id = $1 AND token IN \
             ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) LIMIT $2"
        )
    };
}

mod block;
mod blocks;
mod merge;
mod walk;
mod young;

pub(crate) use merge::{merge_at_rest, merge_excess, merge_many, merge_waiting};
pub(crate) use young::fold_some;

use crate::GateError;
use seloste_db::{Tx, Value};
use std::collections::{BTreeSet, HashMap};
use walk::Word;

/// Words of a query that are looked up; more make it no narrower in practice.
const WORDS: usize = 6;
/// How many of a token's blocks are weighed in order to find the rarest word: some thirty thousand subjects.
const WEIGHED: i64 = 128;
/// Tokens or rows in one statement: each statement is a journey of its own where the engine is another process.
const AT_ONCE: usize = 16;
/// Bytes of one stored token.
const BYTES: usize = 6;

/// Subjects that have a token of each word, ascending, at most `limit`. An empty query finds nobody. They are
/// candidates: each is to be looked at again after it was opened.
pub(crate) fn candidates(
    tx: &mut Tx<'_>,
    register: i64,
    words: &[Vec<i64>],
    limit: i64,
) -> Result<Vec<i64>, GateError> {
    let mut found = candidates_of(tx, register, &[words], limit)?;
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found)
}

/// As [`candidates`] for many queries at once: whom any of them means, at most `limit` of each in the tables.
pub(crate) fn candidates_of(
    tx: &mut Tx<'_>,
    register: i64,
    queries: &[&[Vec<i64>]],
    limit: i64,
) -> Result<Vec<i64>, GateError> {
    let queries: Vec<&[Vec<i64>]> = queries.iter().copied().filter(|words| !words.is_empty()).collect();
    if queries.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = merge::among_waiting(tx, register, &queries)?;
    for words in queries {
        found.extend(indexed(tx, register, words, limit)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Subjects that have a token of each word, at most `limit` of the tables. `at_once` is one of the words and stands there from the
/// start ([`Arriving::now`]), so that nobody has to go through all who wait: those of them who have it are looked at.
pub(crate) fn together(
    tx: &mut Tx<'_>,
    register: i64,
    (words, at_once): (&[Vec<i64>], i64),
    limit: i64,
) -> Result<Vec<i64>, GateError> {
    let mut found = indexed(tx, register, words, limit)?;
    for subject in young::holders(tx, register, at_once, limit)? {
        if found.contains(&subject) {
            continue;
        }
        let has = of_subject(tx, register, subject)?;
        if words.iter().all(|word| word.iter().any(|token| has.contains(token))) {
            found.push(subject);
        }
    }
    Ok(found)
}

/// Candidates by the tables of tokens.
fn indexed(tx: &mut Tx<'_>, register: i64, words: &[Vec<i64>], limit: i64) -> Result<Vec<i64>, GateError> {
    let mut weighed = Vec::new();
    for word in words.iter().take(WORDS) {
        let Some(weighed_word) = weighed_word(tx, register, word)? else { return Ok(Vec::new()) };
        weighed.push(weighed_word);
    }
    weighed.sort_by_key(|(weight, _)| *weight);
    let mut words: Vec<Word> = weighed.into_iter().map(|(_, word)| word).collect();
    walk::all_of(tx, register, &mut words, usize::try_from(limit).unwrap_or_default())
}

/// A word by the tokens that anybody has, after how common they are together; `None` when nobody has any.
fn weighed_word(tx: &mut Tx<'_>, register: i64, word: &[i64]) -> Result<Option<(i64, Word)>, GateError> {
    let (mut together, mut live) = (0, Vec::new());
    for token in word.iter().copied().collect::<BTreeSet<_>>() {
        let weight =
            blocks::weight(tx, register, token, WEIGHED)? + young::weight(tx, register, token, WEIGHED)?;
        if weight > 0 {
            together += weight;
            live.push(token);
        }
    }
    Ok((!live.is_empty()).then(|| (together, Word::of(&live))))
}

/// Subjects with a token, ascending, at most `limit`: who may have an identifier.
pub(crate) fn holders(tx: &mut Tx<'_>, register: i64, token: i64, limit: i64) -> Result<Vec<i64>, GateError> {
    walk::all_of(tx, register, &mut [Word::of(&[token])], usize::try_from(limit).unwrap_or_default())
}

/// As [`holders`] for many tokens; a token that nobody has is missing.
pub(crate) fn holders_of(
    tx: &mut Tx<'_>,
    register: i64,
    tokens: &[i64],
    limit: i64,
) -> Result<HashMap<i64, Vec<i64>>, GateError> {
    let mut all: HashMap<i64, Vec<i64>> = HashMap::new();
    for some in tokens.chunks(AT_ONCE) {
        let old = blocks::of_sixteen(tx, register, some)?;
        let (Some(old), Some(young)) = (old, young::of_sixteen(tx, register, some)?) else {
            // Some token is everybody's: each by itself, so that none takes another's place.
            for token in some {
                all.insert(*token, holders(tx, register, *token, limit)?);
            }
            continue;
        };
        for (token, subject) in old.into_iter().chain(young) {
            all.entry(token).or_default().push(subject);
        }
    }
    for subjects in all.values_mut() {
        subjects.sort_unstable();
        subjects.dedup();
        subjects.truncate(usize::try_from(limit).unwrap_or_default());
    }
    all.retain(|_, subjects| !subjects.is_empty());
    Ok(all)
}

/// A register, at most how many rows, and up to sixteen tokens, the last of which fills what is left.
fn sixteen((register, most): (i64, i64), tokens: &[i64]) -> [Value<'static>; AT_ONCE + 2] {
    let last = tokens.last().copied().unwrap_or_default();
    let mut args = [Value::Int(last); AT_ONCE + 2];
    let given = [register, most].into_iter().chain(tokens.iter().copied());
    args.iter_mut().zip(given).for_each(|(arg, number)| *arg = Value::Int(number));
    args
}

/// Gives a subject exactly these tokens; what it had before is compared, and only the difference is written.
pub(crate) fn set(tx: &mut Tx<'_>, register: i64, subject: i64, tokens: &[i64]) -> Result<(), GateError> {
    let wanted: BTreeSet<i64> = tokens.iter().copied().collect();
    let listed = of_subject(tx, register, subject)?;
    let waiting = merge::withdraw(tx, register, subject)?;
    let had: BTreeSet<i64> = listed.difference(&waiting).copied().collect();
    let gone: Vec<i64> = listed.difference(&wanted).copied().collect();
    // A merge may have put some of the waiting ones in already, and a token may stand in both tables.
    young::take(tx, register, subject, &gone)?;
    blocks::take(tx, register, subject, &gone)?;
    let fresh: Vec<blocks::Entry> =
        wanted.difference(&had).map(|token| [register, *token, subject]).collect();
    young::put(tx, &fresh)?;
    if wanted == listed {
        return Ok(());
    }
    let owner = [Value::Int(register), Value::Int(subject)];
    if wanted.is_empty() {
        tx.run("DELETE FROM subject_token WHERE register_id = $1 AND subject_id = $2", &owner)?;
        return Ok(());
    }
    let packed = pack(&wanted);
    let [register, subject] = owner;
    tx.run(REMEMBER, &[register, subject, Value::Bytes(&packed)])?;
    Ok(())
}

/// A subject that is new.
pub(crate) struct Arriving {
    /// Its number; it has no tokens yet.
    pub(crate) subject: i64,
    /// Tokens that must be found at once: whole identifiers and telling names, by which the next one is compared.
    pub(crate) now: Vec<i64>,
    /// Tokens that may be found a moment later: beginnings of words and the like.
    pub(crate) later: Vec<i64>,
}

/// Gives tokens to new subjects. Until the next [`merge_waiting`] a search goes through the tokens of `later` one by one.
pub(crate) fn add_arriving(tx: &mut Tx<'_>, register: i64, arriving: &[Arriving]) -> Result<(), GateError> {
    let (mut rows, mut lists, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    for one in arriving {
        let now: BTreeSet<i64> = one.now.iter().copied().collect();
        let later: BTreeSet<i64> = one.later.iter().filter(|token| !now.contains(token)).copied().collect();
        rows.extend(now.iter().map(|token| [register, *token, one.subject]));
        lists.push((one.subject, pack(&now.union(&later).copied().collect())));
        waiting.push((one.subject, pack(&later)));
    }
    // In the order that the table likes.
    rows.sort_unstable();
    young::put(tx, &rows)?;
    for (sql, lists) in [(REMEMBER, &lists), (merge::WAIT, &waiting)] {
        let rows = lists.iter().filter(|(_, packed)| !packed.is_empty());
        tx.run_many(
            sql,
            rows.map(|(subject, packed)| [Value::Int(register), Value::Int(*subject), Value::Bytes(packed)]),
        )?;
    }
    Ok(())
}

/// Takes all tokens from a subject: part of its erasure.
pub(crate) fn erase(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<(), GateError> {
    set(tx, register, subject, &[])
}

/// Takes the tokens of a whole register away: they are to be made anew.
pub(crate) fn clear(tx: &mut Tx<'_>, register: i64) -> Result<(), GateError> {
    for delete in [
        "DELETE FROM token_block WHERE register_id = $1",
        "DELETE FROM token_young WHERE register_id = $1",
        "DELETE FROM subject_token WHERE register_id = $1",
        "DELETE FROM token_waiting WHERE register_id = $1",
        "DELETE FROM token_merging WHERE register_id = $1",
    ] {
        tx.run(delete, &[Value::Int(register)])?;
    }
    Ok(())
}

/// The tokens that a subject has.
fn of_subject(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<BTreeSet<i64>, GateError> {
    let select = "SELECT tokens FROM subject_token WHERE register_id = $1 AND subject_id = $2";
    let packed = tx.first(select, &[Value::Int(register), Value::Int(subject)], |row| row.bytes(0))?;
    unpack_all(&packed.unwrap_or_default())
}

fn unpack_all(packed: &[u8]) -> Result<BTreeSet<i64>, GateError> {
    let (tokens, rest) = packed.as_chunks::<BYTES>();
    if !rest.is_empty() {
        return Err(GateError::Failed("a subject's list of tokens is damaged".to_owned()));
    }
    Ok(tokens.iter().map(unpack).collect())
}

/// Six bytes a token: tokens are 48 bits with a sign.
fn pack(tokens: &BTreeSet<i64>) -> Vec<u8> {
    tokens.iter().flat_map(|token| packed_token(*token)).collect()
}

fn packed_token(token: i64) -> [u8; BYTES] {
    let [_, _, bytes @ ..] = token.to_be_bytes();
    bytes
}

fn unpack(bytes: &[u8; BYTES]) -> i64 {
    let [first, ..] = bytes;
    let sign = if *first >= 0x80 { -1_i64 } else { 0 };
    bytes.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte))
}

const REMEMBER: &str = "INSERT INTO subject_token (register_id, subject_id, tokens) VALUES ($1, $2, $3)
    ON CONFLICT (register_id, subject_id) DO UPDATE SET tokens = excluded.tokens";

#[cfg(test)]
mod tests;
