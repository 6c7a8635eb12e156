//! Calls out of records: the parts of one call belong together, whoever transferred it to whom, and each part keeps its own
//! times, its own agent and its own sound.

use super::{
    moment::{Clock, Times},
    record::{Field, Record, Records, Unread},
    wrong,
};
use std::collections::HashMap;

/// A part of a call that somebody answered.
#[derive(Clone)]
pub struct Leg {
    /// What the sender says of it.
    pub record: Record,
    /// Its times.
    pub times: Times,
}

/// A call.
#[derive(Clone)]
pub struct Call {
    /// The sender's name of the whole call.
    pub linked: String,
    /// Its answered parts, in their order; at least one.
    pub legs: Vec<Leg>,
}

impl Call {
    /// Adds a part, unless the same record stood before. A transfer may leave several records with one id: each is a part of its own.
    fn add(&mut self, mut leg: Leg) {
        let id = leg.record.get(Field::Delivery).unwrap_or(&self.linked).to_owned();
        for number in 1.. {
            if number > 1 {
                leg.record.put(Field::Delivery, &format!("{id} #{number}"));
            }
            let mut parts = self.legs.iter().map(|one| &one.record);
            match parts.find(|one| one.get(Field::Delivery) == leg.record.get(Field::Delivery)) {
                Some(same) if same.says_the_same_as(&leg.record) => return,
                Some(_) => {}
                None => break,
            }
        }
        self.legs.push(leg);
    }

    /// Line of its first record; 0 when it has none.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.legs.first().map_or(0, |leg| leg.record.line)
    }

    /// What any of its parts says of a field, the first first.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.legs.iter().find_map(|leg| leg.record.get(field))
    }

    /// From the beginning of its first part to the end of its last.
    #[must_use]
    pub fn times(&self) -> Option<Times> {
        let first = self.legs.first()?.times;
        let started = self.legs.iter().map(|leg| leg.times.started).min()?;
        let ended = self.legs.iter().map(|leg| leg.times.ended).max()?;
        Some(Times { started, answered: first.answered, ended })
    }
}

/// Calls of a file.
#[derive(Default)]
pub struct Calls {
    /// Those that somebody answered, in the order in which they stand.
    pub answered: Vec<Call>,
    /// How many nobody answered; nothing of them is kept.
    pub unanswered: u64,
    /// Records that can't be read.
    pub unread: Vec<Unread>,
}

/// Puts the parts of calls together.
#[must_use]
pub fn assemble(records: Records, clock: &Clock) -> Calls {
    let mut calls = Calls { unread: records.unread, ..Calls::default() };
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut missed: HashMap<String, ()> = HashMap::new();
    for record in records.read {
        let linked = record.get(Field::Linked).or_else(|| record.get(Field::Delivery));
        let Some(linked) = linked.filter(|id| id.chars().count() <= 300).map(str::to_owned) else {
            calls.unread.push(Unread { line: record.line, problem: wrong::row() });
            continue;
        };
        // A call that nobody answered may have neither end nor length: there was none.
        if [Field::Answered, Field::Ended, Field::Seconds].iter().all(|field| record.get(*field).is_none()) {
            missed.insert(linked, ());
            continue;
        }
        let times = clock.times(
            record.get(Field::Started),
            record.get(Field::Answered),
            record.get(Field::Ended),
            record.get(Field::Seconds),
        );
        let times = match times {
            Ok(times) => times,
            Err(problem) => {
                calls.unread.push(Unread { line: record.line, problem });
                continue;
            }
        };
        if times.answered.is_none() {
            missed.insert(linked, ());
            continue;
        }
        let leg = Leg { record, times };
        match place.get(&linked).and_then(|at| calls.answered.get_mut(*at)) {
            Some(call) => call.add(leg),
            None => {
                place.insert(linked.clone(), calls.answered.len());
                calls.answered.push(Call { linked, legs: vec![leg] });
            }
        }
    }
    calls.unanswered = missed.keys().filter(|linked| !place.contains_key(*linked)).count() as u64;
    calls
}
