//! Rows of searches and of what they found: structure and sealed bodies. Not here: what is inside a body (`verbs/mention`), whose text
//! it is (`store/texts.rs`).

use super::MentionsLeft;
use seloste_db::{Failure, Row, Tx, Value};

/// A search.
pub(crate) struct SearchRow {
    pub(crate) register: i64,
    /// Its number.
    pub(crate) search: i64,
    pub(crate) case: i64,
    pub(crate) meant: i64,
    pub(crate) began: i64,
    pub(crate) due: i64,
    pub(crate) reached: i64,
    pub(crate) looked: i64,
    pub(crate) ended: Option<i64>,
    pub(crate) body: Vec<u8>,
}

/// A text that may mention somebody.
#[derive(Debug, Clone)]
pub(crate) struct MentionRow {
    pub(crate) subject: i64,
    pub(crate) mention: i64,
    pub(crate) search: i64,
    pub(crate) object: i64,
    pub(crate) category: i64,
    pub(crate) item: i64,
    pub(crate) found: i64,
    pub(crate) body: Vec<u8>,
}

fn search_row(row: &Row<'_>) -> Result<SearchRow, Failure> {
    Ok(SearchRow {
        register: row.int(0)?,
        search: row.int(1)?,
        case: row.int(2)?,
        meant: row.int(3)?,
        began: row.int(4)?,
        due: row.int(5)?,
        reached: row.int(6)?,
        looked: row.int(7)?,
        ended: row.opt_int(8)?,
        body: row.bytes(9)?,
    })
}

fn mention_row(row: &Row<'_>) -> Result<MentionRow, Failure> {
    Ok(MentionRow {
        subject: row.int(0)?,
        mention: row.int(1)?,
        search: row.int(2)?,
        object: row.int(3)?,
        category: row.int(4)?,
        item: row.int(5)?,
        found: row.int(6)?,
        body: row.bytes(7)?,
    })
}

/// Begins a search for somebody.
pub(crate) fn begin(tx: &mut Tx<'_>, subject: i64, one: &SearchRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO mention_search (register_id, subject_id, case_id, meant, began, due, reached, looked, ended, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            Value::Int(one.register),
            Value::Int(one.search),
            Value::Int(one.case),
            Value::Int(one.meant),
            Value::Int(one.began),
            Value::Int(one.due),
            Value::Int(one.reached),
            Value::Int(one.looked),
            Value::OptInt(one.ended),
            Value::Bytes(&one.body),
        ],
    )?;
    tx.run(
        "INSERT INTO mention_of (register_id, subject_id, search_id) VALUES ($1, $2, $3)",
        &[Value::Int(one.register), Value::Int(subject), Value::Int(one.search)],
    )
    .map(drop)
}

/// Searches for somebody, newest first.
pub(crate) fn of_person(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<SearchRow>, Failure> {
    tx.all(
        "SELECT s.register_id, s.subject_id, s.case_id, s.meant, s.began, s.due, s.reached, s.looked, s.ended, s.body \
         FROM mention_of o JOIN mention_search s ON s.register_id = o.register_id AND s.subject_id = o.search_id \
         WHERE o.register_id = $1 AND o.subject_id = $2 ORDER BY s.began DESC, s.subject_id DESC",
        &[Value::Int(register), Value::Int(subject)],
        search_row,
    )
}

/// One search.
pub(crate) fn search(tx: &mut Tx<'_>, register: i64, search: i64) -> Result<Option<SearchRow>, Failure> {
    tx.first(
        "SELECT register_id, subject_id, case_id, meant, began, due, reached, looked, ended, body FROM mention_search \
         WHERE register_id = $1 AND subject_id = $2",
        &[Value::Int(register), Value::Int(search)],
        search_row,
    )
}

/// Takes the search that has waited longest, and at most `most` in all of its register that stand where it stands; until `until`
/// nobody else gets them.
pub(crate) fn take(tx: &mut Tx<'_>, (now, until): (i64, i64), most: i64) -> Result<Vec<SearchRow>, Failure> {
    let lead = tx.first(
        "SELECT register_id, reached FROM mention_search WHERE ended IS NULL AND due <= $1 ORDER BY due LIMIT 1",
        &[Value::Int(now)],
        |row| Ok::<_, Failure>((row.int(0)?, row.int(1)?)),
    )?;
    let Some((register, reached)) = lead else { return Ok(Vec::new()) };
    tx.all(
        "UPDATE mention_search SET due = $2 WHERE register_id = $3 AND subject_id IN \
           (SELECT subject_id FROM mention_search WHERE register_id = $3 AND reached = $4 AND ended IS NULL \
            AND due <= $1 ORDER BY due LIMIT $5) \
         AND due <= $1 AND ended IS NULL \
         RETURNING register_id, subject_id, case_id, meant, began, due, reached, looked, ended, body",
        &[Value::Int(now), Value::Int(until), Value::Int(register), Value::Int(reached), Value::Int(most)],
        search_row,
    )
}

/// Puts down how far a search is; false when somebody else went on with it, or it is gone.
pub(crate) fn went_on(tx: &mut Tx<'_>, before: i64, one: &SearchRow) -> Result<bool, Failure> {
    tx.run(
        "UPDATE mention_search SET due = $3, reached = $4, looked = $5, ended = $6, body = $7 \
         WHERE register_id = $1 AND subject_id = $2 AND reached = $8 AND ended IS NULL",
        &[
            Value::Int(one.register),
            Value::Int(one.search),
            Value::Int(one.due),
            Value::Int(one.reached),
            Value::Int(one.looked),
            Value::OptInt(one.ended),
            Value::Bytes(&one.body),
            Value::Int(before),
        ],
    )
    .map(|touched| touched == 1)
}

/// Deletes a search with what it found.
pub(crate) fn delete(tx: &mut Tx<'_>, register: i64, search: i64) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(search)];
    tx.run("DELETE FROM mention WHERE register_id = $1 AND search_id = $2", &args)?;
    tx.run("DELETE FROM mention_of WHERE register_id = $1 AND search_id = $2", &args)?;
    tx.run("DELETE FROM mention_search WHERE register_id = $1 AND subject_id = $2", &args).map(drop)
}

/// Looks that began before a moment, and erasures whose mentions were all answered before another.
pub(crate) fn over(tx: &mut Tx<'_>, looks: i64, erasures: i64) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT register_id, subject_id FROM mention_search s WHERE meant = 0 AND began < $1 OR meant = 1 AND ended < $2 \
         AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.register_id = s.register_id AND m.search_id = s.subject_id \
           AND (m.answer = 0 OR m.answered >= $2)) LIMIT 100",
        &[Value::Int(looks), Value::Int(erasures)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Adds what a search found.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, found: &[MentionRow]) -> Result<(), Failure> {
    let rows = found.iter().map(|one| {
        [
            Value::Int(register),
            Value::Int(one.subject),
            Value::Int(one.mention),
            Value::Int(one.search),
            Value::Int(one.object),
            Value::Int(one.category),
            Value::Int(one.item),
            Value::Int(one.found),
            Value::Bytes(&one.body),
        ]
    });
    tx.run_many(
        "INSERT INTO mention (register_id, subject_id, mention_id, search_id, object_id, category, item, found, answer, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        rows,
    )
    .map(drop)
}

/// Forgets what a text was flagged for and nobody has answered yet: it says something else now.
pub(crate) fn unflag(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object, category, item): (i64, i64, i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM mention WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND category = $4 AND item = $5 \
         AND search_id = 0 AND answer = 0",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(object),
            Value::Int(category),
            Value::Int(item),
        ],
    )
    .map(drop)
}

/// Forgets what the texts of an object were flagged for, with the object.
pub(crate) fn forget_flags(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM mention WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND search_id = 0",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
    )
    .map(drop)
}

/// Mentions without an answer of erasures, or of one request, and flagged texts, in the order in which they were found.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    register: i64,
    case: Option<i64>,
    (after, rows): (i64, i64),
) -> Result<Vec<(MentionRow, i64)>, Failure> {
    tx.all(
        "SELECT m.subject_id, m.mention_id, m.search_id, m.object_id, m.category, m.item, m.found, m.body, \
           COALESCE(s.case_id, 0) \
         FROM mention m LEFT JOIN mention_search s ON s.register_id = m.register_id AND s.subject_id = m.search_id \
         WHERE m.register_id = $1 AND m.answer = 0 AND (s.meant = 1 OR m.search_id = 0) AND m.mention_id > $2 \
         AND (CAST($3 AS BIGINT) IS NULL OR s.case_id = $3) ORDER BY m.mention_id LIMIT $4",
        &[Value::Int(register), Value::Int(after), Value::OptInt(case), Value::Int(rows)],
        |row| Ok((mention_row(row)?, row.int(8)?)),
    )
}

/// A mention without an answer.
pub(crate) fn one(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, mention): (i64, i64),
) -> Result<Option<MentionRow>, Failure> {
    tx.first(
        "SELECT subject_id, mention_id, search_id, object_id, category, item, found, body FROM mention \
         WHERE register_id = $1 AND subject_id = $2 AND mention_id = $3 AND answer = 0",
        &[Value::Int(register), Value::Int(subject), Value::Int(mention)],
        mention_row,
    )
}

/// Answers a mention; false when it is answered or gone.
pub(crate) fn answer(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, mention): (i64, i64),
    (answer, at, account): (i64, i64, i64),
    body: &[u8],
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE mention SET answer = $4, answered = $5, account = $6, body = $7 \
         WHERE register_id = $1 AND subject_id = $2 AND mention_id = $3 AND answer = 0",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(mention),
            Value::Int(answer),
            Value::Int(at),
            Value::Int(account),
            Value::Bytes(body),
        ],
    )
    .map(|touched| touched == 1)
}

/// What is left to do of a search.
pub(crate) fn left(tx: &mut Tx<'_>, register: i64, search: &SearchRow) -> Result<MentionsLeft, Failure> {
    let count = "SELECT COUNT(*) FROM mention WHERE register_id = $1 AND search_id = $2 AND answer = 0";
    let open = tx.first(count, &[Value::Int(register), Value::Int(search.search)], |row| row.int(0))?;
    Ok(MentionsLeft {
        searching: u64::from(search.ended.is_none()),
        open: u64::try_from(open.unwrap_or_default()).unwrap_or_default(),
    })
}

/// Searches of a request.
pub(crate) fn of_case(tx: &mut Tx<'_>, register: i64, case: i64) -> Result<Vec<SearchRow>, Failure> {
    tx.all(
        "SELECT register_id, subject_id, case_id, meant, began, due, reached, looked, ended, body FROM mention_search \
         WHERE register_id = $1 AND case_id = $2 AND meant = 1",
        &[Value::Int(register), Value::Int(case)],
        search_row,
    )
}
