//! What is to become of one subject: what of it is past its term, what a case holds, what is left. Not here: the run over everyone
//! (`retention.rs`), when a term is over (`crate::retention`).

use crate::{
    GateError,
    consented::{OnConsent, Withdrawn},
    holds, limits,
    payload::{Items, Word},
    proof::{Upkeep, seal_items},
    realm::Realm,
    retention::{self, Eye, Terms},
    statistics::Tally,
    store::{
        self, ObjectRow, PastRow, SealedRow, SubjectRow,
        erasing::{self, HoldRow},
        media::SpanRow,
        recorded::{self, NeedRow},
    },
    tokens,
    vault::SubjectKey,
    verbs::{
        index,
        recorded::{Lasting, lasts},
        recording::destroy,
    },
};
use jiff::{Timestamp, civil::Date};
use seloste_db::Tx;
use seloste_register::statement::model::RetentionAction;
use std::collections::BTreeMap;

/// What is to become of one subject.
pub(super) struct Sentence {
    pub(super) subject: i64,
    pub(super) key: SubjectKey,
    /// Categories that are written again with less in them, and whether nothing is left.
    pub(super) categories: Vec<(SealedRow, Items)>,
    /// Everything that stays, for the tokens.
    living: Vec<Items>,
    past: Vec<(PastRow, Items)>,
    pub(super) objects: Vec<i64>,
    /// Whether the person is erased whole.
    pub(super) whole: Whole,
    pub(super) destroyed: BTreeMap<String, u64>,
    /// What is left of it without anybody, where the statement says so.
    pub(super) tally: Tally,
    pub(super) held: u64,
}

#[derive(PartialEq, Eq)]
pub(super) enum Whole {
    Goes,
    Stays,
}

/// Somebody's rows.
pub(super) struct Found {
    row: SubjectRow,
    sealed: Vec<SealedRow>,
    past: Vec<PastRow>,
    objects: Vec<ObjectRow>,
    holds: Vec<HoldRow>,
    recordings: Vec<SpanRow>,
    needs: Vec<NeedRow>,
    withdrawn: Withdrawn,
}

/// Everything that is stored of a subject; `None` when there is nobody.
pub(super) fn find(
    tx: &mut Tx<'_>,
    (realm, on_consent): (&Realm, &OnConsent),
    subject: i64,
) -> Result<Option<Found>, GateError> {
    let Some(row) = store::subject(tx, realm.number, subject)? else { return Ok(None) };
    let withdrawn = match on_consent.is_empty() {
        true => Withdrawn::default(),
        false => on_consent.withdrawn(&store::permissions(tx, realm.number, subject)?),
    };
    Ok(Some(Found {
        row,
        sealed: store::sealed(tx, realm.number, subject)?,
        past: store::past(tx, realm.number, subject)?,
        objects: erasing::all_objects(tx, realm.number, subject)?,
        holds: erasing::holds(tx, realm.number, subject)?,
        recordings: store::media::spans(tx, realm.number, subject)?,
        needs: recorded::needs(tx, realm.number, subject)?,
        withdrawn,
    }))
}

/// Judges a subject.
pub(super) fn sentence(
    realm: &Realm,
    found: Found,
    key: SubjectKey,
    now: Timestamp,
    today: Date,
) -> Result<Sentence, GateError> {
    let subject = found.row.subject;
    let mut one = Sentence {
        subject,
        key,
        categories: Vec::new(),
        living: Vec::new(),
        past: Vec::new(),
        objects: Vec::new(),
        whole: Whole::Stays,
        destroyed: BTreeMap::new(),
        tally: Tally::default(),
        held: 0,
    };
    let mut terms = Terms::of(&found.row, today);
    // What is held is looked up one by one below.
    terms.limits &= !limits::HELD;
    // What is only stored any more is not destroyed before the law's minimum is over.
    terms.eye = Eye::Law;
    let upkeep = Upkeep::of(realm, subject);
    one.judge_items(realm, &upkeep, &found, (&terms, now))?;
    let kept = one.judge_objects(realm, &upkeep, &found, (&terms, now))?;
    if holds::of_all(realm, &found.holds).is_some() {
        one.held += one.destroyed.values().sum::<u64>();
        one.spare();
    } else if kept == 0 && one.living.iter().all(|items| items.0.iter().all(|item| item.values.is_empty())) {
        // A person of whom nothing is known any more, or never was by a declared item.
        one.whole = Whole::Goes;
    }
    Ok(one)
}

impl Sentence {
    pub(super) fn is_something(&self) -> bool {
        self.whole == Whole::Goes || !self.destroyed.is_empty()
    }

    /// A case holds the person: nothing is destroyed.
    fn spare(&mut self) {
        self.categories.clear();
        self.past.clear();
        self.objects.clear();
        self.destroyed.clear();
        self.tally = Tally::default();
    }

    /// Whether a kind of hold that is not for everything keeps the items of a category.
    fn is_held(realm: &Realm, found: &Found, category: Word) -> bool {
        holds::of_all(realm, &found.holds).is_none()
            && holds::of(realm, &found.holds, (0, Some(category))).next().is_some()
    }

    fn count(&mut self, what: &str, many: usize) {
        if many > 0 {
            *self.destroyed.entry(what.to_owned()).or_default() += many as u64;
        }
    }

    fn judge_items(
        &mut self,
        realm: &Realm,
        upkeep: &Upkeep,
        found: &Found,
        (terms, now): (&Terms, Timestamp),
    ) -> Result<(), GateError> {
        for row in &found.sealed {
            let Some(category) = category_name(realm, row.category) else {
                self.count("undeclared", 1);
                self.categories.push((row.clone(), Items::default()));
                continue;
            };
            let items = upkeep.items(&self.key, row)?;
            let had = values(&items);
            let held = Self::is_held(realm, found, row.category);
            let undeclared = items.0.iter().filter(|stored| realm.item(stored.item).is_none());
            let undeclared: usize = undeclared.map(|stored| stored.values.len()).sum();
            let mut living = retention::living(realm, items.clone(), terms, now);
            living.0.retain(|stored| found.withdrawn.item(stored.item).is_none());
            if held {
                self.held += (had - values(&living)) as u64;
                self.living.push(items);
                continue;
            }
            self.tally.items(realm, &items, &living);
            let gone = had - values(&living);
            self.count("undeclared", undeclared);
            self.count(&category, gone - undeclared);
            if gone > 0 {
                self.categories.push((row.clone(), living.clone()));
            }
            self.living.push(living);
        }
        for row in found.past.iter().filter(|row| row.object == 0) {
            let sealed = SealedRow {
                subject: self.subject,
                category: row.category,
                version: row.version,
                body: row.body.clone(),
            };
            let items = match category_name(realm, row.category) {
                Some(_) => upkeep.items(&self.key, &sealed)?,
                None => Items::default(),
            };
            let had = values(&items);
            let mut living = retention::living_past(realm, items, row.replaced, terms, now);
            living.0.retain(|stored| found.withdrawn.item(stored.item).is_none());
            let gone = had - values(&living);
            if Self::is_held(realm, found, row.category) {
                self.held += gone as u64;
                continue;
            }
            if gone > 0 || had == 0 && category_name(realm, row.category).is_none() {
                self.count("earlier-values", gone.max(1));
                self.past.push((row.clone(), living));
            }
        }
        Ok(())
    }

    /// Judges objects; returns how many stay.
    fn judge_objects(
        &mut self,
        realm: &Realm,
        upkeep: &Upkeep,
        found: &Found,
        (terms, now): (&Terms, Timestamp),
    ) -> Result<usize, GateError> {
        let (objects, mut kept) = (&found.objects, 0);
        // What everything is held for is counted once, when all is spared.
        let whole = holds::of_all(realm, &found.holds).is_some();
        for row in objects {
            let over = match realm.kind(row.kind) {
                None => true,
                Some(_) if found.withdrawn.kind(row.kind).is_some() => true,
                Some(_) if retention::row_over(realm, row, terms) => true,
                Some(_) if destroy::is_due(realm, row, &found.recordings, now) => true,
                Some(_) if lasts(realm, row, &found.needs, terms) == Lasting::Over => true,
                Some(kind) if retention::counts_from_recording(kind, terms) => {
                    let body = upkeep.object(realm, &self.key, row)?;
                    retention::object_over(realm, row, &body, terms, now)
                }
                Some(_) => false,
            };
            let held = !whole && holds::keep_object(realm, &found.holds, row)
                || destroy::is_awaited(realm, row, objects);
            if over && held {
                self.held += 1;
            }
            if !over || held {
                kept += 1;
                continue;
            }
            self.object_goes(realm, upkeep, row)?;
        }
        let along: Vec<&ObjectRow> =
            objects.iter().filter(|row| self.goes_along(realm, found, row)).collect();
        kept -= along.len();
        for row in along {
            self.object_goes(realm, upkeep, row)?;
        }
        Ok(kept)
    }

    fn object_goes(&mut self, realm: &Realm, upkeep: &Upkeep, row: &ObjectRow) -> Result<(), GateError> {
        if realm.kind(row.kind).is_some_and(|kind| kind.retention.action == RetentionAction::Anonymise) {
            self.tally.object(realm, row, &upkeep.object(realm, &self.key, row)?);
        }
        let what = realm.kind(row.kind).map(|kind| kind.id.as_str().to_owned());
        self.count(what.as_deref().unwrap_or("undeclared"), 1);
        self.objects.push(row.object);
        Ok(())
    }

    /// Whether an object goes with a recording whose time is up, unless a case holds it.
    fn goes_along(&self, realm: &Realm, found: &Found, row: &ObjectRow) -> bool {
        let recordings: Vec<i64> = found.recordings.iter().map(|one| one.object).collect();
        let gone: Vec<i64> = self.objects.iter().copied().filter(|one| recordings.contains(one)).collect();
        !self.objects.contains(&row.object)
            && destroy::goes_along(realm, row, &gone)
            && !holds::keep_object(realm, &found.holds, row)
    }

    /// Carries it out; false when somebody changed the person meanwhile, who is then looked at again by the next run.
    pub(super) fn execute(&self, tx: &mut Tx<'_>, realm: &Realm, now: Timestamp) -> Result<bool, GateError> {
        let (register, subject) = (realm.number, self.subject);
        let now_there = store::sealed(tx, register, subject)?;
        let same = |row: &SealedRow| {
            now_there.iter().any(|there| there.category == row.category && there.version == row.version)
        };
        if !self.categories.iter().all(|(row, _)| same(row)) {
            return Ok(false);
        }
        for (row, items) in &self.categories {
            if items.0.is_empty() {
                erasing::delete_category(tx, register, subject, row.category)?;
                continue;
            }
            let version = row.version + 1;
            let body = seal_items(&self.key, (register, subject, row.category), version, items)?;
            store::replace_sealed(
                tx,
                register,
                &SealedRow { subject, category: row.category, version, body },
            )?;
        }
        for (row, items) in &self.past {
            if items.0.is_empty() {
                erasing::delete_past(tx, register, subject, (row.category, row.version))?;
                continue;
            }
            let body = seal_items(&self.key, (register, subject, row.category), row.version, items)?;
            let row = SealedRow { subject, category: row.category, version: row.version, body };
            erasing::replace_past(tx, register, &row)?;
        }
        destroy::destroy(tx, (realm, &self.key, now), subject, &self.objects)?;
        if !self.categories.is_empty() && !self.was_erased(tx, register)? {
            let tokens = index::tokens(realm, self.living.iter());
            tokens::set(tx, register, subject, &tokens)?;
        }
        Ok(true)
    }

    /// Somebody who was erased stays out of every search, whatever the law keeps.
    fn was_erased(&self, tx: &mut Tx<'_>, register: i64) -> Result<bool, GateError> {
        let row = store::subject(tx, register, self.subject)?;
        Ok(row.is_some_and(|row| limits::is_erased(row.life.limits)))
    }
}

fn values(items: &Items) -> usize {
    items.0.iter().map(|stored| stored.values.len()).sum()
}

fn category_name(realm: &Realm, word: Word) -> Option<String> {
    let at = realm.category_index(word)?;
    realm.statement().categories.get(at).map(|category| category.id.as_str().to_owned())
}
