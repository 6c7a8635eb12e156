//! The retention run: destroys what is past its term, step by step, by the computed ends of `retention.rs`. What a case holds
//! stays; what the statement no longer declares goes. Whoever has nothing left is erased whole, key and all. Each step is one
//! unit of work with its ledger entry, and the place it has come to moves with it.

use crate::{
    Gate, GateError,
    certificates::{self, Certificate, RunRow, RunState},
    derived,
    keyring::erased::{CATEGORY, OBJECT},
    ledger::{DONE, Entry},
    limits,
    opened::{day, day_number, moment},
    payload::{Items, Word},
    proof::{Upkeep, seal_items},
    realm::Realm,
    retention::{self, Eye, Terms},
    statistics::{self, Tally},
    store::{
        self, ObjectRow, PastRow, SealedRow, SubjectRow,
        erasing::{self, HoldRow},
        media::SpanRow,
        recorded::{self, NeedRow},
    },
    ties, tokens,
    vault::SubjectKey,
    verbs::{
        index,
        recorded::{Lasting, lasts},
        recording::destroy,
    },
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::{id::RegisterId, statement::model::RetentionAction};
use std::collections::BTreeMap;

/// Subjects in one step.
const STEP: i64 = 250;
/// What stands in the ledger for the purpose of the run.
const PURPOSE: &str = "retention";

/// What a step of the run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retained {
    /// People who were looked at.
    pub looked: u64,
    /// What was destroyed: categories, kinds of objects, `people`, `earlier-values`, `undeclared`.
    pub destroyed: BTreeMap<String, u64>,
    /// Past its term and held for a case.
    pub held: u64,
    /// Past its term and not destroyed, because somebody was changing it.
    pub overdue: u64,
    /// Whether the run has come to its end.
    pub ended: bool,
}

/// What is to become of one subject.
struct Sentence {
    subject: i64,
    key: SubjectKey,
    /// Categories that are written again with less in them, and whether nothing is left.
    categories: Vec<(SealedRow, Items)>,
    /// Everything that stays, for the tokens.
    living: Vec<Items>,
    past: Vec<(PastRow, Items)>,
    objects: Vec<i64>,
    /// Whether the person is erased whole.
    whole: Whole,
    destroyed: BTreeMap<String, u64>,
    /// What is left of it without anybody, where the statement says so.
    tally: Tally,
    held: u64,
}

#[derive(PartialEq, Eq)]
enum Whole {
    Goes,
    Stays,
}

/// Somebody's rows.
struct Found {
    row: SubjectRow,
    sealed: Vec<SealedRow>,
    past: Vec<PastRow>,
    objects: Vec<ObjectRow>,
    holds: Vec<HoldRow>,
    recordings: Vec<SpanRow>,
    needs: Vec<NeedRow>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// One step of the retention run of a register for today. Call it until it says that it has ended; a run that was stopped
    /// goes on where it was.
    pub fn retain(&self, register: &RegisterId) -> Result<Retained, GateError> {
        let realm = &*self.realm(register)?;
        let (now, today) = (self.clock.now(), day_number(self.today()));
        let known = self.data.read(|tx| certificates::run(tx, realm.number))?;
        let fresh = RunRow { day: today, place: 0, started: now.as_millisecond(), ended: None, overdue: 0 };
        let run = known.filter(|run| run.day == today && run.ended.is_none()).unwrap_or(fresh);
        let ids = self.data.read(|tx| erasing::after(tx, realm.number, run.place, STEP))?;
        if ties::matter(realm) {
            self.data.write(|tx| ids.iter().try_for_each(|one| ties::follow(tx, realm, *one, today)))?;
        }
        if run.place == 0 {
            self.forget_words(realm)?;
            self.forget_security(realm)?;
        }
        let mut done = Retained { looked: ids.len() as u64, ..Retained::default() };
        let mut keys = self.keyring.keys(realm.number, &ids)?;
        let mut sentences = Vec::new();
        for subject in &ids {
            let Some(key) = keys.remove(subject) else { continue };
            let found = self.data.read(|tx| find(tx, realm, *subject))?;
            if let Some(found) = found {
                let sentence = sentence(realm, found, key, now, self.today())?;
                done.held += sentence.held;
                if sentence.is_something() {
                    sentences.push(sentence);
                }
            }
        }
        done.ended = ids.len() < usize::try_from(STEP).unwrap_or_default();
        let next = RunRow {
            place: ids.last().copied().unwrap_or(run.place),
            ended: done.ended.then_some(now.as_millisecond()),
            ..run
        };
        self.execute(realm, &sentences, next, &mut done)?;
        self.forget_marks(realm, &ids)?;
        Ok(done)
    }

    /// How far the run of a register has come.
    pub fn retention_state(&self, register: &RegisterId) -> Result<Option<RunState>, GateError> {
        let realm = &*self.realm(register)?;
        let run = self.data.read(|tx| certificates::run(tx, realm.number))?;
        let state = |run: RunRow| {
            Ok(RunState {
                day: day(run.day)?,
                ended: run.ended.map(moment).transpose()?,
                overdue: u64::try_from(run.overdue).unwrap_or_default(),
            })
        };
        run.map(state).transpose()
    }

    /// What the runs of a register have destroyed, newest first.
    pub fn certificates(&self, register: &RegisterId, rows: u32) -> Result<Vec<Certificate>, GateError> {
        let realm = &*self.realm(register)?;
        let found = self.data.read(|tx| certificates::certificates(tx, realm.number, i64::from(rows)))?;
        found
            .into_iter()
            .map(|(on, what, many, at)| {
                let many = u64::try_from(many).unwrap_or_default();
                Ok(Certificate { day: day(on)?, what, many, at: moment(at)? })
            })
            .collect()
    }

    fn execute(
        &self,
        realm: &Realm,
        sentences: &[Sentence],
        mut run: RunRow,
        done: &mut Retained,
    ) -> Result<(), GateError> {
        let mut whole = Tally::default();
        for one in sentences.iter().filter(|one| one.whole == Whole::Goes) {
            if self.erase_expired(realm, (one.subject, &one.key))?.is_some() {
                whole.join(&one.tally);
                *done.destroyed.entry("people".to_owned()).or_default() += 1;
            }
        }
        let parts: Vec<&Sentence> = sentences.iter().filter(|one| one.whole == Whole::Stays).collect();
        let (mut destroyed, mut overdue) = (BTreeMap::<String, u64>::new(), 0);
        self.data.write(|tx| {
            (destroyed, overdue) = (BTreeMap::new(), 0);
            let (mut touched, mut tally) = (Vec::new(), whole.clone());
            for one in &parts {
                tx.lock(&format!("subject {} {}", realm.number, one.subject))?;
                if one.execute(tx, realm, self.clock.now())? {
                    let when = (self.clock.now(), self.today());
                    derived::settle(tx, realm, (one.subject, &one.key), when)?;
                    touched.push((one.subject, &one.key));
                    tally.join(&one.tally);
                    for (what, many) in &one.destroyed {
                        *destroyed.entry(what.clone()).or_default() += many;
                    }
                } else {
                    overdue += one.destroyed.values().sum::<u64>();
                }
            }
            for (what, many) in &done.destroyed {
                *destroyed.entry(what.clone()).or_default() += many;
            }
            run.overdue += i64::try_from(overdue).unwrap_or_default();
            certificates::set_run(tx, realm.number, &run)?;
            statistics::add(tx, realm.number, &tally)?;
            self.certify(tx, realm, &touched, &destroyed)
        })?;
        self.remove_gone()?;
        for one in parts.iter().filter(|one| !one.objects.is_empty() || !one.categories.is_empty()) {
            self.drop_remains(realm, one)?;
        }
        done.destroyed = destroyed;
        done.overdue = overdue;
        Ok(())
    }

    fn certify(
        &self,
        tx: &mut Tx<'_>,
        realm: &Realm,
        subjects: &[(i64, &SubjectKey)],
        destroyed: &BTreeMap<String, u64>,
    ) -> Result<(), GateError> {
        if destroyed.is_empty() {
            return Ok(());
        }
        let (now, today) = (self.clock.now().as_millisecond(), day_number(self.today()));
        let counted: Vec<(String, u64)> =
            destroyed.iter().map(|(what, many)| (what.clone(), *many)).collect();
        certificates::certify(tx, (realm.number, today, now), &counted)?;
        let told: Vec<String> =
            counted.iter().flat_map(|(what, many)| [what.clone(), format!("count-{many}")]).collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        let entry = |action, categories, subjects| Entry {
            at: now,
            account: None,
            register: (realm.number, realm.register.as_str()),
            action,
            purpose: PURPOSE,
            outcome: DONE,
            categories,
            subjects,
        };
        if !subjects.is_empty() {
            self.ledger.append(tx, &entry("retention", &[], subjects))?;
        }
        self.ledger.append(tx, &entry("certificate", &told, &[])).map(drop)
    }

    /// What was kept of an erased person and is over is forgotten beside the keys as well.
    fn drop_remains(&self, realm: &Realm, one: &Sentence) -> Result<(), GateError> {
        for object in &one.objects {
            self.keyring.drop_remain(realm.number, one.subject, (OBJECT, *object))?;
        }
        for (row, items) in &one.categories {
            if items.0.is_empty() {
                self.keyring.drop_remain(realm.number, one.subject, (CATEGORY, row.category))?;
            }
        }
        Ok(())
    }
}

fn find(tx: &mut Tx<'_>, realm: &Realm, subject: i64) -> Result<Option<Found>, GateError> {
    let Some(row) = store::subject(tx, realm.number, subject)? else { return Ok(None) };
    Ok(Some(Found {
        row,
        sealed: store::sealed(tx, realm.number, subject)?,
        past: store::past(tx, realm.number, subject)?,
        objects: erasing::all_objects(tx, realm.number, subject)?,
        holds: erasing::holds(tx, realm.number, subject)?,
        recordings: store::media::spans(tx, realm.number, subject)?,
        needs: recorded::needs(tx, realm.number, subject)?,
    }))
}

fn sentence(
    realm: &Realm,
    found: Found,
    key: SubjectKey,
    now: Timestamp,
    today: jiff::civil::Date,
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
    one.judge_items(realm, &upkeep, (&found.sealed, &found.past), (&terms, now))?;
    let kept = one.judge_objects(realm, &upkeep, &found, (&terms, now))?;
    if found.holds.iter().any(|hold| hold.object == 0) {
        one.held += one.destroyed.values().sum::<u64>();
        one.spare();
    } else if kept == 0 && one.living.iter().all(|items| items.0.iter().all(|item| item.values.is_empty())) {
        // A person of whom nothing is known any more, or never was by a declared item.
        one.whole = Whole::Goes;
    }
    Ok(one)
}

impl Sentence {
    fn is_something(&self) -> bool {
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

    fn count(&mut self, what: &str, many: usize) {
        if many > 0 {
            *self.destroyed.entry(what.to_owned()).or_default() += many as u64;
        }
    }

    fn judge_items(
        &mut self,
        realm: &Realm,
        upkeep: &Upkeep,
        (sealed, past): (&[SealedRow], &[PastRow]),
        (terms, now): (&Terms, Timestamp),
    ) -> Result<(), GateError> {
        for row in sealed {
            let Some(category) = category_name(realm, row.category) else {
                self.count("undeclared", 1);
                self.categories.push((row.clone(), Items::default()));
                continue;
            };
            let items = upkeep.items(&self.key, row)?;
            let had = values(&items);
            let undeclared = items.0.iter().filter(|stored| realm.item(stored.item).is_none());
            let undeclared: usize = undeclared.map(|stored| stored.values.len()).sum();
            let living = retention::living(realm, items.clone(), terms, now);
            self.tally.items(realm, &items, &living);
            let gone = had - values(&living);
            self.count("undeclared", undeclared);
            self.count(&category, gone - undeclared);
            if gone > 0 {
                self.categories.push((row.clone(), living.clone()));
            }
            self.living.push(living);
        }
        for row in past.iter().filter(|row| row.object == 0) {
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
            let living = retention::living_past(realm, items, row.replaced, terms, now);
            let gone = had - values(&living);
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
        for row in objects {
            let over = match realm.kind(row.kind) {
                None => true,
                Some(_) if retention::row_over(realm, row, terms) => true,
                Some(_) if destroy::is_due(realm, row, &found.recordings, now) => true,
                Some(_) if lasts(realm, row, &found.needs, terms) == Lasting::Over => true,
                Some(kind) if retention::counts_from_recording(kind, terms) => {
                    let body = upkeep.object(realm, &self.key, row)?;
                    retention::object_over(realm, row, &body, terms, now)
                }
                Some(_) => false,
            };
            let held = found.holds.iter().any(|hold| hold.object == row.object)
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
            && !found.holds.iter().any(|hold| hold.object == row.object)
    }

    /// Carries it out; false when somebody changed the person meanwhile, who is then looked at again by the next run.
    fn execute(&self, tx: &mut Tx<'_>, realm: &Realm, now: Timestamp) -> Result<bool, GateError> {
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
