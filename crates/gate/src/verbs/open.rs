//! Opens a card, more of its timeline, or one object.

use super::{
    addressed::heeded,
    reach::{Asker, Reach, Reached, reach},
    sight::Sight,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Card, ObjectRef, OpenedCategory, OpenedObject, Page, Permission, SubjectRef},
    decide::{Categories, Granted, Permit, Verb},
    names::going_on,
    opened,
    payload::Items,
    permissions::as_seen,
    proof::Recorded,
    realm::Realm,
    store::{self, ObjectRow, SealedRow},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{id::PurposeId, statement::model::Action};

/// Objects on a card.
const ON_CARD: usize = 20;
/// The place in the timeline before which everything is.
const NEWEST: (i64, i64) = (i64::MAX, i64::MAX);

/// What one look into the store found for a card.
struct Found {
    reach: Reach,
    sealed: Vec<SealedRow>,
    objects: Vec<ObjectRow>,
    more: bool,
    permissions: Vec<Permission>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Opens a card.
    pub fn open_card(&self, ask: &Ask, subject: &SubjectRef) -> Result<Card, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let found = self.data.read(|tx| find_card(tx, realm, ask, &permit, id))?;
        let Found { reach, sealed, objects, more, permissions } = found;
        let reached = self.reached(realm, ask, (Verb::Open, Some(id)), reach)?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        permit.admit(id, reached.granted, reached.granted.read);
        let recorded = self.record_alone((realm, ask), permit, &[&key])?;
        let granted = reached.granted;
        let opening = Opening {
            realm,
            recorded: &recorded,
            key: &key,
            granted,
            sight: &reached.sight,
            purpose: &ask.purpose,
        };
        let categories = self.open_categories(&opening, &reached, &sealed)?;
        let more_objects = if more { self.timeline_place(realm, objects.last())? } else { None };
        Ok(Card {
            subject: subject.clone(),
            group: realm.id(reached.row.group)?,
            closed: reached.row.closed.map(opened::day).transpose()?,
            areas: reached.areas.iter().map(|area| realm.id(*area)).collect::<Result<_, _>>()?,
            categories,
            objects: self.open_objects(&opening, &objects)?,
            more_objects,
            permissions,
            limits: crate::limits::told(reached.row.life.limits),
        })
    }

    /// More of a subject's objects, newest first.
    pub fn timeline(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        page: &Page,
    ) -> Result<(Vec<OpenedObject>, Option<String>), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let before = match &page.after {
            None => NEWEST,
            Some(after) => going_on(self.timeline_number(realm, after))?,
        };
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let asker = Asker::new(realm, ask);
        let wanted = page.rows.clamp(1, 200) as usize;
        let (reach, objects, more) = self.data.read(|tx| {
            let reach = reach(tx, realm, &permit, &asker, id)?;
            let (objects, more) = match &reach {
                Reach::Yes(reached) => readable_objects(tx, realm, &reached.sight, id, (before, wanted))?,
                Reach::No | Reach::Against => (Vec::new(), false),
            };
            Ok::<_, GateError>((reach, objects, more))
        })?;
        let reached = self.reached(realm, ask, (Verb::Open, Some(id)), reach)?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        permit.admit(id, reached.granted, kinds_categories(realm, &objects));
        let recorded = self.record_alone((realm, ask), permit, &[&key])?;
        let (granted, sight) = (reached.granted, &reached.sight);
        let opening =
            Opening { realm, recorded: &recorded, key: &key, granted, sight, purpose: &ask.purpose };
        let opened = self.open_objects(&opening, &objects)?;
        let next = if more { self.timeline_place(realm, objects.last())? } else { None };
        Ok((opened, next))
    }

    /// Opens one object, with the subject that it belongs to.
    pub fn open_object(
        &self,
        ask: &Ask,
        object: &ObjectRef,
    ) -> Result<(SubjectRef, OpenedObject), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let asker = Asker::new(realm, ask);
        let Readable { reached, row, key } = self.readable((realm, ask), (&permit, &asker), object)?;
        let id = row.subject;
        permit.admit(id, reached.granted, kinds_categories(realm, std::slice::from_ref(&row)));
        let recorded = self.record_alone((realm, ask), permit, &[&key])?;
        let (granted, sight) = (reached.granted, &reached.sight);
        let opening =
            Opening { realm, recorded: &recorded, key: &key, granted, sight, purpose: &ask.purpose };
        let mut opened = self.open_objects(&opening, &[row])?;
        let opened = opened.pop().ok_or(GateError::Absent)?;
        Ok((self.subject_ref(realm, id)?, opened))
    }

    /// An object that the asker may read. Nothing of it is open yet; what may not be read is absent.
    pub(super) fn readable(
        &self,
        (realm, ask): (&Realm, &Ask),
        (permit, asker): (&Permit, &Asker),
        object: &ObjectRef,
    ) -> Result<Readable, GateError> {
        let Some((owner, number)) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let (found, row) = self.data.read(|tx| {
            let found = reach(tx, realm, permit, asker, owner)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, owner, number)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Open, Some(owner)), found)?;
        let row = row.filter(|row| may_read(realm, reached.sight.over(number), row));
        match (row, self.subject_key(realm, owner)?) {
            (Some(row), Some(key)) => Ok(Readable { reached, row, key }),
            _ => Err(self.absent(realm, ask, (Verb::Open, Some(owner)))),
        }
    }

    pub(super) fn open_categories(
        &self,
        opening: &Opening<'_>,
        reached: &Reached,
        sealed: &[SealedRow],
    ) -> Result<Vec<OpenedCategory>, GateError> {
        let Opening { realm, recorded, key, granted, purpose, .. } = *opening;
        let mut opened = Vec::new();
        for at in granted.read.indices() {
            let word = realm.category_word(at);
            let row = sealed.iter().find(|row| Some(row.category) == word);
            let contents = match row {
                Some(row) => (row.version, self.unseal(realm, recorded, key, row)?),
                None if realm.has_items(at) => (0, Items::default()),
                None => continue,
            };
            let may_change = granted.change.covers(Categories::one(at));
            let heeded = heeded(realm, reached, purpose, contents.1);
            let contents = (contents.0, opened::masked(realm, purpose, heeded));
            opened.push(opened::category(realm, reached.row.group, at, contents, may_change)?);
        }
        Ok(opened)
    }

    pub(super) fn open_objects(
        &self,
        opening: &Opening<'_>,
        rows: &[ObjectRow],
    ) -> Result<Vec<OpenedObject>, GateError> {
        let Opening { realm, recorded, key, sight, purpose, .. } = *opening;
        let mut opened = Vec::with_capacity(rows.len());
        for row in rows {
            let mut body = match self.unseal_object(realm, recorded, key, row) {
                Ok(body) => body,
                // Its time is up by a date that only its inside tells.
                Err(GateError::Absent) => continue,
                Err(other) => return Err(other),
            };
            opened::mask_object(realm, purpose, &mut body);
            let change = sight.over(row.object).change;
            let may_change = change.covers(kinds_categories(realm, std::slice::from_ref(row)));
            let name = |number: i64| self.object_ref(realm, row.subject, number);
            opened.push(opened::object(realm, row, body, name, may_change)?);
        }
        Ok(opened)
    }
}

/// An object that somebody may read, with its owner as far as they are reached.
pub(super) struct Readable {
    pub(super) reached: Box<Reached>,
    pub(super) row: ObjectRow,
    pub(super) key: SubjectKey,
}

/// What opening a subject's rows takes.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a> {
    pub(super) realm: &'a Realm,
    pub(super) recorded: &'a Recorded,
    pub(super) key: &'a SubjectKey,
    pub(super) granted: Granted,
    pub(super) sight: &'a Sight,
    pub(super) purpose: &'a PurposeId,
}

fn find_card(
    tx: &mut Tx<'_>,
    realm: &Realm,
    ask: &Ask,
    permit: &Permit,
    id: i64,
) -> Result<Found, GateError> {
    let reach = reach(tx, realm, permit, &Asker::new(realm, ask), id)?;
    let Reach::Yes(reached) = &reach else {
        return Ok(Found {
            reach,
            sealed: Vec::new(),
            objects: Vec::new(),
            more: false,
            permissions: Vec::new(),
        });
    };
    let sealed = store::sealed(tx, realm.number, id)?;
    let (objects, more) = readable_objects(tx, realm, &reached.sight, id, (NEWEST, ON_CARD))?;
    let permissions = if reached.granted.does(Action::Permissions) || !reached.permissions.is_empty() {
        super::reach::held(tx, realm, id)?
            .into_iter()
            .filter(|permission| permission.until.is_none())
            .map(|permission| as_seen(realm.rules(), &permit.purpose, permission))
            .collect()
    } else {
        Vec::new()
    };
    Ok(Found { reach, sealed, objects, more, permissions })
}

/// The categories of the kinds of some objects.
pub(crate) fn kinds_categories(realm: &Realm, rows: &[ObjectRow]) -> Categories {
    rows.iter().filter_map(|row| realm.kind(row.kind)).fold(Categories::NONE, |sum, kind| {
        realm.table.category(&kind.category).map_or(sum, |at| sum.and(Categories::one(at)))
    })
}

/// Whether an object of this kind may be read.
pub(crate) fn may_read(realm: &Realm, granted: Granted, row: &ObjectRow) -> bool {
    let category = kinds_categories(realm, std::slice::from_ref(row));
    !category.is_empty()
        && granted.read.covers(category)
        && !crate::retention::row_over(realm, row, &granted.terms)
}

/// Objects that may be read, newest first, and whether there are more.
fn readable_objects(
    tx: &mut Tx<'_>,
    realm: &Realm,
    sight: &Sight,
    subject: i64,
    (mut before, wanted): ((i64, i64), usize),
) -> Result<(Vec<ObjectRow>, bool), GateError> {
    let mut found: Vec<ObjectRow> = Vec::new();
    loop {
        let batch = wanted as i64 + 1;
        let rows = store::objects(tx, realm.number, subject, before, batch)?;
        let last = rows.len() < wanted + 1;
        if let Some(row) = rows.last() {
            before = (row.starts, row.object);
        }
        found.extend(rows.into_iter().filter(|row| may_read(realm, sight.over(row.object), row)));
        if found.len() > wanted {
            found.truncate(wanted);
            return Ok((found, true));
        }
        if last {
            return Ok((found, false));
        }
    }
}
