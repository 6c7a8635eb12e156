//! Search over sealed data: which subjects leave which keyed tokens. Not here: how a term becomes a token
//! (`vault::SearchKey`), which terms a value leaves (`register::item`), who may see what was found.
//!
//! A query is a list of words, each with the tokens of which one must match. The rarest word leads: its rows are walked
//! in key order, and each is kept when every other word has a row for the same subject. A row stands in the large table or in
//! that of the newest (`fold`), and a query looks into both.

/// The statements that put rows into a table of tokens.
macro_rules! insert {
    (one into $table:literal) => {
        concat!(
            "INSERT INTO ", $table, " (register_id, token, subject_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
        )
    };
    (sixteen into $table:literal) => {
        concat!(
            "INSERT INTO ", $table, " (register_id, token, subject_id) VALUES \
             ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, \
             $20, $21), ($22, $23, $24), ($25, $26, $27), ($28, $29, $30), ($31, $32, $33), ($34, $35, $36), \
             ($37, $38, $39), ($40, $41, $42), ($43, $44, $45), ($46, $47, $48) \
             ON CONFLICT DO NOTHING"
        )
    };
}

mod fold;
mod merge;

use fold::Level;
pub(crate) use fold::fold_some;
pub(crate) use merge::{merge_at_rest, merge_excess, merge_many, merge_waiting};

use crate::GateError;
use seloste_db::{Tx, Value};
use std::collections::{BTreeSet, HashMap};

/// Words of a query that are looked up; more make it no narrower in practice.
const WORDS: usize = 6;
/// Tokens of one word that are looked up.
const TOKENS: usize = 4;
/// How far a token's rows are counted at first and at most, in order to find the rarest word: as far as the rarest goes.
const COUNTED: (i64, i64) = (512, 32_768);
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

/// Candidates by the table of tokens.
fn indexed(tx: &mut Tx<'_>, register: i64, words: &[Vec<i64>], limit: i64) -> Result<Vec<i64>, GateError> {
    let Some(live) = rarest_first(tx, register, words)? else { return Ok(Vec::new()) };
    let Some(lead) = live.first() else { return Ok(Vec::new()) };
    let sql = match (lead.len(), live.len()) {
        (1, words) => ONE_LEADS.get(words - 1),
        (_, words) => FOUR_LEAD.get(words - 1),
    };
    let sql = sql.ok_or_else(|| GateError::Failed("a query of too many words".to_owned()))?;
    let [large, young] = *sql;
    let mut args = vec![Value::Int(register), Value::Int(limit)];
    for (at, tokens) in live.iter().enumerate() {
        let places = if at == 0 && tokens.len() == 1 { 1 } else { TOKENS };
        let cycle = tokens.iter().cycle().take(places);
        args.extend(cycle.map(|(_, token)| Value::Int(*token)));
    }
    let mut found: Vec<i64> = tx.all(large, &args, |row| row.int(0))?;
    found.extend(tx.all::<i64, seloste_db::Failure>(young, &args, |row| row.int(0))?);
    Ok(found)
}

/// The tokens of a word that anybody has, each after its rows as far as counted.
type Live = Vec<(i64, i64)>;

/// The tokens of each word that anybody has, the rarest word first; `None` when nobody has any of some word.
fn rarest_first(tx: &mut Tx<'_>, register: i64, words: &[Vec<i64>]) -> Result<Option<Vec<Live>>, GateError> {
    let (mut upto, most) = COUNTED;
    loop {
        let mut live = Vec::new();
        for word in words.iter().take(WORDS) {
            let tokens = live_tokens(tx, register, word, upto)?;
            if tokens.is_empty() {
                return Ok(None);
            }
            live.push(tokens);
        }
        let rows = |tokens: &Live| tokens.iter().map(|(rows, _)| rows).sum::<i64>();
        live.sort_by_key(rows);
        // When even the rarest was not counted to its end, which one it is is not known yet.
        let told = live.first().is_none_or(|rarest| rows(rarest) < upto) || live.len() < 2;
        if told || upto >= most {
            return Ok(Some(live));
        }
        upto *= 8;
    }
}

/// The tokens of a word that anybody has, with their rows as far as counted. The commonest are kept when there are too many, so
/// that the word stays as wide as can be.
fn live_tokens(tx: &mut Tx<'_>, register: i64, word: &[i64], upto: i64) -> Result<Live, GateError> {
    let mut tokens = Vec::new();
    for token in word.iter().copied().collect::<BTreeSet<_>>() {
        let rows = rows_up_to(tx, register, token, upto)?;
        if rows > 0 {
            tokens.push((rows, token));
        }
    }
    tokens.sort_unstable_by(|one, other| other.cmp(one));
    tokens.truncate(TOKENS);
    Ok(tokens)
}

/// Subjects with a token, ascending, at most `limit`: who may have an identifier.
pub(crate) fn holders(tx: &mut Tx<'_>, register: i64, token: i64, limit: i64) -> Result<Vec<i64>, GateError> {
    let args = [Value::Int(register), Value::Int(token), Value::Int(limit)];
    let mut holders = Vec::new();
    for select in [
        "SELECT subject_id FROM token WHERE register_id = $1 AND token = $2 ORDER BY subject_id LIMIT $3",
        "SELECT subject_id FROM token_young WHERE register_id = $1 AND token = $2 ORDER BY subject_id LIMIT $3",
    ] {
        holders.extend(tx.all::<i64, GateError>(select, &args, |row| Ok(row.int(0)?))?);
    }
    holders.sort_unstable();
    holders.dedup();
    holders.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(holders)
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
        let Some(first) = some.first() else { break };
        let most = limit.saturating_mul(AT_ONCE as i64);
        let mut args = [Value::Int(*first); AT_ONCE + 2];
        let given = [register, most].into_iter().chain(some.iter().copied());
        args.iter_mut().zip(given).for_each(|(arg, number)| *arg = Value::Int(number));
        let mut found: Vec<(i64, i64)> = Vec::new();
        for select in [OF_MANY, OF_MANY_YOUNG] {
            let rows = tx.all(select, &args, |row| Ok::<_, GateError>((row.int(0)?, row.int(1)?)))?;
            if rows.len() as i64 >= most {
                // Some token is everybody's: each by itself, so that none takes another's place.
                found.clear();
                for token in some {
                    found.extend(holders(tx, register, *token, limit)?.into_iter().map(|one| (*token, one)));
                }
                break;
            }
            found.extend(rows);
        }
        found.sort_unstable();
        found.dedup();
        for (token, subject) in found {
            let holders = all.entry(token).or_default();
            if (holders.len() as i64) < limit {
                holders.push(subject);
            }
        }
    }
    Ok(all)
}

/// Tokens or rows in one statement.
const AT_ONCE: usize = 16;

macro_rules! of_many {
    ($table:literal) => {
        concat!(
            "SELECT token, subject_id FROM ",
            $table,
            " WHERE register_id = $1 AND token IN \
             ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) LIMIT $2"
        )
    };
}

const OF_MANY: &str = of_many!("token");
const OF_MANY_YOUNG: &str = of_many!("token_young");

/// Gives a subject exactly these tokens; what it had before is compared, and only the difference is written.
pub(crate) fn set(tx: &mut Tx<'_>, register: i64, subject: i64, tokens: &[i64]) -> Result<(), GateError> {
    let wanted: BTreeSet<i64> = tokens.iter().copied().collect();
    let listed = of_subject(tx, register, subject)?;
    let waiting = merge::withdraw(tx, register, subject)?;
    let had: BTreeSet<i64> = listed.difference(&waiting).copied().collect();
    let rows = |tokens: Vec<i64>| {
        tokens.into_iter().map(move |token| [Value::Int(register), Value::Int(token), Value::Int(subject)])
    };
    // A merge may have put some of the waiting ones in already.
    let gone: Vec<i64> = listed.difference(&wanted).copied().collect();
    for delete in [DELETE, DELETE_YOUNG] {
        tx.run_many(delete, rows(gone.clone()))?;
    }
    let fresh = missing(tx, register, subject, wanted.difference(&had))?;
    tx.run_many(Level::Young.insert(), rows(fresh))?;
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

/// Those of a subject's tokens that do not stand in the large table: no row stands in both.
fn missing<'t>(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    tokens: impl Iterator<Item = &'t i64>,
) -> Result<Vec<i64>, GateError> {
    let select = "SELECT 1 FROM token WHERE register_id = $1 AND token = $2 AND subject_id = $3";
    let mut missing = Vec::new();
    for token in tokens {
        let args = [Value::Int(register), Value::Int(*token), Value::Int(subject)];
        if tx.first(select, &args, |row| row.int(0))?.is_none() {
            missing.push(*token);
        }
    }
    Ok(missing)
}

/// A subject that is new.
pub(crate) struct Arriving {
    /// Its number; it has no tokens yet.
    pub(crate) subject: i64,
    /// Tokens that must be found at once: whole identifiers, by which the next row is compared.
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
        rows.extend(now.iter().map(|token| (*token, one.subject)));
        lists.push((one.subject, pack(&now.union(&later).copied().collect())));
        waiting.push((one.subject, pack(&later)));
    }
    insert_sorted(tx, register, rows)?;
    for (sql, lists) in [(REMEMBER, &lists), (merge::WAIT, &waiting)] {
        let rows = lists.iter().filter(|(_, packed)| !packed.is_empty());
        tx.run_many(
            sql,
            rows.map(|(subject, packed)| [Value::Int(register), Value::Int(*subject), Value::Bytes(packed)]),
        )?;
    }
    Ok(())
}

/// Writes tokens in the order in which the table likes them.
fn insert_sorted(tx: &mut Tx<'_>, register: i64, mut rows: Vec<(i64, i64)>) -> Result<(), GateError> {
    rows.sort_unstable();
    let rows: Vec<[i64; 3]> = rows.iter().map(|(token, subject)| [register, *token, *subject]).collect();
    insert(tx, Level::Young, &rows)
}

/// Puts rows of register, token and subject into a table; those that stand there stay. Many rows a statement: each statement is a
/// journey of its own where the engine is another process.
fn insert(tx: &mut Tx<'_>, level: Level, rows: &[[i64; 3]]) -> Result<(), GateError> {
    let (full, rest) = rows.as_chunks::<AT_ONCE>();
    tx.run_many(
        level.insert_many(),
        full.iter().map(|rows| rows.as_flattened().iter().map(|n| Value::Int(*n)).collect::<Vec<_>>()),
    )?;
    tx.run_many(level.insert(), rest.iter().map(|row| row.map(Value::Int)))?;
    Ok(())
}

/// Takes all tokens from a subject: part of its erasure.
pub(crate) fn erase(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<(), GateError> {
    set(tx, register, subject, &[])
}

/// Takes the tokens of a whole register away: they are to be made anew.
pub(crate) fn clear(tx: &mut Tx<'_>, register: i64) -> Result<(), GateError> {
    for delete in [
        "DELETE FROM token WHERE register_id = $1",
        "DELETE FROM token_young WHERE register_id = $1",
        "DELETE FROM subject_token WHERE register_id = $1",
        "DELETE FROM token_waiting WHERE register_id = $1",
        "DELETE FROM token_merging WHERE register_id = $1",
    ] {
        tx.run(delete, &[Value::Int(register)])?;
    }
    fold::count_anew(tx)
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

fn rows_up_to(tx: &mut Tx<'_>, register: i64, token: i64, most: i64) -> Result<i64, GateError> {
    let args = [Value::Int(register), Value::Int(token), Value::Int(most)];
    let mut rows = 0;
    for count in [
        "SELECT count(*) FROM (SELECT 1 AS one FROM token WHERE register_id = $1 AND token = $2 LIMIT $3) AS counted",
        "SELECT count(*) FROM (SELECT 1 AS one FROM token_young WHERE register_id = $1 AND token = $2 LIMIT $3) AS counted",
    ] {
        rows += tx.first(count, &args, |row| row.int(0))?.unwrap_or_default();
    }
    Ok(rows)
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

const DELETE: &str = "DELETE FROM token WHERE register_id = $1 AND token = $2 AND subject_id = $3";
const REMEMBER: &str = "INSERT INTO subject_token (register_id, subject_id, tokens) VALUES ($1, $2, $3)
    ON CONFLICT (register_id, subject_id) DO UPDATE SET tokens = excluded.tokens";

const DELETE_YOUNG: &str =
    "DELETE FROM token_young WHERE register_id = $1 AND token = $2 AND subject_id = $3";

/// A statement that begins in the large table, and its like that begins in the young one.
type Both = [&'static str; 2];

/// Another word must be had by the same subject, whichever table its row stands in.
macro_rules! also {
    ($($a:literal $b:literal $c:literal $d:literal),*) => {
        concat!($(
            " AND (EXISTS (SELECT 1 FROM token other WHERE other.register_id = $1 AND other.subject_id = lead.subject_id \
             AND other.token IN ($", $a, ", $", $b, ", $", $c, ", $", $d, ")) \
             OR EXISTS (SELECT 1 FROM token_young other WHERE other.register_id = $1 AND other.subject_id = lead.subject_id \
             AND other.token IN ($", $a, ", $", $b, ", $", $c, ", $", $d, ")))",
        )* "")
    };
}

/// The leading word has one token: its rows are a walk of the key.
macro_rules! one_leads {
    (in $table:literal, $($others:tt)*) => {
        concat!(
            "SELECT lead.subject_id FROM ", $table, " lead WHERE lead.register_id = $1 AND lead.token = $3",
            also!($($others)*),
            " LIMIT $2"
        )
    };
    ($($others:tt)*) => { [one_leads!(in "token", $($others)*), one_leads!(in "token_young", $($others)*)] };
}

/// The leading word has up to four tokens.
macro_rules! four_lead {
    (in $table:literal, $($others:tt)*) => {
        concat!(
            "SELECT DISTINCT lead.subject_id FROM ", $table, " lead WHERE lead.register_id = $1 \
             AND lead.token IN ($3, $4, $5, $6)",
            also!($($others)*),
            " LIMIT $2"
        )
    };
    ($($others:tt)*) => { [four_lead!(in "token", $($others)*), four_lead!(in "token_young", $($others)*)] };
}

const ONE_LEADS: [Both; WORDS] = [
    one_leads!(),
    one_leads!(4 5 6 7),
    one_leads!(4 5 6 7, 8 9 10 11),
    one_leads!(4 5 6 7, 8 9 10 11, 12 13 14 15),
    one_leads!(4 5 6 7, 8 9 10 11, 12 13 14 15, 16 17 18 19),
    one_leads!(4 5 6 7, 8 9 10 11, 12 13 14 15, 16 17 18 19, 20 21 22 23),
];

const FOUR_LEAD: [Both; WORDS] = [
    four_lead!(),
    four_lead!(7 8 9 10),
    four_lead!(7 8 9 10, 11 12 13 14),
    four_lead!(7 8 9 10, 11 12 13 14, 15 16 17 18),
    four_lead!(7 8 9 10, 11 12 13 14, 15 16 17 18, 19 20 21 22),
    four_lead!(7 8 9 10, 11 12 13 14, 15 16 17 18, 19 20 21 22, 23 24 25 26),
];

#[cfg(test)]
mod tests;
