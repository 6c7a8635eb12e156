//! Walks along the subjects that have a token, and of several words whom all of them mean: each walk is moved on to where the one
//! that is furthest stands, until all stand at the same subject. Not here: how a subject's place in a table is found.

use super::blocks;
use crate::GateError;
use seloste_db::{Tx, Value};

/// Blocks that are read at once where all are read one after the other.
const BLOCKS: i64 = 4;
/// Rows of the young table that are read at once.
const ROWS: i64 = 512;

/// The subjects with a token in one table, ascending, some at a time.
struct Walk {
    table: Table,
    token: i64,
    some: Vec<i64>,
    at: usize,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Large,
    Young,
}

impl Walk {
    const fn along(table: Table, token: i64) -> Self {
        Self { table, token, some: Vec::new(), at: 0, ended: false }
    }

    /// The first subject from `least` on; it must not be less than at the last call.
    fn seek(&mut self, tx: &mut Tx<'_>, register: i64, least: i64) -> Result<Option<i64>, GateError> {
        loop {
            let ahead = self.some.get(self.at..).unwrap_or_default();
            self.at += ahead.partition_point(|subject| *subject < least);
            if let Some(subject) = self.some.get(self.at) {
                return Ok(Some(*subject));
            }
            if self.ended {
                return Ok(None);
            }
            self.read_on(tx, register, least)?;
        }
    }

    /// Reads some more, among them the first from `least` on if there is one.
    fn read_on(&mut self, tx: &mut Tx<'_>, register: i64, least: i64) -> Result<(), GateError> {
        let last = self.some.last().copied();
        self.at = 0;
        if self.table == Table::Young {
            let select = "SELECT subject_id FROM token_young
                 WHERE register_id = $1 AND token = $2 AND subject_id >= $3 ORDER BY subject_id LIMIT $4";
            let args = [register, self.token, least, ROWS].map(Value::Int);
            self.some = tx.all::<i64, GateError>(select, &args, |row| Ok(row.int(0)?))?;
            self.ended = (self.some.len() as i64) < ROWS;
            return Ok(());
        }
        let token = (register, self.token);
        // Far ahead there may be many blocks to pass over.
        let is_next = last.map_or(i64::MIN, |last| last.saturating_add(1)) >= least;
        if !is_next {
            self.some = blocks::around(tx, token, least)?;
            if self.some.last().is_some_and(|last| *last >= least) {
                return Ok(());
            }
        }
        // The next block begins after the last subject of the one before.
        let after = if is_next { last } else { self.some.last().copied().max(last) };
        self.some = blocks::following(tx, token, after, BLOCKS)?;
        self.ended = self.some.is_empty();
        Ok(())
    }
}

/// The subjects that have one of the tokens of a word.
pub(super) struct Word(Vec<Walk>);

impl Word {
    pub(super) fn of(tokens: &[i64]) -> Self {
        let walks = |token: &i64| [Table::Large, Table::Young].map(|table| Walk::along(table, *token));
        Self(tokens.iter().flat_map(walks).collect())
    }

    fn seek(&mut self, tx: &mut Tx<'_>, register: i64, least: i64) -> Result<Option<i64>, GateError> {
        let mut nearest: Option<i64> = None;
        for walk in &mut self.0 {
            if let Some(subject) = walk.seek(tx, register, least)? {
                nearest = Some(nearest.map_or(subject, |other| other.min(subject)));
            }
        }
        Ok(nearest)
    }
}

/// Whom all of the words mean, ascending, at most `limit`; quickest with the rarest word first. No words mean nobody.
pub(super) fn all_of(
    tx: &mut Tx<'_>,
    register: i64,
    words: &mut [Word],
    limit: usize,
) -> Result<Vec<i64>, GateError> {
    let mut found = Vec::new();
    let Some((rarest, others)) = words.split_first_mut() else { return Ok(found) };
    let mut least = i64::MIN;
    'on: while found.len() < limit {
        let Some(subject) = rarest.seek(tx, register, least)? else { break };
        for word in &mut *others {
            match word.seek(tx, register, subject)? {
                None => break 'on,
                Some(same) if same == subject => {}
                Some(further) => {
                    least = further;
                    continue 'on;
                }
            }
        }
        found.push(subject);
        least = subject.saturating_add(1);
    }
    Ok(found)
}
