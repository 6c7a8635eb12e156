//! Brings in rows of a file, tries them, undoes them; loads whole people. What becomes of a row is decided in memory
//! (`book.rs`), from what the register knows (`look.rs`), alike for a trial and for good.

mod book;
mod load;
mod look;
mod object;
mod prepare;
mod suppressed;
mod undo;
mod write;

use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Permit, Verb},
    import::{Batch, Met, MetRow, Outcome, Row},
    opened::day_number,
    payload::Word,
    realm::Realm,
    store, tokens, values,
    vault::SubjectKey,
    verbs::reach::{Asker, Reach, reach},
};
use book::{Book, Decided, Ground, Who};
use prepare::Prepared;
use seloste_db::Tx;
use std::collections::{HashMap, HashSet};
use write::{Chunk, RowFlags, works};

/// How often rows are decided anew because somebody changed the same people meanwhile.
const ATTEMPTS: usize = 5;

/// What a trial run remembers of the rows that it has seen: what they would have made.
#[derive(Default)]
pub struct Trial {
    book: Book,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Brings in rows in one unit of work. `note` is called in the same unit with what became of each row, in their order, so
    /// that the caller's cursor moves with them or not at all; it may be called again when the unit has to be repeated. At
    /// most some two thousand rows at once: one ledger entry names all the people whom they meet.
    pub fn import(
        &self,
        ask: &Ask,
        batch: &Batch,
        rows: Vec<Row>,
        mut note: impl FnMut(&mut Tx<'_>, &[Outcome]) -> Result<(), GateError>,
    ) -> Result<Vec<Outcome>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut rows = prepare::prepare(realm, ask, (batch, self.today()), rows)?;
        self.note_suppressed(realm, &mut rows)?;
        for _ in 1..ATTEMPTS {
            match self.import_once((realm, ask), batch, &rows, &mut note) {
                Err(GateError::Conflict(items)) if !items.is_empty() => {}
                done => return done,
            }
        }
        self.import_once((realm, ask), batch, &rows, &mut note)
    }

    /// What would become of rows, after the rows that the trial has seen. Stores nothing but the ledger's entry.
    pub fn try_import(
        &self,
        ask: &Ask,
        batch: &Batch,
        rows: Vec<Row>,
        trial: &mut Trial,
    ) -> Result<Vec<Outcome>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut rows = prepare::prepare(realm, ask, (batch, self.today()), rows)?;
        self.note_suppressed(realm, &mut rows)?;
        let mut permit = self.permit_for(realm, ask, Verb::Import)?;
        let shelf = self.look((realm, ask, &permit), batch.number, &rows, &mut trial.book)?;
        let decided = self.decide_all((realm, ask, &permit), batch, &rows, &mut trial.book)?;
        let mut keys = Vec::new();
        for (subject, stored) in &shelf {
            permit.admit(*subject, stored.reached.granted, stored.reached.granted.read);
            keys.push(&stored.key);
        }
        self.record_alone((realm, ask), permit, &keys)?;
        Ok(decided.into_iter().map(|one| one.outcome).collect())
    }

    /// Rows of a batch that met people in one way, after a row, in the file's order.
    pub fn import_rows(
        &self,
        ask: &Ask,
        batch: i64,
        met: Met,
        (after, rows): (i64, u32),
    ) -> Result<Vec<MetRow>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Import)?;
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| {
            let about = (met.number(), after);
            let rows =
                crate::batches::rows(tx, (realm.number, batch), about, i64::from(rows.clamp(1, 1_000)))?;
            let mut reached = Vec::new();
            for row in rows {
                if let Reach::Yes(_) = reach(tx, realm, &permit, &asker, row.subject)? {
                    reached.push(row);
                }
            }
            Ok::<_, GateError>(reached)
        })?;
        found
            .into_iter()
            .map(|row| Ok(MetRow { row: row.row, subject: self.subject_ref(realm, row.subject)? }))
            .collect()
    }

    fn import_once(
        &self,
        (realm, ask): (&Realm, &Ask),
        batch: &Batch,
        rows: &[Prepared<'_>],
        note: &mut impl FnMut(&mut Tx<'_>, &[Outcome]) -> Result<(), GateError>,
    ) -> Result<Vec<Outcome>, GateError> {
        let mut permit = self.permit_for(realm, ask, Verb::Import)?;
        let mut book = Book::default();
        // A search goes through so many who wait and no more.
        tokens::merge_excess(self.data())?;
        let shelf = self.look((realm, ask, &permit), batch.number, rows, &mut book)?;
        let decided = self.decide_all((realm, ask, &permit), batch, rows, &mut book)?;
        let works = works(&book, &decided);
        let new: Vec<usize> =
            works.iter().filter(|work| work.who == Who::New).map(|work| work.person).collect();
        let made = if new.is_empty() { Vec::new() } else { self.keyring.create(realm.number, new.len())? };
        let fresh: HashMap<usize, (i64, SubjectKey)> = new.into_iter().zip(made).collect();
        let areas = areas((realm, ask, &permit), batch)?;
        let maintainer = permit.maintains().then_some(ask.actor.account.0);
        let numbers = self.numbers_of(realm, &decided)?;
        let flags = self.flags_of_rows(realm, rows, &decided)?;
        let outcomes: Vec<Outcome> = decided.iter().map(|one| one.outcome.clone()).collect();
        let chunk = Chunk {
            batch,
            rows,
            decided: &decided,
            book: &book,
            works: &works,
            shelf: &shelf,
            fresh: &fresh,
            numbers: &numbers,
            flags: &flags,
            areas: &areas,
            maintainer,
        };
        let newcomers = chunk.newcomers((realm, self))?;
        // What a newcomer's file says was recorded today; of those who were there it changes the day of the last activity.
        let changed: Vec<i64> = works.iter().filter_map(|work| work.who.stored()).collect();
        let keys = admit(&mut permit, realm, &chunk);
        self.record((realm, ask), permit, &keys, |tx, writing| {
            chunk.write(tx, writing, newcomers)?;
            if realm.counts_activity() {
                store::erasing::touch(tx, realm.number, &changed, day_number(self.today()))?;
            }
            note(tx, &outcomes)
        })?;
        Ok(outcomes)
    }

    /// A number for each object that is to be added, by its row's place.
    fn numbers_of(&self, realm: &Realm, decided: &[Decided]) -> Result<HashMap<usize, i64>, GateError> {
        let bringing = decided.iter().enumerate().filter(|(_, one)| one.brings);
        bringing.map(|(at, _)| Ok((at, self.next_number(realm)?))).collect()
    }

    /// What is suspicious in the texts of rows that are written (R5-087), by the row's place.
    fn flags_of_rows(
        &self,
        realm: &Realm,
        rows: &[Prepared<'_>],
        decided: &[Decided],
    ) -> Result<HashMap<usize, RowFlags>, GateError> {
        let mut all = HashMap::new();
        for (at, (row, one)) in rows.iter().zip(decided).enumerate() {
            if let (Ok(ready), Outcome::Created | Outcome::Updated) = (row, &one.outcome) {
                let card = self.flags_by_category(realm, &ready.checked)?;
                let texts = ready.object.iter().flat_map(|object| object.checked.texts());
                all.insert(at, RowFlags { card, object: self.flags(realm, texts)? });
            }
        }
        Ok(all)
    }

    /// Lets those who were brought in be found by their names once many wait: for a thread beside an import, which would
    /// otherwise have to stop for it.
    pub fn index_many(&self) -> Result<(), GateError> {
        tokens::merge_many(self.data())
    }

    /// Decides rows in the file's order. A refusal is recorded once for each rule.
    fn decide_all(
        &self,
        (realm, ask, permit): (&Realm, &Ask, &Permit),
        batch: &Batch,
        rows: &[Prepared<'_>],
        book: &mut Book,
    ) -> Result<Vec<Decided>, GateError> {
        let asker = Asker::new(realm, ask);
        let in_area = areas((realm, ask, permit), batch)?.iter().any(|area| asker.areas.contains(area));
        let ground = Ground {
            realm,
            ask,
            group: &batch.group,
            group_word: realm.word(&batch.group)?,
            granted: Ground::granted(permit, in_area),
            today: self.today(),
        };
        let mut refused = HashSet::new();
        let mut decided = Vec::with_capacity(rows.len());
        for row in rows {
            let one = match row {
                Ok(ready) => book.decide(&ground, ready),
                Err(outcome) => Decided::failed(outcome.clone()),
            };
            if let Outcome::Refused(refusal) = &one.outcome
                && refused.insert(refusal.code)
                && let GateError::Failed(cause) =
                    self.refused(realm, ask, (Verb::Import, None), refusal.clone())
            {
                return Err(GateError::Failed(cause));
            }
            decided.push(one);
        }
        Ok(decided)
    }
}

/// Puts everybody whom a chunk meets under the permit; gives their keys in the same order.
fn admit<'c>(permit: &mut Permit, realm: &Realm, chunk: &'c Chunk<'_>) -> Vec<&'c SubjectKey> {
    let mut keys = Vec::new();
    for (subject, stored) in chunk.shelf {
        permit.admit(*subject, stored.reached.granted, stored.reached.granted.read);
        keys.push(&stored.key);
    }
    for work in chunk.works {
        let Some((number, key)) = chunk.fresh.get(&work.person) else { continue };
        let Some(known) = chunk.book.person(work.person) else { continue };
        let words = known.values.iter().filter_map(|(word, _)| realm.item(*word));
        let categories = words
            .filter_map(|(_, item)| realm.category_of(item.category.as_ref()))
            .fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        let brought = chunk.brought(work).map(|(brought, ..)| brought.category(realm));
        let categories = brought.fold(categories, Categories::and);
        permit.admit(*number, known.granted, categories);
        keys.push(key);
    }
    keys
}

/// The areas of new people: those of the batch, or the asker's own where the asker reaches certain areas only.
fn areas((realm, ask, permit): (&Realm, &Ask, &Permit), batch: &Batch) -> Result<Vec<Word>, GateError> {
    if batch.areas.is_empty() && !permit.reaches_all(Verb::Import) {
        return Ok(Asker::new(realm, ask).areas);
    }
    let declared = |id: &seloste_register::id::AreaId| {
        let known = realm.statement().areas.iter().any(|area| area.id == *id);
        if known { realm.word(id) } else { Err(values::not_declared(realm, ask, id.as_str())) }
    };
    batch.areas.iter().map(declared).collect()
}
