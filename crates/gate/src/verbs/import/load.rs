//! Adds whole people in bulk, with what happened around them: for samples and measurements.

use crate::{
    Gate, GateError, apart,
    ask::Ask,
    card::{ObjectDraft, PermissionChange},
    decide::{Categories, Granted, Permit, Verb},
    derived,
    import::{Arrival, Loaded},
    opened::day_number,
    payload::Items,
    proof::Writing,
    realm::Realm,
    store::{self, ObjectRow, PermissionRow, SubjectRow},
    ties, tokens,
    vault::SubjectKey,
    verbs::{
        approach::may_approach,
        create::{self, NewSubject},
        link::settle,
        objects, permit,
        reach::{Reached, channel_number, intake_number},
        tied::{newcomer, not_tied},
    },
};
use seloste_db::Tx;
use seloste_register::statement::model::Action;

/// A person made ready, still without what only the unit of work can give.
struct Ready {
    subject: i64,
    key: SubjectKey,
    new: NewSubject,
    granted: Granted,
    categories: Categories,
    objects: Vec<ObjectRow>,
    permissions: Vec<PermissionRow>,
}

/// Rows of one unit of work, in bulk.
#[derive(Default)]
struct Rows {
    subjects: Vec<(SubjectRow, Vec<i64>)>,
    objects: Vec<ObjectRow>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Adds whole people in one unit of work, without looking whether they are there. Objects of kinds that the asker may not
    /// change, and permissions if the asker may not record them, are left out.
    pub fn load(&self, ask: &Ask, arrivals: Vec<Arrival>) -> Result<Loaded, GateError> {
        if arrivals.is_empty() {
            return Ok(Loaded::default());
        }
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Import)?;
        let made = self.keyring.create(realm.number, arrivals.len())?;
        let pieces: Vec<_> = arrivals.into_iter().zip(made).collect();
        let ready = apart::each(pieces, |(arrival, made)| self.ready((realm, ask), &permit, arrival, made));
        let mut people = Vec::with_capacity(ready.len());
        for one in ready {
            let one = one.map_err(|error| self.recorded_refusal(realm, ask, (Verb::Import, None), error))?;
            permit.admit(one.subject, one.granted, one.categories);
            people.push(one);
        }
        let mut loaded = Loaded { people: people.len() as u64, ..Loaded::default() };
        for row in people.iter().flat_map(|one| &one.objects) {
            *loaded.objects.entry(realm.id(row.kind)?).or_default() += 1;
        }
        let keys: Vec<&SubjectKey> = people.iter().map(|one| &one.key).collect();
        self.record((realm, ask), permit, &keys, |tx, writing| {
            write(tx, writing, &people)?;
            // Unlike a file's rows, these have objects.
            let today = day_number(self.today());
            for one in &people {
                let ties = ties::of_group(realm, realm.word(&one.new.group)?);
                if !ties.is_empty() && !ties::hold(tx, realm, ties, (one.subject, today))? {
                    return Err(not_tied(realm, ask));
                }
                derived::settle(tx, realm, (one.subject, &one.key), (writing.now(), self.today()))?;
            }
            Ok(())
        })?;
        tokens::merge_excess(self.data())?;
        Ok(loaded)
    }

    fn ready(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: &Permit,
        arrival: Arrival,
        (subject, key): (i64, SubjectKey),
    ) -> Result<Ready, GateError> {
        let (new, granted, categories) = self.prepare(realm, ask, permit, arrival.draft)?;
        let reached = newcomer(realm, subject, (&new, granted))?;
        let objects = self.objects((realm, ask), &reached, &key, arrival.objects)?;
        let permissions = if granted.does(Action::Permissions) {
            self.permissions_of((realm, ask), arrival.permissions)?
        } else {
            Vec::new()
        };
        Ok(Ready { subject, key, new, granted, categories, objects, permissions })
    }

    fn objects(
        &self,
        (realm, ask): (&Realm, &Ask),
        reached: &Reached,
        key: &SubjectKey,
        drafts: Vec<(Option<usize>, ObjectDraft)>,
    ) -> Result<Vec<ObjectRow>, GateError> {
        let now = self.clock().now().as_millisecond();
        // Number of each draft's object; `None` for one that is left out.
        let mut numbers: Vec<Option<i64>> = Vec::with_capacity(drafts.len());
        let mut rows = Vec::new();
        for (parent, draft) in drafts {
            let parent = parent.map(|at| numbers.get(at).copied().flatten());
            let kind = realm.rules().object(&draft.kind);
            let group = realm.id(reached.row.group)?;
            let may = kind.is_some_and(|kind| {
                reached.granted.change.covers(objects::category(realm, kind))
                    && (kind.groups.is_empty() || kind.groups.contains(&group))
            });
            if !may || parent == Some(None) {
                numbers.push(None);
                continue;
            }
            let mut checked = self.check_object(realm, ask, reached, draft)?;
            let of = (reached.row.subject, reached.row.group);
            let approach = checked.kind.approach.as_ref();
            if approach.is_some() {
                self.data.read(|tx| may_approach(tx, (realm, ask), approach, of))?;
            }
            checked.parent = parent.flatten();
            if checked.kind.parent_required && checked.parent.is_none() {
                return Err(objects::no_parent());
            }
            let number = self.next_number(realm)?;
            let row = objects::row(realm, &checked, (reached.row.subject, number, 1))?;
            let body = objects::body(realm, &checked, (1, now), None)?;
            rows.push(objects::seal(realm, key, row, &body)?);
            numbers.push(Some(number));
        }
        Ok(rows)
    }

    fn permissions_of(
        &self,
        (realm, ask): (&Realm, &Ask),
        changes: Vec<PermissionChange>,
    ) -> Result<Vec<PermissionRow>, GateError> {
        let since = self.clock().now().as_millisecond();
        let mut rows = Vec::new();
        for change in changes {
            let known = permit::known(realm, ask, &change)?;
            rows.push(PermissionRow {
                permission: self.next_number(realm)?,
                prohibition: known.prohibition,
                kind: known.kind,
                channel: channel_number(change.channel),
                since,
                until: None,
                by_channel: intake_number(change.by),
                wording: known.wording,
                account: ask.actor.account.0,
                body: None,
            });
        }
        Ok(rows)
    }
}

fn write(tx: &mut Tx<'_>, writing: &Writing<'_>, people: &[Ready]) -> Result<(), GateError> {
    let realm = writing.realm;
    let (mut rows, mut contents) = (Rows::default(), Vec::with_capacity(people.len()));
    for one in people {
        let mut categories: Vec<(usize, Items)> = one.new.categories.clone();
        create::generate(tx, (realm, writing.gate), &one.new.group, &mut categories)?;
        contents.push((one.subject, &one.key, categories));
        let row = SubjectRow {
            subject: one.subject,
            group: realm.word(&one.new.group)?,
            maintainer: one.new.maintainer,
            closed: None,
            life: store::Life::default(),
        };
        rows.subjects.push((row, one.new.areas.clone()));
        rows.objects.extend(one.objects.iter().cloned());
    }
    store::add_subjects(tx, realm.number, &rows.subjects)?;
    create::add_contents(tx, realm, contents)?;
    store::add_objects(tx, realm.number, &rows.objects)?;
    for row in &rows.objects {
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        settle(tx, (realm, writing.ask), (row.subject, row.object), (kind, row.assigned))?;
    }
    for one in people {
        for row in &one.permissions {
            store::add_permission(tx, realm.number, one.subject, row)?;
        }
    }
    Ok(())
}
