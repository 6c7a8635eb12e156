//! Steps in which several people, several channels or a stop meet: files and their undo, two cards that become one, a request that
//! arrives three times, a word in the midst of an erasure. Not here: the model and what must hold after each step (`simulation.rs`).

use super::{Fault, Person, Simulation};
use crate::{
    import::{batch, rows},
    world::absent,
};
use seloste_db::Value;
use seloste_gate::{
    card::{PermissionKind, Set},
    import::Outcome,
    request::{Move, NewRequest, RequestFilter, Taker},
};
use seloste_register::right::{Intake, RightKind, case::Step};

/// The bit of `limits` of somebody of whom only what the law keeps is left.
const ERASED: i64 = 2;
/// Tables whose rows a stop leaves when it comes between the destruction of the key and theirs.
const LEFT: [&str; 3] = ["sealed", "permission", "subject"];

/// What a file brought.
pub(super) struct Brought {
    number: i64,
    /// The surname of whom it added.
    new: String,
    /// Whether an undo takes that person back.
    goes: bool,
    /// People whose town it changed and nobody since, with what it was.
    moved: Vec<(String, String)>,
}

impl Simulation<'_> {
    /// Brings in a file of somebody new, somebody who is there, and somebody who was there.
    pub(super) fn bring(&mut self) {
        self.batches += 1;
        self.made += 1;
        let new = format!("Sukunimi{}q", self.made);
        let town = ["Vaasa", "Lahti"][self.chance.below(2)];
        let mut meant = vec![None];
        meant.extend(self.somebody().map(Some));
        let gone: Vec<usize> = (0..self.people.len()).filter(|at| self.people[*at].erased).collect();
        if !gone.is_empty() {
            meant.push(Some(gone[self.chance.below(gone.len())]));
        }
        if self.fault == Fault::MarksForgotten {
            self.sabotage_keys("DELETE FROM suppression");
        }
        let named: Vec<(String, String)> = meant
            .iter()
            .map(|at| at.map_or(new.clone(), |at| self.people[at].surname.clone()))
            .map(|surname| (super::address(&surname), surname))
            .collect();
        let cells: Vec<Vec<(&str, &str)>> = named
            .iter()
            .map(|(email, surname)| {
                vec![("first-names", "Matti"), ("surname", surname), ("email", email), ("town", town)]
            })
            .collect();
        let cells: Vec<&[(&str, &str)]> = cells.iter().map(Vec::as_slice).collect();
        let file = rows(self.world, 2, &cells);
        let about = batch(self.batches, "customer");
        let outcomes = self.gate.import(&self.world.keeper(), &about, file, |_, _| Ok(())).unwrap();
        let mut brought = Brought { number: self.batches, new: new.clone(), goes: true, moved: Vec::new() };
        for (at, outcome) in meant.into_iter().zip(&outcomes) {
            let Some(at) = at else {
                assert!(matches!(outcome, Outcome::Created), "{outcome:?}");
                continue;
            };
            let one = &mut self.people[at];
            if one.erased || one.restricted || one.waits {
                assert!(matches!(outcome, Outcome::Refused(_)), "a file brings {one:?} back: {outcome:?}");
            } else if one.town == town {
                assert!(matches!(outcome, Outcome::Unchanged), "{outcome:?} of {one:?}");
            } else {
                assert!(matches!(outcome, Outcome::Updated), "{outcome:?} of {one:?}");
                let was = std::mem::replace(&mut one.town, town.to_owned());
                brought.moved.push((one.surname.clone(), was));
            }
        }
        let subject =
            self.gate.find(&self.world.keeper(), &super::address(&new), 10).unwrap().swap_remove(0).subject;
        self.people.push(Person::new(subject, new, town));
        self.brought = Some(brought);
    }

    /// Somebody's town was changed: an undo of the newest file leaves it alone.
    pub(super) fn touched(&mut self, surname: &str) {
        self.stays(surname);
        if let Some(brought) = &mut self.brought {
            brought.moved.retain(|(one, _)| one != surname);
        }
    }

    /// Somebody said something or was written about: an undo of the newest file does not take the person back.
    pub(super) fn stays(&mut self, surname: &str) {
        if let Some(brought) = &mut self.brought
            && brought.new == surname
        {
            brought.goes = false;
        }
    }

    /// Takes the newest file back.
    pub(super) fn undo(&mut self) {
        let Some(brought) = self.brought.take() else { return };
        while self.gate.undo_import(&self.world.keeper(), brought.number, |_, _| Ok(())).unwrap().more {}
        for (surname, town) in brought.moved {
            let one = self.people.iter_mut().find(|one| one.surname == surname);
            if let Some(one) = one.filter(|one| one.lives() && !one.limited()) {
                one.town = town;
            }
        }
        // Taken back as if they had never come: no mark keeps them out. Whoever a case is about stays.
        let gone = |one: &Person| {
            one.surname == brought.new && brought.goes && !one.erased && !one.limited() && one.held == 0
        };
        self.people.retain(|one| !gone(one));
    }

    /// Puts two cards together; the strictest of their words stands.
    pub(super) fn merge(&mut self, at: usize) {
        let Some(other) = self.somebody().filter(|other| *other != at) else { return };
        let officer = self.world.keeper();
        let (stays, goes) = (self.people[at].clone(), self.people[other].clone());
        let done = self.gate.merge(&officer, &stays.subject, &goes.subject);
        if stays.limited() || goes.limited() {
            assert!(done.is_err(), "merged: {stays:?} and {goes:?}");
            return;
        }
        done.unwrap_or_else(|error| panic!("{error:?} of {stays:?} and {goes:?}"));
        if self.fault == Fault::MergeForgotten {
            self.sabotage("DELETE FROM merged");
        }
        self.touched(&stays.surname);
        self.touched(&goes.surname);
        if let Some(brought) = &mut self.brought {
            // What was brought is the other card's now; the file's own card is gone for good.
            brought.goes |= brought.new == goes.surname;
        }
        let withdrew = stays.withdrew || goes.withdrew;
        let one = &mut self.people[at];
        one.prohibited |= goes.prohibited;
        one.consented = (stays.consented || goes.consented) && !withdrew;
        one.withdrew = withdrew;
        one.held += goes.held;
        one.note = stays.note.or(goes.note);
        one.notes.extend(goes.notes);
        one.covered.extend(goes.covered);
        self.people[other].held = 0;
        self.people[other].into = Some(stays.subject);
    }

    /// One request by telephone, letter and e-mail is one case, due from the first receipt.
    pub(super) fn ask_three_times(&mut self, at: usize) {
        let now = seloste_gate::clock::Clock::now(&*self.world.clock);
        let first = now - jiff::SignedDuration::from_hours(24 * 5);
        let (agent, officer) = (self.world.agent(), self.officer());
        let one = &self.people[at];
        let arrive = |channel, received| {
            let mut new = NewRequest::new(RightKind::Inspect, channel);
            (new.received, new.subject) = (Some(received), Some(one.subject.clone()));
            self.gate.take_request(&Taker::Staff(&agent), new)
        };
        let Ok(phone) = arrive(Intake::Phone, now) else {
            assert!(one.limited(), "a request of {one:?} was not taken");
            return;
        };
        for (channel, received) in [(Intake::Letter, first), (Intake::Email, now)] {
            let other = arrive(channel, received).unwrap().request;
            let mv = Move { into: Some(phone.request.clone()), ..Move::new(Step::Merge) };
            self.gate.step_request(&officer, &other, &mv).unwrap();
        }
        if self.fault == Fault::FirstReceiptForgotten {
            self.sabotage("UPDATE request SET received = received + 432000000");
        }
        let mut after: Option<String> = None;
        loop {
            let page =
                self.gate.requests(&officer, &RequestFilter::default(), (after.as_deref(), 500)).unwrap();
            let found = page.lines.iter().find(|line| line.request == phone.request);
            if let Some(line) = found {
                assert_eq!(line.received, first, "the clock of a request runs from its first receipt");
                return;
            }
            assert!(page.next.is_some(), "a request is not in the queue");
            after = page.next;
        }
    }

    /// A stop comes when the key is destroyed and the rows are still there; a word of the person comes in then, and then a new start.
    pub(super) fn erase_and_stop(&mut self, at: usize) {
        if self.people[at].held > 0 {
            return;
        }
        for table in LEFT {
            self.by_sql(format!("DROP TABLE IF EXISTS left_{table}"));
            self.by_sql(format!("CREATE TABLE left_{table} AS SELECT * FROM {table}"));
        }
        let officer = self.officer();
        let subject = self.people[at].subject.clone();
        self.gate.erase(&officer, &subject).unwrap();
        for table in LEFT {
            self.by_sql(format!(
                "INSERT INTO {table} SELECT * FROM left_{table} WHERE (register_id, subject_id) NOT IN \
                 (SELECT register_id, subject_id FROM subject)"
            ));
        }
        if self.fault != Fault::StopForgotten {
            self.sabotage_keys("UPDATE erased SET settled = 0 WHERE at = (SELECT MAX(at) FROM erased)");
        }
        let no =
            super::change(PermissionKind::Prohibition(crate::world::id("direct-marketing")), Set::InForce);
        absent(self.gate.permit(&self.world.agent(), &subject, no));
        self.gate = self.world.again();
        self.people[at].erased = true;
        let surname = self.people[at].surname.clone();
        self.touched(&surname);
        self.cover();
    }

    /// As many rows of people as there are people.
    pub(super) fn count(&self) {
        let count = "SELECT COUNT(*) FROM subject WHERE (limits / $1) % 2 = 0";
        let there: Option<i64> =
            self.world.pair.data.read(|tx| tx.first(count, &[Value::Int(ERASED)], |row| row.int(0))).unwrap();
        let living = self.people.iter().filter(|one| !one.erased && one.into.is_none()).count();
        assert_eq!(there, Some(i64::try_from(living).unwrap()), "rows of people");
    }

    fn by_sql(&self, sql: String) {
        self.sabotage(Box::leak(sql.into_boxed_str()));
    }
}
