//! Earlier values, newest first.

use super::reach::{Asker, reach};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{Past, SubjectRef},
    decide::{Categories, Verb},
    opened::{self, moment},
    payload::{Items, StoredValue, Word},
    proof::Recorded,
    realm::Realm,
    retention,
    store::{self, PastRow, SealedRow},
    vault::SubjectKey,
};

use seloste_register::{id::PurposeId, right::Flaw};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Earlier values, newest first.
    pub fn history(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Past>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, past, present) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            let past = store::past(tx, realm.number, id)?;
            Ok::<_, GateError>((found, past, store::sealed(tx, realm.number, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Open, Some(id)), found)?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let readable = |word| {
            let at = realm.category_index(word).map_or(Categories::NONE, Categories::one);
            !at.is_empty() && reached.granted.read.covers(at)
        };
        let past: Vec<PastRow> =
            past.into_iter().filter(|row| row.object == 0 && readable(row.category)).collect();
        let touched = past
            .iter()
            .filter_map(|row| realm.category_index(row.category))
            .fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        permit.admit(id, reached.granted, touched);
        let recorded = self.record_alone((realm, ask), permit, &[&key])?;
        let mut history = Vec::new();
        for row in &present {
            let of_category: Vec<&PastRow> =
                past.iter().filter(|past| past.category == row.category).collect();
            history.extend(self.of_category((realm, &ask.purpose), &recorded, &key, (row, &of_category))?);
        }
        history.sort_by_key(|past| std::cmp::Reverse(past.replaced));
        Ok(history)
    }

    /// What each version of a category had that the next one no longer had. `past` ascends by version.
    pub(super) fn of_category(
        &self,
        (realm, purpose): (&Realm, &PurposeId),
        recorded: &Recorded,
        key: &SubjectKey,
        (present, past): (&SealedRow, &[&PastRow]),
    ) -> Result<Vec<Past>, GateError> {
        let Some(first) = past.first() else { return Ok(Vec::new()) };
        let mut before = self.unseal_past(realm, recorded, key, (present.subject, first))?;
        let mut found = Vec::new();
        for (index, row) in past.iter().enumerate() {
            let after = match past.get(index + 1) {
                Some(next) => self.unseal_past(realm, recorded, key, (present.subject, next))?,
                None => self.unseal(realm, recorded, key, present)?,
            };
            for (word, values) in changed(&before, &after) {
                let Some((_, item)) = realm.item(word) else { continue };
                // What was there and whose time is up must not be told as having been empty.
                let over = values.is_empty()
                    && retention::replaced_over(realm, item, row.replaced, self.clock.now());
                if over || opened::is_masked(item, purpose) {
                    continue;
                }
                found.push(Past {
                    item: item.id.clone(),
                    values: opened::values(realm, values)?,
                    replaced: moment(row.replaced)?,
                    flaw: flaw(row.flaw),
                    by: AccountId(row.account),
                });
            }
            before = after;
        }
        Ok(found)
    }
}

/// Why an earlier version was replaced, behind a number of the `past` table.
pub(crate) const fn flaw(number: i64) -> Option<Flaw> {
    match number {
        1 => Some(Flaw::Wrong),
        2 => Some(Flaw::Outdated),
        _ => None,
    }
}

/// The number of why a version is replaced.
pub(crate) const fn flaw_number(flaw: Option<Flaw>) -> i64 {
    match flaw {
        None => 0,
        Some(Flaw::Wrong) => 1,
        Some(Flaw::Outdated) => 2,
    }
}

/// Items whose values differ between two versions, with the earlier values.
fn changed(before: &Items, after: &Items) -> Vec<(Word, Vec<StoredValue>)> {
    let values =
        |items: &Items, word: Word| items.get(word).map_or_else(Vec::new, |stored| stored.values.clone());
    let mut words: Vec<Word> = before.0.iter().chain(&after.0).map(|stored| stored.item).collect();
    words.sort_unstable();
    words.dedup();
    let same = |left: &[StoredValue], right: &[StoredValue]| {
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .all(|(left, right)| left.normal == right.normal && left.label == right.label)
    };
    words
        .into_iter()
        .map(|word| (word, values(before, word)))
        .filter(|(word, earlier)| !same(earlier, &values(after, *word)))
        .collect()
}
