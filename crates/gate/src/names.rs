//! Names of subjects and objects outside, and numbers of new rows. Not here: how a number becomes a name (`vault.rs`).

use crate::{
    Gate, GateError,
    card::{ObjectRef, SubjectRef},
    errors::{ItemProblem, UNKNOWN_PLACE},
    realm::Realm,
    request::RequestRef,
    store,
    vault::RefKind,
    vault::SubjectKey,
    words,
};
use jiff::civil::Date;
use seloste_register::{diagnostics::Problem, id::RegisterId};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

/// Numbers taken at once.
const BLOCK: i64 = 1_000;
/// Numbers are 32 bits, so that a subject's and an object's fit into one name.
const BITS: u32 = 32;

/// Where a list goes on; a problem with `after` when no list has given out such a place.
pub(crate) fn going_on<T>(place: Option<T>) -> Result<T, GateError> {
    let problem = || Problem::error(UNKNOWN_PLACE, words::unknown_place(), words::unknown_place_remedy());
    place.ok_or_else(|| {
        GateError::Problems(vec![ItemProblem { item: "after".to_owned(), problem: problem() }])
    })
}

impl Gate {
    /// A register of this controller, under the rules of this moment: who holds it goes on under them, whatever is put
    /// into force meanwhile. One that is not this controller's is as absent as anything else.
    pub(crate) fn realm(&self, register: &RegisterId) -> Result<Arc<Realm>, GateError> {
        self.realms.load().get(register).map(Arc::clone).ok_or(GateError::Absent)
    }

    /// Today where the register is kept.
    pub(crate) fn today(&self) -> Date {
        self.zone.to_datetime(self.clock.now()).date()
    }

    /// The day of a moment where the register is kept.
    pub(crate) fn day_of(&self, at: jiff::Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The number behind a subject's name.
    pub(crate) fn subject_number(&self, realm: &Realm, subject: &SubjectRef) -> Option<i64> {
        realm.keys.ids.inside(RefKind::Subject, &subject.0)
    }

    /// A subject's name.
    pub(crate) fn subject_ref(&self, realm: &Realm, subject: i64) -> Result<SubjectRef, GateError> {
        Ok(SubjectRef(realm.keys.ids.outside(RefKind::Subject, subject)?))
    }

    /// The numbers of subject and object behind an object's name.
    pub(crate) fn object_number(&self, realm: &Realm, object: &ObjectRef) -> Option<(i64, i64)> {
        realm.keys.ids.inside(RefKind::Object, &object.0).map(apart)
    }

    /// An object's name.
    pub(crate) fn object_ref(
        &self,
        realm: &Realm,
        subject: i64,
        object: i64,
    ) -> Result<ObjectRef, GateError> {
        Ok(ObjectRef(realm.keys.ids.outside(RefKind::Object, together(subject, object)?)?))
    }

    /// A place in a list after a subject.
    pub(crate) fn cursor(&self, realm: &Realm, subject: i64) -> Result<String, GateError> {
        Ok(realm.keys.ids.outside(RefKind::Cursor, subject)?)
    }

    /// The subject after which a list goes on.
    pub(crate) fn cursor_number(&self, realm: &Realm, cursor: &str) -> Option<i64> {
        realm.keys.ids.inside(RefKind::Cursor, cursor)
    }

    /// A place in a timeline after an object.
    pub(crate) fn timeline_place(
        &self,
        realm: &Realm,
        last: Option<&store::ObjectRow>,
    ) -> Result<Option<String>, GateError> {
        last.map(|row| self.cursor(realm, together(day_index(row.starts), row.object)?)).transpose()
    }

    /// The day and object before which a timeline goes on.
    pub(crate) fn timeline_number(&self, realm: &Realm, place: &str) -> Option<(i64, i64)> {
        self.cursor_number(realm, place).map(apart).map(|(day, object)| (day - DAYS, object))
    }

    /// A case's name.
    pub(crate) fn request_ref(&self, realm: &Realm, case: i64) -> Result<RequestRef, GateError> {
        Ok(RequestRef(realm.keys.ids.outside(RefKind::Request, case)?))
    }

    /// The number behind a case's name.
    pub(crate) fn request_number(&self, realm: &Realm, request: &RequestRef) -> Option<i64> {
        realm.keys.ids.inside(RefKind::Request, &request.0)
    }

    /// A place in the queue of requests after a case.
    pub(crate) fn queue_place(&self, realm: &Realm, (due, case): (i64, i64)) -> Result<String, GateError> {
        self.cursor(realm, together(day_index(due), case)?)
    }

    /// The day and case after which the queue goes on.
    pub(crate) fn queue_number(&self, realm: &Realm, place: &str) -> Option<(i64, i64)> {
        self.timeline_number(realm, place)
    }

    /// A subject's key; `None` when it was destroyed.
    pub(crate) fn subject_key(&self, realm: &Realm, subject: i64) -> Result<Option<SubjectKey>, GateError> {
        self.keyring.key(realm.number, subject)
    }

    /// The keys of subjects; a destroyed one is missing.
    pub(crate) fn subject_keys(
        &self,
        realm: &Realm,
        subjects: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, SubjectKey>, GateError> {
        self.keyring.keys(realm.number, &subjects.collect::<Vec<_>>())
    }

    /// A number for a new row of a register. Not to be called inside a unit of work: it may be one itself.
    pub(crate) fn next_number(&self, realm: &Realm) -> Result<i64, GateError> {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let left = numbers.entry(realm.number).or_insert(0..0);
        if left.is_empty() {
            let first = store::take_numbers(&self.data, realm.number, BLOCK)?;
            *left = first..first + BLOCK;
        }
        let number = left.next().ok_or_else(|| GateError::Failed("the counter gave no number".to_owned()))?;
        if number >> BITS == 0 {
            return Ok(number);
        }
        Err(GateError::Failed(format!(
            "the register {} is full: it has used 2^{BITS} numbers",
            realm.register
        )))
    }
}

/// Days are counted from far enough in the past to be positive.
const DAYS: i64 = 1 << 30;

const fn day_index(day: i64) -> i64 {
    day + DAYS
}

/// Two numbers of 32 bits in one.
pub(crate) fn together(high: i64, low: i64) -> Result<i64, GateError> {
    if high >> BITS != 0 || low >> BITS != 0 {
        return Err(GateError::Failed("a number is out of range".to_owned()));
    }
    Ok(high << BITS | low)
}

/// The two numbers in one.
pub(crate) const fn apart(both: i64) -> (i64, i64) {
    ((both >> BITS) & 0xffff_ffff, both & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_in_one_come_apart_again() {
        for (high, low) in
            [(0, 0), (1, 2), (0xffff_ffff, 0xffff_ffff), (0xffff_ffff, 0), (day_index(-30_000), 7)]
        {
            assert_eq!(apart(together(high, low).expect("in range")), (high, low));
        }
        assert!(together(1 << 32, 0).is_err());
        assert!(together(0, -1).is_err());
    }
}
