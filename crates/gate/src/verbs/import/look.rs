//! What the register knows of the people whom rows may mean.

use super::{
    book::{Book, Known, Who, is_name},
    object,
    prepare::{Key, Prepared, Ready},
};
use crate::{
    Gate, GateError, apart,
    ask::Ask,
    batches,
    decide::Permit,
    limits,
    realm::Realm,
    store::{self, ObjectRow, SealedRow},
    tokens,
    vault::SubjectKey,
    verbs::reach::{Asker, Reach, Reached, reach_many},
};
use seloste_db::Tx;
use seloste_register::{
    item,
    statement::model::{Item, ItemType, Search},
};
use std::collections::{BTreeSet, HashMap};

/// Holders of one identifier that are looked at.
pub(super) const HOLDERS: i64 = 50;

/// Somebody in the register, with what is needed to change the person.
pub(super) struct Stored {
    pub(super) key: SubjectKey,
    pub(super) rows: Vec<SealedRow>,
    pub(super) reached: Box<Reached>,
}

/// People in the register whom a chunk may mean.
pub(super) type Shelf = HashMap<i64, Stored>;

/// People of one name and town that are looked at.
const NAMESAKES: i64 = 200;

struct Found {
    reached: Box<Reached>,
    rows: Vec<SealedRow>,
    /// Objects of the kinds that rows bring.
    objects: Vec<ObjectRow>,
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
        let asker = Asker::new(realm, ask);
        let mut leads: Vec<(i64, i64)> = Vec::new();
        let found: Vec<Found> = self.data.read(|tx| {
            let ready: Vec<&Ready<'_>> = rows.iter().filter_map(|row| row.as_ref().ok()).collect();
            look_up(tx, realm, &ready, book, &mut leads)?;
            let by_name = ready.iter().filter(|row| row.keys.is_empty());
            let queries: Vec<_> = by_name.map(|row| words(realm, row)).collect();
            let queries: Vec<&[Vec<i64>]> = queries.iter().map(Vec::as_slice).collect();
            let namesakes = tokens::candidates_of(tx, realm.number, &queries, NAMESAKES)?;
            let wanted: BTreeSet<i64> = leads.iter().map(|(_, subject)| *subject).chain(namesakes).collect();
            let wanted: Vec<i64> = wanted.into_iter().filter(|subject| !book.knows(*subject)).collect();
            let mut found = find_all(tx, (realm, permit, &asker), batch, &wanted)?;
            let kinds =
                ready.iter().filter_map(|row| Some(realm.word(&row.object.as_ref()?.checked.kind.id)));
            let kinds: Vec<_> = kinds.collect::<Result<BTreeSet<_>, _>>()?.into_iter().collect();
            for one in &mut found {
                one.objects = object::readable(tx, realm, &one.reached, &kinds)?;
            }
            closed(tx, realm, (&wanted, &found), |subject| {
                let tokens = leads.iter().filter(|(_, holder)| *holder == subject).map(|(token, _)| *token);
                book.closed.extend(tokens);
            })?;
            Ok::<_, GateError>(found)
        })?;
        let subjects: Vec<i64> = found.iter().map(|one| one.reached.row.subject).collect();
        let mut keys = self.keyring.keys(realm.number, &subjects)?;
        let found =
            found.into_iter().filter_map(|one| Some((keys.remove(&one.reached.row.subject)?, one))).collect();
        let mut shelf = Shelf::new();
        for known in apart::each(found, |(key, one)| self.know(realm, key, one)) {
            let (subject, known, stored) = known?;
            book.add_stored(realm, subject, known);
            shelf.insert(subject, stored);
        }
        for (token, subject) in leads {
            book.lead(token, subject);
        }
        Ok(shelf)
    }

    /// Opens what a row may be compared with.
    fn know(&self, realm: &Realm, key: SubjectKey, one: Found) -> Result<(i64, Known, Stored), GateError> {
        let Found { reached, rows, objects, touched } = one;
        let (subject, granted) = (reached.row.subject, reached.granted);
        let mut known = Known {
            who: Who::Stored(subject),
            granted,
            group: reached.row.group,
            values: Vec::new(),
            own_word: Vec::new(),
            objects: Vec::new(),
            touched,
        };
        for row in &rows {
            if let Some(glance) = self.glance(realm, granted, &key, row)? {
                glance.ask(|items| known.learn(realm, items));
            }
        }
        self.learn_objects(realm, (&reached, &key), (&objects, &mut known))?;
        Ok((subject, known, Stored { key, rows, reached }))
    }
}

/// Names those whose data nobody may use now: a file does not get round it by adding them once more (R5-061, invariant 4).
fn closed(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (wanted, found): (&[i64], &[Found]),
    mut name: impl FnMut(i64),
) -> Result<(), GateError> {
    let reached: BTreeSet<i64> = found.iter().map(|one| one.reached.row.subject).collect();
    let missed: Vec<i64> = wanted.iter().copied().filter(|subject| !reached.contains(subject)).collect();
    for (subject, row) in store::many::subjects(tx, realm.number, &missed)? {
        if row.life.limits & (limits::RESTRICTED | limits::WAITING) != 0 {
            name(subject);
        }
    }
    Ok(())
}

/// Everybody among some subjects whom the asker reaches.
fn find_all(
    tx: &mut Tx<'_>,
    (realm, permit, asker): (&Realm, &Permit, &Asker),
    batch: i64,
    wanted: &[i64],
) -> Result<Vec<Found>, GateError> {
    let reached = reach_many(tx, realm, permit, asker, wanted)?;
    let touched = batches::touched(tx, (realm.number, batch), wanted)?;
    let mut sealed = store::many::sealed(tx, realm.number, wanted, |_| true)?;
    let found = |reached: Box<Reached>| {
        let subject = reached.row.subject;
        Found {
            reached,
            objects: Vec::new(),
            rows: sealed.remove(&subject).unwrap_or_default(),
            touched: touched.contains(&subject),
        }
    };
    Ok(reached.into_iter().filter_map(Reach::yes).map(found).collect())
}

/// Looks up rows' identifiers that were not looked up before.
fn look_up(
    tx: &mut Tx<'_>,
    realm: &Realm,
    rows: &[&Ready<'_>],
    book: &mut Book,
    leads: &mut Vec<(i64, i64)>,
) -> Result<(), GateError> {
    let mut fresh: Vec<(&Ready<'_>, &Key)> = Vec::new();
    for row in rows {
        fresh.extend(row.keys.iter().filter(|key| book.looked.insert(key.token)).map(|key| (*row, key)));
    }
    let tokens: Vec<i64> = fresh.iter().map(|(_, key)| key.token).collect();
    let mut holders = tokens::holders_of(tx, realm.number, &tokens, HOLDERS)?;
    for (row, key) in fresh {
        let holders = holders.remove(&key.token).unwrap_or_default();
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

/// The words of a row's names, town and street, for a row that has no identifier: whoever it means has them all.
fn words(realm: &Realm, row: &Ready<'_>) -> Vec<Vec<i64>> {
    let spoken = |item: &Item| is_name(item) || matches!(item.item_type, ItemType::Town | ItemType::Street);
    row.checked
        .iter()
        .filter(|one| spoken(one.item) && one.item.search.contains(&Search::Prefix))
        .flat_map(|one| {
            // Towns and streets leave words from their third letter on, and numbers of houses none.
            let least = if is_name(one.item) { 1 } else { 3 };
            let sets = one.normals().flat_map(|(normal, _)| item::query(normal, false, realm.home()));
            let telling = |set: &Vec<item::Term>| {
                set.iter().all(|term| {
                    let word =
                        term.kind == item::TermKind::Prefix && !term.text.chars().any(|c| c.is_ascii_digit());
                    term.text.chars().count() >= least && (word || is_name(one.item))
                })
            };
            sets.filter(telling).collect::<Vec<_>>()
        })
        .map(|set| set.iter().map(|term| realm.token(term)).collect())
        .collect()
}
