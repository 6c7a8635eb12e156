//! What a subject can be found by, kept in step with what is stored; and whether an identifier is taken. Not here: how a
//! token is made (`tokens.rs`).

use super::reach::{Asker, Reach, reach};
use crate::{
    GateError,
    decide::Categories,
    payload::{Items, Word},
    proof::Writing,
    realm::Realm,
    store, tokens,
    values::{self, problem_of},
};
use seloste_db::Tx;
use seloste_register::{
    item::{self, Term, TermKind},
    statement::model::{Item, ItemType},
};

/// Holders of one identifier that are looked at; more than a few mean that it identifies nobody.
const HOLDERS: i64 = 50;

/// All tokens of some categories together.
pub(crate) fn tokens<'a>(realm: &Realm, categories: impl Iterator<Item = &'a Items>) -> Vec<i64> {
    let mut found = Vec::with_capacity(64);
    for stored in categories.flat_map(|items| &items.0) {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        for value in &stored.values {
            found.extend(item::terms(item, &value.normal).iter().map(|term| realm.token(term)));
        }
    }
    found
}

/// The tokens of somebody new: whole values, and those names that tell most, stand in the table at once, since the next one is
/// compared by them.
pub(crate) fn arriving<'a>(
    realm: &Realm,
    subject: i64,
    categories: impl Iterator<Item = &'a Items>,
) -> tokens::Arriving {
    let mut arriving = tokens::Arriving { subject, now: Vec::new(), later: Vec::with_capacity(64) };
    for stored in categories.flat_map(|items| &items.0) {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        for value in &stored.values {
            let name = stands_at_once(item).then(|| whole_word(item, &value.normal)).flatten();
            arriving.now.extend(name.map(|term| realm.token(&term)));
            for term in item::terms(item, &value.normal) {
                let whole = term.kind == TermKind::Exact;
                let tokens = if whole { &mut arriving.now } else { &mut arriving.later };
                tokens.push(realm.token(&term));
            }
        }
    }
    arriving
}

/// Refuses values of unique items that somebody has whom the asker may know. A holder out of scope changes nothing, as
/// if it were not there (invariant 5).
pub(crate) fn refuse_taken(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    subject: i64,
    fresh: &[(usize, Items)],
) -> Result<(), GateError> {
    let realm = writing.realm;
    let mut problems = Vec::new();
    for (at, stored) in fresh.iter().flat_map(|(at, items)| items.0.iter().map(move |stored| (*at, stored))) {
        let Some((_, item)) = realm.item(stored.item).filter(|(_, item)| item.unique) else { continue };
        for value in &stored.values {
            let Some(term) = exact(item, &value.normal) else { continue };
            tx.lock(&format!("identifier {} {}", realm.number, realm.token(&term)))?;
            let wanted = Wanted { category: at, item: stored.item, normal: &value.normal };
            if is_held(tx, writing, subject, &term, &wanted)? {
                problems.push(problem_of(item, values::taken()));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(GateError::Problems(problems)) }
}

/// A value that a holder must have.
pub(crate) struct Wanted<'a> {
    pub(crate) category: usize,
    pub(crate) item: Word,
    pub(crate) normal: &'a str,
}

impl Wanted<'_> {
    /// Whether it is among some items.
    pub(crate) fn is_in(&self, items: &Items) -> bool {
        items
            .get(self.item)
            .is_some_and(|stored| stored.values.iter().any(|value| *value.normal == *self.normal))
    }
}

fn is_held(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    subject: i64,
    term: &Term,
    wanted: &Wanted<'_>,
) -> Result<bool, GateError> {
    let realm = writing.realm;
    let asker = Asker::new(realm, writing.ask);
    for holder in tokens::holders(tx, realm.number, realm.token(term), HOLDERS)? {
        if holder == subject {
            continue;
        }
        let Reach::Yes(reached) = reach(tx, realm, writing.permit, &asker, holder)? else { continue };
        if !reached.granted.read.covers(Categories::one(wanted.category)) {
            continue;
        }
        let Some(key) = writing.gate.subject_key(realm, holder)? else { continue };
        let category = realm.category_word(wanted.category);
        let rows = store::sealed(tx, realm.number, holder)?;
        let Some(row) = rows.iter().find(|row| Some(row.category) == category) else { continue };
        let glance = writing.gate.glance(realm, reached.granted, &key, row)?;
        if glance.is_some_and(|glance| glance.ask(|items| wanted.is_in(items))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Names by which namesakes are looked for among those who came just now.
pub(crate) const fn stands_at_once(item: &Item) -> bool {
    matches!(item.item_type, ItemType::Surname | ItemType::OrganisationName)
}

/// The term of a name as a whole: its longest beginning.
pub(crate) fn whole_word(item: &Item, normal: &str) -> Option<Term> {
    let terms = item::terms(item, normal).into_iter().filter(|term| term.kind == TermKind::Prefix);
    terms.max_by_key(|term| term.text.chars().count())
}

/// The term that a whole value leaves.
pub(crate) fn exact(item: &Item, normal: &str) -> Option<Term> {
    item::terms(item, normal).into_iter().find(|term| term.kind == TermKind::Exact)
}
