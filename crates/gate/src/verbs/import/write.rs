//! Writes what was decided: new people in bulk, changes one by one, and whom each row met.

use super::{
    book::{Book, Decided, Who},
    look::{HOLDERS, Shelf, Stored},
    prepare::{Prepared, Ready},
};
use crate::{
    Gate, GateError, apart,
    batches::{self, Before, RowMet},
    import::{Batch, Met, Outcome},
    payload::{Items, StoredItem, Word},
    proof::{Writing, seal_items},
    realm::Realm,
    source_notices,
    store::{self, PastRow, SealedRow, SubjectRow, later},
    tokens,
    values::{self, Checked},
    vault::SubjectKey,
    verbs::{
        create::{Ahead, NewSubject},
        index,
        mention::flag::{self, Flags},
        reach::Reached,
        tied::newcomer,
    },
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::id::ItemId;
use std::collections::HashMap;

/// Rows of one person in the order of the file.
pub(super) struct Work {
    /// The person's place in the book.
    pub(super) person: usize,
    pub(super) who: Who,
    /// Places of the rows that create or change the person.
    pub(super) rows: Vec<usize>,
}

/// What there is to write, person by person, in the order in which the file first names them.
pub(super) fn works(book: &Book, decided: &[Decided]) -> Vec<Work> {
    let mut works: Vec<Work> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (at, one) in decided.iter().enumerate() {
        let (Outcome::Created | Outcome::Updated, Some(person)) = (&one.outcome, one.person) else {
            continue;
        };
        let Some(known) = book.person(person) else { continue };
        let index = *place.entry(person).or_insert_with(|| {
            works.push(Work { person, who: known.who, rows: Vec::new() });
            works.len() - 1
        });
        if let Some(work) = works.get_mut(index) {
            work.rows.push(at);
        }
    }
    works
}

/// What is suspicious in the texts of a row: those of the card by category, and those of the object that it brings.
pub(super) struct RowFlags {
    pub(super) card: Vec<(Word, Flags)>,
    pub(super) object: Flags,
}

/// Somebody new, made ready.
pub(super) struct Newcomer<'w> {
    work: &'w Work,
    new: NewSubject,
    ahead: Ahead,
}

/// Everything that one unit of work needs.
pub(super) struct Chunk<'a> {
    pub(super) batch: &'a Batch,
    pub(super) rows: &'a [Prepared<'a>],
    pub(super) decided: &'a [Decided],
    pub(super) book: &'a Book,
    pub(super) works: &'a [Work],
    pub(super) shelf: &'a Shelf,
    /// Numbers and keys of new people by their place in the book.
    pub(super) fresh: &'a HashMap<usize, (i64, SubjectKey)>,
    /// Numbers of the objects that are added, by their rows' places.
    pub(super) numbers: &'a HashMap<usize, i64>,
    /// What is suspicious in the texts of the rows, by their places.
    pub(super) flags: &'a HashMap<usize, RowFlags>,
    pub(super) areas: &'a [Word],
    pub(super) maintainer: Option<i64>,
}

impl Chunk<'_> {
    pub(super) fn ready(&self, at: usize) -> Option<&Ready<'_>> {
        self.rows.get(at).and_then(|row| row.as_ref().ok())
    }

    /// The number of the person of a place in the book.
    pub(super) fn number(&self, person: usize) -> Option<i64> {
        match self.book.person(person)?.who {
            Who::Stored(subject) => Some(subject),
            Who::New => self.fresh.get(&person).map(|(number, _)| *number),
        }
    }

    /// Writes everything.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        newcomers: Vec<Newcomer<'_>>,
    ) -> Result<(), GateError> {
        // Always in one order, as everybody does who locks more than one: two files of the same people wait, and never for one another.
        let mut known: Vec<i64> = self.works.iter().filter_map(|work| work.who.stored()).collect();
        known.sort_unstable();
        for subject in known {
            tx.lock(&format!("subject {} {subject}", writing.realm.number))?;
        }
        self.add_new(tx, writing, newcomers)?;
        for work in self.works {
            if let Who::Stored(subject) = work.who {
                let stored = self.shelf.get(&subject).ok_or_else(gone)?;
                self.change(tx, writing, (subject, stored), work)?;
            }
        }
        let met = |(at, one): (usize, &Decided)| {
            let outcome = match one.outcome {
                Outcome::Created => Met::Created,
                Outcome::Updated => Met::Updated,
                Outcome::Unchanged => Met::Unchanged,
                Outcome::Duplicate => Met::Duplicate,
                Outcome::Refused(_) | Outcome::Wrong(_) => return None,
            };
            let (subject, row) = (self.number(one.person?)?, self.ready(at)?.number);
            Some(RowMet { subject, row, outcome: outcome.number() })
        };
        let rows: Vec<RowMet> = self.decided.iter().enumerate().filter_map(met).collect();
        batches::add_rows(tx, (writing.realm.number, self.batch.number), &rows)?;
        Ok(())
    }

    /// New people with everything about them under seal, made before the unit of work: meanwhile others write.
    pub(super) fn newcomers(&self, (realm, gate): (&Realm, &Gate)) -> Result<Vec<Newcomer<'_>>, GateError> {
        let new: Vec<&Work> = self.works.iter().filter(|work| work.who == Who::New).collect();
        apart::each(new, |work| self.newcomer((realm, gate), work)).into_iter().collect()
    }

    fn newcomer<'w>(
        &self,
        (realm, gate): (&Realm, &Gate),
        work: &'w Work,
    ) -> Result<Newcomer<'w>, GateError> {
        let (subject, key) = self.fresh.get(&work.person).ok_or_else(gone)?;
        let mut categories: Vec<(usize, Items)> = Vec::new();
        for one in work.rows.iter().filter_map(|at| self.ready(*at)).flat_map(|ready| &ready.checked) {
            if let Some(at) = realm.category_of(one.item.category.as_ref()) {
                put(&mut categories, at, one, gate.clock().now());
            }
        }
        let new = NewSubject {
            group: self.batch.group.clone(),
            areas: self.areas.to_vec(),
            maintainer: self.maintainer,
            categories,
            flags: Vec::new(),
        };
        let ahead = Ahead::make((realm, gate), (*subject, key), &new)?;
        Ok(Newcomer { work, new, ahead })
    }

    fn add_new(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        newcomers: Vec<Newcomer<'_>>,
    ) -> Result<(), GateError> {
        let realm = writing.realm;
        let group = realm.word(&self.batch.group)?;
        let (mut subjects, mut sealed, mut found_by, mut owed) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut flagged = Vec::new();
        let mut bringing: Vec<(Reached, &SubjectKey, &Work)> = Vec::new();
        for Newcomer { work, new, ahead } in newcomers {
            let (subject, key) = self.fresh.get(&work.person).ok_or_else(gone)?;
            for ready in work.rows.iter().filter_map(|at| self.ready(*at)) {
                not_taken(tx, realm, self.book, ready)?;
            }
            let issued = ahead.issued(tx, (realm, writing.gate), (*subject, key), &new);
            let (rows, arriving) = issued.map_err(|error| match error {
                // A number that was free when the rows were decided.
                GateError::Problems(_) => meanwhile(),
                other => other,
            })?;
            sealed.extend(rows);
            flagged.push((*subject, key, work));
            found_by.push(arriving);
            let items = new.categories.iter().map(|(_, items)| items);
            owed.extend(source_notices::owed(realm, &new.group, items)?.map(|source| (*subject, source)));
            if let Some(known) = self.book.person(work.person)
                && self.brought(work).next().is_some()
            {
                bringing.push((newcomer(realm, *subject, (&new, known.granted))?, key, work));
            }
            let (closed, life) = (None, store::Life::default());
            let row = SubjectRow { subject: *subject, group, maintainer: new.maintainer, closed, life };
            subjects.push((row, new.areas));
        }
        store::add_subjects(tx, realm.number, &subjects)?;
        for (subject, source) in owed {
            let when = (writing.now(), writing.gate.today());
            source_notices::owe(tx, realm, (subject, source, Some(self.batch.number)), when)?;
        }
        store::add_sealed(tx, realm.number, &sealed)?;
        for (subject, key, work) in flagged {
            self.flag(tx, writing, (subject, key), (work, |_| true))?;
        }
        for (reached, key, work) in bringing {
            self.bring(tx, writing, (&reached, key), work)?;
        }
        tokens::add_arriving(tx, realm.number, &found_by)
    }

    /// Flags what somebody's rows have brought onto the card.
    fn flag(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (subject, key): (i64, &SubjectKey),
        (work, is_new): (&Work, impl Fn(Word) -> bool),
    ) -> Result<(), GateError> {
        for (category, flags) in
            work.rows.iter().filter_map(|at| self.flags.get(at)).flat_map(|row| &row.card)
        {
            flag::add(tx, writing, (key, flags), ((subject, 0, *category), &is_new))?;
        }
        Ok(())
    }

    fn change(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (subject, stored): (i64, &Stored),
        work: &Work,
    ) -> Result<(), GateError> {
        let realm = writing.realm;
        let mut desk: Vec<(i64, Word, Items, bool)> = Vec::new();
        let mut changed_items: Vec<Word> = Vec::new();
        for row in &stored.rows {
            desk.push((row.version, row.category, writing.rework(&stored.key, row)?, false));
        }
        for one in work.rows.iter().filter_map(|at| self.ready(*at)).flat_map(|ready| &ready.checked) {
            let category = one.item.category.as_ref().ok_or_else(gone)?;
            let category = realm.word(category)?;
            if !desk.iter().any(|(_, word, ..)| *word == category) {
                desk.push((0, category, Items::default(), false));
            }
            for (version, word, items, changed) in &mut desk {
                if *word == category && adds(one, items) {
                    let added = one.added(items.get(one.word), later(*version), writing.now());
                    values::put(items, added);
                    *changed = true;
                    changed_items.push(one.word);
                }
            }
        }
        forget_derived(realm, &mut desk, &changed_items);
        let mut befores = Vec::new();
        for (version, category, items, _) in desk.iter().filter(|(.., changed)| *changed) {
            let after = later(*version);
            let body = seal_items(&stored.key, (realm.number, subject, *category), after, items)?;
            let row = SealedRow { subject, category: *category, version: after, body };
            let before = stored.rows.iter().find(|row| row.category == *category);
            replace(tx, writing, before, &row)?;
            befores.push(Before { subject, category: *category, before: *version, after });
        }
        batches::add_before(tx, (realm.number, self.batch.number), &befores)?;
        let is_new = |item: Word| changed_items.contains(&item);
        self.flag(tx, writing, (subject, &stored.key), (work, is_new))?;
        let found_by = index::tokens(realm, desk.iter().map(|(_, _, items, _)| items));
        tokens::set(tx, realm.number, subject, &found_by)?;
        self.bring(tx, writing, (&stored.reached, &stored.key), work)
    }
}

/// Takes away what was derived from changed items.
fn forget_derived(realm: &Realm, desk: &mut [(i64, Word, Items, bool)], changed_items: &[Word]) {
    for (_, word) in crate::derived::stale(realm, changed_items) {
        for (version, _, items, changed) in desk.iter_mut() {
            if items.get(word).is_some_and(|stored| !stored.values.is_empty()) {
                values::put(items, StoredItem { item: word, changed: *version + 1, values: Vec::new() });
                *changed = true;
            }
        }
    }
}

/// Replaces a category, and keeps what was before.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    before: Option<&SealedRow>,
    row: &SealedRow,
) -> Result<(), GateError> {
    let register = writing.realm.number;
    let Some(before) = before else {
        // Somebody else may have added it meanwhile: then the rows are decided anew.
        let there =
            store::sealed(tx, register, row.subject)?.iter().any(|other| other.category == row.category);
        if there || store::subject(tx, register, row.subject)?.is_none() {
            return Err(meanwhile());
        }
        return Ok(store::add_sealed(tx, register, std::slice::from_ref(row))?);
    };
    if !store::replace_sealed(tx, register, row)? {
        return Err(meanwhile());
    }
    let past = PastRow {
        object: 0,
        category: before.category,
        version: before.version,
        replaced: writing.now().as_millisecond(),
        account: writing.ask.actor.account.0,
        body: before.body.clone(),
        flaw: 0,
    };
    Ok(store::add_past(tx, register, row.subject, &past)?)
}

fn put(categories: &mut Vec<(usize, Items)>, at: usize, one: &Checked<'_>, now: Timestamp) {
    let place = match categories.iter().position(|(index, _)| *index == at) {
        Some(place) => place,
        None => {
            categories.push((at, Items::default()));
            categories.len() - 1
        }
    };
    if let Some((_, items)) = categories.get_mut(place)
        && adds(one, items)
    {
        let added = one.added(items.get(one.word), 1, now);
        values::put(items, added);
    }
}

/// Whether new values bring something that is not there. A name in other letters is the same name.
fn adds(one: &Checked<'_>, items: &Items) -> bool {
    let stored = items.get(one.word);
    let had = |normal: &str| {
        stored.is_some_and(|stored| {
            let hash = super::prepare::hashed(one.item, normal);
            stored.values.iter().any(|value| super::prepare::hashed(one.item, &value.normal) == hash)
        })
    };
    one.normals().any(|(normal, _)| !had(normal))
}

/// A unique identifier that somebody got since the rows were decided.
fn not_taken(tx: &mut Tx<'_>, realm: &Realm, book: &Book, ready: &Ready<'_>) -> Result<(), GateError> {
    for key in ready.keys.iter().filter(|key| key.unique) {
        tx.lock(&format!("identifier {} {}", realm.number, key.token))?;
        let holders = tokens::holders(tx, realm.number, key.token, HOLDERS)?;
        // Somebody whom the asker may not know of changes nothing, as if absent (invariant 5).
        if holders.iter().any(|holder| !book.led(key.token).contains(holder)) {
            return Err(meanwhile());
        }
    }
    Ok(())
}

/// Something changed between decision and writing: the rows are to be decided anew. Told apart from the caller's own conflict by
/// naming something.
pub(super) fn meanwhile() -> GateError {
    GateError::Conflict(ItemId::new("meanwhile").into_iter().collect())
}

fn gone() -> GateError {
    GateError::Failed("an import lost one of its own rows".to_owned())
}
