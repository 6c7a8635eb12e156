//! Undoes a batch, step by step: erases whom it added, restores what it changed. Whoever was changed since stays as it is.

use super::write::{meanwhile, replace};
use crate::{
    Gate, GateError,
    ask::Ask,
    batches::{self, Before},
    decide::{Categories, Permit, Verb},
    derived,
    import::Undone,
    payload::Items,
    proof::{Writing, seal_items},
    realm::Realm,
    store::{self, SealedRow, part},
    tokens,
    vault::SubjectKey,
    verbs::{
        index,
        reach::{Asker, Reach, reach},
    },
};
use seloste_db::Tx;
use std::collections::{HashMap, HashSet, hash_map::Entry};

/// People of one step.
const STEP: i64 = 500;

/// What a step is about to do.
struct Plan {
    /// Added by the batch, and untouched since.
    erase: Vec<i64>,
    /// Added by the batch, and changed since.
    keep: Vec<i64>,
    /// Changed by the batch: what it found and left.
    restore: HashMap<i64, Vec<Before>>,
    /// Objects that the batch added to those whom it changed.
    take: HashMap<i64, Vec<i64>>,
    /// Changed by the batch, and by somebody else since.
    leave: Vec<i64>,
    more: bool,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Undoes a step of a batch: erases whom it added, restores what it changed. Somebody who was changed since stays. `note` is
    /// called in the same unit of work.
    pub fn undo_import(
        &self,
        ask: &Ask,
        batch: i64,
        mut note: impl FnMut(&mut Tx<'_>, &Undone) -> Result<(), GateError>,
    ) -> Result<Undone, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Import)?;
        let plan = self.plan_undo((realm, ask, &permit), batch)?;
        let named: Vec<i64> = plan.erase.iter().chain(plan.restore.keys()).copied().collect();
        let keys = self.keyring.keys(realm.number, &named)?;
        let granted = permit.anywhere();
        let mut admitted: Vec<&SubjectKey> = Vec::new();
        for subject in &named {
            if let Some(key) = keys.get(subject) {
                permit.admit(*subject, granted, granted.read);
                admitted.push(key);
            }
        }
        let done = Undone {
            erased: plan.erase.len() as u64,
            restored: plan.restore.len() as u64,
            kept: (plan.keep.len() + plan.leave.len()) as u64,
            more: plan.more,
        };
        let place = (realm.number, batch);
        self.record((realm, ask), permit, &admitted, |tx, writing| {
            for (subject, befores) in &plan.restore {
                if let Some(key) = keys.get(subject) {
                    take_back(tx, realm, *subject, plan.take.get(subject).map_or(&[], Vec::as_slice))?;
                    restore(tx, writing, batch, (*subject, key), befores)?;
                    derived::settle(tx, realm, (*subject, key), (writing.now(), self.today()))?;
                }
                batches::settle_before(tx, place, *subject)?;
            }
            for subject in &plan.leave {
                batches::settle_before(tx, place, *subject)?;
            }
            for subject in &plan.keep {
                batches::keep_created(tx, place, *subject)?;
            }
            note(tx, &done)
        })?;
        self.destroy(realm, &plan.erase)?;
        Ok(done)
    }

    /// Keys first, so that nothing opens again in any copy; then the rows. A stop in between leaves rows that the next step
    /// takes away.
    fn destroy(&self, realm: &Realm, subjects: &[i64]) -> Result<(), GateError> {
        if subjects.is_empty() {
            return Ok(());
        }
        self.keyring.destroy(realm.number, subjects)?;
        self.data.write(|tx| {
            for subject in subjects {
                tokens::erase(tx, realm.number, *subject)?;
                store::erase(tx, realm.number, *subject)?;
                self.ledger.forget(tx, realm.number, *subject)?;
            }
            Ok(())
        })
    }

    fn plan_undo(
        &self,
        (realm, ask, permit): (&Realm, &Ask, &Permit),
        batch: i64,
    ) -> Result<Plan, GateError> {
        let asker = Asker::new(realm, ask);
        self.data.read(|tx| {
            let place = (realm.number, batch);
            let mut plan = Plan {
                erase: Vec::new(),
                keep: Vec::new(),
                restore: HashMap::new(),
                take: HashMap::new(),
                leave: Vec::new(),
                more: false,
            };
            let created = batches::rows(tx, place, (1, 0), STEP)?;
            plan.more = !created.is_empty();
            for row in created {
                let fine = may_undo(tx, (realm, permit, &asker), row.subject)?
                    && is_as_left(tx, place, row.subject)?;
                if fine { plan.erase.push(row.subject) } else { plan.keep.push(row.subject) }
            }
            if plan.more {
                return Ok(plan);
            }
            for before in batches::befores(tx, place, STEP)? {
                plan.restore.entry(before.subject).or_default().push(before);
            }
            for subject in batches::with_objects(tx, place, STEP)? {
                if let Entry::Vacant(vacant) = plan.restore.entry(subject) {
                    vacant.insert(batches::befores_of(tx, place, subject)?);
                }
            }
            plan.more = !plan.restore.is_empty();
            let mut left = HashSet::new();
            for (subject, befores) in &plan.restore {
                let versions = versions(tx, realm.number, *subject)?;
                let brought = batches::objects_of(tx, place, *subject)?;
                let same = befores.iter().all(|one| versions.get(&one.category) == Some(&one.after))
                    && are_as_left(tx, realm.number, *subject, &brought)?;
                plan.take.insert(*subject, brought);
                if !same || !may_undo(tx, (realm, permit, &asker), *subject)? {
                    left.insert(*subject);
                }
            }
            plan.restore.retain(|subject, _| !left.contains(subject));
            plan.leave = left.into_iter().collect();
            Ok(plan)
        })
    }
}

/// The asker reaches the person and may change what it reads.
fn may_undo(
    tx: &mut Tx<'_>,
    (realm, permit, asker): (&Realm, &Permit, &Asker),
    subject: i64,
) -> Result<bool, GateError> {
    match reach(tx, realm, permit, asker, subject)? {
        Reach::Yes(reached) => Ok(reached.granted.change != Categories::NONE),
        // Rows of somebody whose erasure was stopped half-way are taken away.
        Reach::No => Ok(store::subject(tx, realm.number, subject)?.is_none()),
        Reach::Against => Ok(false),
    }
}

fn versions(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<HashMap<i64, i64>, GateError> {
    Ok(store::sealed(tx, register, subject)?.into_iter().map(|row| (row.category, row.version)).collect())
}

/// Whether objects that a batch added are as it left them: no later version, nobody linked, nothing else that belongs to them.
fn are_as_left(tx: &mut Tx<'_>, register: i64, subject: i64, brought: &[i64]) -> Result<bool, GateError> {
    if brought.is_empty() {
        return Ok(true);
    }
    for row in store::erasing::all_objects(tx, register, subject)? {
        let (is_brought, beneath) =
            (brought.contains(&row.object), row.parent.is_some_and(|parent| brought.contains(&parent)));
        let linked = is_brought && !part::subjects(tx, register, (subject, row.object))?.is_empty();
        if linked || beneath || is_brought && row.version != 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes away the objects that a batch added.
fn take_back(tx: &mut Tx<'_>, realm: &Realm, subject: i64, objects: &[i64]) -> Result<(), GateError> {
    for object in objects {
        store::erasing::delete_object(tx, realm.number, subject, *object)?;
    }
    Ok(())
}

/// Whether somebody whom a batch added is as the batch left it: no later version, no object that it did not bring, no consent or
/// prohibition.
fn is_as_left(tx: &mut Tx<'_>, (register, batch): (i64, i64), subject: i64) -> Result<bool, GateError> {
    let befores = batches::befores_of(tx, (register, batch), subject)?;
    let left = |category: i64| befores.iter().find(|one| one.category == category).map_or(1, |one| one.after);
    let same =
        versions(tx, register, subject)?.into_iter().all(|(category, version)| version == left(category));
    let brought = batches::objects_of(tx, (register, batch), subject)?;
    let only_brought = store::erasing::all_objects(tx, register, subject)?;
    Ok(same
        && only_brought.iter().all(|row| brought.contains(&row.object))
        && are_as_left(tx, register, subject, &brought)?
        && store::permissions(tx, register, subject)?.is_empty())
}

/// Puts back the values that the batch found, with their sources and dates, as a new version.
fn restore(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    batch: i64,
    (subject, key): (i64, &SubjectKey),
    befores: &[Before],
) -> Result<(), GateError> {
    let register = writing.realm.number;
    let rows = store::sealed(tx, register, subject)?;
    let past = store::past(tx, register, subject)?;
    let mut desk: Vec<(SealedRow, Items)> = Vec::new();
    for row in rows {
        let Some(before) = befores.iter().find(|one| one.category == row.category) else {
            let items = writing.rework(key, &row)?;
            desk.push((row, items));
            continue;
        };
        if row.version != before.after {
            return Err(meanwhile());
        }
        let found = past
            .iter()
            .find(|past| past.object == 0 && past.category == row.category && past.version == before.before);
        let version = row.version + 1;
        let mut items = match found {
            Some(past) => {
                let body = past.body.clone();
                writing.rework(
                    key,
                    &SealedRow { subject, category: row.category, version: past.version, body },
                )?
            }
            None => Items::default(),
        };
        // Whoever edits beside the undo learns that these items moved.
        items.0.iter_mut().filter(|item| !item.values.is_empty()).for_each(|item| item.changed = version);
        let body = seal_items(key, (register, subject, row.category), version, &items)?;
        let fresh = SealedRow { subject, category: row.category, version, body };
        replace(tx, writing, Some(&row), &fresh)?;
        batches::carry_over(tx, (register, batch), (subject, row.category), (before.before, version))?;
        desk.push((fresh, items));
    }
    let found_by = index::tokens(writing.realm, desk.iter().map(|(_, items)| items));
    tokens::set(tx, register, subject, &found_by)
}
