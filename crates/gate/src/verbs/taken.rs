//! Whether an identifier is already in the register, while it is being typed. Hidden subjects answer as nobody.

use super::{
    find::Match,
    index::{Wanted, exact},
    reach::{Asker, Reach, reach},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::Taken,
    decide::{Categories, Verb},
    errors::RefusalCode,
    store, tokens, values,
};
use seloste_register::{id::ItemId, item::Valid};

/// Holders that are looked at.
const HOLDERS: i64 = 50;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whether an identifier is already in the register, while it is being typed.
    pub fn taken(&self, ask: &Ask, item: &ItemId, value: &Valid) -> Result<Taken, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Taken)?;
        let refused = |error| self.recorded_refusal(realm, ask, (Verb::Taken, None), error);
        let declared = realm
            .rules()
            .item(item)
            .ok_or_else(|| refused(values::not_declared(realm, ask, item.as_str())))?;
        let at = realm.category_of(declared.category.as_ref());
        let at = at.filter(|at| permit.anywhere().read.covers(Categories::one(*at))).ok_or_else(|| {
            refused(GateError::Refused(realm.table.refusal(RefusalCode::ActionNotGranted, ask)))
        })?;
        let wanted = Wanted { category: at, item: realm.word(item)?, normal: value.normal() };
        let mut matches = Vec::new();
        if let Some(term) = exact(declared, value.normal()) {
            let asker = Asker::new(realm, ask);
            let token = realm.token(&term);
            let found = self.data.read(|tx| {
                let mut found = Vec::new();
                for holder in tokens::holders(tx, realm.number, token, HOLDERS)? {
                    if let Reach::Yes(reached) = reach(tx, realm, &permit, &asker, holder)? {
                        found.push((reached, store::sealed(tx, realm.number, holder)?));
                    }
                }
                Ok::<_, GateError>(found)
            })?;
            for (reached, rows) in found {
                let Some(key) = self.subject_key(realm, reached.row.subject)? else { continue };
                let row = rows.iter().find(|row| Some(row.category) == realm.category_word(at));
                let Some(row) = row else { continue };
                let glance = self.glance(realm, reached.granted, &key, row)?;
                if glance.is_some_and(|glance| glance.ask(|items| wanted.is_in(items))) {
                    matches.push(Match { reached, key, rows, rank: 0 });
                }
            }
        }
        let hits = self.show(realm, ask, permit, matches)?;
        Ok(if hits.is_empty() { Taken::Free } else { Taken::By(hits) })
    }
}
