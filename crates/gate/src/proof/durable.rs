//! Writes a permit's ledger entry, with the work if there is any, in one durable unit. Not here: what a proof then opens.

use super::{Covered, Writing, text_place};
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Permit, Verb},
    derived,
    errors::RefusalCode,
    ledger::{DONE, Entry, Written},
    opened::day_number,
    payload::encode_text,
    realm::Realm,
    security::{EventRow, SecurityKind},
    store, ties,
    vault::{self, PlaceKind, SubjectKey},
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use seloste_register::id::CategoryId;

/// What is written of a permit whatever the work is: made before the unit of work, which nobody is to be kept waiting for.
struct Beside {
    now: Timestamp,
    register: i64,
    account: i64,
    /// Subject, number, and the sealed reason.
    reasons: Vec<(i64, i64, Vec<u8>)>,
    entries: Vec<Written>,
    /// That data left the register, for those who keep it secure.
    exported: Option<EventRow>,
}

impl Beside {
    fn put(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        if !self.reasons.is_empty() {
            let by = (self.account, self.now.as_millisecond());
            store::add_reasons(tx, self.register, (by, &self.reasons))?;
        }
        for entry in &self.entries {
            entry.put(tx)?;
        }
        self.exported.as_ref().map_or(Ok(()), |event| event.put(tx))
    }
}

impl Gate {
    /// The work and its entry in one unit of work, and what they cover.
    pub(super) fn durably<T>(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: &Permit,
        keys: &[&SubjectKey],
        work: impl FnOnce(&mut Tx<'_>, &Writing<'_>) -> Result<T, GateError>,
    ) -> Result<(Covered, T), GateError> {
        let beside = self.beside((realm, ask), permit, keys)?;
        let changed: Vec<i64> = match permit.verb {
            Verb::Create | Verb::Edit | Verb::Permit => {
                permit.admitted().iter().map(|one| one.subject).collect()
            }
            _ => Vec::new(),
        };
        let done = self.data.write(|tx| {
            let done = work(tx, &Writing { gate: self, realm, ask, permit, now: beside.now })?;
            // What a file's objects change is computed where they are written.
            let of_objects = permit.verb == Verb::Import && realm.computes_of_objects_alone();
            if permit.verb.changes_data() && ties::matter(realm) {
                let today = day_number(self.today());
                for one in permit.admitted() {
                    ties::settle(tx, realm, one.subject, today)?;
                }
            }
            if permit.verb.changes_data() && !of_objects {
                for (one, key) in permit.admitted().iter().zip(keys) {
                    derived::settle(tx, realm, (one.subject, key), (beside.now, self.today()))?;
                }
            }
            if realm.counts_activity() {
                store::erasing::touch(tx, realm.number, &changed, day_number(self.today()))?;
            }
            beside.put(tx)?;
            Ok::<T, GateError>(done)
        })?;
        Ok((Covered::of(realm, permit, beside.now), done))
    }

    /// An entry without work beside it: it goes along with whatever is committed next.
    pub(super) fn durably_alone(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: &Permit,
        keys: &[&SubjectKey],
    ) -> Result<Covered, GateError> {
        self.paced(realm, ask, permit)?;
        let beside = self.beside((realm, ask), permit, keys)?;
        let covered = Covered::of(realm, permit, beside.now);
        self.data.write_along(move |tx| beside.put(tx))?;
        Ok(covered)
    }

    /// Refuses the opening of more cards than a purpose lets one member of staff open within the hour (R5-063).
    fn paced(&self, realm: &Realm, ask: &Ask, permit: &Permit) -> Result<(), GateError> {
        let bound = realm.rules().purpose(&permit.purpose).and_then(|purpose| purpose.cards_an_hour);
        let Some(most) = bound.filter(|_| permit.verb == Verb::Open && !permit.is_own()) else {
            return Ok(());
        };
        let who = (realm.number, ask.actor.account.0, permit.purpose.clone());
        let cards = permit.admitted().iter().map(|one| one.subject);
        if self.pace.allows(who, cards, (most, self.clock.now())) {
            return Ok(());
        }
        let about = (permit.verb, permit.admitted().first().map(|one| one.subject));
        Err(self.refused(realm, ask, about, realm.table.refusal(RefusalCode::TooManyCards, ask)))
    }

    fn beside(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: &Permit,
        keys: &[&SubjectKey],
    ) -> Result<Beside, GateError> {
        let subjects: Vec<(i64, &SubjectKey)> =
            permit.admitted().iter().map(|one| one.subject).zip(keys.iter().copied()).collect();
        if subjects.len() != permit.admitted().len() || keys.len() != subjects.len() {
            return Err(GateError::Failed("not every admitted subject has its key".to_owned()));
        }
        let reasons = self.sealed_reasons(realm, ask, &subjects)?;
        let now = self.clock.now();
        let opened = permit.admitted().iter().fold(Categories::NONE, |sum, one| sum.and(one.read));
        let categories = realm.table.names(opened);
        let told = permit.told().iter().map(String::as_str);
        let by_key = self.ledger.told_of_key(ask.actor.key)?;
        let told = told.chain(by_key.as_deref());
        let names: Vec<&str> = categories.iter().map(CategoryId::as_str).chain(told).collect();
        let entries = self.ledger.written(&Entry {
            at: now.as_millisecond(),
            account: Some(permit.account),
            register: (realm.number, realm.register.as_str()),
            action: permit.verb.as_str(),
            purpose: permit.purpose.as_str(),
            outcome: DONE,
            categories: &names,
            subjects: &subjects,
        })?;
        let leaves = matches!(permit.verb, Verb::Disclose | Verb::Package) && !opened.is_empty();
        let event = || {
            let what = permit.verb.as_str().to_owned();
            EventRow::new((realm.number, now), SecurityKind::Exported, Some(permit.account), what)
        };
        let exported = leaves.then(event).transpose()?;
        Ok(Beside { now, register: realm.number, account: ask.actor.account.0, reasons, entries, exported })
    }

    fn sealed_reasons(
        &self,
        realm: &Realm,
        ask: &Ask,
        subjects: &[(i64, &SubjectKey)],
    ) -> Result<Vec<(i64, i64, Vec<u8>)>, GateError> {
        let Some(reason) = ask.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut sealed = Vec::new();
        for (subject, key) in subjects {
            let number = self.next_number(realm)?;
            let place = text_place(PlaceKind::Reason, (realm.number, *subject, number));
            sealed.push((*subject, number, vault::seal(key, &place, &encode_text(reason))?.0));
        }
        Ok(sealed)
    }
}
