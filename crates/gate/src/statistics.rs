//! `statistic`: what is left of data that was anonymised when its time was up: counts and sums without anybody (Recital 26). The one
//! owner of its SQL. Not here: when time is up (`retention.rs`), the run (`verbs/retention.rs`).

use crate::{
    opened::day,
    payload::{Items, ObjectBody, StoredValue, Word},
    realm::Realm,
    store::ObjectRow,
};
use seloste_db::{Failure, Tx, Value};
use seloste_register::{
    item,
    statement::model::{Item, ItemType, RetentionAction},
};
use std::collections::BTreeMap;

/// What is counted under one heading: kind, year, item, value.
type Heading = (Word, i64, Word, String);

/// Counts and sums of what a run anonymises.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally(BTreeMap<Heading, (i64, i64)>);

impl Tally {
    fn add(&mut self, heading: Heading, total: i64) {
        let (many, sum) = self.0.entry(heading).or_default();
        *many += 1;
        *sum = sum.saturating_add(total);
    }

    /// Counts an object whose kind is anonymised, with what can be counted in it.
    pub(crate) fn object(&mut self, realm: &Realm, row: &ObjectRow, body: &ObjectBody) {
        let Some(kind) = realm.kind(row.kind) else { return };
        if kind.retention.action != RetentionAction::Anonymise {
            return;
        }
        let year = day(row.starts).map_or(0, |day| i64::from(day.year()));
        let state = row.state.and_then(|state| realm.id::<seloste_register::id::kind::Choice>(state).ok());
        self.add((row.kind, year, 0, state.map(|id| id.to_string()).unwrap_or_default()), 0);
        for stored in body.items.0.iter().chain(body.lines.iter().flat_map(|line| &line.0)) {
            let declared = kind.items.iter().chain(&kind.line_items);
            let item =
                declared.into_iter().find(|item| realm.word(&item.id).is_ok_and(|word| word == stored.item));
            for value in &stored.values {
                self.value((row.kind, year, stored.item), item, value);
            }
        }
    }

    /// Counts values of people's items that are anonymised: `had` without `living`.
    pub(crate) fn items(&mut self, realm: &Realm, had: &Items, living: &Items) {
        for stored in &had.0 {
            let Some((_, item)) = realm.item(stored.item) else { continue };
            if item.retention.as_ref().is_none_or(|one| one.action != RetentionAction::Anonymise) {
                continue;
            }
            let left = living.get(stored.item).map_or(&[][..], |left| left.values.as_slice());
            let stays = |one: &StoredValue| {
                left.iter().any(|other| other.recorded == one.recorded && other.normal == one.normal)
            };
            for value in stored.values.iter().filter(|value| !stays(value)) {
                let recorded = crate::opened::moment(value.recorded);
                let year = recorded.map_or(0, |at| i64::from(realm.zone.to_datetime(at).year()));
                self.value((0, year, stored.item), Some(item), value);
            }
        }
    }

    /// Counts what can be counted; what describes somebody in words is gone.
    fn value(&mut self, (kind, year, word): (Word, i64, Word), item: Option<&Item>, value: &StoredValue) {
        let Some(item) = item else { return };
        match item.item_type {
            ItemType::Choice | ItemType::Flag => self.add((kind, year, word, value.normal.to_string()), 0),
            _ => {
                if let Some(units) = item::units(item, &value.normal) {
                    self.add((kind, year, word, String::new()), units);
                }
            }
        }
    }

    /// Adds another.
    pub(crate) fn join(&mut self, other: &Self) {
        for (heading, (many, total)) in &other.0 {
            let (had, sum) = self.0.entry(heading.clone()).or_default();
            *had += many;
            *sum = sum.saturating_add(*total);
        }
    }
}

/// Adds to what is left of the anonymised.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, tally: &Tally) -> Result<(), Failure> {
    for ((kind, year, item, value), (many, total)) in &tally.0 {
        tx.run(
            "INSERT INTO statistic (register_id, kind, year, item, value, many, total) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (register_id, kind, year, item, value) \
             DO UPDATE SET many = statistic.many + excluded.many, total = statistic.total + excluded.total",
            &[
                Value::Int(register),
                Value::Int(*kind),
                Value::Int(*year),
                Value::Int(*item),
                Value::Text(value),
                Value::Int(*many),
                Value::Int(*total),
            ],
        )?;
    }
    Ok(())
}

/// A row of what is left.
pub(crate) struct Row {
    pub(crate) kind: Word,
    pub(crate) year: i64,
    pub(crate) item: Word,
    pub(crate) value: String,
    pub(crate) many: i64,
    pub(crate) total: i64,
}

/// What is left of the anonymised, of groups no smaller than `smallest`.
pub(crate) fn all(tx: &mut Tx<'_>, register: i64, smallest: i64) -> Result<Vec<Row>, Failure> {
    tx.all(
        "SELECT kind, year, item, value, many, total FROM statistic WHERE register_id = $1 AND many >= $2 \
         ORDER BY kind, year, item, value",
        &[Value::Int(register), Value::Int(smallest)],
        |row| {
            let (kind, year, item) = (row.int(0)?, row.int(1)?, row.int(2)?);
            Ok(Row { kind, year, item, value: row.text(3)?, many: row.int(4)?, total: row.int(5)? })
        },
    )
}
