//! What was listened to in a whole register, by whom, for what and how: the report to those who keep the register (R2-028).

use super::ways::{RIGHT, number};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    decide::{Categories, Granted, Verb},
    errors::RefusalCode,
    opened::moment,
    recording::{How, Listening},
    store::heard::{self, ListeningRow},
    vault::SubjectKey,
};
use jiff::Timestamp;
use seloste_register::statement::model;

/// Listenings that one answer tells of: the newest.
const ROWS: i64 = 500;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Listenings in a register since a moment, newest first: for those who may know who used everybody's data. What was
    /// played within ten minutes for the same is one. Listenings go with their recordings; the ledger keeps them all.
    pub fn listenings(&self, ask: &Ask, since: Timestamp) -> Result<Vec<Listening>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Readers)?;
        if !permit.reaches_all(Verb::Readers) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Readers, None), refusal));
        }
        let asked = (since.as_millisecond(), ROWS);
        let rows = self.data.read(|tx| heard::listenings(tx, realm.number, asked))?;
        let mut subjects: Vec<i64> = rows.iter().map(|row| row.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let keys = self.subject_keys(realm, subjects.into_iter())?;
        let mut of: Vec<&SubjectKey> = Vec::new();
        for (subject, key) in &keys {
            permit.admit(*subject, Granted::default(), Categories::NONE);
            of.push(key);
        }
        self.record_alone((realm, ask), permit, &of)?;
        let there = rows.iter().filter(|row| keys.contains_key(&row.subject));
        let listening = |row: &ListeningRow| {
            Ok(Listening {
                object: self.object_ref(realm, row.subject, row.object)?,
                account: AccountId(row.account),
                purpose: realm.id(row.purpose)?,
                how: how(row.how),
                at: moment(row.at)?,
            })
        };
        there.map(listening).collect()
    }
}

/// How somebody listened, from its number in the table.
fn how(stored: i64) -> How {
    let ways = [
        (model::Listening::Task, How::Task),
        (model::Listening::OwnCalls, How::OwnCall),
        (model::Listening::LedSession, How::LedSession),
        (model::Listening::StatedReason, How::StatedReason),
    ];
    let found = ways.into_iter().find(|(way, _)| number(*way) == stored).map(|(_, how)| how);
    // What is left is the person's own right: supervised, or kept for it past the term.
    debug_assert!(found.is_some() || stored == RIGHT || stored == number(model::Listening::Supervised));
    found.unwrap_or(How::Right)
}
