//! Who listened to a recording, when and for what: for those who may know who used a person's data.

use super::ways::category;
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::ObjectRef,
    decide::Verb,
    errors::RefusalCode,
    opened::moment,
    proof::Writing,
    recording::Listened,
    store::{self, heard},
    verbs::reach::{Asker, reach},
};
use seloste_db::Tx;

/// Listenings that one answer tells of: the newest.
const ROWS: i64 = 1_000;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Who listened to a recording, stretch by stretch, newest first.
    pub fn listened(&self, ask: &Ask, object: &ObjectRef) -> Result<Vec<Listened>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Readers)?;
        let Some((id, number)) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Readers, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, id, number)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Readers, Some(id)), found)?;
        if !reached.granted.allows(Verb::Readers) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Readers, Some(id)), refusal));
        }
        let seen = row.filter(|row| reached.sight.sees(row.object));
        let (Some(row), Some(key)) = (seen, self.subject_key(realm, id)?) else {
            return Err(self.absent(realm, ask, (Verb::Readers, None)));
        };
        permit.admit(id, reached.granted, category(realm, &row));
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(heard::of(tx, realm.number, (id, number), ROWS)?);
        let (_, rows) = self.record((realm, ask), permit, &[&key], work)?;
        let listened = |row: heard::HeardRow| {
            let [first, after] = [row.first, row.after].map(|at| u64::try_from(at).unwrap_or_default());
            Ok(Listened {
                account: AccountId(row.account),
                purpose: realm.id(row.purpose)?,
                at: moment(row.at)?,
                range: first..after,
            })
        };
        rows.into_iter().map(listened).collect()
    }
}
