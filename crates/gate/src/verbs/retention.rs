//! The retention run: destroys what is past its term, step by step, by the computed ends of `retention.rs`. What a case holds
//! stays; what the statement no longer declares goes. Whoever has nothing left is erased whole, key and all. Each step is one
//! unit of work with its ledger entry, and the place it has come to moves with it.

mod sentence;

use crate::{
    Gate, GateError,
    certificates::{self, Certificate, RunRow, RunState},
    consented::OnConsent,
    derived,
    keyring::erased::{CATEGORY, OBJECT},
    ledger::{DONE, Entry},
    opened::{day, day_number, moment},
    realm::Realm,
    requests,
    statistics::{self, Tally},
    store::erasing,
    ties,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::id::RegisterId;
use sentence::{Sentence, Whole, find, sentence};
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
            let cases = self.data.read(|tx| requests::numbers(tx, realm.number, (i64::MIN, i64::MAX)))?;
            self.forget_marks(realm, &cases)?;
        }
        let mut done = Retained { looked: ids.len() as u64, ..Retained::default() };
        let mut keys = self.keyring.keys(realm.number, &ids)?;
        let (mut sentences, on_consent) = (Vec::new(), OnConsent::of(realm));
        for subject in &ids {
            let Some(key) = keys.remove(subject) else { continue };
            let found = self.data.read(|tx| find(tx, (realm, &on_consent), *subject))?;
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
