//! What is left of data that was anonymised: counts and sums, of groups that are large enough to be shown.

use crate::{Gate, GateError, ask::Ask, decide::Verb, statistics};
use seloste_register::id::{ItemId, ObjectKindId};

/// A count that is left of the anonymised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// Of which kind of object; `None`: of items of people.
    pub kind: Option<ObjectKindId>,
    /// Of which year.
    pub year: i64,
    /// Of which item; `None`: of the objects themselves.
    pub item: Option<ItemId>,
    /// Which choice, state, `true` or `false`; empty for numbers and money.
    pub value: String,
    /// How many there were.
    pub many: u64,
    /// Their sum, for numbers: of money in cents, of decimal numbers in units of the last decimal.
    pub total: i64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Counts and sums of what was anonymised when its time was up. Groups below the purpose's smallest are left out.
    pub fn statistics(&self, ask: &Ask) -> Result<Vec<Statistic>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Count)?;
        let smallest = realm.rules().purpose(&ask.purpose).and_then(|purpose| purpose.min_group);
        let smallest = i64::from(smallest.unwrap_or(2).max(2));
        let (_, rows) =
            self.record((realm, ask), permit, &[], |tx, _| Ok(statistics::all(tx, realm.number, smallest)?))?;
        rows.into_iter()
            .map(|row| {
                Ok(Statistic {
                    kind: if row.kind == 0 { None } else { Some(realm.id(row.kind)?) },
                    year: row.year,
                    item: if row.item == 0 { None } else { Some(realm.id(row.item)?) },
                    value: row.value,
                    many: u64::try_from(row.many).unwrap_or_default(),
                    total: row.total,
                })
            })
            .collect()
    }
}
