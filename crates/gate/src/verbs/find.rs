//! Finds by words: tokens give candidates, each is reached and looked at, the best are recorded and opened.

use super::{
    addressed::heeded,
    rank::{self, Rank},
    reach::{Asker, Reach, Reached, reach_many},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::Hit,
    decide::{Granted, Permit, Verb},
    opened,
    proof::Recorded,
    realm::Realm,
    store::{self, SealedRow},
    tokens,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::PurposeId,
    item::{self, Term, TermKind},
};

/// Candidates that are looked at for one query, at most.
const CANDIDATES: i64 = 200;
/// Candidates that scope narrows first, when the asker does not reach everybody.
const UNSCOPED: i64 = 2_000;
/// Rows that a search gives, at most.
const ROWS: u32 = 50;

/// A subject that may match, with its sealed categories.
type Candidate = (Box<Reached>, Vec<SealedRow>);

/// A subject that matches, before it is shown.
pub(crate) struct Match {
    pub(crate) reached: Box<Reached>,
    pub(crate) key: SubjectKey,
    pub(crate) rows: Vec<SealedRow>,
    pub(crate) rank: Rank,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Finds by words; best first, at most `rows`.
    pub fn find(&self, ask: &Ask, typed: &str, rows: u32) -> Result<Vec<Hit>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Find)?;
        let mut matches = self.matches(realm, ask, &permit, &item::query(typed, false, realm.home()))?;
        if matches.is_empty() {
            matches = self.matches(realm, ask, &permit, &item::query(typed, true, realm.home()))?;
        }
        matches.truncate(rows.clamp(1, ROWS) as usize);
        self.show(realm, ask, permit, matches)
    }

    /// Subjects that the asker reaches and that match a query, best first.
    pub(crate) fn matches(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        query: &[Vec<Term>],
    ) -> Result<Vec<Match>, GateError> {
        let query = telling(query);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let asker = Asker::new(realm, ask);
        let wanted = realm.hit_categories();
        let reached = self.data.read(|tx| candidates(tx, realm, permit, &asker, &query))?;
        let mut keys = self.subject_keys(realm, reached.iter().map(|(reached, _)| reached.row.subject))?;
        let mut matches = Vec::new();
        for (reached, rows) in reached {
            let Some(key) = keys.remove(&reached.row.subject) else { continue };
            let mut readable = reached.granted;
            readable.read = readable.read.common(wanted);
            if let Some(rank) = self.rank(realm, &query, readable, (&key, &rows))? {
                matches.push(Match { reached, key, rows, rank });
            }
        }
        // Best first; then the newest, so that the order is the same every time.
        matches.sort_by_key(|one| (std::cmp::Reverse(one.rank), std::cmp::Reverse(one.reached.row.subject)));
        Ok(matches)
    }

    fn rank(
        &self,
        realm: &Realm,
        query: &[&[Term]],
        readable: Granted,
        (key, rows): (&SubjectKey, &[SealedRow]),
    ) -> Result<Option<Rank>, GateError> {
        let mut scores = [None; rank::WORDS];
        for row in rows {
            if let Some(glance) = self.glance(realm, readable, key, row)? {
                scores = glance.ask(|items| rank::better(&scores, &rank::scores(realm, items, query)));
            }
        }
        Ok(rank::total(&scores, query.len()))
    }

    /// Records what is about to be shown as one entry, then opens it.
    pub(crate) fn show(
        &self,
        realm: &Realm,
        ask: &Ask,
        mut permit: Permit,
        matches: Vec<Match>,
    ) -> Result<Vec<Hit>, GateError> {
        for one in &matches {
            permit.admit(one.reached.row.subject, one.reached.granted, realm.hit_categories());
        }
        let keys: Vec<&SubjectKey> = matches.iter().map(|one| &one.key).collect();
        let recorded = self.record_alone((realm, ask), permit, &keys)?;
        matches.iter().map(|one| self.hit((realm, &ask.purpose), &recorded, one)).collect()
    }

    fn hit(
        &self,
        (realm, purpose): (&Realm, &PurposeId),
        recorded: &Recorded,
        one: &Match,
    ) -> Result<Hit, GateError> {
        let mut items = Vec::new();
        for at in one.reached.granted.read.common(realm.hit_categories()).indices() {
            let word = realm.category_word(at);
            let Some(row) = one.rows.iter().find(|row| Some(row.category) == word) else { continue };
            let stored = self.unseal(realm, recorded, &one.key, row)?;
            let stored = opened::masked(realm, purpose, heeded(realm, &one.reached, purpose, stored));
            items.extend(opened::items(realm, realm.hit_items(at), stored)?);
        }
        Ok(Hit {
            subject: self.subject_ref(realm, one.reached.row.subject)?,
            group: realm.id(one.reached.row.group)?,
            closed: one.reached.row.closed.map(opened::day).transpose()?,
            items,
        })
    }
}

/// The words of a query that tell people apart: numbers of houses, staircases and flats leave no tokens of their own, and
/// count only when nothing else was typed.
fn telling(query: &[Vec<Term>]) -> Vec<&[Term]> {
    let tells = |set: &&Vec<Term>| {
        set.iter().any(|term| term.kind != TermKind::Prefix || term.text.chars().count() > 2)
            || set.iter().any(|term| !term.text.chars().all(|c| c.is_ascii_digit()))
    };
    let telling: Vec<&[Term]> = query.iter().filter(tells).map(Vec::as_slice).collect();
    if telling.is_empty() { query.iter().map(Vec::as_slice).collect() } else { telling }
}

fn candidates(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    query: &[&[Term]],
) -> Result<Vec<Candidate>, GateError> {
    let words: Vec<Vec<i64>> =
        query.iter().map(|set| set.iter().map(|term| realm.token(term)).collect()).collect();
    let limit = if permit.reaches_all(permit.verb) { CANDIDATES } else { UNSCOPED };
    let subjects = tokens::candidates(tx, realm.number, &words, limit)?;
    let mut found = Vec::new();
    for some in subjects.chunks(CANDIDATES as usize) {
        let reached = reach_many(tx, realm, permit, asker, some)?;
        found.extend(reached.into_iter().filter_map(Reach::yes));
        if found.len() >= CANDIDATES as usize {
            break;
        }
    }
    found.truncate(CANDIDATES as usize);
    let subjects: Vec<i64> = found.iter().map(|reached| reached.row.subject).collect();
    let mut sealed = store::many::sealed(tx, realm.number, &subjects, |word| realm.is_hit(word))?;
    let rows = |reached: Box<Reached>| {
        let rows = sealed.remove(&reached.row.subject).unwrap_or_default();
        (reached, rows)
    };
    Ok(found.into_iter().map(rows).collect())
}
