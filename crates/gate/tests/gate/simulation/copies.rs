//! Days pass, and old copies are put back: what a copy brings, and what it must not. Not here: the model (`simulation.rs`).

use super::{Fault, Person, Simulation};
use crate::drill::{back_up, put_back};
use jiff::SignedDuration;

impl Simulation<'_> {
    pub(super) fn midnight(&mut self) {
        let now = seloste_gate::clock::Clock::now(&*self.world.clock);
        self.world.clock.set(now + SignedDuration::from_hours(24));
        let register = self.officer().register;
        while !self.gate.retain(&register).unwrap().ended {}
        self.gate.integrate_ledger().unwrap();
        if self.fault == Fault::LedgerCut {
            self.sabotage("DELETE FROM ledger_entry WHERE entry = (SELECT MAX(entry) FROM ledger_entry)");
        }
    }

    pub(super) fn back_up(&mut self) {
        self.gate.integrate_ledger().unwrap();
        back_up(self.world);
        if self.fault == Fault::KeysRestored {
            self.sabotage_keys("DROP TABLE IF EXISTS old_subject_key");
            self.sabotage_keys("CREATE TABLE old_subject_key AS SELECT * FROM subject_key");
        }
        self.copy = Some(self.people.clone());
    }

    pub(super) fn put_back(&mut self) {
        let Some(copy) = &self.copy else { return };
        self.gate.integrate_ledger().unwrap();
        put_back(self.world);
        match self.fault {
            Fault::WordsForgotten => self.sabotage_keys("DELETE FROM last_word"),
            Fault::CoversForgotten => self.sabotage_keys("DELETE FROM covered"),
            Fault::KeysRestored => {
                self.sabotage_keys("DELETE FROM subject_key");
                self.sabotage_keys("INSERT INTO subject_key SELECT * FROM old_subject_key");
                self.sabotage_keys("DELETE FROM erased");
            }
            _ => {}
        }
        self.gate = self.world.again();
        if self.fault != Fault::BareRestore {
            self.gate.replay().unwrap();
            self.gate = self.world.again();
            self.gate.rebuild_tokens(&self.officer().register).unwrap();
        }
        self.people = self.people.iter().filter_map(|now| self.after(copy, now)).collect();
        self.brought = None;
    }

    /// Somebody after an older copy was put back; `None`: lost with what came after it.
    fn after(&self, copy: &[Person], now: &Person) -> Option<Person> {
        // The card that answers for it now: whatever was said of that one was said of the same person.
        let mut word = now;
        while let Some(into) = &word.into {
            word = self.people.iter().find(|one| one.subject == *into)?;
        }
        let erased = word.erased;
        // Who came after the copy is lost with it, except as somebody who was erased.
        let Some(then) = copy.iter().find(|one| one.subject == now.subject) else {
            return erased.then(|| Person { erased, ..now.clone() });
        };
        if then.into.is_some() {
            return Some(Person { erased, ..then.clone() });
        }
        // A consent whose evidence is lost has to be asked for again; one that was withdrawn stays so.
        let consented = then.consented && word.consented;
        let covered = now.covered.iter().chain(&word.covered).cloned().collect();
        Some(Person {
            // An erased card's own address has no mark: what was another's stays with that one.
            into: now.into.clone().filter(|_| erased),
            erased,
            town: then.town.clone(),
            held: if erased { 0 } else { then.held },
            restricted: word.restricted,
            waits: word.waits,
            prohibited: now.prohibited || word.prohibited,
            consented,
            withdrew: !consented && (then.consented || then.withdrew),
            note: then.note.clone(),
            notes: then.notes.clone(),
            covered,
            ..now.clone()
        })
    }
}
