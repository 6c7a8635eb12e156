//! Who used a subject's data, when, for what (claim C17).

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{Reading, SubjectRef},
    decide::{Categories, Verb},
    errors::RefusalCode,
    ledger::{DONE, Seen},
    opened::moment,
    realm::Realm,
    store::merging,
    vault::SubjectKey,
};
use seloste_register::id::Id;

/// Entries that are gone through at once.
const ENTRIES: i64 = 1_000;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Who used a subject's data, when, for what; newest first.
    pub fn readers(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Reading>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Readers, subject))?;
        if !reached.granted.allows(Verb::Readers) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Readers, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Readers, None)));
        };
        permit.admit(id, reached.granted, Categories::NONE);
        self.record_alone((realm, ask), permit, &[&key])?;
        let mut readings = self.readings_of(realm, (id, &key))?;
        if ask.actor.own.is_some() {
            // Names of staff belong to the answer by a reasoned decision only (CJEU C-579/21).
            for reading in &mut readings {
                reading.by = reading.by.filter(|by| *by == AccountId::PERSON);
            }
        }
        Ok(readings)
    }

    /// Every entry of the ledger about a subject, newest first: also of the cards that were put together with its own.
    pub(super) fn readings_of(
        &self,
        realm: &Realm,
        (subject, key): (i64, &SubjectKey),
    ) -> Result<Vec<Reading>, GateError> {
        self.ledger.settle()?;
        let mut readings = self.entries_about(realm, (subject, key))?;
        for former in self.data.read(|tx| merging::formers(tx, realm.number, subject))? {
            let Some(key) = self.subject_key(realm, former)? else { continue };
            readings.extend(self.entries_about(realm, (former, &key))?);
        }
        readings.sort_by_key(|one| std::cmp::Reverse(one.at));
        Ok(readings)
    }

    fn entries_about(
        &self,
        realm: &Realm,
        (subject, key): (i64, &SubjectKey),
    ) -> Result<Vec<Reading>, GateError> {
        let (mut before, mut readings) = (i64::MAX, Vec::new());
        loop {
            let seen =
                self.data.read(|tx| self.ledger.about(tx, (realm.number, subject), before, ENTRIES))?;
            let Some(last) = seen.last() else { return Ok(readings) };
            before = last.entry;
            for seen in seen.into_iter().filter(|seen| seen.line.is_about(key)) {
                readings.push(reading(seen)?);
            }
        }
    }
}

fn reading(seen: Seen) -> Result<Reading, GateError> {
    let garbled = |_not_an_id| GateError::Failed("an entry of the ledger is garbled".to_owned());
    let categories = seen.line.category_names().map(|name| Id::new(name));
    let categories = categories.collect::<Result<_, _>>().map_err(garbled)?;
    let told = seen.line.told().cloned().collect();
    Ok(Reading {
        told,
        at: moment(seen.line.at)?,
        action: seen.line.action,
        purpose: Id::new(&seen.line.purpose).map_err(garbled)?,
        categories,
        by: seen.account,
        refused: Some(seen.line.outcome).filter(|outcome| outcome != DONE),
    })
}
