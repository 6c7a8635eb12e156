//! A look through the texts of some people for all who are sought: what stands in them is opened once, however many are sought. Not
//! here: who is sought and how far a search is (`seek.rs`).

use super::{Found, Spot, cases, prose};
use crate::{
    GateError,
    mentions::words::{Needle, Wordbook},
    payload::Items,
    proof::Upkeep,
    realm::Realm,
    store::{self, ObjectRow, SealedRow, texts},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::statement::model::Item;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Whom and what a search looks for.
#[derive(Serialize, Deserialize)]
pub(super) struct Wanted {
    pub(super) person: i64,
    pub(super) needles: Vec<Needle>,
    /// Cases of the person: what is said in them goes with them.
    pub(super) own: Vec<i64>,
}

impl Wanted {
    /// Whether the texts of a person or a case are this person's own: nobody is looked for in those.
    fn owns(&self, subject: i64) -> bool {
        subject == self.person || self.own.contains(&subject)
    }
}

/// A look through the texts of some people.
pub(super) struct Look<'a> {
    realm: &'a Realm,
    keys: &'a HashMap<i64, SubjectKey>,
    wanted: &'a [Wanted],
    words: Wordbook<'a>,
    found: BTreeMap<(usize, Spot), Found>,
}

impl<'a> Look<'a> {
    /// A look for these, in the texts of whose keys are given.
    pub(super) fn new(realm: &'a Realm, keys: &'a HashMap<i64, SubjectKey>, wanted: &'a [Wanted]) -> Self {
        let words = Wordbook::new(wanted.iter().map(|one| one.needles.as_slice()));
        Self { realm, keys, wanted, words, found: BTreeMap::new() }
    }

    /// What was found: of whom by their place among the sought, where.
    pub(super) fn found(self) -> BTreeMap<(usize, Spot), Found> {
        self.found
    }

    /// Looks through cards and objects of people, earlier versions too.
    pub(super) fn through(&mut self, tx: &mut Tx<'_>, range: (i64, i64)) -> Result<(), GateError> {
        let realm = self.realm;
        for row in texts::sealed(tx, realm.number, range)? {
            self.category(&row)?;
        }
        for row in texts::objects(tx, realm.number, range)? {
            self.object(&row)?;
        }
        for (subject, past) in texts::past(tx, realm.number, range)? {
            if past.object == 0 {
                let (category, version, body) = (past.category, past.version, past.body);
                self.category(&SealedRow { subject, category, version, body })?;
            } else if let Some(now) = store::object(tx, realm.number, subject, past.object)? {
                self.object(&ObjectRow { version: past.version, body: past.body, ..now })?;
            }
        }
        Ok(())
    }

    /// Looks through what was said in a case.
    pub(super) fn case(&mut self, tx: &mut Tx<'_>, case: i64) -> Result<(), GateError> {
        let Some(key) = self.keys.get(&case) else { return Ok(()) };
        let (register, proof) = (self.realm.number, Upkeep::of(self.realm, case));
        for part in cases::parts(tx, (register, case))? {
            for text in cases::open(&proof, key, (register, &part))? {
                self.text(part.spot, &text);
            }
        }
        Ok(())
    }

    fn category(&mut self, row: &SealedRow) -> Result<(), GateError> {
        let realm = self.realm;
        let of_category = |item: &Item| {
            item.category.as_ref().and_then(|id| realm.word(id).ok()) == Some(row.category)
                && Realm::is_prose(item)
        };
        let Some(key) = self.keys.get(&row.subject) else { return Ok(()) };
        if !realm.statement().items.iter().any(of_category) {
            return Ok(());
        }
        let items = Upkeep::of(realm, row.subject).items(key, row)?;
        let free = |word| realm.item(word).is_some_and(|(_, item)| Realm::is_prose(item));
        self.items(&items, free, (row.subject, 0, row.category));
        Ok(())
    }

    fn object(&mut self, row: &ObjectRow) -> Result<(), GateError> {
        let realm = self.realm;
        let (Some(key), Some(kind)) = (self.keys.get(&row.subject), realm.kind(row.kind)) else {
            return Ok(());
        };
        let free: Vec<i64> = prose(kind).filter_map(|item| realm.word(&item.id).ok()).collect();
        if free.is_empty() {
            return Ok(());
        }
        let body = Upkeep::of(realm, row.subject).object(realm, key, row)?;
        let of = (row.subject, row.object, realm.word(&kind.category)?);
        for items in std::iter::once(&body.items).chain(&body.lines) {
            self.items(items, |word| free.contains(&word), of);
        }
        Ok(())
    }

    fn items(
        &mut self,
        items: &Items,
        free: impl Fn(i64) -> bool,
        (subject, object, category): (i64, i64, i64),
    ) {
        for stored in items.0.iter().filter(|stored| free(stored.item)) {
            for value in &stored.values {
                self.text(Spot { subject, object, category, item: stored.item }, &value.normal);
            }
        }
    }

    fn text(&mut self, spot: Spot, text: &str) {
        for (whose, hits) in self.words.hits(text) {
            if self.wanted.get(whose).is_none_or(|wanted| wanted.owns(spot.subject)) {
                continue;
            }
            for hit in hits {
                let Some(word) = text.get(hit.from..hit.to) else { continue };
                let found = self.found.entry((whose, spot)).or_insert_with(|| Found { words: Vec::new() });
                if !found.words.iter().any(|(_, known)| known == word) {
                    found.words.push((hit.clue, word.to_owned()));
                }
            }
        }
    }
}
