//! What the register knows of the people whom rows may mean.

use super::{
    book::{Book, Known, Who, is_name},
    prepare::{Prepared, Ready},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    batches,
    decide::{Granted, Permit},
    realm::Realm,
    store::{self, SealedRow, SubjectRow},
    tokens,
    vault::SubjectKey,
    verbs::reach::{Asker, Reach, reach},
};
use seloste_db::Tx;
use seloste_register::{
    item,
    statement::model::{Item, ItemType, Search},
};
use std::collections::{HashMap, HashSet};

/// Holders of one identifier that are looked at.
pub(super) const HOLDERS: i64 = 50;

/// Somebody in the register, with what is needed to change the person.
pub(super) struct Stored {
    pub(super) key: SubjectKey,
    pub(super) rows: Vec<SealedRow>,
    pub(super) granted: Granted,
}

/// People in the register whom a chunk may mean.
pub(super) type Shelf = HashMap<i64, Stored>;

/// People of one name and town that are looked at.
const NAMESAKES: i64 = 200;

struct Found {
    row: SubjectRow,
    granted: Granted,
    rows: Vec<SealedRow>,
    touched: bool,
}

impl Gate {
    /// Enters into the book everybody in the register whom the rows may mean.
    pub(super) fn look(
        &self,
        (realm, ask, permit): (&Realm, &Ask, &Permit),
        batch: i64,
        rows: &[Prepared<'_>],
        book: &mut Book,
    ) -> Result<Shelf, GateError> {
        if rows.iter().flatten().any(|row| row.keys.is_empty()) {
            // Namesakes are looked for row by row: who arrived before goes into the index once, rather than being gone
            // through each time.
            tokens::merge_waiting(&self.data)?;
        }
        let asker = Asker::new(realm, ask);
        let mut leads: Vec<(i64, i64)> = Vec::new();
        let mut namesakes: Vec<i64> = Vec::new();
        let found: HashMap<i64, Found> = self.data.read(|tx| {
            let mut found = HashMap::new();
            for row in rows.iter().filter_map(|row| row.as_ref().ok()) {
                look_up(tx, realm, row, book, &mut leads)?;
                if row.keys.is_empty() {
                    namesakes.extend(tokens::candidates(tx, realm.number, &words(realm, row), NAMESAKES)?);
                }
            }
            let wanted: HashSet<i64> = leads.iter().map(|(_, subject)| *subject).chain(namesakes).collect();
            for subject in wanted.into_iter().filter(|subject| !book.knows(*subject)) {
                let Reach::Yes(reached) = reach(tx, realm, permit, &asker, subject)? else { continue };
                let touched = batches::is_touched(tx, (realm.number, batch), subject)?;
                let rows = store::sealed(tx, realm.number, subject)?;
                found.insert(subject, Found { granted: reached.granted, row: reached.row, rows, touched });
            }
            Ok::<_, GateError>(found)
        })?;
        let subjects: Vec<i64> = found.keys().copied().collect();
        let mut keys = self.keyring.keys(realm.number, &subjects)?;
        let mut shelf = Shelf::new();
        for (subject, one) in found {
            let Some(key) = keys.remove(&subject) else { continue };
            let mut values = Vec::new();
            for row in &one.rows {
                if let Some(glance) = self.glance(realm, one.granted, &key, row)? {
                    glance.ask(|items| Known::learn(&mut values, realm, items));
                }
            }
            let who = Who::Stored(subject);
            let known =
                Known { who, granted: one.granted, group: one.row.group, values, touched: one.touched };
            book.add_stored(realm, subject, known);
            shelf.insert(subject, Stored { key, rows: one.rows, granted: one.granted });
        }
        for (token, subject) in leads {
            book.lead(token, subject);
        }
        Ok(shelf)
    }
}

/// Looks up a row's identifiers that were not looked up before.
fn look_up(
    tx: &mut Tx<'_>,
    realm: &Realm,
    row: &Ready<'_>,
    book: &mut Book,
    leads: &mut Vec<(i64, i64)>,
) -> Result<(), GateError> {
    for key in &row.keys {
        if !book.looked.insert(key.token) {
            continue;
        }
        let holders = tokens::holders(tx, realm.number, key.token, HOLDERS)?;
        let given = row
            .checked
            .iter()
            .find(|one| one.word == key.item && one.item.item_type == ItemType::CustomerNumber);
        if let (true, Some(one)) = (holders.is_empty(), given) {
            for (normal, _) in one.normals() {
                if store::is_issued(tx, realm.number, &realm.issued_digest(normal))? {
                    book.spent.insert(key.token);
                }
            }
        }
        book.remember(key.token, &holders);
        leads.extend(holders.into_iter().map(|subject| (key.token, subject)));
    }
    Ok(())
}

/// The words of a row's names and town, for a row that has no identifier.
fn words(realm: &Realm, row: &Ready<'_>) -> Vec<Vec<i64>> {
    let spoken = |item: &Item| is_name(item) || item.item_type == ItemType::Town;
    row.checked
        .iter()
        .filter(|one| spoken(one.item) && one.item.search.contains(&Search::Prefix))
        .flat_map(|one| {
            // Towns leave words from their third letter on.
            let least = if is_name(one.item) { 1 } else { 3 };
            let sets = one.normals().flat_map(|(normal, _)| item::query(normal, false));
            let long = |set: &Vec<item::Term>| set.iter().all(|term| term.text.chars().count() >= least);
            sets.filter(long).collect::<Vec<_>>()
        })
        .map(|set| set.iter().map(|term| realm.token(term)).collect())
        .collect()
}
