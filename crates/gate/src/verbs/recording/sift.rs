//! What a call of a list is marked by: notes, assessments and their points, holds, how long it still has, what was covered. What
//! the asker may not read marks nothing.

use super::calls::Shown;
use crate::{
    Gate, GateError,
    decide::Categories,
    payload::Word,
    proof::Upkeep,
    realm::Realm,
    recording::{CallFilter, Mark},
    retention,
    store::{ObjectRow, calls::Having, erasing, media},
    verbs::{
        open::{kinds_categories, may_read},
        reach::Reached,
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Tx;
use seloste_register::statement::model::ObjectKind;

/// A recording ends soon when its time is up within so long.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a list is narrowed to, beside what its indexes know.
#[derive(Clone, Copy)]
pub(super) struct Sift {
    mark: Option<Mark>,
    at_most_points: Option<u32>,
}

impl Sift {
    pub(super) const fn of(filter: &CallFilter) -> Self {
        Self { mark: filter.mark, at_most_points: filter.at_most_points }
    }

    /// What a row must have to be looked at.
    pub(super) const fn having(self) -> Having {
        match (self.mark, self.at_most_points) {
            (Some(Mark::Held), _) => Having::Hold,
            (Some(Mark::Covered), _) => Having::Cover,
            (Some(Mark::Noted | Mark::Assessed), _) | (_, Some(_)) => Having::Objects,
            (None | Some(Mark::Ending | Mark::Unassessed), None) => Having::Anything,
        }
    }

    /// Kinds of objects, to one of which something must belong for a mark. None for a mark that goes by something else.
    pub(super) fn kinds(self, realm: &Realm) -> Result<Vec<Word>, GateError> {
        let is: fn(&ObjectKind) -> bool = match (self.having(), self.mark) {
            (Having::Objects, Some(Mark::Noted)) => |kind| kind.note.is_some(),
            (Having::Objects, _) => |kind| kind.assessment.is_some(),
            _ => return Ok(Vec::new()),
        };
        realm.statement().objects.iter().filter(|kind| is(kind)).map(|kind| realm.word(&kind.id)).collect()
    }

    /// Whether a row is kept; with the assessments whose points are still to be looked at, and the categories that decided.
    pub(super) fn keeps(
        self,
        tx: &mut Tx<'_>,
        (realm, now): (&Realm, Timestamp),
        (object, reached): (&ObjectRow, &Reached),
    ) -> Result<Option<(Vec<ObjectRow>, Categories)>, GateError> {
        let of = (object.subject, object.object);
        let nothing = (Vec::new(), Categories::NONE);
        let keeps = match self.mark {
            None => true,
            Some(Mark::Held) => {
                crate::holds::keep_object(realm, &erasing::holds(tx, realm.number, of.0)?, object)
            }
            Some(Mark::Ending) => {
                let medium = media::one(tx, realm.number, of)?;
                let until = medium.and_then(|medium| retention::medium_until(realm, object, &medium));
                until.is_some_and(|until| until <= now + SOON)
            }
            Some(Mark::Covered) => media::is_covered(tx, realm.number, of)?,
            Some(Mark::Noted | Mark::Assessed | Mark::Unassessed) => true,
        };
        let family_decides = matches!(self.mark, Some(Mark::Noted | Mark::Assessed | Mark::Unassessed))
            || self.at_most_points.is_some();
        if !keeps || !family_decides {
            return Ok(keeps.then_some(nothing));
        }
        let rows = media::belonging(tx, realm.number, of)?;
        let read = |row: &ObjectRow| may_read(realm, reached.sight.over(row.object), row);
        let is = |row: &ObjectRow, what: fn(&ObjectKind) -> bool| realm.kind(row.kind).is_some_and(what);
        let noted = rows.iter().any(|row| is(row, |kind| kind.note.is_some()) && read(row));
        let mut family = rows;
        family.retain(|row| is(row, |kind| kind.assessment.is_some()) && read(row));
        let keeps = match self.mark {
            Some(Mark::Noted) => noted,
            Some(Mark::Assessed) => !family.is_empty(),
            Some(Mark::Unassessed) => family.is_empty(),
            _ => true,
        };
        let sifted = kinds_categories(realm, &family);
        Ok(keeps.then_some((family, sifted)))
    }
}

impl Gate {
    /// Whether a call has an assessment with as few points as are asked for. Opened to decide; nothing of it is handed out.
    pub(super) fn has_points(&self, realm: &Realm, sift: Sift, one: &Shown) -> Result<bool, GateError> {
        let Some(most) = sift.at_most_points else { return Ok(true) };
        let Some(key) = self.subject_key(realm, one.row.subject)? else { return Ok(false) };
        for row in &one.assessed {
            let rules = realm.kind(row.kind).and_then(|kind| kind.assessment.as_ref());
            let Some(rules) = rules else { continue };
            let body = Upkeep::of(realm, row.subject).object(realm, &key, row)?;
            let stored = body.items.get(realm.word(&rules.score_item)?);
            let points = stored.and_then(|stored| stored.values.first()?.normal.parse::<f64>().ok());
            if points.is_some_and(|points| points <= f64::from(most)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
